"""Tags → the proper names of a sentence, as whole words.

Says where a name stands and of what kind; whose it is, and whether anybody acts
under it, is for the actors stage.
"""

import re

import numpy as np

from dragoman.model.seen import Name
from dragoman.model.span import Span
from dragoman.reader.card import Card
from dragoman.reader.grid import Range
from dragoman.reader.pieces import Pieces, whole_words
from dragoman.reader.tagging import best, log_softmax, ranges

JOINT = re.compile(r"[.'’-]?")  # between two parts of one word: "U.S", "O'Neill"
LETTERS = re.compile(r"(?:\b\w\.)+\w$")  # "U.S", whose last stop is its own


def names(logits: np.ndarray, pieces: Pieces, text: str, card: Card) -> tuple[Name, ...]:
    """The names of one sentence, in order. Spans of `pieces` are offsets into `text`."""
    row = best(logits, len(pieces), card.name_tags)
    found: list[Name] = []
    for kind, (start, end) in ranges(row, card.name_tags):
        span = _span((start, end), pieces, text)
        chances = log_softmax(logits[start:end])
        sure = round(float(np.exp(np.mean([one[tag] for one, tag in zip(chances, row[start:end], strict=True)]))), 2)
        before = found[-1] if found else None
        if before is not None and JOINT.fullmatch(text, before.span.end, max(before.span.end, span.start)):
            # one word that was tagged in parts is of the kind of its first
            whole = _stopped(Span(before.span.start, max(before.span.end, span.end)), text)
            found[-1] = Name(whole, before.kind, min(before.confidence, sure))
        elif len(span):
            found.append(Name(span, kind, sure))
    return tuple(found)


def _span(where: Range, pieces: Pieces, text: str) -> Span:
    return _stopped(whole_words(text, pieces.spans[where[0]].start, pieces.spans[where[1] - 1].end), text)


def _stopped(span: Span, text: str) -> Span:
    ends = text[span.end : span.end + 1] == "." and LETTERS.search(text, span.start, span.end) is not None
    return Span(span.start, span.end + ends)
