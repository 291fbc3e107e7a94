"""What somebody takes a side on: "X welcomed Y", "is against Y", "voiced support for Y", "urged Z to end Y".

Said of what is so only: what is asked, wished, conditional, or ascribed by one party
to another gives nothing. "Does not support" is a stance, "did not condemn" is none.
"""

from collections.abc import Iterator

import msgspec

from dragoman.extract.deed.clause import Clause
from dragoman.extract.deed.parties import actors_of
from dragoman.extract.deed.verbs import VerbGroup, verb_group
from dragoman.extract.stance.holder import Told, asserts, holders, is_open, speaks, spoken_for, voice
from dragoman.extract.stance.matter import Matter, matter, targets
from dragoman.extract.stance.shown import Shown, words_of
from dragoman.lexicon.evaluations import Evaluation, Evaluations
from dragoman.model.actor import Actor

CLOSING = frozenset("”\"’'“")
EXPRESSED_NEAR = 6  # tokens between "voiced" and "support"
REASON_NEAR = 3  # tokens between whom one praises and "for"


class Side(msgspec.Struct, frozen=True):
    """A side taken: by the verb at `at`, from token `first` on, toward what begins at token `matter`."""

    at: int
    group: VerbGroup
    evaluation: Evaluation
    stance: float
    matter: int
    why: str


def evaluated(clause: Clause) -> Iterator[Shown]:
    """The stances that the clause shows so."""
    words = clause.lexicon.evaluations
    for at, low in enumerate(clause.lows):
        if at in clause.inside:
            continue
        if low in words.verbs:
            yield from _by_verb(clause, at, words)
        if low in words.voice.copulas:
            yield from _by_state(clause, at, words)
        if low in words.expressing:
            yield from _by_noun(clause, at, words)
        if low in words.urging:
            yield from _by_urging(clause, at, words)


# -- "welcomed", "will never accept"


def _by_verb(clause: Clause, at: int, words: Evaluations) -> Iterator[Shown]:
    evaluation = words.verbs[clause.lows[at]]
    always = at > 0 and clause.lows[at - 1] in words.voice.always
    group = verb_group(clause, at - always)
    if group is None:
        return
    stance = _told_stance(clause, group, at, evaluation, words)
    if stance is None:
        return
    if group.be and clause.lows[at] not in words.participles:
        if stance == evaluation.stance and "" in evaluation.takes:
            yield from _passive(clause, at, group, stance, words)
        return
    start = _after(clause, at + 1, evaluation)
    if start is not None:
        yield from _shown(clause, Side(at, group, evaluation, stance, start, f"“{clause.lows[at]}”"))


def _told_stance(clause: Clause, group: VerbGroup, at: int, evaluation: Evaluation, words: Evaluations) -> float | None:
    """The verb's stance, with what stands before it; None where that leaves it open."""
    before = clause.lows[group.first : at]
    if not words.voice.minds.isdisjoint(before) or is_open(clause, group.first, at):
        return None
    if group.hypothetical and not _is_meant(clause, group, before, evaluation):
        return None
    refused = not words.voice.refusing.isdisjoint(before)
    if group.negation or refused:
        denied = evaluation.stance if evaluation.only_denied else evaluation.denied
        return denied if group.negation != refused else None
    goes_on = not words.voice.continuing.isdisjoint(before)
    if evaluation.only_denied or group.refused or (group.infinitive and not goes_on):
        return None
    return evaluation.stance if evaluation.ahead or not (group.future or group.hypothetical) else None


def _is_meant(clause: Clause, group: VerbGroup, before: tuple[str, ...], evaluation: Evaluation) -> bool:
    """ "Cannot accept", "would never accept", and "said it would oppose", where no condition stands."""
    if {"could", "may", "might", "should"} & set(before):
        return False
    if "would" not in before:
        return group.negation and evaluation.only_denied
    told = any(speaks(clause, at) for at in range(group.first) if at not in clause.inside)
    return evaluation.ahead and ("never" in before or told) and clause.words.conditions.isdisjoint(clause.lows)


def _after(clause: Clause, at: int, evaluation: Evaluation) -> int | None:
    """Where what is valued begins; None where the preposition that the word takes does not follow."""
    while at < len(clause.lows) and clause.lows[at] in clause.lexicon.evaluations.matter.adverbs:
        at += 1
    following = clause.lows[at] if at < len(clause.lows) else ""
    if following in evaluation.takes:
        return at + 1
    if following in CLOSING:
        at += 1  # it “welcomed” the truce
    return at if "" in evaluation.takes and at < len(clause.lows) else None


def _passive(clause: Clause, at: int, group: VerbGroup, stance: float, words: Evaluations) -> Iterator[Shown]:
    """ "The tariffs were condemned by Japan"."""
    if clause.lows[at + 1 : at + 2] != ("by",):
        return
    target = at + 2
    while target < len(clause.lows) and clause.lows[target] in ("the", "both"):
        target += 1
    by = clause.group_starting(target, places=True)
    start = subject_start(clause, group.first)
    found = matter(clause, start, stop=group.first) if start < group.first else None
    if by is None or found is None or found.stop < group.first or clause.tokens[by[0] - 1].possessive:
        return
    if voice(clause, Told(at, start, by[0])) is not None:
        return
    for holder in spoken_for(clause, actors_of(by[1])):
        yield from _of_matter(clause, at, start, by[0], found, holder, stance, f"“{clause.lows[at]} by”")


def subject_start(clause: Clause, stop: int) -> int:
    """Where the phrase that ends before token `stop` may begin at the earliest: after a comma, an opener, a mark."""
    at = stop
    while at > 0:
        low = clause.lows[at - 1]
        mark = not clause.tokens[at - 1].is_word and at - 1 not in clause.inside
        if mark or (low in clause.words.openers and at - 1 not in clause.inside):
            break
        at -= 1
    return at


# -- "is against", "remains committed to"


def _by_state(clause: Clause, at: int, words: Evaluations) -> Iterator[Shown]:
    start = at + 1
    negated = False
    while start < len(clause.lows) and clause.lows[start] in words.matter.adverbs | {"not", "never"}:
        negated = negated or clause.lows[start] in ("not", "never")
        start += 1
    for length in (4, 3, 2, 1):
        evaluation = words.states.get(clause.lows[start : start + length])
        if evaluation is not None:
            break
    else:
        return
    group = verb_group(clause, at)
    stance = evaluation.denied if negated else evaluation.stance
    if group is None or stance is None or not asserts(clause, group, at):
        return
    why = f"“{' '.join(clause.lows[at : start + length])}”"
    yield from _shown(clause, Side(at, group, evaluation, stance, start + length, why))


# -- "voiced strong support for"


def _by_noun(clause: Clause, at: int, words: Evaluations) -> Iterator[Shown]:
    group = verb_group(clause, at)
    if group is None or group.be or not asserts(clause, group, at):
        return
    for near in range(at + 1, min(at + 1 + EXPRESSED_NEAR, len(clause.lows) - 1)):
        if near in clause.inside or clause.lows[near] in clause.words.prepositions:
            return
        if clause.lows[near] in ("no", "little"):
            return
        evaluation = words.expressed.get(clause.lows[near])
        if evaluation is not None and clause.lows[near + 1] in evaluation.takes:
            why = f"“{clause.lows[at]} … {clause.lows[near]} {clause.lows[near + 1]}”"
            yield from _shown(clause, Side(at, group, evaluation, evaluation.stance, near + 2, why))
            return


# -- "urged Israel to halt the offensive"


def _by_urging(clause: Clause, at: int, words: Evaluations) -> Iterator[Shown]:
    group = verb_group(clause, at)
    start = at + 1
    if words.urging[clause.lows[at]]:
        if clause.lows[start : start + 1] != ("on",):
            return
        start += 1
    if group is None or group.be or not asserts(clause, group, at):
        return
    while start < len(clause.lows) and clause.lows[start] in ("the", "both"):
        start += 1
    found = clause.group_starting(start, places=True)
    if found is None or clause.lows[found[0] : found[0] + 1] != ("to",) or found[0] + 2 >= len(clause.lows):
        return
    told, about = _undone(clause, found[0] + 1, at, group.first, words)
    if told is None:
        return  # who is urged to keep to something may be praised or scolded
    for holder in holders(clause, group, told, participle=clause.lows[at].endswith("ing")):
        yield from _blamed(clause, told, holder, targets(clause, found[1]), about, words)


def _undone(clause: Clause, verb: int, at: int, first: int, words: Evaluations) -> tuple[Told | None, Matter | None]:
    """What somebody is to stop, from the verb that says so; a thing already undone is none."""
    if verb + 1 >= len(clause.lows) or clause.lows[verb] not in words.matter.undoing_verbs:
        return None, None
    about = matter(clause, verb + 1)
    if about is not None and (about.turned or about.itself):
        return None, None
    return Told(at, first, about.stop if about is not None else verb + 1), about


def _blamed(
    clause: Clause, told: Told, holder: Actor, asked: tuple[str, ...], about: Matter | None, words: Evaluations
) -> Iterator[Shown]:
    """Whoever is to stop something is blamed for it."""
    issue = about.issue if about is not None else None
    why = f"“{clause.lows[told.at]}” to stop something"
    for one in asked:
        if one not in (holder.tie, holder.id):
            yield _one(clause, told, holder, words.urged, one, issue, why)


# -- what is shown


def _shown(clause: Clause, side: Side) -> Iterator[Shown]:
    found = matter(clause, side.matter)
    if (
        found is None
        or (side.evaluation.things and found.itself)
        or clause.lows[found.stop : found.stop + 1] == ("be",)
    ):
        return  # "demanded the sanctions be lifted"
    found = _with_reason(clause, found, side.evaluation)
    if found is not None and found.itself and found.issue is None:
        found = msgspec.structs.replace(found, issue=side.evaluation.affair)
    if found is None:
        return
    told = Told(side.at, side.group.first, found.stop)
    participle = clause.lows[side.at].endswith("ing") and not side.group.be
    for holder in holders(clause, side.group, told, participle=participle):
        yield from _of_matter(clause, side.at, side.group.first, found.stop, found, holder, side.stance, side.why)


def _with_reason(clause: Clause, found: Matter, evaluation: Evaluation) -> Matter | None:
    """ "Criticised Israel for its strikes": what a party is valued for names the affair."""
    if not found.itself or not evaluation.reason:
        return None if evaluation.needs_reason else found
    for at in range(found.stop, min(found.stop + REASON_NEAR, len(clause.lows) - 1)):
        if clause.lows[at] in evaluation.reason:
            reason = matter(clause, at + 1)
            if reason is not None and reason.issue is not None and not reason.turned and evaluation.stance < 0:
                return msgspec.structs.replace(found, issue=reason.issue, stop=reason.stop)
            return found
        if at not in clause.inside and clause.lows[at] in clause.words.openers:
            break
    return None if evaluation.needs_reason else found


def _of_matter(
    clause: Clause, at: int, first: int, stop: int, found: Matter, holder: Actor, stance: float, why: str
) -> Iterator[Shown]:
    """One for each party it is valued of; of a holder's own doing, only the affair is left."""
    told = Told(at, first, stop)
    stance = -stance if found.turned else stance
    parties = tuple(one for one in found.toward if one not in (holder.tie, holder.id))
    for toward in parties or (None,):
        if toward is not None or found.issue is not None:
            yield _one(clause, told, holder, stance, toward, found.issue, f"{why} and {_about(toward, found)}")


def _about(toward: str | None, found: Matter) -> str:
    what = " of ".join(one for one in (found.issue, toward) if one)
    return f"the other way round: {what}" if found.turned else what


def _one(
    clause: Clause, told: Told, holder: Actor, stance: float, toward: str | None, issue: str | None, why: str
) -> Shown:
    words = words_of(clause, _past_date(clause, told.first), told.stop)
    return Shown(told.at, words, words.end, holder, float(stance), toward, issue, why)


def _past_date(clause: Clause, first: int) -> int:
    """ "On Friday denounced": the day is no part of the words."""
    stops = {start: stop for stop, start in clause.date_ends.items()}
    if clause.lows[first] in clause.words.before_dates and first + 1 in stops:
        first += 1
    return stops.get(first, first)
