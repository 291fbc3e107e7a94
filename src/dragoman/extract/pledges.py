"""The stage: promises. Who promised, to whom, what in the article's own words, due when, on which condition.

A promise told with a verb of promising ("promised to"), and one that stands in what
somebody says that he himself will do. Predictions, duties laid on others, what is only
wished for, refused or denied, and talks that are to be held are no promises. Open until
told otherwise: what became of it is for merge.outcomes.
"""

from collections.abc import Iterator

import msgspec

from dragoman.extract.deed.clause import Clause, clauses
from dragoman.extract.deed.told import Told, cited_clause
from dragoman.extract.events import citation
from dragoman.extract.promise.conditions import condition, is_conditional
from dragoman.extract.promise.content import content
from dragoman.extract.promise.governed import governed
from dragoman.extract.promise.nouned import nouned
from dragoman.extract.promise.terms import Promise, beneficiaries, due, is_past, made, targets, what
from dragoman.lexicon import Lexicon
from dragoman.lexicon.pledges import PledgeWords
from dragoman.model.actor import Actor
from dragoman.model.finding import Pledge, PledgeKind, Statement
from dragoman.model.reading import Reading
from dragoman.model.span import Span

BETWEEN = " … "


def pledges(reading: Reading, lexicon: Lexicon) -> Reading:
    """`reading` with its Pledges."""
    words = lexicon.pledges
    said = [finding for finding in reading.findings if isinstance(finding, Statement)]
    found: list[Pledge] = []
    for clause in clauses(reading, lexicon):
        here = tuple(one for one in said if _cited(one).overlaps(clause.sentence))
        taken: list[Span] = []
        promises = list(_promises(clause, words, here))
        for promise in promises:
            until = min((one.at for one in promises if one.at > promise.at), default=len(clause.tokens))
            pledge, where = _pledge(promise, until, words)
            if pledge is not None and not any(where.overlaps(one) for one in taken):
                taken.append(where)
                found.append(pledge)
    return msgspec.structs.replace(reading, findings=reading.findings + tuple(dict.fromkeys(found)))


def _promises(clause: Clause, words: PledgeWords, said: tuple[Statement, ...]) -> Iterator[Promise]:
    pieces = {statement: _pieces(statement, clause) for statement in said}
    everything = [piece for each in pieces.values() for piece in each]
    yield from governed(clause, words, said, everything)
    yield from nouned(clause, words, said, everything)
    for statement in said:
        yield from content(clause, words, statement, pieces[statement])


def _cited(statement: Statement) -> Span:
    return Span(statement.citation.start, statement.citation.end)


def _pieces(statement: Statement, clause: Clause) -> list[Span]:
    """Where the words of a statement stand, as far as they touch this sentence."""
    found: list[Span] = []
    start, end = statement.citation.start, statement.citation.end
    for piece in statement.words.split(BETWEEN):
        at = clause.reading.text.find(piece, start, end)
        if at >= 0:
            found.append(Span(at, at + len(piece)))
            start = at + len(piece)
    return [piece for piece in found if piece.overlaps(clause.sentence)]


def _pledge(promise: Promise, until: int, words: PledgeWords) -> tuple[Pledge | None, Span]:
    clause = promise.clause
    hangs_on = condition(clause, promise.at, until, words)
    promised = what(promise, hangs_on)
    if promised is None or not any(_is_party(actor, clause.lexicon) for actor in promise.by):
        return None, Span(0, 0)
    if is_past(promise, promised) or is_conditional(clause, promise.at, words):
        return None, Span(0, 0)
    kind = _kind(promise, promised, hangs_on, words)
    at, text = clause.tokens[promise.at], clause.reading.text
    told = Told(promise.at, Span(at.start, max(promised.end, at.end)), promised)
    return Pledge(
        citation=citation(clause.reading, cited_clause(clause, told)), when=made(promise, promised),
        confidence=0.75, why=f"“{promise.cue}”", by=promise.by, to=_to(promise, kind, promised, hangs_on),
        what=promised.of(text), kind=kind, condition=hangs_on.of(text) if hangs_on else None,
        due=due(promise, promised, words.before_due, clause.lexicon.time.numbers),
    ), promised  # fmt: skip


def _is_party(actor: Actor, lexicon: Lexicon) -> bool:
    """Whether somebody acts for a state or a body that we know: what others promise is not between states."""
    return actor.state is not None or actor.tie in lexicon.organisations


def _kind(promise: Promise, promised: Span, hangs_on: Span | None, words: PledgeWords) -> PledgeKind:
    """The kind that its verb tells, mended by its condition: harm if something is not done is a threat."""
    if hangs_on is None:
        return promise.kind
    text = promise.clause.reading.text
    conditional = set(hangs_on.of(text).casefold().replace("’", "'").split())
    if conditional & words.voting:
        return "campaign"
    if promise.kind == "commitment" and conditional & words.wanting:
        return "offer"
    if promise.kind == "commitment" and promised.of(text).split()[0].casefold() in words.harm:
        return "threat"
    return promise.kind


def _to(promise: Promise, kind: PledgeKind, promised: Span, hangs_on: Span | None) -> tuple[Actor, ...]:
    if kind == "agreement":
        return ()
    mine = {actor.tie for actor in promise.by}
    told = tuple(actor for actor in promise.to if actor.tie not in mine)
    if kind == "threat":
        return told or targets(promise, promised, hangs_on)
    return told or beneficiaries(promise, promised)
