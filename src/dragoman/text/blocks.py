"""A page → its pieces: every line with a role, a reason, and the article it belongs to.

Layout decides first (which stretch holds the prose, list shape, repetition, an
age beside a headline), then cue words from lexicon/en/chrome.toml. When in
doubt a line is left out: a lost paragraph is a missing fact, a ranking taken
for prose a wrong one.
"""

import re
from collections import Counter

from dragoman.lexicon.chrome import ChromeWords
from dragoman.lexicon.language import TimeWords
from dragoman.model.page import Page
from dragoman.text import cues
from dragoman.text.cards import cards
from dragoman.text.cues import Told
from dragoman.text.extent import Trait, extent
from dragoman.text.lines import PROSE_CHARS, TWO_SENTENCES, Line, lines
from dragoman.text.opening import OPENING, settled
from dragoman.text.piece import Piece
from dragoman.text.stamps import stamp

LONG_PROSE = 120  # characters; after a section in its middle the article goes on with a line this long
TWO_PROSE = 160  # or with two that are this long together: no two headlines that ask are
LIST_RUN = 3  # this many lines that are no sentences, one after another, are a list
REPEATED = 4  # a label found this often is the site's, not the article's
STAMP_CHARS = 200
STAMP_WORDS = 6  # a line that states a time states hardly more

_QUOTES = "\"“‘'"
_LIST_ITEM = re.compile(r";(?:\s+(?:and|or))?$")
_UNSURE = "not in the extracted body"  # the markup's weakest reason: nobody took the line for anything


def pieces(page: Page, chrome: ChromeWords, time: TimeWords) -> tuple[Piece, ...]:
    """Every line of the page that is not blank, in order, with its role."""
    return settled(_Walk(page, chrome, time).pieces())


class _Walk:
    """One walk down a page. Where the article lies is found first; then each line is judged by its place and words."""

    def __init__(self, page: Page, chrome: ChromeWords, time: TimeWords):
        self.chrome, self.time = chrome, time
        self.lines = lines(page.text)
        self.known = _known_roles(page, self.lines)
        self.times = Counter(line.text for line in self.lines if line.is_label)
        self.headings = {at: role for at, line in enumerate(self.lines) if (role := cues.heading(line, chrome))}
        self.cards = cards(self.lines, time, self.headings)
        self.asides = {at: told for at, line in enumerate(self.lines) if (told := self.aside(at, line))}
        own = page.given.text is not None  # the container has already cut it
        self.extent = range(len(self.lines)) if own else extent(self.traits())
        self.section: Told | None = None

    def pieces(self) -> list[Piece]:
        found: list[Piece] = []
        at = 0
        while at < len(self.lines):
            card = self.cards.get(at)
            if card is not None:
                found.extend(card)
                self.section = ("related", "follows articles that are embedded here")
                at += len(card)
                continue
            if self.extent.start - OPENING <= at <= self.extent.start:
                self.section = None  # a menu's heading reaches no farther than the headline
            role, reason = self.role(at)
            found.append(Piece(self.lines[at], role, reason))
            at += 1
        return found

    # -- what the place of the article is found by

    def traits(self) -> list[Trait]:
        inside = {at for start, card in self.cards.items() for at in range(start, start + len(card))}
        found, in_section = [], False
        for at in range(len(self.lines)):
            in_section = at in self.headings or (in_section and not self.resumes(at))
            found.append(self.trait(at, at in inside, in_section))
        return found

    def trait(self, at: int, in_card: bool, in_section: bool) -> Trait:
        line, heading = self.lines[at], self.headings.get(at)
        markup = self.known.get(at)
        known = None if markup is None else markup[0] == "body"
        barred = in_section or at in self.asides or (known is False and markup[1] != _UNSURE)
        return Trait(
            words=line.words,
            prose=_is_text(line) and not barred,
            passed=at in self.asides or (heading is None and _parts_nothing(line)),
            heading=heading is not None,
            stop=in_card,
            comments=heading == "comment",
            known=known if heading is None else None,
        )

    def aside(self, at: int, line: Line) -> Told | None:
        told = cues.aside(line, self.chrome) or cues.caption(line, self.chrome)
        if (
            told is None
            and line.words >= 4
            and any(
                0 <= beside < len(self.lines) and self.lines[beside].text == line.text for beside in (at - 1, at + 1)
            )
        ):
            return "caption", "the line stands twice, as captions do"
        if told is None and self.times[line.text] >= REPEATED and at not in self.headings and not self.time_line(line):
            return "other", "a label that stands again and again"
        return told

    # -- the role of one line

    def role(self, at: int) -> Told:
        line, heading = self.lines[at], self.headings.get(at)
        markup = self.known.get(at)
        if markup is not None and markup[0] != "body" and markup[1] != _UNSURE:
            return markup
        if heading is not None:
            self.section = (heading, f"under the heading “{line.text[:40]}”")
            return heading, "a heading that opens what is not the article"
        told = self.asides.get(at)
        if self.section is not None and not (at in self.extent and self.resumes(at)):
            spoken = self.section[0] == "comment" and told is not None and told[0] != "contact"
            return self.section if told is None or spoken else told
        self.section = None
        if told is not None:
            return told
        if markup is not None and markup[0] == "body":
            return markup
        return self.in_article(at) if at in self.extent else self.around(at)

    def resumes(self, at: int) -> bool:
        """Whether the article goes on here after a section in its middle: a long line of prose, or two lines."""
        here = self.lines[at]
        if at in self.asides or not here.is_prose:
            return False
        after = self.lines[at + 1] if at + 1 < len(self.lines) else None
        if len(here.text) >= LONG_PROSE:
            return True
        return after is not None and after.is_prose and len(here.text) + len(after.text) >= TWO_PROSE

    def in_article(self, at: int) -> Told:
        line = self.lines[at]
        told = self.time_line(line) or cues.byline(line, self.chrome, opening=at == self.extent.start)
        if told:
            return told
        if _is_text(line):
            return "body", "prose"
        if line.ends_sentence and (line.words >= 2 or line.text[0] in _QUOTES):
            return "body", "a short sentence among prose"
        if _LIST_ITEM.search(line.text):
            return "body", "an item of a sentence's list"
        if self.in_list(at):
            return "ranking", "in a list of headlines"
        if line.text.endswith(":") and line.words >= 3:
            return "body", "leads to what follows"
        return "other", "a subhead or a label among prose"

    def around(self, at: int) -> Told:
        line = self.lines[at]
        above = at < self.extent.start
        told = self.time_line(line) or cues.byline(line, self.chrome, opening=above)
        if told:
            return told
        if not above and self.in_list(at):
            return "ranking", "in a list of headlines"
        if line.is_prose:
            return "other", "prose apart from the article"
        return "other", "a line that is no sentence" if line.is_headline else "too short to be prose"

    def time_line(self, line: Line) -> Told | None:
        found = stamp(line.text, self.time) if len(line.text) <= STAMP_CHARS else None
        if found is not None and len(line.text[len(found.text) :].strip(" .,|:;-–—)").split()) <= STAMP_WORDS:
            return "dateline", "a line that states the time"
        return None

    def in_list(self, at: int) -> bool:
        """Whether the line is one of three or more in a row that are no sentences."""
        run = 1
        for step in (-1, 1):
            beside = at + step
            while run < LIST_RUN and 0 <= beside < len(self.lines):
                if self.lines[beside].ends_sentence or _is_text(self.lines[beside]) or beside in self.cards:
                    break
                run += 1
                beside += step
        return run >= LIST_RUN and not self.lines[at].ends_sentence


def _is_text(line: Line) -> bool:
    """A sentence of some length, or a line too long to be a headline, or one that holds the end of a sentence."""
    if line.is_prose or (line.text.endswith(":") and len(line.text) >= PROSE_CHARS):
        return True
    return not line.is_bullet and (
        len(line.text) >= 2 * PROSE_CHARS
        or (len(line.text) >= PROSE_CHARS and TWO_SENTENCES.search(line.text) is not None)
    )


def _parts_nothing(line: Line) -> bool:
    """A mark, a short sentence, an item of a list: prose goes on after it as if it were not there."""
    if _is_text(line):
        return False
    wordless = not any(char.isalnum() for char in line.text)
    return wordless or line.ends_sentence or _LIST_ITEM.search(line.text) is not None


def _known_roles(page: Page, found: tuple[Line, ...]) -> dict[int, Told]:
    """Roles that the source already knows from markup, by line."""
    roles: dict[int, Told] = {}
    blocks = sorted(page.blocks, key=lambda block: block.start)
    at = 0
    for index, line in enumerate(found):
        while at < len(blocks) and blocks[at].end <= line.start:
            at += 1
        if at < len(blocks) and blocks[at].start <= line.start < blocks[at].end:
            roles[index] = (blocks[at].role, blocks[at].reason)
    return roles
