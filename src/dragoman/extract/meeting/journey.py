"""Meetings told by a journey: who goes to another state to see somebody there has met them, or will.

"Leaves for Ankara tomorrow for a two-day visit", "was in Chisinau, where her hosts". That
somebody is abroad tells no meeting by itself: the words must say whom it is to, or that it is a visit.
"""

from collections.abc import Iterator

from dragoman.extract.deed.clause import Clause
from dragoman.extract.deed.parties import actors_of
from dragoman.extract.deed.places import Located, places
from dragoman.extract.deed.told import Told, clause_end
from dragoman.extract.deed.verbs import VerbGroup, verb_group
from dragoman.extract.meeting.fate import fate_of, is_ahead, is_no_meeting
from dragoman.extract.meeting.party import together, visited
from dragoman.extract.meeting.site import host
from dragoman.extract.meeting.spoken import Encounter, people, somebody_of
from dragoman.lexicon.meetings import MeetingWords
from dragoman.model.actor import Actor
from dragoman.model.finding import MeetingStatus
from dragoman.model.span import Span

REACH = 14  # tokens behind the verb in which place and purpose stand


def journeys(clause: Clause) -> Iterator[tuple[Encounter, MeetingStatus]]:
    """The meetings that the clause tells so, each with what becomes of it."""
    words = clause.lexicon.meetings
    for at, low in enumerate(clause.lows):
        if at in clause.quoted or at in clause.inside or low not in words.setting_out | words.being:
            continue
        found = _journey(clause, at, words)
        if found is not None:
            yield found


def _journey(clause: Clause, at: int, words: MeetingWords) -> tuple[Encounter, MeetingStatus] | None:
    group = verb_group(clause, at)
    if group is None or group.negation or is_no_meeting(clause, at, words):
        return None
    subject = clause.subject(group.first)
    guests = people(actors_of(subject[1])) if subject is not None else somebody_of(clause, group.first, words)
    goal = _goal(clause, at, words) if guests else None
    if goal is None or goal.place.state in {one.state for one in guests}:
        return None
    hosts = _whom(clause, at, goal, guests, words)
    parties = together(clause, [*guests, *hosts])
    if len({one.tie for one in parties}) < 2:
        return None
    told = Told(at, Span(clause.tokens[group.first].start, clause.tokens[goal.stop - 1].end),
                Span(clause.tokens[group.first].start, clause_end(clause, goal.stop)))  # fmt: skip
    fate = fate_of(clause, told, words) or _fate(clause, at, group)
    why = f"“{clause.lows[at]}”, to see somebody of another state there"
    return Encounter(told, parties, "visit", goal.place, why), fate


def _goal(clause: Clause, at: int, words: MeetingWords) -> Located | None:
    """Where the journey leads: the first place behind the verb; right behind it where somebody only is there."""
    for one in places(clause):
        if at < one.start <= at + REACH:
            if clause.lows[at] in words.being:
                return one if one.led and one.behind == at else None
            return one if one.led or (one.behind > 0 and clause.lows[one.behind] in words.toward) else None
    return None


def _whom(
    clause: Clause, at: int, goal: Located, guests: tuple[Actor, ...], words: MeetingWords
) -> tuple[Actor, ...]:
    """Who is visited: those whom the words name, else the state whose hosts or whose visit they tell."""
    named = visited(clause, at)
    if named:
        return named
    rest = clause.lows[goal.stop : goal.stop + REACH]
    # "on a two-day visit", "for talks": an errand, no more words between than its adjectives
    errand = any(
        low in words.errand and not words.nouns.isdisjoint(rest[at + 1 : at + 5]) for at, low in enumerate(rest)
    )
    received = not (words.hosts | words.opposites).isdisjoint(rest)
    return host(clause, goal.place, guests) if errand or received else ()


def _fate(clause: Clause, at: int, group: VerbGroup) -> MeetingStatus:
    if group.hypothetical:
        return "mooted"
    ahead = clause.lows[at] in clause.lexicon.meetings.sets_out and is_ahead(clause)  # "leaves tomorrow"
    return "planned" if group.future or group.promised or ahead else "held"
