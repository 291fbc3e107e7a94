"""A page → its pieces: every line with a role, a reason, and the article it belongs to.

Layout decides first (length, list shape, repetition, an age beside a headline),
then cue words from lexicon/en/chrome.toml. When in doubt a line is left out:
a lost paragraph is a missing fact, a ranking taken for prose a wrong one.
"""

import re

import msgspec

from dragoman.lexicon.chrome import ChromeWords
from dragoman.lexicon.language import TimeWords
from dragoman.model.page import Page, Role
from dragoman.text.cards import Card, cards
from dragoman.text.lines import Line, lines
from dragoman.text.stamps import stamp

HEADING_WORDS = 8
LONG_PROSE = 120  # characters; two such lines in a row are an article that goes on, not a teaser
LIST_RUN = 3  # this many lines that are no sentences, one after another, are a list
CAPTION_CHARS = 400

_CREDIT = re.compile(r"[(\[]\s*[A-Z][^()\[\]]{1,60}[)\]]$")
_BYLINE_NAME = re.compile(r"^[^.!?:;]*\b[A-Z][\w.’'-]+ (?:[A-Z][\w.’'-]* )*[A-Z][\w’'-]+")


class Piece(msgspec.Struct, frozen=True):
    """A line, what it is and why. `part` 0 is the page's own article, 1 … those embedded in it."""

    line: Line
    role: Role
    reason: str
    part: int = 0


def pieces(page: Page, chrome: ChromeWords, time: TimeWords) -> tuple[Piece, ...]:
    """Every line of the page that is not blank, in order, with its role."""
    return _Pass(page, chrome, time).run()


class _Pass:
    """One walk down a page: what section we are in decides what the next line can be."""

    def __init__(self, page: Page, chrome: ChromeWords, time: TimeWords):
        self.chrome, self.time = chrome, time
        self.lines = lines(page.text)
        self.known = _known_roles(page, self.lines)
        self.cards = cards(self.lines, time, lambda line: self.heading(line) is not None)
        self.section: tuple[Role, str] | None = None
        self.body_begun = False

    def run(self) -> tuple[Piece, ...]:
        found: list[Piece] = []
        at = 0
        while at < len(self.lines):
            card = self.cards.get(at)
            if card is not None:
                found.extend(self.card_pieces(card))
                self.section = ("related", "follows articles that are embedded here")
                at = card.stop
                continue
            role, reason = self.role(at)
            found.append(Piece(self.lines[at], role, reason))
            self.body_begun = self.body_begun or role == "body"
            at += 1
        return _settle_opening(tuple(found))

    def role(self, at: int) -> tuple[Role, str]:
        line = self.lines[at]
        if at in self.known:
            role, reason = self.known[at]
            return self.cue(line) or (role, reason) if role == "body" else (role, reason)
        opened = self.heading(line)
        if opened is not None:
            self.section = (opened, f"under the heading “{line.text[:40]}”")
            return opened, "a heading that opens what is not the article"
        if self.section is not None:
            if not self.resumes(at):
                return self.section
            self.section = None
        return self.cue(line) or self.caption(at) or self.by_shape(at)

    def heading(self, line: Line) -> Role | None:
        """The section that a short line opens, by its words."""
        if line.words > HEADING_WORDS or line.is_prose:
            return None
        low = line.text.casefold()
        for role, pattern in self.chrome.headings.items():
            match = max(pattern.finditer(low), key=lambda found: len(found[0]), default=None)
            # A cue that is most of the line is a label; one word of many is a headline about something.
            if match and len(match[0]) >= (0.35 if " " in match[0] else 0.6) * len(line.bare):
                return role
        return None

    def cue(self, line: Line) -> tuple[Role, str] | None:
        """What a line's own words make it, wherever it stands."""
        low = line.text.casefold()
        if self.is_share_bar(low):
            return "share", "a share bar"
        if line.is_address:
            return "contact", "an address"
        if self.chrome.note_starts.match(low):
            return "other", "a note about the article"
        for role, pattern in self.chrome.lines.items():
            match = pattern.match(low.lstrip("([*_ "))
            if not match:
                continue
            followed = low.lstrip("([*_ ")[match.end() :].lstrip()
            if not line.is_prose or followed.startswith((":", "|", "»", ">")) or role == "contact":
                if line.words <= 6 or followed[:1] in (":", "|", "»", ">") or role != "related":
                    return role, f"begins with “{match[0]}”"
        return None

    def is_share_bar(self, low: str) -> bool:
        words = [word for word in re.split(r"[\s|·•,/:]+", low) if word]
        return 1 <= len(words) <= 15 and all(word in self.chrome.share for word in words)

    def caption(self, at: int) -> tuple[Role, str] | None:
        line = self.lines[at]
        if len(line.text) > CAPTION_CHARS:
            return None
        low = line.text.casefold()
        start = self.chrome.caption_starts.match(low)
        if start and low[start.end() :].lstrip()[:1] in (":", "|", "—", "–"):
            return "caption", f"begins with “{start[0]}”"
        if _CREDIT.search(line.text):
            return "caption", "ends with a picture credit"
        if self.chrome.caption_ends.search(low) and not line.is_prose:
            return "caption", "ends with a picture credit"
        if any(
            0 <= beside < len(self.lines) and self.lines[beside].text == line.text and line.words >= 4
            for beside in (at - 1, at + 1)
        ):
            return "caption", "the line stands twice, as captions do"
        return None

    def by_shape(self, at: int) -> tuple[Role, str]:
        line = self.lines[at]
        found = stamp(line.text, self.time)
        if found is not None:
            rest = line.text[len(found.text) :].strip(" .,|:;-–—)")
            if len(rest.split()) <= 6:
                return "dateline", "a line that states the time"
        if self.is_byline(line):
            return "byline", "names who wrote it"
        if self.in_list(at) and self.body_begun:
            self.section = ("ranking", "in a list of headlines")
            return self.section
        if line.is_prose or (len(line.text) >= 2 * PROSE_LEAST and not line.is_bullet):
            return "body", "prose"
        if line.text.endswith(":") and line.words >= 6:
            return "body", "prose that leads to what follows"
        return "other", "too short to be prose" if not line.is_headline else "a line that is no sentence"

    def is_byline(self, line: Line) -> bool:
        low = line.text.casefold()
        if line.words > 14 or line.is_prose:
            return False
        if self.chrome.byline_starts.match(low) and _BYLINE_NAME.match(line.text):
            return True
        return self.chrome.byline_roles.search(low) is not None and not self.body_begun and line.words <= 10

    def in_list(self, at: int) -> bool:
        """Whether the line is one of three or more in a row that are no sentences."""
        run = 1
        for step in (-1, 1):
            beside = at + step
            while 0 <= beside < len(self.lines) and not self.lines[beside].is_prose and beside not in self.cards:
                run += 1
                beside += step
                if run > 2 * LIST_RUN:
                    break
        return run >= LIST_RUN and not self.lines[at].is_prose

    def resumes(self, at: int) -> bool:
        """Whether the article goes on here after a section in its middle. Comments are prose too, so they never end so."""
        if self.section is None or self.section[0] == "comment" or not self.body_begun:
            return not self.body_begun and self.section is not None and self.opens_body(at)
        return self.opens_body(at)

    def opens_body(self, at: int) -> bool:
        here = self.lines[at]
        if self.section is not None and self.section[0] == "comment":
            return False
        after = self.lines[at + 1] if at + 1 < len(self.lines) else None
        return (
            here.is_prose
            and len(here.text) >= LONG_PROSE
            and after is not None
            and after.is_prose
            and len(after.text) >= LONG_PROSE
            and at not in self.cards
        )

    def card_pieces(self, card: Card) -> list[Piece]:
        return [
            Piece(self.lines[card.start + offset], role, reason, card.part)
            for offset, (role, reason) in enumerate(card.roles)
        ]


PROSE_LEAST = 80


def _known_roles(page: Page, found: tuple[Line, ...]) -> dict[int, tuple[Role, str]]:
    """Roles that the source already knows from markup, by line."""
    roles: dict[int, tuple[Role, str]] = {}
    blocks = sorted(page.blocks, key=lambda block: block.start)
    at = 0
    for index, line in enumerate(found):
        while at < len(blocks) and blocks[at].end <= line.start:
            at += 1
        if at < len(blocks) and blocks[at].start <= line.start < blocks[at].end:
            roles[index] = (blocks[at].role, blocks[at].reason)
    return roles


def _settle_opening(found: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Roles that only the whole opening tells: the title, and a caption between the title and the time."""
    body = next((at for at, piece in enumerate(found) if piece.role == "body" and piece.part == 0), None)
    if body is None:
        return found
    settled = list(found)
    stamped = next(
        (at for at in range(body + 1, min(body + 4, len(found))) if found[at].role in ("dateline", "byline") and found[at].part == 0),
        None,
    )
    if stamped is not None and any(piece.role == "body" for piece in found[stamped + 1 :]):
        for at in range(body, stamped):
            if found[at].role == "body" and len(found[at].line.text) <= CAPTION_CHARS:
                settled[at] = msgspec.structs.replace(
                    found[at], role="caption", reason="stands between the headline and the time"
                )
        body = stamped
    if not any(piece.role == "title" and piece.part == 0 for piece in settled):
        for at in range(body):
            if settled[at].role == "other" and settled[at].line.is_headline and settled[at].part == 0:
                settled[at] = msgspec.structs.replace(settled[at], role="title", reason="the first headline above the text")
                break
    return tuple(settled)
