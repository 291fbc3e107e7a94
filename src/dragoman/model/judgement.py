"""Judgements: what a person decided about facts. Kept for ever; a change of mind is another judgement."""

from typing import Any, Literal

import msgspec

from dragoman.errors import WrongJudgement
from dragoman.model.finding import AnyFinding
from dragoman.model.identity import content_id

JudgementKind = Literal["same", "not_same", "accept", "reject", "mend", "undo"]

FIXED = ("citation", "confidence", "why")  # what an article says, and how we came to read it so, is not mended


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
        return content_id("j", msgspec.to_builtins(self))

    @property
    def articles(self) -> frozenset[str]:
        return frozenset(finding.citation.article for finding in (*self.about, *self.other))


def mended(finding: AnyFinding, changes: dict[str, Any]) -> AnyFinding:
    """The finding with these fields put right; WrongJudgement where a field or its value cannot be.

    >>> from dragoman.model.finding import Citation, Event
    >>> mended(Event(citation=Citation("a", 0, 1, "x"), type="AID", actors=()), {"type": "COERCE"}).type
    'COERCE'
    """
    may = [name for name in finding.__struct_fields__ if name not in FIXED]
    for name in changes:
        if name not in may:
            kind = finding.__struct_config__.tag
            raise WrongJudgement(f"{name}: no field of {kind}s that can be mended; choose from {', '.join(may)}")
    try:
        return msgspec.convert(msgspec.to_builtins(finding) | changes, type(finding))
    except msgspec.ValidationError as error:
        raise WrongJudgement(f"the new value does not fit: {error}; write it as the exports show it") from error
