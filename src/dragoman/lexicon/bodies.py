"""Bodies that act: international organisations, groups, organs of states.

Loads organisations.toml and organs.toml,
ours and a user's own.
"""

import re
from collections.abc import Container, Iterator
from typing import Literal

import msgspec

from dragoman.errors import LexiconError
from dragoman.lexicon.entries import line_of, parsed, shaped
from dragoman.lexicon.tables import File, Own, of, shipped


class Organisation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
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


class Organ(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A state's organ that its name alone tells: the Kremlin, the Pentagon; `buildings` are names of houses too."""

    id: str
    name: str
    names: tuple[str, ...]
    state: str
    sector: str
    ambiguous: tuple[str, ...] = ()
    buildings: tuple[str, ...] = ()


class RoleOrgan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
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


def load_organisations(own: Own = (), states: Container[str] = frozenset()) -> dict[str, Organisation]:
    """Our bodies by id; a user's entry of the same id stands in the place of ours."""
    ours = shipped("organisations")
    bodies = {key: shaped(ours, {"id": key, **entry}, Organisation, key) for key, entry in parsed(ours).items()}
    theirs: dict[str, tuple[File, Organisation]] = {}
    for file in of("organisations", own):
        for key, entry in parsed(file).items():
            theirs[key] = file, shaped(file, {"id": key, **entry}, Organisation, key)
    bodies |= {key: body for key, (_, body) in theirs.items()}
    problems = [
        file.wrong(line_of(file, key), reason, mend)
        for key, (file, body) in theirs.items()
        for reason, mend in _of_body(body, bodies, states)
    ]
    if problems:
        raise LexiconError(*problems)
    return bodies


def _of_body(body: Organisation, bodies: Container[str], states: Container[str]) -> Iterator[tuple[str, str]]:
    """What does not hold together in a body, and how to mend it."""
    if not re.fullmatch(r"[A-Z][A-Z0-9_]*", body.id) or body.id in states:
        reason = "is a state's code" if body.id in states else "is no id"
        yield f"{body.id!r} {reason}", "write an id of capitals, digits and _ that no state has"
    for code in body.members:
        if code not in states:
            yield f"the member {code!r} of {body.id} is no state", "write ISO codes as in states.toml (KOR)"
    if body.state is not None and (body.kind != "group" or body.state not in states):
        reason = "is no state" if body.state not in states else "cannot stand with an organisation, which acts for none"
        yield f"the state {body.state!r} of {body.id} {reason}", "write a group's ISO code, or leave it out"
    if body.part_of is not None and body.part_of not in bodies:
        yield f"{body.id} is part of {body.part_of!r}, which is no body", "write the id of a body, or add that body"


def load_organs(own: Own = (), states: Container[str] = frozenset()) -> tuple[tuple[Organ, ...], tuple[RoleOrgan, ...]]:
    """Our organs and nouns for organs; a user's of the same id, or name of a noun, stands in the place of ours."""
    organs, nouns = _organs(shipped("organs"))
    for file in of("organs", own):
        found, found_nouns = _organs(file)
        problems = [
            file.wrong(line_of(file, "organ", at), reason, mend)
            for at, organ in enumerate(found)
            for reason, mend in _of_organ(organ, found[:at], states)
        ]
        if problems:
            raise LexiconError(*problems)
        organs = (*(organ for organ in organs if organ.id not in {one.id for one in found}), *found)
        nouns = (*(noun for noun in nouns if noun.name not in {one.name for one in found_nouns}), *found_nouns)
    return organs, nouns


def _organs(file: File) -> tuple[tuple[Organ, ...], tuple[RoleOrgan, ...]]:
    table = parsed(file)
    if stray := sorted(table.keys() - {"organ", "role_organ"}):
        problem = f"an entry {stray[0]!r}", "call each entry [[organ]] or [[role_organ]]"
        raise LexiconError(file.wrong(line_of(file, stray[0]), *problem))
    organs = [shaped(file, entry, Organ, "organ", at) for at, entry in enumerate(table.get("organ", ()))]
    nouns = [shaped(file, entry, RoleOrgan, "role_organ", at) for at, entry in enumerate(table.get("role_organ", ()))]
    return tuple(organs), tuple(nouns)


def _of_organ(organ: Organ, before: tuple[Organ, ...], states: Container[str]) -> Iterator[tuple[str, str]]:
    """What does not hold together in an organ, and how to mend it."""
    if organ.state not in states:
        yield f"the state {organ.state!r} of {organ.id} is no state", "write an ISO code as in states.toml (KOR)"
    if not re.fullmatch(rf"{re.escape(organ.state)}\.[a-z0-9]+(-[a-z0-9]+)*", organ.id):
        mend = f"write {organ.state}. and a name like interior-ministry"
        yield f"{organ.id!r} is no id of an organ of {organ.state}", mend
    if any(organ.id == other.id for other in before):
        yield f"the id {organ.id} stands twice in this file", "take one out"
