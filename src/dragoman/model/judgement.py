"""Judgements: what a person decided about facts. Kept for ever; a change of mind is another judgement."""

from typing import Any, Literal

import msgspec

from dragoman.model.finding import AnyFinding
from dragoman.model.identity import FEW_HEX, content_id

JudgementKind = Literal["same", "not_same", "accept", "reject", "mend", "undo"]

class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """One decision of one person.

    `about` are findings as they stood when it was made, the one that was shown first: the
    judgement is about the first of them that the articles still give, whatever rules read
    them. `same` and `not_same` have another such side, `mend` the new values by field,
    `undo` the judgement that it takes back.
    """

    kind: JudgementKind
    author: str
    at: str  # ISO 8601, UTC
    about: tuple[AnyFinding, ...] = ()
    other: tuple[AnyFinding, ...] = ()
    changes: dict[str, Any] = {}
    undoes: str | None = None
    note: str = ""

    @property
    def id(self) -> str:
        return content_id("j", msgspec.to_builtins(self), digits=FEW_HEX)

    @property
    def articles(self) -> frozenset[str]:
        return frozenset(finding.citation.article for finding in (*self.about, *self.other))


class Ruling(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement as it is told and exported: of a person, or of the rules on two findings.

    `score` and `why` are the rules'. `withdrawn` are judgements that somebody took back.
    """

    id: str | None
    kind: str  # the rules also say "unsure"
    by: Literal["person", "rule"]
    author: str | None = None
    at: str | None = None
    score: float | None = None
    why: str | None = None
    note: str = ""
    about: tuple[AnyFinding, ...] = ()
    other: tuple[AnyFinding, ...] = ()
    changes: dict[str, Any] = {}
    undoes: str | None = None
    withdrawn: bool = False
