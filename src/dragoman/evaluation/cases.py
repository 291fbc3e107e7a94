"""Cases: short articles with all that they tell of words, pledges, meetings and positions.

A file of TOML in, Cases out; evals/gold/words-guide.md says what each field holds. An
Annotation is what somebody says is in a case: the gold, a second reader, or Dragoman.
"""

import tomllib
from pathlib import Path

import msgspec

from dragoman.errors import NotFound

States = tuple[str, ...]  # codes of states and ids of bodies


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """`optional`: careful readers differ whether it is there at all; found or not, it does not count."""

    optional: bool = False


class Statement(Item, frozen=True, kw_only=True):
    words: str
    kind: str
    article: int = 1
    speaker: str = ""
    principal: str = msgspec.field(default="", name="for")
    state: str = ""
    addressees: States = ()
    about: States = ()
    cue: str = ""
    venue: str = ""


class Pledge(Item, frozen=True, kw_only=True):
    by: States
    what: str
    article: int = 1
    to: States = ()
    kind: str = "commitment"
    due: str = ""
    condition: str = ""
    status: str = "open"
    status_article: int = 0
    status_quote: str = ""


class Step(msgspec.Struct, frozen=True):
    article: int
    status: str
    quote: str = ""


class Meeting(Item, frozen=True, kw_only=True):
    participants: States
    kind: str = "talks"
    level: str = ""
    place: str = ""
    date: str = ""
    status: str = "held"
    history: tuple[Step, ...] = ()


class Position(Item, frozen=True, kw_only=True):
    words: str
    stance: float
    article: int = 1
    holder: str = ""
    state: str = ""
    toward: str = ""
    issue: str = ""
    shift: str = ""


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """All that one reader finds in a case."""

    statement: tuple[Statement, ...] = ()
    pledge: tuple[Pledge, ...] = ()
    meeting: tuple[Meeting, ...] = ()
    position: tuple[Position, ...] = ()


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    published: str
    outlet: str
    text: str


class Case(Annotation, frozen=True, kw_only=True):
    """`near_miss` is the kind of finding that seems to be there and is not."""

    id: str
    title: str = ""
    near_miss: str = ""
    article: tuple[Telling, ...] = ()


def cases(path: Path) -> tuple[Case, ...]:
    """Raises NotFound where there is no such file."""
    if not path.is_file():
        raise NotFound(f"{path}: does not exist; give a file of cases, as evals/gold/words.toml")
    return msgspec.convert(tomllib.loads(path.read_text("utf-8"))["case"], tuple[Case, ...])
