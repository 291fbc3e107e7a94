"""Judged: what people's judgements mean for today's findings.

In go judgements and the findings of the articles they are about; out comes, by
finding, who stands alone, who is joined or kept apart, and which verdicts bear on
it. A judgement holds as long as an article still claims what was judged, at that
place; better rules may since have read its date or mode otherwise.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from dragoman.errors import WrongJudgement
from dragoman.merge.records.telling import Ref
from dragoman.model.finding import AnyFinding
from dragoman.model.judgement import Judgement
from dragoman.model.record import Record

FIXED = ("citation", "confidence", "why")  # what an article says, and how we came to read it so, is not mended
BY_A_PERSON = "mended by {author}: {fields}"


class Judged(msgspec.Struct, frozen=True):
    """`same` and `apart` are pairs in order of time; `verdicts` are acceptances, rejections and mendings."""

    same: tuple[tuple[Ref, Ref], ...] = ()
    apart: tuple[tuple[Ref, Ref], ...] = ()
    verdicts: Mapping[Ref, tuple[Judgement, ...]] = {}

    @property
    def alone(self) -> frozenset[Ref]:
        """Those that must not stand together with whatever else looks like them."""
        return frozenset(one for pair in self.apart for one in pair)


NOTHING = Judged()


def in_force(judgements: Iterable[Judgement], *, undos: bool = False) -> tuple[Judgement, ...]:
    """Those that nobody took back, by time; those that take back among them if asked. An undo may be undone."""
    ordered = sorted(judgements, key=_by_time)
    undone: set[str] = set()
    for one in reversed(ordered):
        if one.undoes and one.id not in undone:
            undone.add(one.undoes)
    return tuple(one for one in ordered if one.id not in undone and (undos or one.kind != "undo"))


def judged(judgements: Iterable[Judgement], findings: Mapping[str, Sequence[AnyFinding]]) -> Judged:
    """What the standing judgements are about today; `findings` by article."""
    pairs: dict[frozenset[Ref], tuple[str, tuple[Ref, Ref]]] = {}
    verdicts: dict[Ref, list[Judgement]] = {}
    for one in sorted(judgements, key=_by_time):
        about = _meant(one.about, findings)
        if about is None:
            continue
        if one.kind in ("same", "not_same"):
            other = _meant(one.other, findings)
            if other is not None and other != about:
                pairs.pop(frozenset((about, other)), None)  # the latest word counts, and is the latest
                pairs[frozenset((about, other))] = one.kind, (about, other)
        else:
            verdicts.setdefault(about, []).append(one)
    return Judged(
        same=tuple(pair for kind, pair in pairs.values() if kind == "same"),
        apart=tuple(pair for kind, pair in pairs.values() if kind == "not_same"),
        verdicts={one: tuple(found) for one, found in verdicts.items()},
    )


def applied(record: Record, verdicts: Iterable[Judgement]) -> Record:
    """The record as people have judged it: the latest word on whether it is right, and every mending.

    A mending of a field that findings no longer have does nothing.
    """
    for one in sorted(verdicts, key=_by_time):
        if one.kind == "mend":
            try:
                record = _mended(record, one)
            except WrongJudgement:
                continue
        else:
            record = msgspec.structs.replace(record, rejected=one.kind == "reject")
        record = msgspec.structs.replace(record, judged=(*record.judged, one.id))
    return record


def _mended(record: Record, by: Judgement) -> Record:
    why = BY_A_PERSON.format(author=by.author, fields=", ".join(sorted(by.changes)))
    finding = msgspec.structs.replace(
        mended(record.finding, by.changes), why="; ".join(filter(None, (record.finding.why, why)))
    )
    return msgspec.structs.replace(
        record, finding=finding, mended=tuple(sorted({*record.mended, *by.changes}))
    )  # fmt: skip


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


def _meant(about: Sequence[AnyFinding], findings: Mapping[str, Sequence[AnyFinding]]) -> Ref | None:
    """The first of those judged that is still there."""
    for one in about:
        today = findings.get(one.citation.article, ())
        fitting = [(_likeness(one, other), other.id) for other in today if _may_be(one, other)]
        if fitting:
            return one.citation.article, max(fitting)[1]
    return None


def _may_be(judged: AnyFinding, today: AnyFinding) -> bool:
    a, b = judged.citation, today.citation
    overlap = min(a.end, b.end) - max(a.start, b.start)
    return type(judged) is type(today) and overlap > 0 and judged.claim == today.claim


def _likeness(judged: AnyFinding, today: AnyFinding) -> tuple:
    a, b = judged.citation, today.citation
    beyond = abs(a.start - b.start) + abs(a.end - b.end)
    return judged.id == today.id, -beyond, judged.details == today.details


def _by_time(judgement: Judgement) -> tuple[str, str]:
    return judgement.at, judgement.id
