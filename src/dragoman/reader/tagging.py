"""Logits of begin-and-inside tags → the likeliest row of tags that makes sense, and the spans it tells."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from dragoman.reader.grid import Range

NEVER = -1e9


def log_softmax(logits: np.ndarray) -> np.ndarray:
    """Along the last axis."""
    shifted = logits - logits.max(-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))


def softmax(logits: np.ndarray) -> np.ndarray:
    """Along the last axis."""
    return np.exp(log_softmax(logits))


def sigmoid(logits: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-logits))


@cache
def _follows(tags: tuple[str, ...]) -> np.ndarray:
    """0 where the second tag may follow the first, else never: I-x follows only B-x and I-x."""
    allowed = [[second[:1] != "I" or first[1:] == second[1:] for second in tags] for first in tags]
    return np.where(allowed, 0.0, NEVER).astype(np.float32)


def best(logits: np.ndarray, length: int, tags: tuple[str, ...]) -> list[int]:
    """The likeliest row of tags for the first `length` pieces: each piece's own likeliest where they make sense
    together, as they nearly always do, else by Viterbi."""
    follows = _follows(tags)
    first = np.array([NEVER if tag[:1] == "I" else 0.0 for tag in tags], np.float32)
    alone = logits[:length].argmax(-1)
    if first[alone[0]] == 0 and not follows[alone[:-1], alone[1:]].any():
        return alone.tolist()
    score, back = logits[0] + first, []
    for at in range(1, length):
        paths = score[:, None] + follows
        back.append(paths.argmax(0))
        score = paths.max(0) + logits[at]
    row = [int(score.argmax())]
    for choice in reversed(back):
        row.append(int(choice[row[-1]]))
    return row[::-1]


def ranges(row: Sequence[int], tags: tuple[str, ...]) -> list[tuple[str, Range]]:
    """The named ranges of a row of tags.

    >>> ranges([0, 1, 2, 0, 1], ("O", "B-x", "I-x"))
    [('x', (1, 3)), ('x', (4, 5))]
    """
    found: list[tuple[str, Range]] = []
    for at, tag in enumerate(row):
        name = tags[tag]
        if name[:1] == "B":
            found.append((name[2:], (at, at + 1)))
        elif name[:1] == "I" and found and found[-1][1][1] == at:
            found[-1] = (found[-1][0], (found[-1][1][0], at + 1))
    return found
