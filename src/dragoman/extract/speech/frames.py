"""Frames: each sentence as words, with every quotation in it one single token.

A Reading in, per paragraph its frames out. A full stop inside quotation marks
ends the frame only where no "he said" follows. Nothing here knows who speaks.
"""

import re
from bisect import bisect_left
from typing import Literal, NamedTuple

from dragoman.lexicon.speech import SpeechWords
from dragoman.model.reading import Reading
from dragoman.model.span import Span

TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:[-'’&./]\w+)*(?:['’](?=\s))?|--+|[^\w\s]")
CAPITAL_DATE = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
ENDS = ".?!…"
MARKS = "“”„«»\"‘’'`"


class Token(NamedTuple):
    """A word, a date word, a mark, or a whole quotation, at `start:end` of the text."""

    start: int
    end: int
    text: str
    low: str
    kind: Literal["word", "date", "mark", "quote"]

    @property
    def is_name(self) -> bool:
        return self.kind == "word" and self.text[0].isupper()


Frame = tuple[Token, ...]


def frames(reading: Reading, words: SpeechWords) -> tuple[tuple[Frame, ...], ...]:
    """The frames of each paragraph."""
    sentence_ends = {sentence.end for sentence in reading.sentences}
    dates = sorted(Span(date.start, date.end) for date in reading.dates)
    quotations = reading.quotations
    starts = [quotation.start for quotation in quotations]
    made = []
    for paragraph in reading.paragraphs:
        first, last = bisect_left(starts, paragraph.start), bisect_left(starts, paragraph.end)
        tokens = _tokens(reading.text, paragraph, quotations[first:last], dates)
        made.append(tuple(_cut(_joined(tokens, words), sentence_ends, words)))
    return tuple(made)


def _tokens(text: str, paragraph: Span, quotations: tuple[Span, ...], dates: list[Span]) -> list[Token]:
    tokens, at = [], paragraph.start
    for quotation in (*quotations, Span(paragraph.end, paragraph.end)):
        tokens += [_token(match, dates) for match in TOKEN.finditer(text, at, quotation.start)]
        if len(quotation):
            said = quotation.of(text)
            tokens.append(Token(quotation.start, quotation.end, said, said.casefold(), "quote"))
        at = quotation.end
    return tokens


def _joined(tokens: list[Token], words: SpeechWords) -> list[Token]:
    """The tokens with "went on" and "let it be known" as one, where words may follow them."""
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        first = tokens[at]
        phrases = words.phrasal.get(first.low, ())
        length = next((len(p) for p in phrases if tuple(t.low for t in tokens[at : at + len(p)]) == p), 1)
        following = tokens[at + length] if at + length < len(tokens) else None
        if length > 1 and (following is None or following.kind != "word" or following.low in words.after_phrase):
            last = tokens[at + length - 1]
            low = " ".join(token.low for token in tokens[at : at + length])
            joined.append(Token(first.start, last.end, low, low, "word"))
        else:
            joined += tokens[at : at + length]
        at += length
    return joined


def _token(match: re.Match, dates: list[Span]) -> Token:
    start, end, text = match.start(), match.end(), match[0]
    here = bisect_left(dates, Span(start + 1, 0)) - 1
    if (here >= 0 and dates[here].end > start) or CAPITAL_DATE.fullmatch(text):
        kind = "date"
    else:
        kind = "word" if text[0].isalnum() else "mark"
    return Token(start, end, text, small(text), kind)


def small(text: str) -> str:
    """The word as the tables spell it; short words in capitals (US, WHO, IT) stay themselves."""
    return text if text.isupper() and 2 <= len(text) <= 4 else text.casefold().replace("’", "'")


def _cut(tokens: list[Token], sentence_ends: set[int], words: SpeechWords) -> list[Frame]:
    """Cut where a sentence ends outside quotations, or inside one that nothing credits afterwards."""
    cut: list[Frame] = []
    frame: list[Token] = []
    for i, token in enumerate(tokens):
        ends = token.end in sentence_ends
        if token.kind == "mark" and token.text == "." and not ends:
            continue  # the stop of an abbreviation
        frame.append(token)
        if (token.kind == "mark" and token.text in ENDS and ends) or (
            token.kind == "quote" and _ends_after(tokens, i, words)
        ):
            cut.append(tuple(frame))
            frame = []
    return [*cut, tuple(frame)] if frame else cut


def _ends_after(tokens: list[Token], i: int, words: SpeechWords) -> bool:
    """Whether the quotation at `i` ends its sentence."""
    inner = tokens[i].text.rstrip(MARKS)
    if i + 1 == len(tokens) or inner[-1:] not in ENDS:
        return False
    following = tokens[i + 1]
    if following.kind == "quote":
        return True
    if not following.text[0].isupper():
        return False
    return inner[-1] == "." or not _is_credit(tokens[i + 1 : i + 9], words)


def _is_credit(tokens: list[Token], words: SpeechWords) -> bool:
    """`"Why?" Foreign Minister Lee asked`: names, then a verb of saying."""
    for token in tokens:
        if token.text == ".":
            continue  # "Mr. Lee"
        if token.low in words.verbs:
            return True
        if not (token.is_name or words.is_adverb(token.low) or token.low in words.titles | words.pronouns):
            return False
    return False


def tokens_of(text: str, pieces: tuple[Span, ...]) -> list[Token]:
    """The words and marks of some pieces of the text; quotations within them are no tokens of their own."""
    return [_token(match, []) for piece in pieces for match in TOKEN.finditer(text, piece.start, piece.end)]
