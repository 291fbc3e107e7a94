"""Statements: who said what, against a folder in PolNeAR's format: text/*.txt, attributions/*.ann (brat stand-off).

Figures for direct, mixed and indirect quotations apart and for all: source, cue
and content, exact and by overlap; the right source phrase beside the words; the
right name for whoever spoke. Read by the reader's net, by the rules for quotations,
and by both together with the mentions of the actors stage, as the statements are
made. Pieces with nothing but blanks between them are one. Measuring only: such texts
are other people's and never train or shape what Dragoman ships.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec

from dragoman.actors.mentions import mentions
from dragoman.errors import NotFound
from dragoman.evaluation.compare import pieces
from dragoman.evaluation.figures import Count, Figure, figure
from dragoman.evaluation.wording import overlap, telling_words
from dragoman.extract.speech.attribution import Attribution, attribute
from dragoman.extract.speech.credited import credited
from dragoman.extract.speech.reported import joined, reported
from dragoman.extract.statements import statements
from dragoman.lexicon import Lexicon
from dragoman.model.article import Article
from dragoman.model.finding import Statement
from dragoman.model.reading import Reading
from dragoman.model.span import Span
from dragoman.pipeline import segment
from dragoman.reader.read import read

ROLES = ("source", "cue", "content")
FORMS = ("direct", "mixed", "indirect")
QUOTED = ("direct", "mixed")
HITS = {"exact": lambda some, others: some == others, "overlap": overlap}
NO_NAME = "The|An?|He|She|It|They|We|You|Who|His|Her|Its|Their|Our|My|Your"  # as the first word of a source
NAME = re.compile(rf"(?<!^)\b[A-Z]\w+|^(?!(?:{NO_NAME})\b)[A-Z]\w+")


class Told(msgspec.Struct, frozen=True):
    """An annotated attribution, or one of ours in the same shape."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: str


class Scores(msgspec.Struct, frozen=True):
    articles: int
    attributions: int
    figures: dict[str, dict[str, dict[str, Figure]]]  # by reading, form, and what is scored


Counts = dict[tuple[str, str], Count]


class Attributed(msgspec.Struct, frozen=True):
    """What one way of reading makes of an article: attributions, and statements where it names speakers."""

    told: tuple[Told, ...]
    said: tuple[Statement, ...] | None = None


def _by_reader(reading: Reading, lexicon: Lexicon) -> Attributed:
    return Attributed(tuple(
        _told(reading.text, one.source, one.cue, one.content) for one in reported(reading)
    ))  # fmt: skip


def _by_rules(reading: Reading, lexicon: Lexicon) -> Attributed:
    alone = msgspec.structs.replace(reading, seen=(), mentions=())
    made = attribute(alone, lexicon.speech).attributions
    told = tuple(msgspec.structs.replace(_of(alone, one), form=one.kind) for one in made if one.source)
    return Attributed(told, _statements(alone, lexicon))


def _together(reading: Reading, lexicon: Lexicon) -> Attributed:
    made = credited(reading, lexicon.speech).attributions
    return Attributed(tuple(_of(reading, one) for one in made if one.source or one.cue), _statements(reading, lexicon))


def _of(reading: Reading, made: Attribution) -> Told:
    return _told(reading.text, made.source and made.source.span, made.cue, made.said)


def _told(text: str, source: Span | None, cue: Span | None, content: tuple[Span, ...]) -> Told:
    return Told((source,) if source else (), (cue,) if cue else (), content, _form(text, content))


def _statements(reading: Reading, lexicon: Lexicon) -> tuple[Statement, ...]:
    return tuple(one for one in statements(reading, lexicon).findings if isinstance(one, Statement))


READINGS: Mapping[str, Callable[[Reading, Lexicon], Attributed]] = {
    "reader": _by_reader, "rules": _by_rules, "together": _together,
}  # fmt: skip


def score(folder: Path, lexicon: Lexicon) -> Scores:
    """The figures over all articles of the folder."""
    texts = list(articles(folder))
    cut = [_read(text, lexicon) for text, _ in texts]
    golds = [gold for _, gold in texts]
    found = {}
    for name, read_by in READINGS.items():
        read_of = [read_by(reading, lexicon) for reading in cut]
        counted = [_counts(*one) for one in zip(golds, read_of, [reading.text for reading in cut], strict=True)]
        found[name] = _figures(counted)
    return Scores(len(texts), sum(map(len, golds)), found)


def _read(text: str, lexicon: Lexicon) -> Reading:
    return mentions(read(segment(Reading(Article(id="a", page="", page_id="", text=text)), lexicon), lexicon), lexicon)


def _figures(counted: list[Counts]) -> dict[str, dict[str, Figure]]:
    keys = dict.fromkeys(key for counts in counted for key in counts)
    by_form: dict[str, dict[str, Figure]] = {form: {} for form in (*FORMS, "all")}
    for form, what in keys:
        made = figure([counts.get((form, what), Count()) for counts in counted])
        if made.gold:
            by_form[form][what] = made
    return by_form


def _counts(gold: list[Told], ours: Attributed, text: str) -> Counts:
    counts = _spans(gold, ours.told) | _sources(text, gold, ours.told)
    return counts if ours.said is None else counts | _names(text, gold, ours.said)


# -- the annotations


def articles(folder: Path) -> Iterator[tuple[str, list[Told]]]:
    """Each text with its gold attributions: of several annotators' files the first counts.

    An annotation's file name has a hash after the text's.
    """
    annotated: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        annotated.setdefault(re.sub(r"_[0-9a-f]{4}$", "", path.stem), path)
    if not annotated:
        raise NotFound(f"{folder}: no attributions/*.ann there; give a folder in PolNeAR's format")
    for name, path in annotated.items():
        text = (folder / "text" / f"{name}.txt").read_text("utf-8")
        yield text, _gold(path.read_text("utf-8"), text)


def _gold(annotations: str, text: str) -> list[Told]:
    rows = [line.split("\t") for line in annotations.splitlines()]
    spans = {
        row[0]: tuple(Span(*map(int, piece.split())) for piece in row[1].split(" ", 1)[1].split(";"))
        for row in rows
        if row[0].startswith("T")
    }
    found = []
    for row in rows:
        if row[0].startswith("E"):
            roles: dict[str, tuple[Span, ...]] = {}
            for role, name in (part.split(":") for part in row[1].split()):
                role = re.sub(r"\d+$", "", role).casefold()
                roles[role] = roles.get(role, ()) + spans[name]
            content = joined(list(roles.get("content", ())), text)
            found.append(Told(roles.get("source", ()), roles.get("cue", ()), content, _form(text, content)))
    return found


def _form(text: str, content: tuple[Span, ...]) -> str:
    words = " ".join(span.of(text) for span in content).strip()
    if words[:1] and words[0] in "“\"‘'" and words[-1] in "”\"’'":
        return "direct"
    return "mixed" if re.search(r"[“”\"]", words) else "indirect"


# -- the counts


def _spans(gold: list[Told], ours: tuple[Told, ...]) -> Counts:
    """Each role's spans. Ours may be right though the two disagree on the form, so each is looked up among all."""
    counts: Counts = {}
    for role in ROLES:
        wanted_of_all = [getattr(told, role) for told in gold]
        given_of_all = [getattr(told, role) for told in ours]
        for how, same in HITS.items():
            for form in (*FORMS, "all"):
                wanted = [spans for told in gold if form in (told.form, "all") and (spans := getattr(told, role))]
                given = [spans for told in ours if form in (told.form, "all") and (spans := getattr(told, role))]
                counts[form, f"{role} {how}"] = Count(
                    len(wanted), sum(any(same(spans, other) for other in given_of_all) for spans in wanted),
                    len(given), sum(any(same(other, spans) for other in wanted_of_all) for spans in given),
                )  # fmt: skip
    return counts


def _sources(text: str, gold: list[Told], ours: tuple[Told, ...]) -> Counts:
    """Quoted words beside the annotated source: the same phrase, or the same name elsewhere."""
    counts: Counts = {}
    for form in QUOTED:
        wanted = [told for told in gold if told.form == form and told.source]
        given = [told for told in ours if told.form == form]
        counts[form, "words and source phrase"] = Count(
            len(wanted), sum(any(_same_source(text, one, other) for other in ours) for one in wanted),
            len(given), sum(any(_same_source(text, other, one) for other in gold) for one in given),
        )  # fmt: skip
    return counts


def _same_source(text: str, gold: Told, ours: Told) -> bool:
    if not overlap(gold.content, ours.content):
        return False
    return overlap(gold.source, ours.source) or bool(_names_in(text, gold.source) & _names_in(text, ours.source))


def _names(text: str, gold: list[Told], said: tuple[Statement, ...]) -> Counts:
    """Words and the name of the Actor who spoke, where the annotated source holds a name."""
    counts: Counts = {}
    where = {id(statement): pieces(text, statement) for statement in said}

    def matches(told: Told, statement: Statement) -> bool:
        return overlap(told.content, where[id(statement)])

    def right(told: Told, statement: Statement) -> bool:
        name = telling_words(_unaccented(statement.speaker.name)) if statement.speaker else frozenset()
        return matches(told, statement) and bool(name & _names_in(text, told.source))

    for form in FORMS:
        wanted = [told for told in gold if told.form == form and _names_in(text, told.source)]
        # Ours beside a source without a name cannot be judged by names, so they stay out of the count.
        given = [
            s for s in said if s.kind == form and any(matches(told, s) for told in gold if _names_in(text, told.source))
        ]
        counts[form, "words and speaker's name"] = Count(
            len(wanted), sum(any(right(told, s) for s in said) for told in wanted),
            len(given), sum(any(right(told, s) for told in gold) for s in given),
        )  # fmt: skip
    return counts


def _names_in(text: str, spans: tuple[Span, ...]) -> frozenset[str]:
    return frozenset(name.casefold() for span in spans for name in NAME.findall(_unaccented(span.of(text))))


def _unaccented(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
