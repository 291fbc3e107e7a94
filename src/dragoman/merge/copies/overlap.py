"""Overlap: is one text a reprint of another, or do they only share a passage?

In go two articles' words, out comes a Score with its reason. An excerpt, an
embedded, edited or whole reprint is a copy; a statement that two reporters
quote, a standing background paragraph, an update of a running story is not.
Numbers below are shares of words unless they say otherwise; they were set on
the public-domain stories that benchmarks/copies.py takes, and hold for news
prose in paragraphs: do not trust them for tables or verse.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import msgspec
import numpy as np

from dragoman.merge.score import Score
from dragoman.merge.wording import words

WIDTH = 5  # words in a shingle

MIN_SHARE = 0.55  # of the shorter text's words stand in shared runs of five,
MIN_CONTAINMENT = 0.4  # and so much of its shingles: a word changed here and there breaks five each
BRIEF, BRIEF_SHARE = 100, 0.8  # words; below it one long sentence is half a text: more, up to this share at SHORT
SHORT = 40  # words; a shorter text must stand in the other as a whole,
WHOLE = 0.9  # that is, to this share of its shingles,
SHORTEST = 12  # and below this many words says nothing
LEAD = 40  # words: what makes a report is how it opens;
LEAD_SHARE = 0.3  # where neither text gives this much of the other's opening,
NEW_LEAD_SHARE = 0.8  # all else must be the same
OWN_REPORT = 80  # words before the first that is shared: more than a new lead, a page's own article
OWN_VOICE = 0.5  # of the words outside quotation marks must be shared too,
MIN_OWN_VOICE = 20  # if there are this many of them
QUOTED_HERE, UNQUOTED_THERE = 0.8, 0.5  # a passage quoted by one and spoken by the other is a quotation

_MARKS = {'"': "“”„‟«»", "'": "‘’‚‛"}
# A closing mark stands after something; a mark after a space opens again, as at each
# paragraph of a long quotation: only so may one go over a line's end. "leaders'" closes
# a single mark too soon: too little is safer. So is the limit, for marks never closed. A single mark
# before one small letter is the apostrophe of a name set in italics, which the text has lost: "Jairan 's".
_INSIDE = r"(?:[^\n]|\n\s*(?=['\"])){0,2500}?"
_QUOTED = re.compile(rf"""(?<!\w)"(?=\S){_INSIDE}(?<=\S)"(?!\w)|(?<!\w)'(?=\w\w|[A-Z]\b){_INSIDE}(?<=\S)'(?!\w)""")


class Text(msgspec.Struct, frozen=True, eq=False):
    """An article's words as overlap needs them: one hash per shingle in order, one mark per word."""

    hashes: np.ndarray
    distinct: np.ndarray  # the same, sorted, each once
    quoted: np.ndarray  # whether the word stands between quotation marks

    @property
    def size(self) -> int:
        return len(self.quoted)


def text(characters: str) -> Text:
    """The Text of an article's characters."""
    straight = _straight(characters)
    every, quoted, at = [], bytearray(), 0
    for match in _QUOTED.finditer(straight):
        for piece, mark in ((straight[at : match.start()], b"\0"), (match[0], b"\1")):
            found = words(piece)
            every.extend(found)
            quoted += mark * len(found)
        at = match.end()
    rest = words(straight[at:])
    every.extend(rest)
    hashes = shingle_hashes(every)
    return Text(hashes, _each_once(hashes), np.frombuffer(bytes(quoted + b"\0" * len(rest)), bool))


def _straight(characters: str) -> str:
    for plain, typeset in _MARKS.items():
        for mark in typeset:
            characters = characters.replace(mark, plain)  # a sixth of the time that `translate` takes
    return characters


def shingle_hashes(wording: Sequence[str]) -> np.ndarray:
    """A 64-bit hash of every five words in a row; of all of them where there are fewer than five."""
    each = np.fromiter(map(_hash, wording), np.uint64, len(wording))
    width = min(WIDTH, len(each))
    if not width:
        return each
    runs = len(each) - width + 1
    total = np.zeros(runs, np.uint64)
    for place in range(width):
        total = total * _FACTOR + each[place : place + runs]
    total ^= total >> np.uint64(31)
    total *= _MIX
    return total ^ (total >> np.uint64(29))


# Odd numbers without a pattern: sums of word hashes are spread over all 64 bits, and wrap around.
_FACTOR, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)


@lru_cache(1 << 17)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")


def _each_once(hashes: np.ndarray) -> np.ndarray:
    ordered = np.sort(hashes)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered


def containment(shorter: Text, longer: Text) -> float:
    """The share of the shorter text's shingles that stand in the longer."""
    if not len(shorter.distinct):
        return 0.0
    return int(_among(shorter.distinct, longer.distinct).sum()) / len(shorter.distinct)


def reprint(shorter: Text, longer: Text) -> Score:
    """Is one of the two a copy of the other? Above 0 it is, by that share; the reason either way."""
    contained = containment(shorter, longer)
    if contained < MIN_CONTAINMENT:
        return Score(0.0, f"only {contained:.0%} in common")
    if shorter.size < SHORT and (contained < WHOLE or shorter.size < SHORTEST):
        return Score(0.0, "too short to tell")
    here = covered(shorter, longer)
    share = int(here.sum()) / shorter.size
    if share < _least_share(shorter.size):
        return Score(0.0, f"only {share:.0%} of the words in common")
    voice = here[~shorter.quoted]
    if len(voice) >= MIN_OWN_VOICE and voice.sum() < OWN_VOICE * len(voice):
        return Score(0.0, "they quote the same words but report in their own")
    there = covered(longer, shorter)
    if _quotes(longer, there, shorter, here) or _quotes(shorter, here, longer, there):
        return Score(0.0, "one quotes the other")
    if share < NEW_LEAD_SHARE and int(here.argmax()) > OWN_REPORT:
        return Score(0.0, "the shorter opens with a report of its own")
    if not _opens_with(here) and not _opens_with(there) and share < NEW_LEAD_SHARE:
        return Score(0.0, "each opens with news of its own")
    return Score(share, f"{share:.0%} of the shorter text stands in the longer")


def _least_share(size: int) -> float:
    brief = (BRIEF - min(BRIEF, max(SHORT, size))) / (BRIEF - SHORT)
    return MIN_SHARE + brief * (BRIEF_SHARE - MIN_SHARE)


def covered(of: Text, by: Text) -> np.ndarray:
    """A mark for each word of a text that stands in a shingle of the other."""
    shared = _among(of.hashes, by.distinct)
    marks = np.zeros(of.size, bool)
    for place in range(WIDTH):
        reached = marks[place : place + len(shared)]
        reached |= shared[: len(reached)]
    return marks


def shares(wording: Sequence[str], by: Text) -> bool:
    """Whether any of these words stand in a text, five in a row."""
    return bool(_among(shingle_hashes(wording), by.distinct).any())


def _among(hashes: np.ndarray, distinct: np.ndarray) -> np.ndarray:
    """Which of these hashes are in the sorted ones."""
    if not len(distinct):
        return np.zeros(len(hashes), bool)
    at = np.searchsorted(distinct, hashes)
    return distinct[np.minimum(at, len(distinct) - 1)] == hashes


def _opens_with(shared: np.ndarray) -> bool:
    lead = shared[: max(1, min(LEAD, len(shared) // 2))]
    return bool(lead.sum() >= LEAD_SHARE * len(lead))


def _quotes(a: Text, shared_a: np.ndarray, b: Text, shared_b: np.ndarray) -> bool:
    """Does `a` put between quotation marks, under an opening of its own, what `b` says in its own voice?"""
    return (
        not _opens_with(shared_a)
        and _quoted_share(a, shared_a) >= QUOTED_HERE
        and _quoted_share(b, shared_b) <= UNQUOTED_THERE
    )


def _quoted_share(of: Text, shared: np.ndarray) -> float:
    return float((of.quoted & shared).sum() / max(1, shared.sum()))
