"""Places: is a place's name the place, or whoever acts for it? Against a folder in ReLocaR's format.

Files relocar_literal_*.txt and relocar_metonymic_*.txt in: the name, `<SEP>`, and a
sentence with the name between two `<ENT>`. Out come the answers of two systems, neither
of which has learned from such sentences: the reader takes for no mere place what it
marks as somebody, or as part of somebody; the actors stage what it mentions and
does not call a place.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from dragoman.actors.mentions import mentions
from dragoman.errors import NotFound
from dragoman.evaluation.figures import Count, Figure, figure
from dragoman.lexicon import Lexicon
from dragoman.model.article import Article
from dragoman.model.reading import Reading
from dragoman.model.span import Span
from dragoman.pipeline import segment
from dragoman.reader.read import read

LITERAL, METONYMIC = "literal", "metonymic"
END, MARK = "<SEP>", "<ENT>"
READER, ACTORS = "reader", "actors"


class Marked(msgspec.Struct, frozen=True):
    """A sentence, where its name stands, and what that is."""

    text: str
    name: Span
    kind: str


class Answers(msgspec.Struct, frozen=True):
    """`right` over all; precision and recall of each kind."""

    right: float
    interval: tuple[float, float]
    kinds: dict[str, Figure]


class Places(msgspec.Struct, frozen=True):
    """The answers by system."""

    sentences: int
    answers: dict[str, Answers]
    misses: tuple[str, ...]


def score(folder: Path, lexicon: Lexicon) -> Places:
    wanted = list(marked(folder))
    readings = [_read(one, lexicon) for one in wanted]
    given = {
        system: [
            METONYMIC if acts(reading, one.name) else LITERAL for one, reading in zip(wanted, readings, strict=True)
        ]
        for system, acts in SYSTEMS.items()
    }
    misses = (
        f"{system}: gold {one.kind}: {one.name.of(one.text)} | {one.text}"
        for system, kinds in given.items()
        for one, kind in zip(wanted, kinds, strict=True)
        if one.kind != kind
    )
    return Places(len(wanted), {system: _answers(wanted, kinds) for system, kinds in given.items()}, tuple(misses))


def marked(folder: Path) -> Iterator[Marked]:
    """The sentences of a folder.

    Raises NotFound where it has none, or a line is not in the format.
    """
    paths = sorted(folder.glob("relocar_*.txt"))
    if not paths:
        raise NotFound(f"{folder}: no relocar_*.txt there; give a folder in ReLocaR's format")
    for path in paths:
        kind = METONYMIC if METONYMIC in path.name else LITERAL
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            parts = line.partition(END)[2].split(MARK)
            if len(parts) != 3:
                raise NotFound(f"{path}, line {number}: not NAME{END}… {MARK}NAME{MARK} …")
            before, name, after = parts
            yield Marked(before + name + after, Span(len(before), len(before) + len(name)), kind)


def _read(one: Marked, lexicon: Lexicon) -> Reading:
    reading = segment(Reading(Article(id="a", page="", page_id="", text=one.text)), lexicon)
    return mentions(read(reading, lexicon), lexicon)


def _seen_acting(reading: Reading, name: Span) -> bool:
    return any(one.span.overlaps(name) for seen in reading.seen for one in seen.named)


def _mentioned_acting(reading: Reading, name: Span) -> bool:
    return any(one.form != "place" and Span(one.start, one.end).overlaps(name) for one in reading.mentions)


SYSTEMS: dict[str, Callable[[Reading, Span], bool]] = {READER: _seen_acting, ACTORS: _mentioned_acting}


def _answers(wanted: list[Marked], given: list[str]) -> Answers:
    pairs = [(one.kind, kind) for one, kind in zip(wanted, given, strict=True)]
    whole = figure([Count(1, int(gold == ours), 1, int(gold == ours)) for gold, ours in pairs])
    kinds = {}
    for name in (LITERAL, METONYMIC):
        told = [(int(gold == name), int(ours == name)) for gold, ours in pairs]
        kinds[name] = figure([Count(gold, gold * ours, ours, gold * ours) for gold, ours in told])
    return Answers(whole.f1, whole.interval, kinds)
