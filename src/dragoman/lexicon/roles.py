"""Nouns for offices ("prime minister") and the words around them. Loads lexicon/en/roles.toml."""

import tomllib
from importlib.resources import files
from typing import Literal

import msgspec


class Role(msgspec.Struct, frozen=True):
    """A noun for an office. `roles` name rows of offices.tsv; empty where no table is kept.

    `named_only`: nobody is meant unless a name follows ("major"). `past`: whoever
    bears it no longer holds the office ("predecessor"). `calling`: acts for no body or office ("analyst").
    """

    nouns: tuple[str, ...]
    office: str
    roles: tuple[str, ...]
    sector: str
    any_head: bool = False
    needs_body: bool = False
    speaks_for: bool = False
    honorific: bool = False
    named_only: bool = False
    past: bool = False
    beside: int = 0  # -1: held the office before whoever it belongs to; 1: after
    calling: bool = False
    counterpart: bool = False
    polity: str = ""  # of a state that is no more, by its word of states.toml: "Soviet"; only a phrase gives it
    some: bool = False  # one of those who may hold it, "a Pentagon spokesperson"; only a phrase gives it
    post: str = ""  # the title of whoever is sent somewhere: "Ambassador" (to Japan, to the United Nations)


class RoleWords(msgspec.Struct, frozen=True):
    role: tuple[Role, ...]

    @property
    def leader(self) -> Role:
        """The role of whoever leads a state, under whatever title."""
        return next(role for role in self.role if role.any_head and len(role.roles) > 1)
    qualifiers: frozenset[str]
    former: frozenset[str]
    unseated: frozenset[str]
    acting: frozenset[str]
    substitutes: frozenset[str]
    deputies: frozenset[str]
    pronouns: frozenset[str]
    objective: frozenset[str]
    female: frozenset[str]
    idle_it: frozenset[str]
    possessives: dict[str, Literal["pronoun", "its"]]
    particles: frozenset[str]
    openers: frozenset[str]
    wordlike: frozenset[str]
    breakers: frozenset[str]
    rules: frozenset[str]
    bare_organs: frozenset[str]
    organ_modifies: frozenset[str]
    not_organs: frozenset[str]
    before_months: frozenset[str]
    adjectives_too: frozenset[str]
    homelands: frozenset[str]
    hosts: frozenset[str]
    guests: frozenset[str]
    of_elders: frozenset[str]
    of_kin: frozenset[str]
    relatives: dict[str, tuple[str, str]]
    hosting: frozenset[str]
    origins: frozenset[str]
    kin: frozenset[str]
    body_parts: frozenset[str]
    place_prepositions: frozenset[str]
    open_prepositions: frozenset[str]
    place_nouns: frozenset[str]
    compounds: frozenset[str]
    prefixes: dict[str, str]
    halves: dict[str, str]
    sole: frozenset[str]
    titles: dict[str, tuple[str, ...]]
    generic: dict[str, tuple[str, ...]]
    group_starts: frozenset[str]
    group_owners: frozenset[str]
    group_qualifiers: frozenset[str]
    of_leaders: frozenset[str]
    of_people: frozenset[str]
    of_states: frozenset[str]
    numbers: dict[str, int]
    pairs: dict[str, int]
    plurals: dict[str, str]
    leagues: dict[str, tuple[str, ...]]
    of_members: frozenset[str]
    body_nouns: dict[str, tuple[str, ...]]
    starters: frozenset[str] = frozenset()  # lower-case words at which some phrase may begin


def load_roles() -> RoleWords:
    table = tomllib.loads((files("dragoman.lexicon") / "en" / "roles.toml").read_text("utf-8"))
    words = msgspec.convert({"role": table["role"], **table["words"], **table["groups"]}, RoleWords)
    starters = words.group_starts | words.pronouns | words.objective | words.possessives.keys()
    starters |= words.group_owners | {"the", "it", "they"}
    return msgspec.structs.replace(words, starters=starters)
