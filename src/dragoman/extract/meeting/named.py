"""Meetings told by a noun whose fate stands behind it: "a trip by Kim to Seoul is being talked of".

Only where the words name both sides, and tell what becomes of it.
"""

from collections.abc import Iterator

from dragoman.extract.deed.clause import Clause
from dragoman.extract.deed.parties import actors_of
from dragoman.extract.deed.told import Told
from dragoman.extract.meeting.fate import fate_of, holds, is_no_meeting
from dragoman.extract.meeting.party import together
from dragoman.extract.meeting.site import destination, host, led_to
from dragoman.extract.meeting.spoken import Encounter
from dragoman.lexicon.meetings import MeetingWords
from dragoman.model.actor import Actor, Mention
from dragoman.model.finding import MeetingKind, MeetingStatus
from dragoman.model.span import Span

OWNING = 5  # tokens between "Modi's" and "visit"
OFFERED = 5  # tokens between "offered" and the noun
ENDED = 10  # tokens behind the sides in which "ended" stands, with day and place between
REACH = 8  # tokens behind the noun in which its sides stand


def named(clause: Clause) -> Iterator[tuple[Encounter, MeetingStatus]]:
    """The meetings that the clause tells so, each with what becomes of it."""
    words = clause.lexicon.meetings
    for at, low in enumerate(clause.lows):
        if low not in words.nouns or at in clause.quoted or at in clause.inside or is_no_meeting(clause, at, words):
            continue
        visit = low in clause.lexicon.cues.meeting_kinds["visit"]
        parties, last = _sides(clause, at, visit=visit)
        told = Told(
            at, Span(clause.tokens[at].start, clause.tokens[last - 1].end),
            Span(clause.tokens[at].start, clause.sentence.end), noun=True,
        )  # fmt: skip
        fate = _fate(clause, told, last, words)
        if fate is None or len({one.tie for one in parties}) < 2:
            continue
        where = destination(clause, at) if visit else led_to(clause, last, REACH)
        yield Encounter(told, parties, kind_of(clause, at, visit=visit), where, f"the noun “{low}” and its fate"), fate


def kind_of(clause: Clause, at: int, *, visit: bool) -> MeetingKind:
    if visit:
        return "visit"
    return "phone" if clause.lows[at] in clause.lexicon.cues.meeting_kinds["phone"] else "talks"


def _fate(clause: Clause, told: Told, last: int, words: MeetingWords) -> MeetingStatus | None:
    rest = clause.lows[last:]
    if "no" in clause.lows[max(0, told.at - 3) : told.at]:
        return None
    undone = fate_of(clause, told, words)
    if undone is not None:
        return undone
    if holds(rest, words.mooted):
        return "mooted"
    if holds(rest, words.arranged):
        return "planned"
    if not words.proposes.isdisjoint(clause.lows[max(0, told.at - OFFERED) : told.at]):
        return "proposed"
    ends = next((at for at, low in enumerate(rest) if low in clause.words.openers | {",", ";"}), len(rest))
    return "held" if holds(rest[: min(ends, ENDED)], words.ended) else None


def _sides(clause: Clause, at: int, *, visit: bool) -> tuple[tuple[Actor, ...], int]:
    """Who meets, and the token after the last word that tells it."""
    found: list[Actor] = list(actors_of(owner(clause, at) or _traveller(clause, at)))
    last = at + 1
    openings = ("by", "of", "to") if visit else ("of", "between", "with")
    position = at + 1
    while position < min(at + REACH, len(clause.lows)):
        if clause.lows[position] in openings:
            target = position + 1
            while target < len(clause.lows) and clause.lows[target] in clause.words.articles:
                target += 1
            opening = clause.lows[position]
            group = clause.group_starting(
                target, places=visit and opening == "to", subject=opening in ("between", "of")
            )
            if group is None:
                break
            found += actors_of(group[1])
            position = last = group[0]
            continue
        if position in clause.inside or clause.lows[position] in clause.words.openers | {",", ";"}:
            break
        position += 1
    if visit and len({one.tie for one in found}) < 2:
        found += host(clause, destination(clause, at), found)
    return together(clause, found), last


def owner(clause: Clause, at: int) -> tuple[Mention, ...]:
    """Whose it is: "the Mauritanian prime minister's next visit"."""
    for back in range(at, max(at - OWNING, 0), -1):
        start = clause.mention_ends.get(back)
        if start is not None:
            return (clause.mentions[start][1],) if clause.tokens[back - 1].possessive else ()
        if clause.lows[back - 1] in clause.words.prepositions or not clause.tokens[back - 1].is_word:
            return ()
    return ()


def _traveller(clause: Clause, at: int) -> tuple[Mention, ...]:
    """Who calls off or puts off their own: "Chad's president has scrapped a trip to Tripoli"."""
    words, lead = clause.lexicon.meetings, clause.lead()
    if lead is None or not lead[1] <= at - 1 <= lead[1] + REACH or clause.opener_between(lead[1], at):
        return ()
    between = clause.lows[lead[1] : at]
    return lead[2] if holds(between, words.cancelled) or holds(between, words.postponed) else ()
