"""A page → its articles: the body cleaned and frozen, the rest kept as `dropped` with role and reason."""

from collections.abc import Sequence

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.model.article import Article, Dropped, Published
from dragoman.model.identity import content_id
from dragoman.model.page import Page
from dragoman.text.blocks import pieces
from dragoman.text.clean import clean
from dragoman.text.datelines import Front, front
from dragoman.text.imprint import byline, outlet
from dragoman.text.opening import OPENING
from dragoman.text.piece import Piece
from dragoman.text.stamps import stamp

BELOW = 3  # lines under the text that may still tell its time
LEAST_CHARS = 100  # a body of fewer is a stray line, not an article


def articles(page: Page, lexicon: Lexicon) -> tuple[Article, ...]:
    """The page's articles, its own first. Empty where the page holds no prose.

    Publication dates are those the page states; what must be inferred from the
    text comes later (text.publication).
    """
    found = pieces(page, lexicon.chrome, lexicon.time)
    made: list[Article] = []
    dropped = [Dropped(p.line.start, p.line.end, p.role, _quote(page, p), p.reason) for p in found if p.role != "body"]
    for part in sorted({piece.part for piece in found if piece.role == "body"}):
        own = [piece for piece in found if piece.part == part]
        first = next(piece.line for piece in own if piece.role == "body")
        fore = front(first.text, lexicon)
        article = _article(page, own, fore, lexicon) if part == 0 else _embedded(page, own, fore, made)
        if article is None:
            continue
        made.append(article)
        if fore.start:
            end = first.start + fore.start
            why = "the date or dateline in front of the text"
            dropped.append(Dropped(first.start, end, "dateline", page.text[first.start : end], why))
    if not made:
        return ()
    dropped.sort(key=lambda each: each.start)
    return (msgspec.structs.replace(made[0], dropped=tuple(dropped)), *made[1:])


def _article(page: Page, own: Sequence[Piece], fore: Front, lexicon: Lexicon) -> Article | None:
    """The page's own article."""
    text, given = _text(page, own, fore), page.given
    if len(text) < LEAST_CHARS:
        return None
    return Article(
        id=content_id("a", page.id, text),
        page=page.name,
        page_id=page.id,
        text=text,
        title=clean(given.title) if given.title else _first(own, "title"),
        url=given.url,
        outlet=clean(given.outlet) if given.outlet else outlet(own) or fore.agency,
        byline=given.byline or byline(own, lexicon.chrome),
        dateline=fore.place,
        published=_published(page, own, fore, lexicon),
        captions=tuple(dict.fromkeys(clean(piece.line.text) for piece in own if piece.role == "caption")),
    )


def _embedded(page: Page, own: Sequence[Piece], fore: Front, made: Sequence[Article]) -> Article | None:
    """An article shown on another's page: it has the outlet and the age that its card gives."""
    text = _text(page, own, fore)
    if len(text) < LEAST_CHARS:
        return None
    gives = {piece.gives: piece.given for piece in own if piece.gives}
    return Article(
        id=content_id("a", page.id, text),
        page=page.name,
        page_id=page.id,
        text=text,
        title=_first(own, "title"),
        outlet=gives.get("outlet"),
        dateline=fore.place,
        published=fore.dated or Published(),
        found_in=made[0].id if made else None,
        age_text=gives.get("age"),
    )


def _text(page: Page, own: Sequence[Piece], fore: Front) -> str:
    paragraphs, skip = [], fore.start
    for piece in own:
        if piece.role == "body":
            paragraphs.append(clean(page.text[piece.line.start + skip : piece.line.end]))
            skip = 0
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _published(page: Page, own: Sequence[Piece], fore: Front, lexicon: Lexicon) -> Published:
    """Container's metadata, then a date line on the page, then the dateline's date. A later change dates it last."""
    if page.given.published:
        stamped = stamp(page.given.published, lexicon.time)
        if stamped is not None:
            return Published(stamped.value, "metadata", page.given.published)
    if fore.header is not None:
        return fore.header
    body = [at for at, piece in enumerate(own) if piece.role == "body"]
    near = range(max(0, body[0] - OPENING), body[-1] + BELOW + 1)  # a date farther off is another article's
    told = [
        (at > body[0], stamped.update, abs(at - body[0]), stamped)
        for at in near
        if at < len(own) and own[at].role == "dateline" and (stamped := stamp(own[at].line.text, lexicon.time))
    ]
    if told:
        *_, best = min(told, key=lambda found: found[:3])
        return Published(best.value, "header", best.text)
    return fore.dated or Published()


def _first(own: Sequence[Piece], role: str) -> str | None:
    return next((clean(piece.line.bare) for piece in own if piece.role == role), None)


def _quote(page: Page, piece: Piece) -> str:
    return page.text[piece.line.start : piece.line.end]
