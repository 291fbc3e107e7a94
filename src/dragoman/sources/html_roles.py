"""Visible lines in, their roles out: the article's body, its title, and what the markup says of the rest.

Knows only markup and what the extraction kept; it does not read the words of
a line (text/ does, and may overrule a role).
"""

import re
from functools import cache
from itertools import pairwise

from lxml.html import HtmlElement

from dragoman.sources.html_lines import Line
from dragoman.sources.html_table import elements, table

SHINGLE = 5  # words; long enough not to agree by chance
SAME = 0.7  # share of a line's shingles that the extraction holds; the rest is footnote marks and spacing
LINK_LINE = 0.8  # share of a line's letters inside links, from which on it is a link and not prose
OWN_SHARE = 0.4  # an element with more of the body than this is the article's frame, whatever its class says

_WORD = re.compile(r"\w+")
_CLASS_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

Said = tuple[str, str]  # role and reason
Row = tuple[int, int, str, str]  # what Block takes


def blocks(lines: list[Line], extracted: str, title: str | None) -> list[Row]:
    """A row for each line: its start and end in the joined text, its role and the reason."""
    kept = _Kept(extracted)
    in_body = [kept.has(line.text) for line in lines]
    markup = _Markup(lines, in_body)
    wanted = _words(title or "")
    rows, start, titled = [], 0, False
    for line, is_body in zip(lines, in_body, strict=True):
        end = start + len(line.text)
        if wanted and not titled and _words(line.text) == wanted:
            role, reason, titled = "title", "the page's title", True
        else:
            role, reason = markup.judge(line, is_body)
        rows.append((start, end, role, reason))
        start = end + 1
    return rows


class _Kept:
    """The extraction's lines, for asking whether it holds a line, in time linear in both."""

    def __init__(self, extracted: str):
        self._lines = {_words(line) for line in extracted.split("\n")}
        self._shingles = {shingle for line in self._lines for shingle in _shingles(line)}

    def has(self, text: str) -> bool:
        words = _words(text)
        if words in self._lines:
            return bool(words)
        shingles = _shingles(words)
        return bool(shingles) and sum(s in self._shingles for s in shingles) >= SAME * len(shingles)


class _Markup:
    """What the elements around a line say: the nearest one that says something, or a comment section."""

    def __init__(self, lines: list[Line], in_body: list[bool]):
        self._said: dict[HtmlElement, Said | None] = {}
        self._frames = _frames(lines, in_body)

    def judge(self, line: Line, is_body: bool) -> Said:
        said = self._around(line.element)
        if is_body:
            return (
                said
                if said and said[0] in table()["overrule"]["roles"]
                else ("body", "in the extracted body")
            )
        if said:
            return said
        if line.linked >= LINK_LINE * len("".join(line.text.split())):
            if next(line.element.iterancestors("ol"), None) is not None:
                return "ranking", "only a link, in a numbered list"
            return "related", "only a link"
        return "other", "not in the extracted body"

    def _around(self, element: HtmlElement) -> Said | None:
        path = []
        while element is not None and element not in self._said:
            path.append(element)
            element = element.getparent()
        said = self._said[element] if element is not None else None
        for each in reversed(path):  # from outside in
            if not (said and said[0] == "comment") and each not in self._frames:
                said = _says(each) or said
            self._said[each] = said
        return said


def _frames(lines: list[Line], in_body: list[bool]) -> set[HtmlElement]:
    """The elements that hold a good part of the body."""
    held: dict[HtmlElement, int] = {}
    for line, is_body in zip(lines, in_body, strict=True):
        if is_body:
            held[line.element] = held.get(line.element, 0) + len(line.text)
    if not held:
        return set()
    least = OWN_SHARE * sum(held.values())
    total: dict[HtmlElement, int] = {}
    for element, size in held.items():
        total[element] = total.get(element, 0) + size
        for above in element.iterancestors():
            total[above] = total.get(above, 0) + size
    # A single paragraph may be most of a short body; only what holds several lines is a frame.
    return {element for element, size in total.items() if size >= least and len(element) > 1}


@cache
def _roles_of_classes() -> dict[str, str]:
    return {word: role for role, words in table()["classes"].items() for word in words}


def _says(element: HtmlElement) -> Said | None:
    """What one element says by its class, id or tag."""
    if element.tag in elements("page"):
        return None
    names = f"{element.get('class', '')} {element.get('id', '')}"
    words = [word.lower() for word in _CLASS_WORD.findall(names)]
    for word in (*words, *(a + "-" + b for a, b in pairwise(words))):
        if role := _roles_of_classes().get(word):
            return role, f'inside class or id "{word}"'
    if role := table()["tags"].get(element.tag):
        return role, f"inside <{element.tag}>"
    return None


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _shingles(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [words[i : i + SHINGLE] for i in range(len(words) - SHINGLE + 1)]
