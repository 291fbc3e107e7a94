"""Words of a table come in, the pattern that finds any of them goes out."""

import re
from collections.abc import Iterable


def any_of(phrases: Iterable[str]) -> str:
    """Any of `phrases`, the longest first; a space matches any white space.

    >>> any_of(["a", "a few"])
    '(?:a\\\\s+few|a)'
    """
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first) + ")"


def after_any_of(phrases: Iterable[str]) -> str:
    """The place right after any of `phrases` and one space."""
    return "(?:" + "|".join(rf"(?<={_whole(phrase)}\s)" for phrase in sorted(phrases)) + ")"


def not_after_any_of(phrases: Iterable[str]) -> str:
    return "".join(rf"(?<!{_whole(phrase)}\s)" for phrase in sorted(phrases))


def _whole(phrase: str) -> str:
    # "s’" closes a word and so begins inside one.
    edge = r"\b" if phrase[-1].isalnum() else ""
    return rf"{edge}(?i:{re.escape(phrase)})"
