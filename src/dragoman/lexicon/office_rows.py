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


def office_rows(own: Own = (), homes: frozenset[str] = frozenset()) -> Iterator[Rows]:
    """The user's own rows, then ours that stand, in blocks; `homes`: where somebody can hold an office.

    A row of the user's stands in the place of ours of the same state, role,
    person and start (a start known to the month is that of any day of it). One
    that ends on the day it starts was never held: it takes ours out, and is none.
    """
    ours = list(read_rows(shipped("offices"), COLUMNS).blocks())
    known = {person for block in ours for person in block.columns["person"]} if of("offices", own) else set()
    starts: dict[tuple[str, ...], list[str]] = {}  # of the user's rows about people of ours
    rules, problems = _rules(homes), []
    for file in of("offices", own):
        for block in read_rows(file, COLUMNS, OPTIONAL).blocks():
            problems += _problems(block, rules)
            for at in compress(range(len(block.rows)), map(known.__contains__, block.columns["person"])):
                starts.setdefault(_line(block, at), []).append(block.columns["start"][at])
            yield block.without(_never_held(block))
    if problems:
        raise LexiconError(*problems)
    for block in ours:
        yield block.without(_overridden(block, starts)) if starts else block


def women(own: Own) -> frozenset[tuple[str, str]]:
    """Who is a woman, by state and name."""
    tables = (read_rows(file, ("state", "person")) for file in (shipped("women"), *of("women", own)))
    return frozenset(
        pair for table in tables for pair in zip(table.columns["state"], table.columns["person"], strict=True)
    )


def _line(block: Rows, at: int) -> tuple[str, ...]:
    """The state, role and person of a row."""
    return tuple(block.columns[name][at] for name in ("state", "role", "person"))


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


def _overridden(block: Rows, starts: dict[tuple[str, ...], list[str]]) -> Iterator[int]:
    """Which of our rows the user's stand in the place of."""
    for at, start in enumerate(block.columns["start"]):
        if any(start.startswith(own) or own.startswith(start) for own in starts.get(_line(block, at), ())):
            yield at


def _never_held(block: Rows) -> Iterator[int]:
    starts = block.columns["start"]
    return (at for at in compress(range(len(starts)), map(eq, starts, block.columns["end"])) if len(starts[at]) == 10)
