"""Marks: the few shingles by which a text is found again among a million others.

In goes a text, out come its marks, sorted 32-bit numbers, and a Fingerprint: what
must be known of them to tell whether two texts may be copies. Depends on nothing
but the text, so that the order in which texts come can never matter.
"""

import numpy as np

from dragoman.merge.copies.overlap import Text
from dragoman.model.copy import Fingerprint

# Of every so many shingles in a row the one with the smallest hash is a mark (winnowing). Unlike a sample
# by the hash alone (FracMinHash) this leaves no hole: 19 words in a row that two texts share are a mark in both.
WINDOW = 15
FEW = 64  # shingles; a text with no more keeps them all: an item of two lines is found in a page it opens
# Of the marks of the text that has fewer: from there the full texts are compared. Of 1,171 copies that were
# edited and are copies by the full texts, one keeps less (0.15), one 0.24, the rest 0.31 and more.
LIKELY = 0.22
MOST = 8  # articles that stand for all under a mark which more have: standing paragraphs occur in thousands



def marks(text: Text) -> np.ndarray:
    """The text's marks, sorted, each once."""
    few = len(text.distinct) <= FEW
    chosen = text.distinct if few else _smallest(text.hashes)
    # The smallest hashes have their upper half in common; the lower one is even.
    return np.unique(chosen & np.uint64(0xFFFFFFFF))


def fingerprint(article: str, text: Text, kept: np.ndarray) -> Fingerprint:
    """What is to be known of a text's marks."""
    thinned = len(np.unique(_smallest(text.hashes))) if len(text.distinct) <= FEW else len(kept)
    return Fingerprint(article, text.size, len(kept), thinned)


def needed(one: Fingerprint, other: Fingerprint) -> float:
    """How many marks two texts must share to be compared."""
    if max(one.kept, other.kept) <= FEW and one.kept > one.thinned and other.kept > other.thinned:
        return max(1.0, LIKELY * min(one.kept, other.kept))
    return max(1.0, LIKELY * min(one.thinned, other.thinned))


def hopeless(one: Fingerprint, key: int, shared: int) -> bool:
    """Whether so few marks shared can never be enough, from the other's key alone."""
    return shared < LIKELY * min(one.thinned, 1 << (key & 7))


def _smallest(hashes: np.ndarray) -> np.ndarray:
    if len(hashes) <= WINDOW:
        return hashes.min(keepdims=True) if len(hashes) else hashes
    return np.lib.stride_tricks.sliding_window_view(hashes, WINDOW).min(axis=1)
