"""Words that credit words to somebody: loads lexicon/en/speech.toml. Knows nothing of sentences."""

import tomllib
from collections.abc import Iterable
from importlib.resources import files

import msgspec

Words = frozenset[str]
NOUNS = ("people", "spokes", "organs", "documents")


class SpeechWords(msgspec.Struct, frozen=True):
    """The table as sets; all in small letters.

    `verbs` maps every form to its base; `participles` are the forms in -ing.
    """

    verbs: dict[str, str]
    clausal: dict[str, str]  # forms of the verbs that credit a clause, but no quoted words
    phrasal: dict[str, tuple[tuple[str, ...], ...]]  # the phrases that credit, by their first word
    after_phrase: Words
    participles: Words
    hearer: Words
    may_hear: Words  # their object hears the words where it is somebody: "promised Caracas"
    plain: Words
    also_past: Words
    of_documents: Words
    plurals: Words
    credits: tuple[tuple[str, ...], ...]
    clause: Words
    either: Words
    question: Words
    apart: Words  # they report what stands before them
    deeds: Words
    unfinished: Words
    denying: Words
    opens: Words
    asks: Words
    unsaid: Words
    hanging: Words
    joining: Words
    circumstance: Words
    hearers: Words
    to_say: Words
    no_words: Words
    occasions: Words
    platforms: tuple[str, ...]
    at_occasion: Words  # prepositions
    at_place: Words  # prepositions
    by_means: Words  # prepositions before a means without an article: "by fax"
    places: Words
    press_nouns: Words
    public: Words  # hear the words as everybody does: reporters, crowds
    heard: Words
    speaks_for: Words
    press: Words
    offices: Words
    rank_words: Words
    naming: tuple[str, ...]
    issuing: tuple[str, ...]
    auxiliaries: Words
    modals: Words
    passive: Words
    adverbs: Words
    ly_nouns: Words
    people: Words
    spokes: Words
    organs: Words
    documents: Words
    unnamed: Words
    utterances: Words  # words that somebody must have spoken: nobody speaks through them but their author
    formal: Words  # documents in which whoever is named before them speaks: "a Chinese statement"
    outsiders: Words  # the state after them is not the one they act for
    long_forms: dict[str, str]
    lands: Words  # "the country's" board: of the state named before
    titles: Words
    ranks: Words
    female: Words
    male: Words
    person_pronouns: Words
    people_pronouns: Words
    thing_pronouns: Words
    other_pronouns: Words
    articles: Words
    determiners: Words
    several: Words
    particles: Words
    of: Words
    appositive: Words
    prepositions: Words
    relatives: Words
    examples: Words
    breaks: Words
    openers: Words
    not_names: Words
    time: Words
    before_time: Words
    nouns: Words  # people, spokes, organs and documents together
    pronouns: Words  # all four kinds

    def is_adverb(self, word: str) -> bool:
        return word in self.adverbs or (word.endswith("ly") and len(word) > 4 and word not in self.ly_nouns)


def load_speech() -> SpeechWords:
    """The words of English news.

    >>> load_speech().verbs["told"]
    'tell'
    """
    table = tomllib.loads((files("dragoman.lexicon") / "en" / "speech.toml").read_text("utf-8"))
    verbs, clausal = _forms(table["verbs"]), _forms(table["clausal"])
    phrases = {phrase: base for base, told in table["phrases"].items() for phrase in told}
    verbs |= phrases
    use, between, phrase = table["use"], table["between"], table["phrase"]
    indirect, venue, others = table["indirect"], table["venue"], table["for_others"]
    nouns = {name: _words(text) for name, text in table["nouns"].items()}
    pronouns = {f"{name}_pronouns": _words(text) for name, text in table["pronouns"].items()}
    return SpeechWords(
        verbs=verbs,
        clausal=clausal,
        phrasal=_by_first(phrases),
        after_phrase=_words(use["after_phrase"]),
        participles=frozenset(form for form, base in verbs.items() if form.endswith("ing") and form != base),
        hearer=_words(use["hearer"]),
        may_hear=_words(use["may_hear"]),
        plain=_words(use["plain"]),
        of_documents=_words(use["of_documents"]),
        also_past=_words(use["also_past"]),
        plurals=_words(use["plurals"]),
        credits=tuple(tuple(credit.split()) for credit in use["credits"]),
        naming=tuple(use["naming"]),
        issuing=tuple(sorted(_words(use["issuing"]))),
        long_forms=table["long_forms"],
        platforms=tuple(venue["platforms"]),
        at_occasion=_words(venue["prepositions"]),
        occasions=_words(venue["occasions"]),
        heard=_words(venue["heard"]),
        by_means=_words(venue["by_means"]),
        at_place=_words(venue["at_place"]),
        places=_words(venue["places"]),
        public=_words(venue["public"]),
        press_nouns=_words(venue["press_nouns"]),
        **{name: _words(text) for part in (between, phrase, indirect, others) for name, text in part.items()},
        **nouns,
        **pronouns,
        nouns=frozenset().union(*(nouns[name] for name in NOUNS)),
        pronouns=frozenset().union(*pronouns.values()),
    )


def _forms(table: dict[str, str]) -> dict[str, str]:
    """Every form of the verbs, with its base form."""
    return {form: base for base, forms in table.items() for form in (base, *forms.split())}


def _by_first(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases as words, by their first word."""
    told = [tuple(phrase.split()) for phrase in phrases]
    return {first: tuple(one for one in told if one[0] == first) for first in {one[0] for one in told}}


def _words(text: str) -> Words:
    return frozenset(text.split())
