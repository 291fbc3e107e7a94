"""News: what the reader sees in real news against what careful readers marked in it, sentence by sentence.

Stand-off annotations and the texts they point into in; figures out for mentions,
deeds (type, parties with their direction, aux), types alone, each aux, modes,
contexts, and attributions. Phrases are the same if they share a word; who is
meant by them, and dates, are scored on pages (samples).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from dragoman.errors import NotFound
from dragoman.evaluation import standoff
from dragoman.evaluation.figures import Count, Figure, figure, interval, reliability
from dragoman.evaluation.pairs import Pair, count, pair_up
from dragoman.lexicon import Lexicon
from dragoman.model.article import Article
from dragoman.model.finding import Aux
from dragoman.model.reading import Reading
from dragoman.model.seen import Deed, Seen
from dragoman.model.span import Span
from dragoman.pipeline import Stage

AUX: tuple[Aux, ...] = ("historical", "future", "hypothetical", "negation")
PARTS = ("source", "cue", "content")
T = TypeVar("T")

Texts = Callable[[str], Mapping[str, str]]  # corpus → document → text


def texts_in(folders: Sequence[str]) -> Texts:
    """The texts of each corpus from CORPUS.jsonl in the first folder that has it."""

    @cache
    def texts(corpus: str) -> dict[str, str]:
        name = f"{corpus}.jsonl"
        path = next((Path(folder) / name for folder in folders if (Path(folder) / name).is_file()), None)
        if path is None:
            raise NotFound(f"{name}: the texts are in none of {', '.join(folders)}")
        return standoff.stories(path)

    return texts


class Gold(msgspec.Struct, frozen=True):
    """A deed as annotated, with its parties as spans."""

    type: str
    modes: tuple[str, ...]
    aux: frozenset[str]
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    words: tuple[Span, ...]
    optional: bool


class News(msgspec.Struct, frozen=True):
    """`figures` over documents; `types` is the macro F1 of the types that the gold has, and F1 of each.

    `reliability` sets the confidence of deeds, by tenths, beside how often all of them was right.
    """

    documents: int
    sentences: int
    figures: dict[str, Figure]
    types: float
    types_interval: tuple[float, float]
    by_type: dict[str, float]
    misses: tuple[str, ...]
    reliability: list[dict[str, float]]
    pairs: tuple[Pair, ...] = ()


class _Document(msgspec.Struct):
    """What one document gave."""

    counts: dict[str, Count]
    pairs: list[Pair]
    told: list[str]


def score(path: Path, texts: Texts, lexicon: Lexicon, read: Stage) -> News:
    """The figures over all documents of the file; `read` is the reader's stage."""
    found = [_document(one, text, lexicon, read) for one, text in standoff.joined(standoff.load(path), texts)]
    names = dict.fromkeys(name for one in found for name in one.counts)
    pairs = [pair for one in found for pair in one.pairs]
    by_type = _by_type(pairs)

    def macro(drawn: Sequence[_Document]) -> float:
        scores = _by_type([pair for one in drawn for pair in one.pairs])
        return sum(scores.values()) / len(scores) if scores else 0.0

    return News(
        len(found), sum(len(one.sentences) for one in standoff.load(path)),
        {name: figure([one.counts.get(name, Count()) for one in found]) for name in names},
        round(macro(found), 3), interval(found, macro), by_type,
        tuple(line for one in found for line in one.told), _reliability(pairs), tuple(pairs),
    )  # fmt: skip


def _document(one: standoff.Document, text: str, lexicon: Lexicon, read: Stage) -> _Document:
    spans = tuple(Span(*sentence.span) for sentence in one.sentences)
    reading = read(Reading(Article(id="a", page="", page_id="", text=text), sentences=spans), lexicon)
    counts: dict[str, Count] = {}
    pairs: list[Pair] = []
    for sentence, seen in zip(one.sentences, reading.seen, strict=True):
        told = paired(sentence, seen)
        pairs += told
        for name, made in counted(sentence, seen, told).items():
            counts[name] = added(counts.get(name, Count()), made)
    return _Document(counts, pairs, list(_told(text, pairs)))


def added(one: Count, other: Count) -> Count:
    return Count(*(a + b for a, b in zip(msgspec.structs.astuple(one), msgspec.structs.astuple(other), strict=True)))


def counted(sentence: standoff.Sentence, seen: Seen, pairs: Sequence[Pair]) -> dict[str, Count]:
    named = [Span(start, end) for start, end, _ in sentence.mentions]
    ours = [one.span for one in seen.named]
    counts = {
        "mentions, exact": _matched(named, ours, lambda one, other: one == other),
        "mentions, overlap": _matched(named, ours, Span.overlaps),
        "mentions, kind": _matched(
            [(Span(start, end), kind) for start, end, kind in sentence.mentions],
            [(one.span, one.kind) for one in seen.named],
            lambda one, other: one[0].overlaps(other[0]) and one[1] == other[1],
        ),
        "contexts": _matched(sentence.contexts, seen.contexts, lambda one, other: one == other),
    }
    for field in ("found", "type", "parties", "aux", "all", "mode"):
        counts[f"deeds, {field}"] = count(pairs, field)
    for flag in AUX:
        counts[f"aux, {flag}"] = _flag(pairs, flag)
    for part in PARTS:
        wanted = [_spans(getattr(one, part)) for one in sentence.attributions if getattr(one, part)]
        given = [spans for one in seen.said if (spans := _as_spans(getattr(one, part)))]
        counts[f"attributions, {part}"] = _matched(wanted, given, lambda one, other: one == other)
    return counts


def _matched(wanted: Sequence[T], given: Sequence[T], same: Callable[[T, T], bool]) -> Count:
    return Count(
        len(wanted), sum(any(same(one, other) for other in given) for one in wanted),
        len(given), sum(any(same(one, other) for one in wanted) for other in given),
    )  # fmt: skip


def _spans(pairs: Sequence[standoff.Pair]) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in pairs)


def _as_spans(part: Span | tuple[Span, ...] | None) -> tuple[Span, ...]:
    return part if isinstance(part, tuple) else (part,) if part is not None else ()


# -- deeds


def paired(sentence: standoff.Sentence, seen: Seen) -> list[Pair]:
    """Deeds of one sentence: a pair shares its type or its words, and at least one party."""
    gold = [_gold(event, sentence) for event in sentence.events]
    fields = {
        "type": lambda g, o: g.type == o.type,
        "parties": _same_parties,
        "aux": lambda g, o: g.aux == frozenset(o.aux),
        "mode": lambda g, o: g.type == o.type and g.modes[:1] == o.modes[:1],
        "all": lambda g, o: g.type == o.type and _same_parties(g, o) and g.aux == frozenset(o.aux),
    }

    def likeness(wanted: Gold, given: Deed) -> float:
        shared = any(_shares(wanted.actors, given.actors)) + any(_shares(wanted.recipients, given.recipients))
        crossed = any(_shares(wanted.actors, given.recipients)) or any(_shares(wanted.recipients, given.actors))
        same = wanted.type == given.type
        near = any(words.overlaps(given.words) for words in wanted.words)
        if not (shared or crossed) or not (same or near):
            return 0
        return 1 + 2 * same + near + shared + sum(test(wanted, given) for test in fields.values())

    return pair_up(gold, seen.deeds, likeness, fields)


def _gold(event: standoff.Event, sentence: standoff.Sentence) -> Gold:
    def parties(numbers: Sequence[int]) -> tuple[Span, ...]:
        return tuple(Span(*sentence.mentions[number][:2]) for number in numbers)

    return Gold(
        event.type, event.modes, frozenset(event.aux), parties(event.actors), parties(event.recipients),
        _spans(event.words), event.optional,
    )  # fmt: skip


def _shares(wanted: Sequence[Span], given: Sequence) -> Iterator[bool]:
    return (one.overlaps(other.span) for one in wanted for other in given)


def _same_parties(gold: Gold, ours: Deed) -> bool:
    return _same(gold.actors, ours.actors) and _same(gold.recipients, ours.recipients)


def _same(wanted: Sequence[Span], given: Sequence) -> bool:
    """Whether each has its like on the other side."""
    return all(any(one.overlaps(other.span) for other in given) for one in wanted) and all(
        any(one.overlaps(other.span) for one in wanted) for other in given
    )


def _flag(pairs: Sequence[Pair], flag: str) -> Count:
    """One aux among the deeds that both have with one type."""
    both = [pair for pair in pairs if pair.counts and pair.gold and pair.ours and pair.right["type"]]
    wanted = [pair for pair in both if flag in pair.gold.aux]
    given = [pair for pair in both if flag in pair.ours.aux]
    hits = sum(flag in pair.ours.aux for pair in wanted)
    return Count(len(wanted), hits, len(given), hits)


def _by_type(pairs: Sequence[Pair]) -> dict[str, float]:
    """F1 of each type of the gold, whatever the parties and flags."""
    counted = [pair for pair in pairs if pair.counts]
    scores = {}
    for name in sorted({pair.gold.type for pair in counted if pair.gold}):
        gold = sum(pair.gold is not None and pair.gold.type == name for pair in counted)
        ours = sum(pair.ours is not None and pair.ours.type == name for pair in counted)
        hits = sum(bool(pair.gold and pair.ours and pair.gold.type == pair.ours.type == name) for pair in counted)
        scores[name] = round(2 * hits / (gold + ours), 3)
    return scores


def _reliability(pairs: Sequence[Pair]) -> list[dict[str, float]]:
    ours = [pair for pair in pairs if pair.counts and pair.ours]
    return reliability([(pair.ours.confidence, pair.right.get("all", False)) for pair in ours])


def _told(text: str, pairs: Sequence[Pair]) -> Iterator[str]:
    """Every miss, false alarm and difference as a line."""
    for pair in pairs:
        if not pair.counts or (pair.gold and pair.ours and pair.right["all"]):
            continue
        wanted = given = "–"
        if pair.gold:
            wanted = _line(text, pair.gold, pair.gold.actors, pair.gold.recipients)
        if pair.ours:
            parties = [[one.span for one in side] for side in (pair.ours.actors, pair.ours.recipients)]
            given = f"{_line(text, pair.ours, *parties)} ({pair.ours.confidence})"
        where = pair.ours.words if pair.ours else pair.gold.words[0]
        yield f"gold {wanted} | ours {given} | … {text[max(0, where.start - 90) : where.end + 90]} …"


def _line(text: str, deed: Gold | Deed, actors: Sequence[Span], recipients: Sequence[Span]) -> str:
    flags = "".join(f" +{flag}" for flag in sorted(deed.aux))
    who, whom = (", ".join(span.of(text) for span in spans) or "∅" for spans in (actors, recipients))
    return f"{deed.type}{flags}: {who} > {whom}"
