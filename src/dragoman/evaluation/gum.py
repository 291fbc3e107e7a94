"""GUM: documents of a CoNLL-U file with their dates, entities and coreference, as spans of a text rebuilt from them.

Sentences are parted by a blank, paragraphs by an empty line, as `training/corpora.py`
and everybody's eyes have them. The day a document was made stands in its head.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from dragoman.errors import NotFound
from dragoman.model.span import Span

DATE = re.compile(r"<date (?P<given>[^>]*)>|(?P<close></date>)")
GIVEN = re.compile(r'(when|from|to|notBefore|notAfter):::"([^"]*)"')
ENTITY = re.compile(
    r"\((?P<opens>\d+)-(?P<kind>\w+)-[\w:]+-[^-()]*-[^-()]*-[^-()]*-(?P<link>\w+)(?:-(?P<wiki>[^()]*))?(?P<whole>\))?"
    r"|(?P<closes>\d+)\)"
)


class Date(msgspec.Struct, frozen=True):
    """A date as annotated: TEI's ISO strings, of any precision, "--09" for a September of no year."""

    span: Span
    first: str
    last: str


class Entity(msgspec.Struct, frozen=True):
    """A mention of an entity; those of one `group` are the same."""

    span: Span
    group: int
    kind: str  # person, place, organization, time, …
    link: str  # ana, coref, appos, pred, sgl …
    wiki: str | None


class Document(msgspec.Struct, frozen=True):
    name: str
    genre: str
    text: str
    made: str | None
    sentences: tuple[Span, ...]
    dates: tuple[Date, ...]
    entities: tuple[Entity, ...]


def documents(path: Path) -> Iterator[Document]:
    """The documents of one file, in order."""
    if not path.is_file():
        raise NotFound(f"{path}: does not exist; give a CoNLL-U file of GUM")
    lines: list[str] = []
    for line in path.open(encoding="utf-8"):
        if line.startswith("# newdoc id") and lines:
            yield _document(lines)
            lines = []
        lines.append(line.rstrip("\n"))
    if lines:
        yield _document(lines)


class _Building:
    """One document as far as it is read."""

    def __init__(self) -> None:
        self.name, self.made, self.text, self.between = "", None, "", ""
        self.sentences: list[Span] = []
        self.dates: list[Date] = []
        self.entities: list[Entity] = []
        self.date: tuple[int, str, str] | None = None
        self.open: list[tuple[int, int, str, str, str | None]] = []  # start, group, kind, link, wiki


def _document(lines: list[str]) -> Document:
    made = _Building()
    sentence, at = "", 0
    for line in lines:
        if line.startswith("# newdoc id"):
            made.name = line.partition("=")[2].strip()
        elif line.startswith("# meta::dateCreated"):
            made.made = line.partition("=")[2].strip()
        elif line.startswith("# newpar"):
            made.between = "\n\n"
        elif line.startswith("# text ="):
            sentence = line.partition("=")[2].strip()
            made.text += made.between if made.text else ""
            at = len(made.text)
            made.sentences.append(Span(at, at + len(sentence)))
            made.text += sentence
            made.between = " "
        elif line[:1].isdigit() and "." not in line.split("\t", 1)[0]:
            at = _token(line.split("\t"), made, at)
    return Document(
        made.name, made.name.split("_")[1], made.text, made.made,
        tuple(made.sentences), tuple(made.dates), tuple(sorted(made.entities, key=lambda one: one.span)),
    )  # fmt: skip


def _token(row: list[str], made: _Building, at: int) -> int:
    """Read a token's marks; where the next begins to be looked for. Parts of a contraction lie in its whole."""
    if "-" in row[0]:
        return at  # "3-4 can't": its parts follow
    start = made.text.find(row[1], at, made.sentences[-1].end)
    if start < 0:
        start = at  # a part that the contraction writes otherwise
        end = at
    else:
        end = start + len(row[1])
    marks = dict(part.partition("=")[::2] for part in row[9].split("|") if "=" in part)
    for found in DATE.finditer(marks.get("XML", "")):
        if found["close"] and made.date is not None:
            begun, first, last = made.date
            made.dates.append(Date(Span(begun, end), first, last))
            made.date = None
        elif found["given"] is not None:
            given = dict(GIVEN.findall(found["given"]))
            first = given.get("when") or given.get("from") or given.get("notBefore") or ""
            last = given.get("when") or given.get("to") or given.get("notAfter") or ""
            made.date = (start, first, last)
    for found in ENTITY.finditer(marks.get("Entity", "")):
        if found["opens"]:
            one = (start, int(found["opens"]), found["kind"], found["link"], found["wiki"])
            if found["whole"]:
                made.entities.append(Entity(Span(start, end), *one[1:]))
            else:
                made.open.append(one)
        else:
            group = int(found["closes"])
            which = max((n for n, one in enumerate(made.open) if one[1] == group), default=None)
            if which is not None:
                begun, *rest = made.open.pop(which)
                made.entities.append(Entity(Span(begun, end), *rest))
    return max(end, at)
