"""Annotations: what careful readers marked in other people's texts, kept apart from the texts (stand-off).

One line of JSON a document: corpus, document, digest of the text, annotator,
and for each sentence its span, mentions, events, attributions and contexts, all
as offsets into the document. `joined` lays them over the texts again and
refuses a text that is not the one that was annotated.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from training.corpora import digest, texts

FOLDER = Path(__file__).parent / "annotations"

Pair = tuple[int, int]  # start, end: offsets into the document, half-open
Kind = Literal["state", "organ", "igo", "group", "org", "person", "people", "pro", "site"]
KINDS: tuple[Kind, ...] = ("state", "organ", "igo", "group", "org", "person", "people", "pro", "site")


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """A deed. `actors` and `recipients` are indexes of the sentence's mentions; `words` carry the deed."""

    type: str
    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    modes: tuple[str, ...] = ()
    aux: tuple[str, ...] = ()
    of: str | None = None  # the deed agreed to, asked for or refused: "RETREAT.withdraw"
    mutual: bool = False  # all parties are actors and do it with one another
    words: tuple[Pair, ...] = ()
    cameo: str | None = None  # where the annotator gave it
    optional: bool = False  # careful readers may mark it or leave it: neither hit nor miss


class Attribution(msgspec.Struct, frozen=True, omit_defaults=True):
    source: tuple[Pair, ...] = ()
    cue: tuple[Pair, ...] = ()
    content: tuple[Pair, ...] = ()


class Sentence(msgspec.Struct, frozen=True, omit_defaults=True):
    span: Pair
    mentions: tuple[tuple[int, int, Kind], ...] = ()
    events: tuple[Event, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    contexts: tuple[str, ...] = ()


class Document(msgspec.Struct, frozen=True):
    corpus: str
    document: str
    digest: str
    annotator: str
    sentences: tuple[Sentence, ...]


def load(path: Path) -> tuple[Document, ...]:
    """The documents of one file."""
    decode = msgspec.json.Decoder(Document).decode
    return tuple(decode(line) for line in path.read_bytes().splitlines())


def save(path: Path, documents: list[Document]) -> None:
    """Write documents, one a line, in the order of their names."""
    ordered = sorted(documents, key=lambda one: (one.corpus, one.document))
    path.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in ordered))


def joined(documents: tuple[Document, ...], data: Path) -> Iterator[tuple[Document, str]]:
    """Each document with its text.

    Raises ValueError where a text is missing or is not the one annotated.
    """
    for one in documents:
        text = texts(one.corpus, data).get(one.document)
        if text is None:
            raise ValueError(f"{one.corpus} has no document {one.document} in {data}")
        if digest(text) != one.digest:
            raise ValueError(f"{one.corpus} {one.document}: the text is not the one that was annotated")
        yield one, text
