"""Judging: what a person decides about the record, and what the rules decided, as stored rows.

In go ids as they are shown, out come judgements that refer to what the articles say, so
that they outlive the records, which may be made anew at any time.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from dragoman.errors import NotFound, WrongJudgement
from dragoman.lexicon.plover import Plover
from dragoman.merge.records.compare import ACCEPT
from dragoman.merge.records.judged import in_force, mended
from dragoman.model.article import Article
from dragoman.model.finding import AnyFinding
from dragoman.model.judgement import Judgement, Ruling
from dragoman.model.record import Record
from dragoman.store import merging, read, write

PAIRS, VERDICTS = ("same", "not_same"), ("accept", "reject", "mend")


def judge(
    conn: sqlite3.Connection, plover: Plover, kind: str, id: str, other: str | None = None,
    *, changes: Mapping[str, Any] | None = None, author: str, note: str = "",
) -> Judgement:  # fmt: skip
    """Store a judgement on the record or finding called `id`, and, of two, on `other`."""
    if kind not in (*PAIRS, *VERDICTS):
        raise WrongJudgement(f"{kind}: no such judgement; choose one of {', '.join((*PAIRS, *VERDICTS))}")
    if (other is not None) != (kind in PAIRS) or bool(changes) != (kind == "mend"):
        raise WrongJudgement(f"{kind}: give two ids to same and not_same, one to all others; new values to mend alone")
    about = _findings(conn, id)
    if kind in VERDICTS and not isinstance(read.find(conn, id), Record):
        raise WrongJudgement(f"{id}: a finding; {kind} the record that it is told in")
    if changes:
        put_right = mended(about[0], dict(changes))
        if getattr(put_right, "type", None) not in (None, *plover.types):
            raise WrongJudgement(f"{put_right.type}: no PLOVER type; choose one of {', '.join(plover.types)}")
    against = _findings(conn, other) if other is not None else ()
    if against and (type(about[0]) is not type(against[0]) or set(about) & set(against)):
        raise WrongJudgement(f"{id}, {other}: one thing, or things of two kinds; a judgement is on two of one kind")
    made = Judgement(
        kind=kind, author=author, at=_now(), about=about, other=against, changes=dict(changes or {}), note=note
    )
    write.add_judgement(conn, made)
    return made


def undo(conn: sqlite3.Connection, id: str, *, author: str, note: str = "") -> Judgement:
    """Take a judgement back: another judgement, about the same findings. It can be undone in its turn."""
    known = {one.id: one for one in read.judgements(conn)}
    if id not in known:
        raise NotFound(f"{id}: no judgement of this id; `dragoman export judgements` lists them")
    undone = known[id]
    made = Judgement(
        kind="undo", author=author, at=_now(), about=undone.about, other=undone.other, undoes=id, note=note
    )
    write.add_judgement(conn, made)
    return made


def rulings(conn: sqlite3.Connection, *, rules: bool = True) -> Iterator[Ruling]:
    """People's judgements by time, those taken back too; then those of the rules on every two that were compared."""
    everything = list(read.judgements(conn))
    standing = {one.id for one in in_force(everything, undos=True)}
    for one in everything:
        yield Ruling(
            id=one.id, kind=one.kind, by="person", author=one.author, at=one.at, note=one.note, about=one.about,
            other=one.other, changes=one.changes, undoes=one.undoes, withdrawn=one.id not in standing,
        )  # fmt: skip
    if rules:
        for score, why, about, other in merging.compared(conn):
            kind = "same" if score >= ACCEPT else "not_same" if score < 0 else "unsure"
            yield Ruling(id=None, kind=kind, by="rule", score=score, why=why, about=(about,), other=(other,))


def _findings(conn: sqlite3.Connection, id: str) -> tuple[AnyFinding, ...]:
    """What is judged: a finding, or all the tellings of a record, the one that it shows first."""
    found = read.find(conn, id)
    if isinstance(found, Article):
        raise WrongJudgement(f"{id}: an article; judge a record or a finding of it")
    if not isinstance(found, Record):
        return (found,)
    told = merging.told_in(conn, found.id, {report.article for report in found.reports})
    return tuple(sorted(told, key=lambda one: (one.citation != found.finding.citation, _place(one))))


def _place(finding: AnyFinding) -> tuple:
    return finding.citation.article, finding.citation.start, finding.citation.end, finding.id


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
