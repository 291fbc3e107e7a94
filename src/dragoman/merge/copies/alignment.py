"""Alignment: which characters of one text stand in another, and which it adds.

In go two texts, out come the matches, run by run, and the stretches that are the
first one's own. A paragraph that was moved still matches; a sentence put in
other words, where the other text has it, is no addition. Knows nothing of
articles; that one is a copy of the other is for others to say.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from dragoman.merge.copies.overlap import WIDTH
from dragoman.merge.wording import carries_matter, placed
from dragoman.model.span import Span

LEAST = 8  # words; fewer in a row between matches are an edit, or "SEOUL (AP) —"
REWORDED = 0.5  # of the words that carry the matter stand in the same place of the other: it only says it otherwise
NEAR = 10  # words more than twice the stretch: how far the same place reaches
OFTEN = 16  # places of a run of five words that are tried

Words = Sequence[tuple[str, Span]]


class Match(msgspec.Struct, frozen=True):
    """The same words `here`, in the first text, and `there`, in the second."""

    here: Span
    there: Span


class Alignment(msgspec.Struct, frozen=True):
    """`own` are the stretches that the first text adds to the second."""

    matches: tuple[Match, ...]
    own: tuple[Span, ...]


class _Run(msgspec.Struct, frozen=True):
    """So many words from a place in the one text and in the other."""

    here: int
    there: int
    length: int


def align(here: str, there: str) -> Alignment:
    """How a text stands to another.

    >>> text = "Lee met Ishiba in Tokyo on Saturday. "
    >>> [span.of(text + "Neither of them took any questions after it.") for span in
    ...     align(text + "Neither of them took any questions after it.", text).own]
    ['Neither of them took any questions after it.']
    """
    first, second = placed(here), placed(there)
    runs = _runs([word for word, _ in first], [word for word, _ in second])
    matches = tuple(Match(_span(first, run.here, run.length), _span(second, run.there, run.length)) for run in runs)
    return Alignment(matches, tuple(_own(first, second, runs)))


def _span(words: Words, at: int, length: int) -> Span:
    return Span(words[at][1].start, words[at + length - 1][1].end)


def _runs(here: Sequence[str], there: Sequence[str]) -> list[_Run]:
    """The longest runs of the same words, from the first word on, none here twice."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(there) - WIDTH + 1):
        found = places[tuple(there[at : at + WIDTH])]
        if len(found) < OFTEN:
            found.append(at)
    runs: list[_Run] = []
    at, expected = 0, 0
    while at <= len(here) - WIDTH:
        starts = places.get(tuple(here[at : at + WIDTH]))
        if not starts:
            at += 1
            continue
        # Of equally long ones the one that goes on where the last one ended.
        best = max(
            (_Run(at, start, _length(here, at, there, start)) for start in starts),
            key=lambda run: (run.length, -abs(run.there - expected)),
        )
        runs.append(best)
        at, expected = at + best.length, best.there + best.length
    return runs


def _length(here: Sequence[str], at: int, there: Sequence[str], start: int) -> int:
    length = WIDTH
    while at + length < len(here) and start + length < len(there) and here[at + length] == there[start + length]:
        length += 1
    return length


def _own(here: Words, there: Words, runs: Sequence[_Run]) -> list[Span]:
    """The stretches between the runs that are additions."""
    found = []
    edges = [_Run(0, 0, 0), *runs, _Run(len(here), len(there), 0)]
    for before, after in pairwise(edges):
        at, end = before.here + before.length, after.here
        if end - at < LEAST:
            continue
        gap = [word for word, _ in here[at:end]]
        if not runs or not _reworded(gap, _same_place(there, before, after, 2 * len(gap) + NEAR)):
            found.append(_span(here, at, end - at))
    return found


def _same_place(there: Words, before: _Run, after: _Run, near: int) -> list[str]:
    """The words of the other text that follow the run before and lead to the run after."""
    start, end = before.there + before.length, after.there
    if 0 <= end - start <= 2 * near:
        near = end - start
    following = range(start, min(len(there), start + near)) if before.length else ()
    leading = range(max(0, end - near), end) if after.length else ()
    return [there[at][0] for at in sorted({*following, *leading})]


def _reworded(gap: Sequence[str], place: Sequence[str]) -> bool:
    wanted = Counter(word for word in gap if carries_matter(word))
    shared = wanted & Counter(place)
    return shared.total() >= REWORDED * max(1, wanted.total())
