"""Small words at the ends of phrases and between them: loads lexicon/en/phrases.toml. Decides nothing."""

import re
import tomllib
from functools import cache
from importlib.resources import files

import msgspec


class PhraseWords(msgspec.Struct, frozen=True):
    """Patterns made of the words.

    `joining`: at the ends of a phrase, what only joins it to others. `article`: all that may stand between two
    pieces of one phrase. `open`: the end of a phrase that goes on. `listed`: what stands between two of a list.
    """

    joining: re.Pattern[str]
    article: re.Pattern[str]
    open: re.Pattern[str]
    listed: re.Pattern[str]


@cache
def load_phrases() -> PhraseWords:
    table = tomllib.loads((files("dragoman.lexicon") / "en" / "phrases.toml").read_text("utf-8"))
    words = {name: "|".join(map(re.escape, found)) for name, found in table.items()}
    joining, articles = rf"(?:[\s,;]|\b(?:{words['joining']})\b)+", rf"(?:{words['articles']})"
    return PhraseWords(
        joining=_pattern(rf"{joining}$|^{joining}"),
        article=_pattern(rf"\s*(?:\b{articles}\b\s*)?"),
        open=_pattern(rf"\s*(?:\b(?:{words['open']})\b(?:\s+{articles})?|\b(?:{words['definite']})|[“\"(\[])$"),
        listed=_pattern(rf"\s+(?:{words['lists']})\s+(?:(?:{words['determiners']})\s+){{0,2}}"),
    )


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)
