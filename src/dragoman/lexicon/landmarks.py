"""Dated public facts that let us date a page which bears no date. Loads landmarks.tsv."""

from importlib.resources import files

import msgspec


class Landmark(msgspec.Struct, frozen=True):
    """An election, a summit, a treaty: ISO days `date` to `end` (empty: one day), who it concerns, and what it was."""

    date: str
    end: str
    kind: str
    actors: tuple[str, ...]
    person: str
    text: str
    source: str


def load_landmarks() -> tuple[Landmark, ...]:
    rows = (files("dragoman.lexicon") / "landmarks.tsv").read_text("utf-8").splitlines()
    header, *body = [row.split("\t") for row in rows if row and not row.startswith("#")]
    found = []
    for cells in body:
        row: dict = dict(zip(header, cells, strict=False))
        row["actors"] = tuple(code for code in row["actors"].split(",") if code)
        found.append(msgspec.convert({"source": "", "end": "", **row}, Landmark))
    return tuple(found)
