"""Words with their offsets: one way to cut, for names in the tables and for the text they are looked up in."""

import re

import msgspec

# "U.S." and "S." keep their stops; "Jae-myung" and "O'Neill" are one word; "Lee's" is Lee, possessive.
# A short word with a stop inside a sentence is an abbreviation ("Rep. Lee"): text is cut sentence by sentence.
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]{1,5}\.(?=\s+\w)|[^\W_]+(?:[.'’\-][^\W_]+)*|[^\w\s]")
_POSSESSIVE = re.compile(r"[’'][sS]$")


class Token(msgspec.Struct, frozen=True):
    """`text` without its possessive; `start:end` covers `text` alone; `possessive` tells of an 's cut off."""

    text: str
    start: int
    end: int
    possessive: bool = False

    @property
    def low(self) -> str:
        return self.text.casefold()

    @property
    def bare(self) -> str:
        """For looking up: curly apostrophes are straight in the tables."""
        return self.text.replace("’", "'")

    @property
    def key(self) -> str:
        """`bare` with a mark for the possessive, which belongs to some names ("People's Liberation Army")."""
        return self.bare + "'s" if self.possessive else self.bare

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


def tokens(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The words and marks of one sentence, `text[start:end]`; offsets into `text`."""
    stop = len(text) if end is None else end
    found = []
    for match in _TOKEN.finditer(text, start, stop):
        word, left = match[0], match.start()
        owned = _POSSESSIVE.search(word)
        if owned and owned.start() > 0:
            found.append(Token(word[: owned.start()], left, left + owned.start(), True))
            continue
        # "countries' leaders": a bare apostrophe after a plural owns too
        following = text[match.end() : match.end() + 2]
        plural_owner = word[-1] in "sS" and following[:1] in ("'", "’") and following[1:2] == " "
        found.append(Token(word, left, match.end(), plural_owner))
    return tuple(found)


def words(phrase: str) -> tuple[str, ...]:
    """The token texts of a name, for looking it up: cut as if a word followed it."""
    plain = tuple(phrase.split(" "))
    if all(map(str.isalnum, plain)):  # most names are: each word is a token
        return plain
    cut = tokens(phrase + " x")[:-1]
    return (*(token.key for token in cut[:-1]), cut[-1].bare) if cut else ()
