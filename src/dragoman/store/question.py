"""A question to the record: one frozen value in, the condition that answers it out. Asks nothing itself."""

from typing import Literal, get_args

import msgspec

from dragoman.store.parties import plain

RecordKind = Literal["event", "statement", "pledge", "meeting", "position"]
RECORD_KINDS: tuple[RecordKind, ...] = get_args(RecordKind)


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Which records are wanted; what is left out does not limit.

    `parties` are state codes or organisation ids, all of which a record must
    involve; `actor` one that stands on either side. `from_` and `to` name one actor by state, id or (part of a) name:
    who acts, speaks, promises, meets or holds; who it is done, said or
    promised to. `about` is a state, body or issue that words are about. `type` is an
    event's PLOVER type, the status of a meeting or pledge, the form of a statement, or
    the affair of a position. `since` and `until` are ISO dates, both included, that the record's
    own time must touch ("2025-06" is the whole month); a record without a date
    of its own counts as of the day it was first told.

    >>> Question(kind="pledge", parties=("KOR", "JPN"), since="2025-06-01").limit is None
    True
    """

    kind: RecordKind | None = None
    parties: tuple[str, ...] = ()
    actor: str | None = None
    from_: str | None = None
    to: str | None = None
    about: str | None = None
    type: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int | None = None


def condition(question: Question) -> tuple[str, tuple[str, ...]]:
    """The SQL condition over table `record`, and its parameters in order."""
    asked = [
        ("kind = ?", question.kind),
        ("type = ?", question.type),
        ("record.last >= ?", question.since),
        # "~" sorts after every digit and dash, so that a month or year includes its days.
        ("record.first <= ?", question.until and f"{question.until}~"),
        (EITHER_SIDE, question.actor and plain(question.actor)),
        (_side("from"), question.from_ and plain(question.from_)),
        (_side("to"), question.to and plain(question.to)),
        (_side("about"), question.about and plain(question.about)),
    ]
    asked += [
        ("id IN (SELECT record FROM record_party WHERE party = ?)", party) for party in question.parties
    ]
    held = [(clause, value) for clause, value in asked if value is not None]
    return " AND ".join(clause for clause, _ in held) or "1", tuple(value for _, value in held)


EITHER_SIDE = (
    "EXISTS (SELECT 1 FROM record_side AS s"
    " WHERE s.record = record.id AND s.side IN ('from', 'to') AND instr(s.words, ?))"
)


def _side(side: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM record_side AS s"
        f" WHERE s.record = record.id AND s.side = '{side}' AND instr(s.words, ?))"
    )
