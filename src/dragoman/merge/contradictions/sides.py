"""Contradictions: tellings of one thing that cannot all be true, side by side, each with who says so.

In go the records of one story and its articles, out come Contradictions: in
numbers, dates, doers and denials. Decides nothing about who is right. Precision
comes first: "at least 26" and "31" agree; a toll that rises from day to day is
news; what may be two deeds is none.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.merge.contradictions.claims import OPENING, Claim, Teller, claims, matter, report, speakers, who_says
from dragoman.merge.rarity import Rarity
from dragoman.merge.records.telling import parties
from dragoman.model.actor import Actor
from dragoman.model.article import Article
from dragoman.model.finding import Event, Meeting
from dragoman.model.identity import content_id
from dragoman.model.record import Record, Report
from dragoman.model.span import Span
from dragoman.model.story import Contradiction, ContradictionKind, Side

_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
PREFIX = "c"
ALIKE = 2  # telling words in common, where one of two sentences stands deeper in its article
NEAR = 3  # days between two dates that may be meant for one deed
TOLD_TOGETHER = 1  # days between two articles that should know the same
VIOLENT = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION"})


class Affair:
    """One story's articles and records, with what is asked of them more than once."""

    def __init__(
        self, articles: Sequence[Article], copies: Mapping[str, str], records: Sequence[Record],
        lexicon: Lexicon, sentences: Teller, rarity: Rarity,
    ):  # fmt: skip
        # What a reprint tells its original tells.
        self.articles = {one.id: one for one in articles if one.id not in copies}
        self.records = [
            record for record in records if any(report.article in self.articles for report in record.reports)
        ]
        self.sentences = {id: tuple(sentences(one.text)) for id, one in self.articles.items()}
        self.lexicon, self.rarity = lexicon, rarity
        self.told: dict[str, list[Record]] = defaultdict(list)
        for record in self.records:
            for id in {one.article for one in record.reports}:
                self.told[id].append(record)
        self.claims = [
            claim
            for id, one in self.articles.items()
            for claim in claims(
                one, None, self.told[id], lambda _, id=id: self.sentences[id], lexicon.claims, rarity
            )
        ]  # fmt: skip

    def reports(self, record: Record) -> list[Report]:
        """The tellings of a record by this story's originals."""
        return [report for report in record.reports if report.article in self.articles]

    def outlet(self, article: str) -> str:
        return (self.articles[article].outlet or article).casefold()

    def records_at(self, one: Report) -> tuple[str, ...]:
        """The records that are told where this sentence stands."""
        return tuple(
            record.id
            for record in self.told[one.article]
            if any(
                told.article == one.article and told.start < one.end and one.start < told.end
                for told in record.reports
            )
        )  # fmt: skip


def contradictions(affair: Affair) -> tuple[Contradiction, ...]:
    """What the tellings of one story disagree about, in a fixed order."""
    found = {
        one.id: one for each in (_numbers, _dates, _blame, _denials, _negations) for one in each(affair)
    }  # fmt: skip
    return tuple(sorted(found.values(), key=lambda one: (one.kind, one.what, one.id)))


def _numbers(affair: Affair) -> Iterator[Contradiction]:
    """Of one thing counted, numbers of which none can be meant by all."""
    counted: dict[str, list[Claim]] = defaultdict(list)
    for claim in affair.claims:
        counted[claim.quantity.what].append(claim)
    for what, told in sorted(counted.items()):
        pairs = [(a, b) for a, b in combinations(told, 2) if _disagree(a, b, affair)]
        sides = {
            (claim.quantity.words.casefold(), _name(claim.who) or affair.outlet(claim.report.article)): claim
            for pair in pairs
            for claim in sorted(pair, key=_claim_order, reverse=True)
        }
        if pairs:
            listed = sorted(sides.values(), key=_claim_order)
            yield _contradiction(
                "number", what, [Side(one.quantity.words, _name(one.who), one.report) for one in listed], affair
            )


def _claim_order(claim: Claim) -> tuple:
    return claim.report.published or "9999", claim.report.article, claim.report.start, claim.quantity.start


def _disagree(a: Claim, b: Claim, affair: Affair) -> bool:
    """Whether two claims count the same and cannot both be true."""
    if not a.quantity.contradicts(b.quantity):
        return False
    # One outlet knows what it says: it tells two numbers of one thing only as two others' words.
    one_outlet = affair.outlet(a.report.article) == affair.outlet(b.report.article)
    if one_outlet and not (a.who and b.who and a.who.name != b.who.name):
        return False
    if _is_update(a, b, affair) or not _same_time(a.report, b.report, affair):
        return False
    same_record = set(affair.records_at(a.report)) & set(affair.records_at(b.report))
    opening = a.place < OPENING and b.place < OPENING
    shared = len(a.matter & b.matter)
    return bool(same_record) or shared >= (1 if opening else ALIKE)


def _is_update(a: Claim, b: Claim, affair: Affair) -> bool:
    """A count that only grows and is higher on a later day, unless two states stand by their own."""
    if a.quantity.what.rpartition(" ")[2] not in affair.lexicon.claims.growing:
        return False
    first, second = sorted((a, b), key=lambda claim: claim.report.published or "")
    apart = (first.report.published or "")[:10] != (second.report.published or "")[:10]
    grows = first.quantity.high < second.quantity.low
    sides = [claim.who.state for claim in (a, b) if claim.who and claim.who.state]
    return apart and grows and len(set(sides)) < 2


def _same_time(a: Report, b: Report, affair: Affair) -> bool:
    """Whether no weekday, month or year that one sentence names speaks against the other's."""
    first, second = _times(a.quote, affair), _times(b.quote, affair)
    weekdays = affair.lexicon.time.weekdays.keys()
    if first & weekdays and second & weekdays and not first & second & weekdays:
        return False
    # A year or month that is not the article's own is another time, unless both name it.
    return _elsewhen(first, a, affair) == _elsewhen(second, b, affair)


def _times(text: str, affair: Affair) -> frozenset[str]:
    named = affair.lexicon.time.weekdays.keys() | affair.lexicon.time.months.keys()
    capitals = {word[0].casefold() for word in _WORD.finditer(text) if word[0][:1].isupper()}  # "may" is no month
    return frozenset(capitals & named | set(_YEAR.findall(text)))


def _elsewhen(times: frozenset[str], told: Report, affair: Affair) -> frozenset[str]:
    months, day = affair.lexicon.time.months, told.published or ""
    near = {int(day[5:7]) % 12, int(day[5:7]) % 12 + 1, (int(day[5:7]) - 2) % 12 + 1} if len(day) >= 7 else set()
    return frozenset(
        time for time in times if (time.isdigit() and time != day[:4]) or (time in months and months[time] not in near)
    )


def _dates(affair: Affair) -> Iterator[Contradiction]:
    """One meeting or deed that outlets put on different days, of which none tells both."""
    for a, b in _pairs(filter(_is_dated, affair.records), lambda record: (type(record.finding), _ties(record))):
        days = a.finding.when.start, b.finding.when.start
        if days[0] == days[1] or _apart(*days) > NEAR or not _one_deed(a, b, affair):
            continue
        told_a, told_b = affair.reports(a), affair.reports(b)
        if {affair.outlet(one.article) for one in told_a} & {affair.outlet(one.article) for one in told_b}:
            continue
        if not any(
            _apart(x.published, y.published) <= TOLD_TOGETHER
            for x in told_a
            for y in told_b
            if x.published and y.published
        ):
            continue
        what = "when they meet" if isinstance(a.finding, Meeting) else f"when: {a.finding.type}"
        ordered = sorted((a, b), key=lambda record: record.finding.when.start)
        yield _contradiction(
            "date", what, [_side(record.finding.when.start, record, affair) for record in ordered], affair, (a.id, b.id)
        )


def _is_dated(record: Record) -> bool:
    finding = record.finding
    when = finding.when
    return (
        isinstance(finding, Meeting | Event)
        and when.precision == "day"
        and when.start == when.end
        and when.basis in ("expression", "dateline")
    )


def _one_deed(a: Record, b: Record, affair: Affair) -> bool:
    """Whether two dated records are one deed but for the day."""
    first, second = a.finding, b.finding
    if type(first) is not type(second) or _ties(a) != _ties(b) or _places_differ(a, b):
        return False
    if isinstance(first, Meeting):
        planned = {"planned", "proposed", "mooted", "postponed"}
        same_stage = (first.status in planned) == (second.status in planned)
        return len(_ties(a)) > 1 and first.kind == second.kind and same_stage and _persons(a) == _persons(b)
    if (first.type, first.mode, first.aux) != (second.type, second.mode, second.aux) or len(_ties(a)) < 2:
        return False
    return first.where is not None and first.where == second.where and _shared_matter(a, b, affair) >= ALIKE


def _blame(affair: Affair) -> Iterator[Contradiction]:
    """Who did it: each of two accuses the other of one deed, or a deed is told as two different ones' doing."""
    events = [record for record in affair.records if isinstance(record.finding, Event) and not record.finding.aux]
    for a, b in _pairs(events, _blamed):
        first = a.finding
        if not _days_touch(a, b) or not _shared_matter(a, b, affair):
            continue
        doers, others = _sides(a), _sides(b)
        if first.type == "ACCUSE":
            if doers[0] == others[1] and doers[1] == others[0] and not doers[0] & doers[1] and all(doers):
                yield _contradiction(
                    "doer", "who is to blame", [_accused(record, affair) for record in (a, b)], affair, (a.id, b.id)
                )
        elif first.type in VIOLENT and doers[0] and others[0] and not doers[0] & others[0] and doers[1] == others[1]:
            alike = doers[1] and not _places_differ(a, b) and _shared_matter(a, b, affair) > ALIKE
            if alike and not _told_by_one(a, b, affair):
                yield _contradiction(
                    "doer", f"who did it: {first.type}",
                    [_side(_names(record), record, affair) for record in (a, b)], affair, (a.id, b.id),
                )  # fmt: skip


def _blamed(record: Record) -> Hashable:
    """Under what two deeds meet that may be one: of accusations the parties, of others who suffers."""
    event = record.finding
    return event.type, _ties(record) if event.type == "ACCUSE" else _sides(record)[1]


def _denials(affair: Affair) -> Iterator[Contradiction]:
    """One accuses another of a deed, and the other says that it is not so."""
    denials = list(_denying(affair))
    for record in affair.records:
        accusing = record.finding
        if not denials or not isinstance(accusing, Event) or accusing.type != "ACCUSE" or accusing.aux:
            continue
        accusers, accused = _sides(record)
        accusation = frozenset().union(
            *(matter(_sentence(one, affair).quote, affair.rarity) for one in affair.reports(record))
        )
        for subject, before, denying in denials:
            named = any(_is_named(actor, subject, before) for actor in accusing.recipients)
            if named and subject in accused - accusers and accusation & matter(denying.quote, affair.rarity):
                who = " and ".join(actor.name for actor in accusing.recipients)
                charge = msgspec.structs.replace(_accused(record, affair), value=f"against {who}")
                sides = [charge, Side("denied", who, denying)]
                yield _contradiction("denial", "a charge", sides, affair, (record.id,))
                break


def _is_named(actor: Actor, state: str, before: str) -> bool:
    """Whether it is the accused who denies: of a group its name must stand there, its state is somebody else."""
    return actor.tie == state and (actor.kind not in ("group", "organisation") or actor.name in before)


def _denying(affair: Affair) -> Iterator[tuple[str, str, Report]]:
    """Sentences with a word of denial, each with the state named last before that word, and all before it."""
    for id, article in affair.articles.items():
        for span in affair.sentences[id]:
            text = span.of(article.text)
            for word in _WORD.finditer(text):
                if word[0].casefold() in affair.lexicon.claims.denials:
                    named = _states(affair.lexicon)[0].findall(text, 0, word.start())
                    if named:
                        yield _states(affair.lexicon)[1][named[-1]], text[: word.start()], report(article, None, span)
                    break


@lru_cache(maxsize=4)
def _states(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, str]]:
    """What finds the names of states, and whose they are."""
    names = {
        name: state.code
        for state in lexicon.states.values()
        for name in (state.name, *state.names, *state.adjectives, *((state.capital,) if state.capital else ()))
    }
    longest = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b"), names


def _negations(affair: Affair) -> Iterator[Contradiction]:
    """A deed that one tells as done and another as not done."""
    events = [record for record in affair.records if isinstance(record.finding, Event)]
    for a, b in _pairs(events, lambda record: (record.finding.type, _sides(record))):
        if not all(_sides(a)) or set(a.finding.aux) ^ set(b.finding.aux) != {"negation"} or _told_by_one(a, b, affair):
            continue
        if _days_touch(a, b) and _shared_matter(a, b, affair):
            denied, done = (a, b) if "negation" in a.finding.aux else (b, a)
            sides = [_side("done", done, affair), _side("not done", denied, affair)]
            yield _contradiction("denial", f"whether: {a.finding.type}", sides, affair, (a.id, b.id))


def _pairs(records: Iterable[Record], key: Callable[[Record], Hashable]) -> Iterator[tuple[Record, Record]]:
    """Every two records that meet under a key, in a fixed order."""
    meeting: dict[Hashable, list[Record]] = defaultdict(list)
    for record in sorted(records, key=lambda record: record.id):
        meeting[key(record)].append(record)
    for group in meeting.values():
        yield from combinations(group, 2)


def _contradiction(
    kind: ContradictionKind, what: str, sides: Sequence[Side], affair: Affair, of: Iterable[str] = ()
) -> Contradiction:
    records = tuple(sorted({*of, *(id for side in sides for id in affair.records_at(side.report))}))
    keys = [(side.value, side.report.article, side.report.start) for side in sides]
    return Contradiction(content_id(PREFIX, kind, what, sorted(keys)), kind, what, tuple(sides), records)


def _side(value: str, record: Record, affair: Affair) -> Side:
    told = _sentence(affair.reports(record)[0], affair)
    said = speakers(told.article, affair.told[told.article])
    at = Span(affair.reports(record)[0].start, affair.reports(record)[0].end)
    return Side(value, _name(who_says(at, said)), told)


def _name(actor: Actor | None) -> str | None:
    return actor.name if actor else None


def _accused(record: Record, affair: Affair) -> Side:
    """The accusation, on the word of those who make it."""
    by, of = parties(record.finding)
    return Side(
        " and ".join(actor.name for actor in of), " and ".join(actor.name for actor in by),
        _sentence(affair.reports(record)[0], affair),
    )  # fmt: skip


def _sentence(one: Report, affair: Affair) -> Report:
    """A telling widened to its sentence."""
    for span in affair.sentences[one.article]:
        if span.start <= one.start < span.end:
            return report(affair.articles[one.article], None, span)
    return one


def _sides(record: Record) -> tuple[frozenset[str], frozenset[str]]:
    by, to = parties(record.finding)
    return frozenset(actor.tie for actor in by), frozenset(actor.tie for actor in to)


def _ties(record: Record) -> frozenset[str]:
    return _sides(record)[0] | _sides(record)[1]


def _persons(record: Record) -> frozenset[str]:
    return frozenset(actor.id for side in parties(record.finding) for actor in side if actor.kind == "person")


def _names(record: Record) -> str:
    return " and ".join(actor.name for actor in parties(record.finding)[0])


def _places_differ(a: Record, b: Record) -> bool:
    first, second = a.finding.where, b.finding.where
    return bool(
        first and second and (first.state != second.state or (first.city and second.city and first.city != second.city))
    )


def _days_touch(a: Record, b: Record) -> bool:
    """Whether the two may have been on one day, or told as answers of one another."""
    first, second = a.finding.when, b.finding.when
    if not first.start or not second.start:
        return True
    return _apart(first.start, second.start) <= TOLD_TOGETHER


def _told_by_one(a: Record, b: Record, affair: Affair) -> bool:
    """Whether one outlet tells both: then they are two deeds."""
    first, second = ({affair.outlet(one.article) for one in affair.reports(record)} for record in (a, b))
    return bool(first & second)


def _shared_matter(a: Record, b: Record, affair: Affair) -> int:
    first, second = (
        frozenset().union(*(matter(one.quote, affair.rarity) for one in affair.reports(record))) for record in (a, b)
    )
    return len(first & second)


def _apart(first: str, second: str) -> int:
    return abs((date.fromisoformat(first[:10]) - date.fromisoformat(second[:10])).days)
