"""What is said of an affair: "these tariffs are unjust", "called the annexation illegal"."""

from collections.abc import Iterator

from dragoman.extract.deed.clause import Clause
from dragoman.extract.deed.verbs import verb_group
from dragoman.extract.stance.evaluated import subject_start
from dragoman.extract.stance.holder import (
    OPENING,
    Told,
    asserts,
    holders,
    speaker,
    speaks,
    spoken_for,
    spokesperson,
    voice,
)
from dragoman.extract.stance.matter import Matter, matter, targets
from dragoman.extract.stance.shown import Shown, words_of
from dragoman.lexicon.evaluations import Evaluations
from dragoman.model.actor import Actor

BEFORE = 4  # tokens before a description that may take it back
REACH = 9  # tokens of a predicate
ACT_NEAR = 4  # tokens behind a state's possessive in which what it did stands
NAMED_NEAR = 14  # tokens of what is called so


def said(clause: Clause) -> Iterator[Shown]:
    """The stances that the clause shows so."""
    words, verbs = clause.lexicon.evaluations, clause.lexicon.stance.verbs
    for at, low in enumerate(clause.lows):
        if at in clause.inside:
            continue
        if low in words.voice.copulas:
            yield from _is(clause, at, words)
        elif low in verbs:
            yield from _called(clause, at, words, with_as=verbs[low])
    for start in sorted(clause.mentions):
        yield from _described(clause, start, words)


def _described(clause: Clause, start: int, words: Evaluations) -> Iterator[Shown]:
    """ "Russia's illegal annexation", "Russian aggression": in somebody's own words, against whoever owns it."""
    stop, mention = clause.mentions[start]
    before = clause.lows[max(0, start - BEFORE) : start]
    if not (clause.tokens[stop - 1].possessive or mention.form == "adjective"):
        return
    if not clause.lexicon.stance.spoilers.isdisjoint(before) or not words.voice.claims.isdisjoint(before):
        return  # "there was no Russian aggression", "claims of Russian aggression"
    at = stop
    while at < min(stop + REACH, len(clause.lows)) and (
        clause.lows[at] in words.predicates or clause.lows[at] in words.matter.adverbs | {"and"}
    ):
        at += 1
    if at >= len(clause.lows):
        return
    noun = clause.lows[at]
    stances = [words.predicates[low] for low in clause.lows[stop:at] if low in words.predicates]
    stances += [words.crimes[noun]] if words.crimes.get(noun) == -1 else []
    if not stances or max(stances) > 0:
        return
    about = matter(clause, start)
    issue = about.issue if about is not None and not about.turned else None
    if issue is None and noun not in words.crimes.keys() | words.matter.things | words.matter.neutral:
        return
    said_by = voice(clause, Told(start, start, at + 1))
    if said_by is None or said_by.speaker is None or not (said_by.kind == "direct" or _is_quoted(clause, start)):
        return
    holder = spoken_for(clause, (spokesperson(said_by),))[0]
    whole = Matter(at + 1, targets(clause, (mention,)), issue)
    if whole.toward and not {holder.tie, holder.id} & set(whole.toward):
        yield from _of(clause, start, start, at + 1, whole, holder, float(min(stances)))


def _is_quoted(clause: Clause, at: int) -> bool:
    start = clause.tokens[at].start
    return any(span.start <= start < span.end for span in clause.reading.quotations)


def _is(clause: Clause, at: int, words: Evaluations) -> Iterator[Shown]:
    """ "“The tariffs are unjust,” X said", "X said the tariffs are unjust"."""
    group = verb_group(clause, at)
    predicate = _predicate(clause, at + 1, words)
    if group is None or group.first != at or predicate is None or not asserts(clause, group, at):
        return
    stop, stance = predicate
    start = subject_start(clause, at)
    told_by = next((near for near in range(at - 1, start - 1, -1) if speaks(clause, near)), None)
    start = told_by + 1 if told_by is not None else start
    start += clause.lows[start : start + 1] == ("that",)
    about = _judged(clause, start, at, stance, words)
    if about is None:
        return
    if clause.lows[start] in clause.words.prepositions:
        return  # "claims of Russian aggression are absurd"
    holder = speaker(clause, start, stop)
    if holder is not None:
        yield from _of(clause, at, start, stop, about, holder, stance)


def _called(clause: Clause, at: int, words: Evaluations, *, with_as: bool) -> Iterator[Shown]:
    """ "X called the annexation illegal", "described the tariffs as a mistake"."""
    group = verb_group(clause, at)
    if group is None or not asserts(clause, group, at) or group.be:
        return
    for near in range(at + 2, min(at + NAMED_NEAR, len(clause.lows))):
        if near in clause.inside:
            continue
        low = clause.lows[near]
        if low in clause.words.openers and low != "as":
            return
        if with_as and low != "as":
            continue
        predicate = _predicate(clause, near + 1 if low == "as" else near, words)
        if predicate is None:
            continue
        stop, stance = predicate
        about = _judged(clause, at + 1, near, stance, words)
        if about is None:
            return
        told = Told(at, group.first, stop)
        participle = low.endswith("ing")
        for holder in holders(clause, group, told, participle=participle):
            yield from _of(clause, at, at, stop, about, holder, stance)
        return


def _judged(clause: Clause, start: int, stop: int, stance: float, words: Evaluations) -> Matter | None:
    """What is judged: an affair; or, where it is blamed, what a state has done by name ("Georgia's law on media")."""
    about = matter(clause, start, stop=stop)
    if about is not None and not (about.itself or about.turned or about.stop < stop):
        return about
    if (about is not None and about.turned) or stance >= 0:
        return None
    if start in clause.mentions:
        after, mention = clause.mentions[start]
        acts = clause.lows[after : min(after + ACT_NEAR, stop)]
        owns = mention.form in ("state", "capital", "organ") and clause.tokens[after - 1].possessive
        states = {actor.state for actor in mention.actors if actor.kind in ("state", "organ") and actor.state}
        if owns and len(states) == 1 and not words.voice.acts.isdisjoint(acts):
            return Matter(stop, (states.pop(),))
    return None


def _predicate(clause: Clause, start: int, words: Evaluations) -> tuple[int, float] | None:
    """The valuing words from token `start`: the token after them, and the stance they tell."""
    at = start
    negated = clause.lows[at : at + 1] == ("not",)
    at += negated
    while at < len(clause.lows) and (
        clause.lows[at] in OPENING or clause.lows[at] in words.matter.before
        or clause.lows[at] in words.matter.adverbs or clause.lows[at].endswith("ly")
    ):  # fmt: skip
        at += 1
    first = at
    while at < min(first + REACH, len(clause.lows)) and _goes_on(clause, at, first, words):
        at += 1
    told = [low for low in clause.lows[first:at] if low not in ("and", ",")]
    stance = words.of_predicate(told)
    if told and told[-1] not in words.predicates and not _is_determined(clause, first, told[-1], words):
        return None
    for_whom = clause.lows[at : at + 1] in (("for",), ("to",), ("as",))
    if stance is None or for_whom or not clause.lexicon.stance.spoilers.isdisjoint(clause.lows[start + negated : at]):
        return None
    if negated:
        return (at, -0.5) if stance > 0 else None  # "not acceptable" says something, "not illegal" little
    return at, stance


def _is_determined(clause: Clause, first: int, noun: str, words: Evaluations) -> bool:
    """ "A grave mistake" is what it is called; "behind this crime" is where it stands."""
    return noun.endswith("s") or any(low in words.matter.before for low in clause.lows[max(0, first - 2) : first])


def _goes_on(clause: Clause, at: int, first: int, words: Evaluations) -> bool:
    low = clause.lows[at]
    if low in ("and", ","):
        following = clause.lows[at + 1 : at + 2]
        return at > first and bool(following) and following[0] in words.predicates
    ends = low in clause.words.prepositions or low in clause.words.openers or low == "or"
    return clause.tokens[at].is_word and at not in clause.inside and not ends


def _of(clause: Clause, at: int, first: int, stop: int, about: Matter, holder: Actor, stance: float) -> Iterator[Shown]:
    words = words_of(clause, first, stop)
    parties = tuple(one for one in about.toward if one not in (holder.tie, holder.id))
    for toward in parties or (None,):
        if toward is not None or about.issue is not None:
            what = " of ".join(one for one in (about.issue, toward) if one)
            why = f"“{' '.join(clause.lows[at:stop])}” of {what}"
            yield Shown(at, words, words.end, holder, stance, toward, about.issue, why)
