"""An HTML tree in, its visible lines out: what a person sees, one line a block element."""

import re
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from dragoman.sources.html_table import elements

_UNSHOWN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)


class Line(NamedTuple):
    """A visible line: its text, the element around it, and how many of its characters are in links."""

    text: str
    element: HtmlElement
    linked: int


class _Lines:
    """Gathers text until a block element ends the line."""

    def __init__(self) -> None:
        self.done: list[Line] = []
        self._pieces: list[str] = []
        self._linked = 0
        self._element: HtmlElement | None = None

    def add(self, text: str | None, element: HtmlElement, in_link: bool) -> None:
        if not text:
            return
        self._pieces.append(text)
        if text.strip():
            self._linked += len("".join(text.split())) if in_link else 0
            if self._element is None:
                self._element = element

    def flush(self) -> None:
        if self._element is not None:
            text = " ".join("".join(self._pieces).replace("\0", "").split())
            self.done.append(Line(text, self._element, self._linked))
        self._pieces, self._linked, self._element = [], 0, None


def visible_lines(tree: HtmlElement) -> list[Line]:
    """The lines in page order; white space inside a line is one space."""
    lines = _Lines()
    links, after_separate, separate = 0, False, elements("separate")
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        seen = _seen(element)
        inline = tag in elements("inline") or "-" in tag  # a custom element runs on, as in a browser
        if event == "start":
            if not inline:
                lines.flush()
            if not seen:
                walk.skip_subtree()
                continue
            links += tag == "a"
            if after_separate and tag in separate:
                lines.add(" ", element, False)
            lines.add(element.text, element, links > 0)
            after_separate = False
            continue
        if not inline:
            lines.flush()
        links -= tag == "a" and seen
        parent = element.getparent()
        if parent is not None:
            lines.add(element.tail, parent, links > 0)
        after_separate = tag in separate and not element.tail
    lines.flush()
    return lines.done


def _seen(element: HtmlElement) -> bool:
    if element.tag in elements("unseen"):
        return False
    if element.tag in elements("page"):  # hidden until a script shows it; a reader with a browser sees it
        return True
    style = element.get("style")
    return element.get("hidden") is None and not (style and _UNSHOWN.search(style))
