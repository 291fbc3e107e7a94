"""A phrase: words that name somebody, taken apart but not yet told apart."""

from typing import Literal

import msgspec

from dragoman.lexicon.bodies import RoleOrgan
from dragoman.lexicon.roles import Role

PhraseKind = Literal[
    "person", "surname", "office", "state", "place", "people", "body", "organ", "half",
    "leaders", "states", "body_noun", "pronoun", "it", "its", "name", "description", "city", "joint", "homeland", "own",
    "they", "league", "organs", "relative", "elder",
]  # fmt: skip


class Phrase(msgspec.Struct, frozen=True):
    """Words that name somebody at `start:end`, taken apart ("South Korea's" + "President" + "Lee Jae-myung").

    `persons` are keys of offices.tsv that bear the full name; `name` is the
    name as written; `states` the states its words give; `body` an
    organisation or organ's id; `owner` through whom it is somebody ("Lee's
    envoy", "its government"). An `its` only ever stands as an owner; elsewhere "its" is an
    `own`.
    """

    start: int
    end: int
    kind: PhraseKind
    persons: tuple[tuple[str, str], ...] = ()
    name: str | None = None
    states: tuple[str, ...] = ()
    states_at: tuple[int, int] | None = None  # where those words stand, if they are only part of the phrase
    doubtful: bool = False  # the state's or body's name is ambiguous
    parts: tuple[tuple[int, int], ...] = ()  # of "its prime minister, Jane Roe": the office, and the name
    adjective: bool = False
    capital: bool = False
    open_place: bool = False  # "to Tokyo", "from Tokyo": the city, or whoever governs there
    body: str | None = None
    bodies: tuple[str, ...] = ()  # all that bear the name, where it is more than one's
    role: Role | None = None
    role_organ: RoleOrgan | None = None
    role_text: str | None = None
    former: bool = False
    acting: bool = False
    definite: bool = False
    after_the: bool = False  # of a state's adjective: "the Norwegian" may be one of them
    said_by: int | None = None  # of a pronoun right behind a verb of saying: where whoever says so ends
    objective: bool = False  # him, her: not who acts
    wordlike: bool = False  # the surname is also a common word ("May", "Key")
    count: int = 0  # how many a group has
    nouns: tuple[str, ...] = ()  # what an unknown name is said to be: "nurse", of "Jane Roe, a nurse from Leeds"
    seen_person: bool = False  # the reader takes the words for a person
    seen_body: bool = False  # or for an international body
    owner: "Phrase | None" = None
    possessive: bool = False
