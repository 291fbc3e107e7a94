"""Search: words and phrases in what records say and in the articles, with states, kinds, types and dates."""

from collections.abc import Iterator

import msgspec

from dragoman.errors import NotFound
from dragoman.model.record import Record
from dragoman.store.browse import in_base_36
from dragoman.store.fulltext import terms
from dragoman.store.wanted import Wanted
from dragoman.views import words
from dragoman.views.evidence import outlet
from dragoman.views.export import COLUMNS, article_row
from dragoman.views.marked import Piece, hits, plain
from dragoman.views.show import title
from dragoman.web.address import Address, BadAddress, wanted
from dragoman.web.desk import Desk
from dragoman.web.page import Page, Row, Table
from dragoman.web.pages.lists import paged, seen, table
from dragoman.web.phrases import query

SNIPPET = 260  # characters
ARTICLES = 8  # beside the records; more by `in=articles`
LISTED = 30
SENTENCE = 240


def search(desk: Desk, address: Address) -> Page:
    """`/search?q=…`: all words must be there; "a phrase", -without, begin*; `state` may be given twice."""
    typed = address.get("q")
    place = address.one_of("in", ("records", "articles")) or "records"
    states = tuple(dict.fromkeys(_party(desk, name) for name in address.all("state")))
    asked = wanted(address, words=typed, parties=states)
    looked_for = terms(typed or "")
    kinds = desk.kept(("kinds", asked), lambda: desk.browse.kinds(msgspec.structs.replace(asked, kind=None)))
    records, more = paged(desk, asked, address) if place == "records" else ([], None)
    most = LISTED if place == "articles" else ARTICLES
    after = address.after if place == "articles" else None
    dates = {"since": asked.since, "until": min(filter(None, (asked.until, asked.as_of)), default=None)}
    articles = desk.browse.articles(words=typed, **dates, after=after, limit=most + 1) if typed else []
    if place == "articles":
        more = in_base_36(articles[most - 1][0]) if len(articles) > most else None
    shown = {record.id: hits(words.shortened(title(record), SENTENCE), looked_for) for record in records}
    facts = {
        "q": typed, "in": place, "states": list(states), "types": list(desk.lexicon.plover.types),
        "counts": kinds, "total": sum(kinds.values()), "records": records,
        "hits": shown,
        "beneath": {record.id: beneath for record in records if (beneath := _beneath(record, shown, looked_for))},
        "articles": [
            {"id": one.id, "title": one.title or words.shortened(one.text, 80), "outlet": outlet(one),
             "published": one.published.value, "snippet": _snippet(one.text, looked_for)}
            for _, one in articles[:most]
        ],
        "more_articles": place == "records" and len(articles) > most,
        "seen": seen(desk, address, records),
    }  # fmt: skip
    names = tuple(desk.name(code) for code in states)
    if place == "articles":
        only_words = Wanted(words=typed, since=asked.since, until=asked.until, as_of=asked.as_of)
        said, listed = query(only_words, what="Articles"), _articles(desk, typed, dates)
    else:
        said, listed = query(asked, names), table(desk, asked, "search")
    return Page(
        template="search", title=f"Search: {words.shortened(typed, 60)}" if typed else "Search",
        query=said, facts=facts, next=more, table=listed, limits=("as_of", "profile"),
    )  # fmt: skip


def _articles(desk: Desk, typed: str | None, dates: dict[str, str | None]) -> Table:
    """All articles found."""

    def rows() -> Iterator[Row]:
        after: int | None = None
        while found := desk.browse.articles(words=typed, **dates, after=after, limit=LISTED) if typed else []:
            yield from (article_row(one, desk.browse.copies_of(one.id)[0]) for _, one in found)
            after = found[-1][0]

    return Table("articles", COLUMNS["articles"], rows)


def _party(desk: Desk, name: str) -> str:
    try:
        return desk.ledger.party(name)
    except NotFound as error:
        raise BadAddress(f"state: {error}") from None


def _beneath(record: Record, shown: dict[str, list[Piece]], looked_for: tuple[str, ...]) -> list[Piece]:
    """Where the line of a record has none of the words: the stretch of its evidence that has."""
    if not looked_for or any(piece.marks for piece in shown[record.id]):
        return []
    told = (_snippet(report.quote, looked_for) for report in record.reports)
    return next((pieces for pieces in told if any(piece.marks for piece in pieces)), [])


def _snippet(text: str, looked_for: tuple[str, ...]) -> list[Piece]:
    """The first stretch of the text that has one of the words, with some before it."""
    low = text[:200_000].casefold()
    places = [at for at in (low.find(plain(term.rstrip("*"))) for term in looked_for) if at >= 0]
    start = max(0, min(places, default=0) - SNIPPET // 3)
    if start:
        space = text.find(" ", start, start + 40)
        start = space + 1 if space >= 0 else start
    shown = words.shortened(text[start : start + SNIPPET + 40], SNIPPET)
    return hits(("… " if start else "") + shown, looked_for)
