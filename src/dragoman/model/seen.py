"""Seen: what the reader net sees in a sentence, as spans of the article; who is meant is for later stages to say."""

from typing import Literal

import msgspec

from dragoman.model.finding import Aux
from dragoman.model.span import Span

NamedKind = Literal["state", "organ", "igo", "group", "org", "person", "people", "pro", "site"]
NameKind = Literal["PER", "LOC", "ORG"]


class Named(msgspec.Struct, frozen=True):
    """A phrase that names somebody who acts, suffers or speaks. `site` is a thing that a deed is aimed at."""

    span: Span
    kind: NamedKind
    confidence: float


class Name(msgspec.Struct, frozen=True):
    """A proper name alone, without title or description: of a person, a place or an organisation, known or not."""

    span: Span
    kind: NameKind
    confidence: float


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """Who did what to whom, in PLOVER's terms.

    Parties are phrases. In a mutual deed all are actors. `of` is the type of the
    deed that is agreed to, asked for or refused, where that is one. `words` are
    those that carry the deed most plainly. `why` is what each head said, with its
    probability, one line a head.
    """

    type: str
    modes: tuple[str, ...] = ()
    aux: tuple[Aux, ...] = ()
    of: str | None = None
    mutual: bool = False
    cameo: str | None = None  # to three digits
    actors: tuple[Named, ...] = ()
    recipients: tuple[Named, ...] = ()
    words: Span
    sentence: Span
    confidence: float
    why: tuple[str, ...] = ()


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """Words or thoughts credited to somebody: who, by which words of saying, what. Content may be in pieces."""

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    sentence: Span
    confidence: float


class Seen(msgspec.Struct, frozen=True):
    """All that one sentence gave."""

    sentence: Span
    named: tuple[Named, ...] = ()
    deeds: tuple[Deed, ...] = ()
    said: tuple[Said, ...] = ()
    contexts: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
