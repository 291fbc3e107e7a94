"""One HTML page in, its visible text, the roles of its lines and its metadata out. Runs in the child only."""

from typing import Any

import lxml.html
import trafilatura

from dragoman.sources.html_lines import visible_lines
from dragoman.sources.html_metadata import given
from dragoman.sources.html_roles import blocks


def parse(markup: bytes) -> dict[str, Any]:
    """What html.py makes a Page of; `failed` where nothing can be seen. `markup` is UTF-8."""
    # huge_tree: libxml2 would else end the page, silently, at a long text or attribute. Depth is bounded
    # before we get here, time and memory around us.
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    tree = lxml.html.document_fromstring(markup, parser=parser)
    lines = visible_lines(tree)
    if not lines:
        return {"failed": "shows no text (its text may be made by a script)"}
    found = given(tree, lines)
    document = trafilatura.bare_extraction(tree, favor_precision=True, include_comments=False)
    return {
        "text": "\n".join(line.text for line in lines),
        "blocks": blocks(lines, document.text if document else "", found["title"]),
        "given": found,
    }
