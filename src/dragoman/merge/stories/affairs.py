"""Affairs: which articles tell one affair.

In go gists, out come groups of them, in an order that depends on nothing but
the articles. Two articles are compared if they share telling words or a record;
those linked, directly or through others, make a block; in a block the likest
groups join first, while their members are alike on average. A block depends on
its own articles alone, so after new articles only the blocks that they touch
need be made again.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import numpy as np

from dragoman.merge.score import Score
from dragoman.merge.stories.gist import cosine
from dragoman.merge.union import Union
from dragoman.model.gist import Gist

# Tuned on evals/gold/stories.txt, where every value from 0.14 to 0.24 parts the affairs as they should be.
ALIKE = 0.18  # likeness from which articles, and on average groups of them, tell one affair
SHARED = 2  # telling words in common from which two articles are compared
WINDOW = 60  # days: what is told later of an affair is told as another
FRESH = 3  # days within which time does not count
FADING = 0.99  # of the likeness, for each further day
UNDATED = 0.8  # of the likeness, where nobody knows the days between
FACT = 0.1  # likeness for a record that both tell
LARGE = 1500  # articles of a block; a larger one is cut at a higher likeness first, to bound memory (18 MB) and time

_NEVER = -1.0  # the likeness of what has no row any more


def affairs(gists: Iterable[Gist]) -> list[list[Gist]]:
    """Groups of articles, each by day and id; also those of one article."""
    ordered = sorted(gists, key=lambda gist: gist.order)
    return sorted((group for block in blocks(ordered) for group in parted(block)), key=lambda group: group[0].order)


def likeness(a: Gist, b: Gist) -> Score:
    """How surely two articles tell one affair, and why."""
    words = cosine(a.terms, b.terms)
    facts = len(a.records & b.records)
    why = [f"wording {words:.2f}"]
    if facts:
        why.append(f"{facts} {'fact' if facts == 1 else 'facts'} in common")
    apart = _days_apart(a, b)
    if apart is None:
        fading = UNDATED
        why.append("days unknown")
    elif apart > WINDOW:
        return Score(0.0, f"{apart} days apart")
    else:
        fading = FADING ** max(0, apart - FRESH)
        why.append(f"{apart} days apart")
    return Score((words + FACT * bool(facts)) * fading, ", ".join(why))


def keys(gist: Gist) -> dict[str, int]:
    """By what an article meets others, and how much of SHARED each is worth."""
    return dict.fromkeys(gist.telling, 1) | dict.fromkeys(sorted(gist.records), SHARED)


def blocks(ordered: Sequence[Gist], least: float = ALIKE) -> list[list[Gist]]:
    """Articles, by day and id, that are linked by at least this likeness, directly or through others."""
    union = Union(range(len(ordered)))
    for a, b in _candidates(ordered):
        if union.find(a) != union.find(b) and likeness(ordered[a], ordered[b]).value >= least:
            union.join(a, b)
    return [[ordered[at] for at in group] for group in union.groups()]


def _candidates(ordered: Sequence[Gist]) -> Iterator[tuple[int, int]]:
    """Pairs that share a record or enough telling words and are near in time; whether one is, no third decides."""
    index: dict[str, list[int]] = defaultdict(list)
    undated: dict[str, list[int]] = defaultdict(list)
    days = [date.fromisoformat(gist.day).toordinal() if gist.day else None for gist in ordered]
    for at, gist in enumerate(ordered):
        day, shared = days[at], Counter[int]()
        for key, worth in keys(gist).items():
            for other in undated[key]:
                shared[other] += worth
            for other in reversed(index[key]):
                if day - days[other] > WINDOW:
                    break
                shared[other] += worth
            (undated if day is None else index)[key].append(at)
        yield from ((other, at) for other, count in sorted(shared.items()) if count >= SHARED)


def _days_apart(a: Gist, b: Gist) -> int | None:
    if a.day is None or b.day is None:
        return None
    return abs((date.fromisoformat(a.day) - date.fromisoformat(b.day)).days)


def parted(block: list[Gist], least: float = ALIKE) -> list[list[Gist]]:
    """A block's groups, each by day and id."""
    if len(block) == 1:
        return [block]
    if len(block) > LARGE:
        raised = least * 1.25
        if raised >= 1:  # as alike as can be
            return [block]
        return [group for part in blocks(block, raised) for group in parted(part, raised)]
    return [[block[at] for at in group] for group in _average_link(_matrix(block), ALIKE)]


def _matrix(block: Sequence[Gist]) -> np.ndarray:
    """The likeness of every two, as `likeness` has it, term by term in a fixed order."""
    terms: dict[str, list[tuple[int, float]]] = defaultdict(list)
    records: dict[str, list[int]] = defaultdict(list)
    for at, gist in enumerate(block):
        for word, weight in gist.terms.items():
            terms[word].append((at, weight))
        for record in gist.records:
            records[record].append(at)
    alike = np.zeros((len(block), len(block)))
    for word in sorted(terms):
        if len(terms[word]) > 1:
            rows, weights = map(np.array, zip(*terms[word], strict=True))
            alike[np.ix_(rows, rows)] += np.outer(weights, weights)
    shared = np.zeros_like(alike, dtype=bool)
    for rows in records.values():
        shared[np.ix_(rows, rows)] = True
    alike += FACT * shared
    return alike * _fading(block)


def _fading(block: Sequence[Gist]) -> np.ndarray:
    days = np.array([date.fromisoformat(gist.day).toordinal() if gist.day else 0 for gist in block])
    apart = np.abs(days[:, None] - days[None, :])
    fading = np.where(apart > WINDOW, 0.0, FADING ** np.maximum(0, apart - FRESH))
    undated = days == 0
    fading[undated, :] = fading[:, undated] = UNDATED
    return fading


def _average_link(alike: np.ndarray, least: float) -> list[list[int]]:
    """Groups of positions: the likest two join first, while their members are alike enough on average.

    Of pairs equally alike the first joins first. A group stands in the row of its first member.
    """
    members = {at: [at] for at in range(len(alike))}
    np.fill_diagonal(alike, _NEVER)
    best = alike.max(axis=1)
    while best.max() >= least:
        a = int(best.argmax())
        b = int(alike[a].argmax())
        a, b = min(a, b), max(a, b)
        sizes = len(members[a]), len(members[b])
        joined = (alike[a] * sizes[0] + alike[b] * sizes[1]) / sum(sizes)
        joined[[a, b]] = _NEVER
        stale = np.flatnonzero((alike[a] == best) | (alike[b] == best))
        alike[b, :] = alike[:, b] = best[b] = _NEVER
        alike[a, :] = alike[:, a] = joined
        np.maximum(best, joined, out=best)
        for row in {a, *map(int, stale)} - {b}:
            best[row] = alike[row].max()
        members[a] = sorted((*members[a], *members.pop(b)))
    return sorted(members.values())
