"""A text comes in, the spans of its paragraphs and of its sentences go out. Changes no character.

A sentence ends at . ! ? or … and the closing marks after it, inside a quotation
too where another full sentence follows, but never between a quotation and the
words that go on with it: `"We agree. It is time," she said.` is two, cut after
"agree.".
"""

import re
from collections.abc import Iterator

from dragoman.lexicon.language import Abbreviations
from dragoman.model.span import Span

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")

# A possible end: the stops, closing quotes and brackets, a footnote's number, and then space.
# It begins where a run of stops begins and never goes back, or "....." would take quadratic time.
_STOP = re.compile(r"""(?<![.!?…])(?P<stops>[.!?…]++)(?P<closing>["'”’»)\]]*+(?:\[\d{1,4}\])*+)(?=\s)""")

# What follows it: opening marks, then the first word.
_NEXT = re.compile(r"""\s+(?P<opening>["'“‘«(\[]*)(?P<word>[^\W_][\w’'-]*|\S?)""")

# Each begins where its run begins and gives nothing back, or a long run would take quadratic time.
_WORD_BEFORE = re.compile(r"(?<![\w.&])[\w.&]++$")
_DOTTED = re.compile(r"(?<!\.)(?:[^\W\d_]\.)++[^\W\d_]$")  # U.S, a.m, Ph.D comes under `either`
_NAME_AND_VERB = re.compile(r"(?<!\s)\s++(?:[A-Z][\w.’'-]*+\s++){1,4}+(?P<verb>[a-z]++)\b")

# The longest word worth looking at before a stop; keeps the search linear in the text.
_REACH = 24


def paragraphs(text: str) -> tuple[Span, ...]:
    """The lines of `text` that hold anything, without the white space around them.

    >>> [span.of("One.  \\n\\n Two.") for span in paragraphs("One.  \\n\\n Two.")]
    ['One.', 'Two.']
    """
    lines = (_trimmed(text, *match.span()) for match in _LINE.finditer(text))
    return tuple(line for line in lines if len(line))


def sentences(text: str, abbreviations: Abbreviations) -> tuple[Span, ...]:
    """The sentences of `text`, none of which crosses the end of a paragraph.

    >>> from dragoman.lexicon.language import load_abbreviations
    >>> text = "The U.S. and S. Korea agreed. Lee left."
    >>> [span.of(text) for span in sentences(text, load_abbreviations())]
    ['The U.S. and S. Korea agreed.', 'Lee left.']
    """
    return tuple(span for paragraph in paragraphs(text) for span in _split(text, paragraph, abbreviations))


def _split(text: str, paragraph: Span, abbreviations: Abbreviations) -> Iterator[Span]:
    start = paragraph.start
    for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
        if stop.end() < paragraph.end and _ends(text, start, stop, abbreviations):
            yield _trimmed(text, start, stop.end())
            start = stop.end()
    yield _trimmed(text, start, paragraph.end)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _ends(text: str, start: int, stop: re.Match[str], abbreviations: Abbreviations) -> bool:
    """Whether the sentence that began at `start` ends at `stop`."""
    following = _NEXT.match(text, stop.end())
    word = following["word"]
    if not word or not (word[0].isupper() or word[0].isdigit() or _uncased(word[0])):
        return False  # "he said" goes on; so does a dash
    if stop["stops"] != ".":
        return not (stop["closing"] and _attributes(text, stop.end(), abbreviations))
    return _full_stop_ends(text, start, stop.start(), word, abbreviations)


def _full_stop_ends(text: str, start: int, at: int, following: str, abbreviations: Abbreviations) -> bool:
    """Whether the one full stop at `at` ends a sentence or an abbreviation before `following`."""
    match = _WORD_BEFORE.search(text[max(start, at - _REACH) : at])
    before = match[0] if match else ""
    if before in abbreviations.leaning:
        return False
    if before in abbreviations.numbering:
        return not following[0].isdigit()
    if before.isdigit() and not text[start : at - len(before)].strip():
        return False  # the number of a list's item
    if before in abbreviations.either or _DOTTED.match(before) or _initial(before):
        return following in abbreviations.openers
    return True


def _initial(word: str) -> bool:
    return len(word) == 1 and word.isupper()


def _uncased(letter: str) -> bool:
    """Letters of scripts without capitals begin a sentence as well as any."""
    return letter.isalpha() and letter.lower() == letter.upper()


def _attributes(text: str, end: int, abbreviations: Abbreviations) -> bool:
    """Whether a name and a verb of saying follow: `"Will they come?" Lee asked.`"""
    match = _NAME_AND_VERB.match(text, end, end + 80)
    return match is not None and match["verb"] in abbreviations.attribution
