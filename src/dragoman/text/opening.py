"""Above an article: its pieces come in, those that only the whole opening tells go out with their role.

That is the title, and a caption between the title and the time.
"""

import re

import msgspec

from dragoman.model.page import Role
from dragoman.text.cues import CAPTION_CHARS
from dragoman.text.lines import HEADLINE_CHARS, TWO_SENTENCES
from dragoman.text.piece import Piece

TITLE_WORDS = 5  # a section's or an outlet's name is shorter
OPENING = 20  # lines above the text in which its title, byline and time may stand
APART = 3  # lines between a headline and a second one under it
LEAD = 3000  # characters of the text that may bear its headline out
SHARED_WORDS, WORD_LETTERS = 3, 4  # so many words of so many letters, and half of the headline's

_WORD = re.compile(r"\w+")
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
    """The headline above the text whose words the text has, else the nearest long one; of a run, the first."""
    above = [
        at for at in range(max(0, body - OPENING), body)
        if found[at].part == 0 and found[at].role in ("other", "ranking", "related") and _may_head(found[at])
    ]  # fmt: skip
    told = _words(
        " ".join(piece.line.text for piece in found[body:] if piece.role == "body" and piece.part == 0)[:LEAD]
    )
    borne = [at for at in above if _is_borne_out(_words(found[at].line.text), told)]
    plain = [at for at in above if found[at].role == "other" and found[at].line.is_headline]
    for run, reach in ((borne, APART), ([at for at in plain if found[at].line.words >= TITLE_WORDS], 1), (plain, 1)):
        if run:
            title = run[-1]
            for at in reversed(run):
                title = at if title - at <= reach else title
            return title
    return None


def _may_head(piece: Piece) -> bool:
    text = piece.line.text
    return (
        piece.line.words >= 3
        and len(text) <= HEADLINE_CHARS
        and not text.endswith(".")
        and not TWO_SENTENCES.search(text)
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text.casefold()) if len(word) >= WORD_LETTERS)


def _is_borne_out(headline: frozenset[str], told: frozenset[str]) -> bool:
    shared = len(headline & told)
    return shared >= SHARED_WORDS and 2 * shared >= len(headline)
