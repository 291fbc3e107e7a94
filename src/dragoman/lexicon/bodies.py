"""Bodies that act: international organisations, groups, organs of states. Loads organisations.toml and organs.toml."""

import tomllib
from importlib.resources import files
from typing import Literal

import msgspec


class Organisation(msgspec.Struct, frozen=True):
    """An international body or a non-state group; `state` only where a group acts within one."""

    id: str
    name: str
    names: tuple[str, ...]
    kind: Literal["organisation", "group"]
    sector: str | None = None
    state: str | None = None
    members: tuple[str, ...] = ()
    part_of: str | None = None
    ambiguous: tuple[str, ...] = ()


class Organ(msgspec.Struct, frozen=True):
    """A state's organ that its name alone tells: the Kremlin, the Pentagon; `buildings` are names of houses too."""

    id: str
    name: str
    names: tuple[str, ...]
    state: str
    sector: str
    ambiguous: tuple[str, ...] = ()
    buildings: tuple[str, ...] = ()


class RoleOrgan(msgspec.Struct, frozen=True):
    """A generic noun for an organ, which needs a state beside it: "foreign ministry".

    `domestic`: in an article plainly about one state, "the government" is that
    state's; "the diplomats" may be anybody's. `head`: the role in offices.tsv
    whose one holder in the article tells whose "the presidential office" is.
    """

    nouns: tuple[str, ...]
    name: str
    sector: str
    domestic: bool = True
    head: str = ""


def load_organisations() -> dict[str, Organisation]:
    table = tomllib.loads((files("dragoman.lexicon") / "organisations.toml").read_text("utf-8"))
    return {key: msgspec.convert({"id": key, **entry}, Organisation) for key, entry in table.items()}


def load_organs() -> tuple[tuple[Organ, ...], tuple[RoleOrgan, ...]]:
    table = tomllib.loads((files("dragoman.lexicon") / "organs.toml").read_text("utf-8"))
    organs = msgspec.convert(table["organ"], tuple[Organ, ...])
    return organs, msgspec.convert(table["role_organ"], tuple[RoleOrgan, ...])
