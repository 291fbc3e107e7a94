"""What somebody calls a state: "X called Y (as) NP", and in a speaker's own words "Y is NP".

What is denied, asked, wished, conditional, to come, or ascribed by one party to another gives nothing.
"""

from collections.abc import Iterator

from dragoman.extract.deed.clause import Clause
from dragoman.extract.deed.verbs import verb_group
from dragoman.extract.stance.holder import Told, asserts, holders, speaker
from dragoman.extract.stance.shown import Shown
from dragoman.extract.stance.value import Valued, dealings, exact_words, is_of_another, states_meant, value
from dragoman.lexicon.stance import StanceWords
from dragoman.model.actor import Actor


def called(clause: Clause) -> Iterator[Shown]:
    """The stances that the clause shows so."""
    words = clause.lexicon.stance
    if words.verbs.keys().isdisjoint(clause.lows) and words.copulas.isdisjoint(clause.lows):
        return
    for at, low in enumerate(clause.lows):
        if at in clause.inside:
            continue
        if low in words.verbs:
            yield from _called(clause, at, words)
        elif low in words.copulas:
            yield from _said_to_be(clause, at, words)


def _called(clause: Clause, at: int, words: StanceWords) -> Iterator[Shown]:
    group = verb_group(clause, at)
    participle = clause.lows[at] in words.participles
    if group is None or not asserts(clause, group, at) or (group.be and not participle):
        return
    valued, targets, why = _object(clause, at, words)
    if valued is None:
        return
    who = holders(clause, group, Told(at, group.first, valued.stop), participle=participle and not group.be)
    for holder in who:
        for target in targets:
            if target != holder.tie and not is_of_another(clause, valued, holder, words):
                yield _shown(clause, at, valued, holder, target, f"“{clause.lows[at]}” and {why}")


def _object(clause: Clause, at: int, words: StanceWords) -> tuple[Valued | None, tuple[str, ...], str]:
    """What the verb at token `at` calls whom: the phrase, the states meant, and how we know."""
    found = clause.object_group(at + 1, places=True)
    if found is not None and not clause.tokens[found[0] - 1].possessive:
        stop, mentions, adjective = found
        targets = states_meant(mentions)
        start = _past_as(clause, stop, words.verbs[clause.lows[at]])
        if targets and not adjective and start is not None:
            return value(clause, start, words), targets, "a valuing word"
        return None, (), ""
    if clause.lows[at + 1 : at + 2] and clause.lows[at + 1] in words.pronouns:
        start = _past_as(clause, at + 2, words.verbs[clause.lows[at]])
        if start is not None:
            return dealings(clause, start, words)
    return None, (), ""


def _past_as(clause: Clause, stop: int, with_as: bool) -> int | None:
    """The token after "as" or "to be", which some verbs need; None where the phrase does not begin here."""
    following = clause.lows[stop : stop + 2]
    if following[:1] == ("as",):
        return stop + 1
    if following == ("to", "be"):
        return stop + 2
    return None if with_as else stop


# -- "“Y is an important partner,” X said"


def _said_to_be(clause: Clause, at: int, words: StanceWords) -> Iterator[Shown]:
    """What a speaker's own words, or the article's report of them, say a state is."""
    group = verb_group(clause, at)
    if group is None or group.first != at:
        return  # any auxiliary or adverb between takes something from it
    found = clause.group_ending(at)
    valued = value(clause, at + 1, words) if found is not None else None
    if found is None or valued is None or not asserts(clause, group, at):
        return
    holder = speaker(clause, found[0], valued.stop)
    if holder is None or is_of_another(clause, valued, holder, words):
        return
    for target in states_meant(found[1]):
        if target != holder.tie:
            yield _shown(clause, at, valued, holder, target, f"said that it “{clause.lows[at]}” so")


def _shown(clause: Clause, at: int, valued: Valued, holder: Actor, toward: str, why: str) -> Shown:
    words = exact_words(clause, valued)
    end = max(words.end, clause.tokens[valued.stop - 1].end)
    return Shown(at, words, end, holder, valued.stance, toward, None, why)
