"""Somebody: who they are, which offices they held when, and all that they did, said, promised and hold."""

import msgspec

from dragoman.errors import NotFound
from dragoman.model.actor import Actor
from dragoman.store.wanted import Wanted
from dragoman.views.export import COLUMNS
from dragoman.web.address import Address, limits, wanted
from dragoman.web.desk import Desk
from dragoman.web.page import Page, Table
from dragoman.web.pages.lists import paged, seen, table
from dragoman.web.pages.tie import bond_row, offices
from dragoman.web.phrases import KINDS, query

TIES = 12
PEOPLE = 24
LISTED = 200


def actor(desk: Desk, address: Address, id: str) -> Page:
    """`/actor/KOR`: a state or body with all that is recorded of it; `/actor/KOR.lee-jae-myung`: a person."""
    who = _who(desk, id)
    of_party = who.kind in ("state", "organisation")
    asked = wanted(address, **({"parties": (id,)} if of_party else {"actor": id}))
    everything = msgspec.structs.replace(asked, kind=None, type=None)
    records, more = paged(desk, asked, address)
    bonds = desk.bonds_of(who.tie, **limits(asked))
    people = desk.kept(("people", id), lambda: desk.browse.people_of(id, limit=LISTED)) if of_party else []
    facts = {
        "actor": who,
        "offices": offices(desk, who),
        "counts": {KINDS[kind]: count for kind, count in _kinds(desk, everything).items()},
        "kind": asked.kind,
        "records": records,
        "ties": [bond_row(desk, bond) for bond in bonds[:TIES]],
        "ties_beyond": max(0, len(bonds) - TIES),
        "people": [{"actor": one.actor, "records": one.count} for one in people[:PEOPLE]],
        "people_beyond": max(0, len(people) - PEOPLE),
        "seen": seen(desk, address, records),
    }
    return Page(
        template="actor", title=who.name, query=query(asked, (who.name,)), facts=facts, next=more,
        table=table(desk, asked, id), limits=("as_of", "profile"),
    )  # fmt: skip


def _kinds(desk: Desk, asked: Wanted) -> dict[str, int]:
    return desk.kept(("kinds", asked), lambda: desk.browse.kinds(asked))


def _who(desk: Desk, id: str) -> Actor:
    """From the record; a state or body that the record only speaks of, from the tables."""
    try:
        return desk.actor(id)
    except NotFound:
        if id in desk.lexicon.states:
            return Actor(id, desk.lexicon.states[id].name, "state", id)
        if id in desk.lexicon.organisations:
            return Actor(id, desk.lexicon.organisations[id].name, "organisation")
        raise


def actors(desk: Desk, address: Address) -> Page:
    """Everybody in the record, the most often met first."""
    asked = wanted(address)
    found = desk.kept(("actors", asked), lambda: desk.browse.actors(asked, limit=LISTED + 1))
    rows = [{"actor": one.actor, "records": one.count} for one in found[:LISTED]]
    listed = Table("actors", (*COLUMNS["actors"], "records"), lambda: (
        {**msgspec.to_builtins(one.actor), "records": one.count} for one in desk.browse.actors(asked)
    ))  # fmt: skip
    return Page(
        template="actors", title="Actors", query="Everybody in the record, the most often met first",
        facts={"actors": rows, "beyond": len(found) > LISTED}, table=listed, limits=("as_of", "profile"),
    )  # fmt: skip
