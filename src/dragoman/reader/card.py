"""The card beside the weights: what their outputs mean, where the reader abstains, and what they were made of.

Written by the training together with the weights; read-only here.
"""

from pathlib import Path

import msgspec

FOLDER = Path(__file__).parent / "weights"


class Thresholds(msgspec.Struct, frozen=True):
    """Least probabilities, chosen on development stories for precision. Below them there is no finding."""

    pair: float  # of a pair's type, to be looked at
    deed: float  # of the pair's type and of its words', their geometric mean, to be looked at
    second: float  # of a second type of the same pair
    party: float  # of one who takes part in a deed
    hinted: float  # of one whom the deed's surest pair names, where nobody else is likely
    right: float  # of a deed's confidence, that all of it is right, to be told
    aux: dict[str, float]
    mode: float
    mutual: float
    context: float
    cue: float


class Calibration(msgspec.Struct, frozen=True):
    """Logits of pairs are divided by `temperature`; confidence is the logistic of a sum of weighed logits.

    It says how likely all of a deed is right: its type, every party, every flag.
    """

    temperature: float
    pair: float  # weight of the surest pair's probability
    parties: float  # of the probability that every phrase is, or is not, a party as told, and each party's is whole
    flags: float  # of the probability that each flag holds, or does not, as told
    offset: float


class Card(msgspec.Struct, frozen=True):
    """Labels in the order of the outputs, and where the weights come from."""

    licence: str
    types: tuple[str, ...]
    modes: tuple[tuple[str, str], ...]  # type, mode
    aux: tuple[str, ...]
    tags: tuple[str, ...]
    part_tags: tuple[str, ...]
    name_tags: tuple[str, ...]
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
