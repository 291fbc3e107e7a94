"""The rows of offices.tsv and women.tsv, ours and a user's: what a row may say, and which of two rows stands."""

from collections.abc import Iterator
from itertools import compress
from operator import eq, lt

from dragoman.errors import LexiconError
from dragoman.lexicon.days import no_dates
from dragoman.lexicon.rows import Rows, Rule, empty, outside, read_rows
from dragoman.lexicon.tables import Own, of, shipped

COLUMNS = ("state", "office", "role", "person", "surname", "names", "start", "end", "source")
OPTIONAL = ("names", "end", "source")
ROLES = (
    "head_of_state", "head_of_government", "vice", "elect", "foreign_minister", "defence_minister",
    "finance_minister", "spokesperson", "opposition_leader", "head_of_organisation", "ambassador", "other",
)  # fmt: skip


HEADS = ("head_of_state", "head_of_government")
SOLE = (*HEADS, "foreign_minister", "defence_minister", "finance_minister", "head_of_organisation")


def seat(state: str, role: str, office: str) -> tuple[str, str, str] | None:
    """An office of one holder at a time: of heads the role tells it, of ministers and chiefs the title too."""
    if role not in SOLE:
        return None
    return state, role, "" if role in HEADS else office


def office_rows(own: Own = (), homes: frozenset[str] = frozenset()) -> Iterator[Rows]:
    """The user's own rows, then ours that stand, in blocks; `homes`: where somebody can hold an office.

    A row of the user's stands in the place of ours of the same state, role,
    person and start (a start known to the month is that of any day of it). One
    that ends on the day it starts was never held: it takes ours out, and is
    none. A term of ours without an end lasts until another's of the user's
    begins in its seat.
    """
    ours = list(read_rows(shipped("offices"), COLUMNS).blocks())
    tables = [read_rows(file, COLUMNS, OPTIONAL) for file in of("offices", own)]
    theirs = _Theirs({person for block in ours for person in block.columns["person"]} if tables else set())
    rules, problems = _rules(homes), []
    for block in (block for table in tables for block in table.blocks()):
        problems += _problems(block, rules)
        theirs.learn(block)
        yield block.without(_never_held(block))
    if problems:
        raise LexiconError(*problems)
    yield from map(theirs.spared, ours) if tables else ours


class _Theirs:
    """What a user's rows say of our people and seats."""

    def __init__(self, people: set[str]):
        self._people = people
        self._starts: dict[tuple[str, ...], list[str]] = {}  # by state, role and person
        self._seats: dict[tuple[str, ...], list[tuple[str, str]]] = {}  # who begins when in it

    def learn(self, block: Rows) -> None:
        places, columns = range(len(block.rows)), block.columns
        for at in compress(places, map(self._people.__contains__, columns["person"])):
            self._starts.setdefault(_line(columns, at), []).append(columns["start"][at])
        for at in compress(places, map(SOLE.__contains__, columns["role"])):
            if columns["start"][at] != columns["end"][at]:
                begun = (columns["start"][at], columns["person"][at])
                self._seats.setdefault(_seat(columns, at), []).append(begun)

    def spared(self, block: Rows) -> Rows:
        """Our rows less those that the user's stand in the place of, those ended in whose seat another begins."""
        columns, rows = block.columns, []
        for at, row in enumerate(block.rows):
            start, end, person = columns["start"][at], columns["end"][at], columns["person"][at]
            if any(start.startswith(own) or own.startswith(start) for own in self._starts.get(_line(columns, at), ())):
                continue
            if not end and columns["role"][at] in SOLE:
                others = self._seats.get(_seat(columns, at), ())
                end = min((begun for begun, other in others if begun > start and other != person), default="")
                *cells, _, source = row.split("\t")
                row = "\t".join((*cells, end, source))
            rows.append(row)
        return Rows(block.file, block.names, rows)


def _line(columns: dict[str, list[str]], at: int) -> tuple[str, ...]:
    return columns["state"][at], columns["role"][at], columns["person"][at]


def _seat(columns: dict[str, list[str]], at: int) -> tuple[str, ...]:
    return seat(columns["state"][at], columns["role"][at], columns["office"][at]) or ()


def women(own: Own) -> frozenset[tuple[str, str]]:
    """Who is a woman, by state and name."""
    tables = [read_rows(file, ("state", "person")) for file in (shipped("women"), *of("women", own))]
    if problems := [problem for table in tables for problem in empty(table, table.names)]:
        raise LexiconError(*problems)
    return frozenset(
        pair for table in tables for pair in zip(table.columns["state"], table.columns["person"], strict=True)
    )


def _rules(homes: frozenset[str]) -> tuple[Rule, ...]:
    home = "write an ISO code as in states.toml (KOR) or a body's id (NATO); a new body goes into organisations.toml"
    date = "write YYYY-MM-DD, YYYY-MM or YYYY; no end while the term lasts"
    return (
        Rule(("state",), outside(homes), "is neither a state nor a body", home),
        Rule(("role",), outside(frozenset(ROLES)), "is none of ours", f"choose one of {', '.join(ROLES)}"),
        Rule(("start", "end"), no_dates, "is no date", date),
    )


def _problems(block: Rows, rules: tuple[Rule, ...]) -> Iterator[str]:
    for rule in rules:
        yield from rule.problems(block)
    yield from empty(block, ("office", "person", "surname", "start"))
    starts, ends = block.columns["start"], block.columns["end"]
    for at in compress(range(len(starts)), map(lt, ends, starts)):
        if ends[at] and ends[at] < starts[at][: len(ends[at])]:  # an end to the month may be of the start's month
            yield block.wrong(at, f"it ends ({ends[at]}) before it starts ({starts[at]})", "mend one of the two")


def _never_held(block: Rows) -> Iterator[int]:
    starts = block.columns["start"]
    return (at for at in compress(range(len(starts)), map(eq, starts, block.columns["end"])) if len(starts[at]) == 10)
