"""Which lines of a page hold its own article: the stretch where prose outweighs everything else.

Lines with what is known of each come in, the first and last line go out. A
scraper's page is chrome, article, chrome: prose earns its words, other lines
cost a few each, and the stretch with the best sum is the article. Cards of
other articles and comments end a stretch.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

PROSE_CAP = 80  # words a line may earn: one giant line must not outweigh an article
LONE_SHARE = 0.25  # of its words is what prose earns that stands between headlines: a teaser
LONE_WORDS = 40  # unless it is this long
OTHER_COST = 4.0  # words; a ranking of ten lines is bridged by two paragraphs (tuned by eye on saved news pages)
HEADING_COST = 10.0
END_WORDS, END_REACH = 18, 2  # words of a paragraph, and lines, that may stand apart at an article's ends
KNOWN_GAIN, KNOWN_COST = 3.0, 3.0
COMMENT_SHARE = 0.25  # of what stands under "Comments": an article this good above is not given up for it


class Trait(msgspec.Struct, frozen=True):
    """What weighs: `prose`, its `words`, whether it is `passed` over (a share bar between two paragraphs), a `heading`.

    `stop`: no article goes on across this line. `comments`: a heading after which readers speak.
    `known`: the markup says it is the body (True) or is not (False).
    """

    words: int
    prose: bool = False
    passed: bool = False
    heading: bool = False
    stop: bool = False
    comments: bool = False
    known: bool | None = None


def extent(traits: Sequence[Trait]) -> range:
    """The lines from the article's first to its last; empty where nothing earns anything."""
    weights = _weights(traits)
    best, best_sum = range(0), 0.0
    for zone, commented in _zones(traits):
        found, total = _heaviest(weights, zone)
        # "Comments" above the text is a button; below it, what follows is short and broken by names.
        if total * (COMMENT_SHARE if commented else 1.0) > best_sum:
            best, best_sum = _with_ends(traits, found, zone), total
    return range(0) if _is_teaser(traits, best) else best


def _is_teaser(traits: Sequence[Trait], found: range) -> bool:
    """A lone short paragraph on a page that has others like it: a front page, not an article."""
    prose = [at for at, trait in enumerate(traits) if trait.prose]
    inside = [at for at in prose if at in found]
    return len(inside) == 1 and traits[inside[0]].words < LONE_WORDS and len(prose) > 2


def _with_ends(traits: Sequence[Trait], found: range, zone: range) -> range:
    """The stretch with a first or last paragraph that one caption or subhead parts from it."""
    above = _next_prose(traits, range(found.start - 1, zone.start - 1, -1))
    below = _next_prose(traits, range(found.stop, zone.stop))
    start = found.start if above is None else above
    return range(start, found.stop if below is None else below + 1)


def _next_prose(traits: Sequence[Trait], away: range) -> int | None:
    """The prose a line or two away from a stretch, unless headlines and prose alternate there: those are teasers."""
    shown = [at for at in away[: 4 * END_REACH] if not traits[at].passed][: 2 * END_REACH + 1]
    found = next((place for place, at in enumerate(shown[:END_REACH]) if traits[at].prose), None)
    if found is None or traits[shown[found]].words < END_WORDS or any(traits[at].heading for at in shown[:found]):
        return None
    beyond = shown[found + 1 : found + 1 + END_REACH]
    return None if any(traits[at].prose for at in beyond) else shown[found]


def _zones(traits: Sequence[Trait]) -> Iterator[tuple[range, bool]]:
    """The page's stretches between stops, and whether readers' comments precede."""
    cuts = [at for at, trait in enumerate(traits) if trait.stop or trait.comments]
    commented = False
    for before, after in pairwise((-1, *cuts, len(traits))):
        if before >= 0:
            commented = traits[before].comments or (commented and not traits[before].heading)
        yield range(before + 1, after), commented


def _weights(traits: Sequence[Trait]) -> list[float]:
    shown = [at for at, trait in enumerate(traits) if not trait.passed]
    weights = [-1.0] * len(traits)
    for place, at in enumerate(shown):
        beside = shown[max(place - 1, 0) : place] + shown[place + 1 : place + 2]
        lone = not any(traits[other].prose for other in beside)
        weights[at] = _weight(traits[at], lone)
    return weights


def _weight(trait: Trait, lone: bool) -> float:
    if trait.known is True:
        return KNOWN_GAIN + min(trait.words, PROSE_CAP)
    if trait.known is False and not trait.prose:
        return -KNOWN_COST
    if trait.prose:
        earned = min(trait.words, PROSE_CAP)
        return earned * LONE_SHARE - OTHER_COST if lone and trait.words < LONE_WORDS else earned
    return -HEADING_COST if trait.heading else -OTHER_COST


def _heaviest(weights: Sequence[float], zone: range) -> tuple[range, float]:
    """The contiguous lines with the greatest sum, in one walk."""
    best, best_sum, begin, running = range(0), 0.0, zone.start, 0.0
    for at in zone:
        if running <= 0:
            begin, running = at, 0.0
        running += weights[at]
        if running > best_sum:
            best, best_sum = range(begin, at + 1), running
    return best, best_sum
