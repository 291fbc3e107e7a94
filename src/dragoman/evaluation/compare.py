"""Compare: one article's gold with our findings of it, paired, field by field.

A GoldArticle and a Reading in, Pairs out for each finding type. Parties are
compared by the state or body they act for, as the gold names them.
"""

from collections.abc import Callable, Sequence

import msgspec

from dragoman.evaluation.gold import GoldArticle, GoldEvent, GoldMeeting, GoldPledge, GoldStatement
from dragoman.evaluation.pairs import Pair, pair_up
from dragoman.evaluation.wording import locate, locate_pieces, overlap, plain, same_words, telling_words
from dragoman.lexicon import Lexicon
from dragoman.model.actor import Actor
from dragoman.model.finding import AnyFinding, Event, Finding, Meeting, Pledge, Statement
from dragoman.model.reading import Reading
from dragoman.model.span import Span
from dragoman.model.when import When

# What must agree for a finding to be wholly right: design.md, section 7.
WHOLE = {
    "event": ("type", "actors", "recipients", "aux", "date"),
    "statement": ("words", "speaker"),
    "meeting": ("participants", "status", "date"),
    "pledge": ("by", "what"),
}
KINDS = tuple(WHOLE)
_TYPES = {"event": Event, "statement": Statement, "meeting": Meeting, "pledge": Pledge}
MOST_OF = 0.5  # of the words promised must be the gold's for two pledges to be one

Field = Callable[[object, Finding], bool]


def compare(kind: str, gold: GoldArticle, reading: Reading, lexicon: Lexicon, original: str) -> list[Pair]:
    """The pairs of one finding type; of a copy only what does not stand in `original`, where it is scored."""
    ours = [
        finding
        for finding in reading.findings
        if isinstance(finding, _TYPES[kind]) and not (original and plain(finding.citation.quote) in original)
    ]
    return _COMPARERS[kind](gold, reading, lexicon, ours)


def whole(kind: str, fields: dict[str, Field]) -> dict[str, Field]:
    """The fields, and `all` of those that make the finding right."""
    wanted = [fields[name] for name in WHOLE[kind]]
    return {**fields, "all": lambda gold, ours: all(same(gold, ours) for same in wanted)}


# -- events


def _events(gold: GoldArticle, reading: Reading, lexicon: Lexicon, ours: Sequence[Event]) -> list[Pair]:
    clauses = {event: locate(reading.text, event.clause) for event in gold.event}
    fields = whole("event", {
        "type": lambda g, o: g.type == o.type,
        "actors": lambda g, o: set(g.actors) == ties(o.actors),
        "recipients": lambda g, o: set(g.recipients) == ties(o.recipients),
        "aux": lambda g, o: set(g.aux) == set(o.aux),
        "date": lambda g, o: same_date(g.date, o.when),
        "date as told": lambda g, o: g.date == written(o.when),
        "mode": lambda g, o: g.mode == o.mode,
        "clause": lambda g, o: bool(clauses[g]) and cited(o).covers(clauses[g]),
    })  # fmt: skip

    def likeness(wanted: GoldEvent, given: Event) -> float:
        clause = clauses[wanted]
        if clause is None or not clause.overlaps(cited(given)):
            return 0
        same_type = wanted.type == given.type
        same_parties = {*wanted.actors, *wanted.recipients} == ties((*given.actors, *given.recipients))
        if not (same_type and same_parties if wanted.optional else same_type or same_parties):
            return 0
        return 1 + same_type + sum(fields[name](wanted, given) for name in WHOLE["event"])

    pairs = pair_up(gold.event, ours, likeness, fields)
    # The gold has each event once; told again in another sentence, and rightly, it is no false alarm.
    return [
        pair for pair in pairs
        if pair.gold is not None or not any(fields["all"](wanted, pair.ours) for wanted in gold.event)
    ]  # fmt: skip


# -- statements


def _statements(gold: GoldArticle, reading: Reading, lexicon: Lexicon, ours: Sequence[Statement]) -> list[Pair]:
    theirs = {statement: locate_pieces(reading.text, statement.words) for statement in gold.statement}
    mine = {id(statement): pieces(reading.text, statement) for statement in ours}
    fields = whole("statement", {
        "words": lambda g, o: same_words(g.words, o.words),
        "speaker": lambda g, o: is_speaker(g, o.speaker, lexicon),
        "kind": lambda g, o: g.kind == o.kind,
        "state": lambda g, o: g.state == (o.speaker and o.speaker.state),
    })  # fmt: skip

    def likeness(wanted: GoldStatement, given: Statement) -> float:
        if not overlap(theirs[wanted], mine[id(given)]):
            return 0
        return 1 + sum(same(wanted, given) for same in fields.values())

    return pair_up(gold.statement, ours, likeness, fields)


def pieces(text: str, statement: Statement) -> tuple[Span, ...]:
    """Where a statement's words stand."""
    return locate_pieces(text, statement.words, cited(statement))


def is_speaker(gold: GoldStatement, actor: Actor | None, lexicon: Lexicon) -> bool:
    """Whether our speaker's name has a word of the gold's phrase, and it is not said to act for another state."""
    if actor is None or (gold.state and actor.state and gold.state != actor.state):
        return False
    return bool(known_by(gold.speaker, lexicon, actor.kind) & telling_words(actor.name))


def known_by(phrase: str, lexicon: Lexicon, kind: str) -> frozenset[str]:
    """The telling words of a phrase, and those of the bodies it names by other names ("the Elysee").

    For an actor that is no person, states too: "an American official" may be the government of the United States.
    """
    bodies = (*lexicon.organs.values(), *lexicon.organisations.values())
    names = [(body.name, body.names) for body in bodies]
    if kind != "person":
        names += [(s.name, (*s.names, *s.adjectives)) for s in lexicon.states.values()]
    bare = " " + plain(phrase).removesuffix("'s") + " "
    others = [main for main, more in names if any(f" {plain(name)} " in bare for name in (main, *more))]
    return telling_words(phrase).union(*map(telling_words, others))


# -- meetings


def _meetings(gold: GoldArticle, reading: Reading, lexicon: Lexicon, ours: Sequence[Meeting]) -> list[Pair]:
    fields = whole("meeting", {
        "participants": lambda g, o: set(g.participants) == ties(o.participants),
        "status": lambda g, o: g.status == o.status,
        "date": lambda g, o: same_date(g.date, o.when),
        "date as told": lambda g, o: g.date == written(o.when),
    })  # fmt: skip
    # A meeting told in several sentences is one.
    whole_ones = (o for o in reversed(ours) if o.is_whole)
    once = {(frozenset(ties(o.participants)), o.status, written(o.when)): o for o in whole_ones}

    def likeness(wanted: GoldMeeting, given: Meeting) -> float:
        shared = set(wanted.participants) & ties(given.participants)
        dated_alike = wanted.date is not None and fields["date"](wanted, given)
        if not fields["participants"](wanted, given) and not (shared and dated_alike):
            return 0
        return 1 + sum(fields[name](wanted, given) for name in WHOLE["meeting"])

    return pair_up(gold.meeting, list(once.values())[::-1], likeness, fields)


# -- pledges


def _pledges(gold: GoldArticle, reading: Reading, lexicon: Lexicon, ours: Sequence[Pledge]) -> list[Pair]:
    promised = {pledge: locate(reading.text, pledge.what) for pledge in gold.pledge}

    def by(wanted: GoldPledge, given: Pledge) -> bool:
        named = any(known_by(wanted.by, lexicon, actor.kind) & telling_words(actor.name) for actor in given.by)
        return named or ties(given.by) in _meant(wanted)

    def _meant(wanted: GoldPledge) -> list[set[str]]:
        """Whom "both governments" are: the actors of the gold's own event in that sentence."""
        where = promised[wanted]
        sentence = next((s for s in reading.sentences if where and s.overlaps(where)), None)
        told = ((event, locate(reading.text, event.clause)) for event in gold.event)
        return [set(event.actors) for event, clause in told if sentence and clause and clause.overlaps(sentence)]

    fields = whole("pledge", {
        "by": by,
        "what": lambda g, o: shared_words(g.what, o.what) >= MOST_OF,
        "what exactly": lambda g, o: same_words(g.what, o.what),
    })  # fmt: skip

    def likeness(wanted: GoldPledge, given: Pledge) -> float:
        where = promised[wanted]
        if where is None or not where.overlaps(cited(given)) or not shared_words(wanted.what, given.what):
            return 0
        return 1 + sum(same(wanted, given) for same in fields.values())

    return pair_up(gold.pledge, ours, likeness, fields)


def shared_words(one: str, other: str) -> float:
    """The share of common words in all words of both."""
    some, others = telling_words(one), telling_words(other)
    return len(some & others) / len(some | others) if some | others else 0.0


_COMPARERS = {"event": _events, "statement": _statements, "meeting": _meetings, "pledge": _pledges}

# -- what all of them ask


def cited(finding: AnyFinding) -> Span:
    return Span(finding.citation.start, finding.citation.end)


def ties(actors: tuple[Actor, ...]) -> set[str]:
    return {actor.tie for actor in actors}


def written(when: When) -> str | None:
    """A date as the gold writes it: a day, a month, a year; the day of publication is no date of its own.

    >>> written(When("2025-03-01", "2025-03-31", "month", "expression"))
    '2025-03'
    """
    if when.start is None or when.basis == "publication":
        return None
    if when.precision in ("month", "year"):
        return when.start[: {"month": 7, "year": 4}[when.precision]]
    return when.start if when.start == when.end else f"{when.start}/{when.end}"


def same_date(gold: str | None, when: When) -> bool:
    """Whether the dates agree. Where we say that ours is only the day of publication, it stands for
    both: a day that the gold leaves out, and just that day."""
    if when.basis == "publication":
        return gold is None or gold == when.start
    return gold == written(when)


def described(kind: str, item: object) -> str:
    """One line on an item of the gold or of ours, alike for both."""
    plain_item = msgspec.to_builtins(item)
    if kind == "event":
        told = f"{item.type} {_list(item.actors)}>{_list(item.recipients)} {','.join(item.aux)}".strip()
        return f"{told} @{_date(item)}"
    if kind == "statement":
        who = item.speaker.name if isinstance(item.speaker, Actor) else item.speaker
        state = plain_item.get("state") or (item.speaker.tie if isinstance(item.speaker, Actor) else None)
        return f"{item.kind} {who} ({state}): {item.words}"
    if kind == "meeting":
        return f"{_list(item.participants)} {item.status} @{_date(item)}"
    return f"{item.by if isinstance(item.by, str) else _list(item.by)}: {item.what}"


def _list(parties: tuple) -> str:
    return "+".join(sorted(party.tie if isinstance(party, Actor) else party for party in parties)) or "–"


def _date(item: object) -> str:
    if not isinstance(item, Finding):
        return item.date or "–"
    return f"publication {item.when.start}" if item.when.basis == "publication" else written(item.when) or "–"
