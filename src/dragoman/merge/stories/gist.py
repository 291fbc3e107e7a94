"""Gist: what one article is about, worked out once for comparing it with others.

In go an article and the records it tells, out comes a Gist: a day, weighted
words, and the facts it tells.
"""

from collections import Counter
from collections.abc import Iterable
from math import log, sqrt

from dragoman.merge.rarity import Rarity, bag
from dragoman.model.article import Article
from dragoman.model.gist import Gist, Terms
from dragoman.model.record import Record

LEAD = 60  # words: news says first what it is about
EMPHASIS = 2.0  # how often a word of the title or of the lead counts
MOST = 120  # words of a text, the weightiest: what a long article adds is mostly background

def gist(article: Article, told: Iterable[Record], rarity: Rarity) -> Gist:
    """The Gist of an article that tells these records."""
    published = article.published.value
    return Gist(
        article=article.id,
        day=published[:10] if published else None,
        terms=_terms(article, rarity),
        records=frozenset(record.id for record in told if _is_news(record)),
    )


def unit(weights: Terms) -> Terms:
    """The same weights at length 1."""
    length = sqrt(sum(weight**2 for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def cosine(a: Terms, b: Terms) -> float:
    """How alike two sets of terms are, 0 to 1."""
    return sum(weight * b[word] for word, weight in a.items() if word in b)


def _terms(article: Article, rarity: Rarity) -> Terms:
    counts: Counter[str] = Counter()
    for place, word in enumerate(bag(article.text)):
        counts[word] += EMPHASIS if place < LEAD else 1.0
    for word in bag(article.title or ""):
        counts[word] += EMPHASIS
    weights = {word: (1 + log(count)) * rarity.of(word) for word, count in counts.items()}
    heaviest = sorted((row for row in weights.items() if row[1]), key=lambda row: (-row[1], row[0]))[:MOST]
    return unit(dict(heaviest))


def _is_news(record: Record) -> bool:
    """What is retold as history is background to many affairs."""
    return "historical" not in getattr(record.finding, "aux", ())
