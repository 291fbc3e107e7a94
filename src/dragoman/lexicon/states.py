"""States: names, adjectives, people, capitals. Loads states.toml, ours and a user's own."""

import re

import msgspec

from dragoman.errors import LexiconError
from dragoman.lexicon.entries import line_of, parsed, shaped
from dragoman.lexicon.tables import Own, of, shipped


class State(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A state or territory. `code` is ISO 3166-1 alpha-3 (Kosovo: PLOVER's KOS).

    `ambiguous` names mean it only in an article that names it otherwise too;
    `not_names` hold one of its words and mean something else ("Sea of Japan").
    `past`: states that were on its land, by the word that their offices are titled with
    ("Soviet Premier") → the words for them.
    """

    code: str
    name: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    capitals: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    not_names: tuple[str, ...] = ()
    fips: str | None = None
    past: dict[str, tuple[str, ...]] = {}


def load_states(own: Own = ()) -> dict[str, State]:
    """Our states; a user's entry adds its words to those of ours, and its name and capital stand in their place."""
    ours = shipped("states")
    states = {code: shaped(ours, {"code": code, **entry}, State, code) for code, entry in parsed(ours).items()}
    for file in of("states", own):
        for code, entry in parsed(file).items():
            if not re.fullmatch(r"[A-Z]{3}", code):
                reason, mend = f"{code!r} is no code of a state", "write three capitals (KOR)"
                raise LexiconError(file.wrong(line_of(file, code), reason, mend))
            known = states.get(code)
            added = shaped(file, {"code": code, **({"name": known.name} if known else {}), **entry}, State, code)
            states[code] = _joined(known, added) if known else added
    return states


def _joined(ours: State, added: State) -> State:
    """Both states' words; of what there can be one only, the added."""
    given = {name: value for name, value in msgspec.structs.asdict(added).items() if value}
    lists = {name: tuple(dict.fromkeys((*getattr(ours, name), *value))) for name, value in given.items()
             if isinstance(value, tuple)}  # fmt: skip
    return msgspec.structs.replace(ours, **{**given, **lists})
