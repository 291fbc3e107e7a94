"""Words of a phrase: a span of the text in, its words out, with the questions that naming asks of them."""

from typing import NamedTuple

from dragoman.extract.speech.frames import TOKEN, small
from dragoman.model.span import Span

POSSESSIVE = ("'s", "’s", "s’", "s'")


class Word(NamedTuple):
    """A word at `start:end` of the text."""

    start: int
    end: int
    text: str
    low: str

    @property
    def name(self) -> bool:
        return self.text[0].isupper()

    @property
    def owns(self) -> bool:
        return self.text.endswith(POSSESSIVE)


def words_of(text: str, span: Span) -> list[Word]:
    """The words of the span, without its marks.

    >>> [word.low for word in words_of("the ministry's man, Lee", Span(0, 23))]
    ['the', "ministry's", 'man', 'lee']
    """
    found = TOKEN.finditer(text, span.start, span.end)
    return [Word(m.start(), m.end(), m[0], small(m[0])) for m in found if m[0][0].isalnum()]
