"""Names: where persons, places and organisations are named, and of which kind, against UNER or GUM.

A file or folder in; figures out for three systems: the reader's proper names, its
mentions of somebody, and the mentions of the actors stage. Only the first says
where a name ends ("exact"); a mention takes in title and description, so that it is
right where it touches a name of its kind. A mention without a capital names nobody.

GUM marks whole phrases and keeps titles: of a phrase only the head counts, without
the titles that the tables know, and not inside another name.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman.actors.mentions import mentions
from dragoman.errors import NotFound
from dragoman.evaluation import gum, uner
from dragoman.evaluation.figures import Count, Figure, figure
from dragoman.evaluation.uner import KINDS, Named
from dragoman.lexicon import Lexicon
from dragoman.lexicon.tokens import tokens
from dragoman.model.actor import Mention
from dragoman.model.article import Article, Published
from dragoman.model.reading import Reading
from dragoman.model.seen import NamedKind, NameKind
from dragoman.model.span import Span
from dragoman.pipeline import segment
from dragoman.reader.read import read

NAMES, READER, ACTORS = "names", "reader's mentions", "actors' mentions"
SYSTEMS = {NAMES: ("exact", "overlap", "found"), READER: ("overlap", "found"), ACTORS: ("overlap", "found")}

OF_GUM: dict[str, NameKind] = {"person": "PER", "place": "LOC", "organization": "ORG"}
OF_READER: dict[NamedKind, NameKind] = {
    "person": "PER", "state": "LOC", "organ": "ORG", "igo": "ORG", "group": "ORG", "org": "ORG",
}  # fmt: skip
OF_FORM: dict[str, NameKind] = {
    "name": "PER", "surname": "PER", "office": "PER", "state": "LOC", "capital": "LOC", "place": "LOC", "organ": "ORG",
}  # fmt: skip


class Text(msgspec.Struct, frozen=True):
    """A document as this evaluation wants it."""

    name: str
    text: str
    made: str | None
    sentences: tuple[Span, ...]
    names: tuple[Named, ...]


class Names(msgspec.Struct, frozen=True):
    """By system and measure: "exact", "exact PER" …"""

    documents: int
    figures: dict[str, dict[str, Figure]]
    misses: tuple[str, ...]


def score(path: Path, lexicon: Lexicon) -> Names:
    texts = list(texts_of(path, lexicon))
    told = [ours(text, lexicon) for text in texts]
    figures = {
        system: {
            f"{measure} {kind}".strip(): figure([
                _count(text.names, by_system[system], SAME[measure], kind)
                for text, by_system in zip(texts, told, strict=True)
            ])
            for measure in measures
            for kind in (("", *KINDS) if measure != "found" else ("",))
        }
        for system, measures in SYSTEMS.items()
    }  # fmt: skip
    misses = [miss for text, by_system in zip(texts, told, strict=True) for miss in _misses(text, by_system)]
    return Names(len(texts), figures, tuple(_grouped(misses)))


def texts_of(path: Path, lexicon: Lexicon) -> Iterator[Text]:
    """The documents of a file, or of the development part of a folder, of UNER or GUM."""
    if path.is_dir():
        found = next((one for one in (path / "dev.iob2", path / "dev.conllu") if one.is_file()), None)
        if found is None:
            raise NotFound(f"{path}: has neither dev.iob2 (UNER) nor dev.conllu (GUM)")
        path = found
    if path.suffix == ".conllu":
        for one in gum.documents(path):
            yield Text(one.name, one.text, one.made, one.sentences, tuple(_of_gum(one, lexicon)))
    else:
        for one in uner.documents(path):
            yield Text(one.name, one.text, None, one.sentences, one.names)


def _of_gum(document: gum.Document, lexicon: Lexicon) -> Iterator[Named]:
    named = [one for one in document.entities if one.named and one.kind in OF_GUM]
    for one in named:
        inside = any(other.head.covers(one.head) and other.head != one.head for other in named)
        span = _untitled(one.head, document.text, lexicon)
        if len(span) and not inside and any(letter.isupper() for letter in span.of(document.text)):
            yield Named(span, OF_GUM[one.kind])


def _untitled(span: Span, text: str, lexicon: Lexicon) -> Span:
    """A name without the titles before it; nothing is left of a title alone."""
    words, at = tokens(text, span.start, span.end), 0
    while at < len(words) and (hit := lexicon.names.at(words, at)) is not None and hit.kind == "role":
        if hit.stop < len(words) and not words[hit.stop].is_capital:
            break  # "Governor of the island" is no name with its title
        at = hit.stop
    return Span(words[at].start, span.end) if at < len(words) else Span(span.end, span.end)


def ours(text: Text, lexicon: Lexicon) -> dict[str, list[Named]]:
    """What each system names. Sentences are the gold's, so that names alone are measured."""
    article = Article(id="a", page="", page_id="", text=text.text, published=Published(text.made, "metadata"))
    reading = msgspec.structs.replace(segment(Reading(article), lexicon), sentences=text.sentences)
    reading = mentions(read(reading, lexicon), lexicon)
    named = [one for seen in reading.seen for one in seen.named if one.kind in OF_READER]
    return {
        NAMES: [Named(one.span, one.kind) for seen in reading.seen for one in seen.names],
        READER: _with_capital([Named(one.span, OF_READER[one.kind]) for one in named], text.text),
        ACTORS: _with_capital([
            Named(Span(one.start, one.end), kind)
            for one in reading.mentions
            if (kind := _kind(one)) is not None
        ], text.text),
    }  # fmt: skip


def _with_capital(named: list[Named], text: str) -> list[Named]:
    return [one for one in named if any(letter.isupper() for letter in one.span.of(text))]


def _kind(mention: Mention) -> NameKind | None:
    if mention.form in ("adjective", "pronoun", "group"):
        return None
    if len(mention.actors) == 1 and mention.actors[0].kind == "person":
        return "PER"
    return OF_FORM[mention.form]


Same = Callable[[Named, Named], bool]
SAME: dict[str, Same] = {
    "exact": lambda one, other: one == other,
    "overlap": lambda one, other: one.kind == other.kind and one.span.overlaps(other.span),
    "found": lambda one, other: one.span.overlaps(other.span),
}


def _count(gold: Sequence[Named], ours: Sequence[Named], same: Same, kind: str) -> Count:
    gold = [one for one in gold if not kind or one.kind == kind]
    ours = [one for one in ours if not kind or one.kind == kind]
    return Count(
        len(gold), sum(any(same(one, other) for other in ours) for one in gold),
        len(ours), sum(any(same(one, other) for other in gold) for one in ours),
    )  # fmt: skip


def _misses(text: Text, by_system: dict[str, list[Named]]) -> Iterator[tuple[str, str]]:
    """The group and the line of everything that is wrong."""
    for system, ours in by_system.items():
        for one in text.names:
            near = [other for other in ours if one.span.overlaps(other.span)]
            alike = [other for other in near if other.kind == one.kind]
            wrong = (
                "missed" if not near else f"{one.kind} taken for {near[0].kind}" if not alike
                else "other ends" if system == NAMES and one not in alike else ""
            )  # fmt: skip
            if wrong:
                yield f"{system}: {wrong}", _line(text, one, near)
        for one in ours:
            if not any(one.span.overlaps(other.span) for other in text.names):
                yield f"{system}: no name", _line(text, None, [one])


def _line(text: Text, gold: Named | None, ours: Sequence[Named]) -> str:
    def told(named: Sequence[Named]) -> str:
        return "; ".join(f"“{one.span.of(text.text)}” {one.kind}" for one in named) or "–"

    at = gold.span if gold else ours[0].span
    sentence = next((one.of(text.text) for one in text.sentences if one.overlaps(at)), "")
    return f"{text.name}: gold {told([gold] if gold else [])} | ours {told(ours)} | {sentence}"


def _grouped(misses: list[tuple[str, str]]) -> Iterator[str]:
    for group, times in sorted(Counter(group for group, _ in misses).items()):
        yield f"== {group} ({times})"
        yield from (line for name, line in misses if name == group)
