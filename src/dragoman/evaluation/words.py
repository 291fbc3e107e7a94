"""Words: statements, pledges, meetings and positions, in short articles of our own, some told over months.

A file of cases in; figures for each kind of finding, each field apart and what makes it
right together, every miss and false alarm as a line. A second reader's answers to the
same cases are scored the same way, and so tell how far people agree.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from dragoman.evaluation import cases as gold
from dragoman.evaluation.cases import Annotation, Case, Item
from dragoman.evaluation.compare import known_by, shared_words, written
from dragoman.evaluation.figures import Count, Figure, figure
from dragoman.evaluation.pairs import FOUND, Pair, count, pair_up
from dragoman.evaluation.wording import plain, same_words, telling_words
from dragoman.lexicon import Lexicon
from dragoman.merge.outcomes import outcomes
from dragoman.merge.records.facts import records
from dragoman.model.actor import Actor
from dragoman.model.article import Article, Published
from dragoman.model.finding import Meeting, Pledge, Position, Statement
from dragoman.model.record import Record
from dragoman.model.span import Span
from dragoman.pipeline import read_article
from dragoman.text.sentences import sentences

KINDS = ("statement", "pledge", "meeting", "position")
FORMS = ("direct", "mixed", "indirect")
HALF = 0.5  # of all words must be common to two wordings of one thing
# What must agree for a finding to be right.
WHOLE = {
    "statement": ("words", "speaker"),
    "pledge": ("by", "what"),
    "meeting": ("participants", "status", "date"),
    "position": ("holder", "sign", "toward what"),
}
Same = Callable[[Item, Item], bool]


class Words(msgspec.Struct, frozen=True):
    """`figures` by kind and field; `spared` is the share of near-misses in which nothing of that kind was found."""

    cases: int
    figures: dict[str, dict[str, Figure]]
    spared: dict[str, float]
    misses: tuple[str, ...]


def score(path: Path, lexicon: Lexicon) -> Words:
    """What Dragoman finds in the cases."""
    wanted = gold.cases(path)
    return _scored(wanted, [read(case, lexicon) for case in wanted], lexicon)


def agreement(path: Path, second: Path, lexicon: Lexicon) -> Words:
    """What a second reader found in the cases, without sight of the first one's answers."""
    answers = {case.id: case for case in gold.cases(second)}
    wanted = [case for case in gold.cases(path) if case.id in answers]
    return _scored(wanted, [answers[case.id] for case in wanted], lexicon)


def read(case: Case, lexicon: Lexicon) -> Annotation:
    """The case's records in the gold's form."""
    articles = {
        f"a-{at}": Article(
            id=f"a-{at}", page=f"{case.id}-{at}.txt", page_id=f"p-{at}", text=told.text.strip(), outlet=told.outlet,
            published=Published(told.published, "metadata"),
        )
        for at, told in enumerate(case.article, 1)
    }  # fmt: skip
    def split(article: Article) -> Sequence[Span]:
        return sentences(article.text, lexicon.abbreviations)

    found = [finding for article in articles.values() for finding in read_article(article, lexicon).findings]
    facts = outcomes(records(found, articles, {}), articles, {}, lexicon.pledges, split)
    return Annotation(
        statement=tuple(_statement(one) for one in facts if isinstance(one.finding, Statement)),
        pledge=tuple(_pledge(one) for one in facts if isinstance(one.finding, Pledge)),
        meeting=tuple(_meeting(one) for one in facts if isinstance(one.finding, Meeting)),
        position=tuple(_position(one) for one in facts if isinstance(one.finding, Position)),
    )


# -- our records in the gold's form


def _article(record: Record) -> int:
    return min(int(report.article.removeprefix("a-")) for report in record.reports)


def _ties(actors: Sequence[Actor]) -> tuple[str, ...]:
    return tuple(sorted({actor.tie for actor in actors}))


def _statement(record: Record) -> gold.Statement:
    said = record.finding
    return gold.Statement(
        article=_article(record), words=said.words, kind=said.kind, speaker=said.speaker.name if said.speaker else "",
        principal=said.principal.name if said.principal else "", state=_state(said.speaker),
        addressees=_ties(said.addressees), about=tuple(sorted(said.about)), cue=said.cue or "", venue=said.venue or "",
    )  # fmt: skip


def _state(actor: Actor | None) -> str:
    """The state or the body that somebody acts for: "EU" of the EU's commissioner."""
    if actor is None:
        return ""
    return actor.state or (actor.tie if actor.kind == "organisation" or "." in actor.id else "")


def _pledge(record: Record) -> gold.Pledge:
    pledge = record.finding
    return gold.Pledge(
        article=_article(record), by=_ties(pledge.by), to=_ties(pledge.to), what=pledge.what, kind=pledge.kind,
        due=written(pledge.due) or "", condition=pledge.condition or "", status=pledge.status,
    )  # fmt: skip


def _meeting(record: Record) -> gold.Meeting:
    meeting = record.finding
    steps = tuple(gold.Step(int(step.report.article.removeprefix("a-")), step.status) for step in record.history)
    return gold.Meeting(
        participants=_ties(meeting.participants), kind=meeting.kind, level=meeting.level or "",
        place=meeting.where.text if meeting.where else "", date=meeting.when.start[:10] if meeting.when.start else "",
        status=meeting.status, history=steps,
    )  # fmt: skip


def _position(record: Record) -> gold.Position:
    position = record.finding
    return gold.Position(
        article=_article(record), holder=position.holder.name, state=_state(position.holder),
        toward=position.toward or "", issue=position.issue or "", stance=position.stance, words=position.words,
    )  # fmt: skip


# -- what must agree


def fields(kind: str, lexicon: Lexicon) -> dict[str, Same]:
    """The fields of a kind of finding, and `all` of those that make it right."""

    def named(one: str, other: str, kind: str = "") -> bool:
        """Whether two phrases name one: they share a telling word, or what else the lexicon calls it."""
        if not one or not other:
            return one == other
        return bool(known_by(one, lexicon, kind) & (known_by(other, lexicon, kind) | telling_words(other)))

    made: dict[str, dict[str, Same]] = {
        "statement": {
            "words": lambda g, o: same_words(g.words, o.words),
            "speaker": lambda g, o: named(g.speaker, o.speaker) and (not (g.state and o.state) or g.state == o.state),
            "kind": lambda g, o: g.kind == o.kind,
            "state": lambda g, o: g.state == o.state,
            "for": lambda g, o: named(g.principal, o.principal),
            "addressees": lambda g, o: set(g.addressees) == set(o.addressees),
            "about": lambda g, o: set(g.about) == set(o.about),
            "venue": lambda g, o: bool(g.venue) == bool(o.venue) and _alike(g.venue, o.venue),
        },
        "pledge": {
            "by": lambda g, o: set(g.by) == set(o.by),
            "what": lambda g, o: shared_words(g.what, o.what) >= HALF,
            "to": lambda g, o: set(g.to) == set(o.to),
            "kind": lambda g, o: g.kind == o.kind,
            "due": lambda g, o: g.due == o.due,
            "condition": lambda g, o: _alike(g.condition, o.condition),
            "status": lambda g, o: _settled(g.status) == _settled(o.status),
        },
        "meeting": {
            "participants": lambda g, o: set(g.participants) == set(o.participants),
            "status": lambda g, o: g.status == o.status,
            "date": lambda g, o: o.date.startswith(g.date) if g.date else True,
            "kind": lambda g, o: g.kind == o.kind,
            "level": lambda g, o: g.level == o.level,
            "place": lambda g, o: plain(g.place) == plain(o.place),
            "history": lambda g, o: _steps(g.history) == _steps(o.history),
        },
        "position": {
            "holder": lambda g, o: named(g.holder, o.holder) or (g.state == o.state != ""),
            "sign": lambda g, o: _sign(g.stance) == _sign(o.stance),
            "toward what": lambda g, o: (g.toward == o.toward != "") or (g.issue == o.issue != ""),
            "toward": lambda g, o: g.toward == o.toward,
            "issue": lambda g, o: g.issue == o.issue,
            "stance": lambda g, o: abs(g.stance - o.stance) <= HALF / 2,
        },
    }
    every = made[kind]
    return {**every, "all": lambda g, o: all(every[name](g, o) for name in WHOLE[kind])}


def _alike(one: str, other: str) -> bool:
    return shared_words(one, other) >= HALF if one and other else one == other


def _settled(status: str) -> str:
    """Where an outcome is hinted at only, the pledge stays open."""
    return "open" if status == "unsure" else status


def _steps(history: Sequence[gold.Step]) -> list[str]:
    """The statuses in order, each told in a row once."""
    told = [step.status for step in history]
    return [status for at, status in enumerate(told) if at == 0 or told[at - 1] != status]


def _sign(stance: float) -> int:
    return (stance > 0) - (stance < 0)


def _likeness(kind: str, same: dict[str, Same]) -> Callable[[Item, Item], float]:
    """How alike two findings are; 0 where they are not one thing."""

    def agreeing(one: Item, other: Item) -> float:
        return sum(check(one, other) for check in same.values())

    def by_words(one: Item, other: Item) -> float:
        text = "what" if kind == "pledge" else "words"
        shared = shared_words(getattr(one, text), getattr(other, text))
        inside = plain(getattr(one, text)) in plain(getattr(other, text)) or (
            plain(getattr(other, text)) in plain(getattr(one, text))
        )
        if one.article != other.article or not (shared >= HALF / 2 or inside):
            return 0
        return 1 + 4 * shared + agreeing(one, other)

    def by_parties(one: gold.Meeting, other: gold.Meeting) -> float:
        common = set(one.participants) & set(other.participants)
        whole = set(one.participants) == set(other.participants)
        dated = bool(one.date) and other.date.startswith(one.date)
        return 1 + 4 * dated + agreeing(one, other) if whole or (common and dated) else 0

    return by_parties if kind == "meeting" else by_words


# -- the scores


def _scored(wanted: Sequence[Case], given: Sequence[Annotation], lexicon: Lexicon) -> Words:
    counts: dict[str, dict[str, list[Count]]] = {}
    misses: list[str] = []
    for kind in KINDS:
        same = fields(kind, lexicon)
        for case, ours in zip(wanted, given, strict=True):
            pairs = pair_up(getattr(case, kind), getattr(ours, kind), _likeness(kind, same), same)
            for form in (None, *FORMS) if kind == "statement" else (None,):
                told = counts.setdefault(f"{kind}, {form}" if form else kind, {})
                for field in (FOUND, *same):
                    told.setdefault(field, []).append(count(pairs, field, form))
            misses += [_miss(kind, case, pair) for pair in pairs if pair.counts and (pair.wrong or not pair.right)]
    return Words(
        len(wanted), {name: {field: figure(each) for field, each in by.items()} for name, by in counts.items()},
        {kind: share for kind in KINDS if (share := _spared(kind, wanted, given)) is not None}, tuple(sorted(misses)),
    )  # fmt: skip


def _spared(kind: str, wanted: Sequence[Case], given: Sequence[Annotation]) -> float | None:
    """Of the cases that only seem to hold a finding of this kind, the share in which none was found."""
    tempting = [ours for case, ours in zip(wanted, given, strict=True) if case.near_miss == kind]
    return round(sum(not getattr(ours, kind) for ours in tempting) / len(tempting), 3) if tempting else None


def _miss(kind: str, case: Case, pair: Pair) -> str:
    cause = "missed" if pair.ours is None else "false alarm" if pair.gold is None else ", ".join(pair.wrong)
    told = " | ours ".join(_shown(item) for item in (pair.gold, pair.ours) if item is not None)
    text = " // ".join(told.text.strip().replace("\n", " ") for told in case.article)
    return f"{kind}: {cause}: {case.id}: {told} | {text}"


def _shown(item: Item) -> str:
    """An item's fields that say something."""
    told = msgspec.to_builtins(item)
    return " ".join(f"{name}={value}" for name, value in told.items() if value not in ("", (), [], 1, False))
