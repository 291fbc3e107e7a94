"""Words by which holders value states and affairs in words of their own: loads lexicon/en/valuations.toml."""

import tomllib
from collections.abc import Iterable
from importlib.resources import files

import msgspec

from dragoman.lexicon.cues import inflect

Words = frozenset[str]
Phrase = tuple[str, ...]
ANY = "*"  # stands for up to six words
MOST = 6


class Valuation(msgspec.Struct, frozen=True):
    """What a phrase tells of the stance. `denied` where a negation stands before; `felt`: by the holder's own side."""

    stance: float
    denied: float | None = None
    felt: bool = False
    negated: bool = False  # the phrase itself needs a negation


class Phrases(msgspec.Struct, frozen=True):
    """Phrases by their first word, the longest first."""

    by_first: dict[str, tuple[tuple[Phrase, Valuation], ...]]

    def at(self, lows: Phrase, start: int, *, negated: bool = False) -> tuple[int, Valuation] | None:
        """The longest phrase that begins at `start`: where it stops, and what it tells.

        >>> load_valuations().phrases.at(("is", "exactly", "what", "our", "mills", "need"), 1)[0]
        6
        """
        for phrase, valuation in self.by_first.get(lows[start] if start < len(lows) else "", ()):
            stop = _matched(lows, start, phrase)
            if stop is not None and (negated or not valuation.negated):
                return stop, valuation
        return None


class Valuations(msgspec.Struct, frozen=True):
    """The table; see the comments there."""

    nouns: dict[str, float]
    adjectives: dict[str, float]
    phrases: Phrases
    attitudes: Phrases
    deeds: Phrases
    felt_whom: Words
    felt_near: int
    could: Words
    better: Words
    predicate: dict[str, Words]
    subject: dict[str, Words]
    having: dict[str, Words]
    taking: Words  # every form
    links: Words
    officials: Words


def _matched(lows: Phrase, start: int, phrase: Phrase) -> int | None:
    if not phrase:
        return start
    if phrase[0] != ANY:
        return _matched(lows, start + 1, phrase[1:]) if lows[start : start + 1] == phrase[:1] else None
    stops = (_matched(lows, start + skipped, phrase[1:]) for skipped in range(MOST + 1))
    return next((stop for stop in stops if stop is not None), None)


def load_valuations() -> Valuations:
    """The words of English news.

    >>> load_valuations().nouns["outrages"]
    -1
    """
    table = tomllib.loads((files("dragoman.lexicon") / "en" / "valuations.toml").read_text("utf-8"))
    return Valuations(
        nouns={
            form: row["stance"] for row in table["word"] for noun in row["nouns"].split() for form in _numbers(noun)
        },
        adjectives={word: row["stance"] for row in table["word"] for word in row["adjectives"].split()},
        phrases=_phrases(
            (tuple(text.split()), Valuation(row["stance"])) for row in table["phrase"] for text in row["phrases"]
        ),
        attitudes=_phrases(_inflected(table["attitude"], table["irregular"])),
        deeds=_phrases(_inflected(table["deed"], table["irregular"])),
        felt_whom=_words(table["felt"]["whom"]),
        felt_near=table["felt"]["near"],
        could=_words(table["could"]["verbs"]),
        better=_words(table["could"]["better"]),
        predicate={name: _words(text) for name, text in table["predicate"].items()},
        subject={name: _words(text) for name, text in table["subject"].items()},
        having={name: _words(text) for name, text in table["having"].items()},
        taking=frozenset(
            form
            for verb in table["taking"]["verbs"].split()
            for form in (verb, *inflect(verb, table["irregular"]).values())
        ),
        links=_words(table["taking"]["links"]),
        officials=_words(table["holder"]["officials"]),
    )


def _inflected(rows: list[dict], irregular: dict) -> Iterable[tuple[Phrase, Valuation]]:
    """Every form of the verb that a phrase begins with; "not" before it is a condition of the phrase."""
    for row in rows:
        for text in row["phrases"]:
            lemma, *rest = text.split()
            negated = lemma == "not"
            if negated:
                lemma, *rest = rest
            valuation = Valuation(row["stance"], row.get("denied"), row.get("felt", False), negated)
            forms = {lemma, *inflect(lemma, irregular).values(), *(("are", "am", "were") if lemma == "be" else ())}
            for form in forms:
                yield (form, *rest), valuation


def _phrases(rows: Iterable[tuple[Phrase, Valuation]]) -> Phrases:
    found: dict[str, list[tuple[Phrase, Valuation]]] = {}
    for phrase, valuation in rows:
        found.setdefault(phrase[0], []).append((phrase, valuation))
    return Phrases({
        first: tuple(sorted(each, key=lambda row: (-len(row[0]), not row[1].negated, row[0])))
        for first, each in found.items()
    })  # fmt: skip


def _words(text: str) -> Words:
    return frozenset(text.split())


def _numbers(noun: str) -> tuple[str, str]:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun, noun[:-1] + "ies"
    return noun, noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")
