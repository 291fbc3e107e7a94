"""The front door: read pages into a record, ask it, export it. Holds no logic of its own.

The library, the command line and, later, the server use only this.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from time import perf_counter
from types import TracebackType
from typing import BinaryIO, Self

import msgspec

from dragoman import lexicon as lexicons
from dragoman.errors import NotFound, PageError
from dragoman.lexicon import Lexicon
from dragoman.merge.copies import copies
from dragoman.merge.records import records
from dragoman.model.article import Article
from dragoman.model.finding import AnyFinding
from dragoman.model.reading import Issue
from dragoman.model.record import Record
from dragoman.model.story import Contradiction, Story
from dragoman.pipeline import FAILED, dated_by_record, read_article, read_page, told_stories
from dragoman.sources import pages
from dragoman.store import connection, read, summary, viewed, write
from dragoman.store.question import Question
from dragoman.views import brief as briefs
from dragoman.views import export
from dragoman.views.calendar import Calendar, calendar, calendar_bounds
from dragoman.views.diff import Diff, diff
from dragoman.views.network import Network, lately_of, network
from dragoman.views.series import Month, months
from dragoman.views.story import Affair, Ranked, affair, lately, ranked
from dragoman.views.table import Table
from dragoman.views.tie import Tie, tie

Progress = Callable[[int, str], None]  # pages done, the page now read


class Ledger:
    """One record in one file.

    >>> with Ledger(":memory:") as ledger:
    ...     ledger.read(["no-such-folder"]).unread
    ('no-such-folder: does not exist; check the path',)
    """

    def __init__(self, path: str = "dragoman.db", *, create: bool = True, lexicon: Lexicon | None = None):
        self.path = path
        self.lexicon = lexicon or lexicons.load()
        self._conn = connection.open_store(path, create=create)
        if viewed.is_missing(self._conn):  # written by an earlier version, which told no stories
            self.derive()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._conn.close()

    # -- reading

    def read(
        self, paths: Iterable[str], *, stdin: BinaryIO | None = None, progress: Progress | None = None
    ) -> briefs.Run:
        """Read files, folders or `-`; store what is new, each page whole or not at all; derive the records again.

        A page that is stored stays as it was read, with whatever tables of the lexicon that was.
        """
        started, done, new, failed, unread, otherwise = perf_counter(), 0, 0, 0, [], 0
        own = self.lexicon.own_tables
        for page in pages(paths, stdin=stdin):
            if isinstance(page, PageError):
                unread.append(str(page))
                write.add_page_issue(self._conn, page.page, Issue("sources", str(page)))
                continue
            done += 1
            if progress is not None:
                progress(done, page.name)
            if read.has_page(self._conn, page.id):
                write.add_page(self._conn, page, ())  # it may have a new name
                otherwise += read.lexicon_of(self._conn, page.id) != (own.id if own else None)
                continue
            readings, doubts = read_page(page, self.lexicon)
            new += write.add_page(self._conn, page, readings, own)
            failed += sum(FAILED in doubt.message for reading in readings for doubt in reading.issues)
            for doubt in doubts:
                write.add_page_issue(self._conn, page.name, doubt)
        if new or self._is_stale():
            self.derive()
        return briefs.Run(done, new, tuple(unread), failed, round(perf_counter() - started, 2), otherwise)

    def derive(self) -> None:
        """Make copies and records anew from the stored articles and findings: a pure function of them.

        Undated articles that the others date are read again on that day, each once for a day.
        """
        articles = {article.id: article for article in read.articles_as_read(self._conn)}
        found = {copy.article: copy for copy in copies(articles.values())}
        findings = list(read.findings(self._conn))
        dated = dated_by_record(articles, found.values(), findings, self.lexicon)
        known = read.redated(self._conn)
        changed = {id for id, article in dated.items() if known.get(id) != article.published}
        fresh = [read_article(dated[id], self.lexicon) for id in sorted(changed)]
        told = [
            *(finding for finding in findings if finding.citation.article not in dated),
            *(one for one in read.redated_findings(self._conn) if one.citation.article in dated.keys() - changed),
            *(finding for reading in fresh for finding in reading.findings),
        ]
        reprints = {id: copy.copy_of for id, copy in found.items()}
        facts = records(told, articles | dated, reprints)
        rows = [
            msgspec.structs.astuple(found[id]) if id in found else (id, None, 1.0, id)
            for id in sorted(articles)
        ]  # fmt: skip
        write.replace_derived(
            self._conn, rows, facts, redated=fresh, undated=known.keys() - dated.keys(),
            stories=told_stories(articles | dated, reprints, facts, self.lexicon), plover=self.lexicon.plover,
        )  # fmt: skip

    def _is_stale(self) -> bool:
        """Whether a run stored articles and ended before it derived."""
        return read.underived(self._conn)

    # -- asking

    def articles(self, since: str | None = None, until: str | None = None) -> Iterator[Article]:
        """Articles by date, the undated first; with a bound, only those published within it."""
        return (article for article in read.articles(self._conn) if _within(article.published.value, since, until))

    def copies(self) -> dict[str, str]:
        return read.copies(self._conn)

    def records(self, question: Question | None = None) -> Iterator[Record]:
        return read.records(self._conn, question)

    def issues(self, stage: str | None = None, article: str | None = None) -> Iterator[Issue]:
        """What was left open, by article and place; of one stage, or about the one article whose id begins so."""
        if article is not None:
            found = self.find(article)
            if not isinstance(found, Article):
                raise NotFound(f"{article}: no article begins so; `dragoman articles` lists them")
            article = found.id
        return (
            issue
            for issue in read.issues(self._conn)
            if (stage is None or issue.stage == stage) and (article is None or issue.article == article)
        )

    def article(self, article_id: str) -> Article:
        return read.article(self._conn, article_id)

    def find(self, prefix: str) -> Article | Record | AnyFinding | Story:
        """The one thing whose id begins so."""
        return read.find(self._conn, prefix)

    def brief(self, run: briefs.Run | None = None) -> briefs.Brief:
        return briefs.brief(
            list(self.articles()), self.copies(), list(self.records()), self.lexicon.plover,
            pages=read.counts(self._conn).pages, issues=list(self.issues()), run=run,
            own_tables=tuple(read.own_tables(self._conn)), contradictions=list(viewed.all_contradictions(self._conn)),
        )  # fmt: skip

    def tie(
        self, *parties: str, since: str | None = None, until: str | None = None, limit: int | None = None
    ) -> Tie:
        """All that is recorded between two or more states, given by code or name; of two also month by month."""
        codes = tuple(self.party(party) for party in parties)
        found = self.records(Question(parties=codes, since=since, until=until, limit=limit))
        return tie(codes, found, self.lexicon.plover, self.series(*codes, since=since, until=until))

    def series(self, *parties: str, since: str | None = None, until: str | None = None) -> tuple[Month, ...]:
        """Cooperation and conflict of two states month by month, from sums; nothing for more than two."""
        codes = [self.party(party) for party in parties]
        return months(summary.series(self._conn, *codes, since, until)) if len(codes) == 2 else ()

    def network(self, since: str | None = None, until: str | None = None, limit: int | None = None) -> Network:
        """The heaviest ties, or every one, with weight, mean score and trend."""
        recent = lately_of(until or summary.latest(self._conn) or "", since)
        found = summary.network(self._conn, since, until, None if limit is None else limit + 1)
        if limit is None:
            late = {(a, b): total for a, b, total in summary.network(self._conn, recent, until)}
        else:
            late = {(a, b): summary.total(self._conn, a, b, recent, until) for a, b, _ in found[:limit]}
        return network(found, late, recent, limit)

    def stories(self, since: str | None = None, limit: int | None = None) -> tuple[Ranked, ...]:
        """Affairs by rank: all, or those that have an article of `since` or later."""
        new = since or lately(viewed.newest(self._conn)) or ""
        return ranked(viewed.leading(self._conn, new, since, limit), new)

    def story(self, id: str, since: str | None = None) -> Affair:
        """One affair in full, with what is new since a day."""
        found = self.find(id)
        if not isinstance(found, Story):
            raise NotFound(f"{id}: no story begins so; `dragoman story` lists them")
        articles = [self.article(one) for one in found.articles]
        told = list(viewed.records(self._conn, found.records))
        return affair(found, articles, self.copies(), told, since or lately(found.last))

    def contradictions(self, record: str) -> tuple[Contradiction, ...]:
        """What the tellings of a record disagree about."""
        return viewed.contradictions_of(self._conn, record)

    def calendar(self, on: str | None = None, since: str | None = None, until: str | None = None) -> Calendar:
        """What is to be from a day on (the newest article's, where none is named), and what was."""
        day = on or viewed.newest(self._conn) or "9999-12-31"
        bounds = calendar_bounds(day, since, until)
        return calendar(
            day, viewed.agenda(self._conn, *bounds.dated), viewed.undated_agenda(self._conn, *bounds.told)
        )

    def diff(self, since: str | None = None) -> Diff:
        """What is new in the record: told by articles of that day or later, or of the last week."""
        day = since or lately(viewed.newest(self._conn)) or "9999"
        return diff(viewed.told_since(self._conn, day), day)

    def party(self, name: str) -> str:
        """A state's code or an organisation's id from its code or any of its names; NotFound otherwise."""
        if name.upper() in self.lexicon.states or name.upper() in self.lexicon.organisations:
            return name.upper()
        wanted = name.casefold()
        for state in self.lexicon.states.values():
            if wanted in {other.casefold() for other in (state.name, *state.names, *state.adjectives)}:
                return state.code
        for body in self.lexicon.organisations.values():
            if wanted in {other.casefold() for other in (body.name, *body.names)}:
                return body.id
        if read.is_party(self._conn, name.upper()):  # a body of the user's own tables
            return name.upper()
        raise NotFound(
            f"{name}: no state or organisation of that name; give an ISO code (KOR), an id (EU) or an English name"
        )

    # -- exporting

    def rows(self, kind: str, question: Question | None = None) -> Iterable[export.Row]:
        """The rows of an export kind, each with every key of the contract."""
        if kind not in export.EXPORTERS:
            raise NotFound(f"{kind}: no such kind; choose one of {', '.join(export.EXPORTERS)}")
        asked = question or Question()
        everything = export.Everything(
            articles=self.articles(asked.since, asked.until), copies=self.copies(), issues=self.issues(),
            plover=self.lexicon.plover,
            records=lambda of: self.records(msgspec.structs.replace(asked, kind=of)),
            stories=viewed.stories(self._conn),
            contradictions=viewed.contradictions(self._conn) if kind in ("events", "meetings") else {},
        )  # fmt: skip
        return export.EXPORTERS[kind](everything)

    def table(self, kind: str, question: Question | None = None) -> Table:
        return Table(kind, self.rows(kind, question))


class Tables:
    """What `dragoman.read()` returns: the record as tables, ties and single facts."""

    def __init__(self, ledger: Ledger, run: briefs.Run):
        self.ledger, self.run = ledger, run

    articles = property(lambda self: self.ledger.table("articles"))
    events = property(lambda self: self.ledger.table("events"))
    statements = property(lambda self: self.ledger.table("statements"))
    pledges = property(lambda self: self.ledger.table("pledges"))
    meetings = property(lambda self: self.ledger.table("meetings"))
    positions = property(lambda self: self.ledger.table("positions"))
    actors = property(lambda self: self.ledger.table("actors"))
    stories = property(lambda self: self.ledger.table("stories"))
    issues = property(lambda self: self.ledger.table("issues"))

    def tie(self, *parties: str) -> Tie:
        return self.ledger.tie(*parties)

    def brief(self) -> briefs.Brief:
        return self.ledger.brief(self.run)

    def __getitem__(self, prefix: str) -> Article | Record | AnyFinding | Story:
        return self.ledger.find(prefix)

    def __repr__(self) -> str:
        counts = f"{len(self.events):,} events, {len(self.statements):,} statements"
        return f"<record of {len(self.articles):,} articles: {counts}>"

    def _repr_html_(self) -> str:
        return f"<h3>{escape(repr(self)[1:-1].capitalize())}</h3>{self.events._repr_html_()}"


def _within(published: str | None, since: str | None, until: str | None) -> bool:
    """Whether a day lies between two ISO dates, both included; "2025-06" is a whole month. Undated is never within."""
    if since is None and until is None:
        return True
    return published is not None and (since or "") <= published and (until is None or published[: len(until)] <= until)


def open_record(
    paths: Sequence[str] | str, db: str = ":memory:", *, lexicon: Sequence[str] | str = ()
) -> Tables:
    """Read pages into a record (in memory unless `db` names a file) and give it for asking."""
    ledger = Ledger(db, lexicon=lexicons.load([lexicon] if isinstance(lexicon, str) else lexicon))
    return Tables(ledger, ledger.read([paths] if isinstance(paths, str) else paths))
