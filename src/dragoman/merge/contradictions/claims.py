"""Claims: the numbers that an article tells, each with its sentence and who says so.

In go an article, its sentences and the statements it holds, out come Claims. A
number is said by whoever the words around it are credited to, else by nobody,
and then it is the outlet's word.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

import msgspec

from dragoman.lexicon.claims import ClaimWords
from dragoman.merge.contradictions.quantities import Quantity, quantities
from dragoman.merge.rarity import Rarity, bag
from dragoman.model.actor import Actor
from dragoman.model.article import Article
from dragoman.model.finding import Statement
from dragoman.model.record import Record, Report
from dragoman.model.span import Span

OPENING = 4  # sentences of an article that speak of what the article is about
TELLING = 2.5  # rarity from which a word says of which deed a sentence speaks (one in twelve documents)


class Claim(msgspec.Struct, frozen=True):
    """`quantity` in the sentence at `place` among the article's, as `who` says, for a state or not.

    `matter` are the sentence's telling words; in an article's opening also those of the sentences
    before it, which say of which deed it speaks ("The strikes killed 31").
    """

    quantity: Quantity
    who: Actor | None
    report: Report
    place: int
    matter: frozenset[str]


class Teller(Protocol):
    """What an article's sentences are told by."""

    def __call__(self, text: str) -> Sequence[Span]: ...


def claims(
    article: Article, copy_of: str | None, told: Sequence[Record], sentences: Teller, words: ClaimWords, rarity: Rarity
) -> tuple[Claim, ...]:
    """All numbers of an article of which it is plain what they count."""
    found = []
    said = speakers(article.id, told)
    spans = sentences(article.text)
    for place, span in enumerate(spans):
        text = span.of(article.text)
        counted = quantities(text, words)
        if not counted:
            continue
        about = matter(article.text[spans[0].start : span.end] if place < OPENING else text, rarity)
        for quantity in counted:
            at = Span(span.start + quantity.start, span.start + quantity.end)
            found.append(Claim(quantity, who_says(at, said), report(article, copy_of, span), place, about))
    return tuple(found)


def report(article: Article, copy_of: str | None, span: Span) -> Report:
    """The article's telling at a span."""
    return Report(
        article.id, article.outlet, article.published.value, span.of(article.text), span.start, span.end, copy_of
    )


def matter(text: str, rarity: Rarity) -> frozenset[str]:
    """The words that say of which deed a sentence speaks."""
    return frozenset(word for word in bag(text) if rarity.of(word) >= TELLING)


def speakers(article: str, told: Sequence[Record]) -> Mapping[Span, Actor]:
    """Where in the article whose words stand."""
    return {
        Span(one.start, one.end): record.finding.speaker
        for record in told
        if isinstance(record.finding, Statement) and record.finding.speaker
        for one in record.reports
        if one.article == article
    }


def who_says(at: Span, said: Mapping[Span, Actor]) -> Actor | None:
    """Whose words cover the span: of several the shortest, for that is the nearest."""
    around = [span for span in said if span.covers(at)]
    return said[min(around, key=lambda span: (len(span), span))] if around else None
