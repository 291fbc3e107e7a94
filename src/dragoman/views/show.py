"""One thing with its evidence: the sentence in its surroundings, marked, with outlet and date."""

from collections.abc import Callable, Iterator, Sequence

from dragoman.lexicon.plover import Plover
from dragoman.model.article import Article
from dragoman.model.finding import AnyFinding, Event, Meeting, Pledge, Position, Statement
from dragoman.model.record import Record, Report
from dragoman.model.story import Contradiction
from dragoman.views import words
from dragoman.views.evidence import outlet
from dragoman.views.shifts import about
from dragoman.views.terminal import Lines, Piece

WHY = "; "  # between the steps by which a finding was decided
AROUND = 160  # characters of the article before and after what is cited


def record_lines(
    record: Record, plover: Plover, article: Callable[[str], Article], *, why: bool = False,
    contradictions: Sequence[Contradiction] = (),
) -> Lines:  # fmt: skip
    """What a record says, what its tellings disagree about, then every telling with the words marked by ⟦ and ⟧.

    With `why`, each step by which it was decided has a line.
    """
    yield [("bold", f"{record.id}  "), ("bold", title(record))]
    for name, value in facts(record, plover):
        yield [("dim", f"  {name:<12}"), ("", value)]
    first, *steps = record.finding.why.split(WHY)
    yield [("dim", "  confidence  "), ("", f"{record.finding.confidence:.2f} · {first}")]
    if why:
        yield from ([("dim", "              "), ("", step)] for step in steps)
    if record.history:
        yield []
        for step in record.history:
            source = outlet(article(step.report.article))
            yield [
                ("dim", f"  {words.day(step.when):<14}"),
                ("", f"{step.status:<11}"),
                ("dim", f"told by {source}" + (f": {step.why}" if step.why else "")),
            ]
    for report in record.candidates:
        yield []
        yield [("dim", "  may tell what became of it, and does not say so plainly:")]
        yield from report_lines(report, article(report.article))
    yield from disputed_lines(contradictions)
    for report in record.reports:
        yield []
        yield from report_lines(report, article(report.article))


def report_lines(report: Report, article: Article) -> Lines:
    """One telling: who, when, and the cited words in their surroundings."""
    about = [article.outlet or article.page, words.day(report.published)]
    if article.published.basis == "inferred":
        about.append("date inferred")
    if report.copy_of:
        about.append(f"a copy of {report.copy_of}")
    yield [("bold", "  " + " · ".join(about)), ("dim", f"  {article.title or ''}  "), ("id", article.id)]
    yield marked(article.text, report.start, report.end)


def marked(text: str, start: int, end: int) -> list[Piece]:
    """The words at `start:end` between marks, with what stands around them."""
    before = text[max(0, start - AROUND) : start].replace("\n\n", " ¶ ")
    after = text[end : end + AROUND].replace("\n\n", " ¶ ")
    lead = "… " if start > AROUND else ""
    return [
        ("dim", f"    {lead}{before}"), ("bold", f"⟦{text[start:end]}⟧".replace("\n\n", " ¶ ")),
        ("dim", after + (" …" if end + AROUND < len(text) else "")),
    ]  # fmt: skip


def disputed_lines(found: Sequence[Contradiction]) -> Lines:
    """What tellings disagree about, side by side, each with who says so and the words."""
    for one in found:
        yield []
        yield [("bold", f"  disputed  {one.what}"), ("dim", f"  ({one.kind})")]
        for side in one.sides:
            report = side.report
            outlet = report.outlet or report.article
            told = f"{side.who}, in {outlet}" if side.who else outlet
            yield [
                ("", f"    {side.value}"), ("dim", f", says {told}, {words.day(report.published)}: "),
                ("fit", f"“{words.shortened(report.quote, 160)}”"), ("id", f"  {report.article}"),
            ]  # fmt: skip


def title(record: Record) -> str:
    match record.finding:
        case Event() as event:
            return event.summary
        case Statement() as said:
            return words.said(said)
        case Pledge() as pledge:
            return f"{words.names(pledge.by)}: {words.promise(pledge.what)}"
        case Meeting() as meeting:
            return f"{words.names(meeting.participants)}: {meeting.kind}, {meeting.status}"
        case Position() as position:
            return f"{position.holder.name} on {about(position.toward, position.issue)}: {position.words}"


def facts(record: Record, plover: Plover) -> Iterator[tuple[str, str]]:
    """The coded side of a record, one line each, nothing unknown shown as known."""
    finding = record.finding
    yield from _coded(finding, plover)
    yield "when", words.when(finding.when) + (f" (by {finding.when.basis})" if finding.when.start else "")
    where = getattr(finding, "where", None)
    if where:
        yield "where", f"{where.text} ({', '.join(part for part in (where.precision, where.state) if part)})"
    yield (
        "sources",
        f"{words.count(record.independent_sources, 'independent source')}"
        f", {words.count(len(record.reports), 'report')} in {words.count(record.articles, 'article')}",
    )
    if record.first_told != record.last_told:
        yield "told", f"{words.day(record.first_told)} to {words.day(record.last_told)}"
    if record.judged:
        said = "rejected" if record.rejected else f"mended: {', '.join(record.mended)}" if record.mended else "accepted"
        yield "by a person", f"{said} ({', '.join(record.judged)})"


def _coded(finding: AnyFinding, plover: Plover) -> Iterator[tuple[str, str]]:
    """What only findings of its kind have."""
    match finding:
        case Event() as event:
            mode = f" {event.mode}" if event.mode else ""
            yield (
                "code",
                f"{event.type}{mode} · CAMEO {event.cameo} · {plover.quad(event.type)}"
                f" · {plover.score(event.type, event.mode):+}",
            )
            if event.aux:
                yield "aux", ", ".join(event.aux)
            yield "actors", actors(event.actors)
            if event.recipients:
                yield "recipients", actors(event.recipients)
            if event.contexts:
                yield "contexts", ", ".join(event.contexts)
        case Statement() as said:
            yield "speaker", actors((said.speaker,)) if said.speaker else "not told plainly"
            if said.principal:
                yield "for", actors((said.principal,))
            if said.addressees:
                yield "to", actors(said.addressees)
            yield "kind", said.kind + (f" ({said.cue})" if said.cue else "")
            if said.venue:
                yield "venue", said.venue
            if said.about or said.issues:
                yield "about", ", ".join((*said.about, *said.issues))
        case Pledge() as pledge:
            yield "by", actors(pledge.by)
            if pledge.to:
                yield "to", actors(pledge.to)
            yield "kind", pledge.kind
            if pledge.condition:
                yield "condition", pledge.condition
            yield "status", pledge.status
            if pledge.due.start:
                yield "due", words.when(pledge.due)
        case Meeting() as meeting:
            yield "who", actors(meeting.participants)
            if meeting.level:
                yield "level", meeting.level
        case Position() as position:
            yield "stance", f"{position.stance:+.1f}"
            if position.toward:
                yield "toward", position.toward
            if position.issue:
                yield "issue", position.issue



def actors(who: tuple) -> str:
    told = []
    for actor in who:
        role = ", ".join(part for part in (actor.office, actor.state) if part)
        told.append(f"{actor.name} ({role})" if role and actor.kind != "state" else actor.name)
    return "; ".join(told)


def published(article: Article) -> str:
    """The date with its ground: "2025-06-09 (inferred: …)"."""
    known = article.published
    return f"{known.value} ({known.basis}: {known.text})" if known.value else "unknown"


def article_lines(article: Article, copy_of: str | None) -> Lines:
    """An article: what is known of it, its text, and what its page held besides."""
    yield [("bold", f"{article.id}  {article.title or '(no title)'}")]
    known = {
        "page": article.page, "outlet": article.outlet,
        "byline": ", ".join(article.byline), "dateline": article.dateline,
        "published": published(article),
        "url": article.url, "age": article.age_text, "found in": article.found_in, "copy of": copy_of,
    }  # fmt: skip
    for name, value in known.items():
        if value:
            yield [("dim", f"  {name:<12}"), ("", value)]
    for caption in article.captions:
        yield [("dim", "  caption     "), ("", caption)]
    for paragraph in article.text.split("\n\n"):
        yield []
        yield [("", f"  {paragraph}")]
    if article.dropped:
        yield []
        yield [("bold", "  left out")]
        for piece in article.dropped:
            yield [
                ("dim", f"  {piece.role:<10}"),
                ("", words.shortened(piece.quote, 80)),
                ("dim", f"  {piece.reason}"),
            ]
