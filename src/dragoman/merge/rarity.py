"""Rarity: how much a word tells of the matter. A word in, its weight out.

The weights come from fixed tables and from nothing in the record, so whether
two articles belong together never depends on a third.
"""

from dragoman.lexicon import Lexicon
from dragoman.merge.wording import words

COMMON = 1.2  # inverse document frequency: what stands in 3 of 10 documents says nothing of the matter
STATE = 0.3  # how much a word counts that names a state: two states have many affairs with one another


class Rarity:
    """The weights of words, with the names of states known."""

    def __init__(self, lexicon: Lexicon):
        self._frequencies = lexicon.frequencies
        self._states = {
            word
            for state in lexicon.states.values()
            for name in (state.name, *state.names, *state.adjectives, *state.demonyms)
            for word in bag(name)
        }

    def of(self, word: str) -> float:
        """0 for grammar, numbers and what is everywhere."""
        weight = self._frequencies.weight(word)
        if len(word) < 2 or word.isdigit() or weight <= COMMON:
            return 0.0
        return weight * STATE if word in self._states else weight


def bag(text: str) -> list[str]:
    """The words of a text in their order, without case and plural.

    >>> bag("Talks of the parties")
    ['talk', 'of', 'the', 'party']
    """
    return [_singular(word) for word in words(text)]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
