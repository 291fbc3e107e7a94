"""The brief: what a run read, what it left out, and the newest of every kind, each line with the id of its evidence."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from dragoman.lexicon.plover import Plover
from dragoman.model.article import Article
from dragoman.model.finding import Event, Meeting, Pledge, Statement
from dragoman.model.reading import Issue
from dragoman.model.record import Record
from dragoman.model.story import Contradiction
from dragoman.views import words
from dragoman.views.issues import summary
from dragoman.views.shifts import shifts

MOST_TIES = 8
MOST_LINES = 4
CONTRADICTIONS = "contradictions"  # told even where there is none
CALM = 1.0  # PLOVER points: a mean score nearer to zero than this leans neither way


class Run(msgspec.Struct, frozen=True):
    """What one reading of pages did. `unread` says why pages could not be read; `failures` counts stages that broke.

    `otherwise` counts pages that were stored already, read with other tables of the lexicon than this run's.
    """

    pages: int
    new_articles: int
    unread: tuple[str, ...] = ()
    failures: int = 0
    seconds: float | None = None
    otherwise: int = 0


class Line(msgspec.Struct, frozen=True):
    """One line: its heading, its words, when, and the id whose evidence `show` prints."""

    heading: str
    text: str
    when: str
    id: str | None
    sources: int | None = None
    trend: str | None = None


class Brief(msgspec.Struct, frozen=True):
    """All a terminal, a page or a program needs to show what the record holds."""

    pages: int
    articles: int
    unique: int
    run: Run | None
    copies: tuple[str, ...]
    found_inside: tuple[str, ...]
    left_out: dict[str, int]
    ties: tuple[Line, ...]
    said: tuple[Line, ...]
    promised: tuple[Line, ...]
    meetings: tuple[Line, ...]
    shifted: tuple[Line, ...]
    check: dict[str, int]
    own_tables: tuple[tuple[str, str, int], ...] = ()  # of the user: digest, files, pages read with them
    disputed: tuple[Line, ...] = ()
    no_article: tuple[str, ...] = ()  # of pages that hold none, with the reason
    beyond: dict[str, int] = {}  # by section, how many lines more there would be


def brief(
    articles: Sequence[Article], copies: Mapping[str, str], records: Sequence[Record], plover: Plover,
    *, pages: int, issues: Sequence[Issue] = (), run: Run | None = None,
    own_tables: tuple[tuple[str, str, int], ...] = (), contradictions: Sequence[Contradiction] = (),
) -> Brief:  # fmt: skip
    """The brief of a record; `records` newest first."""
    by_id = {article.id: article for article in articles}
    dropped = Counter(piece.role for article in articles for piece in article.dropped)
    left_open = summary(issues, lambda id: by_id[id].text)
    foremost = _foremost(records)
    told = {
        "ties": tuple(_ties(records, plover)), "said": tuple(_said(foremost)), "promised": tuple(_promised(foremost)),
        "meetings": tuple(_meetings(records)), "shifted": tuple(_shifted(records)),
        "disputed": tuple(map(_disputed, contradictions)),
    }  # fmt: skip
    shown = {name: lines[: MOST_TIES if name == "ties" else MOST_LINES] for name, lines in told.items()}
    return Brief(
        pages=pages,
        articles=len(articles),
        unique=len(articles) - len(copies),
        run=run,
        copies=tuple(f"{label(by_id[copy])} = {label(by_id[origin])}" for copy, origin in sorted(copies.items())),
        found_inside=tuple(label(article) for article in articles if article.found_in),
        left_out={role: dropped[role] for role in _LEFT_OUT if dropped[role]},
        **shown,
        check={
            "facts on one source": sum(record.independent_sources == 1 for record in records),
            "facts on several sources": sum(record.independent_sources > 1 for record in records),
            CONTRADICTIONS: len(contradictions),
            "articles with an inferred date": sum(article.published.basis == "inferred" for article in articles),
            "articles without a date": sum(article.published.value is None for article in articles),
            "mentions unresolved": left_open.mentions,
            "doubts": left_open.issues,
        },
        own_tables=own_tables,
        beyond={name: len(lines) - len(shown[name]) for name, lines in told.items() if len(lines) > len(shown[name])},
        no_article=tuple(one.message for one in issues if one.stage == "cut" and one.article is None),
    )


_LEFT_OUT = ("promo", "comment", "ranking", "related", "share", "contact", "caption", "other")


def label(article: Article) -> str:
    """How a brief calls an article: by outlet or page, and by its headline or first words."""
    place = article.outlet or article.page.rsplit("/", 1)[-1]
    return f"{place} “{words.shortened(article.title or article.text, 40)}”"


def involved_states(record: Record) -> tuple[str, ...]:
    """The states that a record ties together, sorted."""
    finding = record.finding
    actors = getattr(finding, "participants", None) or (
        *getattr(finding, "actors", ()),
        *getattr(finding, "recipients", ()),
    )
    return tuple(sorted({actor.state for actor in actors if actor.state}))


def _ties(records: Sequence[Record], plover: Plover) -> Iterable[Line]:
    """Ties of two or more states by independent sources, each with its newest event."""
    grouped: dict[tuple[str, ...], list[Record]] = {}
    for record in records:
        if isinstance(record.finding, Event) and len(involved_states(record)) > 1:
            grouped.setdefault(involved_states(record), []).append(record)
    told = {tie: sum(record.independent_sources for record in group) for tie, group in grouped.items()}
    for tie in sorted(grouped, key=lambda tie: (-told[tie], tie)):
        newest = _headline(grouped[tie])
        event = newest.finding
        yield Line(
            heading=words.tie(tie), text=words.shortened(event.summary, 140), when=words.when(event.when),
            id=newest.id, sources=newest.independent_sources, trend=trend(grouped[tie], plover),
        )  # fmt: skip


def _headline(group: list[Record]) -> Record:
    """The newest event that took place or is to; what is only thought of or long past comes after.

    Of one day what most sources tell, then what an article tells first: news begins with what matters.
    """
    plain = [record for record in group if not {"historical", "hypothetical", "negation"} & set(record.finding.aux)]
    return max(
        plain or group,
        key=lambda record: (
            record.finding.when.start or "",
            record.independent_sources,
            -min(report.start for report in record.reports),
            record.id,
        ),
    )


def trend(group: Iterable[Record], plover: Plover) -> str:
    """Where a tie's events lean, by the mean of their PLOVER scores: cooperation, conflict, or mixed."""
    scores = [
        plover.score(record.finding.type, record.finding.mode)
        for record in group
        if not {"historical", "hypothetical", "negation"} & set(record.finding.aux)
    ]
    if not scores:
        return "background"
    mean = sum(scores) / len(scores)
    return "cooperation" if mean > CALM else "conflict" if mean < -CALM else "mixed"


def _foremost(records: Sequence[Record]) -> list[Record]:
    """The newest day first, and of a day what most sources tell, then whoever speaks for a state or body."""

    def rank(record: Record) -> tuple[str, int, bool, float]:
        finding = record.finding
        who = finding.by if isinstance(finding, Pledge) else (getattr(finding, "speaker", None),)
        official = any(actor and (actor.office or actor.kind in ("state", "organ")) for actor in who)
        return (finding.when.start or "")[:10], record.independent_sources, official, finding.confidence

    return sorted(records, key=rank, reverse=True)


def _said(records: Sequence[Record]) -> Iterable[Line]:
    """Direct words of speakers whose name and state are known."""
    for record in records:
        said = record.finding
        if not isinstance(said, Statement) or said.speaker is None or said.kind != "direct":
            continue
        if said.speaker.state and said.speaker.name[:1].isupper():
            yield Line(
                words.surname(said.speaker), f"“{words.shortened(said.words, 120)}”", words.when(said.when),
                record.id, record.independent_sources,
            )  # fmt: skip


def _promised(records: Sequence[Record]) -> Iterable[Line]:
    for record in records:
        pledge = record.finding
        if isinstance(pledge, Pledge):
            by = ", ".join(words.surname(actor) for actor in pledge.by)
            yield Line(
                by,
                words.promise(words.shortened(pledge.what, 120)),
                words.standing(pledge),
                record.id,
                record.independent_sources,
            )


def _meetings(records: Sequence[Record]) -> Iterable[Line]:
    """Meetings with their way from mooted to held; between states first."""
    for record in records:
        meeting = record.finding
        if not isinstance(meeting, Meeting):
            continue
        who = "–".join(words.surname(actor) for actor in meeting.participants[:4])
        where = f" in {meeting.where.text}" if meeting.where else ""
        yield Line(
            who,
            f"{meeting.kind}{where}: {words.way(record)}",
            words.when(meeting.when),
            record.id,
            record.independent_sources,
        )


def _shifted(records: Sequence[Record]) -> Iterable[Line]:
    """Holders who turned from for to against, or back: the last turn of each, both words quoted."""
    turned = {(one.holder.id, one.toward, one.issue): one for one in reversed(shifts(records)) if one.kind == "turned"}
    for one in sorted(turned.values(), key=lambda one: one.now.start or "", reverse=True):
        yield Line(one.heading, one.text, one.now.when, one.now.id, one.sources)


def _disputed(one: Contradiction) -> Line:
    """One thing told in two ways, each with who says so."""
    sides = [f"{side.value} ({side.who or side.report.outlet or side.report.article})" for side in one.sides]
    told = [side.report.published for side in one.sides if side.report.published]
    id = next(iter(one.records), one.sides[0].report.article)
    return Line(one.what, " · ".join(sides), words.day(max(told, default=None)), id)
