"""Content: what somebody says that he will do. "Canada will stop buying …, the finance minister told a radio station"."""

from collections.abc import Iterator

from dragoman.extract.deed.clause import Clause
from dragoman.extract.promise.terms import Promise
from dragoman.lexicon.pledges import PledgeWords
from dragoman.model.actor import Actor
from dragoman.model.finding import PledgeKind, Statement
from dragoman.model.span import Span

BARE = ("”", "“", '"', "‘", "'")


def content(clause: Clause, words: PledgeWords, said: Statement, piece: Span) -> Iterator[Promise]:
    """The promises in a piece of what a statement says, as far as they stand in this sentence."""
    speaker = said.speaker
    if speaker is None:
        return
    cue = set((said.cue or "").casefold().split())
    binding = bool(cue & words.binding)
    inside = [
        at for at, token in enumerate(clause.tokens) if piece.start <= token.start and token.end <= piece.end
    ]
    if not inside:
        return
    for at in inside:
        low = clause.lows[at]
        scheduled = binding and low in words.scheduled and clause.lows[at + 1 : at + 2] == ("to",)
        if (low not in words.modals and not scheduled and not low.endswith(("'ll", "’ll"))) or at in clause.inside:
            continue
        first = _deed(clause, at + 1 + scheduled, words, binding)
        begins = _clause_begins(clause, at, inside[0], words)
        if first is None or begins is None or _asked(clause, inside):
            continue
        whose = _whose(clause, begins, at, said, words)
        if whose == "another" or (whose == "nobody" and not binding):
            continue
        kind = _kind(clause, first, said, cue, words)
        yield Promise(
            clause=clause, at=at, by=_by(clause, begins, at, said, whose), first=first if whose == "own" else begins,
            end=min(piece.end, _stops(clause, first, piece.end)), kind=kind, cue=said.cue or low, to=said.addressees,
        )  # fmt: skip
        return  # one promise of a sentence's words: what follows explains it


def _deed(clause: Clause, at: int, words: PledgeWords, binding: bool) -> int | None:
    """The first token of the deed behind a modal; None where it is none, or a meeting."""
    verb = at
    while verb < len(clause.lows) and (clause.lows[verb].endswith("ly") or clause.lows[verb] in ("not", "also", "never")):
        verb += 1
    if verb >= len(clause.lows) or not clause.tokens[verb].is_word:
        return None
    low = clause.lows[verb]
    if low in ("be", "have"):
        return at if binding else None
    if low in words.idle or low in words.meets:
        return None
    return at


def _clause_begins(clause: Clause, modal: int, first: int, words: PledgeWords) -> int | None:
    """The first token of the modal's clause within the words."""
    at = modal
    while at > first:
        low = clause.lows[at - 1]
        if at - 1 not in clause.inside and (low in clause.words.openers or low in (";", ":", ",", "and", "but", "or")):
            break
        at -= 1
    while at < modal and not clause.tokens[at].is_word:
        at += 1
    return at if at < modal else None


def _whose(clause: Clause, begins: int, modal: int, said: Statement, words: PledgeWords) -> str:
    """Whose deed it is: the speaker's "own", "another"'s, or "nobody"'s that is plain."""
    subject = clause.lows[begins:modal]
    ties = {actor.tie for actor in (said.speaker, said.principal) if actor is not None}
    ties |= {actor.state for actor in (said.speaker, said.principal) if actor is not None and actor.state}
    if subject[0] in words.own and len(subject) == 1:
        return "own"
    if subject[0] in words.owns:
        return "own thing"
    named = [actor for start, (_, one) in clause.mentions.items() if begins <= start < modal for actor in one.actors]
    if named:
        return "own" if {actor.tie for actor in named} <= ties and _is_whole(clause, begins, modal) else (
            "own thing" if {actor.tie for actor in named} <= ties else "another")  # fmt: skip
    if len(subject) == 1 and subject[0] in words.same:
        return "own"
    return "nobody"


def _is_whole(clause: Clause, begins: int, modal: int) -> bool:
    """Whether a mention is all of the subject: "Canada", and no "Canadian voters"."""
    start = begins
    while start < modal and clause.lows[start] in clause.words.determiners:
        start += 1
    found = clause.mentions.get(start)
    return found is not None and found[0] == modal and found[1].form != "adjective"


def _by(clause: Clause, begins: int, modal: int, said: Statement, whose: str) -> tuple[Actor, ...]:
    named = [actor for start, (_, one) in clause.mentions.items() if begins <= start < modal for actor in one.actors]
    if whose == "own" and named:
        return tuple({actor.id: actor for actor in named}.values())
    return (said.principal or said.speaker,)


def _asked(clause: Clause, inside: list[int]) -> bool:
    return any(clause.lows[at] == "?" for at in inside)


def _stops(clause: Clause, first: int, end: int) -> int:
    """What is promised ends with its clause, or with a comma before another of its own."""
    for at in range(first, len(clause.lows)):
        if clause.tokens[at].start >= end:
            return end
        following = clause.lows[at + 1 : at + 3]
        if clause.lows[at] in (";", ":") or (
            clause.lows[at] == "," and following and (following[0] in clause.words.openers | {"and", "but"})
        ):
            return clause.tokens[at].start
    return end


def _kind(clause: Clause, first: int, said: Statement, cue: set[str], words: PledgeWords) -> PledgeKind:
    if cue & words.threatening:
        return "threat"
    if cue & words.offering:
        return "offer"
    return "commitment"


