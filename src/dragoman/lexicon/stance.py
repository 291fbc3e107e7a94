"""Words that value a state, and the verbs that apply them to it: loads lexicon/en/stance.toml. No sentences here."""

import tomllib
from collections.abc import Iterable
from importlib.resources import files

import msgspec

from dragoman.lexicon.cues import inflect

Words = frozenset[str]
HALF, WHOLE = 0.5, 1.0


class StanceWords(msgspec.Struct, frozen=True):
    """The table as sets and weights; all in small letters. See the comments there."""

    verbs: dict[str, bool]  # every form → whether "as" must follow its object
    participles: Words  # the forms in -ing
    copulas: Words
    nouns: dict[str, float]  # singular and plural
    adjectives: dict[str, float]
    neutral: Words
    intensifiers: Words
    spoilers: Words
    relational: Words
    skipped: Words
    first_person: Words
    pronouns: Words
    besides: Words
    dealings: Words
    prepositions: Words
    yielding: Words
    welcome: Words
    undated: Words

    def of_phrase(self, before: Iterable[str], head: str) -> float | None:
        """The stance of a phrase by its head noun and the words before it; None where they do not plainly tell one.

        >>> load_stance().of_phrase(("an", "important", "regional"), "partner")
        1.0
        >>> load_stance().of_phrase(("a", "former"), "enemy")
        """
        words = tuple(before)
        own = self.nouns.get(head)
        if own is None and head not in self.neutral:
            return None
        values = [self.adjectives[word] for word in words if word in self.adjectives]
        if own is not None and not (own > 0 and values and max(values) < 0):
            values.append(own)  # "an unreliable partner": the adjective says it; "a friendly rival": nobody knows
        if not values or not self.spoilers.isdisjoint(words) or (min(values) < 0 < max(values)):
            return None
        strongest = max(values, key=abs)
        raised = len(values) > 1 or not self.intensifiers.isdisjoint(words)
        return strongest * (WHOLE / HALF) if raised and abs(strongest) == HALF else float(strongest)

    @property
    def describing(self) -> Words:
        """Adjectives that may stand in a row, with commas between them."""
        return self.intensifiers | frozenset(self.adjectives)

    def of_dealings(self, adjective: str) -> float | None:
        """The stance toward the other side of dealings that are called so."""
        return -WHOLE if adjective in self.yielding else HALF if adjective in self.welcome else None


def load_stance() -> StanceWords:
    """The words of English news.

    >>> load_stance().nouns["enemies"]
    -1
    """
    table = tomllib.loads((files("dragoman.lexicon") / "en" / "stance.toml").read_text("utf-8"))
    verbs, dealings, phrase = table["verbs"], table["dealings"], table["phrase"]
    forms = {
        word: (form, with_as)
        for with_as, lemmas in ((True, verbs["with_as"]), (False, verbs["bare"]))
        for lemma in lemmas.split()
        for form, word in inflect(lemma, table["irregular"]).items()
    }
    forms |= {word: ("ing" if word.endswith("ing") else "past", False) for word in verbs["also_bare"].split()}
    return StanceWords(
        verbs={word: with_as for word, (_, with_as) in forms.items()},
        participles=frozenset(word for word, (form, _) in forms.items() if form == "ing"),
        copulas=_words(verbs["copulas"]),
        nouns={
            word: row["stance"] for row in table["value"] for noun in row["nouns"].split() for word in _numbers(noun)
        },
        adjectives={word: row["stance"] for row in table["value"] for word in row["adjectives"].split()},
        neutral=_with_plurals(phrase.pop("neutral")),
        relational=_with_plurals(phrase.pop("relational")),
        dealings=_words(dealings["nouns"]),
        prepositions=_words(dealings["prepositions"]),
        yielding=_words(dealings["yielding"]),
        welcome=_words(dealings["welcome"]),
        undated=_words(table["time"]["undated"]),
        **{name: _words(text) for name, text in phrase.items()},
    )


def _words(text: str) -> Words:
    return frozenset(text.split())


def _with_plurals(text: str) -> Words:
    return frozenset(word for noun in text.split() for word in _numbers(noun))


def _numbers(noun: str) -> tuple[str, str]:
    """Singular and plural."""
    return noun, noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
