"""Meetings that nobody tells as one: who says something to somebody of another state, in one place, has met them.

"Told his Malaysian host in Penang on Monday", "told Wang over lunch", "assured her by telephone".
What is written, or told on air, is said without a meeting.
"""

from collections.abc import Iterator

import msgspec

from dragoman.extract.deed.clause import Clause
from dragoman.extract.deed.parties import actors_of
from dragoman.extract.deed.told import Told, clause_end
from dragoman.extract.deed.verbs import verb_group
from dragoman.extract.meeting.fate import holds, is_no_meeting
from dragoman.extract.meeting.site import host, led_to
from dragoman.lexicon.meetings import MeetingWords
from dragoman.model.actor import Actor
from dragoman.model.finding import MeetingKind, Place
from dragoman.model.span import Span

HEARER = 4  # tokens of "his Malaysian host"
REACH = 14  # tokens behind the hearer in which place and occasion stand


class Encounter(msgspec.Struct, frozen=True):
    """A meeting, with where in its clause it is told."""

    told: Told
    parties: tuple[Actor, ...]
    kind: MeetingKind
    where: Place | None
    why: str


def spoken(clause: Clause) -> Iterator[Encounter]:
    """The meetings that the clause shows so."""
    words = clause.lexicon.meetings
    for at, low in enumerate(clause.lows):
        if low in words.told and at not in clause.quoted and at not in clause.inside:
            found = _encounter(clause, at, words)
            if found is not None:
                yield found


def _encounter(clause: Clause, at: int, words: MeetingWords) -> Encounter | None:
    group = verb_group(clause, at)
    if group is None or group.hypothetical or group.negation or group.future or group.infinitive:
        return None
    if is_no_meeting(clause, at, words):
        return None
    subject = clause.subject(group.first)
    speakers = people(actors_of(subject[1])) if subject is not None else somebody_of(clause, group.first, words)
    if not speakers:
        return None
    stop, hearers, hosts = _hearers(clause, at + 1, words)
    if stop is None:
        return None
    rest = clause.lows[stop : stop + REACH]
    if holds(rest, words.written):
        return None
    calls = holds(rest, words.calling)
    where = None if calls else led_to(clause, stop, REACH)
    if not (calls or where or hosts or holds(rest, words.occasion)):
        return None
    if hosts and not hearers:
        hearers = host(clause, where, speakers)
    parties = (*speakers, *(one for one in hearers if one.tie not in {by.tie for by in speakers}))
    if len({one.tie for one in parties}) < 2 or any(one.state is None for one in parties):
        return None
    abroad = where is not None and where.state in {one.state for one in hearers}
    kind: MeetingKind = "phone" if calls else "visit" if abroad or hosts else "talks"
    told = Told(at, Span(clause.tokens[group.first].start, clause.tokens[stop - 1].end),
                Span(clause.tokens[group.first].start, clause_end(clause, stop)))  # fmt: skip
    return Encounter(told, parties, kind, where, f"“{clause.lows[at]}” somebody of another state, there")


def people(found: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Those who can be in a room: no states, no bodies."""
    return tuple(one for one in found if one.kind == "person" or (one.kind == "organ" and one.sector == "GOV"))


def somebody_of(clause: Clause, stop: int, words: MeetingWords) -> tuple[Actor, ...]:
    """ "Uruguay's transport minister" told: the state whose officer stands before token `stop`."""
    if stop < 1 or clause.lows[stop - 1] not in words.people or stop in clause.mention_ends:
        return ()
    for back in range(stop - 1, max(stop - HEARER, 0), -1):
        start = clause.mention_ends.get(back)
        if start is not None:
            mention = clause.mentions[start][1]
            owns = clause.tokens[back - 1].possessive or mention.form == "adjective"
            return mention.actors if owns and all(one.kind == "state" for one in mention.actors) else ()
    return ()


def _hearers(clause: Clause, at: int, words: MeetingWords) -> tuple[int | None, tuple[Actor, ...], bool]:
    """The token after those who are told, who they are, and whether they are called hosts."""
    if at in clause.mentions:
        stop, mention = clause.mentions[at]
        found = people(mention.actors)
        lows = clause.lows[at:stop]
        if found and mention.form not in ("adjective", "pronoun"):
            return stop, found, not words.hosts.isdisjoint(lows)
    for stop in range(at + 1, min(at + 1 + HEARER, len(clause.lows) + 1)):
        low = clause.lows[stop - 1]
        if low in words.hosts | words.opposites and clause.lows[at] in clause.words.possessives:
            named = [clause.mentions[one][1] for one in range(at, stop) if one in clause.mentions]
            return stop, actors_of(tuple(named)), low in words.hosts
        if low in clause.words.prepositions or not clause.tokens[stop - 1].is_word:
            break
    return None, (), False
