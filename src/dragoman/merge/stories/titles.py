"""Titles: what a story is called, in words of one of its articles.

In go articles, their sentences and what the story is about, out come exact
words and the article they stand in. Writes no word itself.
"""

from collections.abc import Callable, Sequence

from dragoman.merge.rarity import Rarity, bag
from dragoman.merge.stories.gist import cosine, unit
from dragoman.model.article import Article
from dragoman.model.gist import Terms
from dragoman.model.span import Span

LEAST = 3  # words of a title that says something
LONGEST = 240  # characters of a sentence that can stand as a title
OPENING = 3  # sentences of an article among which one is looked for

Sentences = Callable[[str], Sequence[Span]]


def title(articles: Sequence[Article], about: Terms, sentences: Sentences, rarity: Rarity) -> tuple[str, str]:
    """The title that covers most of what the story is about, or else the sentence that does, and the article's id."""
    titles = [(one.title, one.id) for one in articles if one.title and len(bag(one.title)) >= LEAST]
    told = titles or [
        (span.of(one.text), one.id)
        for one in articles
        for span in sentences(one.text)[:OPENING]
        if len(span) <= LONGEST and one.text[span.start].isalnum()  # a quotation says what one side says
    ]
    if not told:
        return _beginning(articles[0]), articles[0].id
    # Of those that cover as much the earliest: articles come by day.
    return max(told, key=lambda row: round(_covers(row[0], about, rarity), 6))


def _covers(words: str, about: Terms, rarity: Rarity) -> float:
    return cosine(unit({word: rarity.of(word) for word in bag(words)}), about)


def _beginning(article: Article) -> str:
    """The first words, where no sentence is short enough."""
    text = article.title or article.text
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0] or text[:LONGEST]
