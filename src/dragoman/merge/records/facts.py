"""Records: findings that tell the same fact, merged into one row with all its citations.

In go findings, their articles and who is a copy of whom; out come records. The
same findings give the same records, byte for byte, in whatever order they come
and however often.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from dragoman.merge.records.candidates import candidates
from dragoman.merge.records.cluster import Link, cluster
from dragoman.merge.records.compare import ACCEPT, compare
from dragoman.merge.records.finish import finished
from dragoman.merge.records.history import history
from dragoman.merge.records.judged import Judged, applied, in_force, judged
from dragoman.merge.records.leads import Lead, leads, place
from dragoman.merge.records.telling import NONE, Telling, parties, standing, telling
from dragoman.model.article import Article
from dragoman.model.copy import Passage
from dragoman.model.finding import AnyFinding, Event, Meeting, Place, Pledge, Position, Statement
from dragoman.model.identity import content_id
from dragoman.model.judgement import Judgement
from dragoman.model.record import Record, Report, Step
from dragoman.model.when import When

_encode = msgspec.json.encode

PREFIX = {Event: "e", Statement: "s", Pledge: "g", Meeting: "m", Position: "o"}

_PRECISION = {"day": 0, "week": 1, "month": 2, "year": 3, "none": 4}
_NARROW = {"city": 0, "region": 1, "country": 2}
_BASIS = {"expression": 0, "dateline": 1, "inferred": 2, "publication": 3, "none": 4}


def records(
    findings: Iterable[AnyFinding],
    articles: Mapping[str, Article],
    copies: Mapping[str, str],
    judgements: Iterable[Judgement] = (),
    passages: Mapping[str, tuple[Passage, ...]] = NONE,
) -> tuple[Record, ...]:
    """The facts that these findings tell, each once; `copies` leads from a copy to its origin.

    `passages` say which parts of an article are others'; what a copy adds is told by itself.
    """
    once = {(f.citation.article, f.id): f for f in sorted(findings, key=_encode, reverse=True)}
    by_article: dict[str, list[AnyFinding]] = {}
    for finding in once.values():
        by_article.setdefault(finding.citation.article, []).append(finding)
    meant = judged(in_force(judgements), by_article)
    everyone = leads((telling(f, articles, copies, passages) for f in once.values()), meant.alone)
    found = finished(record for record, _ in facts(everyone, links(everyone), meant, articles, copies))
    return tuple(sorted(found, key=lambda record: (_order(record.finding), record.id)))


def links(leads: Sequence[Lead]) -> list[Link]:
    """Which of these leads tell the same, by position, and how surely."""
    tellings = [lead.telling for lead in leads]
    scored = ((a, b, compare(tellings[a], tellings[b]).value) for a, b in candidates(tellings))
    return [link for link in scored if link[2] >= ACCEPT]


def facts(
    leads: Sequence[Lead], links: Iterable[Link], judged: Judged,
    articles: Mapping[str, Article], copies: Mapping[str, str],
) -> list[tuple[Record, list[int]]]:  # fmt: skip
    """Each fact that these leads tell, and the positions of those that tell it.

    All leads that a chain of links or of people's judgements holds together must be
    among them; what others there are makes no difference.
    """
    at = {t.ref: position for position, lead in enumerate(leads) for t in lead.tellings}
    same, apart = ([(at[a], at[b]) for a, b in pairs if a in at and b in at] for pairs in (judged.same, judged.apart))
    kept_apart = {frozenset(pair) for pair in apart}

    def contradicts(a: int, b: int) -> bool:
        return frozenset((a, b)) in kept_apart or compare(leads[a].telling, leads[b].telling).contradicts

    # Whom a person set apart contradicts one that nobody else does: it is of a class of its own.
    kinds = [lead.telling.ref if lead.telling.ref in judged.alone else standing(lead.telling) for lead in leads]
    found = []
    for group in cluster(kinds, links, contradicts, same=same, apart=apart):
        tellings = sorted((t for position in group for t in leads[position].tellings), key=place)
        if isinstance(tellings[0].finding, Meeting) and not any(t.finding.is_whole for t in tellings):
            continue  # what became of a meeting of which nobody tells who met
        verdicts = [one for t in tellings for one in judged.verdicts.get(t.ref, ())]
        found.append((applied(_record(tellings, articles, copies), verdicts), group))
    return found


def _order(finding: AnyFinding) -> tuple:
    return list(PREFIX).index(type(finding)), finding.when.start or "9999", finding.when.end or "9999"


def _record(
    tellings: Sequence[Telling], articles: Mapping[str, Article], copies: Mapping[str, str]
) -> Record:
    told = {t.ref: _report(t.finding, articles, copies) for t in tellings}
    reports = {(r.article, r.start, r.end): r for r in told.values()}
    steps: tuple[Step, ...] = ()
    showing = tellings
    if isinstance(tellings[0].finding, Meeting):
        steps = history((t.finding.status, told[t.ref]) for t in tellings)
        showing = [t for t in tellings if t.finding.status == steps[-1].status]
    elif isinstance(tellings[0].finding, Pledge):
        latest = _outcome(tellings)
        showing = [t for t in tellings if t.finding.status == latest]
    # The citation shown must state the status shown, so only such tellings may represent it.
    best = min(showing, key=_fullest)
    # Named after the telling that came first: what is told later, or more surely, leaves a record its id.
    first = min(tellings, key=lambda t: ((told[t.ref].published or "9999")[:10], t.id))
    return Record(
        id=content_id(PREFIX[type(best.finding)], first.id),
        finding=_completed(best, showing, tellings),
        reports=tuple(sorted(reports.values(), key=_told_first)),
        independent_sources=_sources(tellings, articles),
        history=steps,
    )


def _report(finding: AnyFinding, articles: Mapping[str, Article], copies: Mapping[str, str]) -> Report:
    citation = finding.citation
    article = articles.get(citation.article)
    return Report(
        article=citation.article,
        outlet=article.outlet if article else None,
        published=article.published.value if article else None,
        quote=citation.quote,
        start=citation.start,
        end=citation.end,
        copy_of=copies.get(citation.article),
    )


def _told_first(report: Report) -> tuple:
    """By day; of one day the originals before their copies, which may not tell the hour."""
    published = report.published or "9999"
    return published[:10], report.copy_of is not None, published, report.article, report.start, report.end


def _fullest(telling: Telling) -> tuple:
    """Most parties, most of them by name, the surest reading, the most precise date, no copy, the longest quote."""
    finding = telling.finding
    return (
        -sum(map(len, parties(finding))), -len(telling.names), -finding.confidence, _PRECISION[finding.when.precision],
        telling.copied, -len(finding.citation.quote), telling.id,
    )  # fmt: skip


def _completed(best: Telling, showing: Sequence[Telling], tellings: Sequence[Telling]) -> AnyFinding:
    """The fullest telling, with what only others tell: a more precise date, contexts, a place."""
    finding = best.finding
    dates = [finding.when, *(t.finding.when for t in showing if not t.copied)]
    changes: dict[str, object] = {"when": min(dates, key=_surest(finding.when))}
    if isinstance(finding, Event):
        told = [t.finding for t in tellings]
        changes["contexts"] = tuple(sorted({context for event in told for context in event.contexts}))
        changes["mode"] = finding.mode or next((event.mode for event in told if event.mode), None)
        # What is retold as history was once told as news; the record keeps the news.
        if not all("historical" in event.aux for event in told):
            changes["aux"] = tuple(aux for aux in finding.aux if aux != "historical")
    if isinstance(finding, Pledge):
        told = [t.finding for t in showing]
        dues = [finding.due, *(pledge.due for pledge in told if pledge.due.start)]
        changes["due"] = min(dues, key=_surest(finding.due))
        changes["condition"] = finding.condition or next((one.condition for one in told if one.condition), None)
        changes["to"] = finding.to or next((one.to for one in told if one.to), ())
    if isinstance(finding, Event | Meeting):
        changes["where"] = _narrowest(finding.where, [t.finding.where for t in showing if t.finding.where])
    if isinstance(finding, Meeting):
        changes |= _of_a_life(finding, showing, tellings)
    return msgspec.structs.replace(finding, **changes)


def _of_a_life(finding: Meeting, showing: Sequence[Telling], tellings: Sequence[Telling]) -> dict[str, object]:
    """What a meeting's last telling leaves out and an earlier one tells: who meets, where, and when it was to be."""
    changes: dict[str, object] = {}
    if not finding.is_whole:
        told = min((t for t in tellings if t.finding.is_whole), key=_fullest).finding
        changes = {"participants": told.participants, "kind": told.kind, "level": told.level}
    if not any(t.finding.when.start for t in showing):
        dated = sorted((t for t in tellings if t.finding.when.start and not t.copied), key=_told_last)
        changes |= {"when": dated[-1].finding.when} if dated else {}
    if not any(t.finding.where for t in showing):
        changes["where"] = _narrowest(None, [t.finding.where for t in tellings if t.finding.where])
    return changes


def _told_last(telling: Telling) -> tuple:
    return telling.published or "", -_PRECISION[telling.finding.when.precision], *place(telling)


def _narrowest(own: Place | None, told: Sequence[Place]) -> Place | None:
    """The place as this telling gives it, unless another names a narrower one of the same state."""
    fitting = [place for place in told if own is None or place.state == own.state]
    return min(fitting, key=lambda place: (_NARROW[place.precision], place != own), default=own)


def _surest(own: When) -> Callable[[When], tuple]:
    """The most precise date first; of those one that is told, for a reprint's day is a day late; then our own."""
    return lambda when: (
        _PRECISION[when.precision], when.basis == "publication", when != own, _BASIS[when.basis],
        when.start or "9999", when.end or "9999", when.text or "",
    )  # fmt: skip


def _outcome(tellings: Sequence[Telling]) -> str:
    """What has become of a pledge: the latest that was told other than that it is open."""
    closed = [t for t in tellings if t.finding.status != "open"]
    latest = max(closed, key=lambda t: (t.published or "", t.finding.status, *place(t)), default=None)
    return latest.finding.status if latest else "open"


def _sources(tellings: Iterable[Telling], articles: Mapping[str, Article]) -> int:
    """How many told it themselves: what a copy repeats is its origin's, and an outlet counts once."""
    origins = {telling.family for telling in tellings}
    outlets = {id: articles[id].outlet for id in origins if id in articles}
    return len({(outlets.get(id) or "").casefold() or f"article {id}" for id in origins})
