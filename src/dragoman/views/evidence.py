"""Evidence: a report and its article → the cited words in their surroundings, with who published them and when."""

import re
from datetime import datetime

import msgspec

from dragoman.model.article import Article
from dragoman.model.record import Record, Report
from dragoman.views import words

AROUND = 420  # characters of the article before and after what is cited
LONGEST = 2_000  # characters of a quote that are shown; the article shows the rest

BASES = {
    "header": "date stated on its page", "dateline": "date from its dateline", "metadata": "date from its metadata",
    "age": "date from its age on a dated page", "inferred": "date inferred", "none": "date not told",
}  # fmt: skip


class Telling(msgspec.Struct, frozen=True):
    """One article's telling of a fact: `before`, `quote` and `after` are one stretch of its text."""

    article: str
    title: str | None
    outlet: str
    byline: tuple[str, ...]
    url: str | None
    published: str  # as a person reads it
    basis: str
    copy_of: str | None
    start: int
    end: int
    before: str
    quote: str
    after: str
    starts_within: bool  # whether the article has more before, and after
    ends_within: bool
    beyond: int = 0  # characters of the quote that are not shown


def tellings(record: Record, article: "dict[str, Article]") -> tuple[Telling, ...]:
    """Every telling of a record, originals before copies, as far as the articles are given."""
    told = sorted(record.reports, key=lambda report: report.copy_of is not None)
    return tuple(telling(report, article[report.article]) for report in told if report.article in article)


def telling(report: Report, article: Article) -> Telling:
    """The cited words with what stands around them, cut where words end."""
    text, start, end = article.text, report.start, report.end
    first = _forward(text, max(0, start - AROUND), start)
    last = _backward(text, min(len(text), end + AROUND), end)
    shown = text[start:end][:LONGEST]
    return Telling(
        article=article.id, title=article.title, outlet=outlet(article), byline=article.byline, url=article.url,
        published=moment(article.published.value), basis=basis(article), copy_of=report.copy_of, start=start, end=end,
        before=text[first:start], quote=shown, after="" if end - start > LONGEST else text[end:last],
        starts_within=first > 0, ends_within=last < len(text), beyond=end - start - len(shown),
    )  # fmt: skip


def outlet(article: Article) -> str:
    return article.outlet or article.page.rsplit("/", 1)[-1]


def basis(article: Article) -> str:
    """How its date is known: "inferred: the text dates its own events …"."""
    known = BASES[article.published.basis]
    inferred = article.published.basis == "inferred" and article.published.text
    return f"{known}: {article.published.text}" if inferred else known


def moment(published: str | None) -> str:
    """A time of publication with its zone.

    >>> moment("2025-10-23T16:10+02:00"), moment("2025-10-23T16:10Z"), moment("2025-10-23T16:10"), moment("2025-10-23")
    ('23 Oct 2025, 16:10 (UTC+2)', '23 Oct 2025, 16:10 (UTC)', '23 Oct 2025, 16:10 (zone not told)', '23 Oct 2025')
    """
    if published is None or len(published) <= 10:
        return words.day(published)
    try:
        found = datetime.fromisoformat(published)
    except ValueError:
        return words.day(published)
    return f"{words.day(published)}, {found:%H:%M} ({_zone(found)})"


def _zone(found: datetime) -> str:
    offset = found.utcoffset()
    if offset is None:
        return "zone not told"
    minutes = int(offset.total_seconds()) // 60
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


_SPACE = re.compile(r"\s")


def _forward(text: str, at: int, limit: int) -> int:
    """Where a word begins at or after `at`, a paragraph's beginning before all."""
    if at == 0:
        return 0
    paragraph = text.rfind("\n\n", at, limit)
    if paragraph >= 0:
        return paragraph + 2
    space = _SPACE.search(text, at, limit)
    return space.end() if space else at


def _backward(text: str, at: int, limit: int) -> int:
    """Where a word ends at or before `at`, a paragraph's end before all."""
    if at == len(text):
        return at
    paragraph = text.find("\n\n", limit, at)
    if paragraph >= 0:
        return paragraph
    space = max(text.rfind(" ", limit, at), text.rfind("\n", limit, at))
    return space if space > limit else at
