"""The front door: read pages into a record, ask it, export it. Holds no logic of its own.

The library, the command line and, later, the server use only this.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from time import perf_counter
from types import TracebackType
from typing import Any, BinaryIO, Self

import msgspec

from dragoman import lexicon as lexicons
from dragoman.derive import derive, judging
from dragoman.derive.rebuild import rebuild
from dragoman.errors import NotFound
from dragoman.intake import Intake, Progress
from dragoman.lexicon import Lexicon
from dragoman.model.article import Article
from dragoman.model.changes import Changes
from dragoman.model.finding import AnyFinding
from dragoman.model.judgement import Judgement, Ruling
from dragoman.model.reading import Issue
from dragoman.model.record import Record
from dragoman.model.story import Contradiction, Story
from dragoman.pipeline import FAILED, read_page
from dragoman.processes import spread
from dragoman.sources import pages
from dragoman.store import connection, notes, read, summary, viewed, write
from dragoman.store.browse import Browse
from dragoman.store.question import Question
from dragoman.views import brief as briefs
from dragoman.views import export
from dragoman.views.calendar import Calendar, calendar, calendar_bounds
from dragoman.views.diff import Diff, diff
from dragoman.views.network import Network, lately_of, network
from dragoman.views.series import Month, months
from dragoman.views.shifts import Shift, shifts
from dragoman.views.story import Affair, Ranked, affair, lately, ranked
from dragoman.views.table import Table
from dragoman.views.tie import Tie, tie


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
        self, paths: Iterable[str],
        *, stdin: BinaryIO | None = None, progress: Progress | None = None, processes: int = 1,
    ) -> briefs.Run:  # fmt: skip
        """Read files, folders or `-`; store what is new, each page whole or not at all; bring the records up to it.

        A page that is stored stays as it was read, with whatever tables of the lexicon that was.
        What comes of it is the same with any number of processes. (A script that asks for several
        must keep its own work under `if __name__ == "__main__"`.)
        """
        started = perf_counter()
        intake = Intake(self._conn, pages(paths, stdin=stdin), self.lexicon.own_tables, progress)
        new = failed = 0
        for page, (readings, doubts) in spread(read_page, intake.unread(), self.lexicon, processes):
            new += write.add_page(self._conn, page, readings, self.lexicon.own_tables)
            failed += sum(FAILED in doubt.message for reading in readings for doubt in reading.issues)
            for doubt in doubts:
                write.add_page_issue(self._conn, page.name, doubt)
        intake.name_again()
        if new or self._is_stale():
            self.derive()
        seconds = round(perf_counter() - started, 2)
        return briefs.Run(intake.done, new, tuple(intake.broken), failed, seconds, intake.otherwise)

    def rebuild(self, *, progress: Progress | None = None, processes: int = 1) -> Changes:
        """Read every stored article again with today's rules and this lexicon, derive everything anew; what changed.

        Articles stay as they were cut out of their pages, people's judgements as they were given.
        """
        started = perf_counter()
        found = rebuild(self._conn, self.lexicon, processes=processes, progress=progress)
        return msgspec.structs.replace(found, seconds=round(perf_counter() - started, 2))

    def derive(self) -> None:
        """Bring copies, days and records up to the stored articles and judgements: a pure function of them."""
        derive(self._conn, self.lexicon)

    def _is_stale(self) -> bool:
        """Whether a run stored articles and ended before it derived."""
        return read.underived(self._conn)

    # -- judging

    def judge(
        self, kind: str, id: str, other: str | None = None,
        *, changes: Mapping[str, Any] | None = None, author: str, note: str = "",
    ) -> Judgement:  # fmt: skip
        """What a person decides: `same`, `not_same` of two records or findings; `accept`, `reject`, `mend` of a record.

        It outranks the rules and outlives new readings. `changes` are the right values of a
        record's fields, as the stored finding has them: {"type": "AID"}.
        """
        made = judging.judge(
            self._conn, self.lexicon.plover, kind, id, other, changes=changes, author=author, note=note
        )
        self.derive()
        return made

    def undo(self, id: str, *, author: str, note: str = "") -> Judgement:
        """Take a judgement back. Both stay on file."""
        made = judging.undo(self._conn, id, author=author, note=note)
        self.derive()
        return made

    def judgements(self, *, rules: bool = False) -> Iterator[Ruling]:
        """What people decided, by time; with `rules`, also how the rules judged every two findings they compared."""
        return judging.rulings(self._conn, rules=rules)

    def rejected(self) -> Iterator[Record]:
        """The records that people rejected; no other question answers with them."""
        return read.rejected(self._conn)

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

    def calendar(
        self, on: str | None = None, since: str | None = None, until: str | None = None, limit: int | None = None
    ) -> Calendar:
        """What is to be from a day on (the last on which anything was told, if none is named), and what was."""
        day = on or viewed.newest(self._conn) or "9999-12-31"
        bounds, most = calendar_bounds(day, since, until), None if limit is None else limit + 1
        return calendar(
            day, viewed.agenda(self._conn, *bounds.ahead, most),
            viewed.agenda(self._conn, *bounds.past, most, backwards=True),
            viewed.undated_agenda(self._conn, *bounds.told, most),
        )  # fmt: skip

    def diff(self, since: str | None = None) -> Diff:
        """What is new in the record: told by articles of that day or later, or of the last week."""
        day = since or lately(viewed.newest(self._conn)) or "9999"
        return diff(viewed.told_since(self._conn, day), day)

    def shifts(self, question: Question | None = None) -> tuple[Shift, ...]:
        """Whose stance changed, among the positions that the question asks for."""
        return shifts(self.records(question or Question(kind="position")))

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

    def note(self, article: str, start: int, end: int, text: str, *, author: str, record: str | None = None) -> int:
        """Pin a note to characters of an article; its number comes back."""
        return notes.pin(self._conn, self.article(article), start, end, text, author=author, record=record)

    def unnote(self, id: int, *, again: bool = False) -> None:
        """Take a note back, or put it up again; it stays on file."""
        notes.remove(self._conn, id, again=again)

    def notes(self, article: str | None = None) -> Iterator[notes.Note]:
        """What people wrote beside an article, or all that they wrote, in the order of writing."""
        return notes.notes(self._conn, article=article)

    def browse(self) -> Browse:
        """A few records at a time, newest first: what pages ask."""
        return Browse(self._conn)

    # -- exporting

    def rows(self, kind: str, question: Question | None = None) -> Iterable[export.Row]:
        """The rows of an export kind, each with every key of the contract."""
        if kind not in export.EXPORTERS:
            raise NotFound(f"{kind}: no such kind; choose one of {', '.join(export.EXPORTERS)}")
        asked = question or Question()
        everything = export.Everything(
            articles=self.articles(asked.since, asked.until), copies=self.copies(), issues=self.issues(),
            plover=self.lexicon.plover, judgements=self.judgements(rules=True), notes=self.notes(),
            records=lambda of: self.records(msgspec.structs.replace(asked, kind=of)),
            stories=viewed.stories(self._conn),
            contradictions=viewed.contradictions(self._conn) if kind not in ("articles", "stories") else {},
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
        unread = f"; not read: {len(self.run.unread):,}, see .issues" if self.run.unread else ""
        return f"<record of {len(self.articles):,} articles: {counts}{unread}>"

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
