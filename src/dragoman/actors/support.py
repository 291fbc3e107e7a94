"""What an article is about: which states and bodies its plain names name, and how often.

Phrases in, a Support out, before anybody is resolved.
"""

from collections import Counter

import msgspec

from dragoman.actors.phrase import Phrase
from dragoman.lexicon import Lexicon

# The article is plainly about one state where it names it so often, and so many times as often as any other.
# Set by eye on Voice of America stories, whose second state is nearly always the United States.
AT_LEAST, TIMES = 5, 3


class Support(msgspec.Struct, frozen=True):
    """`named`: states and bodies that the article names without ambiguity. `main`: the one state it is about, if one.

    `surnames`: single capitalised words, by which a stranger's full name shows to be a person's.
    """

    named: frozenset[str] = frozenset()
    main: str | None = None
    surnames: frozenset[str] = frozenset()


def support(by_sentence: list[tuple[Phrase, ...]], lexicon: Lexicon) -> Support:
    states: Counter[str] = Counter()
    bodies: set[str] = set()
    surnames: set[str] = set()
    for sentence in by_sentence:
        for phrase in sentence:
            if (len(phrase.states) == 1 or phrase.kind == "joint") and not phrase.doubtful and phrase.kind != "half":
                states.update(phrase.states)
            for owner in (phrase, phrase.owner):
                if owner is not None and owner.body is not None and not owner.doubtful:
                    bodies.add(owner.body)
                    if owner.body in lexicon.organs:
                        states[lexicon.organs[owner.body].state] += 1
            if len(phrase.persons) == 1 and phrase.persons[0][0] in lexicon.states:
                states[phrase.persons[0][0]] += 1
            if phrase.kind == "surname":
                surnames.add(phrase.name)
    return Support(frozenset(states) | bodies, _main(states), frozenset(surnames))


def _main(states: Counter[str]) -> str | None:
    (first, often), (_, next_often) = (*states.most_common(2), ("", 0), ("", 0))[:2]
    return first if often >= AT_LEAST and often >= TIMES * next_often else None
