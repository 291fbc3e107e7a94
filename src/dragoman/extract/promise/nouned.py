"""Promises told by a noun: "gave its word that it would", "made a commitment to", "under the deal, Armenia will"."""

from collections.abc import Iterator, Sequence

from dragoman.extract.deed.clause import Clause
from dragoman.extract.deed.parties import actors_of
from dragoman.extract.deed.told import clause_end
from dragoman.extract.deed.verbs import verb_group
from dragoman.extract.promise.governed import by, is_none, is_unsaid, to_verb
from dragoman.extract.promise.terms import Promise
from dragoman.lexicon.pledges import PledgeWords
from dragoman.model.actor import Actor
from dragoman.model.finding import PledgeKind, Statement
from dragoman.model.span import Span

LIGHT = 4  # tokens between "gave" and "assurances"
SUBJECT = 8  # tokens between "that" and "would"
NAMED = 6  # tokens between "under" and "deal"


def nouned(
    clause: Clause, words: PledgeWords, said: tuple[Statement, ...], pieces: Sequence[Span]
) -> Iterator[Promise]:
    """The promises of a sentence that a noun tells, and those that a verb of promising tells with "that"."""
    for at, low in enumerate(clause.lows):
        if at in clause.inside or at in clause.quoted:
            continue
        if low in words.nouns and (verb := _light(clause, at, words)) is not None:
            yield from _made(clause, verb, at, words, said, pieces)
        elif words.governing.get(low) in ("commitment", "agreement") and not _is_noun(clause, at):
            yield from _that(clause, at, at, words, said, pieces)
    yield from _dealt(clause, words)


def _light(clause: Clause, noun: int, words: PledgeWords) -> int | None:
    """The verb that has the noun for its object: "gave", "made"."""
    for at in range(noun - 1, max(noun - 1 - LIGHT, -1), -1):
        if clause.lows[at] in words.light:
            return at
    return None


def _is_noun(clause: Clause, at: int) -> bool:
    return at > 0 and (
        clause.tokens[at - 1].possessive or clause.lows[at - 1] in clause.words.possessives | clause.words.articles
    )


def _made(
    clause: Clause, verb: int, noun: int, words: PledgeWords, said: tuple[Statement, ...], pieces: Sequence[Span]
) -> Iterator[Promise]:
    group = verb_group(clause, verb)
    if group is None or is_unsaid(group):
        return
    first = to_verb(clause, noun, words, near=True)
    if first is None or is_none(clause.lows[first], words):
        yield from _that(clause, verb, noun, words, said, pieces)
        return
    yield _promise(clause, verb, by(clause, group.first, words, said), first, "commitment")


def _that(
    clause: Clause, verb: int, behind: int, words: PledgeWords, said: tuple[Statement, ...], pieces: Sequence[Span]
) -> Iterator[Promise]:
    """ "Guaranteed that the ships would come": where that is no statement of its own already."""
    that = behind + 1
    dates = {start: stop for stop, start in clause.date_ends.items()}
    if clause.lows[that : that + 1] and clause.lows[that] in clause.words.before_dates and that + 1 in dates:
        that = dates[that + 1]
    if clause.lows[that : that + 1] != ("that",):
        return
    group = verb_group(clause, verb)
    start = clause.tokens[that].end
    if group is None or is_unsaid(group) or any(piece.end > start for piece in pieces):
        return
    whole = range(that + 1, min(that + 1 + SUBJECT, len(clause.lows) - 1))
    modal = next((at for at in whole if clause.lows[at] in words.modals), None)
    if modal is None or (clause.lows[modal + 1] != "be" and is_none(clause.lows[modal + 1], words)):
        return
    promisers = by(clause, group.first, words, said)
    named = [one for at in range(that + 1, modal) if at in clause.mentions for one in clause.mentions[at][1].actors]
    ties = {one.tie for one in promisers}
    theirs = tuple(one for one in named if one.tie in ties)
    own = clause.lows[that + 1] in words.same and modal == that + 2
    first = modal + 1 if own or theirs else that + 1
    kind: PledgeKind = "agreement" if len(ties) > 1 else "commitment"
    yield _promise(clause, verb, theirs or promisers, first, kind)


def _dealt(clause: Clause, words: PledgeWords) -> Iterator[Promise]:
    """ "Under the deal, Armenia will hand over two soldiers"."""
    under = next((at for at in range(min(4, len(clause.lows))) if clause.lows[at] in words.under), None)
    if under is None:
        return
    reach = range(under + 1, min(under + NAMED, len(clause.lows)))
    head = next((at for at in reach if clause.lows[at] in words.deals), None)
    if head is None:
        return
    for at in range(head + 1, len(clause.lows) - 1):
        if clause.lows[at] not in words.modals or clause.lows[at] == words.conditional or at in clause.quoted:
            continue
        found = clause.subject(at)
        if found is None or is_none(clause.lows[at + 1], words):
            return
        yield _promise(clause, at, actors_of(found[1]), at + 1, "agreement")
        return


def _promise(clause: Clause, at: int, promisers: tuple[Actor, ...], first: int, kind: PledgeKind) -> Promise:
    end = min(clause.sentence.end, clause_end(clause, first))
    return Promise(clause=clause, at=at, by=promisers, first=first, end=end, kind=kind, cue=clause.lows[at])
