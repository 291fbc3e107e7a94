"""Families: links between articles made into families, and the origin of each.

In go links (which shorter article is a copy of which longer one, or the other
way round), out come groups of ids, and the rank by which the origin is chosen.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from math import log

from dragoman.merge.overlap import Text, covered
from dragoman.merge.union import Union
from dragoman.model.article import Article

SAME_PART = 0.5  # of the smaller: two articles that fill the same part of a page are one text
COMPLETE = 1.3  # times as long: enough more to be the fuller text
OPENING = 50  # words: what begins so near the same place begins together

_SURE = frozenset({"header", "dateline", "metadata"})


def families(
    order: Sequence[str],
    links: Mapping[str, Mapping[str, float]],
    texts: Mapping[str, Text],
    by_id: Mapping[str, Article],
) -> tuple[list[list[str]], set[str]]:
    """Articles joined by links, and those that only compile several others.

    A page that holds two unrelated articles must not make one source of them: it is a
    copy of the one it opens with. They are excerpts of it only if it is dated first.
    `order` has the longest article first; `links` leads from it to the shorter ones.
    """
    union, compilations = Union(order), set()
    for longer in reversed(order):  # the shortest first, so that what a compilation holds is known
        inside = links.get(longer, {})
        # What two compilations share need not be their own, so a compilation counts only alone.
        inside = {id: share for id, share in inside.items() if id not in compilations} or inside
        roots = {union.find(id) for id in inside}
        if len(roots) > 1 and not dated(by_id[longer]) < min(dated(by_id[id]) for id in inside):
            parts = {root: Part(texts[longer].size) for root in roots}
            for id, share in inside.items():
                parts[union.find(id)].add(covered(texts[longer], set(texts[id].hashes)), share)
            own = _opening(parts)
            compilations.update({longer} if own != roots else ())
            roots = own
        for root in roots:
            union.join(longer, root)
    return [sorted(group) for group in union.groups() if len(group) > 1], compilations


def origin_rank(article: Article, compiles: bool, size: int) -> tuple:
    """The smallest is the origin: first published where the date is sure, then named, then most complete.

    What was cut out of another's page, or compiles others, hardly ever is the origin.
    """
    sureness, day, clock = dated(article)
    return (
        article.found_in is not None, compiles, sureness, day,
        -round(log(max(size, 1), COMPLETE)),  # an excerpt is no origin of what it leaves out
        article.outlet is None, clock, -size, article.id,
    )  # fmt: skip


def dated(article: Article) -> tuple[int, str, str]:
    """How sure the date is (0 sure, 1 inferred, 2 none), the day and the time of day in UTC."""
    published = article.published
    if published.value is None:
        return 2, "9999", ""
    sureness = 0 if published.basis in _SURE else 1
    if len(published.value) <= 10:
        return sureness, published.value, "24"  # no time given: after those that give one
    try:
        moment = datetime.fromisoformat(published.value)
    except ValueError:
        return sureness, published.value[:10], "24"
    moment = moment.astimezone(UTC) if moment.tzinfo else moment
    return sureness, f"{moment:%Y-%m-%d}", f"{moment:%H:%M:%S}"


class Part:
    """The words of one page that a family fills, and how much of a member it gives at best."""

    def __init__(self, size: int):
        self.words, self.share = bytearray(size), 0.0

    def add(self, words: bytearray, share: float) -> None:
        either = int.from_bytes(self.words) | int.from_bytes(words)
        self.words, self.share = bytearray(either.to_bytes(len(words))), max(share, self.share)

    def overlaps(self, other: "Part") -> bool:
        both = sum(x & y for x, y in zip(self.words, other.words, strict=True))
        return both >= SAME_PART * min(sum(self.words), sum(other.words))


def _opening(parts: Mapping[str, Part]) -> set[str]:
    """The roots that fill the part of the page it opens with."""
    waiting = sorted(parts, key=lambda root: (parts[root].words.find(1) // OPENING, -parts[root].share, root))
    own = {waiting.pop(0)}
    filled = parts[min(own)]
    while same := [root for root in waiting if parts[root].overlaps(filled)]:
        for root in same:
            waiting.remove(root)
            own.add(root)
            filled.add(parts[root].words, parts[root].share)
    return own
