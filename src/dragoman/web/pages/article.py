"""An article: its text with what it tells marked, what its page held besides, its copies; and all articles."""

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from dragoman.errors import NotFound
from dragoman.model.article import Article, Dropped
from dragoman.model.record import Record
from dragoman.store.browse import in_base_36
from dragoman.store.notes import Note
from dragoman.views import words
from dragoman.views.cite import cited
from dragoman.views.evidence import moment, outlet
from dragoman.views.export import COLUMNS, article_row, involved
from dragoman.views.marked import Mark, named, paragraphs
from dragoman.web.address import Address, BadAddress
from dragoman.web.desk import Desk
from dragoman.web.page import Page, Table
from dragoman.web.pages.lists import seen
from dragoman.web.render import kind_of

PART = 16_000  # characters of an article on one page of it
WEIGHT, MARKED = 19_000, 150  # what such a part may weigh, and what a mark weighs, in characters
LISTED = 50
FACTS, AROUND = 30, 15  # beside the text: facts and actors; copies, notes, issues, what was left out
PIECE = 200  # characters of one


def article(desk: Desk, address: Address, id: str) -> Page:
    """`/article/a-…?at=577-661` shows these characters; `from` is where a long text goes on."""
    found = desk.ledger.article(id)
    records = desk.browse.told_by(id)
    at = _at(address, found)
    marks = _marks(found, records, desk.notes(id), at)
    weights = sorted(mark.start for mark in marks)
    start = _part(address, found, at, weights)
    end = _end(found.text, start, weights)
    copy_of, copies = desk.browse.copies_of(id)
    beside = [one for one in desk.browse.on_page(found.page_id) if one != id]
    facts = {
        "article": found,
        "outlet": outlet(found),
        "at": [at[0], at[1]] if at else None,
        "cited": cited(found, *at) if at else None,
        "start": start, "end": end,
        "paragraphs": paragraphs(found.text, marks, start, end),
        "records": [one for one in records if _first(one, id) < end and _last(one, id) > start],
        "tells": len(records),
        "actors": sorted({actor.id: actor for one in records for actor in involved(one)}.values(), key=lambda a: a.id),
        "copy_of": copy_of and _named(desk, copy_of),
        "copies": [_named(desk, one) for one in copies],
        "story": desk.story_of(id),
        "related": [_related(desk, one) for one in beside],
        "dropped": [_dropped(piece) for piece in found.dropped],
        "most": {"facts": FACTS, "around": AROUND},
        "issues": desk.browse.issues_of(found),
        "notes": desk.notes(id),
        "seen": seen(desk, address) if address.get("see") else None,
    }  # fmt: skip
    name = found.title or words.shortened(found.text, 80)
    return Page(
        template="article", title=words.shortened(name, 140), query=f"The article {id}" + _where(at, start, found),
        facts=facts, table=Table("article", COLUMNS["articles"], lambda: [article_row(found, copy_of)]),
    )  # fmt: skip


def _at(address: Address, found: Article) -> tuple[int, int] | None:
    given = address.get("at")
    if given is None:
        return None
    start, _, end = given.partition("-")
    if not (start.isdecimal() and end.isdecimal()) or not 0 <= int(start) < int(end) <= len(found.text):
        raise BadAddress(f"at: no stretch of this article, which has {len(found.text):,} characters; write START-END")
    return int(start), int(end)


def _part(address: Address, found: Article, at: tuple[int, int] | None, marks: Sequence[int]) -> int:
    """Where the part of the text begins that is shown."""
    given = address.get("from")
    if given is not None:
        if not given.isdecimal() or int(given) >= max(1, len(found.text)):
            raise BadAddress("from: no place in this article")
        return int(given)
    start = 0
    while at is not None and (end := _end(found.text, start, marks)) <= at[0]:
        start = end
    return start


def _end(text: str, start: int, marks: Sequence[int]) -> int:
    """Where a part that begins at `start` ends: with a paragraph, a word, or where nothing else will do.

    Where much is marked it ends the sooner. `marks` are the places where marks begin, in order.
    """
    room = PART
    for number, place in enumerate(marks[bisect_left(marks, start) :], start=1):
        if place - start + number * MARKED > WEIGHT:
            room = max(MARKED, min(room, place - start))
            break
    if len(text) - start <= room:
        return len(text)
    for edge in ("\n\n", " "):
        end = text.rfind(edge, start + room // 2, start + room)
        if end > 0:
            return end + len(edge)
    return start + room


def _marks(found: Article, records: list[Record], notes: list[Note], at: tuple[int, int] | None) -> list[Mark]:
    marks = [
        Mark(report.start, report.end, kind_of(record), record.id)
        for record in records
        for report in record.reports
        if report.article == found.id
    ]
    marks += _first_in_paragraph(found.text, named(found.text, (who for record in records for who in involved(record))))
    marks += [Mark(note.start, note.end, "note", str(note.id)) for note in notes]
    return [*marks, *([Mark(*at, "cited", "")] if at else [])]


def _first_in_paragraph(text: str, marks: list[Mark]) -> list[Mark]:
    """Of an actor's names in one paragraph, the first: more would be noise."""
    found, known, paragraph = [], set(), 0
    for mark in marks:
        if text.find("\n\n", paragraph, mark.start) >= 0:
            known.clear()
        paragraph = mark.end
        if mark.id not in known:
            found.append(mark)
            known.add(mark.id)
    return found


def _first(record: Record, article: str) -> int:
    return min(report.start for report in record.reports if report.article == article)


def _last(record: Record, article: str) -> int:
    return max(report.end for report in record.reports if report.article == article)


def _where(at: tuple[int, int] | None, start: int, found: Article) -> str:
    if at:
        return f", characters {at[0]:,} to {at[1]:,}"
    return f", from character {start:,} on" if start else ""


def _named(desk: Desk, id: str) -> dict[str, object]:
    try:
        found = desk.ledger.article(id)
    except NotFound:
        return {"id": id, "outlet": id, "title": None, "published": None}
    return {"id": id, "outlet": outlet(found), "title": found.title or words.shortened(found.text, 80),
            "published": found.published.value}  # fmt: skip


def _related(desk: Desk, id: str) -> dict[str, object]:
    """An article on the same page, with its age as it stood there."""
    found = desk.ledger.article(id)
    return {**_named(desk, id), "age": found.age_text, "date": moment(found.published.value)}


def _dropped(piece: Dropped) -> dict[str, object]:
    return msgspec.to_builtins(piece) | {
        "quote": words.shortened(piece.quote, PIECE),
        "length": piece.end - piece.start,
    }


def articles(desk: Desk, address: Address) -> Page:
    """All articles, newest first."""
    found = desk.browse.articles(after=address.after, limit=LISTED + 1)
    rows = [
        {**_named(desk, one.id), "basis": one.published.basis, "copy_of": desk.browse.copies_of(one.id)[0],
         "found_in": one.found_in, "length": len(one.text)}
        for _, one in found[:LISTED]
    ]  # fmt: skip
    copies = desk.ledger.copies
    listed = Table("articles", COLUMNS["articles"], lambda: (
        article_row(one, of.get(one.id)) for of in [copies()] for one in desk.ledger.articles()
    ))  # fmt: skip
    return Page(
        template="articles", title="Articles", query="All articles, newest first", facts={"articles": rows},
        next=in_base_36(found[LISTED - 1][0]) if len(found) > LISTED else None, table=listed,
    )  # fmt: skip
