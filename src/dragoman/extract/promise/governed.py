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
        be = clause.lexicon.cues.auxiliaries.be
        going_on = low in words.governing_now and at and clause.lows[at - 1] in be
        if low in words.governing or going_on:
            kind = words.governing.get(low) or words.governing_now[low]
            first, to = to_verb(clause, at, words), _object(clause, at)
        elif low in words.states and at and clause.lows[at - 1] in words.stand | be:
            first, kind, to = to_verb(clause, at, words, near=True), words.states[low], ()
        elif low in words.weighing:
            first, kind, to = _weighed(clause, at, words), "intention", ()
        else:
            continue
        if first is not None and _is_noun(clause, at):
            continue  # "India's pledge to": told of, and not made here
        stands = low in words.states and clause.lows[at - 1] in words.stand
        group = verb_group(clause, at - 1 if stands else at)
        if first is None or group is None or is_unsaid(group):
            continue
        who = by(clause, group.first, words, said)
        if kind == "intention" and _is_guessed(clause, at, words, said):
            continue
        for start, end in _coordinated(clause, first, pieces) if who else ():
            if low not in words.weighing and is_none(clause.lows[start], words):
                continue
            yield Promise(
                clause=clause, at=at, by=who, first=start, end=end, kind=_kind(kind, who), cue=low,
                to=tuple(actor for actor in to if actor.id not in {one.id for one in who}),
            )  # fmt: skip


def _is_noun(clause: Clause, at: int) -> bool:
    return at > 0 and (clause.tokens[at - 1].possessive or clause.lows[at - 1] in clause.words.possessives)


def _is_guessed(clause: Clause, at: int, words: PledgeWords, said: tuple[Statement, ...]) -> bool:
    """ "Analysts say that London means to keep the base": what onlookers think that somebody wants."""
    where = clause.tokens[at].start
    tellers = [one for one in said if one.citation.start <= where < one.citation.end]
    return any(is_onlooker(one, words) for one in tellers)


def is_onlooker(said: Statement, words: PledgeWords) -> bool:
    """Whether whoever says so only looks on: an analyst, a newspaper."""
    speaker = said.speaker
    return speaker is not None and not words.onlookers.isdisjoint(speaker.name.casefold().split())


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


def is_unsaid(group: VerbGroup) -> bool:
    """Refused, denied, wished for or asked of others: nobody has promised."""
    return group.negation or group.hypothetical or group.infinitive or group.refused or group.had


def _kind(kind: PledgeKind, by: tuple[Actor, ...]) -> PledgeKind:
    """What several undertake together they have agreed on; one that agrees has promised."""
    several = len({actor.tie for actor in by}) > 1
    if kind in ("agreement", "commitment"):
        return "agreement" if several else "commitment"
    return kind


def to_verb(clause: Clause, at: int, words: PledgeWords, *, near: bool = False) -> int | None:
    """The first token of what is promised behind "to", or the thing itself ("pledged 100 million yuan")."""
    lows = clause.lows
    if not near and _is_sum(clause, at + 1):
        return at + 1
    given = clause.object_group(at + 1, places=True) if not near else None
    if given is not None and _is_sum(clause, given[0]):
        return given[0]  # "promised Moldova 1.8 billion euros"
    follow, last = at + 1, min(at + 2 + (0 if near else OBJECT_WORDS), len(lows) - 1)
    dates = {start: stop for stop, start in clause.date_ends.items()}
    while follow < last:
        dated = next((dates[one] for one in (follow, follow + 1) if one in dates), None)
        if dated is not None and (follow in dates or lows[follow] in clause.words.before_dates):
            follow, last = dated, min(last + dated - follow, len(lows) - 1)  # "agreed on Monday to"
            continue
        verb = follow + 1
        if lows[follow] == "to" and lows[verb] not in clause.words.determiners and verb not in clause.inside:
            return verb
        if lows[follow] in clause.words.prepositions | clause.words.openers or not clause.tokens[follow].is_word:
            return None
        follow += 1
    return None


def is_none(verb: str, words: PledgeWords) -> bool:
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
    if found is None or not (clause.lows[found[0] : found[0] + 1] == ("to",) or _is_sum(clause, found[0])):
        return ()
    return actors_of(found[1])


def _is_sum(clause: Clause, at: int) -> bool:
    """ "100 million yuan", "$5 million"."""
    return at < len(clause.tokens) and (
        clause.tokens[at].text[0].isdigit() or clause.tokens[at].text in clause.words.money
    )


def by(clause: Clause, first: int, words: PledgeWords, said: tuple[Statement, ...]) -> tuple[Actor, ...]:
    """Who promises: the subject that ends before token `first`."""
    while first > 1 and clause.lows[first - 1] in words.aside:
        first -= 1
    found = clause.subject(first)
    if found is not None:
        return actors_of(found[1])
    if first > 0 and clause.lows[first - 1] in words.own:
        return _speaker(clause, first - 1, said)
    if first > 1 and clause.lows[first - 1] in words.selves and clause.lows[first - 2] in clause.words.determiners:
        return _speaker(clause, first - 2, tuple(one for one in said if _opens(clause, first - 2, one)))
    if first > 0 and clause.lows[first - 1] in words.same:
        return _speaker(clause, first - 1, tuple(one for one in said if _opens(clause, first - 1, one)))
    if first > 0 and clause.lows[first - 1] in ("and", ","):
        lead = clause.lead()
        if lead is not None and lead[1] <= first and not clause.opener_between(lead[1], first):
            return actors_of(lead[2])
    return ()


def _opens(clause: Clause, at: int, said: Statement) -> bool:
    """Whether what is said begins with this token: "South Korea says it stands ready"."""
    return clause.reading.text.find(said.words, said.citation.start, said.citation.end) == clause.tokens[at].start


def _speaker(clause: Clause, at: int, said: tuple[Statement, ...]) -> tuple[Actor, ...]:
    """ "We" and "I" are whoever says so."""
    where = clause.tokens[at].start
    speakers = [one.speaker for one in said if one.citation.start <= where < one.citation.end and one.speaker]
    return (speakers[0],) if len({speaker.id for speaker in speakers}) == 1 else ()
