"""Candidates: which tellings are worth comparing.

In goes one telling, out come the keys under which it meets others; in go two, out
comes whether they met rightly. Every pair that `compare` would accept should meet,
and few others. Whether two meet depends on those two alone, never on how many others
there are or on the order in which they came: so what a new article changes is found
by looking its keys up, and the rest may stay as it is.

Every key begins with a month (or says that there is none): a record of ten years is
looked through no longer than one of one. Known gaps: the parties of a deed by more
than MANY are compared as a whole only; a promise told again after more than a year
meets the first telling only through those between.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from dragoman.merge.records.compare import LIKE_MATTER, LIKE_WORDING, PLANNED, PUT_OFF, RETOLD
from dragoman.merge.records.telling import Telling, aux
from dragoman.merge.wording import grams
from dragoman.model.finding import Event, Meeting, Pledge, Position, Statement
from dragoman.model.identity import content_key

MANY = 8  # parties; every two of them are a key
LONG = 31  # days; a date within more says too little to be a key
PROMISED = 183  # days for which a promise is told again
SAMPLE = 3  # one run of words in three, chosen by its hash alone, serves where the date is unknown

ANY = "any"  # the month of what has no date

Pair = tuple[int, int]


class Key(NamedTuple):
    """Two tellings meet under an equal number if one of them asks there; words alone must then be enough alike."""

    number: int
    asks: bool  # False: it is only found
    words: bool  # a run of words; otherwise a fact's parties and day


def keys(telling: Telling) -> list[Key]:
    """Under which keys this telling meets others, each number once."""
    found: dict[int, Key] = {}
    for key in (*_by_fact(telling), *_by_words(telling)):
        known = found.get(key.number)
        if known is None or (key.asks and not known.asks):
            found[key.number] = key
    return sorted(found.values())


def candidates(tellings: Sequence[Telling]) -> list[Pair]:
    """The pairs of positions that meet, the smaller first, each once."""
    rooms: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    by_fact: set[Pair] = set()
    by_words: set[Pair] = set()
    for at, telling in enumerate(tellings):
        for key in keys(telling):
            met = by_words if key.words else by_fact
            met.update((other, at) for other, asks in rooms[key.number] if asks or key.asks)
            rooms[key.number].append((at, key.asks))
    by_words = {(a, b) for a, b in by_words - by_fact if alike(tellings[a], tellings[b])}
    return sorted(by_fact | by_words)


def alike(a: Telling, b: Telling) -> bool:
    """Whether two that met through words share enough of them, as runs of three or as words that carry a promise."""
    first, second = _terms(a), _terms(b)
    least = LIKE_MATTER if isinstance(a.finding, Pledge) else LIKE_WORDING
    return len(first & second) >= least * min(len(first), len(second))


# -- facts


def _by_fact(telling: Telling) -> Iterator[Key]:
    finding = telling.finding
    match finding:
        case Event():
            for day in _days(telling):
                for parties in _pairs(telling):
                    yield _key(day, True, False, ("event", finding.type, aux(finding), parties), day)
        case Meeting():
            if finding.is_whole:
                for month in _meeting_months(telling):
                    for parties in _pairs(telling):
                        yield _key(month, True, False, ("meeting",), parties)
            yield from _in_its_place(telling)
        case Statement():
            # Of few words the speaker must be known; many are the one way to meet those whose speaker is not named.
            who = (finding.speaker.id if finding.speaker else None) if len(telling.words) < 5 else ()
            yield from _whole(telling, "statement", who)
        case Position():
            yield from _whole(telling, "position", finding.holder.id, finding.toward, finding.issue)
        case Pledge():
            yield from _whole(telling, "pledge", telling.sides[0])


def _in_its_place(telling: Telling) -> Iterator[Key]:
    """Where a meeting is: what becomes of it meets there whatever tells who meets, in that city or in its state."""
    state, city, _ = telling.place
    rooms = [city or state] if telling.finding.is_whole else [city, state]
    finding = telling.finding
    first, last = telling.days or (telling.published, telling.published)
    months = set(_months(first, 0)) | set(_months(last, 0))
    if not telling.days or finding.status == "postponed":
        months |= set(_months(last, PUT_OFF))
    if not telling.days and not finding.is_whole:
        months |= set(_months(first, -RETOLD))  # told within days of the meeting
    for month in sorted(months):
        for room in rooms:
            if room is not None:
                yield _key(month, not finding.is_whole, False, ("meeting in",), room)


def _whole(telling: Telling, *scope: Hashable) -> Iterator[Key]:
    """All the words, in the months in which they are repeated; found by what has no date."""
    for month, asks in _told_in(telling):
        yield _key(month, asks, False, scope, telling.words)


# -- words


def _by_words(telling: Telling) -> Iterator[Key]:
    finding = telling.finding
    match finding:
        case Event():
            yield from _sampled(telling, not _days(telling), "event", finding.type, aux(finding), telling.parties)
        case Meeting():
            yield from _sampled(telling, not telling.days, "meeting", telling.parties)
        case Statement():
            yield from _rarest(telling, LIKE_WORDING, "statement", finding.speaker.id if finding.speaker else None)
        case Position():
            yield from _rarest(telling, LIKE_WORDING, "position", finding.holder.id, finding.toward, finding.issue)
        case Pledge():  # one telling may give fewer parties than another, so any one of them must do
            for tie in telling.sides[0]:
                yield from _rarest(telling, LIKE_MATTER, "pledge", tie)


def _rarest(telling: Telling, least: float, *scope: Hashable) -> Iterator[Key]:
    """It asks under the rarest of its terms, and is found under all.

    If two share 0.6 of the shorter one's terms, then one of any 0.4 of these (and one more) is
    among them. Long words are rarer: that is as good an order as any, and is the same for ever.
    """
    terms = sorted(_terms(telling), key=lambda term: (-len("".join(term)), term))
    asked = int((1 - least) * len(terms)) + 1
    for month, asks in _told_in(telling):
        if month == ANY:
            yield from _sampled(telling, asks, *scope)
            continue
        for at, term in enumerate(terms):
            yield _key(month, at < asked, True, scope, term)


def _sampled(telling: Telling, asks: bool, *scope: Hashable) -> Iterator[Key]:
    """Where the date is unknown: a sample of the terms, under which it asks or is found."""
    for term in _terms(telling):
        key = _key(ANY, asks, True, scope, term)
        if key.number % SAMPLE == 0:
            yield key


def _terms(telling: Telling) -> frozenset:
    return telling.matter if isinstance(telling.finding, Pledge) else frozenset(grams(telling.words, 3))


# -- times


def _told_in(telling: Telling) -> list[tuple[str, bool]]:
    """The months in which these words may be told again; whoever asks in any month finds those of all."""
    if isinstance(telling.finding, Pledge):
        first, length = telling.published, PROMISED
    else:
        days = _days(telling)
        first, length = (days[0], len(days) - 1 + RETOLD) if days else (None, 0)
    months = _months(first, length)
    return [*((month, True) for month in months), (ANY, not months)]


def _meeting_months(telling: Telling) -> list[str]:
    """The months of a meeting; of one without a date, those it may be meant for when it was told.

    One that is put off may be held in any month until it would be another.
    """
    days = _days(telling)
    since = telling.days[1] if telling.days else telling.published
    if telling.finding.status == "postponed" and since:
        return sorted({day[:7] for day in days} | set(_months(since, PUT_OFF)))
    if days or not telling.published:
        return sorted({day[:7] for day in days})
    if telling.finding.status == "held":
        return _months(telling.published, -PLANNED)
    return _months(telling.published, PLANNED)


def _months(day: str | None, length: int) -> list[str]:
    """The months between a day and so many days later, or earlier."""
    try:
        start = date.fromisoformat(day or "")
    except ValueError:
        return []
    end = start + timedelta(days=length)
    first, last = (12 * day.year + day.month - 1 for day in sorted((start, end)))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1)]


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


def _pairs(telling: Telling) -> list[tuple[str, ...]]:
    """Every two parties, so that a telling with fewer parties is met; all of them where they are many."""
    parties = sorted(telling.parties)
    if len(parties) < 2 or len(parties) > MANY:
        return [tuple(parties)]
    return list(combinations(parties, 2))


def _key(time: str, asks: bool, words: bool, scope: tuple[Hashable, ...], what: Hashable) -> Key:
    return Key(content_key(time, what, day=None if time == ANY else time, scope=scope), asks, words)
