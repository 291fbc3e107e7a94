"""UNER: documents of an IOB2 file of Universal NER with their names, as spans of a text rebuilt from the sentences.

Sentences are parted by a blank. Tags other than of persons, places and organisations
mean no name: the file for EWT has some `B-O`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import msgspec

from dragoman.errors import NotFound
from dragoman.model.seen import NameKind
from dragoman.model.span import Span

KINDS: tuple[NameKind, ...] = get_args(NameKind)


class Named(msgspec.Struct, frozen=True):
    """A name as annotated."""

    span: Span
    kind: NameKind


class Document(msgspec.Struct, frozen=True):
    name: str
    text: str
    sentences: tuple[Span, ...]
    names: tuple[Named, ...]


class _Building:
    """One document as far as it is read."""

    def __init__(self, name: str):
        self.name, self.text = name, ""
        self.sentences: list[Span] = []
        self.names: list[Named] = []

    def add(self, sentence: str, rows: list[list[str]]) -> None:
        start = len(self.text) + 1 if self.text else 0
        self.text = f"{self.text} {sentence}" if self.text else sentence
        self.sentences.append(Span(start, start + len(sentence)))
        at, open_ = start, False
        for _, word, tag, *_ in rows:
            begin = self.text.find(word, at)
            if begin < 0:
                raise NotFound(f"{self.name}: the word {word!r} does not stand in its sentence, {sentence[:60]!r}")
            at, kind = begin + len(word), tag[2:]
            if kind not in KINDS:
                open_ = False
            elif tag[0] == "B" or not open_:
                self.names.append(Named(Span(begin, at), kind))
                open_ = True
            else:
                self.names[-1] = Named(Span(self.names[-1].span.start, at), self.names[-1].kind)

    def done(self) -> Document:
        return Document(self.name, self.text, tuple(self.sentences), tuple(self.names))


def documents(path: Path) -> Iterator[Document]:
    """The documents of one file, in order."""
    if not path.is_file():
        raise NotFound(f"{path}: does not exist; give an IOB2 file of Universal NER")
    made, sentence, rows = _Building(path.stem), "", []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith("# newdoc id"):
            if made.text:
                yield made.done()
            made = _Building(line.partition("=")[2].strip())
        elif line.startswith("# text ="):
            sentence = line.partition("=")[2].strip()
        elif line[:1].isdigit():
            rows.append(line.split("\t"))
        elif not line.strip() and rows:
            made.add(sentence, rows)
            rows = []
    if made.text:
        yield made.done()
