"""Words in which somebody binds himself: loads lexicon/en/pledges.toml. No sentences here."""

import tomllib
from importlib.resources import files

import msgspec

from dragoman.lexicon.cues import inflect
from dragoman.model.finding import PledgeKind

Words = frozenset[str]


class OutcomeWords(msgspec.Struct, frozen=True):
    """What tells that a promise was kept or not; phrases in small letters."""

    doubts: Words
    denials: Words
    broken: tuple[str, ...]
    kept: tuple[str, ...]
    withdrawn: tuple[str, ...]
    nouns: Words
    hedges: Words


class PledgeWords(msgspec.Struct, frozen=True):
    """The table with verbs inflected; see the comments there."""

    governing: dict[str, PledgeKind]  # every form but the one in -ing → kind
    governing_now: dict[str, PledgeKind]  # its form in -ing, behind "is"
    nouns: Words
    light: Words
    under: Words
    deals: Words
    states: dict[str, PledgeKind]
    weighs: Words  # their bases
    weighing: Words  # the forms that "is", "has" or a subject may stand before
    binding: Words
    threatening: Words
    offering: Words
    stand: Words
    modals: Words
    scheduled: Words
    conditional: str
    between: Words
    own: Words
    owns: Words
    same: Words
    selves: Words
    governments: Words
    aside: Words
    onlookers: Words
    theirs: Words
    idle: Words
    meets: Words
    openers: Words
    phrases: tuple[tuple[str, ...], ...]
    inverted: str
    alternatives: tuple[str, ...]
    wanting: Words
    voting: Words
    harm: Words
    before_due: Words
    outcome: OutcomeWords
    past: dict[str, Words]  # an irregular verb's base → its past and participle


def load_pledges() -> PledgeWords:
    folder = files("dragoman.lexicon") / "en"
    table = tomllib.loads((folder / "pledges.toml").read_text("utf-8"))
    irregular = tomllib.loads((folder / "events.toml").read_text("utf-8"))["irregular"] | table["irregular"]

    def forms(lemmas: str, *left_out: str) -> Words:
        return frozenset(
            word for lemma in lemmas.split() for form, word in inflect(lemma, irregular).items() if form not in left_out
        )

    content, conditions = table["content"], table["conditions"]
    return PledgeWords(
        governing={word: kind for kind, lemmas in table["governing"].items() for word in forms(lemmas, "ing")},
        governing_now={
            inflect(lemma, irregular)["ing"]: kind
            for kind, lemmas in table["governing"].items() for lemma in lemmas.split()
        },
        nouns=_words(table["nouns"]["promises"]), light=forms(table["nouns"]["light"]),
        under=_words(table["nouns"]["under"]), deals=_words(table["nouns"]["deals"]),
        selves=_words(content["selves"]), governments=_words(content["governments"]), aside=_words(content["aside"]),
        onlookers=_words(table["saying"]["onlookers"]),
        states={word: kind for kind, words in table["states"].items() for word in words.split()},
        weighs=_words(table["weighing"]["intention"]), weighing=forms(table["weighing"]["intention"], "base"),
        binding=forms(table["saying"]["binding"]), threatening=forms(table["saying"]["threat"]),
        offering=forms(table["saying"]["offer"]), stand=_words(table["saying"]["stand"]),
        modals=_words(content["modals"]), scheduled=_words(content["scheduled"]), own=_words(content["own"]),
        conditional=content["conditional"], between=_words(content["between"]), theirs=_words(content["theirs"]),
        owns=_words(content["owns"]), same=_words(content["same"]), idle=_words(content["idle"]),
        meets=forms(content["meets"]), openers=_words(conditions["openers"]),
        phrases=tuple(tuple(phrase.split()) for phrase in conditions["phrases"]), inverted=conditions["inverted"],
        alternatives=tuple(conditions["alternatives"]), wanting=_words(conditions["wanting"]),
        voting=_words(conditions["voting"]), harm=_words(table["harm"]["verbs"]), 
        before_due=_words(table["due"]["before"]),
        outcome=msgspec.convert(
            {name: value if isinstance(value, list) else value.split() for name, value in table["outcome"].items()},
            OutcomeWords,
        ),
        past={lemma: frozenset(forms[1:3]) for lemma, forms in irregular.items()},
    )  # fmt: skip


def _words(text: str) -> Words:
    return frozenset(text.split())
