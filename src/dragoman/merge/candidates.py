"""Candidates: which tellings are worth comparing.

In go tellings in a fixed order, out come pairs of their positions. Every pair
that `compare` would accept should be among them, and few others: two tellings
meet under a key (a fact's parties and day) or through their rarest words.
Known gap: the parties of a deed by more than MANY are compared as a whole only.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from dragoman.merge.compare import LIKE_MATTER, LIKE_WORDING, PLANNED
from dragoman.merge.telling import Telling, aux
from dragoman.merge.wording import grams
from dragoman.model.finding import Event, Meeting, Pledge, Position, Statement

MANY = 8  # parties; every two of them are a key
LONG = 31  # days; a date within more says too little to be a key
NEIGHBOURS = 60  # in a crowded bucket each is compared with so many after it, to stay near-linear

Pair = tuple[int, int]
Row = tuple[Hashable, int, frozenset, bool]  # scope, position, terms, does it look for others


def candidates(tellings: Sequence[Telling]) -> list[Pair]:
    """Pairs of positions, the smaller first, each once."""
    buckets: dict[Hashable, list[int]] = defaultdict(list)
    worded: dict[float, list[Row]] = defaultdict(list)
    for at, telling in enumerate(tellings):
        for key in _keys(telling):
            buckets[key].append(at)
        for scope, looks in _scopes(telling):
            if isinstance(telling.finding, Pledge):
                worded[LIKE_MATTER].append((scope, at, telling.matter, looks))
            else:
                worded[LIKE_WORDING].append((scope, at, frozenset(grams(telling.words, 3)), looks))
    pairs = {pair for bucket in buckets.values() for pair in _within(bucket)}
    for least, rows in worded.items():
        pairs.update(_alike(rows, least))
    return sorted(pairs)


def _keys(telling: Telling) -> Iterator[Hashable]:
    """Under which keys this telling meets others."""
    finding = telling.finding
    match finding:
        case Event():
            for day in _days(telling):
                for parties in _pairs(telling):
                    yield "event", finding.type, aux(finding), parties, day
        case Meeting():
            for month in _months(telling):
                for parties in _pairs(telling):
                    yield "meeting", parties, month
        case Statement():
            if len(telling.words) >= 5:  # the one way to meet those whose speaker is not named
                yield "statement", telling.words
            else:
                yield "statement", finding.speaker.id if finding.speaker else None, telling.words
        case Position():
            yield "position", finding.holder.id, finding.toward, finding.issue, telling.words
        case Pledge():
            yield "pledge", telling.sides[0], telling.words


def _scopes(telling: Telling) -> list[tuple[Hashable, bool]]:
    """Among which tellings its wording counts, and whether it looks for others there or is only found."""
    finding = telling.finding
    match finding:
        case Event():
            return [(("event", finding.type, aux(finding), telling.parties), not _days(telling))]
        case Meeting():
            return [(("meeting", telling.parties), not telling.days)]
        case Statement():
            return [(("statement", finding.speaker.id if finding.speaker else None), True)]
        case Position():
            return [(("position", finding.holder.id, finding.toward, finding.issue), True)]
        case Pledge():  # one telling may give fewer parties than another, so any one of them must do
            return [(("pledge", tie), True) for tie in telling.sides[0]]


def _pairs(telling: Telling) -> list[tuple[str, ...]]:
    """Every two parties, so that a telling with fewer parties is met; all of them where they are many."""
    parties = sorted(telling.parties)
    if len(parties) < 2 or len(parties) > MANY:
        return [tuple(parties)]
    return list(combinations(parties, 2))


def _days(telling: Telling) -> list[str]:
    """Every day the finding may have been on; none where they are unknown or too many."""
    if not telling.days:
        return []
    first, last = telling.days
    if first == last:
        return [first]
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return []
    length = (end - start).days + 1
    return [str(start + timedelta(n)) for n in range(length)] if length <= LONG else []


def _months(telling: Telling) -> list[str]:
    """The months of a meeting; of one without a date, those it may be meant for when it was told."""
    days = _days(telling)
    if days or not telling.published:
        return sorted({day[:7] for day in days})
    try:
        told = date.fromisoformat(telling.published)
    except ValueError:
        return []
    back = -1 if telling.finding.status == "held" else 1
    return sorted({str(told + timedelta(back * n))[:7] for n in range(PLANNED + 1)})


def _within(bucket: Sequence[int]) -> Iterable[Pair]:
    if len(bucket) <= NEIGHBOURS:
        return combinations(bucket, 2)
    return ((a, b) for i, a in enumerate(bucket) for b in bucket[i + 1 : i + 1 + NEIGHBOURS])


def _alike(rows: Sequence[Row], least: float) -> Iterator[Pair]:
    """Pairs in one scope that may share at least this part of the shorter one's terms.

    If two share 0.6 of the shorter one's terms, then one of its rarest 0.4 (and one more)
    is among them; so only those are looked up, and the common ones never are.
    """
    looked_in = {scope for scope, _, _, looks in rows if looks}
    rows = [row for row in rows if row[0] in looked_in]
    frequency: Counter[Hashable] = Counter((scope, term) for scope, _, terms, _ in rows for term in terms)
    index: dict[Hashable, list[int]] = defaultdict(list)
    for scope, at, terms, _ in rows:
        for term in terms:
            if frequency[scope, term] > 1 and len(index[scope, term]) < NEIGHBOURS:
                index[scope, term].append(at)
    for scope, at, terms, looks in rows:
        if not looks:
            continue
        rarest = sorted((frequency[scope, term], term) for term in terms)
        for _, term in rarest[: int((1 - least) * len(rarest)) + 1]:
            for other in index.get((scope, term), ()):
                if other != at:
                    yield (at, other) if at < other else (other, at)
