"""Phrases joined by "and": of a deed both are parties, or neither is.

In the real news that was annotated, 445 of 477 neighbours so joined of which one takes part in a deed take part
together. What a comma joins may be an apposition or another clause, and is left alone.
"""

from collections.abc import Sequence
from itertools import groupby

import numpy as np

from dragoman.lexicon.phrases import load_phrases
from dragoman.model.seen import Named


def listed(named: Sequence[Named], text: str) -> list[int]:
    """The number of the list that each phrase is in; a phrase alone is a list of its own."""
    lists = [0] * len(named)
    for at in range(1, len(named)):
        joined = load_phrases().listed.fullmatch(text, named[at - 1].span.end, named[at].span.start)
        lists[at] = lists[at - 1] + (joined is None)
    return lists


def together(roles: np.ndarray, lists: Sequence[int]) -> np.ndarray:
    """The logits [N,2] of parties, nobody's first, with each list's mean in place of its members'."""
    means = roles.copy()
    for _, members in groupby(range(len(lists)), lists.__getitem__):
        numbers = [at + 1 for at in members]
        means[numbers] = roles[numbers].mean(0)
    return means
