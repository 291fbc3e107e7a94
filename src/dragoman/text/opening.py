"""Above an article: its pieces come in, those that only the whole opening tells go out with their role.

That is the title, and a caption between the title and the time.
"""

import msgspec

from dragoman.model.page import Role
from dragoman.text.cues import CAPTION_CHARS
from dragoman.text.piece import Piece

TITLE_WORDS = 5  # a section's or an outlet's name is shorter
OPENING = 30  # lines above the text in which a title is looked for
HEAD = 4  # lines between the first prose and the time above the text


def settled(found: list[Piece]) -> tuple[Piece, ...]:
    """The pieces, the opening's roles settled."""
    own = [at for at, piece in enumerate(found) if piece.part == 0]
    body = next((at for at in own if found[at].role == "body"), None)
    if body is None:
        return tuple(found)
    body = _captioned(found, body)
    if not any(found[at].role == "title" for at in own):
        title = _title(found, body)
        if title is not None:
            found[title] = _as(found[title], "title", "the headline above the text")
    return tuple(found)


def _as(piece: Piece, role: Role, reason: str) -> Piece:
    return msgspec.structs.replace(piece, role=role, reason=reason)


def _captioned(found: list[Piece], body: int) -> int:
    """Prose that stands above the time or the byline tells of a picture. Gives the text's first line."""
    around = range(max(0, body - HEAD), min(body + HEAD, len(found)))
    stamped = next(
        (at for at in reversed(around) if found[at].role in ("dateline", "byline") and found[at].part == 0), None
    )
    if stamped is None or not any(piece.role == "body" and piece.part == 0 for piece in found[stamped + 1 :]):
        return body
    for at in range(max(0, stamped - HEAD), stamped):
        piece = found[at]
        plain = piece.role == "body" or (piece.role == "other" and piece.line.is_prose)
        if plain and piece.part == 0 and len(piece.line.text) <= CAPTION_CHARS:
            found[at] = _as(piece, "caption", "stands between the headline and the time")
    return max(stamped, body)


def _title(found: list[Piece], body: int) -> int | None:
    """Nearest to the text, the first of a run of headlines; a shorter line only where there is no other."""
    above = [
        at for at in range(max(0, body - OPENING), body)
        if found[at].role == "other" and found[at].part == 0 and found[at].line.is_headline
    ]  # fmt: skip
    long = [at for at in above if found[at].line.words >= TITLE_WORDS] or above
    if not long:
        return None
    title = long[-1]
    while title - 1 in long:
        title -= 1
    return title
