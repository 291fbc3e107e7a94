"""Governed: a verb of promising with the deed behind it. "Promised Laos to hand over", "is considering a tax"."""

from collections.abc import Iterator, Sequence

from dragoman.extract.deed.clause import Clause
from dragoman.extract.deed.parties import actors_of
from dragoman.extract.deed.told import clause_end
from dragoman.extract.deed.verbs import VerbGroup, verb_group
from dragoman.extract.promise.terms import Promise
from dragoman.lexicon.pledges import PledgeWords
from dragoman.model.actor import Actor
from dragoman.model.finding import PledgeKind, Statement
from dragoman.model.span import Span

OBJECT_WORDS = 6  # between the verb and "to": "promised the people of Laos to"


def governed(
    clause: Clause, words: PledgeWords, said: tuple[Statement, ...], pieces: Sequence[Span]
) -> Iterator[Promise]:
    """The promises of a sentence that a verb of promising governs.

    `said` are the statements in it, and `pieces` where their words stand: who says so is no part of the promise.
    """
    for at, low in enumerate(clause.lows):
        if at in clause.inside:
            continue
        if low in words.governing:
            first, kind, to = _to_verb(clause, at, words), words.governing[low], _object(clause, at)
        elif low in words.states and at and clause.lows[at - 1] in words.stand | clause.lexicon.cues.auxiliaries.be:
            first, kind, to = _to_verb(clause, at, words, near=True), words.states[low], ()
        elif low in words.weighing:
            first, kind, to = _weighed(clause, at, words), "intention", ()
        else:
            continue
        stands = low in words.states and clause.lows[at - 1] in words.stand
        group = verb_group(clause, at - 1 if stands else at)
        if first is None or group is None or _unsaid(group):
            continue
        by = _by(clause, group.first, words, said)
        for start, end in _coordinated(clause, first, pieces) if by else ():
            yield Promise(
                clause=clause, at=at, by=by, first=start, end=end, kind=_kind(kind, by), cue=low,
                to=tuple(actor for actor in to if actor.id not in {one.id for one in by}),
            )  # fmt: skip


def _coordinated(clause: Clause, first: int, pieces: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """What is promised, and what is promised too behind "and to": the first token of each, and where it ends."""
    begins = clause.tokens[first].start
    end = min((piece.end for piece in pieces if piece.start <= begins < piece.end), default=clause.sentence.end)
    end = min(end, clause_end(clause, first))
    starts = [first]
    auxiliaries = clause.lexicon.cues.auxiliaries
    for at in range(first + 1, len(clause.lows) - 2):
        if clause.lows[at] in ("and", "but") and clause.lows[at + 1] in auxiliaries.perfect_tense | auxiliaries.be:
            end = min(end, clause.tokens[at].start)  # "is ready to sign and has proposed talks"
        if clause.tokens[at].start < end and clause.lows[at : at + 2] == ("and", "to") and at + 2 not in clause.inside:
            starts.append(at + 2)
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        yield start, clause.tokens[following - 2].start if following is not None else end


def _unsaid(group: VerbGroup) -> bool:
    """Refused, denied, wished for or asked of others: nobody has promised."""
    return group.negation or group.hypothetical or group.infinitive or group.refused or group.had


def _kind(kind: PledgeKind, by: tuple[Actor, ...]) -> PledgeKind:
    """What several undertake together they have agreed on; one that agrees has promised."""
    several = len({actor.tie for actor in by}) > 1
    if kind in ("agreement", "commitment"):
        return "agreement" if several else "commitment"
    return kind


def _to_verb(clause: Clause, at: int, words: PledgeWords, *, near: bool = False) -> int | None:
    """The first token of what is promised behind "to", or the thing itself ("pledged 100 million yuan")."""
    lows = clause.lows
    if not near and at + 1 < len(lows) and (
        clause.tokens[at + 1].text[0].isdigit() or clause.tokens[at + 1].text in clause.words.money
    ):
        return at + 1
    follow, last = at + 1, min(at + 2 + (0 if near else OBJECT_WORDS), len(lows) - 1)
    dates = {start: stop for stop, start in clause.date_ends.items()}
    while follow < last:
        dated = next((dates[one] for one in (follow, follow + 1) if one in dates), None)
        if dated is not None and (follow in dates or lows[follow] in clause.words.before_dates):
            follow, last = dated, min(last + dated - follow, len(lows) - 1)  # "agreed on Monday to"
            continue
        verb = follow + 1
        if lows[follow] == "to" and lows[verb] not in clause.words.determiners and verb not in clause.inside:
            return verb if not _is_none(lows[verb], words) else None
        if lows[follow] in clause.words.prepositions | clause.words.openers or not clause.tokens[follow].is_word:
            return None
        follow += 1
    return None


def _is_none(verb: str, words: PledgeWords) -> bool:
    """What is no deed of one's own, or is a meeting."""
    return verb in words.idle or verb in words.meets


def _weighed(clause: Clause, at: int, words: PledgeWords) -> int | None:
    """What is being considered: a deed in -ing, or a thing that one does something with ("a tax on coal")."""
    after = at + 1
    if after >= len(clause.lows) or clause.lows[after] in clause.words.openers | clause.words.prepositions | {"how"}:
        return None
    low = clause.lows[after]
    if low.endswith("ing"):
        return None if low in words.meets else after
    # "considers Japan a partner" values; "is considering a tax" weighs
    return after if clause.lows[at].endswith("ing") and after not in clause.inside else None


def _object(clause: Clause, at: int) -> tuple[Actor, ...]:
    """Whom it is promised: the object between the verb and "to"."""
    found = clause.object_group(at + 1, places=True)
    if found is None or clause.lows[found[0] : found[0] + 1] != ("to",):
        return ()
    return actors_of(found[1])


def _by(clause: Clause, first: int, words: PledgeWords, said: tuple[Statement, ...]) -> tuple[Actor, ...]:
    found = clause.subject(first)
    if found is not None:
        return actors_of(found[1])
    if first > 0 and clause.lows[first - 1] in words.own:
        return _speaker(clause, first - 1, said)
    if first > 0 and clause.lows[first - 1] in ("and", ","):
        lead = clause.lead()
        if lead is not None and lead[1] <= first and not clause.opener_between(lead[1], first):
            return actors_of(lead[2])
    return ()


def _speaker(clause: Clause, at: int, said: tuple[Statement, ...]) -> tuple[Actor, ...]:
    """ "We" and "I" are whoever says so."""
    where = clause.tokens[at].start
    speakers = [one.speaker for one in said if one.citation.start <= where < one.citation.end and one.speaker]
    return (speakers[0],) if len({speaker.id for speaker in speakers}) == 1 else ()
