"""What a line's own words make it, wherever it stands: a heading, a share bar, a note, a caption, a byline.

A line and the words of lexicon/en/chrome.toml come in, a role with its reason
or None goes out. Knows nothing of the lines around it.
"""

import re

from dragoman.lexicon.chrome import ChromeWords
from dragoman.model.page import Role
from dragoman.text.lines import Line

Told = tuple[Role, str]

HEADING_WORDS = 8
CAPTION_CHARS = 400
BYLINE_CHARS, BYLINE_WORDS = 200, 14
ASKING_WORDS = 25  # "Sign up for breaking news, reviews and more."
NOTE_WORDS = 150  # a longer line that also says who contributed, or names a service, is an article in one line
CREDIT_REACH = 80  # characters from its end in which a line may name a picture agency

_CREDIT = re.compile(r"[(\[]\s*[A-Z][^()\[\]]{1,60}[)\]]$")
_SHARED_CREDIT = re.compile(r"[(\[]\s*[A-Z][^()\[\]/]{1,60}/[^()\[\]]{1,60}[)\]]$")  # "(Jane Roe/Agency)"
_SENTENCE_THEN_MORE = re.compile(r"[.!?][\"”’']?\s+\S+.*[.!?][\"”’']?\s*[(\[]")
_BYLINE_NAME = re.compile(r"^[^.!?:;]*\b[A-Z][\w.’'-]+ (?:[A-Z][\w.’'-]* )*[A-Z][\w’'-]+")
_QUOTED = re.compile(r"[“\"„«][^“”\"„«»]*[”\"»]|(?<!\w)[‘'][^‘’']*[’'](?!\w)")
_MARKS = "([*_ "  # what may stand before a cue: "(Reporting by …)"
_FOLLOWS = (":", "|", "»", ">")


def heading(line: Line, chrome: ChromeWords) -> Role | None:
    """The section that a short line opens."""
    if line.words > HEADING_WORDS or line.is_prose:
        return None
    low = line.text.casefold()
    for role, pattern in chrome.headings.items():
        match = max(pattern.finditer(low), key=lambda found: len(found[0]), default=None)
        # A cue that is most of the line is a label; one word of many is a headline about something.
        if match and len(match[0]) >= (0.35 if " " in match[0] else 0.6) * len(line.bare):
            return role
    return None


def aside(line: Line, chrome: ChromeWords) -> Told | None:
    """What a line is that leads nowhere: a share bar, an address, a note, "Read more: …", a word to the reader."""
    low = line.text.casefold()
    if _is_share_bar(low, chrome):
        return "share", "a share bar"
    if line.is_address:
        return "contact", "an address"
    if len(low) <= CAPTION_CHARS and chrome.sign_offs.match(low.lstrip(_MARKS)):
        return "byline", "names who wrote it"
    if chrome.note_starts.match(low.lstrip(_MARKS)):
        return "other", "a note about the article"
    if line.words > NOTE_WORDS:
        return None
    if chrome.note_holds.search(low):
        return "other", "a note about the article"
    return _begun(line, low.lstrip(_MARKS), chrome) or _service(line, low, chrome)


def _is_share_bar(low: str, chrome: ChromeWords) -> bool:
    words = [word for word in re.split(r"[\s|·•,/:]+", low) if word]
    return 1 <= len(words) <= 15 and all(word in chrome.share for word in words)


def _begun(line: Line, low: str, chrome: ChromeWords) -> Told | None:
    for role, pattern in chrome.lines.items():
        match = pattern.match(low)
        if not match:
            continue
        followed = low[match.end() :].lstrip()
        pointed = followed.startswith(_FOLLOWS)
        if (not line.is_prose or pointed or role == "contact") and (line.words <= 6 or pointed or role != "related"):
            return role, f"begins with “{match[0]}”"
    return None


def _service(line: Line, low: str, chrome: ChromeWords) -> Told | None:
    """The site speaks to its reader of its own services: "Sign up … your inbox". What is quoted is no one's service."""
    plain = _QUOTED.sub("", low)
    found = chrome.service.search(plain)
    asks = chrome.service_starts.match(plain) and line.words <= ASKING_WORDS
    if found and (asks or not line.is_prose or chrome.reader.search(plain)):
        return "promo", f"speaks to the reader of “{found[0]}”"
    return None


def caption(line: Line, chrome: ChromeWords) -> Told | None:
    """A picture's words, by their label or their credit."""
    low = line.text.casefold()
    if _SHARED_CREDIT.search(line.text) or chrome.caption_credit.search(low):
        return "caption", "ends with a picture credit"
    if len(line.text) > CAPTION_CHARS:
        return None
    start = chrome.caption_starts.match(low)
    if start and low[start.end() :].lstrip()[:1] in (":", "|", "—", "–"):
        return "caption", f"begins with “{start[0]}”"
    if _CREDIT.search(line.text) and not _SENTENCE_THEN_MORE.search(line.text):
        return "caption", "ends with a picture credit"
    if chrome.caption_ends.search(low[-CREDIT_REACH:]) and not line.ends_sentence:
        return "caption", "ends with a picture credit"
    return None


def byline(line: Line, chrome: ChromeWords, *, opening: bool) -> Told | None:
    """Who wrote it. A bare role ("Jane Roe, Moscow correspondent") counts only above the text."""
    low = line.text.casefold()
    if len(line.text) > BYLINE_CHARS or line.words > BYLINE_WORDS or line.is_prose:
        return None
    named = chrome.byline_starts.match(low) and _BYLINE_NAME.match(line.text)
    if named or (opening and line.words <= 10 and chrome.byline_roles.search(low)):
        return "byline", "names who wrote it"
    return None
