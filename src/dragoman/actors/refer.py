"""Who is meant: phrases in reading order → actors, accepted only where one candidate remains.

Full names are asked of the tables; surnames, bare offices, "the two leaders"
and pronouns of what the article has said so far. What stays open is a
Mention without actors: kept as text, never forced onto the nearest name.
"""

from dragoman.actors import bearers, descriptions, groups, officers, polities, pronouns, relatives
from dragoman.actors.bearers import Home
from dragoman.actors.people import state_actor
from dragoman.actors.phrase import Phrase
from dragoman.actors.register import Found, Register
from dragoman.model.actor import Mention, MentionForm

# Phrases that a state, a body or a person may own
PLACED = frozenset(("organ", "person", "surname", "office", "homeland", "relative"))

OWNER_FORMS: dict[str, MentionForm] = {"body": "organ", "organ": "organ", "its": "pronoun", "pronoun": "pronoun"}


def resolve(phrase: Phrase, register: Register, *, quoted: bool = False) -> Mention | None:
    """The mention a phrase makes; None where it names nobody at all.

    Somebody named inside a quotation is not who "he said" means, and "he" inside one is anybody's.
    """
    owner = phrase.owner.kind if phrase.owner is not None else ""
    if quoted and (phrase.kind in ("pronoun", "it", "own", "they") or owner in ("pronoun", "its")):
        return None
    home = _home(phrase, register) if phrase.kind in PLACED else Home()
    found = _found(phrase, home, register, quoted=quoted)
    if found is None:
        return None
    actors, form, why = found
    parts = tuple(Mention(*span, form, actors, why) for span in phrase.parts)
    mention = Mention(phrase.start, phrase.end, form, actors, why, _inside(phrase, home, register) + parts)
    if not quoted:
        register.said[-1].append(mention)
    return mention


def _inside(phrase: Phrase, home: Home, register: Register) -> tuple[Mention, ...]:
    """Whom the words that say whose somebody is name themselves: "South Korea", of "South Korea's president"."""
    if phrase.states_at is not None and home.state is not None:
        actor = state_actor(home.state, register.lexicon)
        form: MentionForm = "place" if _is_in(phrase, register) else "adjective"
        return (Mention(*phrase.states_at, form, (actor,), "by name"),)
    owner = phrase.owner
    if owner is not None and home.through is not None:
        form = OWNER_FORMS.get(owner.kind, "name")
        return (Mention(owner.start, owner.end, form, (home.through,), "whose somebody is"),)
    return ()


def _is_in(phrase: Phrase, register: Register) -> bool:
    """Whether a city is where an office or organ is: "the government in Bogotá", "officials in Seoul"."""
    return register.text[phrase.start : phrase.states_at[0]].endswith(" in ")


def _found(phrase: Phrase, home: Home, register: Register, *, quoted: bool) -> Found | None:
    match phrase.kind:
        case "state" | "place" | "people":
            return polities.state(phrase, register)
        case "city":
            return polities.city(phrase, register)
        case "half":
            return polities.half(phrase, register)
        case "its":
            return pronouns.whose(phrase, register)
        case "own":
            return pronouns.own(phrase, register)
        case "body":
            return polities.body(phrase, register)
        case "body_noun":
            return polities.body_by_noun(phrase.name or "", register, seen=phrase.seen_body)
        case "organ":
            return polities.organ(phrase, home.state, register, quoted=quoted)
        case "person":
            return bearers.person(phrase, home, register)
        case "surname":
            return bearers.surname(phrase, home, register)
        case "office":
            return officers.office(phrase, home, register)
        case "it":
            return pronouns.it(phrase, register)
        case "homeland":
            return polities.homeland(home.state, register)
        case "joint":
            return groups.officers(phrase, register)
        case "relative":
            return relatives.of_whom(phrase, home.through, register)
        case "elder":
            return relatives.of_two(phrase, register)
        case "they":
            return groups.they(phrase, register)
        case "leaders" | "states" | "organs" | "league":
            return groups.group(phrase, register)
        case "pronoun":
            return pronouns.pronoun(phrase, register)
        case "description":
            return descriptions.by_description(phrase, register)
        case _:
            return bearers.bystander(phrase, register)


def _home(phrase: Phrase, register: Register) -> Home:
    """The state, or else the body, that a phrase places somebody in."""
    code = polities.one_state(phrase, register)
    if code is None and phrase.owner is not None:
        owner = _found(phrase.owner, _home(phrase.owner, register), register, quoted=False)
        if owner and owner[0]:
            actor = owner[0][0]
            is_body = actor.state is None and actor.tie in register.lexicon.organisations
            return Home(actor.state, actor.tie if is_body else None, actor)
    return Home(code)
