"""What a person types into a search box → an expression of SQLite's full text. Never fails on what is typed."""

import re

_TOKEN = re.compile(r"(-?)(?:\"([^\"]*)\"?|([^\s\"]+))")
_WORD = re.compile(r"[^\W_]+")


def expression(typed: str) -> str:
    """All words and "phrases" must be there, none with a minus before it; a star ends a beginning.

    >>> expression('trade "border treaty" -war tar*')
    '("trade" AND "border treaty" AND "tar"*) NOT ("war")'
    >>> expression('(*"')
    '""'
    """
    wanted, unwanted = [], []
    for minus, phrase, word in _TOKEN.findall(typed):
        words = _WORD.findall(phrase or word)
        if words:
            quoted = f'"{" ".join(words)}"' + ("*" if word.endswith("*") else "")
            (unwanted if minus else wanted).append(quoted)
    if not wanted:
        return '""'  # matches nothing
    found = f"({' AND '.join(wanted)})"
    return f"{found} NOT ({' OR '.join(unwanted)})" if unwanted else found


def terms(typed: str) -> tuple[str, ...]:
    """The words whose hits are to be marked, lower case; one that ends in a star is a beginning.

    >>> terms('Trade "border treaty" -war tar*')
    ('trade', 'border', 'treaty', 'tar*')
    """
    found = []
    for minus, phrase, word in _TOKEN.findall(typed):
        words = [one.casefold() for one in _WORD.findall(phrase or word)] if not minus else []
        if words and word.endswith("*"):
            words[-1] += "*"
        found += words
    return tuple(dict.fromkeys(found))
