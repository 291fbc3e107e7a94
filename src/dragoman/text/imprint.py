"""Who brought an article out and who wrote it, from the lines around it. Pieces in, names out."""

import re
from collections.abc import Iterable, Iterator, Sequence

from dragoman.lexicon.chrome import ChromeWords
from dragoman.text.clean import clean
from dragoman.text.piece import Piece

MASTHEAD_WORDS = 5
HOLDER_CHARS = 300  # of a line in which an owner is looked for
SQUEEZED = 8  # letters that an outlet's name and an address must share

_AND = re.compile(r"\s*(?:,|&|\band\b|/|;|\||·|•)\s*")
_RIGHTS = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)[\s©]*(?:copyright\s*)?(?:©\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?:by\s+)?(?P<holder>[^.|,•·©]{3,60})",
    re.I,
)
_AFTER_HOLDER = re.compile(r"\s*(?:\d{4}|all rights|powered by).*$", re.I)
_FOLLOW = re.compile(r"follow\s+(?P<holder>.+?)\s+on\s", re.I)
_WHERE = re.compile(r"\s+(?:in|for|at|with)\s+", re.I)
_DOMAIN = re.compile(r"(?:@|https?://)(?:www\.)?([\w-]+)\.\w{2,}")


def outlet(own: Sequence[Piece]) -> str | None:
    """The masthead above the text that another line bears out, else whom the copyright line names."""
    return _masthead(own) or _rights_holder(own)


def _masthead(own: Sequence[Piece]) -> str | None:
    body = next((at for at, piece in enumerate(own) if piece.role == "body"), len(own))
    others = [piece.line.text for piece in own if piece.role not in ("body", "caption", "title", "comment")]
    holders = [holder for text in others for holder in _holders(text)]
    domains = {domain.replace("-", "").casefold() for text in others for domain in _DOMAIN.findall(text)}
    for piece in own[:body]:
        name = piece.line.text
        if not _is_name(piece):
            continue
        for holder in holders:
            if re.match(rf"{re.escape(name)}(?!\w)", holder, re.I):
                return clean(holder[: len(name)] if name.isupper() else name)
        squeezed = re.sub(r"\W", "", name).casefold()
        if any(len(domain) >= SQUEEZED and (domain in squeezed or squeezed in domain) for domain in domains):
            return clean(name)
    return None


def _holders(text: str) -> Iterator[str]:
    """Whom a line calls the owner of the page: "© 2025 X", "Follow X on Telegram"."""
    if len(text) > HOLDER_CHARS:
        return
    for pattern in (_RIGHTS, _FOLLOW):
        match = pattern.search(text)
        if match:
            yield match["holder"].strip()


def _is_name(piece: Piece) -> bool:
    """Two to five capitalised words on a line of their own."""
    words = piece.line.text.split()
    return (
        piece.role in ("other", "title", "byline", "related")
        and 2 <= len(words) <= MASTHEAD_WORDS
        and not piece.line.ends_sentence
        and words[0][0].isupper()
        and all(word[0].isupper() or len(word) <= 3 for word in words)
        and not re.search(r"[|•·:\d]", piece.line.text)
    )


def _rights_holder(own: Iterable[Piece]) -> str | None:
    for piece in own:
        match = _RIGHTS.search(piece.line.text[:HOLDER_CHARS]) if piece.role == "contact" else None
        holder = _AFTER_HOLDER.sub("", match["holder"]).strip() if match else ""
        if holder[:1].isupper() and len(holder) >= 3:
            return clean(holder)
    return None


def byline(own: Iterable[Piece], chrome: ChromeWords) -> tuple[str, ...]:
    """The names above the text; only where there are none, those that sign it at its end."""
    pieces = [piece for piece in own if piece.role == "byline"]
    begun = [piece for piece in pieces if not chrome.sign_offs.match(_low(piece))]
    return tuple(dict.fromkeys(_names(begun, chrome))) or tuple(dict.fromkeys(_names(pieces, chrome)))


def _low(piece: Piece) -> str:
    return piece.line.text.strip("()[]*_ ").casefold()


def _names(pieces: Iterable[Piece], chrome: ChromeWords) -> Iterator[str]:
    for piece in pieces:
        text = piece.line.text.strip("()[]*_ .")
        for part in _AND.split(text):
            cue = chrome.sign_offs.match(part.casefold()) or chrome.byline_starts.match(part.casefold())
            name = _WHERE.split(part[cue.end() :].strip(" :") if cue else part)[0]
            role = chrome.byline_roles.search(name.casefold())
            if role and not (name == text and chrome.byline_desks.search(name.casefold())):
                continue  # "Jane Roe, Moscow correspondent"; but "City Bureau" alone is who signs
            if name[:1].isupper() and 2 <= len(name.split()) <= 4 and not re.search(r"\d", name):
                yield clean(name)
