"""Review: what was read least surely and nobody has judged; what people judged; what they rejected."""

import re
from collections.abc import Iterator

from dragoman.model.judgement import Ruling
from dragoman.views import words
from dragoman.views.export import COLUMNS, ruling_row
from dragoman.web.address import Address, BadAddress
from dragoman.web.desk import Desk
from dragoman.web.page import Page, Row, Table
from dragoman.web.pages.lists import COLUMNS_OF_LINES, line, seen, verdict

QUEUE = 12
LISTED = 25  # of each: they bear forms and words
CURSOR = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?_[0-9a-z]+")


def review(desk: Desk, address: Address) -> Page:
    """The queue: the least certain first; what is judged leaves it."""
    after = address.get("after")
    if after is not None and not CURSOR.fullmatch(after):
        raise BadAddress("after: no cursor of ours; leave it out to begin at the least certain")
    records, more = desk.browse.doubtful(after=after, limit=QUEUE)
    done, waiting = desk.browse.judged()
    facts = {"records": records, "judged": done, "waiting": waiting, "seen": seen(desk, address, records)}
    return Page(
        template="review", title="Review", query="Facts that nobody has judged, the least surely read first",
        facts=facts, next=more, table=Table("review", COLUMNS_OF_LINES, lambda: _all(desk)),
    )  # fmt: skip


def _all(desk: Desk) -> Iterator[Row]:
    """The whole queue."""
    after: str | None = None
    while True:
        records, after = desk.browse.doubtful(after=after, limit=500)
        yield from map(line, records)
        if after is None:
            return


def judgements(desk: Desk, address: Address) -> Page:
    """What people judged, the latest first, each to be undone; the rejected; the notes."""
    rulings = [one for one in desk.judgements() if one.by == "person"]
    rejected, notes = list(desk.ledger.rejected()), list(desk.ledger.notes())[::-1]
    facts = {
        "judgements": [{**verdict(one), "about": _about(one)} for one in rulings[:LISTED]],
        "beyond": max(0, len(rulings) - LISTED), "rejected": rejected[:LISTED],
        "rejected_beyond": max(0, len(rejected) - LISTED), "notes": notes[:LISTED],
        "notes_beyond": max(0, len(notes) - LISTED),
    }  # fmt: skip
    return Page(
        template="judgements", title="Judgements", query="What people judged, the latest first", facts=facts,
        table=Table("judgements", COLUMNS["judgements"], lambda: map(ruling_row, rulings)),
    )  # fmt: skip


def _about(ruling: Ruling) -> str:
    """The words that were judged."""
    sides = [words.shortened(side[0].citation.quote, 120) for side in (ruling.about, ruling.other) if side]
    return " ↔ ".join(sides)
