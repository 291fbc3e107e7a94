"""Shifts: one holder's stance on one thing at two times, told by its two dated words and never as an average.

A thing is a state or body, an affair, or an affair as that state's. Records in, shifts out.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from dragoman.model.actor import Actor
from dragoman.model.finding import Position
from dragoman.model.record import Record
from dragoman.views import words

LEAST = 0.5  # of stance, on −1 to 1, between two that differ plainly
STEM = 6  # letters that "tariff" and "tariffs" share
SHORTEST = 5  # letters of a word that can name a thing
QUOTED = 60

Kind = Literal["turned", "stronger", "weaker"]


class Word(msgspec.Struct, frozen=True):
    """One utterance: its exact words, when, the stance, and the record that is its evidence."""

    words: str
    when: str
    start: str | None
    stance: float
    id: str


class Shift(msgspec.Struct, frozen=True):
    """`turned`: from for to against, or back; else for or against still, more or less so."""

    holder: Actor
    toward: str | None
    issue: str | None
    kind: Kind
    was: Word
    now: Word
    sources: int

    @property
    def heading(self) -> str:
        return f"{words.surname(self.holder)} on {about(self.toward, self.issue)}"

    @property
    def text(self) -> str:
        was = words.shortened(self.was.words, QUOTED)
        return f"“{was}” ({self.was.when}) → “{words.shortened(self.now.words, QUOTED)}”"


def about(toward: str | None, issue: str | None) -> str:
    """ "JPN", "tariffs", "tariffs of USA"."""
    return " of ".join(one for one in (issue, toward) if one)


def shifts(records: Iterable[Record]) -> tuple[Shift, ...]:
    """Every change between two utterances that follow one another, the newest first."""
    held: dict[tuple[str, str | None], list[Record]] = {}
    for record in records:
        # No day although its article has one: the words tell it as past. Neither has one: nothing is known.
        if isinstance(record.finding, Position) and (record.finding.when.start or record.reports[0].published):
            position = record.finding
            held.setdefault((position.holder.id, position.issue or position.toward), []).append(record)
    found = [shift for group in held.values() for shift in _changes(group)]
    return tuple(sorted(found, key=lambda shift: (shift.now.start or "", shift.now.id), reverse=True))


def _changes(group: Sequence[Record]) -> Iterator[Shift]:
    """What is past and has no day comes before what has one; two on one day, or two such, tell no order."""
    ordered = sorted(group, key=lambda record: (record.finding.when.start or "", record.id))
    for at, now in enumerate(ordered):
        earlier = [record for record in ordered[:at] if _day(record) < _day(now) and _is_on_one_thing(record, now)]
        same_day = [
            record for record in ordered
            if record is not now and _day(record) == _day(now) and _is_on_one_thing(record, now)
        ]  # fmt: skip
        if not earlier or any(_kind(record, now) for record in same_day):
            continue  # for and against on one day: nobody knows which stands
        kind = _kind(earlier[-1], now)
        if kind is not None:
            yield _shift(earlier[-1], now, kind)


def _day(record: Record) -> str:
    return record.finding.when.start or ""


def _kind(was: Record, now: Record) -> Kind | None:
    before, after = was.finding.stance, now.finding.stance
    if abs(before - after) < LEAST:
        return None
    return "turned" if before * after < 0 else "stronger" if abs(after) > abs(before) else "weaker"


def _is_on_one_thing(was: Record, now: Record) -> bool:
    """An affair is wide: both must name the same of it ("the tariffs", not once the tariffs and once a levy)."""
    before, after = was.finding, now.finding
    if before.issue != after.issue or (before.toward and after.toward and before.toward != after.toward):
        return False
    if after.issue is None:
        return True
    return not _things(was.finding.words).isdisjoint(_things(now.finding.words))


def _things(said: str) -> frozenset[str]:
    plain = ("".join(letter for letter in word if letter.isalnum()) for word in said.casefold().split())
    return frozenset(word[:STEM] for word in plain if len(word) >= SHORTEST and not word.endswith("ly"))


def _shift(was: Record, now: Record, kind: Kind) -> Shift:
    position = now.finding
    return Shift(
        position.holder, position.toward or was.finding.toward, position.issue, kind, _word(was), _word(now),
        now.independent_sources,
    )  # fmt: skip


def _word(record: Record) -> Word:
    said = record.finding
    return Word(said.words, words.when(said.when), said.when.start, said.stance, record.id)
