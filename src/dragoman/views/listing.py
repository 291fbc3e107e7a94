"""Lists: records, articles and issues as rows of a plain table, and what the issues amount to."""

from collections.abc import Iterable, Mapping, Sequence

from dragoman.model.article import Article
from dragoman.model.reading import Issue
from dragoman.model.record import Record
from dragoman.views import words
from dragoman.views.issues import Phrase, Summary
from dragoman.views.shifts import Shift
from dragoman.views.terminal import Lines
from dragoman.views.tie import entry

Table = tuple[tuple[str, ...], list[tuple[str, ...]], tuple[int, ...]]  # header, rows, widths

MOST_PHRASES = 12
MOST_CHARS = 32  # of a phrase


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


def shift_lines(found: Sequence[Shift]) -> Lines:
    """Each shift with its two quotes, one a line."""
    for shift in found:
        yield [("bold", shift.heading), ("dim", f"  {shift.kind}")]
        for name, word in (("was", shift.was), ("now", shift.now)):
            yield [
                ("dim", f"  {name}  "), ("", f"{word.when:<18}"), ("", f"{word.stance:+.1f}  "),
                ("fit", f"“{word.words}”"), ("dim", "  "), ("id", word.id),
            ]  # fmt: skip
    if not found:
        yield [("dim", "nobody's stance is known to have shifted")]


def issue_rows(issues: Iterable[Issue]) -> Table:
    return (
        ("article", "stage", "message"),
        [(issue.article or "(page)", issue.stage, issue.message) for issue in issues],
        (12, 12, 120),
    )


def summary_lines(found: Summary, *, most: int = MOST_PHRASES) -> Lines:
    """The summary for a terminal; phrases beyond `most` are counted."""
    if not found.issues:
        yield [("dim", "nothing was left open")]
        return
    yield [("bold", f"  {words.count(found.issues, 'issue')}")]
    for kind in found.kinds:
        yield [("", f"  {kind.count:>7,}  "), ("dim", f"{kind.stage:<12}"), ("fit", kind.what)]
    yield []
    if found.phrases:
        told = words.count(len(found.phrases), "phrase")
        times = words.count(found.mentions, "time")
        yield [("bold", f"  {told} that name{'s' if len(found.phrases) == 1 else ''} nobody for sure, {times}")]
        yield from ([("", f"  {words.shortened(f'“{one.words}”', MOST_CHARS):<{MOST_CHARS}}"), ("fit", _told(one))]
                    for one in found.phrases[:most])  # fmt: skip
        if rest := found.phrases[most:]:
            more = words.count(len(rest), "phrase")
            yield [("dim", f"  … and {more} more, {words.count(sum(one.times for one in rest), 'time')}")]
        yield []


def _told(phrase: Phrase) -> str:
    """ "14 times in 3 articles, 2 deeds: several people in the article bear this surname"."""
    deeds = f", {words.count(phrase.deeds, 'deed')}" if phrase.deeds else ""
    why = "; ".join(phrase.why)
    return f"{words.count(phrase.times, 'time')} in {words.count(phrase.articles, 'article')}{deeds}: {why}"
