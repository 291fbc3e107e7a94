"""What becomes of a meeting that an earlier article told: "the Komarom summit has been put off".

Whoever reads only this article cannot say who was to meet. So the meeting found here may have one party
or none; it counts only where merge joins it to one whose parties are told (merge.compare).
"""

from collections.abc import Iterator

from dragoman.extract.deed.clause import Clause
from dragoman.extract.deed.parties import actors_of
from dragoman.extract.deed.places import Located, places
from dragoman.extract.deed.told import Told, clause_end
from dragoman.extract.deed.verbs import verb_group
from dragoman.extract.meeting.fate import fate_of, holds, is_no_meeting
from dragoman.extract.meeting.named import kind_of, owner
from dragoman.extract.meeting.spoken import Encounter, people, somebody_of
from dragoman.lexicon.meetings import MeetingWords
from dragoman.model.finding import MeetingStatus
from dragoman.model.span import Span

REACH = 12  # tokens behind the noun in which its place stands
ENDED = 10  # tokens behind it in which "ended" stands


def sequels(clause: Clause) -> Iterator[tuple[Encounter, MeetingStatus]]:
    """The meetings that the clause tells more of, each with what became of it."""
    words = clause.lexicon.meetings
    telling = words.nouns | words.being
    here = places(clause) if not telling.isdisjoint(clause.lows) else []
    for at, low in enumerate(clause.lows if here else ()):
        if at in clause.quoted or at in clause.inside:
            continue
        if low in words.nouns and not is_no_meeting(clause, at, words):
            yield from _by_noun(clause, at, here, words)
        elif low in words.being:
            yield from _by_presence(clause, at, here, words)


def _by_noun(
    clause: Clause, at: int, here: list[Located], words: MeetingWords
) -> Iterator[tuple[Encounter, MeetingStatus]]:
    """ "The Komarom summit", "the prime minister's journey to Rabat": a meeting in a place, and its fate."""
    where = next((one for one in here if one.stop == at), None) or next(
        (one for one in here if at < one.start <= at + REACH and _leads(clause, at, one)), None
    )
    if where is None or not _is_known(clause, at, where, words):
        return
    stop = max(at + 1, where.stop)
    told = Told(at, Span(clause.tokens[min(at, where.start)].start, clause.tokens[stop - 1].end),
                Span(clause.tokens[at].start, clause_end(clause, stop)), noun=True)  # fmt: skip
    fate = _fate(clause, told, stop, words)
    if fate is None:
        return
    visit = clause.lows[at] in clause.lexicon.cues.meeting_kinds["visit"]
    why = f"the noun “{clause.lows[at]}” with its place, and its fate"
    yield Encounter(told, actors_of(owner(clause, at)), kind_of(clause, at, visit=visit), where.place, why), fate


def _leads(clause: Clause, at: int, one: Located) -> bool:
    """Whether a place is that of the noun at token `at`: "talks in Lisbon", "journey to Rabat"."""
    led = one.led or clause.lows[one.behind] == "to"
    between = clause.lows[at + 1 : one.start]
    return led and not any(low in clause.words.openers or low in (",", ";") for low in between)


def _is_known(clause: Clause, at: int, where: Located, words: MeetingWords) -> bool:
    """Whether the words speak of a meeting that the reader knows: "the", "Wednesday's", "there will be no"."""
    first = min(at, where.start)
    before = clause.lows[max(0, first - 4) : first]
    possessive = any(clause.tokens[one].possessive for one in range(max(0, first - 4), first))
    return possessive or not words.definite.isdisjoint(before) or before[-1:] == ("no",)


def _fate(clause: Clause, told: Told, stop: int, words: MeetingWords) -> MeetingStatus | None:
    undone = fate_of(clause, told, words)
    if undone is not None:
        return undone
    rest = clause.lows[stop:]
    if holds(rest, words.arranged):
        return "planned"
    ends = next((at for at, low in enumerate(rest) if low in clause.words.openers | {",", ";"}), len(rest))
    return "held" if holds(rest[: min(ends, ENDED)], words.ended) else None


def _by_presence(
    clause: Clause, at: int, here: list[Located], words: MeetingWords
) -> Iterator[tuple[Encounter, MeetingStatus]]:
    """ "Mauritania's prime minister was in Rabat on Thursday": held, if that was planned."""
    where = next((one for one in here if one.led and one.behind == at), None)
    group = verb_group(clause, at)
    if where is None or group is None or group.negation or group.future or group.hypothetical:
        return
    subject = clause.subject(group.first)
    guests = people(actors_of(subject[1])) if subject is not None else somebody_of(clause, group.first, words)
    if len(guests) != 1 or guests[0].state in (None, where.place.state):
        return
    told = Told(at, Span(clause.tokens[group.first].start, clause.tokens[where.stop - 1].end),
                Span(clause.tokens[group.first].start, clause_end(clause, where.stop)))  # fmt: skip
    yield Encounter(told, guests, "visit", where.place, f"“{clause.lows[at]}” where a visit may have led"), "held"
