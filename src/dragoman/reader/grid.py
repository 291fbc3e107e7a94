"""Mentions of a sentence as the pair head takes them: which pieces are theirs, and how far the others stand away.

The training makes its tensors here too, so that both mean the same by every number.
"""

from collections.abc import Sequence

import numpy as np

Range = tuple[int, int]  # half-open, in pieces

NEAR = (1, 2, 3, 4, 6, 9, 14)  # upper bounds of the distance classes, in pieces
_SIDE = len(NEAR) + 1
PLACES = 2 + 2 * _SIDE  # within a span; before it by class; after it by class; the last: there is no span


def spans(mentions: Sequence[Sequence[Range]], length: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """For each sentence's mentions the weights of the pieces and their distance classes, both [B,count,length].

    Number 0 of each sentence is nobody; so is what is padded. Weights sum to one in a mention.
    """
    weights = np.zeros((len(mentions), count, length), np.float32)
    places = np.full((len(mentions), count, length), PLACES - 1, np.int64)
    classes = 1 + np.searchsorted(NEAR, np.arange(1, length + 1), side="left")
    for row, ranges in enumerate(mentions):
        for number, (start, end) in enumerate(ranges, 1):
            weights[row, number, start:end] = 1 / (end - start)
            places[row, number, start:end] = 0
            places[row, number, :start] = classes[:start][::-1]
            places[row, number, end:] = classes[: length - end] + _SIDE
    return weights, places
