"""The PLOVER codebook: types, modes, scores, CAMEO codes. Loads plover.toml."""

import tomllib
from importlib.resources import files

import msgspec


class Mode(msgspec.Struct, frozen=True):
    score: float | None = None
    cameo: str | None = None


class EventType(msgspec.Struct, frozen=True):
    """One of PLOVER's types. `quad` is verbal or material × cooperation or conflict."""

    quad: str
    score: float
    root: str
    requires_recipient: bool = False
    modes: dict[str, Mode] = {}


class Plover(msgspec.Struct, frozen=True):
    types: dict[str, EventType]
    contexts: dict[str, str]

    def quad(self, type: str) -> str:
        return self.types[type].quad

    def score(self, type: str, mode: str | None) -> float:
        """PLOVER's conflict–cooperation score, −10 to 10, of the mode where it has its own."""
        kind = self.types[type]
        own = kind.modes[mode].score if mode in kind.modes else None
        return kind.score if own is None else own

    def cameo(self, type: str, mode: str | None) -> str:
        """The CAMEO code alongside: the mode's where the map gives one, else the root."""
        kind = self.types[type]
        return (kind.modes[mode].cameo if mode in kind.modes else None) or kind.root

    def cameo_of(self, type: str, mode: str | None, seen: str | None) -> str:
        """The CAMEO code: the one that was seen, where it is of the type's kind, else what type and mode give."""
        roots = (self.types[type].root, *ALSO.get(type, ()))
        given = self.cameo(type, mode)
        if seen is None or seen[:2] not in roots:
            return given
        return given if given.startswith(seen) else seen


# CAMEO roots beside a type's own: an appeal requests, an apology concedes, a verdict sanctions, a siege coerces.
ALSO: dict[str, tuple[str, ...]] = {
    "REQUEST": ("02",), "ACCUSE": ("09",), "CONCEDE": ("03", "05"), "SANCTION": ("11",), "COERCE": ("19",),
    "ASSAULT": ("19", "20"),
}  # fmt: skip


def load_plover() -> Plover:
    return msgspec.convert(
        tomllib.loads((files("dragoman.lexicon") / "plover.toml").read_text("utf-8")), Plover, strict=False
    )
