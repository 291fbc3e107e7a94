"""States: names, adjectives, people, capitals. Loads lexicon/states.toml."""

import tomllib
from importlib.resources import files

import msgspec


class State(msgspec.Struct, frozen=True):
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


def load_states() -> dict[str, State]:
    table = tomllib.loads((files("dragoman.lexicon") / "states.toml").read_text("utf-8"))
    return {code: msgspec.convert({"code": code, **entry}, State) for code, entry in table.items()}
