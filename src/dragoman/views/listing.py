"""Lists: records, articles and issues as rows of a plain table."""

from collections.abc import Iterable, Mapping, Sequence

from dragoman.model.article import Article
from dragoman.model.reading import Issue
from dragoman.model.record import Record
from dragoman.views import words
from dragoman.views.tie import entry

Table = tuple[tuple[str, ...], list[tuple[str, ...]], tuple[int, ...]]  # header, rows, widths


def record_rows(records: Iterable[Record]) -> Table:
    rows = []
    for record in records:
        one = entry(record)
        rows.append((one.id, one.when, one.code, str(one.sources), one.text))
    return ("id", "when", "what", "sources", ""), rows, (12, 18, 30, 7, 110)


def article_rows(articles: Sequence[Article], copies: Mapping[str, str]) -> Table:
    rows = [
        (
            article.id,
            words.day(article.published.value) + (" *" if article.published.basis == "inferred" else ""),
            article.outlet or article.page.rsplit("/", 1)[-1],
            f"copy of {copies[article.id]}"
            if article.id in copies
            else f"in {article.found_in}"
            if article.found_in
            else "",
            article.title or article.text,
        )
        for article in articles
    ]
    return ("id", "published", "outlet", "", "title (* date inferred)"), rows, (12, 14, 24, 21, 90)


def issue_rows(issues: Iterable[Issue]) -> Table:
    return (
        ("article", "stage", "message"),
        [(issue.article or "(page)", issue.stage, issue.message) for issue in issues],
        (12, 12, 120),
    )
