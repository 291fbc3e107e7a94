"""How common words are: loads lexicon/en/frequencies.tsv. A word in, its weight out. Knows no text."""

import re
from importlib.resources import files
from math import log

import msgspec

from dragoman.errors import LexiconError


class Frequencies(msgspec.Struct, frozen=True, eq=False):
    """In how many of `documents` each word stands; a word of one document has no row."""

    documents: int
    counts: dict[str, int]

    def weight(self, word: str) -> float:
        """Inverse document frequency, 0 for a word of all documents.

        >>> words = load_frequencies()
        >>> words.weight("the") < words.weight("minister") < words.weight("atoll")
        True
        """
        return log(self.documents / self.counts.get(word, 1))


def load_frequencies() -> Frequencies:
    """The words of English news and web text."""
    table = (files("dragoman.lexicon") / "en" / "frequencies.tsv").read_text("utf-8")
    total = re.match(r"# In how many of (\d+) documents", table)
    if total is None:
        raise LexiconError("lexicon/en/frequencies.tsv: its first line does not say of how many documents")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return Frequencies(int(total[1]), {word: int(count) for word, count in rows})
