"""One record with its evidence, as a page of its own."""

from dragoman.views import words
from dragoman.views.calendar import meetings
from dragoman.views.export import COLUMNS, record_row
from dragoman.views.ics import ics
from dragoman.views.known import as_known
from dragoman.web.address import Address
from dragoman.web.desk import Desk
from dragoman.web.page import Page, Table
from dragoman.web.pages.lists import evidence
from dragoman.web.phrases import KINDS, headline
from dragoman.web.render import kind_of


def record(desk: Desk, address: Address, id: str) -> Page:
    """`/record/e-…`."""
    found = as_known(desk.browse.record(id), address.day("as_of"))
    kind = kind_of(found)
    return Page(
        template="record", title=words.shortened(headline(found), 140), query=f"The {kind} {id} with its evidence",
        facts={"seen": evidence(desk, found)},
        table=Table(id, COLUMNS[KINDS[kind]], lambda: [record_row(found, desk.lexicon.plover)]),
        limits=("as_of",), calendar=(lambda: "".join(ics(meetings([found])))) if kind == "meeting" else None,
    )  # fmt: skip
