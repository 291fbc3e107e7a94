"""What a predicate is worth: "plain theft", "no election but a theft", "exactly what our power stations need".

Small letters in, without quotation marks; a stance out, or None where the words
tell none plainly. Knows nothing about who says it, or of what.
"""

import msgspec

from dragoman.lexicon.valuations import Valuations

HALF = 0.5
REACH = 14  # words of a predicate
FILLERS = 4  # words without a value before the first that has one


class Worth(msgspec.Struct, frozen=True):
    """`stop`: the word after the last that counted. `relational`: what holds between two, as a friend does."""

    stop: int
    stance: float
    relational: bool = False


def worth(lows: tuple[str, ...], start: int, words: Valuations, *, negated: bool = False) -> Worth | None:
    """What the predicate from word `start` tells.

    >>> from dragoman.lexicon import load
    >>> worth(("no", "election", "but", "a", "theft"), 0, load().valuations).stance
    -1.0
    >>> worth(("not", "a", "friend"), 0, load().valuations).stance
    -0.5
    """
    return _Predicate(lows, start, words, negated).worth()


class _Predicate:
    def __init__(self, lows: tuple[str, ...], start: int, words: Valuations, negated: bool):
        self.lows, self.at, self.words, self.negated = lows, start, words, negated
        self.adjectives: list[float] = []
        self.nouns: list[float] = []
        self.phrases: list[float] = []
        self.raised = self.relational = False
        self.stop = self.first = start

    def worth(self) -> Worth | None:
        kinds, fillers = self.words.predicate, 0
        end = min(self.at + REACH, len(self.lows))
        while self.at < end:
            low = self.lows[self.at]
            found = self.words.phrases.at(self.lows, self.at)
            if self.lows[self.at + 1 : self.at + 2] in (("toward",), ("towards",)) and self._values():
                return None  # "a hostile policy toward Cuba" speaks for nobody
            if found is not None:
                self._count(self.phrases, found[1].stance, found[0], flips=True)
                if self.lows[found[0] - 1] in kinds["prepositions"]:
                    break
            elif low in kinds["spoilers"]:
                return None
            elif low in kinds["negations"]:
                if self._values() and not self.negated:
                    break
                self.negated = not self.negated
                self.at += 1
            elif low == "but":
                if not self.negated:
                    break  # "a friend but …"
                self.adjectives, self.nouns, self.phrases, self.negated = [], [], [], False
                fillers, self.first = 0, self.at + 1
                self.at += 1
            elif low in ("and", ",", "or"):
                if not self._values() or not self._goes_on():
                    break
                self.at += 1
            elif (
                low == "of"
                and self.at > self.first
                and self.lows[self.at - 1] in kinds["carrying"]
                and not self._values()
            ):
                self.at += 1  # "an act of spite"
            elif low in kinds["ends"] or low in kinds["marks"] or low in kinds["prepositions"]:
                break
            elif low in self.words.nouns and self._is_head():
                self.relational = self.relational or low in kinds["relational"]
                self._count(self.nouns, self.words.nouns[low], self.at + 1, flips=True)
            elif low in self.words.adjectives:
                self._count(
                    self.adjectives, self.words.adjectives[low], self.at + 1, flips=self.words.adjectives[low] > 0
                )
            else:
                if low in kinds["raising"]:
                    self.raised = True
                elif fillers and low in kinds["determiners"] and not self._values():
                    return None  # "is called a threat", "are facing a crisis"
                elif low.endswith("ing") and not self._values() and not self._has_article():
                    return None  # "is happening right here"
                elif low not in kinds["determiners"] | kinds["adverbs"] and not low.endswith("ly"):
                    fillers += 1
                if fillers > FILLERS:
                    break
                self.at += 1
                if low in kinds["relational"]:  # "a good neighbour"
                    self.relational, self.stop = True, self.at
        return self._told()

    def _values(self) -> list[float]:
        return self.adjectives + self.nouns + self.phrases

    def _count(self, into: list[float], stance: float, stop: int, *, flips: bool) -> None:
        """Takes a word's value; "not illegal" says little, and no friend is no enemy yet."""
        if not self.negated:
            into.append(stance)
        elif flips:
            into.append(-HALF if stance > 0 else HALF)
        self.at = self.stop = stop

    def _has_article(self) -> bool:
        return not self.words.predicate["determiners"].isdisjoint(self.lows[self.first : self.at])

    def _is_head(self) -> bool:
        """Whether the noun ends its phrase: "a crime", not "a crime scene"."""
        following = self.lows[self.at + 1 : self.at + 2]
        kinds = self.words.predicate
        ends = (
            not following or following[0] in kinds["prepositions"] | kinds["ends"] | kinds["marks"] | kinds["adverbs"]
        )
        return ends or following[0] in ("and", "or", "but", "hanging", "we", "i", "they", "dressed", "disguised")

    def _goes_on(self) -> bool:
        """Whether another value stands after the "and": "useless and cruel"."""
        kinds, at = self.words.predicate, self.at + 1
        while at < len(self.lows) and (
            self.lows[at] in kinds["determiners"] | kinds["adverbs"] | kinds["raising"] or self.lows[at] == "and"
        ):
            at += 1
        if at >= len(self.lows):
            return False
        low = self.lows[at]
        return (
            low in self.words.adjectives or low in self.words.nouns or self.words.phrases.at(self.lows, at) is not None
        )

    def _told(self) -> Worth | None:
        if self.nouns and self.adjectives and min(self.nouns) > 0 > max(self.adjectives):
            return Worth(self.stop, min(self.adjectives), self.relational)  # "a difficult partner"
        values = self._values()
        if not values or min(values) < 0 < max(values):
            return None
        strongest = float(max(values, key=abs))
        if abs(strongest) == HALF and not self.negated and (self.raised or len(values) > 1):
            strongest *= 2
        return Worth(self.stop, strongest, self.relational)
