"""Relations: the PLOVER type between a given source and target of a sentence, against a file of gold labels.

A file with the columns sentence, source, target, gold_root in; macro F1 for
type, quad and binary out. Fifteen labels: CONCEDE and RETREAT count as YIELD.

The labels are those of the plain cue coder (extract.deeds) with its cue table:
the baseline, which the trained reader will replace. Where the cues find no deed
between the two, it takes the nearest cue, for here exactly one label must always
be answered; in the record such a sentence gives no event.
"""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman.errors import NotFound
from dragoman.evaluation.figures import f1_by_label, interval, macro_f1
from dragoman.evaluation.wording import locate
from dragoman.extract.deed.clause import Clause
from dragoman.extract.deed.deeds import Deed, deeds
from dragoman.extract.deed.modality import coded
from dragoman.extract.meetings import noun_deeds
from dragoman.lexicon import Lexicon
from dragoman.model.actor import Actor, Mention
from dragoman.model.article import Article
from dragoman.model.reading import Reading
from dragoman.model.span import Span
from dragoman.pipeline import segment

METHOD = "cue coder (baseline)"

# The label sets of the published figures (anchors.toml): quads 1 to 4 are verbal and material
# cooperation, verbal and material conflict. YIELD stands whole under material cooperation.
QUADS = {
    1: ("AGREE", "CONSULT", "SUPPORT"),
    2: ("COOPERATE", "AID", "YIELD"),
    3: ("ACCUSE", "REQUEST", "REJECT", "THREATEN"),
    4: ("PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"),
}
QUAD = {label: quad for quad, labels in QUADS.items() for label in labels}
LABELS = tuple(QUAD)
MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}

# Two parties in one sentence and no word for a deed: that they have to do with
# each other is the least that can be said, and CONSULT says no more.
FALLBACK = "CONSULT"

LEVELS = {
    "root": lambda label: label,
    "quad": lambda label: QUAD[label],
    "binary": lambda label: QUAD[label] > 2,
}
COLUMNS = ("sentence", "source", "target", "gold_root")


class Relations(msgspec.Struct, frozen=True, kw_only=True):
    """Macro F1 at three levels, each with its 95 % interval, and F1 of each type."""

    n: int
    method: str
    root: float
    quad: float
    binary: float
    interval: dict[str, tuple[float, float]]
    types: dict[str, float]


class Row(msgspec.Struct, frozen=True):
    sentence: str
    source: str
    target: str
    gold_root: str


def score(path: Path, lexicon: Lexicon) -> Relations:
    """Label every sentence of the file and compare."""
    return scored([(row.gold_root, label(row.sentence, row.source, row.target, lexicon)) for row in rows(path)])


def errors(path: Path, lexicon: Lexicon) -> Iterator[str]:
    """Every sentence that is labelled otherwise than the gold, grouped by the two labels, most frequent first."""
    groups: dict[tuple[str, str], list[str]] = {}
    for row in rows(path):
        given = label(row.sentence, row.source, row.target, lexicon)
        if given != row.gold_root:
            told = f"{row.source} → {row.target} | {row.sentence}"
            groups.setdefault((row.gold_root, given), []).append(told)
    for (gold, given), told in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])):
        yield f"== gold {gold}, ours {given} ({len(told)})"
        yield from told


def scored(answers: Sequence[tuple[str, str]]) -> Relations:
    """The figures of (gold, answered) labels."""
    levels = {name: [(of(gold), of(given)) for gold, given in answers] for name, of in LEVELS.items()}
    by_type = f1_by_label(levels["root"])
    return Relations(
        n=len(answers), method=METHOD,
        **{name: round(macro_f1(pairs), 3) for name, pairs in levels.items()},
        interval={name: interval(pairs, macro_f1) for name, pairs in levels.items()},
        types={name: round(by_type[name], 3) for name in LABELS if name in by_type},
    )  # fmt: skip


def rows(path: Path) -> Iterator[Row]:
    """The rows of the file; nothing in it is read as missing ("NA" is Namibia, or a name)."""
    if not path.is_file():
        raise NotFound(f"{path}: does not exist; give a file with the columns {', '.join(COLUMNS)}")
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, delimiter="\t")
        lacking = [column for column in COLUMNS if column not in (table.fieldnames or ())]
        if lacking:
            raise NotFound(f"{path}: has no column {', '.join(lacking)}; it needs {', '.join(COLUMNS)}, tab-separated")
        for number, row in enumerate(table, 2):
            made = Row(*(row[column] or "" for column in COLUMNS))
            gold = MERGED.get(made.gold_root, made.gold_root)
            if gold not in QUAD:
                raise NotFound(f"{path}, line {number}: gold_root {gold!r} is none of {' '.join(LABELS)}")
            yield msgspec.structs.replace(made, gold_root=gold)


def label(sentence: str, source: str, target: str, lexicon: Lexicon) -> str:
    """One of the fifteen types for what `source` does to `target`.

    >>> from dragoman.lexicon import load
    >>> label("Norland condemned Sudland on Monday.", "Norland", "Sudland", load())
    'ACCUSE'
    """
    reading = _reading(sentence, source, target, lexicon)
    clauses = [Clause(reading, part, lexicon) for part in reading.sentences]
    told = [(clause, deed) for clause in clauses for deed in _deeds(clause)]
    between = [deed for _, deed in told if _is_between(deed)]
    if between:
        return _type(max(between, key=lambda deed: (_acts(deed), deed.confidence)))
    nearest = _nearest_cue(clauses, reading.mentions)
    return MERGED.get(nearest, nearest)


def _reading(sentence: str, source: str, target: str, lexicon: Lexicon) -> Reading:
    """The sentence with the two as its only mentions."""
    reading = segment(Reading(Article(id="a", page="", page_id="", text=sentence)), lexicon)
    found: list[tuple[Span, str]] = []
    for name, phrase in (("source", source), ("target", target)):
        span = locate(sentence, phrase)
        while span is not None and any(span.overlaps(other) for other, _ in found):
            span = locate(sentence, phrase, Span(span.end, len(sentence)))
        if span is not None:
            found.append((span, name))
    mentions = tuple(
        Mention(span.start, span.end, "name", (Actor(name, span.of(sentence), "organisation"),), "given")
        for span, name in sorted(found)
    )
    return msgspec.structs.replace(reading, mentions=mentions)


def _deeds(clause: Clause) -> tuple[Deed, ...]:
    by_verb = deeds(clause)
    return (*by_verb, *noun_deeds(clause, by_verb))


def _is_between(deed: Deed) -> bool:
    return {actor.id for actor in (*deed.actors, *deed.recipients)} == {"source", "target"}


def _acts(deed: Deed) -> bool:
    return any(actor.id == "source" for actor in deed.actors)


def _type(deed: Deed) -> str:
    kind = (coded(deed) or (deed.cue.type, None))[0]
    return MERGED.get(kind, kind)


def _nearest_cue(clauses: list[Clause], mentions: tuple[Mention, ...]) -> str:
    """The type of the first cue between the two; else of the cue that stands nearest to either."""
    ends = [mention.end for mention in mentions] or [0]
    cues = [
        (clause.tokens[at].start, form.cue.type)
        for clause in clauses
        for at, low in enumerate(clause.lows)
        if at not in clause.inside
        for form in clause.lexicon.cues.by_form.get(low, ())[:1]
    ] + [
        (clause.tokens[at].start, cue.type)
        for clause in clauses
        for at, low in enumerate(clause.lows)
        for cue in clause.lexicon.cues.nouns
        if low in cue.nouns and at not in clause.inside
    ]
    if not cues:
        return FALLBACK
    inside = [cue for cue in cues if len(mentions) == 2 and ends[0] <= cue[0] < mentions[1].start]
    if inside:
        return min(inside)[1]
    return min(cues, key=lambda cue: (min(abs(cue[0] - end) for end in ends), cue))[1]
