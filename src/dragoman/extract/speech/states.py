"""The state that a speaker's own phrase gives it: "X, a deputy head of the Kyrgyz border service".

The phrase's words and the mentions inside it in, one state or none out. Places
where somebody merely stands, states that somebody deals with ("an expert on
Russia") and relative clauses tell nothing.
"""

from collections.abc import Mapping

from dragoman.extract.speech.words import Word
from dragoman.lexicon.speech import SpeechWords
from dragoman.lexicon.states import State
from dragoman.model.actor import Actor, Mention

BELONGS = ("of", "from", "for")


def one_state(mentions: list[Mention]) -> str | None:
    """The one state that all the mentions agree on; none where an international body is among them."""
    actors = [actor for mention in mentions for actor in mention.actors]
    states = {actor.state for actor in actors}
    bodies = any(actor.kind == "organisation" and actor.state is None for actor in actors)
    return next(iter(states - {None})) if len(states - {None}) == 1 and not bodies else None


def phrase_state(phrase: list[Word], mentions: list[Mention], words: SpeechWords) -> str | None:
    """The state for which whoever the phrase names acts, as its own words say."""
    end = next((word.start for word in phrase if word.low in words.relatives | words.examples), None)
    telling = [
        mention for mention in mentions if (end is None or mention.start < end) and _tells(mention, phrase, words)
    ]
    return one_state(telling)


def _tells(mention: Mention, phrase: list[Word], words: SpeechWords) -> bool:
    before = [word.low for word in phrase if word.start < mention.start]
    ties = [i for i, low in enumerate(before) if low in words.of or low in words.prepositions]
    if not ties:
        return mention.form not in ("place", "capital")
    if any(low in words.outsiders for low in before[: ties[-1]]):
        return False  # "a critic of Beijing", "an envoy to Japan"
    tie = before[ties[-1]]
    if mention.form in ("place", "capital", "state"):
        return tie in BELONGS
    if mention.form == "adjective":  # "head of the Kyrgyz border service", not "a teacher of Chinese history"
        after = [word.low for word in phrase if word.start >= mention.end][:3]
        definite = tie in BELONGS and before[-1] == "the"
        return definite or any(low in words.nouns for low in after)
    following = next((word for word in phrase if word.start >= mention.end), None)
    if following is not None and following.name:
        return False  # "the POSCO Fellowship Program"
    return tie in BELONGS or mention.form in ("organ", "office", "name", "surname")


def by_adjective(states: Mapping[str, State]) -> dict[str, str]:
    """The states by those of their adjectives that are no other state's."""
    told: dict[str, set[str]] = {}
    for code, state in states.items():
        for adjective in state.adjectives:
            told.setdefault(adjective, set()).add(code)
    return {adjective: next(iter(codes)) for adjective, codes in told.items() if len(codes) == 1}


def adjective_state(phrase: list[Word], adjectives: Mapping[str, str], words: SpeechWords) -> str | None:
    """`his Paraguayan colleague`, `the South African mediator`: the one state before a noun of people or bodies."""
    end = next((i for i, word in enumerate(phrase) if i and word.low in words.of | words.prepositions), len(phrase))
    head = phrase[:end]
    if len(head) < 2 or head[-1].name or head[-1].low in words.public:
        return None
    found, at = set(), 0
    while at < len(head) - 1:
        two = f"{head[at].text} {head[at + 1].text}"
        length = 2 if two in adjectives else 1
        state = adjectives.get(two if length == 2 else head[at].text)
        found |= {state} if state else set()
        at += length
    return found.pop() if len(found) == 1 else None


def is_owned(phrase: list[Word], words: SpeechWords) -> bool:
    """`its treasury`, `the country's board`: of the state that stands before."""
    lows = [word.low.removesuffix("'s") for word in phrase[:2]]
    return lows[:1] == ["its"] or (len(lows) > 1 and lows[0] in words.articles and lows[1] in words.lands)


def first_state(mentions: list[Mention]) -> str | None:
    """The state that is named first, as one that does something or owns it."""
    named = [m.actors[0] for m in mentions if m.form in ("state", "capital") and len(m.actors) == 1]
    return named[0].state if named and named[0].kind == "state" else None


def acting_for(mentions: list[Mention]) -> dict[str, Actor]:
    """People under the names of whom some mention tells the state, where all that do agree."""
    found: dict[str, dict[str, Actor]] = {}
    for mention in mentions:
        for actor in mention.actors:
            if actor.kind == "person" and actor.state:
                found.setdefault(actor.name, {}).setdefault(actor.state, actor)
    return {name: next(iter(states.values())) for name, states in found.items() if len(states) == 1}
