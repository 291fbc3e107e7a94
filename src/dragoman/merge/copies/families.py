"""Families: which of the texts that a page holds are its own, and which member of a family is the origin.

In go an article's links to shorter texts that stand in it, out comes for each link
whether the two are one text or the longer only holds the other. What links say is
decided article by article, from its own links alone, so that a new article touches
its neighbours and nobody else.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from math import log

import msgspec
import numpy as np

from dragoman.merge.wording import within, words
from dragoman.model.article import Article
from dragoman.model.copy import Link, Standing

SAME_TEXT = 0.8  # of the longer one's words: whatever else both hold, they are one text; of the shorter's: it is whole
NEAREST = 0.9  # of the share that stands in another: less, and the text is of that other
SAME_PART = 0.5  # of the smaller: two articles that fill the same part of a page are one text
COMPLETE = 1.3  # times as long: enough more to be the fuller text
OPENING = 6  # pieces: what begins so near the same place begins together
PIECE = 8  # words, of which the page's parts are made
CREDIT = 12  # words; a last line of no more may be a credit

_SURE = frozenset({"header", "dateline", "metadata"})


def part(covered: np.ndarray) -> int:
    """The pieces that these marks of words fill by half; by less, where none is filled so far."""
    padded = np.zeros(-(-len(covered) // PIECE) * PIECE, bool)
    padded[: len(covered)] = covered
    filled = padded.reshape(-1, PIECE).sum(axis=1)
    chosen = filled * 2 >= PIECE
    bits = np.packbits(chosen if chosen.any() else filled > 0, bitorder="little")
    return int.from_bytes(bits.tobytes(), "little")


def standings(
    longer: Article,
    links: Sequence[Link],
    articles: Mapping[str, Article],
    compilations: Collection[str],
) -> dict[str, Standing]:
    """For each shorter text that stands in an article, how the two stand.

    A page that holds two unrelated articles must not make one source of them: it is a
    copy of the one it opens with. They are excerpts of it only if it is dated first.
    """
    found: dict[str, Standing] = {link.shorter: "own" if link.cover >= SAME_TEXT else "aside" for link in links}
    rest = [link for link in links if found[link.shorter] == "aside"]
    # What two compilations share need not be their own, so a compilation counts only alone.
    inside = [link for link in rest if link.shorter not in compilations] or rest
    if not inside:
        return found
    if dated(longer) < min(dated(articles[link.shorter]) for link in inside):
        return found | {link.shorter: "own" for link in inside}
    own = _opening(inside)
    return found | {link.shorter: "own" if link.shorter in own else "held" for link in inside}


def compiles(link: Link) -> bool:
    """Whether a link shows its longer text to be a compilation: another stands in it as good as whole."""
    return link.standing == "held" and link.share >= SAME_TEXT


def joins(link: Link, nearest: float) -> bool:
    """Whether a link makes its two one family.

    `nearest` is how much of the shorter stands in whatever has most of it: an excerpt is of the article
    that has all of it, and not of another that has its longest sentence or paragraph.
    """
    return link.standing == "own" and (link.cover >= SAME_TEXT or link.share >= NEAREST * nearest)


def restanding(link: Link, standing: Standing) -> Link:
    """The link, standing otherwise."""
    return msgspec.structs.replace(link, standing=standing)


def uncovered(links: Sequence[Link]) -> list[str]:
    """Of the texts that a page holds, in its order, those that fill a part which none before them fills."""
    found, filled = [], 0
    for link in sorted(links, key=lambda one: (_lowest(one.part) // OPENING, -one.share, one.shorter)):
        if not _overlap(link.part, filled):
            found.append(link.shorter)
            filled |= link.part
    return found


def _opening(links: Sequence[Link]) -> set[str]:
    """Of the texts that a page holds, those that fill the part it opens with."""
    waiting = sorted(links, key=lambda one: (_lowest(one.part) // OPENING, -one.share, one.shorter))
    first = waiting.pop(0)
    own, filled = {first.shorter}, first.part
    while same := [one for one in waiting if _overlap(one.part, filled)]:
        for one in same:
            own.add(one.shorter)
            filled |= one.part
        waiting = [one for one in waiting if one.shorter not in own]
    return own


def _lowest(part: int) -> int:
    """Where it begins in earnest: a phrase that two reports have in common fills a piece here and there."""
    solid = part & part >> 1 & part >> 2 or part
    return (solid & -solid).bit_length() - 1


def _overlap(one: int, other: int) -> bool:
    return bool(other) and (one & other).bit_count() >= SAME_PART * min(one.bit_count(), other.bit_count())


def origin_rank(article: Article, *, compiles: bool, credited: bool, size: int) -> tuple:
    """The smallest is the origin: credited by others, then first published where the date is sure, then most complete.

    What was cut out of another's page, or compiles others, hardly ever is the origin.
    """
    sureness, day, clock = dated(article)
    return (
        article.found_in is not None, compiles, not credited, sureness, day,
        -round(log(max(size, 1), COMPLETE)),  # an excerpt is no origin of what it leaves out
        article.outlet is None, clock, -size, article.id,
    )  # fmt: skip


def credited(members: Sequence[Article]) -> set[str]:
    """Those of one family whose outlet others of it name as where they have the text from.

    "By Reuters", "SEOUL (AP) —", a last line "Source: AFP": a byline, a dateline or a credit names
    the agency, and so no list of agencies is needed.
    """
    outlets = {one.id: words(one.outlet or "") for one in members}
    lines = {(outlets[one.id], words(line)) for one in members for line in _credits(one)}
    by_word: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for by, line in lines:
        for word in set(line):
            by_word.setdefault(word, []).append((by, line))
    named = {
        outlet
        for outlet in set(outlets.values())
        if outlet and any(by != outlet and within(outlet, line) for by, line in by_word.get(outlet[0], ()))
    }
    return {id for id, outlet in outlets.items() if outlet in named}


def _credits(article: Article) -> list[str]:
    last = article.text.rstrip().rpartition("\n")[2]
    return [*article.byline, article.dateline or "", last if len(last.split()) <= CREDIT else ""]


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
