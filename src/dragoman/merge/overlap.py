"""Overlap: is one text a reprint of another, or do they only share a passage?

In go two articles' words, out comes a Score with its reason. An excerpt, an
embedded, edited or whole reprint is a copy; a statement that two reporters
quote, a standing background paragraph, an update of a running story is not.
Numbers below are shares of words unless they say otherwise; they were set on
the public-domain stories that benchmarks/copies.py takes, and hold for news
prose in paragraphs: do not trust them for tables or verse.
"""

import re
from array import array
from collections.abc import Set
from hashlib import blake2b

import msgspec

from dragoman.merge.score import Score
from dragoman.merge.wording import grams, words

WIDTH = 5  # words in a shingle

MIN_SHARE = 0.55  # of the shorter text's words stand in shared runs of five,
MIN_CONTAINMENT = 0.4  # and so much of its shingles: a word changed here and there breaks five each
SHORT = 40  # words; a shorter text must stand in the other as a whole,
WHOLE = 0.9  # that is, to this share of its shingles,
SHORTEST = 12  # and below this many words says nothing
LEAD = 40  # words: what makes a report is how it opens;
LEAD_SHARE = 0.3  # where neither text gives this much of the other's opening,
NEW_LEAD_SHARE = 0.8  # all else must be the same
OWN_VOICE = 0.5  # of the words outside quotation marks must be shared too,
MIN_OWN_VOICE = 20  # if there are this many of them
QUOTED_HERE, UNQUOTED_THERE = 0.8, 0.5  # a passage quoted by one and spoken by the other is a quotation

_DOUBLE = str.maketrans("“”„‟«»", '""""""')
_SINGLE = str.maketrans("‘’‚‛", "''''")
# A closing mark stands after something; a mark after a space opens again, as at each
# paragraph of a long quotation: only so may one go over a line's end. "leaders'" closes
# a single mark too soon: too little is safer. So is the limit, for marks never closed.
_INSIDE = r"(?:[^\n]|\n\s*(?=['\"])){0,2500}?"
_QUOTED = re.compile(rf"""(?<!\w)"(?=\S){_INSIDE}(?<=\S)"(?!\w)|(?<!\w)'(?=\w){_INSIDE}(?<=\S)'(?!\w)""")


class Text(msgspec.Struct, frozen=True, eq=False):
    """An article's words as overlap needs them: one hash per shingle in order, one mark per word."""

    hashes: array
    quoted: bytes  # 1 where the word stands between quotation marks

    @property
    def size(self) -> int:
        return len(self.quoted)


def text(characters: str) -> Text:
    """The Text of an article's characters."""
    straight = characters.translate(_DOUBLE).translate(_SINGLE)
    every, quoted, at = [], bytearray(), 0
    for match in _QUOTED.finditer(straight):
        for piece, mark in ((straight[at : match.start()], b"\0"), (match[0], b"\1")):
            found = words(piece)
            every.extend(found)
            quoted += mark * len(found)
        at = match.end()
    rest = words(straight[at:])
    every.extend(rest)
    return Text(hashes=shingle_hashes(every), quoted=bytes(quoted + b"\0" * len(rest)))


def shingle_hashes(wording: list[str] | tuple[str, ...]) -> array:
    """A 64-bit hash of every five words in a row; of all of them where there are fewer than five."""
    runs = grams(wording, WIDTH) if len(wording) >= WIDTH else [tuple(wording)] if wording else []
    return array("Q", [_hash(" ".join(run).encode()) for run in runs])


def _hash(shingle: bytes) -> int:
    return int.from_bytes(blake2b(shingle, digest_size=8).digest(), "big")


def containment(shorter: Text, longer: Text) -> float:
    """The share of the shorter text's shingles that stand in the longer."""
    inside, outside = set(shorter.hashes), set(longer.hashes)
    return len(inside & outside) / len(inside) if inside else 0.0


def reprint(shorter: Text, longer: Text) -> Score:
    """Is one of the two a copy of the other? Above 0 it is, by that share; the reason either way."""
    contained = containment(shorter, longer)
    if contained < MIN_CONTAINMENT:
        return Score(0.0, f"only {contained:.0%} in common")
    if shorter.size < SHORT and (contained < WHOLE or shorter.size < SHORTEST):
        return Score(0.0, "too short to tell")
    here = covered(shorter, set(longer.hashes))
    share = sum(here) / shorter.size
    if share < MIN_SHARE:
        return Score(0.0, f"only {share:.0%} of the words in common")
    voice = [mark for mark, quoted in zip(here, shorter.quoted, strict=True) if not quoted]
    if len(voice) >= MIN_OWN_VOICE and sum(voice) < OWN_VOICE * len(voice):
        return Score(0.0, "they quote the same words but report in their own")
    there = covered(longer, set(shorter.hashes))
    if _quotes(longer, there, shorter, here) or _quotes(shorter, here, longer, there):
        return Score(0.0, "one quotes the other")
    if not _opens_with(here) and not _opens_with(there) and share < NEW_LEAD_SHARE:
        return Score(0.0, "each opens with news of its own")
    return Score(share, f"{share:.0%} of the shorter text stands in the longer")


def covered(of: Text, by: Set[int]) -> bytearray:
    """A mark for each word of a text that stands in one of these shingles."""
    marks = bytearray(of.size)
    for at, shingle in enumerate(of.hashes):
        if shingle in by:
            marks[at : at + WIDTH] = b"\1" * min(WIDTH, of.size - at)
    return marks


def _opens_with(shared: bytearray) -> bool:
    lead = shared[: max(1, min(LEAD, len(shared) // 2))]
    return sum(lead) >= LEAD_SHARE * len(lead)


def _quotes(a: Text, shared_a: bytearray, b: Text, shared_b: bytearray) -> bool:
    """Does `a` put between quotation marks, under an opening of its own, what `b` says in its own voice?"""
    return (
        not _opens_with(shared_a)
        and _quoted_share(a, shared_a) >= QUOTED_HERE
        and _quoted_share(b, shared_b) <= UNQUOTED_THERE
    )


def _quoted_share(of: Text, shared: bytearray) -> float:
    return sum(q for q, s in zip(of.quoted, shared, strict=True) if s) / max(1, sum(shared))
