"""Outcomes: what became of a promise, by what later articles tell.

Records and the articles in; the same records out, every pledge with the steps of its life:
open, then kept, broken, withdrawn or overdue, each with the sentence that shows it and the
reason. A sentence that only hints at an outcome changes nothing: it is kept as a candidate
for a person to look at. A pure function of the two; the day it counts as is that of the
newest article, so that the same pages always say the same.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

import msgspec

from dragoman.lexicon.pledges import PledgeWords
from dragoman.merge.wording import words
from dragoman.model.article import Article
from dragoman.model.finding import Pledge
from dragoman.model.record import Record, Report, Step
from dragoman.model.span import Span

TOLD, PLAIN = 0.5, 0.6  # share of a promise's words that a sentence about it must have; one that shows its outcome
FEW = 2  # words in common, whatever their share
NEAR = 2  # sentences that may tell it together
LASTING = 731  # days after the term, or after the promise: what is told later is more likely another deed
BINDING = ("commitment", "agreement", "campaign")  # kinds that can be overdue: who only hopes or offers owes nothing
UNTOLD = "9999-12-31"  # no day: none is later
SMALL = frozenset((
    "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and", "or", "as",
    "its", "his", "her", "their", "it", "this", "that", "be", "is", "are", "was",
))  # fmt: skip


Split = Callable[[Article], Sequence[Span]]  # an article's sentences


class Evidence(NamedTuple):
    """What a sentence shows of a promise; `status` is None where it only hints."""

    status: str | None
    report: Report
    why: str


def outcomes(
    facts: Sequence[Record], articles: Mapping[str, Article], copies: Mapping[str, str],
    table: PledgeWords, split: Split,
) -> tuple[Record, ...]:  # fmt: skip
    """`facts` with what became of their pledges."""
    standing = (record for record in facts if not record.rejected)
    pledges = {record.id: record for record in standing if isinstance(record.finding, Pledge)}
    if not pledges:
        return tuple(facts)
    newest = max((day_of(article) for article in articles.values() if day_of(article)), default=None)
    found: dict[str, list[Evidence]] = defaultdict(list)
    for article, ids in about(pledges, articles):
        spans = split(article)
        for id in ids:
            found[id] += evidence(pledges[id], article, spans, copies.get(article.id), table)
    done = {id: settled(record, found[id], newest) for id, record in pledges.items()}
    return tuple(done.get(record.id, record) for record in facts)


# -- which articles may tell of which promise


def about(pledges: Mapping[str, Record], articles: Mapping[str, Article]) -> Iterator[tuple[Article, list[str]]]:
    """Every article with the pledges some of whose telling words stand in it."""
    telling = {id: matter(record.finding) for id, record in pledges.items()}
    by_word: dict[str, list[str]] = defaultdict(list)
    for id, stems in telling.items():
        for one in stems:
            by_word[one].append(id)
    for article in sorted(articles.values(), key=lambda one: one.id):
        shared: dict[str, int] = defaultdict(int)
        for one in stems_of(article) & by_word.keys():
            for id in by_word[one]:
                shared[id] += 1
        ids = sorted(id for id, count in shared.items() if count >= enough(telling[id]))
        if ids:
            yield article, ids


def enough(telling: Collection[str]) -> int:
    """How many of a pledge's telling words an article must have to be looked at."""
    return max(FEW, ceil(TOLD * len(telling)))


def stems_of(article: Article) -> set[str]:
    return {stem(word) for word in words(article.text)}


def matter(pledge: Pledge) -> frozenset[str]:
    """The stems that tell this promise from others: of its words, less the small ones and those of its term."""
    term = set(words(pledge.due.text or ""))
    return frozenset(stem(word) for word in words(pledge.what) if word not in SMALL and word not in term)


def stem(word: str) -> str:
    """One stem for the forms of a regular word; not linguistics, only enough to meet again.

    >>> stem("soldiers") == stem("soldier"), stem("shipped") == stem("ship"), stem("closing") == stem("closed")
    (True, True, True)
    """
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls" else word


# -- what they show


def evidence(
    record: Record, article: Article, spans: Sequence[Span], copy_of: str | None, table: PledgeWords
) -> Iterator[Evidence]:
    """What the sentences of a later article show of a pledge."""
    after, until = lasting(record)
    if not after < (day_of(article) or "") <= until:
        return
    wanted = matter(record.finding)
    told = [(span, words(span.of(article.text))) for span in spans]
    for at, (span, own) in enumerate(told):
        shared = _share(own, wanted)
        near = tuple(word for _, more in told[at : at + NEAR] for word in more)
        outright = _outright(span.of(article.text).casefold(), own, table)
        if outright is not None and _share(near, wanted) >= TOLD:
            yield Evidence(outright[0], _report(article, span, copy_of), outright[1])
        elif shared >= TOLD and len({stem(word) for word in own} & wanted) >= FEW:
            status, why = _shown(record.finding, own, shared, table)
            if why:
                yield Evidence(status, _report(article, span, copy_of), why)


def _share(told: Iterable[str], wanted: frozenset[str]) -> float:
    return len({stem(word) for word in told} & wanted) / len(wanted) if wanted else 0.0


def _outright(text: str, own: tuple[str, ...], table: PledgeWords) -> tuple[str, str] | None:
    """An outcome told as one: "kept its word", "let its warning drop"."""
    outcome = table.outcome
    for status, phrases in (("broken", outcome.broken), ("kept", outcome.kept)):
        phrase = next((one for one in phrases if one in text), None)
        if phrase is not None:
            return status, f"“{phrase}”"
    named = any(noun in own for noun in outcome.nouns)
    phrase = next((one for one in outcome.withdrawn if one in text), None)
    if phrase is not None and named and not outcome.denials & set(own):
        return "withdrawn", f"“{phrase}”"
    return None


def _shown(pledge: Pledge, own: tuple[str, ...], shared: float, table: PledgeWords) -> tuple[str | None, str]:
    """What a sentence about the deed shows; a promise told again shows nothing."""
    outcome, there = table.outcome, set(own)
    if outcome.hedges & there:
        return None, "may tell what became of it"
    if outcome.doubts & there:
        return None, ""
    if outcome.denials & there:
        return "undone", "told as not done"
    if shared >= PLAIN and _does(pledge, own, table):
        return "kept", "the deed is told as done"
    return None, "may tell what became of it"


def _does(pledge: Pledge, own: tuple[str, ...], table: PledgeWords) -> bool:
    """Whether one of the promise's own verbs stands in a form of the past."""
    promised = words(pledge.what)
    irregular = {form for word in promised for form in table.past.get(word, ())}
    regular = {stem(word) for word in promised if word not in table.past and word not in SMALL}
    return bool(irregular & set(own)) or any(word.endswith("ed") and stem(word) in regular for word in own)


def _report(article: Article, span: Span, copy_of: str | None) -> Report:
    return Report(
        article=article.id, outlet=article.outlet, published=article.published.value, quote=span.of(article.text),
        start=span.start, end=span.end, copy_of=copy_of,
    )  # fmt: skip


# -- its life


def settled(record: Record, found: Sequence[Evidence], newest: str | None) -> Record:
    """A pledge with the steps of its life, by all evidence of it and the day of the newest article."""
    pledge = record.finding
    told = sorted(found, key=lambda one: (one.report.published or "", one.report.article, one.report.start))
    first = min(record.reports, key=lambda one: (one.published or "9999", one.article, one.start))
    steps = [Step("open", first.published, first, f"told by {first.outlet or 'an article'}")]
    last = (pledge.due.end or pledge.due.start or "")[:10]
    for one in told:
        status = one.status
        if status == "undone":
            day = (one.report.published or "")[:10]
            status = "overdue" if last and day > last and pledge.kind in BINDING else None
        if status is not None and steps[-1].status in ("open", "overdue") and status != steps[-1].status:
            steps.append(Step(status, one.report.published, one.report, one.why))
    hints = tuple(one.report for one in told if one.status is None)
    if steps[-1].status == "open" and not hints and last and newest and newest > last and pledge.kind in BINDING:
        steps.append(Step("overdue", last, first, f"due {last}, and nothing told since says that it was done"))
    status = pledge.status if "status" in record.mended else steps[-1].status  # a person's word stands
    return msgspec.structs.replace(
        record, finding=msgspec.structs.replace(pledge, status=status), history=tuple(steps),
        candidates=hints if steps[-1].status == "open" else (),
    )  # fmt: skip


def day_of(article: Article) -> str | None:
    return article.published.value[:10] if article.published.value else None


def lasting(record: Record) -> tuple[str, str]:
    """The day after which an article may tell the outcome of a pledge, that of the promise, and the last one."""
    due = record.finding.due
    first = min((report.published[:10] for report in record.reports if report.published), default=UNTOLD)
    try:
        last = date.fromisoformat(max(first, (due.end or due.start or "")[:10])) + timedelta(LASTING)
    except (ValueError, OverflowError):
        return first, UNTOLD
    return first, last.isoformat()
