"""Words that take a side for or against what is done: loads lexicon/en/evaluations.toml. No sentences here."""

import tomllib
from collections.abc import Iterable
from importlib.resources import files

import msgspec

from dragoman.lexicon.cues import inflect

Words = frozenset[str]


class Evaluation(msgspec.Struct, frozen=True):
    """One way to take a side; see the comments in the table. `takes` holds "" where nothing must follow."""

    stance: float
    takes: Words = frozenset(("",))
    reason: Words = frozenset()
    needs_reason: bool = False
    denied: float | None = None
    ahead: bool = False
    only_denied: bool = False
    things: bool = False
    affair: str | None = None


class MatterWords(msgspec.Struct, frozen=True):
    """Words about what is valued; see the comments in the table."""

    neutral: Words
    transparent: Words
    undoing: Words
    undoing_links: Words
    undoing_verbs: Words
    keeping_verbs: Words
    owned: Words
    dealings: Words
    suffered: Words
    things: Words
    done: Words
    before: Words
    adverbs: Words
    describing: Words
    ends: Words


class VoiceWords(msgspec.Struct, frozen=True):
    """Words about whose stance it is."""

    minds: Words
    utterances: Words
    refusing: Words
    continuing: Words
    copulas: Words
    first_person: Words
    determined: Words
    members: Words
    always: Words
    pronouns: Words
    claims: Words
    acts: Words


class Evaluations(msgspec.Struct, frozen=True):
    """The table, its verbs by every form."""

    verbs: dict[str, Evaluation]
    participles: Words  # the forms in -ing
    states: dict[tuple[str, ...], Evaluation]  # what follows "is", word by word
    expressing: Words
    expressed: dict[str, Evaluation]
    urging: dict[str, bool]  # every form → whether "on" must follow
    urged: float
    predicates: dict[str, float]
    crimes: dict[str, float]  # nouns that value what is called so
    matter: MatterWords
    voice: VoiceWords

    def of_predicate(self, words: Iterable[str]) -> float | None:
        """The stance that "unjust and illegal" or "a grave mistake" tells; None where it is open.

        >>> load_evaluations().of_predicate(("a", "grave", "mistake"))
        -0.5
        >>> load_evaluations().of_predicate(("a", "welcome", "mistake"))
        """
        told = tuple(words)
        values = [self.predicates[word] for word in told if word in self.predicates]
        values += [self.crimes[word] for word in told[-1:] if word in self.crimes]
        noun = told[-1:] and (told[-1] in self.crimes or told[-1] in self.matter.neutral)
        plain = noun or all(word in self.predicates for word in told)
        if not values or not plain or min(values) < 0 < max(values):
            return None
        return float(max(values, key=abs))


def load_evaluations() -> Evaluations:
    """The words of English news.

    >>> load_evaluations().verbs["condemned"].stance
    -1
    """
    table = tomllib.loads((files("dragoman.lexicon") / "en" / "evaluations.toml").read_text("utf-8"))
    urging = table["urging"]

    def forms(lemmas: str) -> list[str]:
        return [form for lemma in lemmas.split() for form in inflect(lemma, table["irregular"]).values()]

    verbs = {form: _evaluation(row) for row in table["verb"] for form in forms(row["verbs"])}
    return Evaluations(
        verbs=verbs,
        participles=frozenset(form for form in verbs if form.endswith("ing")),
        states={tuple(phrase.split()): _evaluation(row) for row in table["state"] for phrase in row["phrases"]},
        expressing=frozenset(forms(table["expressing"]["verbs"])),
        expressed={
            form: _evaluation(row) for row in table["expressed"] for noun in row["nouns"].split()
            for form in (noun, noun + "s")
        },
        urging=dict.fromkeys(forms(urging["verbs"]), False) | dict.fromkeys(forms(urging["with_on"]), True),
        urged=urging["stance"],
        predicates=_valued(table["predicate"], "adjectives"),
        crimes=_valued(table["predicate"], "nouns"),
        matter=MatterWords(**{
            name: _with_plurals(text) if name in _NOUNS else _words(text) for name, text in table["matter"].items()
        }),
        voice=VoiceWords(**{name: _words(text) for name, text in table["voice"].items()}),
    )  # fmt: skip


_NOUNS = {"neutral", "transparent", "undoing", "suffered", "things"}
_OWN = ("needs_reason", "denied", "ahead", "only_denied", "things", "affair")


def _evaluation(row: dict) -> Evaluation:
    takes, reason = row.get("takes"), row.get("reason")
    return Evaluation(
        row["stance"],
        takes=frozenset(takes.split(" ")) if takes else frozenset(("",)),
        reason=frozenset((reason or "").split()),
        **{name: row[name] for name in _OWN if name in row},
    )


def _valued(rows: list[dict], kind: str) -> dict[str, float]:
    return {word: row["stance"] for row in rows for word in row[kind].split()}


def _words(text: str) -> Words:
    return frozenset(text.split())


def _with_plurals(text: str) -> Words:
    return frozenset(form for noun in text.split() for form in (noun, _plural(noun)))


def _plural(noun: str) -> str:
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
