"""Which records a page asks for, and how that is asked: a `Wanted` in, the SQL of its source and conditions out."""

import msgspec

from dragoman.store.browsing import first_number
from dragoman.store.fulltext import expression

SURE = 0.8  # confidence from which a fact on one source counts as well founded


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which records; what is left out does not limit.

    `parties`: all of these states and bodies are involved. `actor`: this one is in it. `words`: as typed
    into a search box. `as_of`: told by that day. `strict`: on several sources, or surely read. `ahead`:
    still to come when last told, or not.
    """

    parties: tuple[str, ...] = ()
    actor: str | None = None
    words: str | None = None
    kind: str | None = None
    type: str | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    strict: bool = False
    ahead: bool | None = None


STRICT = f"(f.sources > 1 OR f.confidence >= {SURE})"

# Of which the month is known, by the event's own date or by when it was told: of a year alone nobody could say.
OF_A_MONTH = "(f.start <> '' AND julianday(f.day) - julianday(f.start) < 31)"

# Of two parties, one does it to the other, or all do it together. What two do to a third, or what is done to both,
# lies between them and says nothing of how they stand to each other. With no third party it cannot be otherwise.
_SIDE = (
    "(SELECT 1 FROM record_actor WHERE number = f.number AND side = '{0}'"
    " AND ifnull(json_extract(body, '$.state'), substr(actor, 1, instr(actor || '.', '.') - 1)) = f.{1})"
)
FACING = f"""(
    NOT EXISTS (SELECT 1 FROM record_party WHERE record = f.record AND party NOT IN (f.one, f.other))
    OR NOT EXISTS (SELECT 1 FROM record_actor WHERE number = f.number AND side = 'recipients')
    OR (EXISTS {_SIDE.format("actors", "one")} AND EXISTS {_SIDE.format("recipients", "other")})
    OR (EXISTS {_SIDE.format("actors", "other")} AND EXISTS {_SIDE.format("recipients", "one")}))"""

_FIRST_SIDE = "own.side = (SELECT min(side) FROM record_actor WHERE actor = own.actor AND number = own.number)"


def number_of(wanted: Wanted) -> str:
    """The number of the row that is gone through first: asked by its name there, SQLite sorts nothing."""
    return "record_search.rowid" if wanted.words else "own.number" if wanted.actor else "f.number"


def source_of(wanted: Wanted) -> tuple[str, list[str], list[object]]:
    """What to go through in the order of numbers, as `f`, and on which conditions."""
    clauses: list[str] = []
    values: list[object] = []

    def ask(clause: str, *given: object) -> None:
        clauses.append(clause)
        values.extend(given)

    rest = list(wanted.parties)
    if wanted.words:
        # The order of the full text's rows is that of numbers: no match is looked at that is not shown.
        source = "record_search CROSS JOIN record_facet AS f ON f.number = record_search.rowid"
        ask("record_search MATCH ?", expression(wanted.words))
        if wanted.actor:
            ask("EXISTS (SELECT 1 FROM record_actor WHERE actor = ? AND number = f.number)", wanted.actor)
    elif wanted.actor:
        source = "record_actor AS own CROSS JOIN record_facet AS f ON f.number = own.number"
        # One may stand on two sides of a record ("urged itself"): it is one record.
        ask("own.actor = ?", wanted.actor)
        clauses.append(_FIRST_SIDE)
    elif rest:
        source = "record_pair AS f"
        first, second = sorted((rest.pop(0), rest.pop(0))) if len(rest) > 1 else (rest[0], rest.pop(0))
        ask("f.one = ? AND f.other = ?", first, second)
    else:
        source = "record_facet AS f"
    for party in rest:
        ask("EXISTS (SELECT 1 FROM record_party WHERE party = ? AND record = f.record)", party)
    for column, value in (("kind", wanted.kind), ("type", wanted.type)):
        if value is not None:
            ask(f"f.{column} = ?", value)
    if wanted.since is not None and (first := first_number(wanted.since)):
        ask(f"{number_of(wanted)} >= ?", first)  # the order of numbers is that of days: what is older is not looked at
    elif wanted.since is not None:
        ask("f.day >= ?", wanted.since)
    if wanted.until is not None:
        ask("f.start <> '' AND f.start <= ?", f"{wanted.until}~")
    if wanted.as_of is not None:
        ask("f.told <> '' AND f.told <= ?", f"{wanted.as_of}~")
    if wanted.strict:
        clauses.append(STRICT)
    if wanted.ahead is not None:
        ask("f.ahead = ?", int(wanted.ahead))
    return source, clauses, values
