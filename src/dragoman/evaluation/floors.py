"""Floors: the quality gate. Figures on the samples' gold may rise, not fall below what evals/floors.toml says.

The file also holds the gold's digest and a reason: who lowers a floor or
changes the gold edits both by hand, and says why.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from dragoman.errors import NotFound
from dragoman.evaluation.samples import Samples

MARGIN = 0.02  # of precision or recall that a floor lies under the figure of its day


class Floor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    precision: float
    recall: float


class Floors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`floor` by finding type, as `Samples.figures` names it, and field."""

    digest: str
    reason: str
    floor: dict[str, dict[str, Floor]]


def load(path: Path) -> Floors:
    if not path.is_file():
        raise NotFound(f"{path}: does not exist; the floors lie in evals/floors.toml of a checkout")
    return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Floors)


def broken(floors: Floors, found: Samples) -> Iterator[str]:
    """One sentence for every floor that does not hold, for a changed gold, and for a stage that failed."""
    if not floors.reason.strip():
        yield "floors.toml gives no reason; say why the floors are what they are"
    if floors.digest != found.digest:
        yield f"the gold is not the one the floors were set on; its digest is now {found.digest}"
    yield from found.failures
    figures = found.figures()
    for kind, fields in floors.floor.items():
        for field, floor in fields.items():
            made = figures[kind][field]
            for side in ("precision", "recall"):
                figure, least = getattr(made, side), getattr(floor, side)
                if figure < least:
                    yield f"{kind}, {field}: {side} {figure:.3f} is under its floor of {least:.3f}"


def proposal(floors: Floors, found: Samples) -> Iterator[str]:
    """What floors.toml would say with floors just under today's figures; never lower than they are now."""
    figures = found.figures()
    yield f'digest = "{found.digest}"'
    yield 'reason = ""  # say why'
    yield ""
    for kind, fields in floors.floor.items():
        yield f'[floor."{kind}"]' if " " in kind else f"[floor.{kind}]"
        for field, floor in fields.items():
            made = figures[kind][field]
            precision = max(floor.precision, _under(made.precision))
            recall = max(floor.recall, _under(made.recall))
            yield f"{field} = {{ precision = {precision:.2f}, recall = {recall:.2f} }}"


def _under(figure: float) -> float:
    return max(0.0, int((figure - MARGIN) * 100) / 100)
