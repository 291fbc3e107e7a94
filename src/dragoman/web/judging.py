"""Writes: a form in, a judgement or a note stored, and where to go on from there. Asks for nothing else."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import msgspec

from dragoman.errors import NotFound, WrongJudgement
from dragoman.model.actor import Actor
from dragoman.model.record import Record
from dragoman.views.export import involved
from dragoman.web.desk import Desk

Fields = dict[str, str]
LONGEST = 2_000  # characters of a note

SIDES = {
    "event": ("actors", "recipients"), "statement": ("speaker", "addressees"), "pledge": ("by", "to"),
    "meeting": ("participants",), "position": ("holder",),
}  # fmt: skip
ONE = ("speaker", "holder")  # sides that hold one actor


def judge(desk: Desk, fields: Fields, author: str) -> str:
    """Accept, reject, mend, same or not the same; gives the judgement's id."""
    kind, id = fields.get("kind", ""), fields.get("id", "")
    other = fields.get("other", "").strip() or None
    changes = _changes(desk, desk.browse.record(id), fields) if kind == "mend" else None
    if kind == "mend" and not changes:
        raise WrongJudgement("nothing was changed; put a new value into one of the fields")
    if kind in ("same", "not_same") and other is None:
        raise WrongJudgement("give the id of the other fact; it stands at the foot of its evidence")
    made = desk.ledger.judge(
        kind, id, other if kind in ("same", "not_same") else None, changes=changes, author=_author(fields, author),
        note=fields.get("note", "").strip()[:LONGEST],
    )  # fmt: skip
    return made.id


def undo(desk: Desk, fields: Fields, author: str) -> str:
    return desk.ledger.undo(fields.get("id", ""), author=_author(fields, author)).id


def note(desk: Desk, fields: Fields, author: str) -> str:
    """A note pinned to a passage; gives "n-" and its number."""
    try:
        start, end = int(fields.get("start", "")), int(fields.get("end", ""))
    except ValueError:
        raise WrongJudgement("a note stands beside a passage: give where it starts and ends") from None
    number = desk.ledger.note(
        fields.get("article", ""), start, end, fields.get("text", "")[:LONGEST], author=_author(fields, author),
        record=fields.get("record") or None,
    )  # fmt: skip
    return f"n-{number}"


def unnote(desk: Desk, fields: Fields, author: str) -> str:
    number = fields.get("id", "").removeprefix("n-")
    if not number.isdecimal():
        raise NotFound(f"{number[:40]}: no note of this number")
    desk.ledger.unnote(int(number), again="again" in fields)
    return f"n-{number}" if "again" in fields else f"x-{number}"


WRITES: dict[str, Callable[[Desk, Fields, str], str]] = {
    "/judge": judge, "/undo": undo, "/note": note, "/unnote": unnote,
}  # fmt: skip


def _author(fields: Fields, author: str) -> str:
    return fields.get("author", "").strip()[:80] or author


def _changes(desk: Desk, record: Record, fields: Fields) -> dict[str, Any]:
    """The fields whose values differ from the record's."""
    finding = record.finding
    found: dict[str, Any] = {}
    for name in ("type", "status"):
        value = fields.get(name, "").strip()
        if value and hasattr(finding, name) and value != getattr(finding, name):
            found[name] = value
    plover = desk.lexicon.plover
    if found.get("type") in plover.types:
        found |= {"mode": None, "cameo": plover.cameo(found["type"], None)}  # the old ones were of the old type
    day = fields.get("date", "").strip()
    if day and day != written(finding.when):
        found["when"] = _when(day)
    for side in SIDES[finding.__struct_config__.tag]:
        typed = fields.get(side)
        if typed is not None and typed.strip() != names(getattr(finding, side)):
            actors = [msgspec.to_builtins(_actor(desk, record, name)) for name in _split(typed)]
            if side in ONE and len(actors) > 1:
                raise WrongJudgement(f"{side}: one alone; there are {len(actors)} names")
            found[side] = (actors[0] if actors else None) if side in ONE else actors
    return found


def names(actors: Actor | tuple[Actor, ...] | None) -> str:
    """A side as it stands in a form: "Japan; Lee Jae-myung"."""
    several = (actors,) if isinstance(actors, Actor) else actors or ()
    return "; ".join(actor.name for actor in several)


def _split(typed: str) -> list[str]:
    return [name for name in (" ".join(one.split()) for one in typed.split(";")) if name]


def _actor(desk: Desk, record: Record, name: str) -> Actor:
    """Whom a name in a form means: somebody of the record, else a state or body, else an id."""
    for actor in involved(record):
        if name in (actor.name, actor.id):
            return actor
    try:
        code = desk.ledger.party(name)
    except NotFound:
        try:
            return desk.actor(name)
        except NotFound:
            raise WrongJudgement(
                f"{name}: nobody of that name is in this record; give a state, a body, or an actor's id"
            ) from None
    if code in desk.lexicon.states:
        return Actor(code, desk.name(code), "state", code, "GOV")
    return Actor(code, desk.name(code), "organisation", None, "IGO")


def written(when: Any) -> str:
    """A date as it stands in a form: the day, the month or the year."""
    if not when.start:
        return ""
    return {"month": when.start[:7], "year": when.start[:4]}.get(when.precision, when.start)


def _when(day: str) -> dict[str, Any]:
    """A day, month or year that a person says it was."""
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", day):
        raise WrongJudgement(f"{day[:20]}: not a date; write YYYY-MM-DD, YYYY-MM or YYYY")
    try:
        first = date.fromisoformat((day + "-01-01")[:10])
    except ValueError:
        raise WrongJudgement(f"{day}: no such day") from None
    precision = {4: "year", 7: "month", 10: "day"}[len(day)]
    after = {
        "day": first + timedelta(1), "month": (first + timedelta(31)).replace(day=1),
        "year": first.replace(year=first.year + 1),
    }[precision]  # fmt: skip
    return {
        "start": first.isoformat(), "end": (after - timedelta(1)).isoformat(), "precision": precision,
        "basis": "expression", "text": None,
    }  # fmt: skip
