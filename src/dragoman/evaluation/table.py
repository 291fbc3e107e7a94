"""The table of all gold sets at hand: our figures, each with n and interval, beside the published ones.

Folders of gold sets in, lines out. A set that is not at hand is said to be absent.
"""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from importlib.resources import files
from pathlib import Path

import msgspec

from dragoman.errors import NotFound
from dragoman.evaluation import (
    clusters,
    contradictions,
    coreference,
    dates,
    names,
    news,
    offices,
    passages,
    places,
    relations,
    samples,
    statements,
    stories,
    unscon,
    where,
    words,
)
from dragoman.evaluation.cutting import cutting
from dragoman.evaluation.figures import Figure
from dragoman.evaluation.gold import pages_folder
from dragoman.lexicon import Lexicon
from dragoman.reader.read import read

TEXTS = "voa.jsonl"  # the texts of news.jsonl; other people's, so never in the project


class Published(msgspec.Struct, frozen=True):
    system: str
    on: str
    figures: tuple[float | str, ...]
    source: str


class Section(msgspec.Struct, frozen=True):
    title: str
    set: str
    score: str
    columns: tuple[str, ...]
    published: tuple[Published, ...]
    on: str = ""


class Row(msgspec.Struct, frozen=True):
    """One line of a section; `source` says whose figures they are."""

    system: str
    figures: tuple[str, ...]
    n: str
    on: str
    source: str


def published() -> tuple[Section, ...]:
    """The sections of published.toml, in order."""
    table = tomllib.loads((files("dragoman.evaluation") / "published.toml").read_text("utf-8"))
    return msgspec.convert(table["section"], tuple[Section, ...])


def at_hand(name: str, folders: Sequence[str]) -> Path | None:
    """The gold set of that name in the first folder that has it."""
    return next((path for folder in folders if (path := Path(folder) / name).exists()), None)


def lines(folders: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """The whole table."""
    made: dict[Path, Ours] = {}
    for section in published():
        path = at_hand(section.set, folders)
        if path is None:
            absent = f"(absent: {section.set} is in none of {', '.join(folders)})"
            ours = [Row("Dragoman", (absent,), "", "", "")]
        else:
            scored = made.setdefault(path, Ours(path, lexicon, folders))
            ours = [
                Row(f"Dragoman{name}", cells, n, section.on or section.set, "this run")
                for name, cells, n in SCORES[section.score](scored)
            ]
        theirs = [Row(p.system, tuple(map(_number, p.figures)), "", p.on, p.source) for p in section.published]
        if not theirs:
            theirs = [Row("no published figure found", (), "", "", "")]
        yield from _laid_out(section, [*ours, *theirs])
    yield from dict.fromkeys(failure for scored in made.values() for failure in scored.failures)


class Ours:
    """What we score on one gold set, each scored once, when first asked for."""

    def __init__(self, path: Path, lexicon: Lexicon, folders: Sequence[str] = ()):
        self.path, self.lexicon, self.folders = path, lexicon, folders
        self.failures: tuple[str, ...] = ()  # stages that broke: the table ends with them, so that none is overlooked

    @cached_property
    def relations(self) -> relations.Relations:
        return relations.score(self.path)

    @cached_property
    def news(self) -> news.News | None:
        """None where the texts that the annotations point into are not at hand."""
        if at_hand(TEXTS, self.folders) is None:
            return None
        return news.score(self.path, news.texts_in(self.folders), self.lexicon, read)

    @cached_property
    def offices(self) -> offices.Offices:
        return offices.score(self.path, self.lexicon)

    @cached_property
    def passages(self) -> passages.Passages:
        return passages.score(self.path, self.lexicon)

    @cached_property
    def places(self) -> places.Places:
        return places.score(self.path, self.lexicon)

    @cached_property
    def where(self) -> where.Where:
        return where.score(self.path, self.lexicon)

    @cached_property
    def words(self) -> words.Words:
        return words.score(self.path, self.lexicon)

    @cached_property
    def unscon(self) -> unscon.Scored:
        return unscon.score(self.path, self.lexicon)

    @cached_property
    def stories(self) -> stories.Stories | None:
        """None where the texts of public documents are not at hand."""
        try:
            return stories.score(self.path, self.lexicon, self.folders)
        except NotFound:
            return None

    @cached_property
    def contradictions(self) -> contradictions.Contradictions:
        return contradictions.score(self.path, self.lexicon)

    @cached_property
    def names(self) -> names.Names:
        return names.score(self.path, self.lexicon)

    @cached_property
    def coreference(self) -> coreference.Coreference:
        return coreference.score(self.path, self.lexicon)

    @cached_property
    def dates(self) -> dates.Dates:
        return dates.score(self.path, self.lexicon)

    @cached_property
    def attributed(self) -> dict[str, dict[str, dict[str, Figure]]]:
        return statements.score(self.path, self.lexicon).figures

    @cached_property
    def found(self) -> dict[str, dict[str, Figure]]:
        compared = samples.score(self.path, self.lexicon)
        self.failures = compared.failures
        return compared.figures()


Cells = tuple[str, tuple[str, ...], str]  # after our name, the figures, n


def _relations(ours: Ours) -> Iterator[Cells]:
    told = ours.relations
    cells = tuple(_ranged(getattr(told, level), told.interval[level]) for level in relations.LEVELS)
    yield f", {told.method}", cells, f"{told.n:,}"


def _deeds(ours: Ours) -> Iterator[Cells]:
    for what in ("all right", "type right", "found"):
        yield from _seen(ours, f"deeds, {what.removesuffix(' right')}", f", {what}")


def _parts(ours: Ours) -> Iterator[Cells]:
    for name in () if ours.news is None else ours.news.figures:
        if not name.startswith("deeds") or name == "deeds, mode":
            yield from _seen(ours, name, f", {name.removeprefix('deeds, ')}")
    if ours.news is None:
        yield from _seen(ours, "", "")


def _types(ours: Ours) -> Iterator[Cells]:
    if ours.news is None:
        yield from _seen(ours, "", "")
    else:
        yield "", (_ranged(ours.news.types, ours.news.types_interval),), f"{ours.news.figures['deeds, found'].gold:,}"


def _seen(ours: Ours, figure: str, name: str) -> Iterator[Cells]:
    if ours.news is None:
        yield "", (f"(absent: its texts, {TEXTS}, are in none of {', '.join(ours.folders)})",), ""
        return
    made = ours.news.figures[figure]
    yield name, (_number(made.precision), _number(made.recall), _ranged(made.f1, made.interval)), f"{made.gold:,}"


def _found(kind: str) -> Callable[[Ours], Iterator[Cells]]:
    def cells(ours: Ours) -> Iterator[Cells]:
        for name, fields in ours.found.items():
            if name.split(" ")[0] == kind:
                made = fields["all"]
                told = (_number(made.precision), _number(made.recall), _ranged(made.f1, made.interval))
                yield name.removeprefix(kind) and "," + name.removeprefix(kind), told, f"{made.gold:,}"

    return cells


def _attributions(ours: Ours) -> Iterator[Cells]:
    for reading, forms in ours.attributed.items():
        told = [forms["all"][f"{role} exact"] for role in statements.ROLES]
        yield f", {reading}", tuple(_ranged(made.f1, made.interval) for made in told), f"{told[-1].gold:,}"


def _quotations(ours: Ours) -> Iterator[Cells]:
    for reading, forms in ours.attributed.items():
        if "words and speaker's name" not in forms["direct"]:
            continue  # finds spans, names nobody
        told = [forms[form]["words and speaker's name"] for form in statements.FORMS]
        yield f", {reading}", tuple(_ranged(m.f1, m.interval) for m in told), " + ".join(str(m.gold) for m in told)


def _offices(ours: Ours) -> Iterator[Cells]:
    told = ours.offices
    cells = (_ranged(told.right, told.interval), _number(told.named.precision), _number(told.named.recall))
    yield "", cells, f"{told.questions:,}"


def _passages(ours: Ours) -> Iterator[Cells]:
    for name, made in ours.passages.figures.items():
        if name != passages.NOBODY_KNOWS:
            told = (_number(made.precision), _number(made.recall), _ranged(made.f1, made.interval))
            yield f", {name}", told, f"{made.gold:,}"


def _where(ours: Ours) -> Iterator[Cells]:
    for name, made in ours.where.figures.items():
        told = (_number(made.precision), _number(made.recall), _ranged(made.f1, made.interval))
        yield f", {name}", told, f"{made.gold:,}"


def _words(ours: Ours) -> Iterator[Cells]:
    for kind, figures in ours.words.figures.items():
        for field in ("found", "all"):
            made = figures[field]
            told = (_number(made.precision), _number(made.recall), _ranged(made.f1, made.interval))
            yield f", {kind}, {'wholly right' if field == 'all' else field}", told, f"{made.gold:,}"


def _dates(ours: Ours) -> Iterator[Cells]:
    for part, figures in ours.dates.figures.items():
        told = [figures["span"], figures["value"]]
        yield f", {part}", tuple(_ranged(made.f1, made.interval) for made in told), f"{told[0].gold:,}"


def _places(ours: Ours) -> Iterator[Cells]:
    for system, told in ours.places.answers.items():
        kinds = tuple(_number(told.kinds[kind].f1) for kind in (places.LITERAL, places.METONYMIC))
        yield f", {system}", (_ranged(told.right, told.interval), *kinds), f"{ours.places.sentences:,}"


def _positions(ours: Ours) -> Iterator[Cells]:
    for system, made in ours.unscon.systems.items():
        told = (_number(made.precision), _number(made.recall), _ranged(made.f1, made.interval))
        yield f", {system}" if system != "Dragoman" else "", told, f"{made.gold:,}"


def _names(ours: Ours) -> Iterator[Cells]:
    for system, figures in ours.names.figures.items():
        for measure in names.SYSTEMS[system]:
            made = figures[measure]
            told = (_number(made.precision), _number(made.recall), _ranged(made.f1, made.interval))
            yield f", {system}, {measure}", told, f"{made.gold:,}"


def _stories(ours: Ours) -> Iterator[Cells]:
    told = ours.stories
    if told is None:
        yield "", (f"(absent: its texts are in none of {', '.join(ours.folders)})",), ""
        return
    for name, made in told.systems.items():
        cells = (
            _number(made.precision), _number(made.recall),
            _ranged(made.b_cubed, made.b_cubed_interval), _ranged(made.ari, made.ari_interval),
        )  # fmt: skip
        yield "" if name == stories.OURS else f" beside {name}", cells, f"{told.articles:,}"


def _contradictions(ours: Ours) -> Iterator[Cells]:
    for kind, made in ours.contradictions.figures.items():
        told = (_number(made.precision), _number(made.recall), _ranged(made.f1, made.interval))
        yield f", {kind}", told, f"{made.gold:,}"


def _clusters(ours: Ours) -> Iterator[Cells]:
    for name, part in ours.coreference.parts.items():
        for what, scored in part.scores.items():
            measures = tuple(_number(scored.measures[measure]["f1"]) for measure in clusters.MEASURES)
            told = (_ranged(scored.conll, scored.interval), *measures)
            yield f", {name}, {what}", told, f"{part.documents} documents"


def _links(ours: Ours) -> Iterator[Cells]:
    for name, part in ours.coreference.parts.items():
        for kind, links in part.links.items():
            yield f", {name}, {kind}", (_ranged(links.precision, links.interval),), f"{links.links:,}"


def _cutting(ours: Ours) -> Iterator[Cells]:
    kept = cutting(ours.path, pages_folder(ours.path), ours.lexicon).kept
    yield "", (_number(kept.f1),), f"{kept.gold:,} words"


SCORES: dict[str, Callable[[Ours], Iterator[Cells]]] = {
    "relations": _relations, "deeds": _deeds, "types": _types, "parts": _parts,
    **{kind: _found(kind) for kind in ("events", "statements", "meetings", "pledges")},
    "attributions": _attributions,
    "quotations": _quotations, "dates": _dates, "offices": _offices, "passages": _passages,
    "places": _places, "names": _names, "clusters": _clusters, "links": _links,
    "where": _where, "words": _words, "positions": _positions,
    "cutting": _cutting,
    "stories": _stories,
    "contradictions": _contradictions,
}


def _number(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.3f}"


def _ranged(value: float, interval: tuple[float, float]) -> str:
    return f"{value:.3f} [{interval[0]:.3f}–{interval[1]:.3f}]"


def _laid_out(section: Section, rows: Sequence[Row]) -> Iterator[str]:
    """A title, then one row a line: 48 characters for who, 21 for each figure, and the rest as it comes."""
    head = "".join(f"{column:21}" for column in section.columns)
    yield section.title
    yield f"  {'':48}{head}{'n':>12}  on · source"
    for row in rows:
        cells = "".join(f"{cell:21}" for cell in row.figures).ljust(21 * len(section.columns))
        told = " · ".join(part for part in (row.on, row.source) if part)
        yield f"  {row.system:48}{cells}{row.n:>12}  {told}".rstrip()
    yield ""
