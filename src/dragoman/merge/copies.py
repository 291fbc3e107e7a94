"""Copies: which articles only reprint another, and which one they all come from.

In go articles, out comes a Copy for each article that is not the origin of its
family. A pure function of the set of articles: their order never matters.
Articles that tell the same affair in their own words are not copies.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from dragoman.merge import overlap
from dragoman.merge.families import families, origin_rank
from dragoman.merge.overlap import Text
from dragoman.merge.wording import words
from dragoman.model.article import Article

SAMPLE = 8  # one shingle in eight is kept, chosen by its hash alone (FracMinHash)
FEW = 256  # shingles; a text with no more keeps them all, or the sample would be noise
LIKELY = 0.2  # estimated containment from which the full texts are compared (a copy has 0.4 and more)
MOST = 50  # articles listed under one shingle: standing paragraphs occur in thousands


class Copy(msgspec.Struct, frozen=True):
    """`article` reprints `copy_of`, the origin of its family.

    `share` is how much of the shorter of the two stands in the longer.
    `family` is the smallest id in it: it stays when an earlier origin turns up.
    """

    article: str
    copy_of: str
    share: float
    family: str


def fingerprint(text: str) -> tuple[int, ...]:
    """A sorted sample of the text's shingle hashes; two fingerprints tell how much the texts share.

    >>> fingerprint("Lee met Ishiba in Tokyo.") == fingerprint("LEE MET “ISHIBA” IN TOKYO")
    True
    """
    return _sample(set(overlap.shingle_hashes(words(text))))


def copies(articles: Iterable[Article]) -> tuple[Copy, ...]:
    """Every article that is a copy, with the origin of its family, sorted by article id."""
    by_id = {article.id: article for article in articles}
    texts = {id: overlap.text(article.text) for id, article in by_id.items()}
    # From the longest down, ties by id: the one order that depends on nothing but the set.
    order = sorted(texts, key=lambda id: (-texts[id].size, id))
    found = []
    groups, compilations = families(order, _links(order, texts), texts, by_id)
    for members in groups:
        origin = min(members, key=lambda id: origin_rank(by_id[id], id in compilations, texts[id].size))
        for member in members:
            if member != origin:
                shorter, longer = sorted((member, origin), key=lambda id: texts[id].size)
                share = round(overlap.containment(texts[shorter], texts[longer]), 3)
                found.append(Copy(article=member, copy_of=origin, share=share, family=min(members)))
    return tuple(sorted(found, key=lambda copy: copy.article))


def _sample(hashes: set[int]) -> tuple[int, ...]:
    return tuple(sorted(h for h in hashes if len(hashes) <= FEW or h % SAMPLE == 0))


def _links(order: Sequence[str], texts: Mapping[str, Text]) -> dict[str, dict[str, float]]:
    """For each article, the shorter ones with which it shares a text, and how much of them."""
    index: dict[int, list[str]] = defaultdict(list)
    distinct = {}
    for id in order:
        hashes = set(texts[id].hashes)
        distinct[id] = len(hashes)
        for shingle in _sample(hashes):
            if len(index[shingle]) < MOST:
                index[shingle].append(id)
    place = {id: at for at, id in enumerate(order)}
    likely = set()
    for id in order:
        hits = Counter(other for shingle in set(texts[id].hashes) for other in index.get(shingle, ()))
        for other, count in hits.items():
            kept = 1 if distinct[other] <= FEW else 1 / SAMPLE
            if other != id and count >= LIKELY * kept * min(distinct[id], distinct[other]):
                likely.add((id, other) if place[id] < place[other] else (other, id))
    links: dict[str, dict[str, float]] = defaultdict(dict)
    for longer, shorter in likely:
        score = overlap.reprint(texts[shorter], texts[longer])
        if score.value > 0:
            links[longer][shorter] = score.value
    return links
