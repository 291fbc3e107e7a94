"""Stories: one affair with who says what, what disagrees, what is new and what to watch; and all of them by rank."""

import msgspec

from dragoman.errors import NotFound
from dragoman.model.finding import Statement
from dragoman.model.record import Record
from dragoman.model.story import Story
from dragoman.store.browse import in_base_36
from dragoman.views.diff import is_new
from dragoman.views.evidence import moment
from dragoman.views.known import as_known
from dragoman.views.story import COLUMNS
from dragoman.views.tie import is_ahead
from dragoman.web.address import PROFILES, Address
from dragoman.web.desk import Desk
from dragoman.web.page import Page, Table
from dragoman.web.pages.lists import COLUMNS_OF_LINES, SOME, contradiction, line, seen
from dragoman.web.phrases import is_well_founded, told_on

LISTED = 60
SAYINGS = 3  # statements of one side that are shown
SIDES = 8


def story(desk: Desk, address: Address, id: str) -> Page:
    """`/story/t-…`."""
    found = desk.ledger.find(id)
    if not isinstance(found, Story):
        raise NotFound(f"{id}: no story of this id; /stories lists them")
    affair = desk.kept(("story", id), lambda: desk.ledger.story(id))
    as_of = address.day("as_of")
    strict = address.one_of("profile", PROFILES) == "strict"
    everything = [as_known(one, as_of) for one in desk.browse.records(found.records) if _is_wanted(one, as_of, strict)]
    everything.sort(key=lambda one: (told_on(one), one.id), reverse=True)
    ahead = [one for one in everything if is_ahead(one)]
    was = [one for one in everything if not is_ahead(one)]
    start = address.place
    records = was[start : start + SOME]
    facts = {
        "story": {
            "id": found.id, "title": found.title, "first": found.first, "last": found.last, "why": found.why,
            "independent_sources": found.independent_sources,
        },
        "who": found.who,
        "since": affair.since,
        "new": sum(bool(affair.since) and is_new(one, affair.since) for one in everything),
        "total": len(everything),
        "contradictions": [contradiction(one) for one in found.contradictions],
        "sides": _sides(desk, everything) if not start else [],
        "records": records,
        "ahead": ahead[:SOME] if not start else [],
        "ahead_beyond": max(0, len(ahead) - SOME),
        "articles": [
            {**msgspec.to_builtins(one), "date": moment(one.published)} for one in affair.articles[:LISTED]
        ],
        "articles_beyond": max(0, len(affair.articles) - LISTED),
        "seen": seen(desk, address, [*records, *ahead]),
    }  # fmt: skip
    return Page(
        template="story", title=found.title, query=f"The story {id}, {len(everything)} records, newest first",
        facts=facts,
        next=in_base_36(start + SOME) if len(was) > start + SOME else None,
        table=Table(id, COLUMNS_OF_LINES, lambda: map(line, everything)), limits=("as_of", "profile"),
    )  # fmt: skip


def _is_wanted(record: Record, as_of: str | None, strict: bool) -> bool:
    """Whether it was told by that day, and well founded where only that is wanted."""
    told = as_of is None or any(one.published and one.published <= f"{as_of}~" for one in record.reports)
    return told and (not strict or is_well_founded(record))


def _sides(desk: Desk, records: list[Record]) -> list[dict[str, object]]:
    """Who says what: statements by the state or body that their speaker stands for, the most talkative first."""
    by_side: dict[str, list[Record]] = {}
    for record in records:
        said = record.finding
        if isinstance(said, Statement) and said.speaker is not None and said.speaker.tie in desk.lexicon.homes:
            by_side.setdefault(said.speaker.tie, []).append(record)
    ordered = sorted(by_side, key=lambda side: (-len(by_side[side]), side))
    return [
        {"party": side, "statements": by_side[side][:SAYINGS], "count": len(by_side[side])} for side in ordered[:SIDES]
    ]


def stories(desk: Desk, address: Address) -> Page:
    """Stories by independent sources and new facts, each with the reason."""
    start = address.place
    ranked = desk.kept("stories", lambda: desk.ledger.stories(limit=1_000))
    facts = {"stories": ranked[start : start + LISTED]}
    return Page(
        template="stories", title="Stories", query="Stories by independent sources and new facts", facts=facts,
        next=in_base_36(start + LISTED) if len(ranked) > start + LISTED else None,
        table=Table("stories", COLUMNS, lambda: map(msgspec.structs.asdict, desk.ledger.stories())),
    )  # fmt: skip
