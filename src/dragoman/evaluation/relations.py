"""Relations: the PLOVER type between a given source and target of a sentence, against a file of gold labels.

A file with the columns sentence, source, target, gold_root in; macro F1 for type,
quad and binary out. Fifteen labels, those of PLOVER's first edition (CAMEO's roots;
CONCEDE and RETREAT count as YIELD), of which exactly one is always answered: the
reader has a head for them, taught on sentences with CAMEO codes of our own.
"""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman.errors import NotFound
from dragoman.evaluation.figures import f1_by_label, interval, macro_f1
from dragoman.evaluation.wording import locate
from dragoman.model.span import Span
from dragoman.reader.grid import Range
from dragoman.reader.net import Net
from dragoman.reader.pieces import Pieces
from dragoman.reader.read import net as shipped

METHOD = "reader"
BATCH = 8  # sentences: what the processor's cache holds

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


def score(path: Path, net: Net | None = None) -> Relations:
    """Label every sentence of the file and compare."""
    read = list(rows(path))
    return scored([(row.gold_root, given) for row, given in zip(read, labels(read, net or shipped()), strict=True)])


def errors(path: Path, net: Net | None = None) -> Iterator[str]:
    """Every sentence that is labelled otherwise than the gold, grouped by the two labels, most frequent first."""
    groups: dict[tuple[str, str], list[str]] = {}
    read = list(rows(path))
    for row, given in zip(read, labels(read, net or shipped()), strict=True):
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


def labels(read: Sequence[Row], net: Net) -> list[str]:
    """One of the fifteen for each row: what its source does to its target."""
    cut = [net.cutter.cut(row.sentence) for row in read]
    order = sorted(range(len(read)), key=lambda at: len(cut[at]))
    found: dict[int, str] = {}
    for start in range(0, len(order), BATCH):
        chosen = order[start : start + BATCH]
        parties = [_parties(read[at], cut[at]) for at in chosen]
        encoded = net.encode([cut[at] for at in chosen])
        paired = net.pair(encoded, [[party for party in both if party is not None] for both in parties])
        for row, (at, (source, target)) in enumerate(zip(chosen, parties, strict=True)):
            cell = (1 if source else 0, (2 if source else 1) if target else 0)  # 0 is nobody
            found[at] = net.card.roots[int(paired.root[(row, *cell)].argmax())]
    return [found[at] for at in range(len(read))]


def _parties(row: Row, pieces: Pieces) -> tuple[Range | None, Range | None]:
    """Where source and target stand; None where the sentence does not hold them."""
    source = locate(row.sentence, row.source)
    target = locate(row.sentence, row.target)
    while source is not None and target is not None and target.overlaps(source):
        target = locate(row.sentence, row.target, Span(target.end, len(row.sentence)))
    return (
        pieces.covering(source) if source is not None else None,
        pieces.covering(target) if target is not None else None,
    )
