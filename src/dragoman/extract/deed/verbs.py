"""The verb of a clause with what belongs to it: auxiliaries, adverbs, dates, and the verb that governs its infinitive.

Tells whether the deed is done, to come, wished for, promised, refused or
denied, as far as the words right before the verb say so. Looks for no parties.
"""

import msgspec

from dragoman.extract.deed.clause import Clause
from dragoman.lexicon.cues import VerbForm


class VerbGroup(msgspec.Struct):
    """What stands before a verb and belongs to it."""

    first: int  # its first token
    future: bool = False
    hypothetical: bool = False
    negation: bool = False
    had: bool = False
    has: bool = False
    be: bool = False
    promised: bool = False
    refused: bool = False
    threatened: bool = False
    infinitive: bool = False
    bare: bool = True  # no auxiliary at all


def verb_group(clause: Clause, at: int) -> VerbGroup | None:
    """What belongs to the verb at token `at`: auxiliaries, adverbs, dates, the verb that governs its infinitive."""
    words = clause.lexicon.cues.auxiliaries
    group = VerbGroup(first=at)
    position = at - 1
    while position >= 0:
        low = clause.lows[position]
        if position + 1 in clause.date_ends:
            position = clause.date_ends[position + 1] - 1
            if position >= 0 and clause.lows[position] in clause.words.before_dates:
                position -= 1
            continue
        if position in clause.inside:
            break
        if low == "to":
            governed = _govern(clause, position - 1, group)
            if governed is None:
                return None
            position = governed
            continue
        if low in words.negation or low.endswith(("n't", "n’t")):
            group.negation = True
        elif low in words.future or low.endswith(("'ll", "’ll")):
            group.future = True
        elif low in words.hypothetical:
            group.hypothetical = True
        elif low in words.plain:
            group.had = group.had or low in words.perfect
            group.has = group.has or low in words.perfect_tense - words.perfect
            group.be = group.be or (low in words.be and position + 1 == group.first and not group.infinitive)
        elif low in clause.words.habitual:
            return None
        elif not low.endswith("ly") or not clause.tokens[position].is_word:
            break
        group.bare = (
            group.bare
            and low not in words.be
            and low not in words.future
            and low not in words.hypothetical
            and low not in words.perfect_tense
        )
        group.first = position
        position -= 1
    group.first = min(group.first, position + 1)
    return group


def _govern(clause: Clause, position: int, group: VerbGroup) -> int | None:
    """Read the word that governs "to VERB"; where to go on, or None where it tells nothing sure."""
    governors = clause.lexicon.cues.governors
    while position >= 0 and clause.lows[position].endswith("ly"):
        position -= 1
    if position < 0 or position in clause.inside:
        return None
    low = clause.lows[position]
    if low in governors.agree:
        group.promised = group.future = True
    elif low in governors.future:
        group.future = True
    elif low in governors.wish:
        group.hypothetical = True
    elif low in governors.refuse:
        group.refused = True
    elif low in governors.threaten:
        group.threatened = True
    elif low not in governors.done:
        return None
    group.infinitive, group.bare = True, False
    group.first = position
    return position - 1


def is_finite(group: VerbGroup, form: VerbForm) -> bool:
    if group.infinitive or group.future or group.hypothetical:
        return bool(form.forms & {"base", "participle"}) or (group.be and "ing" in form.forms)
    if form.forms == {"ing"}:
        return group.be
    if form.forms == {"participle"}:
        return not group.bare
    return True
