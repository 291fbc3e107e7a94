"""An HTML tree in, what the page says of its article out: title, URL, outlet, byline, publication date.

Reads meta elements and JSON-LD itself, and asks trafilatura, which takes as long
as all the rest, only for what they leave out. Never a date of modification.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import trafilatura
from lxml.html import HtmlElement

from dragoman.sources.html_lines import Line
from dragoman.sources.html_table import table

SAME_TITLE = 0.5  # share of words that a heading and the title in the metadata must have in common


def given(tree: HtmlElement, lines: list[Line]) -> dict[str, Any]:
    """The fields of `Given`."""
    metas, articles = _metas(tree), list(_jsonld_articles(tree))
    found: dict[str, Any] = {
        "title": _told_title(metas, articles),
        "url": _url(tree, metas),
        "outlet": _first(_name(article.get("publisher")) for article in articles)
        or metas.get("og:site_name"),
        "byline": _byline(articles),
        "published": _published(tree, metas, articles),
    }
    if not all(found[name] for name in ("title", "byline", "published")):
        found = _completed(found, tree)
    return found | {"title": _shown_title(found["title"], lines)}


def _completed(found: dict[str, Any], tree: HtmlElement) -> dict[str, Any]:
    """What is missing, as trafilatura sees it."""
    # Not from the text: a date told in the story is not the story's date.
    how = {"original_date": True, "extensive_search": False}
    theirs = trafilatura.extract_metadata(tree, date_config=how)
    authors = tuple(name.strip() for name in (theirs.author or "").split(";") if name.strip())
    guesses = {
        "title": theirs.title, "url": theirs.url, "outlet": theirs.sitename,
        "byline": authors, "published": theirs.date,
    }  # fmt: skip
    return {name: value or guesses[name] for name, value in found.items()}


def _metas(tree: HtmlElement) -> dict[str, str]:
    """Name, property or itemprop in lower case → content; the first of a name counts."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        for key in ("property", "name", "itemprop"):
            if content and (name := meta.get(key)):
                metas.setdefault(name.lower(), content)
    return metas


def _jsonld_articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that are the page's article, not those that it links to."""
    types, elsewhere = frozenset(table()["jsonld"]["articles"]), frozenset(table()["jsonld"]["elsewhere"])
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            waiting = [json.loads((script.text or "").strip().strip(";"), strict=False)]
        except (ValueError, RecursionError):  # sites write broken JSON-LD; the meta elements remain
            continue
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting.extend(node)
            elif isinstance(node, dict):
                if types.intersection(kind for kind in _list(node.get("@type")) if isinstance(kind, str)):
                    yield node
                waiting.extend(value for key, value in node.items() if key not in elsewhere)


def _told_title(metas: dict[str, str], articles: list[dict[str, Any]]) -> str | None:
    return _first(_text(article.get("headline")) for article in articles) or metas.get("og:title")


def _shown_title(told: str | None, lines: list[Line]) -> str | None:
    """The heading that the page shows, where it agrees with the title in the metadata; else the latter."""
    headings = [line.text for line in lines if _in_h1(line.element)]
    if told is None:
        return headings[0] if headings else None
    words = frozenset(told.casefold().split())
    for heading in headings:
        theirs = frozenset(heading.casefold().split())
        if len(words & theirs) >= SAME_TITLE * min(len(words), len(theirs)):
            return heading
    return told


def _in_h1(element: HtmlElement) -> bool:
    return element.tag == "h1" or next(element.iterancestors("h1"), None) is not None


def _url(tree: HtmlElement, metas: dict[str, str]) -> str | None:
    told = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    told.append(metas.get("og:url"))
    return _first(url for url in told if url and url.startswith(("http://", "https://")))


def _byline(articles: list[dict[str, Any]]) -> tuple[str, ...]:
    for article in articles:
        names = [_name(author) for author in _list(article.get("author"))]
        # One person is given twice by some sites, once as in the address: "Jane Roe" and "jane-roe".
        once = {
            name.casefold().replace("-", " "): name for name in reversed(names) if name and "://" not in name
        }
        if once:
            return tuple(reversed(once.values()))
    return ()


def _published(tree: HtmlElement, metas: dict[str, str], articles: list[dict[str, Any]]) -> str | None:
    """The most trusted source decides the day; the fullest of those that agree gives time and zone."""
    told = [metas.get(name) for name in table()["published"]["meta"]]
    told[1:1] = [article.get("datePublished") for article in articles]
    told += [e.get("datetime") or e.get("content") for e in tree.xpath("//*[@itemprop='datePublished']")]
    dates = [date for each in told if isinstance(each, str) and (date := _iso(each.strip()))]
    if not dates:
        return None
    day = datetime.fromisoformat(dates[0]).date()
    agreeing = [date for date in dates if abs((datetime.fromisoformat(date).date() - day).days) <= 1]
    return max(agreeing, key=_fullness)  # max keeps the first, the most trusted, of equals


def _iso(told: str) -> str | None:
    """ISO 8601 as found; the mail header's form is turned into it; anything else is None."""
    try:
        moment = datetime.fromisoformat(told)
    except ValueError:
        try:
            return parsedate_to_datetime(told).isoformat()
        except (ValueError, TypeError, OverflowError):
            return None
    return told if told[4:5] == "-" else moment.isoformat()


def _fullness(date: str) -> int:
    """2 with time and zone, 1 with a time, 0 for a bare date."""
    if len(date) <= 10:
        return 0
    return 1 + (datetime.fromisoformat(date).tzinfo is not None)


def _name(value: Any) -> str | None:
    """A person's or publisher's name: JSON-LD gives a string, an object, or a list of them."""
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name") if isinstance(value, dict) else value)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str | None:
    """One line of words, or None."""
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _first(values: Iterator[str | None]) -> str | None:
    return next((value for value in values if value), None)
