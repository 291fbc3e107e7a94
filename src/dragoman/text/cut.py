"""A page → its articles: the body cleaned and frozen, the rest kept as `dropped` with role and reason."""

import re
from collections.abc import Iterable

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.model.article import Article, Dropped, Published
from dragoman.model.identity import content_id
from dragoman.model.page import Page
from dragoman.text.blocks import Piece, pieces
from dragoman.text.cards import age_words
from dragoman.text.clean import clean
from dragoman.text.stamps import stamp

LEAST_WORDS = 20  # a body of fewer words is a stray line, not an article

# "SEOUL — ", "SEOUL, June 4 (Yonhap) -- ", "Seoul (Reuters) - ": a place, then maybe a day
# or an agency, then a dash. A mixed-case place needs the agency to be taken for one.
_DATELINE = re.compile(
    r"^(?P<place>[A-Z][A-Z.'’\-]+(?:[ /][A-Z][A-Z.'’\-]+){0,3}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?)"
    r"(?P<rest>(?:, [A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?)?\s*(?:\([^()]{2,40}\))?)\s*(?:—|–|--|-)\s+(?=\S)"
)
_AGENCY_DATELINE = re.compile(
    r"^(?P<place>[A-Z][\w.'’\-]+(?: [A-Z][\w.'’\-]+){0,3})(?P<rest>(?:, [^()]{3,25})?\s*\([^()]{2,40}\))\s*(?:—|–|--|-)\s+(?=\S)"
)
_BARE_AGENCY = re.compile(r"^(?P<place>)(?P<rest>\([A-Z][^()]{1,40}\))\s*(?:—|–|--|-)\s+(?=\S)")
_NAMES = re.compile(r"\s*(?:,|&|\band\b|/|;)\s*")
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?P<holder>[^.|,]{3,50})", re.I)


def articles(page: Page, lexicon: Lexicon) -> tuple[Article, ...]:
    """The page's articles, its own first. Empty where the page holds no prose.

    Publication dates are those the page states; what must be inferred from the
    text comes later (text.published).
    """
    found = pieces(page, lexicon.chrome, lexicon.time)
    parts = sorted({piece.part for piece in found if piece.role == "body"})
    made: list[Article] = []
    for part in parts:
        own = [piece for piece in found if piece.part == part]
        article = _article(page, own, part, made[0].id if made and part else None, lexicon)
        if article is not None:
            made.append(article)
    if not made:
        return ()
    left_out = _dropped(page, found, lexicon)
    return (msgspec.structs.replace(made[0], dropped=left_out), *made[1:])


def _article(page: Page, own: list[Piece], part: int, found_in: str | None, lexicon: Lexicon) -> Article | None:
    paragraphs = []
    dateline, header = None, None
    for piece in own:
        if piece.role != "body":
            continue
        start = piece.line.start
        if not paragraphs:
            start, header, dateline = _opening(piece, lexicon)
        paragraphs.append(clean(page.text[start : piece.line.end]))
    text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    if len(text.split()) < LEAST_WORDS:
        return None
    ages = [age_words(piece.line.text, lexicon.time) for piece in own if part and piece.role == "dateline"]
    given = page.given
    title = None if part else given.title and clean(given.title)
    byline = () if part else given.byline
    return Article(
        id=content_id("a", page.id, text),
        page=page.name,
        page_id=page.id,
        text=text,
        title=title or _first_text(own, "title"),
        url=None if part else given.url,
        outlet=_first_text(own, "byline") if part else given.outlet and clean(given.outlet) or _rights_holder(own),
        byline=byline or (() if part else tuple(_names(own, lexicon))),
        dateline=dateline,
        published=Published() if part else _published(page, own, header, lexicon),
        captions=tuple(dict.fromkeys(clean(piece.line.text) for piece in own if piece.role == "caption")),
        found_in=found_in,
        age_text=next((words for words in ages if words), None),
    )


def _opening(piece: Piece, lexicon: Lexicon) -> tuple[int, Published | None, str | None]:
    """Where the first paragraph's own words begin, the date glued to its front, and its dateline."""
    text, start, header = piece.line.text, piece.line.start, None
    stamped = stamp(text, lexicon.time)
    if stamped is not None and text.startswith(stamped.text):
        header = Published(stamped.value, "header", stamped.text)
        rest = text[len(stamped.text) :]
        start += len(stamped.text) + len(rest) - len(rest.lstrip(" \t.,:;|–—-"))
        text = rest.lstrip(" \t.,:;|–—-")
    for pattern in (_DATELINE, _AGENCY_DATELINE, _BARE_AGENCY):
        match = pattern.match(text)
        if match:
            return start + match.end(), header, clean(match["place"] + match["rest"]) or None
    return start, header, None


def _published(page: Page, own: Iterable[Piece], header: Published | None, lexicon: Lexicon) -> Published:
    """Container's metadata, then a date line on the page, then a date in the dateline."""
    if page.given.published:
        stamped = stamp(page.given.published, lexicon.time)
        if stamped is not None:
            return Published(stamped.value, "metadata", page.given.published)
    if header is not None:
        return header
    updates = None
    for piece in own:
        if piece.role != "dateline":
            continue
        stamped = stamp(piece.line.text, lexicon.time)
        if stamped is None:
            continue
        if not stamped.update:
            return Published(stamped.value, "header", stamped.text)
        updates = updates or Published(stamped.value, "header", stamped.text)
    return updates or Published()


def _first_text(own: Iterable[Piece], role: str) -> str | None:
    return next((clean(piece.line.bare) for piece in own if piece.role == role), None)


def _rights_holder(own: Iterable[Piece]) -> str | None:
    """The outlet that a page's copyright line names."""
    for piece in own:
        match = _RIGHTS.search(piece.line.text) if piece.role == "contact" else None
        if match and match["holder"].strip()[:1].isupper():
            return clean(match["holder"])
    return None


def _names(own: Iterable[Piece], lexicon: Lexicon) -> Iterable[str]:
    for piece in own:
        if piece.role != "byline":
            continue
        text = piece.line.text
        start = lexicon.chrome.byline_starts.match(text.casefold())
        if start is None:
            continue
        for name in _NAMES.split(text[start.end() :].strip(" :")):
            if name[:1].isupper() and len(name.split()) >= 2 and not lexicon.chrome.byline_roles.search(name.casefold()):
                yield clean(name)


def _dropped(page: Page, found: Iterable[Piece], lexicon: Lexicon) -> tuple[Dropped, ...]:
    """Every line that is in no article's text, and what was cut from the front of one."""
    left: list[Dropped] = []
    begun: set[int] = set()
    for piece in found:
        line = piece.line
        if piece.role != "body":
            left.append(Dropped(line.start, line.end, piece.role, page.text[line.start : line.end], piece.reason))
        elif piece.part not in begun:
            begun.add(piece.part)
            start, _, _ = _opening(piece, lexicon)
            if start > line.start:
                left.append(
                    Dropped(line.start, start, "dateline", page.text[line.start : start], "the date or dateline in front of the text")
                )
    return tuple(left)
