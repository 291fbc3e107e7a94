"""Stories: affairs by rank with the reason, and one affair with who is in it, what disagrees and what is new."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from dragoman.model.article import Article
from dragoman.model.record import Record
from dragoman.model.story import Contradiction, Story
from dragoman.views import words
from dragoman.views.diff import is_new
from dragoman.views.show import disputed_lines
from dragoman.views.terminal import Lines, Piece
from dragoman.views.tie import Entry, entry

COLUMNS = (
    "id",
    "title",
    "first",
    "last",
    "independent_sources",
    "articles",
    "records",
    "new",
    "who",
    "disputed",
    "reason",
)
ENTRIES = ("when", "start", "kind", "code", "text", "sources", "id", "ahead")
LATELY = 7  # days before the newest article that count as new where no day is given


class Ranked(msgspec.Struct, frozen=True):
    """A story in the list: its rank is independent sources and new facts, and `reason` says so."""

    id: str
    title: str
    first: str | None
    last: str | None
    independent_sources: int
    articles: int
    records: int
    new: int
    who: tuple[str, ...]
    disputed: int
    reason: str


class Told(msgspec.Struct, frozen=True):
    """An article of a story."""

    id: str
    published: str | None
    outlet: str
    title: str
    new: bool
    copy_of: str | None


class Affair(msgspec.Struct, frozen=True):
    """One story in full. `new` are the records that nobody told before `since`."""

    id: str
    title: str
    first: str | None
    last: str | None
    independent_sources: int
    who: tuple[str, ...]
    why: str
    since: str | None
    new: tuple[Entry, ...]
    entries: tuple[Entry, ...]
    contradictions: tuple[Contradiction, ...]
    articles: tuple[Told, ...]


def lately(newest: str | None) -> str | None:
    """The day from which on things are new where nobody says: a week before the newest article."""
    return str(date.fromisoformat(newest) - timedelta(LATELY)) if newest else None


def ranked(stories: Iterable[tuple[Story, int]], since: str | None) -> tuple[Ranked, ...]:
    """Stories in the order given, each with how many of its facts are new since that day."""
    return tuple(_ranked(story, new, since) for story, new in stories)


def _ranked(story: Story, new: int, since: str | None) -> Ranked:
    reason = words.count(story.independent_sources, "independent source")
    if since and new:
        reason += f", {words.count(new, 'new fact')} since {words.day(since)}"
    return Ranked(
        story.id, story.title, story.first, story.last, story.independent_sources, len(story.articles),
        len(story.records), new, tuple(actor.name for actor in story.who), len(story.contradictions), reason,
    )  # fmt: skip


def affair(
    story: Story, articles: Sequence[Article], copies: Mapping[str, str], records: Sequence[Record], since: str | None
) -> Affair:
    """A story with its articles and records."""
    new = [record for record in records if since and is_new(record, since)]
    return Affair(
        id=story.id,
        title=story.title,
        first=story.first,
        last=story.last,
        independent_sources=story.independent_sources,
        who=tuple(_named(actor.name, actor.office, actor.state) for actor in story.who),
        why=story.why,
        since=since,
        new=tuple(map(entry, new)),
        entries=tuple(map(entry, records)),
        contradictions=story.contradictions,
        articles=tuple(_told(one, copies.get(one.id), since) for one in articles),
    )


def ranked_lines(found: Sequence[Ranked], limit: int) -> Lines:
    for one in found[:limit]:
        yield [
            ("", f"  {words.day(one.last):<13}"),
            ("fit", one.title),
            ("dim", f"  {one.reason}{f', {one.disputed} disputed' if one.disputed else ''}  "),
            ("id", one.id),
        ]
    if not found:
        yield [("dim", "  no stories; `dragoman articles` lists what was read")]
    if len(found) > limit:
        yield [("dim", f"  … and more; --limit {2 * limit} shows twice as many")]


def affair_lines(one: Affair) -> Lines:
    yield [("bold", f"  {one.title}"), ("dim", f"   {one.id}")]
    sources = words.count(one.independent_sources, "independent source")
    yield [("dim", f"  {words.day(one.first)} – {words.day(one.last)} · {sources}")]
    if one.who:
        yield [("dim", "  who       "), ("", "; ".join(one.who))]
    yield [("dim", "  together  "), ("", one.why)]
    yield from disputed_lines(one.contradictions)
    if one.since and one.new:
        yield []
        yield [("bold", f"  new since {words.day(one.since)}")]
        yield from map(_line, one.new)
    earlier = [entry for entry in one.entries if entry not in one.new]
    if earlier:
        yield []
        yield [("bold", "  told before" if one.new else "  what is told")]
        yield from map(_line, earlier)
    yield []
    yield [("bold", "  articles")]
    for told in one.articles:
        mark = f" (a copy of {told.copy_of})" if told.copy_of else ""
        yield [
            ("", f"  {words.day(told.published):<13}{words.shortened(told.outlet, 24):<24} "),
            ("fit", told.title + mark),
            ("id", f"  {told.id}"),
        ]


def _line(one: Entry) -> list[Piece]:
    return [
        ("", f"  {one.when:<15} "),
        ("bold", f"{words.shortened(one.code, 24):<24} "),
        ("fit", words.shortened(one.text, 140)),
        ("dim", f"  {words.count(one.sources, 'source'):<9}  "),
        ("id", one.id),
    ]


def _told(article: Article, copy_of: str | None, since: str | None) -> Told:
    published = article.published.value
    return Told(
        article.id, published, article.outlet or article.page.rsplit("/", 1)[-1],
        article.title or words.shortened(article.text, 100), bool(since and published and published >= since), copy_of,
    )  # fmt: skip


def _named(name: str, office: str | None, state: str | None) -> str:
    role = ", ".join(part for part in (office, state) if part and part != name)
    return f"{name} ({role})" if office else name
