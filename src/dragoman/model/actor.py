"""Actors: who is meant. Mentions: the words that name them."""

from typing import Literal

import msgspec

ActorKind = Literal["state", "organ", "organisation", "group", "person"]


class Actor(msgspec.Struct, frozen=True):
    """The somebody behind a mention, as on the finding's date.

    `state` is the ISO 3166-1 alpha-3 code of the state it acts for, None for
    international bodies. `sector` is PLOVER's (GOV, MIL, ...). `office` is
    the role it held on that date.
    """

    id: str
    name: str
    kind: ActorKind
    state: str | None = None
    sector: str | None = None
    office: str | None = None

    @property
    def tie(self) -> str:
        """What stands for it in a tie: its state, or the body that its id begins with ("UN.antonio-guterres")."""
        return self.state or self.id.partition(".")[0]


MentionForm = Literal[
    "name", "surname", "office", "state", "capital", "place", "adjective", "organ", "group", "pronoun"
]


class Mention(msgspec.Struct, frozen=True):
    """A phrase at `start:end` of the article's text, and whom it means.

    `actors` is empty where more than one candidate remains or none does; a
    group ("the two leaders") has several. `form` says how it names them.
    A `place` is a state or capital that the words name as a location ("in Seoul"):
    its actor could host, but does not act. `why` is the rule that decided.
    `inside` are mentions among its own words: the state of "South Korea's president".
    """

    start: int
    end: int
    form: MentionForm
    actors: tuple[Actor, ...]
    why: str
    inside: tuple["Mention", ...] = ()
