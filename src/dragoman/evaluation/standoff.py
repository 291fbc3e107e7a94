"""Stand-off annotations: what careful readers marked in other people's texts, kept apart from the texts.

One line of JSON a document: corpus, document, digest of the text, annotator,
and for each sentence its span, mentions, events, attributions and contexts, all
as offsets into the document. `joined` lays them over the texts again and
refuses a text that is not the one that was annotated.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import get_args

import msgspec

from dragoman.errors import NotFound
from dragoman.model.seen import NamedKind

Pair = tuple[int, int]  # start, end: offsets into the document, half-open
KINDS: tuple[NamedKind, ...] = get_args(NamedKind)


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
    mentions: tuple[tuple[int, int, NamedKind], ...] = ()
    events: tuple[Event, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    contexts: tuple[str, ...] = ()


class Document(msgspec.Struct, frozen=True):
    corpus: str
    document: str
    digest: str
    annotator: str
    sentences: tuple[Sentence, ...]


def digest(text: str) -> str:
    """What an annotation says of the text it was made on, so that it is never laid over another."""
    return blake2b(text.encode(), digest_size=16).hexdigest()


def load(path: Path) -> tuple[Document, ...]:
    """The documents of one file."""
    decode = msgspec.json.Decoder(Document).decode
    return tuple(decode(line) for line in path.read_bytes().splitlines())


def save(path: Path, documents: Sequence[Document]) -> None:
    """Write documents, one a line, in the order of their names."""
    ordered = sorted(documents, key=lambda one: (one.corpus, one.document))
    path.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in ordered))


def joined(
    documents: Sequence[Document], texts: Callable[[str], Mapping[str, str]]
) -> Iterator[tuple[Document, str]]:
    """Each document with its text; `texts` gives the texts of a corpus by document.

    Raises NotFound where a text is missing or is not the one annotated.
    """
    for one in documents:
        text = texts(one.corpus).get(one.document)
        if text is None:
            raise NotFound(f"{one.corpus}: has no document {one.document}, which is annotated")
        if digest(text) != one.digest:
            raise NotFound(f"{one.corpus}, {one.document}: the text is not the one that was annotated")
        yield one, text


def stories(path: Path) -> dict[str, str]:
    """The texts of a JSONL file with `id` and `text` on each line."""
    rows = (msgspec.json.decode(line) for line in path.read_bytes().splitlines())
    return {row["id"]: row["text"] for row in rows}
