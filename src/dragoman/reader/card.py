"""The card beside the weights: what their outputs mean, where the reader abstains, and what they were made of.

Written by the training together with the weights; read-only here.
"""

from pathlib import Path

import msgspec

FOLDER = Path(__file__).parent / "weights"


class Thresholds(msgspec.Struct, frozen=True):
    """Least probabilities, chosen on development stories for precision. Below them there is no finding."""

    deed: float  # of a pair's type
    second: float  # of a second type of the same pair
    aux: dict[str, float]
    mode: float
    mutual: float
    context: float
    cue: float


class Calibration(msgspec.Struct, frozen=True):
    """Logits are divided by `temperature`; a deed's confidence is the logistic of slope × logit + offset."""

    temperature: float
    slope: float
    offset: float


class Card(msgspec.Struct, frozen=True):
    """Labels in the order of the outputs, and where the weights come from."""

    licence: str
    types: tuple[str, ...]
    modes: tuple[tuple[str, str], ...]  # type, mode
    aux: tuple[str, ...]
    tags: tuple[str, ...]
    part_tags: tuple[str, ...]
    contexts: tuple[str, ...]
    cameo: tuple[str, ...]  # to three digits
    roots: tuple[str, ...]  # of PLOVER's first edition
    thresholds: Thresholds
    calibration: Calibration
    corpora: dict[str, str]  # name → licence
    digests: dict[str, str]  # file → blake2b
    version: str


def load(folder: Path = FOLDER) -> Card:
    return msgspec.json.decode((folder / "card.json").read_bytes(), type=Card)


def save(card: Card, folder: Path) -> None:
    (folder / "card.json").write_bytes(msgspec.json.format(msgspec.json.encode(card)) + b"\n")
