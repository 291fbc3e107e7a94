"""Nouns for offices ("prime minister") and the words around them. Loads lexicon/en/roles.toml."""

import tomllib
from importlib.resources import files

import msgspec


class Role(msgspec.Struct, frozen=True):
    """A noun for an office. `roles` name rows of offices.tsv; empty where no table is kept."""

    nouns: tuple[str, ...]
    office: str
    roles: tuple[str, ...]
    sector: str
    any_head: bool = False
    needs_body: bool = False
    speaks_for: bool = False
    honorific: bool = False


class RoleWords(msgspec.Struct, frozen=True):
    role: tuple[Role, ...]
    qualifiers: frozenset[str]
    former: frozenset[str]
    deputies: frozenset[str]
    pronouns: frozenset[str]
    particles: frozenset[str]
    place_prepositions: frozenset[str]
    leaders: tuple[str, ...]
    states: tuple[str, ...]


def load_roles() -> RoleWords:
    table = tomllib.loads((files("dragoman.lexicon") / "en" / "roles.toml").read_text("utf-8"))
    return msgspec.convert({"role": table["role"], **table["words"], **table["groups"]}, RoleWords)
