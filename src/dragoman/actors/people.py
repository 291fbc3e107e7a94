"""Actors from what the tables know: a person with the office of that day, a state, a body, an organ."""

from dragoman.actors.phrase import Phrase
from dragoman.lexicon import Lexicon
from dragoman.lexicon.offices import Office
from dragoman.lexicon.roles import Role
from dragoman.model.actor import Actor
from dragoman.model.identity import slug


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


def office_actor(home: str, role: Role, text: str, organ: Actor | None, lexicon: Lexicon) -> Actor:
    """Whoever holds an office of a state, its organ or a body that the text names and we cannot put a name to."""
    title = text[:1].upper() + text[1:]
    is_state = home in lexicon.states
    whole = lexicon.states[home] if is_state else lexicon.organisations[home]
    sector = organ.sector if organ and organ.kind == "group" else role.sector if is_state else whole.sector
    return Actor(
        id=f"{organ.id}{'-' if '.' in organ.id else '.'}{slug(text)}" if organ else f"{home}.{slug(text)}",
        name=f"{title} of {organ.name if organ else whole.name}", kind="person",
        state=home if is_state else None, sector=sector or None, office=role.office or title,
    )  # fmt: skip


def known_person(key: tuple[str, str], phrase: Phrase | None, day: str | None, lexicon: Lexicon) -> Actor:
    """A person of offices.tsv with the office held on `day`, or the last before it; without a day, the words'."""
    home, name = key
    is_state = home in lexicon.states
    term = _term(key, phrase, day, lexicon)
    past = None
    if term is None:
        past = _past_office(key, phrase, day, lexicon)
        if past is None and phrase is not None and phrase.former:
            past = _words_office(phrase)
    office = term.office if term else f"former {past}" if past else _words_office(phrase)
    return Actor(
        id=f"{home}.{slug(name)}", name=name, kind="person", state=home if is_state else None,
        sector=_sector(term, bool(past), is_state, phrase), office=office,
    )  # fmt: skip


def _words_office(phrase: Phrase | None) -> str | None:
    if phrase is None or phrase.role is None or phrase.role.honorific:
        return None
    text = (phrase.role_text or "").strip()
    return phrase.role.office or text[:1].upper() + text[1:] or None


def _past_office(key: tuple[str, str], phrase: Phrase | None, day: str | None, lexicon: Lexicon) -> str | None:
    """The last office that had ended by `day`; where the words name an office, of that kind."""
    said_so = phrase is not None and phrase.former
    if day is None and not said_so:
        return None
    terms = [
        term
        for term in lexicon.offices.by_person[key]
        if day is None or (term.end and term.end <= day[: len(term.end)])
    ]
    if phrase is not None and phrase.role is not None and not phrase.role.honorific:
        terms = [term for term in terms if term.role in phrase.role.roles]
    led = [term for term in terms if term.role in ("head_of_state", "head_of_government")]
    terms = [term for term in led or terms if term.role != "elect" and not term.office.startswith("suspended ")]
    return max(terms, key=lambda term: term.end or "9").office if terms else None


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
    role = phrase.role
    tells = role is not None and not role.honorific and bool(role.sector)  # a guest or counterpart has an office unsaid
    office = phrase.role_text.strip() if tells and phrase.role_text else None
    sector = role.sector if tells and (home or role.calling) else None
    if office:
        office = office[:1].upper() + office[1:]
        office = f"former {office}" if phrase.former else office
    return Actor(
        id=f"{home}.{slug(phrase.name)}" if home else slug(phrase.name), name=phrase.name, kind="person",
        state=state, sector=sector, office=office,
    )  # fmt: skip
