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


def load_plover() -> Plover:
    return msgspec.convert(
        tomllib.loads((files("dragoman.lexicon") / "plover.toml").read_text("utf-8")), Plover, strict=False
    )
