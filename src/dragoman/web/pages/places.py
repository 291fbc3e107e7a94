"""Where the events and meetings of a question were: what the map marks, as sites and as rows of a table."""

from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from dragoman.model.finding import Event, Meeting
from dragoman.model.record import Record
from dragoman.store.wanted import Wanted
from dragoman.views.known import as_known
from dragoman.views.show import title
from dragoman.views.worldmap import Site, sites
from dragoman.web.desk import Desk
from dragoman.web.page import Row

MARKED = 300  # events and meetings whose places are looked at, of each the newest
SHOWN = 20  # places on the map and in the table below it; the page stays light
COLUMNS_OF_PLACES = ("state", "name", "city", "count", "records")


def places_of(desk: Desk, asked: Wanted) -> tuple[list[Site], Row]:
    """The places, and what is not on the map: records that tell none, and those beyond the newest."""
    beyond = 0
    found: list[Record] = []
    for kind in ("event", "meeting"):
        hits: Iterator = desk.browse.each(msgspec.structs.replace(asked, kind=kind), limit=MARKED + 1)
        newest = [as_known(hit.record, asked.as_of) for hit in islice(hits, MARKED)]
        found.extend(record for record in newest if _takes_place(record))
        if next(hits, None) is not None:
            wanted = msgspec.structs.replace(asked, kind=kind)
            beyond += desk.kept(("kinds", wanted), lambda wanted=wanted: desk.browse.kinds(wanted))[kind] - MARKED
    where, nowhere = sites(found)
    return where, {"without_place": nowhere, "older": beyond}


def _takes_place(record: Record) -> bool:
    """Nothing was where a deed was not done or a meeting was called off."""
    match record.finding:
        case Event() as event:
            return not {"negation", "hypothetical"} & set(event.aux)
        case Meeting() as meeting:
            return meeting.status != "cancelled"
    return False


def place_rows(desk: Desk, found: Sequence[Site]) -> list[Row]:
    """A place a row, in the order of the dots' numbers."""
    return [
        {"state": one.state, "name": desk.name(one.state), "city": one.city, "count": len(one.records),
         "records": [{"id": record.id, "text": title(record)} for record in one.records]}
        for one in found
    ]  # fmt: skip
