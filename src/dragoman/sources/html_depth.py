"""How deep HTML nests, told by one linear look at its tags, before any parser sees them."""

import re

from dragoman.sources.html_table import elements

# `[^<>]*` stops at the next tag whatever comes, so a page of nothing but "<a<a<a" stays linear.
_TAG = re.compile(r"<(?:(!--)|(/?)([a-zA-Z][a-zA-Z0-9:-]*)([^<>]*))")


def deeper_than(limit: int, markup: str) -> bool:
    """Does the markup open more than `limit` elements inside one another?

    >>> deeper_than(2, "<div><div><p>x<p>y</div><div></div></div>"), deeper_than(2, "<b><i><u>")
    (False, True)
    """
    flat, raw = elements("flat"), elements("raw")
    depth, at = 0, 0
    while tag := _TAG.search(markup, at):
        at = tag.end()
        comment, closing, name, rest = tag.groups()
        if comment:
            at = _after(markup, "-->", at)
            continue
        name = name.lower()
        if name in raw and not closing:
            at = _after(markup, f"</{name}", at)
        elif name in flat or rest.endswith("/"):
            continue
        elif closing:
            depth = max(0, depth - 1)
        else:
            depth += 1
            if depth > limit:
                return True
    return False


def _after(markup: str, end: str, at: int) -> int:
    """Just past the next `end`, in either case of letters; the page's end where there is none."""
    found = re.compile(re.escape(end), re.I).search(markup, at)
    return found.end() if found else len(markup)
