"""What the heads answer with, in the order of their outputs; the weights' card carries these lists to the reader."""

from dragoman.evaluation.standoff import KINDS
from dragoman.lexicon import load
from training.cameo import ROOT_OF

_PLOVER = load().plover

TYPES: tuple[str, ...] = tuple(_PLOVER.types)  # one output more than these: no deed
MODES: tuple[tuple[str, str], ...] = tuple((kind, mode) for kind in TYPES for mode in _PLOVER.types[kind].modes)
AUX: tuple[str, ...] = ("historical", "future", "hypothetical", "negation")
CONTEXTS: tuple[str, ...] = tuple(_PLOVER.contexts)

# CAMEO's codes to three digits; and the fifteen labels of PLOVER's first edition, which are CAMEO's roots.
CAMEO: tuple[str, ...] = tuple(sorted({code[:3] for code in ROOT_OF}))
ROOTS: tuple[str, ...] = tuple(dict.fromkeys(ROOT_OF.values()))


def _begin_inside(names: tuple[str, ...]) -> tuple[str, ...]:
    return ("O", *(f"{mark}-{name}" for name in names for mark in "BI"))


TAGS = _begin_inside(KINDS)
NER_TAGS = _begin_inside(("PER", "LOC", "ORG"))
PART_TAGS = _begin_inside(("source", "content"))
