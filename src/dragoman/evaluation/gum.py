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
    r"\((?P<opens>\d+)-(?P<kind>\w+)-[\w:]+-[^-()]*-[^-()]*-(?P<head>[\d,]*)-(?P<link>\w+)(?:-(?P<wiki>[^()]*))?(?P<whole>\))?"
    r"|(?P<closes>\d+)\)"
)


# Words inside a name that are not listed among its own: "Bank of the South", "Upper – Lower Bridge".
JOINS = frozenset(("of", "the", "-", "–", "."))
JOINING = {"organization": JOINS | {"and", "&"}, "place": JOINS | {"and", "&"}}


class Date(msgspec.Struct, frozen=True):
    """A date as annotated: TEI's ISO strings, of any precision, "--09" for a September of no year."""

    span: Span
    first: str
    last: str


class Entity(msgspec.Struct, frozen=True):
    """A mention of an entity; those of one `group` are the same. `head` is what it cannot lose: of a name, the name.

    `named` is whether the head is a proper noun; of persons, of one person.
    """

    span: Span
    head: Span
    named: bool
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


class Token(msgspec.Struct, frozen=True):
    span: Span
    word: str
    part: str  # of speech
    plural: bool


class _Building:
    """One document as far as it is read."""

    def __init__(self) -> None:
        self.name, self.made, self.text, self.between = "", None, "", ""
        self.sentences: list[Span] = []
        self.dates: list[Date] = []
        self.entities: list[Entity] = []
        self.date: tuple[int, str, str] | None = None
        self.tokens: list[Token] = []
        self.open: list[tuple[int, re.Match[str]]] = []  # a mention's first token, and what is said of it

    def close(self, first: int, said: re.Match[str]) -> None:
        """Keep the mention that goes from the token `first` to the last one read."""
        tokens, numbers = self.tokens[first:], [int(number) - 1 for number in said["head"].split(",")]
        end = numbers[0] + 1
        for number in numbers[1:]:  # what is told of the head after a comma or a verb is listed too
            between = tokens[end:number]
            joined = all(one.word.casefold() in JOINING.get(said["kind"], JOINS) for one in between)
            if number >= len(tokens) or not joined or (between and tokens[end - 1].part != "PROPN"):
                break
            end = number + 1
        head = tokens[numbers[0] : end]
        people = said["kind"] == "person" and any(one.plural for one in head)
        self.entities.append(Entity(
            Span(tokens[0].span.start, tokens[-1].span.end), Span(head[0].span.start, head[-1].span.end),
            not people and any(one.part == "PROPN" for one in head),
            int(said["opens"]), said["kind"], said["link"], said["wiki"],
        ))  # fmt: skip


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
    made.tokens.append(Token(Span(start, end), row[1], row[3], "Number=Plur" in row[5]))
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
            if found["whole"]:
                made.close(len(made.tokens) - 1, found)
            else:
                made.open.append((len(made.tokens) - 1, found))
        else:
            which = max((n for n, (_, one) in enumerate(made.open) if one["opens"] == found["closes"]), default=None)
            if which is not None:
                made.close(*made.open.pop(which))
    return max(end, at)
