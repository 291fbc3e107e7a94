"""Actors from what the tables know: a person with the office of that day, a state, a body, an organ."""

import re
import unicodedata

from dragoman.actors.phrases import Phrase
from dragoman.lexicon import Lexicon
from dragoman.lexicon.offices import Office
from dragoman.lexicon.roles import Role
from dragoman.model.actor import Actor



def slug(name: str) -> str:
    """A name for ids: "Lee Jae-myung" → "lee-jae-myung"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-") or "unnamed"


def state_actor(code: str, lexicon: Lexicon) -> Actor:
    return Actor(id=code, name=lexicon.states[code].name, kind="state", state=code, sector="GOV")


def body_actor(body: str, lexicon: Lexicon) -> Actor:
    """An organisation, group, or organ by its id."""
    if body in lexicon.organisations:
        known = lexicon.organisations[body]
        return Actor(id=body, name=known.name, kind=known.kind, state=known.state, sector=known.sector)
    organ = lexicon.organs[body]
    return Actor(id=body, name=organ.name, kind="organ", state=organ.state, sector=organ.sector)


def organ_actor(phrase: Phrase, state: str, lexicon: Lexicon) -> Actor:
    """A state's organ by a generic noun: "South Korean foreign ministry"."""
    noun = phrase.role_organ
    if f"{state}.{slug(noun.name)}" in lexicon.organs:
        return body_actor(f"{state}.{slug(noun.name)}", lexicon)
    return Actor(
        id=f"{state}.{slug(noun.name)}", name=f"{noun.name} of {lexicon.states[state].name}",
        kind="organ", state=state, sector=noun.sector,
    )  # fmt: skip


def office_actor(state: str, role: Role, text: str, lexicon: Lexicon) -> Actor:
    """Whoever holds an office that the text names and we cannot put a name to."""
    title = text[:1].upper() + text[1:]
    return Actor(
        id=f"{state}.{slug(text)}", name=f"{title} of {lexicon.states[state].name}",
        kind="person", state=state, sector=role.sector or None, office=role.office or title,
    )  # fmt: skip


def known_person(key: tuple[str, str], phrase: Phrase | None, day: str | None, lexicon: Lexicon) -> Actor:
    """A person of offices.tsv with the office held on `day`, or, without a day, the one the words give."""
    home, name = key
    term = _term(key, phrase, day, lexicon)
    is_state = home in lexicon.states
    office = term.office if term else None
    if term is None and phrase is not None and phrase.role is not None:
        office = phrase.role.office or (phrase.role_text or "").strip().capitalize() or None
    past = phrase is not None and phrase.former and term is None
    if past and office:
        office = f"former {office}"
    return Actor(
        id=f"{home}.{slug(name)}", name=name, kind="person", state=home if is_state else None,
        sector=_sector(term, past, is_state, phrase), office=office,
    )  # fmt: skip


def _term(key: tuple[str, str], phrase: Phrase | None, day: str | None, lexicon: Lexicon) -> Office | None:
    if phrase is not None and phrase.former:
        return None
    if day is not None:
        return lexicon.offices.held_by(key, day[:10])
    if phrase is None or phrase.role is None:
        return None
    fitting = [term for term in lexicon.offices.by_person[key] if term.role in phrase.role.roles]
    return fitting[-1] if fitting else None


def _sector(term: Office | None, past: bool, is_state: bool, phrase: Phrase | None) -> str | None:
    if not is_state:
        return "IGO"
    if term is not None:
        return "OPP" if term.role == "opposition_leader" else "GOV"
    if past:
        return "ELI"
    return (phrase.role.sector or None) if phrase is not None and phrase.role is not None else "ELI"


def unknown_person(phrase: Phrase, state: str | None, body: str | None = None) -> Actor:
    """A person the tables do not know, under the name the article gives."""
    home = state or body
    office = phrase.role_text.strip() if phrase.role_text and not (phrase.role and phrase.role.honorific) else None
    if office:
        office = office[:1].upper() + office[1:]
        office = f"former {office}" if phrase.former else office
    return Actor(
        id=f"{home}.{slug(phrase.name)}" if home else slug(phrase.name), name=phrase.name, kind="person",
        state=state, sector=(phrase.role.sector or None) if phrase.role else None, office=office,
    )  # fmt: skip
