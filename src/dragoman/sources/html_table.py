"""The table lexicon/en/html.toml, read once: HTML's grammar, class words and metadata names."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parents[1] / "lexicon" / "en" / "html.toml"


@cache
def table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text("utf-8"))


@cache
def elements(group: str) -> frozenset[str]:
    """The elements of one group, such as `unseen` or `inline`."""
    return frozenset(table()["elements"][group])
