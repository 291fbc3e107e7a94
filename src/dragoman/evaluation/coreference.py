"""Coreference: which phrases mean the same somebody, against GUM, each document read on the day it was made.

A file of GUM in, or a folder, of which the development part counts and the news of
both parts. Out come the CoNLL score of our mentions as clusters, and
the precision of links: of the pairs (a mention, the last one before it that we say
means the same), how many GUM has as one entity, by how the later one names it.

A mention of ours is a mention of GUM's if it holds the last word of its head; of
several the one that shares most of it. Links to phrases that GUM does not mark are
counted apart. Adjectives are left out, for GUM marks none, and so are mentions that
we leave open. Two entities of GUM's with one encyclopedia article are one.
"""

from collections.abc import Hashable, Iterator
from pathlib import Path

import msgspec

from dragoman.actors.mentions import mentions
from dragoman.evaluation import gum
from dragoman.evaluation.clusters import MEASURES, Cluster, Tally, conll
from dragoman.evaluation.figures import interval
from dragoman.lexicon import Lexicon
from dragoman.lexicon.tokens import tokens
from dragoman.model.actor import Mention
from dragoman.model.article import Article, Published
from dragoman.model.reading import Reading
from dragoman.model.span import Span
from dragoman.pipeline import segment
from dragoman.reader.read import read

KINDS = frozenset(("person", "organization", "place"))  # of entities that can be somebody to us
IT = "it"
ALL = "all"
ALL_ENTITIES, NAMED_ENTITIES = "every entity", "those with a name"


class Scored(msgspec.Struct, frozen=True):
    """Precision, recall and F1 by measure, and the CoNLL score with its interval."""

    conll: float
    interval: tuple[float, float]
    measures: dict[str, dict[str, float]]


class Links(msgspec.Struct, frozen=True):
    """`right` of `links`; `aside` are those to or from a phrase that GUM does not mark."""

    links: int
    right: int
    precision: float
    interval: tuple[float, float]
    aside: int


class Part(msgspec.Struct, frozen=True):
    """`scores` against every entity that is mentioned twice, and against those that have a name; links by kind."""

    documents: int
    scores: dict[str, Scored]
    links: dict[str, Links]


class Coreference(msgspec.Struct, frozen=True):
    """The figures of each part."""

    parts: dict[str, Part]
    misses: tuple[str, ...]


class Told(msgspec.Struct, frozen=True):
    """A mention of ours: whom it means, how it names them, and the number of GUM's mention that it is."""

    mention: Mention
    means: Hashable
    kind: str
    gold: int | None


class Link(msgspec.Struct, frozen=True):
    """A mention and its antecedent; `right` is None where GUM marks one of them not at all."""

    later: Told
    earlier: Told
    right: bool | None


class Both(msgspec.Struct, frozen=True):
    """A document, and our mentions in it."""

    document: gum.Document
    told: tuple[Told, ...]

    def links(self) -> Iterator[Link]:
        """Every mention with its antecedent: the last before it of the same meaning that GUM marks, else the last."""
        whose = entities_of(self.document)
        before: dict[Hashable, list[Told]] = {}
        for one in self.told:
            earlier = before.setdefault(one.means, [])
            marked = [other for other in earlier if other.gold is not None]
            if one.gold is not None and marked:
                yield Link(one, marked[-1], whose[one.gold] == whose[marked[-1].gold])
            elif earlier:
                yield Link(one, earlier[-1], None)
            earlier.append(one)


def score(path: Path, lexicon: Lexicon) -> Coreference:
    read = {
        name: [Both(one, tuple(_told(one, lexicon))) for one in documents] for name, documents in _parts(path).items()
    }
    every = {both.document.name: both for each in read.values() for both in each}
    return Coreference({name: _part(each) for name, each in read.items()}, tuple(_misses(list(every.values()))))


def _parts(path: Path) -> dict[str, list[gum.Document]]:
    if not path.is_dir():
        return {path.stem: list(gum.documents(path))}
    development = list(gum.documents(path / "dev.conllu"))
    rest = path / "train.conllu"
    every = [*development, *(gum.documents(rest) if rest.is_file() else ())]
    return {"dev": development, "news": [one for one in every if one.genre == "news"]}


def _part(documents: list["Both"]) -> Part:
    links = [list(both.links()) for both in documents]
    kinds = [ALL, *sorted({link.later.kind for each in links for link in each})]
    return Part(
        len(documents),
        {
            ALL_ENTITIES: _scored([_tallies(both, named=False) for both in documents]),
            NAMED_ENTITIES: _scored([_tallies(both, named=True) for both in documents]),
        },
        {kind: _precision(links, kind) for kind in kinds},
    )


def _told(document: gum.Document, lexicon: Lexicon) -> Iterator[Told]:
    """Our mentions in order, each with whom it means; no two are one mention of GUM's."""
    article = Article(
        id="a", page="", page_id="", text=document.text, published=Published(document.made, "metadata")
    )
    reading = mentions(read(segment(Reading(article), lexicon), lexicon), lexicon)
    taken: set[int] = set()
    for mention in reading.mentions:
        if not mention.actors or mention.form == "adjective":
            continue
        words = document.text[mention.start : mention.end]
        gold = aligned(Span(mention.start, mention.end), document.entities)
        if gold is not None and gold in taken:
            continue  # "Prime Minister" and the name after it: one mention of GUM's
        taken |= {gold} if gold is not None else set()
        kind = "several" if len(mention.actors) > 1 else IT if words.casefold() == IT else mention.form
        yield Told(mention, _means(mention, words, lexicon), kind, gold)


def _means(mention: Mention, words: str, lexicon: Lexicon) -> Hashable:
    """Whom a mention means, so that equals are one entity: a city "in" which something happens is not its state."""
    if mention.form == "place":
        found = tokens(words)
        hit = lexicon.names.at(found, 0)
        if hit is None or hit.kind != "state":
            return ("place", words.casefold())
    return frozenset(actor.id for actor in mention.actors)


def aligned(span: Span, entities: tuple[gum.Entity, ...]) -> int | None:
    """The number of the mention of GUM's that a mention of ours is."""
    held = [
        number for number, one in enumerate(entities) if span.start < one.head.end <= span.end and len(one.head)
    ]
    return max(held, key=lambda number: _shared(span, entities[number].span), default=None)


def entities_of(document: gum.Document) -> tuple[int, ...]:
    """Which entity each mention of GUM's is of, by number."""
    by_article: dict[str, int] = {}
    first = {one.group: by_article.setdefault(one.wiki, one.group) for one in document.entities if one.wiki}
    return tuple(first.get(one.group, one.group) for one in document.entities)


def _shared(span: Span, other: Span) -> tuple[int, int]:
    """How much of `span` the other covers; then how little of it lies outside."""
    inside = min(span.end, other.end) - max(span.start, other.start)
    return inside, -len(other)


def _precision(links: list[list[Link]], kind: str) -> Links:
    each = [[link for link in document if kind in (ALL, link.later.kind)] for document in links]
    counts = [
        (sum(link.right is True for link in document), sum(link.right is not None for link in document))
        for document in each
    ]

    def precision(units) -> float:
        return sum(right for right, _ in units) / sum(made for _, made in units)

    counts = [count for count in counts if count[1]]
    right, made = (sum(count[at] for count in counts) for at in (0, 1))
    aside = sum(link.right is None for document in each for link in document)
    return Links(made, right, round(right / made, 3) if made else 0.0, interval(counts, precision), aside)


def _tallies(both: Both, *, named: bool) -> tuple[Tally, ...]:
    gold, ours = _gold(both.document, named), _ours(both.told)
    if named:
        wanted = frozenset().union(*gold)
        ours = [cluster for cluster in ours if cluster & wanted]
    return tuple(measure(gold, ours) for measure in MEASURES.values())


def _gold(document: gum.Document, named: bool) -> list[Cluster]:
    """GUM's entities as sets of their mentions' numbers, without those mentioned once."""
    groups: dict[int, list[int]] = {}
    for number, group in enumerate(entities_of(document)):
        groups.setdefault(group, []).append(number)
    return [
        frozenset(numbers)
        for numbers in groups.values()
        if len(numbers) > 1
        and (not named or any(_has_name(document.entities[number]) for number in numbers))
    ]  # fmt: skip


def _has_name(entity: gum.Entity) -> bool:
    return entity.named and entity.kind in KINDS


def _ours(told: tuple[Told, ...]) -> list[Cluster]:
    clusters: dict[Hashable, set[Hashable]] = {}
    for number, one in enumerate(told):
        clusters.setdefault(one.means, set()).add(one.gold if one.gold is not None else ("ours", number))
    return [frozenset(cluster) for cluster in clusters.values() if len(cluster) > 1]


def _scored(documents: list[tuple[Tally, ...]]) -> Scored:
    def totals(units) -> list[Tally]:
        return [sum(part, Tally()) for part in zip(*units, strict=True)]

    made = totals(documents)
    return Scored(
        round(conll(made), 3), interval(documents, lambda units: conll(totals(units))),
        {
            name: {"precision": round(one.precision, 3), "recall": round(one.recall, 3), "f1": round(one.f1, 3)}
            for name, one in zip(MEASURES, made, strict=True)
        },
    )  # fmt: skip


def _misses(documents: list[Both]) -> Iterator[str]:
    """Every wrong link and every link aside, by kind of the later mention."""
    links = [(both.document, link) for both in documents for link in both.links()]
    for what, right in (("wrong", False), ("to or from what GUM does not mark", None)):
        for kind in sorted({link.later.kind for _, link in links}):
            lines = [_line(*one) for one in links if one[1].later.kind == kind and one[1].right is right]
            if lines:
                yield f"== {kind}: {what} ({len(lines)})"
                yield from lines


def _line(document: gum.Document, link: Link) -> str:
    def told(one: Told) -> str:
        words = document.text[one.mention.start : one.mention.end]
        gold = "unmarked" if one.gold is None else document.entities[one.gold].span.of(document.text)
        return f"“{words}” ({one.mention.form}: {one.mention.why}) gold “{gold}”"

    whom = " and ".join(actor.id for actor in link.later.mention.actors)
    near = next((one for one in document.sentences if one.start <= link.later.mention.start < one.end), None)
    sentence = near.of(document.text) if near is not None else ""
    return f"{document.name}: {told(link.later)} → {told(link.earlier)} | {whom} | {sentence}"
