"""A tie: two or more states and all that is recorded between them, in its views."""

import msgspec

from dragoman.errors import NotFound
from dragoman.model.actor import Actor
from dragoman.model.record import Record
from dragoman.store.wanted import Wanted
from dragoman.views.calendar import meetings
from dragoman.views.chart import QUADS, chart
from dragoman.views.circle import circle
from dragoman.views.ics import ics
from dragoman.views.known import as_known
from dragoman.views.network import Bond, lean
from dragoman.views.stances import Stance, stances
from dragoman.views.worldmap import world_map
from dragoman.web.address import Address, limits, path_of, wanted
from dragoman.web.desk import Desk
from dragoman.web.page import Moved, Page, Table
from dragoman.web.pages.lists import paged, seen, table
from dragoman.web.pages.places import COLUMNS_OF_PLACES, SHOWN, place_rows, places_of
from dragoman.web.phrases import KINDS, query

VIEWS = ("timeline", "statements", "pledges", "positions", "meetings", "actors", "network", "map", "chart", "sources")
LOOKED_AT = 1_000  # positions among which shifts are looked for, the newest
HOLDERS, OF_ONE = 12, 4  # whose positions are listed, and how many of each
MOST = 60  # rows of a view that is not paged: the page stays light
AHEAD = 20
LIMITS = ("as_of", "profile")
OF_KIND = {plural: kind for kind, plural in KINDS.items()}


def tie(desk: Desk, address: Address, rest: str) -> Page | Moved:
    """`/tie/KOR/JPN`, `/tie/KOR/JPN/statements`: parties by code or name, then the view."""
    parts = [part for part in rest.split("/") if part]
    view = parts.pop() if parts and parts[-1] in VIEWS else "timeline"
    codes = tuple(dict.fromkeys(desk.ledger.party(part) for part in parts))
    if len(codes) < 2:
        raise NotFound("a tie needs two or more states: /tie/KOR/JPN")
    own = path_of("tie", *codes, *([view] if view != "timeline" else []))
    if own != path_of("tie", *(part for part in rest.split("/") if part)):
        return Moved(msgspec.structs.replace(address, path=own).to())
    asked = wanted(address, parties=codes)
    if view in OF_KIND:
        asked = msgspec.structs.replace(asked, kind=OF_KIND[view])
    return _VIEWS.get(view, _timeline)(desk, address, asked, view)


def _page(desk: Desk, address: Address, asked: Wanted, view: str, facts: dict[str, object], **more: object) -> Page:
    """A view with what all of them have: names, tabs with their counts, where the tie leans."""
    names = tuple(desk.name(code) for code in asked.parties)
    everything = msgspec.structs.replace(asked, kind=None, type=None)
    counts = desk.kept(("kinds", everything), lambda: desk.browse.kinds(everything))
    what = {
        "actors": "Who is in the records", "network": "The ties that each of them has",
        "map": "Places of events and meetings", "chart": "Events by month", "sources": "Who tells the records",
    }  # fmt: skip
    told = {
        "parties": [{"id": code, "name": name} for code, name in zip(asked.parties, names, strict=True)],
        "view": view,
        "counts": {KINDS[kind]: counts.get(kind, 0) for kind in KINDS},
        "lean": _lean(desk, everything),
        "weaker": _weaker(desk, everything, asked.kind, counts) if asked.strict else 0,
        **facts,
    }
    return Page(
        template="tie", title=" and ".join(names) if len(names) == 2 else ", ".join(names),
        query=query(asked, names, what=what.get(view), order="" if view in what else "newest first"), facts=told,
        limits=LIMITS, **more,
    )  # fmt: skip


def _weaker(desk: Desk, asked: Wanted, kind: str | None, counts: dict[str, int]) -> int:
    """How many records there are besides, that rest on one source and were not surely read."""
    every = msgspec.structs.replace(asked, strict=False)
    found = desk.kept(("kinds", every), lambda: desk.browse.kinds(every))
    return sum(number - counts.get(name, 0) for name, number in found.items() if kind in (None, name))


def _lean(desk: Desk, asked: Wanted) -> dict[str, object]:
    """Where the events lean, by the mean of their PLOVER scores, each weighed by its independent sources."""
    plover = desk.lexicon.plover
    months = desk.kept(("months", asked), lambda: desk.browse.months(asked))
    events, weight = sum(one.count for one in months), sum(one.sources for one in months)
    total = sum(plover.score(one.type, one.mode) * one.sources for one in months)
    mean = round(total / weight, 2) if weight else None
    return {"to": lean(mean), "mean": mean, "events": events}


def _timeline(desk: Desk, address: Address, asked: Wanted, view: str) -> Page:
    """What was, newest first; what was still to come when last told stands below it, on the first page."""
    was = msgspec.structs.replace(asked, ahead=False)
    records, more = paged(desk, was, address)
    ahead: list[Record] = []
    if address.after is None:
        hits = desk.browse.hits(msgspec.structs.replace(asked, ahead=True), limit=AHEAD + 1)
        ahead = [as_known(hit.record, asked.as_of) for hit in hits]
    facts = {
        "records": records, "ahead": ahead[:AHEAD], "ahead_beyond": len(ahead) > AHEAD,
        "today": asked.as_of or desk.newest, "seen": seen(desk, address, [*records, *ahead]),
    }  # fmt: skip
    return _page(desk, address, asked, view, facts, next=more, table=table(desk, asked, "timeline"))


def _kind(desk: Desk, address: Address, asked: Wanted, view: str) -> Page:
    """Statements or pledges."""
    records, more = paged(desk, asked, address)
    facts = {"records": records, "seen": seen(desk, address, records)}
    return _page(desk, address, asked, view, facts, next=more, table=table(desk, asked, view))


def _meetings(desk: Desk, address: Address, asked: Wanted, view: str) -> Page:
    records, more = paged(desk, asked, address)
    facts = {"records": records, "seen": seen(desk, address, records)}
    return _page(
        desk, address, asked, view, facts, next=more, table=table(desk, asked, view),
        calendar=lambda: "".join(ics(meetings(as_known(hit.record, asked.as_of) for hit in desk.browse.each(asked)))),
    )  # fmt: skip


def _positions(desk: Desk, address: Address, asked: Wanted, view: str) -> Page:
    hits = desk.browse.hits(asked, limit=LOOKED_AT + 1)
    found = stances(as_known(hit.record, asked.as_of) for hit in hits[:LOOKED_AT])
    first = [found[0].records[-1]] if found else []
    facts = {
        "stances": [_stance(one) for one in found[:HOLDERS]], "beyond": max(0, len(found) - HOLDERS),
        "older": len(hits) > LOOKED_AT, "seen": seen(desk, address, first),
    }  # fmt: skip
    return _page(desk, address, asked, view, facts, table=table(desk, asked, view))


def _stance(one: Stance) -> dict[str, object]:
    newest = one.records[::-1]
    return {"holder": one.holder, "toward": one.toward, "records": newest[:OF_ONE], "shift": one.shift,
            "earlier": max(0, len(newest) - OF_ONE)}  # fmt: skip


def _actors(desk: Desk, address: Address, asked: Wanted, view: str) -> Page:
    """Who is in the records, with the offices that the tables know and their days."""
    found = desk.kept(("actors", asked), lambda: desk.browse.actors(asked, limit=MOST + 1))
    rows = [{"actor": one.actor, "records": one.count, "offices": offices(desk, one.actor)} for one in found[:MOST]]
    facts = {"actors": rows, "beyond": len(found) > MOST}
    columns = ("id", "name", "kind", "state", "sector", "office", "records", "offices")
    listed = Table(view, columns, lambda: (
        {**msgspec.to_builtins(one.actor), "records": one.count, "offices": offices(desk, one.actor)}
        for one in desk.browse.actors(asked)
    ))  # fmt: skip
    return _page(desk, address, asked, view, facts, table=listed)


def offices(desk: Desk, actor: Actor) -> list[dict[str, str]]:
    """A person's terms: office, first day included, last day excluded; newest first."""
    if actor.kind != "person" or not actor.state:
        return []
    terms = desk.lexicon.offices.by_person.get((actor.state, actor.name), ())
    return [
        {"office": term.office, "start": term.start, "end": term.end}
        for term in sorted(terms, key=lambda term: (term.start, term.end), reverse=True)
    ]


def _network(desk: Desk, address: Address, asked: Wanted, view: str) -> Page:
    """The parties' own tie and all others that one of them has."""
    everywhere = desk.bonds(**limits(asked))
    found = [bond for bond in everywhere if bond.one in asked.parties or bond.other in asked.parties]
    facts = {"bonds": [bond_row(desk, bond) for bond in found[:MOST]], "beyond": max(0, len(found) - MOST),
             "drawing": circle(found)}  # fmt: skip
    return _page(desk, address, asked, view, facts, table=bond_table(desk, found))


def _map(desk: Desk, address: Address, asked: Wanted, view: str) -> Page:
    """The parties and what lies between them, and where their events and meetings were."""
    everywhere = desk.bonds(**limits(asked))
    found = [bond for bond in everywhere if bond.one in asked.parties and bond.other in asked.parties]
    where, open = places_of(desk, asked)
    rows = place_rows(desk, where)
    facts = {
        "map": world_map(asked.parties, found, where[:SHOWN], name=desk.name), "places": rows, **open,
        "bonds": [bond_row(desk, bond) for bond in found],
    }  # fmt: skip
    return _page(desk, address, asked, view, facts, table=Table(view, COLUMNS_OF_PLACES, lambda: rows))


def bond_row(desk: Desk, bond: Bond) -> dict[str, object]:
    return {"one": bond.one, "other": bond.other, "names": [desk.name(bond.one), desk.name(bond.other)],
            "records": bond.records, "sources": bond.sources, "events": bond.events, "mean": bond.mean,
            "lean": bond.lean}  # fmt: skip


def bond_table(desk: Desk, found: list[Bond]) -> Table:
    columns = ("one", "other", "names", "records", "sources", "events", "mean", "lean")
    return Table("network", columns, lambda: (bond_row(desk, bond) for bond in found))


def _chart(desk: Desk, address: Address, asked: Wanted, view: str) -> Page:
    """Cooperation and conflict by month, of what they did to each other or together."""
    plover = desk.lexicon.plover
    everything = msgspec.structs.replace(asked, kind=None)
    months = desk.kept(("months", everything), lambda: desk.browse.months(everything))
    drawn = chart((one.month, plover.quad(one.type), one.count) for one in months if one.type in plover.types)
    rows = [{"time": column.name, **{quad: column.counts.get(quad, 0) for quad in QUADS}} for column in drawn.columns]
    facts = {"chart": drawn}
    return _page(desk, address, asked, view, facts, table=Table(view, ("time", *QUADS), lambda: rows))


def _sources(desk: Desk, address: Address, asked: Wanted, view: str) -> Page:
    outlets = desk.kept(("outlets", asked), lambda: desk.browse.outlets(asked))
    names = ("outlet", "records", "first", "last")
    rows = [dict(zip(names, row, strict=True)) for row in outlets]
    facts = {"outlets": rows[:MOST], "beyond": max(0, len(rows) - MOST)}
    return _page(desk, address, asked, view, facts, table=Table(view, names, lambda: rows))


_VIEWS = {
    "statements": _kind, "pledges": _kind, "positions": _positions, "meetings": _meetings, "actors": _actors,
    "network": _network, "map": _map, "chart": _chart, "sources": _sources,
}  # fmt: skip
