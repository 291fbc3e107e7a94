"""Content: what somebody says that he will do. "Canada will stop buying …, the minister told a radio station"."""

from collections.abc import Iterator, Sequence
from typing import Literal

from dragoman.extract.deed.clause import Clause
from dragoman.extract.promise.governed import is_onlooker
from dragoman.extract.promise.terms import FEWEST, Promise
from dragoman.lexicon.pledges import PledgeWords
from dragoman.model.actor import Actor, Mention
from dragoman.model.finding import PledgeKind, Statement
from dragoman.model.span import Span

# Whose deed it is: the speaker's own, done by a thing of the speaker's, another's, or nobody's that is plain.
Whose = Literal["own", "own thing", "another", "nobody"]


def content(clause: Clause, words: PledgeWords, said: Statement, pieces: Sequence[Span]) -> Iterator[Promise]:
    """The first promise in what a statement says, as far as that stands in this sentence; what follows explains it."""
    if said.speaker is None or is_onlooker(said, words):
        return
    inside = [
        at for at, token in enumerate(clause.tokens)
        if any(piece.start <= token.start and token.end <= piece.end for piece in pieces)
    ]  # fmt: skip
    if any(clause.lows[at] == "?" for at in inside):
        return
    cue = set((said.cue or "").casefold().split())
    binding = bool(cue & words.binding)
    for place, at in enumerate(inside):
        low = clause.lows[at]
        scheduled = low in words.scheduled and clause.lows[at + 1 : at + 2] == ("to",)
        modal = low in words.modals or low.endswith(("'ll", "’ll"))
        if at in clause.inside or not (modal or scheduled) or (low == words.conditional and said.kind != "indirect"):
            continue
        first = _deed(clause, at + 1 + scheduled, words, binding)
        subject = _subject(clause, inside[:place])
        if first is None or not subject:
            continue
        whose = _whose(clause, subject, said, words)
        if whose == "another" or (whose == "nobody" and not binding):
            continue
        last = next(piece.end for piece in pieces if piece.start <= clause.tokens[at].start < piece.end)
        last = min(last, clause.sentence.end)
        end = min(last, _stops(clause, first, last))
        bare = len(clause.reading.text[clause.tokens[first].start : end].split()) < FEWEST  # "We shall answer"
        yield Promise(
            clause=clause, at=at, by=_by(clause, subject, said, whose), end=end,
            first=subject[0] if whose != "own" or bare else first, kind=_kind(clause, first, cue, words),
            cue=said.cue or low, to=said.addressees,
        )  # fmt: skip
        return


def _deed(clause: Clause, at: int, words: PledgeWords, binding: bool) -> int | None:
    """The first token of the deed behind a modal; None where it is none, or a meeting."""
    verb = at
    while verb < len(clause.lows) and (clause.lows[verb].endswith("ly") or clause.lows[verb] in words.between):
        verb += 1
    if verb >= len(clause.lows) or not clause.tokens[verb].is_word:
        return None
    low = clause.lows[verb]
    if low in words.binding or words.outcome.nouns & set(clause.lows[verb + 1 : verb + 3]):
        return None  # "I would promise you nothing", "I will not make promises": nothing is promised by that
    if low in clause.lexicon.cues.auxiliaries.be or low == "have":
        return at if binding else None
    return None if low in words.idle or low in words.meets else at


def _subject(clause: Clause, before: Sequence[int]) -> list[int]:
    """The tokens of the modal's clause before it, among those said."""
    found: list[int] = []
    for at in reversed(before):
        low = clause.lows[at]
        if found and at != found[0] - 1:
            break  # "Should voters send him there, he vowed, he would": said before the interruption
        if at not in clause.inside and (low in clause.words.openers or low in (";", ":", ",", "and", "but", "or")):
            break
        found.insert(0, at)
    while found and not clause.tokens[found[0]].is_word:
        found.pop(0)
    return found


def _named(clause: Clause, subject: Sequence[int]) -> list[tuple[int, int, Mention]]:
    return [(at, *clause.mentions[at]) for at in subject if at in clause.mentions]


def _whose(clause: Clause, subject: list[int], said: Statement, words: PledgeWords) -> Whose:
    lows = [clause.lows[at] for at in subject]
    if lows[0] in words.owns:
        return "own thing"
    if len(lows) == 1 and lows[0] in words.own:
        return "own"
    if len(lows) == 2 and lows[1] in words.selves and lows[0] in clause.words.determiners:
        return "own" if said.speaker.state is not None and _speaks_for_state(said.speaker) else "nobody"
    named = _named(clause, subject)
    if named:
        ties = {actor.tie for _, _, one in named for actor in one.actors}
        if not ties or not ties <= _ties(said, words, ties) or not _speaks_for_state(said.speaker):
            return "another"
        at, stop, mention = named[0]
        before = [clause.lows[one] for one in subject if one < at]
        whole = stop == subject[-1] + 1 and mention.form != "adjective" and set(before) <= clause.words.determiners
        return "own" if whole else "own thing"
    person = said.speaker is not None and said.speaker.kind == "person"
    again = len(lows) == 1 and lows[0] in words.same and (lows[0] != "it" or not person)
    return "own" if again else "nobody"


def _speaks_for_state(speaker: Actor) -> bool:
    """Whether what "Turkey will do" is the speaker's to promise: an office-holder's, no scholar's."""
    return speaker.kind != "person" or speaker.sector == "GOV" or speaker.office is not None


def _ties(said: Statement, words: PledgeWords, named: set[str]) -> set[str]:
    """For whom the speaker speaks; "a government spokesman", for the one state that the words name."""
    people = [actor for actor in (said.speaker, said.principal) if actor is not None]
    ties = {tie for actor in people for tie in (actor.tie, actor.state) if tie}
    name = said.speaker.name.casefold().split() if said.speaker is not None else []
    theirs = bool(name) and (name[0] in words.theirs or not words.governments.isdisjoint(name))
    return ties | (named if theirs and said.speaker.state is None and len(named) == 1 else set())


def _by(clause: Clause, subject: list[int], said: Statement, whose: Whose) -> tuple[Actor, ...]:
    named = [actor for _, _, one in _named(clause, subject) for actor in one.actors]
    if named and whose in ("own", "own thing"):
        states = [actor for actor in named if actor.kind != "person" or whose == "own"]
        return tuple({actor.id: actor for actor in states or named}.values())
    return (said.principal or said.speaker,)


def _stops(clause: Clause, first: int, end: int) -> int:
    """What is promised ends with its clause, or with a comma before another of its own."""
    for at in range(first, len(clause.lows)):
        if clause.tokens[at].start >= end:
            return end
        following = clause.lows[at + 1 : at + 2]
        if clause.lows[at] in (";", ":") or (
            clause.lows[at] == "," and following and following[0] in clause.words.openers | {"and", "but"}
        ):
            return clause.tokens[at].start
    return end


def _kind(clause: Clause, first: int, cue: set[str], words: PledgeWords) -> PledgeKind:
    if clause.lows[first] in words.weighs:
        return "intention"  # "would consider higher duties"
    if cue & words.threatening:
        return "threat"
    return "offer" if cue & words.offering else "commitment"
