"""Affairs: what states are at odds or at one about, found by the words that name them.

Loads affairs.toml, ours and a user's own. Says what a text is about, never which side it takes.
"""

import re
from collections.abc import Collection, Container, Iterable, Iterator
from functools import cached_property

import msgspec

from dragoman.errors import LexiconError
from dragoman.lexicon.entries import line_of, parsed, shaped
from dragoman.lexicon.tables import File, Own, of, shipped

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SPELT = (("our", "or"), ("programme", "program"), ("defence", "defense"), ("isation", "ization"), ("ise ", "ize "))


class Affair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of the table; see the comments there."""

    id: str
    name: str
    words: tuple[str, ...]
    undone: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()


class Named(msgspec.Struct, frozen=True):
    """An affair named at `start:end` of a text; `undone`: the words name its undoing."""

    affair: str
    start: int
    end: int
    undone: bool = False


class Affairs:
    """The whole table, for looking texts through."""

    def __init__(self, affairs: dict[str, Affair]):
        self.by_id = affairs

    def named_in(self, text: str, parties: Container[str] = (), *, valued: bool = False) -> tuple[Named, ...]:
        """What a text names, in its order; `parties` are the states and bodies that take part.

        `valued`: somebody takes a side on what the text names, and so its things count too.

        >>> [named.affair for named in load_affairs().named_in("The nuclear tests, and sanctions for them")]
        ['nuclear', 'sanctions']
        """
        index = self._valued if valued else self._named
        found = []
        for match in index.pattern.finditer(text):
            meant = next((one for one in index.meant[_plain(match[1])] if self._takes_place(one[0], parties)), None)
            if meant is not None:
                affair, undone = meant
                found.append(Named(affair, match.start(1), match.end(1), undone))
        return tuple(found)

    def taken_up_by(self, head: str) -> frozenset[str]:
        """The affairs that "the test" may mean, once one of them was named."""
        return self._heads.get(_singular(head.casefold()), frozenset())

    def pointed_to(self, contexts: Iterable[str]) -> tuple[str, ...]:
        """The affairs that PLOVER contexts point to, in the order of the table."""
        given = frozenset(contexts)
        return tuple(affair.id for affair in self.by_id.values() if not given.isdisjoint(affair.contexts))

    def _takes_place(self, affair: str, parties: Container[str]) -> bool:
        states = self.by_id[affair].states
        return not states or any(state in parties for state in states)

    @cached_property
    def _named(self) -> "_Index":
        return _Index(self.by_id.values(), things=False)

    @cached_property
    def _valued(self) -> "_Index":
        return _Index(self.by_id.values(), things=True)

    @cached_property
    def _heads(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for affair in self.by_id.values():
            for head in affair.heads:
                found.setdefault(_singular(head), set()).add(affair.id)
        return {head: frozenset(meant) for head, meant in found.items()}


class _Index:
    """The phrases that name affairs."""

    def __init__(self, affairs: Iterable[Affair], *, things: bool):
        self.affairs, self.things = affairs, things

    @cached_property
    def meant(self) -> dict[str, tuple[tuple[str, bool], ...]]:
        """Phrase → the affairs it names, and whether undone; those of certain states first, then the later ones."""
        found: dict[str, list[tuple[str, bool]]] = {}
        ordered = sorted(self.affairs, key=lambda affair: bool(affair.states))
        for affair in ordered:
            named = (*affair.words, *affair.things) if self.things else affair.words
            for undone, words in ((False, named), (True, affair.undone)):
                for phrase in (form for word in words for form in _forms(word)):
                    found.setdefault(phrase, []).insert(0, (affair.id, undone))
        return {phrase: tuple(dict.fromkeys(meant)) for phrase, meant in found.items()}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The longest phrase first, so that "nuclear test" is one and "peace deal" no deal."""
        phrases = sorted(self.meant, key=lambda phrase: (-len(phrase), phrase))
        either = "|".join(re.escape(phrase).replace(r"\ ", r"[\s\-]+").replace("'", "['’]") for phrase in phrases)
        return re.compile(rf"(?<![\w\-])({either})(?!\w)", re.I)


def load_affairs(
    own: Own = (), states: Container[str] = frozenset(), contexts: Collection[str] = frozenset()
) -> Affairs:
    """Our affairs by id; a user's entry of the same id stands in the place of ours, and a new one beside them.

    >>> load_affairs().by_id["tariffs"].name
    'tariffs'
    """
    ours = shipped("affairs")
    affairs = {key: shaped(ours, {"id": key, **entry}, Affair, key) for key, entry in parsed(ours).items()}
    theirs: dict[str, tuple[File, Affair]] = {}
    for file in of("affairs", own):
        for key, entry in parsed(file).items():
            theirs[key] = file, shaped(file, {"id": key, **entry}, Affair, key)
    problems = [
        file.wrong(line_of(file, key), reason, mend)
        for key, (file, affair) in theirs.items()
        for reason, mend in _of_affair(affair, states, contexts)
    ]
    if problems:
        raise LexiconError(*problems)
    return Affairs(affairs | {key: affair for key, (_, affair) in theirs.items()})


def _of_affair(affair: Affair, states: Container[str], contexts: Collection[str]) -> Iterator[tuple[str, str]]:
    """What does not hold together in an affair, and how to mend it."""
    if not ID.fullmatch(affair.id):
        yield f"{affair.id!r} is no id of an affair", "write small letters and digits, - between"
    if not affair.words or not all(word.strip() for word in (*affair.words, *affair.undone)):
        yield f"{affair.id} has no words, or an empty one", "write the phrases that name it"
    for code in affair.states:
        if code not in states:
            yield f"the state {code!r} of {affair.id} is no state", "write ISO codes as in states.toml (KOR)"
    for context in affair.contexts:
        if context not in contexts:
            yield f"the context {context!r} of {affair.id} is none of PLOVER's", f"choose of {', '.join(contexts)}"


def _plain(phrase: str) -> str:
    return " ".join(phrase.casefold().replace("-", " ").replace("’", "'").split())


def _forms(word: str) -> Iterator[str]:
    """A phrase in both spellings, each in both numbers."""
    british = _plain(word)
    american = british
    for here, there in SPELT:
        american = american.replace(here, there)
    for spelt in dict.fromkeys((british, american)):
        yield spelt
        yield _plural(spelt)


def _plural(phrase: str) -> str:
    if phrase.endswith("y") and phrase[-2:-1] not in "aeiou":
        return phrase[:-1] + "ies"
    return phrase + ("es" if phrase.endswith(("s", "sh", "ch", "x")) else "s")


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
