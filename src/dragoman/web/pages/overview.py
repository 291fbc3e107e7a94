"""The record as a whole: the ranking of ties and why, the network, what was read and what was left open."""

from datetime import date, timedelta
from itertools import islice, pairwise

from dragoman.store.browse import in_base_36
from dragoman.store.wanted import Wanted
from dragoman.views import words
from dragoman.views.circle import circle
from dragoman.views.export import COLUMNS, issue_row
from dragoman.views.issues import Summary, summary
from dragoman.views.network import Bond
from dragoman.views.worldmap import world_map
from dragoman.web.address import Address, limits, path_of, wanted
from dragoman.web.desk import Desk
from dragoman.web.page import Moved, Page, Table
from dragoman.web.pages.tie import bond_row, bond_table

WEEK = 7  # days before the newest article that count as new
LISTED = 60
MAPPED = 40  # below the map, which is heavy itself
ISSUES = 50
PHRASES = 40


def start(desk: Desk, address: Address) -> Page | Moved:
    """The tie with the most new facts, or a story of several sources that has more; before anything, how to begin."""
    ranked = _ranked(desk, Wanted())
    told = [one for one in desk.kept("leading", lambda: desk.ledger.stories(limit=20)) if one.independent_sources > 1]
    newest = max(told, key=lambda one: one.new, default=None)
    if newest is not None and newest.new > (ranked[0][0] if ranked else 0):
        return Moved(address.link(path_of("story", newest.id)))
    if ranked:
        _, bond = ranked[0]
        return Moved(address.link(path_of("tie", bond.one, bond.other)))
    read = desk.coverage()["articles"]
    facts = {"articles": read}
    return Page(template="start", title="Nothing between states yet", query="The start of a record", facts=facts)


def _ranked(desk: Desk, asked: Wanted) -> list[tuple[int, Bond]]:
    """Every tie with how many of its facts are new, the most first; then by independent sources."""
    known = limits(asked)

    def make() -> list[tuple[int, Bond]]:
        newest = _newest(desk, asked)
        fresh = {}
        if newest is not None and len(newest) == 10:
            since = (date.fromisoformat(newest) - timedelta(days=WEEK - 1)).isoformat()
            fresh = {(bond.one, bond.other): bond.records for bond in desk.bonds(told_since=since, **known)}
        found = [(fresh.get((bond.one, bond.other), 0), bond) for bond in desk.bonds(**known)]
        return sorted(found, key=lambda pair: (-pair[0], -pair[1].sources, pair[1].one, pair[1].other))

    return desk.kept(("ranked", *known.values()), make)


def _newest(desk: Desk, asked: Wanted) -> str | None:
    """The day to which the last week runs: of the newest article, or as of which the record is asked for."""
    return min(filter(None, (asked.as_of, desk.newest)), default=None)


def ranking(desk: Desk, address: Address) -> Page:
    """Ties by new facts, then by independent sources, each with its reason; never by clicks."""
    asked = wanted(address)
    newest, ranked = _newest(desk, asked), _ranked(desk, asked)
    rows = [_ranked_row(desk, at, new, bond, newest) for at, (new, bond) in enumerate(ranked[:LISTED], start=1)]
    columns = ("rank", "one", "other", "names", "new", "records", "sources", "events", "mean", "lean", "reason")
    listed = Table("ranking", columns, lambda: (
        _ranked_row(desk, at, new, bond, newest) for at, (new, bond) in enumerate(ranked, start=1)
    ))  # fmt: skip
    facts = {"ties": rows, "beyond": max(0, len(ranked) - LISTED)}
    return Page(
        template="ranking", title="Ties by rank", facts=facts, table=listed,
        query=f"All ties, by facts first told in the {WEEK} days to {words.day(newest)}, then by independent sources",
        limits=("as_of", "profile"),
    )  # fmt: skip


def _ranked_row(desk: Desk, at: int, new: int, bond: Bond, newest: str | None) -> dict[str, object]:
    told = f"{words.count(bond.records, 'record')}, {words.count(bond.sources, 'independent telling')}"
    fresh = f"{words.count(new, 'new fact')} in the week to {words.day(newest)}" if new else "nothing new in that week"
    reason = f"{fresh}; {told}"
    return {"rank": at, "new": new, **bond_row(desk, bond), "reason": reason}


def ties(desk: Desk, address: Address) -> Page:
    """The network of all ties."""
    asked = wanted(address)
    found = desk.bonds(**limits(asked))
    facts = {
        "bonds": [bond_row(desk, bond) for bond in found[:LISTED]], "beyond": max(0, len(found) - LISTED),
        "drawing": desk.kept(("drawing", asked), lambda: circle(found, size=760)),
    }  # fmt: skip
    as_of = f", as known on {words.day(asked.as_of)}" if asked.as_of else ""
    return Page(
        template="network", title="Network", query=f"All ties between states and bodies{as_of}", facts=facts,
        table=bond_table(desk, found), limits=("as_of", "profile"),
    )  # fmt: skip


def ties_map(desk: Desk, address: Address) -> Page:
    """The ties between states, on a map of the world."""
    asked = wanted(address)
    found = desk.bonds(**limits(asked))
    states = [bond for bond in found if {bond.one, bond.other} <= desk.lexicon.states.keys()]
    facts = {
        "bonds": [bond_row(desk, bond) for bond in states[:MAPPED]], "beyond": max(0, len(states) - MAPPED),
        "map": desk.kept(("map", asked), lambda: world_map((), states, name=desk.name)),
    }  # fmt: skip
    as_of = f", as known on {words.day(asked.as_of)}" if asked.as_of else ""
    return Page(
        template="map", title="Map", query=f"All ties between states{as_of}", facts=facts,
        table=bond_table(desk, states), limits=("as_of", "profile"),
    )  # fmt: skip


def coverage(desk: Desk, address: Address) -> Page:
    """What was read, by outlet and day; days without anything; what could not be read or was left open."""
    outlets = desk.kept("by_outlet", desk.browse.by_outlet)
    days = desk.kept("by_day", desk.browse.by_day)
    left_open = desk.kept("issues", lambda: _summary(desk))
    names = ("outlet", "articles", "copies", "first", "last")
    rows = [dict(zip(names, row, strict=True)) for row in outlets]
    facts = {
        "read": desk.coverage(), "outlets": rows[:LISTED], "beyond": max(0, len(rows) - LISTED),
        "days": [list(pair) for pair in days], "gaps": _gaps([day for day, _ in days]),
        "issues": left_open.issues, "kinds": left_open.kinds[:PHRASES],
        "kinds_beyond": max(0, len(left_open.kinds) - PHRASES), "phrases": left_open.phrases[:PHRASES],
        "phrases_beyond": max(0, len(left_open.phrases) - PHRASES),
    }  # fmt: skip
    return Page(
        template="coverage", title="Coverage", query="What was read, what is missing, and what was left open",
        facts=facts, table=Table("coverage", names, lambda: rows),
    )  # fmt: skip


def _summary(desk: Desk) -> Summary:
    texts: dict[str, str] = {}

    def text(id: str) -> str:
        if id not in texts:
            texts.clear()  # issues come article by article
            texts[id] = desk.ledger.article(id).text
        return texts[id]

    return summary(desk.ledger.issues(), text)


def _gaps(days: list[str]) -> list[dict[str, object]]:
    """Stretches of a week or more between two days with articles, the longest first."""
    found = []
    whole = [date.fromisoformat(day) for day in days if len(day) == 10]
    for one, other in pairwise(whole):
        between = (other - one).days - 1
        if between >= WEEK:
            first, last = one + timedelta(1), other - timedelta(1)
            found.append({"first": first.isoformat(), "last": last.isoformat(), "days": between})
    return sorted(found, key=lambda gap: (-gap["days"], gap["first"]))[:PHRASES]


def issues(desk: Desk, address: Address) -> Page:
    """Every issue, by article; a stage may be chosen."""
    stage, after = address.get("stage"), address.place
    found = list(islice(desk.ledger.issues(stage), after, after + ISSUES + 1))
    return Page(
        template="issues", title="Issues",
        query="What was left open" + (f" by the stage {stage}" if stage else "") + ", by article",
        facts={"issues": [issue_row(one) for one in found[:ISSUES]], "stage": stage},
        next=in_base_36(after + ISSUES) if len(found) > ISSUES else None,
        table=Table("issues", COLUMNS["issues"], lambda: (issue_row(one) for one in desk.ledger.issues(stage))),
    )  # fmt: skip


def guide(desk: Desk, address: Address) -> Page:
    """What the signs, codes and keys mean."""
    return Page(
        template="help", title="Help", query="How to read these pages",
        facts={"types": {name: plover_row(desk, name) for name in desk.lexicon.plover.types}},
    )  # fmt: skip


def plover_row(desk: Desk, name: str) -> dict[str, object]:
    kind = desk.lexicon.plover.types[name]
    return {"quad": kind.quad, "score": kind.score, "cameo": kind.root}
