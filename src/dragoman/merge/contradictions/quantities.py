"""Quantities: how many of what a sentence tells.

In goes a sentence, out come its quantities: the numbers that may be meant, what
is counted, and the words. A number of which it is not plain what it counts
gives none: a part of a whole ("including 5 children" beside no fate of its
own), what comes on top ("three more"), what is only feared.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from math import inf

import msgspec

from dragoman.lexicon.claims import ClaimWords, Words
from dragoman.merge.rarity import bag

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:[-’'][^\W\d_]+)*|[$€£¥%]|[^\w\s]")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MAY_FOLLOW = ("-", "–", ".", ",", ";", ")", "%", "m", "bn")  # a number, with no blank between
ABOUT = 0.1  # of a number that is "about" so much
NEARLY = 0.2
REACH = 4  # words between a number and what it counts, or what befell it
WIDE = 8  # words between a thing and what is done with it


class Quantity(msgspec.Struct, frozen=True):
    """`low` to `high` of `what` ("people killed"), told by the words at `start:end` of the sentence."""

    what: str
    low: float
    high: float
    words: str
    start: int
    end: int

    def contradicts(self, other: "Quantity") -> bool:
        """Whether no number could be meant by both.

        >>> at_least = Quantity("people killed", 26, inf, "at least 26", 0, 11)
        >>> at_least.contradicts(Quantity("people killed", 31, 31, "31", 0, 2))
        False
        """
        return self.what == other.what and (self.high < other.low or other.high < self.low)


class _Token(msgspec.Struct, frozen=True):
    word: str
    start: int
    end: int
    capital: bool


class _Number(msgspec.Struct, frozen=True):
    """At `first:last` of the tokens, its hedge and currency sign with it."""

    low: float
    high: float
    first: int
    last: int
    money: str | None


def quantities(sentence: str, words: ClaimWords) -> tuple[Quantity, ...]:
    """What a sentence counts.

    >>> from dragoman.lexicon.claims import load_claims
    >>> [(one.what, one.words) for one in quantities("A bomb killed seven people and wounded 23.", load_claims())]
    [('people killed', 'seven'), ('people wounded', '23')]
    """
    if not _numeral(words).search(sentence):
        return ()
    tokens = _tokens(_without_parts(sentence, words))
    found = []
    for number in _numbers(tokens, words):
        what = _counted(tokens, number, words)
        if what is not None:
            start, end = tokens[number.first].start, tokens[number.last - 1].end
            found.append(Quantity(what, number.low, number.high, sentence[start:end], start, end))
    return tuple(found)


@cache
def _numeral(words: ClaimWords) -> re.Pattern[str]:
    """Anything that may be a number."""
    return re.compile(rf"\d|\b(?:{'|'.join((*words.numbers, *words.scales))})(?:s|\b)", re.IGNORECASE)


@cache
def _part(words: ClaimWords) -> re.Pattern[str]:
    return re.compile(rf",\s+(?:{'|'.join(map(re.escape, words.parts))})\b[^,.;]*(?:,|(?=[.;]|$))")


@cache
def _fates(words: ClaimWords) -> dict[str, list[Words]]:
    """What befalls people, by its first word."""
    found: dict[str, list[Words]] = {}
    for fate in words.fates:
        for phrase in (*fate.before, *fate.after):
            found.setdefault(phrase[0], []).append(phrase)
    return found


def _without_parts(sentence: str, words: ClaimWords) -> str:
    """The sentence with blanks where it tells a part of a whole, so that offsets stay."""
    return _part(words).sub(lambda found: " " * len(found[0]), sentence)


def _tokens(sentence: str) -> list[_Token]:
    return [
        _Token(found[0].casefold(), found.start(), found.end(), found[0][:1].isupper())
        for found in _TOKEN.finditer(sentence)
    ]


def _numbers(tokens: Sequence[_Token], words: ClaimWords) -> Iterator[_Number]:
    at = 0
    while at < len(tokens):
        read = _number(tokens, at, words)
        if read is None:
            at += 1
            continue
        value, last = read
        found = _hedged(tokens, at, last, value, words)
        at = last
        if found is not None:
            yield found
            at = max(at, found.last)


def _number(tokens: Sequence[_Token], at: int, words: ClaimWords) -> tuple[float, int] | None:
    """The number that begins here, and where it ends."""
    token = tokens[at]
    if _DIGITS.fullmatch(token.word):
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if following and following.start == token.end and following.word not in _MAY_FOLLOW:
            return None  # 26th, 9:10, 3/4
        value: float = float(token.word.replace(",", ""))
    elif (told := _word_number(token.word, words)) is not None:
        value = told
    elif token.word == "a" and at + 1 < len(tokens) and tokens[at + 1].word in words.scales:
        value = 1
    else:
        return None
    last = at + 1
    while last < len(tokens) and tokens[last].word in words.scales:
        value *= words.scales[tokens[last].word]
        last += 1
    return value, last


def _word_number(word: str, words: ClaimWords) -> float | None:
    """ "twenty-two" → 22"""
    parts = word.split("-")
    if len(parts) > 2 or any(part not in words.numbers for part in parts):
        return None
    return float(sum(words.numbers[part] for part in parts))


def _hedged(tokens: Sequence[_Token], first: int, last: int, value: float, words: ClaimWords) -> _Number | None:
    """The number with what stands around it; None where it is a date, an age or a measure."""
    low = high = value
    after = [token.word for token in tokens[last : last + 3]]
    if after[:1] and (after[0] in ("-", "–", "to") or (after[0] == "and" and tokens[first - 1].word == "between")):
        second = _number(tokens, last + 1, words) if last + 1 < len(tokens) else None
        if second is not None and second[0] >= value:
            high, last = second
            first -= after[0] == "and"
        elif after[0] in ("-", "–") and tokens[last].start == tokens[last - 1].end:
            return None  # a 26-year-old, a 10-point plan
    following = tokens[last].word if last < len(tokens) else ""
    if following in words.not_counts or following in words.added:
        return None
    money = None
    if first and tokens[first - 1].word in words.signs:
        first -= 1
        money = words.signs[tokens[first].word]
    if first and tokens[first - 1].word in words.added | words.doubted:
        return None
    for phrase, kind in words.hedges:
        if _stands(tokens, first - len(phrase), phrase):
            first -= len(phrase)
            low, high = _opened(low, high, kind)
            break
    else:
        for phrase in words.after_least:
            if _stands(tokens, last, phrase):
                last, high = last + len(phrase), inf
    return _Number(low, high, first, last, money)


def _opened(low: float, high: float, kind: str) -> tuple[float, float]:
    """What a hedge leaves open."""
    match kind:
        case "least" | "above":
            return low + (kind == "above"), inf
        case "most" | "below":
            return 0, high - (kind == "below")
        case "about":
            return low * (1 - ABOUT), high * (1 + ABOUT)
        case _:
            return low * (1 - NEARLY), high


def _counted(tokens: Sequence[_Token], number: _Number, words: ClaimWords) -> str | None:
    """What is counted and what befell it, or None where that is not plain."""
    noun, at = _noun(tokens, number, words)
    if number.last == number.first + 1 and _YEAR.fullmatch(tokens[number.first].word):
        return None
    if number.money or (noun and noun in words.money):
        unit = number.money or bag(noun)[0]
        done = _done(tokens, number.first, at, words)
        return f"{unit}s {done}" if done else None
    if noun and noun.split()[-1] in words.things:
        done = _done(tokens, number.first, at, words)
        return f"{' '.join(bag(noun))} {done}" if done else None
    fate = _fate(tokens, number, at, words)
    if fate is None:
        return None
    who = "people" if noun is None or noun in words.anybody else " ".join(bag(noun))
    return f"{who} {fate}"


def _noun(tokens: Sequence[_Token], number: _Number, words: ClaimWords) -> tuple[str | None, int]:
    """Who or what is counted, with the state or people it is of, and the place behind it."""
    names: list[str] = []
    for at in range(number.last, min(number.last + REACH, len(tokens))):
        token = tokens[at]
        befell = _is_fate(tokens, at, words)
        if token.word in words.people | words.things | words.money and not befell:
            return " ".join((*names, token.word)), at + 1
        if not token.word[:1].isalpha() or befell or token.word in words.between - {"of", "them"}:
            break
        if token.capital:
            names.append(token.word)
    return None, number.last


def _is_fate(tokens: Sequence[_Token], at: int, words: ClaimWords) -> bool:
    return any(_stands(tokens, at, phrase) for phrase in _fates(words).get(tokens[at].word, ()))


def _fate(tokens: Sequence[_Token], number: _Number, at: int, words: ClaimWords) -> str | None:
    """What befell those counted: by the words just before the number, or just behind what it counts."""
    for fate in words.fates:
        for phrase in fate.before:
            if _stands(tokens, number.first - len(phrase), phrase):
                return None if _is_doubted(tokens, number.first - len(phrase), words) else fate.name
    if number.first and tokens[number.first - 1].word in words.to:
        near = range(max(0, number.first - WIDE), number.first)
        if any(_stands(tokens, place, phrase) for place in near for phrase in words.toll):
            return words.fates[0].name
    for place in range(at, min(at + REACH, len(tokens))):
        for fate in words.fates:
            for phrase in fate.after:
                if _stands(tokens, place, phrase):
                    behind = place + len(phrase)
                    # "killed 26 and wounded 46": what is followed by a number of its own befell others.
                    others = phrase in fate.before and behind < len(tokens) and _begins_number(tokens, behind, words)
                    return None if others else fate.name
        if tokens[place].word not in words.between:
            return None
    return None


def _is_doubted(tokens: Sequence[_Token], at: int, words: ClaimWords) -> bool:
    return any(token.word in words.doubted for token in tokens[max(0, at - 2) : at])


def _begins_number(tokens: Sequence[_Token], at: int, words: ClaimWords) -> bool:
    for phrase, _ in words.hedges:
        if _stands(tokens, at, phrase):
            at += len(phrase)
            break
    return at < len(tokens) and _number(tokens, at, words) is not None


def _done(tokens: Sequence[_Token], first: int, at: int, words: ClaimWords) -> str | None:
    """What is done with the things counted: the nearest words before them, or those right behind."""
    for place in range(first - 1, max(-1, first - WIDE), -1):
        if tokens[place].word in (".", ";", ":"):
            break
        for phrase, name in words.done:
            if _stands(tokens, place, phrase):
                return name
    for place in range(at, min(at + REACH, len(tokens))):
        for phrase, name in words.done:
            if _stands(tokens, place, phrase):
                return name
        if tokens[place].word not in words.between:
            return None
    return None


def _stands(tokens: Sequence[_Token], at: int, phrase: Words) -> bool:
    if at < 0 or at + len(phrase) > len(tokens) or tokens[at].word != phrase[0]:
        return False
    return all(tokens[at + place].word == word for place, word in enumerate(phrase))
