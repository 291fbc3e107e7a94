"""Passages: whose words stand where in an article that copies others.

In go an article and the articles it has text from, out come the passages that
are theirs; what no passage covers is the article's own. `teller` says on whose
word a citation is then.
"""

from collections.abc import Iterable, Mapping, Sequence

from dragoman.merge.copies import overlap
from dragoman.merge.copies.alignment import LEAST, align
from dragoman.merge.copies.overlap import Text
from dragoman.merge.wording import words
from dragoman.model.article import Article
from dragoman.model.copy import Passage
from dragoman.model.finding import Citation
from dragoman.model.span import Span

OWN = 0.8  # of a citation's characters: it is told by the article itself, though that copies another


def passages(article: Article, sources: Iterable[tuple[Article, Text]]) -> tuple[Passage, ...]:
    """The parts of an article that stand in others; the first of `sources` that has a part has it."""
    found: list[Passage] = []
    left = [Span(0, len(article.text))]
    for source, text in sources:
        told = [words(span.of(article.text)) for span in left]
        if not any(overlap.shares(some, text) for some in told if len(some) >= LEAST):
            continue
        mine = _both(left, align(article.text, source.text).own)
        found.extend(Passage(span.start, span.end, source.id) for span in _without(left, mine))
        left = mine
    return tuple(sorted(found, key=lambda passage: passage.start))


def teller(
    citation: Citation, copies: Mapping[str, str], passages: Mapping[str, tuple[Passage, ...]]
) -> str:
    """The article on whose word a citation is: the origin of the passage it stands in, or the one that tells it itself.

    A copy of which no passages are known is its origin's word by word.
    """
    article = citation.article
    if article not in passages:
        return copies.get(article, article)
    shared: dict[str, int] = {}
    for passage in passages[article]:
        length = min(passage.end, citation.end) - max(passage.start, citation.start)
        if length > 0:
            shared[passage.of] = shared.get(passage.of, 0) + length
    if sum(shared.values()) <= (1 - OWN) * (citation.end - citation.start):
        return article
    of = max(sorted(shared), key=shared.__getitem__)
    origin = copies.get(article, article)
    # What a member of the same family added stays that member's; of another family the origin speaks.
    return of if origin in (of, copies.get(of)) else copies.get(of, of)


def _both(some: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """The characters in one of each; both are sorted and do not overlap among themselves."""
    return [Span(max(a.start, b.start), min(a.end, b.end)) for a in some for b in others if a.overlaps(b)]


def _without(some: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    """The characters of `some` that are not taken; `taken` lies within them."""
    found = []
    for span in some:
        at = span.start
        for gone in (one for one in taken if span.covers(one)):
            found.append(Span(at, gone.start))
            at = gone.end
        found.append(Span(at, span.end))
    return [span for span in found if span.start < span.end]
