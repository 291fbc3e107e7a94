"""The verb of a clause with what belongs to it: auxiliaries, adverbs and dates.

Tells whether what it says is done, to come, wished for or denied, as far as the
words right before the verb say so. Looks for no parties.
"""

import msgspec

from dragoman.extract.deed.clause import Clause


class VerbGroup(msgspec.Struct):
    """What stands before a verb and belongs to it."""

    first: int  # its first token
    future: bool = False
    hypothetical: bool = False
    negation: bool = False
    be: bool = False


def verb_group(clause: Clause, at: int) -> VerbGroup | None:
    """What belongs to the verb at token `at`; None for an infinitive or a habit, which tell nothing done."""
    words = clause.lexicon.grammar.auxiliaries
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
        if low == "to" or low in clause.words.habitual:
            return None
        if low in words.negation or low.endswith(("n't", "n’t")):
            group.negation = True
        elif low in words.future or low.endswith(("'ll", "’ll")):
            group.future = True
        elif low in words.hypothetical:
            group.hypothetical = True
        elif low in words.plain:
            group.be = group.be or (low in words.be and position + 1 == group.first)
        elif not low.endswith("ly") or not clause.tokens[position].is_word:
            break
        group.first = position
        position -= 1
    group.first = min(group.first, position + 1)
    return group
