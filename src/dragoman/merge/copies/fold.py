"""Copies: which articles only reprint another, and which one they all come from.

In go articles and what is known of those before, out come the articles whose
place in a family is new or changed. What is known afterwards depends on the set
of articles alone: their order, how they are split into parts and repetition never
matter. Articles that tell the same affair in their own words are not copies.

    marks | candidates | links | standings | families | passages

Each step touches only what the new articles reach: the work for one does not
grow with the record.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import heapify, heappop, heappush

import numpy as np

from dragoman.merge.copies import overlap
from dragoman.merge.copies.families import (
    compiles,
    credited,
    joins,
    origin_rank,
    part,
    restanding,
    standings,
    uncovered,
)
from dragoman.merge.copies.known import Known, Remembered
from dragoman.merge.copies.marks import MOST, fingerprint, hopeless, marks, needed
from dragoman.merge.copies.passages import passages
from dragoman.model.article import Article
from dragoman.model.copy import Copy, Fingerprint, Link, Shared

TEXTS = 4096  # kept at hand while a batch is folded in
SOURCES = 12  # articles from which a copy's passages are sought: after those nothing new is found

Pair = tuple[str, str]  # sorted


def copies(articles: Iterable[Article]) -> tuple[Copy, ...]:
    """Every article that is a copy, with the origin of its family, sorted by article id."""
    by_id = {article.id: article for article in articles}
    known = Remembered(by_id)
    fold(by_id.values(), known)
    return tuple(known.places[id] for id in sorted(known.places) if known.places[id].copy_of)


def fold(new: Iterable[Article], known: Known) -> frozenset[str]:
    """Add articles to what is known; the ids of those whose family or passages are new or changed.

    Articles that are known already change nothing. A thousand at once are quicker than a thousand times one.
    """
    fresh = {article.id: article for article in new if known.fingerprint(article.id) is None}
    texts = _Texts(known, fresh)
    found, pushed = _candidates(fresh, known, texts)
    gone = _lost(pushed, known)
    put = [link for pair in sorted(found) if (link := _link(pair, texts))]
    compiled = {link.longer: _compiles(link.longer, known) for link in (*gone, *put)}
    known.replace_links(gone, put)
    restood = _restand(compiled, known)
    ends = {id for link in (*gone, *put, *restood) for id in (link.longer, link.shorter)}
    return frozenset(fresh) | _regroup(ends, known, texts)


class _Texts:
    """The texts of articles, those used last kept at hand."""

    def __init__(self, known: Known, fresh: Mapping[str, Article]):
        self.article = lru_cache(TEXTS)(lambda id: fresh.get(id) or known.article(id))
        self.text = lru_cache(TEXTS)(lambda id: overlap.text(self.article(id).text))

    def marks(self, id: str) -> np.ndarray:
        return marks(self.text(id))

    def shared_marks(self, one: str, other: str) -> np.ndarray:
        return np.intersect1d(self.marks(one), self.marks(other), assume_unique=True)

    def longer_first(self, pair: Pair) -> Pair:
        """By length, ties by id: an order that depends on nothing but the two."""
        shorter, longer = sorted(pair, key=lambda id: (self.text(id).size, id))
        return longer, shorter


# -- candidates


def _candidates(fresh: Mapping[str, Article], known: Known, texts: _Texts) -> tuple[set[Pair], set[int]]:
    """Pairs worth comparing; and the keys that no longer stand for a mark, because others now do.

    Under a mark that many have, the MOST with the smallest keys stand for all: every article meets
    those, and they meet every article. So a text reprinted by thousands is still one family, and a
    standing paragraph costs no more than MOST comparisons.
    """
    marked = {id: texts.marks(id) for id in fresh}
    prints = {id: fingerprint(id, texts.text(id), marked[id]) for id in fresh}
    coming: dict[int, set[int]] = {}
    for id, kept in marked.items():
        key = prints[id].key
        for mark in kept.tolist():
            coming.setdefault(mark, set()).add(key)
    before = known.first(coming, MOST + 1)
    known.add((prints[id], marked[id]) for id in fresh)
    pushed: set[int] = set()
    after: dict[int, Sequence[int]] = {}
    for mark, keys in coming.items():
        stood = before.get(mark, ())
        if len(keys) + len(stood) > 1:
            after[mark] = sorted(keys.union(stood))[: MOST + 1]
            pushed.update(set(stood[:MOST]).difference(after[mark][:MOST]))
    found: set[Pair] = set()
    under = lru_cache(None)(known.under)
    for id, kept in marked.items():
        one, shared = prints[id], Counter[int]()
        shared[one.key] = one.kept  # whoever has the same key by chance
        for mark in kept.tolist():
            keys = after.get(mark, ())
            if len(keys) > MOST:
                keys = under(mark) if one.key <= keys[MOST - 1] else keys[:MOST]
            shared.update(keys)
        for key, count in shared.items():
            if not hopeless(one, key, count):
                found.update(_pairs(one, key, count, known, texts))
    return found, pushed


def _pairs(one: Fingerprint, key: int, count: int, known: Known, texts: _Texts) -> Iterable[Pair]:
    """The pairs of an article with those of a key with which it shares so many marks."""
    others = [other for other in known.fingerprints(key) if other.article != one.article]
    if len(others) > 1 or key == one.key:  # two articles have one key by chance: the count is of both
        others = [
            other for other in others
            if next(_enough([(one, other)], [texts.shared_marks(one.article, other.article)], known))
        ]  # fmt: skip
    elif others and count < needed(one, others[0]):
        others = []
    return [tuple(sorted((one.article, other.article))) for other in others]


def _enough(
    pairs: Sequence[tuple[Fingerprint, Fingerprint]], shared: Sequence[np.ndarray], known: Known
) -> Iterator[bool]:
    """Of each pair, whether they meet under enough of the marks that both have."""
    standing = known.first({mark for marks in shared for mark in marks.tolist()}, MOST + 1)
    for (one, other), both in zip(pairs, shared, strict=True):
        keys = {one.key, other.key}
        meeting = (len(standing[mark]) <= MOST or not keys.isdisjoint(standing[mark][:MOST]) for mark in both.tolist())
        yield sum(meeting) >= needed(one, other)


def _lost(pushed: Iterable[int], known: Known) -> list[Link]:
    """Links of articles that no longer stand for a mark, and no longer meet by enough others."""
    asked = [one for key in sorted(pushed) for one in known.fingerprints(key)]
    links = {(link.longer, link.shorter): link for one in asked for link in known.links(one.article)}
    pairs = []
    for longer, shorter in links:
        one, other = known.fingerprint(longer), known.fingerprint(shorter)
        assert one and other, "only articles that are known have links"
        pairs.append((one, other))
    shared = [np.frombuffer(link.marks, np.uint32) for link in links.values()]
    return [link for link, enough in zip(links.values(), _enough(pairs, shared, known), strict=True) if not enough]


def _link(pair: Pair, texts: _Texts) -> Link | None:
    """How the shorter of two stands in the longer; None where it does not."""
    longer, shorter = texts.longer_first(pair)
    score = overlap.reprint(texts.text(shorter), texts.text(longer))
    if score.value <= 0:
        return None
    covered = overlap.covered(texts.text(longer), texts.text(shorter))
    shared = texts.shared_marks(longer, shorter).astype(np.uint32).tobytes()
    return Link(
        longer, shorter, round(score.value, 4), round(float(covered.mean()), 4), part(covered), marks=shared
    )


# -- standings


def _compiles(id: str, known: Known) -> bool:
    return any(compiles(link) for link in known.links(id) if link.longer == id)


def _restand(compiled: dict[str, bool], known: Known) -> list[Link]:
    """Decide anew how the links of these articles to shorter ones stand, the shortest first; those that changed.

    `compiled` says whether each was a compilation before: where that changes, longer ones must be asked again.
    """
    changed = []
    waiting = [(_size(id, known), id) for id in compiled]
    heapify(waiting)
    while waiting:
        _, id = heappop(waiting)
        links = known.links(id)
        inside = sorted((link for link in links if link.longer == id), key=lambda link: link.shorter)
        compilations = {link.shorter for link in inside if _compiles(link.shorter, known)}
        inner = {link.shorter: known.article(link.shorter) for link in inside}
        stands = standings(known.article(id), inside, inner, compilations)
        moved = [restanding(link, stands[link.shorter]) for link in inside if stands[link.shorter] != link.standing]
        known.replace_links((), moved)
        changed.extend(moved)
        if _compiles(id, known) != compiled[id]:
            for link in links:
                if link.shorter == id and link.longer not in compiled:
                    compiled[link.longer] = _compiles(link.longer, known)
                    heappush(waiting, (_size(link.longer, known), link.longer))
    return changed


def _size(id: str, known: Known) -> int:
    one = known.fingerprint(id)
    return one.size if one else 0


# -- families


def _regroup(ends: set[str], known: Known, texts: _Texts) -> set[str]:
    """Make the families of these articles anew; those whose place or passages changed."""
    region = set(ends)
    for id in ends:
        if place := known.place(id):
            region.update(known.members(place.family))
    changed: set[str] = set()
    for members in _components(region, known):
        ranks = _ranks(members, known, texts)
        moved = _place(members, ranks, known, texts)
        # On whose word a page is where it holds these depends on their family too.
        held = (link for id in moved for link in known.links(id) if link.shorter == id and link.standing == "held")
        changed |= moved | {link.longer for link in held}
        changed |= _share_out(members, ranks, known, texts)
    return changed


def _components(region: Iterable[str], known: Known) -> list[list[str]]:
    """The articles that are one text with another, of these and of all that they reach."""
    found, seen = [], set()
    links = lru_cache(None)(known.links)

    def nearest(id: str) -> float:
        """How much of an article stands in the one, of those it is one text with, that has most of it."""
        return max((one.share for one in links(id) if one.shorter == id and one.standing == "own"), default=0.0)

    for start in sorted(region):
        if start in seen:
            continue
        seen.add(start)
        members, waiting = [], [start]
        while waiting:
            members.append(id := waiting.pop())
            for link in links(id):
                other = link.other(id)
                if other not in seen and joins(link, nearest(link.shorter)):
                    seen.add(other)
                    waiting.append(other)
        found.append(sorted(members))
    return found


def _ranks(members: Sequence[str], known: Known, texts: _Texts) -> dict[str, tuple]:
    """By rank, the origin first."""
    if len(members) == 1:
        return {members[0]: ()}
    articles = [texts.article(id) for id in members]
    named = credited(articles)
    return {
        article.id: origin_rank(
            article, compiles=_compiles(article.id, known), credited=article.id in named, size=_size(article.id, known)
        )
        for article in articles
    }


def _place(members: Sequence[str], ranks: Mapping[str, tuple], known: Known, texts: _Texts) -> set[str]:
    """Give a family's members their places; those whose place changed."""
    before = {id: known.place(id) for id in members}
    after: dict[str, Copy | None] = {members[0]: None}
    if len(members) > 1:
        origin, family = min(members, key=ranks.__getitem__), min(members)
        for id in members:
            was = before[id]
            if id == origin:
                after[id] = Copy(id, None, 1.0, family)
            elif was and was.copy_of == origin:
                after[id] = Copy(id, origin, was.share, family)
            else:
                longer, shorter = texts.longer_first((id, origin))
                share = overlap.containment(texts.text(shorter), texts.text(longer))
                after[id] = Copy(id, origin, round(share, 3), family)
    moved = {id for id in members if after[id] != before[id]}
    known.replace_places((id for id in moved if before[id]), (copy for id in moved if (copy := after[id])))
    return moved


def _share_out(members: Sequence[str], ranks: Mapping[str, tuple], known: Known, texts: _Texts) -> set[str]:
    """Find which passages of a family's members are others'; those of which they changed."""
    gone, put = [], {}
    origin = min(members, key=ranks.__getitem__)
    for id in members:
        was, sources = known.shared(id), _sources(id, origin, ranks, known)
        if sources == (was.sources if was else ()):
            continue
        if was:
            gone.append(id)
        if sources:
            others = ((texts.article(one), texts.text(one)) for one in sources)
            put[id] = Shared(sources, passages(texts.article(id), others))
    known.replace_shared(gone, put)
    return {*gone, *put}


def _sources(id: str, origin: str, ranks: Mapping[str, tuple], known: Known) -> tuple[str, ...]:
    """The origin, members of the family that come before this one, and what it holds of other families."""
    links = known.links(id)
    ends = {link.other(id) for link in links}
    before = sorted((one for one in ends & ranks.keys() if ranks[one] < ranks[id]), key=ranks.__getitem__)
    held = [link for link in links if link.longer == id and link.standing == "held" and link.shorter not in ranks]
    first = [origin] if origin != id else []
    return (*first, *[one for one in before if one != origin][:SOURCES], *uncovered(held)[:SOURCES])
