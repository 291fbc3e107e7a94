"""Conditions: the clause on which a promise hangs. "If Seoul lifts the ban", "should the monks want one"."""

from dragoman.extract.deed.clause import Clause
from dragoman.lexicon.pledges import PledgeWords
from dragoman.model.span import Span

STOPS = frozenset((",", ";", ":", ".", "”", "“", '"', "?", "—", "–"))


def condition(clause: Clause, at: int, until: int, words: PledgeWords) -> Span | None:
    """The condition of the promise told at token `at`: the first behind it before token `until`, else the last before.

    `until` is where the next promise of the sentence is told.
    """
    found = [(start, stop) for start, stop in _all(clause, words) if not start <= at < stop]
    behind = [one for one in found if at < one[0] < until]
    before = [one for one in found if one[1] <= at]
    chosen = behind[0] if behind else before[-1] if before else None
    if chosen is None:
        return None
    return Span(clause.tokens[chosen[0]].start, clause.tokens[chosen[1] - 1].end)


def is_conditional(clause: Clause, at: int, words: PledgeWords) -> bool:
    """Whether a token stands in a condition itself, or in what is asked: "unless Seoul decides to"."""
    return any(start <= at < stop for start, stop in _all(clause, words))


def _all(clause: Clause, words: PledgeWords) -> list[tuple[int, int]]:
    """First token and the token after the last of every condition in the sentence."""
    found = []
    for at, low in enumerate(clause.lows):
        if found and at < found[-1][1]:
            continue
        phrase = any(clause.lows[at : at + len(one)] == one for one in words.phrases)
        if low in words.openers or phrase or _inverted(clause, at, words) or _alternative(clause, at, words):
            stop = _end(clause, at)
            if stop - at > 2:
                found.append((at, stop))
    return found


def _inverted(clause: Clause, at: int, words: PledgeWords) -> bool:
    """ "Should Seoul lift the ban": at the head of the sentence, behind a comma, or with its subject next."""
    if clause.lows[at] != words.inverted:
        return False
    return at == 0 or not clause.tokens[at - 1].is_word or at + 1 in clause.mentions


def _alternative(clause: Clause, at: int, words: PledgeWords) -> bool:
    """ "Either the tunnels are filled in, or …": what is wanted."""
    either, other = words.alternatives
    return clause.lows[at] == either and other in clause.lows[at + 1 :]


def _end(clause: Clause, at: int) -> int:
    """At the next comma, mark or verb of saying's comma; else where the sentence ends."""
    for position in range(at + 1, len(clause.tokens)):
        if clause.tokens[position].text in STOPS:
            return position
    return len(clause.tokens)
