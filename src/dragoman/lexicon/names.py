"""The name index: from the words of a text to what the tables know under that name.

Built from states, bodies, offices and roles. Says what a name may mean,
never which of several it does: that is for actors/.
"""

import unicodedata
from collections.abc import Iterable
from typing import Literal

import msgspec

from dragoman.lexicon.bodies import Organ, Organisation, RoleOrgan
from dragoman.lexicon.offices import Offices, beginning
from dragoman.lexicon.roles import RoleWords
from dragoman.lexicon.states import State
from dragoman.lexicon.tokens import Token, words

HitKind = Literal["nothing", "state", "adjective", "people", "capital", "body", "organ", "person", "role", "role_organ"]


class Hit(msgspec.Struct, frozen=True):
    """Tokens `start` to `stop` (exclusive) name one of `meanings`. `ambiguous`: only where the article supports it.

    A `nothing` holds a name's words and names nobody: "Sea of Japan".
    """

    start: int
    stop: int
    kind: HitKind
    meanings: tuple[object, ...]
    ambiguous: bool = False


class _Entry(msgspec.Struct, frozen=True):
    words: tuple[str, ...]
    kind: HitKind
    meaning: object
    ambiguous: bool


class Names:
    """Longest match first; case counts for names, not for roles. A person's name is cut when its first word is met."""

    def __init__(self, offices: Offices) -> None:
        self._exact: dict[str, list[_Entry]] = {}
        self._folded: dict[str, list[_Entry]] = {}
        self._offices = offices
        self._people: dict[str, dict[str, list[_Entry]]] = {}  # by first word and second
        self.surnames = offices.by_surname

    def add(self, name: str, kind: HitKind, meaning: object, ambiguous: bool = False) -> None:
        parts = words(name)
        if not parts:
            return
        if kind in ("role", "role_organ"):
            parts = tuple(part.casefold() for part in parts)
            self._folded.setdefault(parts[0], []).append(_Entry(parts, kind, meaning, ambiguous))
        else:
            self._exact.setdefault(parts[0], []).append(_Entry(parts, kind, meaning, ambiguous))

    def at(self, found: tuple[Token, ...], at: int) -> Hit | None:
        """The longest name that begins at token `at`; several meanings of one length are all given."""
        token = found[at]
        best: list[_Entry] = []
        for first in _written(token):
            for entry in (*self._exact.get(first, ()), *self._people_at(first, found, at + 1)):
                if _matches(entry.words, found, at, fold=False):
                    best = _longer(best, entry)
        for entry in self._folded.get(token.bare.casefold(), ()):
            if _matches(entry.words, found, at, fold=True):
                best = _longer(best, entry)
        if not best:
            return None
        kind = min((entry.kind for entry in best), key=_ORDER.__getitem__)
        alike = [entry for entry in best if entry.kind == kind]
        meanings = tuple(dict.fromkeys(entry.meaning for entry in alike))
        return Hit(at, at + len(best[0].words), kind, meanings, all(entry.ambiguous for entry in alike))

    def _people_at(self, first: str, found: tuple[Token, ...], second: int) -> Iterable[_Entry]:
        """The people's names that begin with this word and have the second token next: a name alone is nobody's."""
        if second >= len(found):
            return ()
        known = self._people.get(first)
        if known is None:
            known = self._cut(first)
            if not known:
                return ()
            self._people[first] = known
        return [entry for written in _written(found[second]) for entry in known.get(written, ())]

    def _cut(self, first: str) -> dict[str, list[_Entry]]:
        """The people's names that begin with this word, by their second."""
        entries: dict[str, list[_Entry]] = {}
        for key, written in self._offices.named(first if first.isalnum() else beginning(first)).items():
            for name in dict.fromkeys(spelling for full, own in written for spelling in spellings(full, own)):
                parts = words(name)
                if " " in name and len(parts) > 1 and parts[0] == first:
                    entries.setdefault(parts[1], []).append(_Entry(parts, "person", key, False))
        return entries


# One string may be a state's name and its adjective ("US"): the name is asked first. A body before a
# capital: Brussels is the EU before it is Belgium.
_ORDER = {
    kind: rank
    for rank, kind in enumerate(
        ("nothing", "state", "body", "capital", "adjective", "people", "organ", "person", "role_organ", "role")
    )
}


def _longer(best: list[_Entry], entry: _Entry) -> list[_Entry]:
    if not best or len(entry.words) > len(best[0].words):
        return [entry]
    return [*best, entry] if len(entry.words) == len(best[0].words) else best


def _matches(parts: tuple[str, ...], found: tuple[Token, ...], at: int, *, fold: bool) -> bool:
    """Whether the name stands here; its last word may be possessive ("the Workers' Party's")."""
    if at + len(parts) > len(found):
        return False
    last = len(parts) - 1
    for offset, part in enumerate(parts):
        token = found[at + offset]
        key = token.key if offset < last else token.bare
        if (key.casefold() if fold else key) != part and (key.isascii() or plain(key) != part):
            return False
    return True


def _written(token: Token) -> tuple[str, ...]:
    """A word as the tables may have it: with its possessive or without, with its accents or without."""
    forms = (token.key, token.bare) if token.possessive else (token.bare,)
    return forms if token.text.isascii() else (*forms, *map(plain, forms))


def plain(word: str) -> str:
    """A word without accents.

    >>> plain("Čaputová"), plain("Wałęsa")
    ('Caputova', 'Walesa')
    """
    decomposed = unicodedata.normalize("NFKD", word.translate(_STROKES))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


_STROKES = str.maketrans("ŁłØøĐđı", "LlOoDdi")  # letters that do not come apart


def build_names(
    states: dict[str, State],
    organisations: dict[str, Organisation],
    organs: tuple[Organ, ...],
    role_organs: tuple[RoleOrgan, ...],
    offices: Offices,
    roles: RoleWords,
) -> Names:
    """The index over all tables."""
    index = Names(offices)
    for state in states.values():
        doubtful = frozenset(state.ambiguous)
        for kind, group in _state_names(state).items():
            for name in dict.fromkeys(group):
                index.add(name, kind, state.code, name in doubtful)
        known = {name for group in _state_names(state).values() for name in group}
        for name in state.not_names:
            index.add(name, "nothing", state.code)
        for name in state.ambiguous:
            if name not in known:
                index.add(name, "adjective", state.code, True)
    for body in organisations.values():
        for name in dict.fromkeys((body.name, *body.names)):
            index.add(name, "body", body.id, name in body.ambiguous)
    for organ in organs:
        for name in dict.fromkeys(organ.names):
            index.add(name, "organ", organ.id, name in organ.ambiguous)
    for role_organ in role_organs:
        for noun in role_organ.nouns:
            index.add(noun, "role_organ", role_organ)
    for role in roles.role:
        for noun in role.nouns:
            index.add(noun, "role", role)
            if not noun.endswith((".", "s")):
                index.add(noun + "s", "role", role)
    return index


def _state_names(state: State) -> dict[HitKind, tuple[str, ...]]:
    capitals = (state.capital, *state.capitals) if state.capital else state.capitals
    return {
        "state": (state.name, *state.names),
        "capital": capitals,
        "adjective": state.adjectives,
        "people": tuple(name for name in state.demonyms if name not in state.adjectives),
    }


def spellings(name: str, surname: str = "") -> tuple[str, ...]:
    """The usual variants of one name: "Lee Jae-myung", "Lee Jae Myung", "Lee Jae-Myung"; of "Kim Jong Un" too."""
    parts = name.split(" ")
    if len(parts) == 3 and parts[0] == surname and "-" not in name and parts[2].isalpha():
        family, first, second = parts
        return (name, f"{family} {first}-{second.lower()}", f"{family} {first}-{second}")
    if "-" not in name:
        return (name,)
    capital = [
        "-".join(bit[:1].upper() + bit[1:] for bit in part.split("-")) if "-" in part else part for part in parts
    ]
    joined = " ".join(capital)
    return tuple(dict.fromkeys((name, joined, joined.replace("-", " "))))
