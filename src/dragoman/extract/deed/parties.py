"""A phrase that the reader saw as party of a deed → whom it means.

Who is meant is for the stage of actors to say; here the phrase and its mentions are
brought together. A phrase that no table knows is kept as somebody of that name, with
the state its own words give or, for the police and people of an article that is
plainly about one state, with that. Pronouns that nobody resolved are nobody.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from dragoman.extract.deed.places import city_of
from dragoman.lexicon import Lexicon
from dragoman.model.actor import Actor, ActorKind, Mention
from dragoman.model.identity import slug
from dragoman.model.reading import Reading
from dragoman.model.seen import Named, NamedKind
from dragoman.model.span import Span

KINDS: dict[NamedKind, ActorKind] = {
    "state": "state", "organ": "organ", "igo": "organisation", "group": "group", "org": "organisation",
    "person": "person", "people": "group", "pro": "person", "site": "group",
}  # fmt: skip
SECTORS: dict[NamedKind, str | None] = {"organ": "GOV", "people": "CVL"}
OF_A_STATE = ("state", "adjective", "capital", "place")
AT_LEAST, TIMES = 3, 2  # an article is about one state if it names it so often, and so many times as often as any other


class Party(NamedTuple):
    """Whom a phrase means, by which rule, and whether a table or the article's own naming knows them."""

    actors: tuple[Actor, ...]
    why: str
    known: bool = False


class Parties(msgspec.Struct, frozen=True):
    """Answers for one article."""

    reading: Reading
    lexicon: Lexicon
    home: str | None  # the state that the article is about

    def of(self, named: Named) -> Party:
        """Whom a phrase means, and how we know; nobody where that is open."""
        inside = self._mentions(named.span)
        head = _head(named, inside)
        if head is not None:
            return Party(self._joined(head, inside), head.why, known=True)
        city = city_of(named.span.of(self.reading.text), self.reading, self.lexicon.cities)
        if city is not None and named.kind in ("state", "site"):
            return Party((_state(city.state, self.lexicon),), "the state of a city (inferred)")
        if named.kind in ("pro", "state", "igo"):
            return Party((), "not resolved")
        owners = {actor.state for mention in inside if mention.form in OF_A_STATE for actor in mention.actors}
        state = owners.pop() if len(owners) == 1 else None
        if named.kind == "site":
            return Party((_state(state, self.lexicon),), "whose thing it is") if state else Party((), "a thing")
        if state is not None:
            return Party((self._unknown(named, state),), "the state its words give")
        if not owners and self.home is not None and named.kind in SECTORS:
            return Party((self._unknown(named, self.home),), "of the state the article is about (inferred)")
        return Party((self._unknown(named, None),), "kept under its own words")

    def _joined(self, head: Mention, inside: list[Mention]) -> tuple[Actor, ...]:
        """ "Kyrgyz and Tajik troops": the head's actors, and those of the adjectives that share its noun."""
        others = [
            actor
            for one in inside
            if head.form == "organ" and one.form in ("adjective", "organ") and one.end <= head.start
            and self.reading.text[one.end : head.start].strip() in ("and", ",", "or")
            for actor in one.actors
        ]  # fmt: skip
        return (*others, *head.actors)

    def _mentions(self, span: Span) -> list[Mention]:
        mentions = self.reading.mentions
        first = bisect_left(mentions, span.start, key=lambda mention: mention.end)
        found = []
        for mention in mentions[first:]:
            if mention.start >= span.end:
                break
            within = (one for one in (*mention.inside, mention) if one.end > span.start and one.start < span.end)
            found += [one for one in within if one.actors]
        return found

    def _unknown(self, named: Named, state: str | None) -> Actor:
        words = " ".join(named.span.of(self.reading.text).split())
        name = words[:1].upper() + words[1:]
        return Actor(
            id=f"{state}.{slug(words)}" if state else slug(words), name=name, kind=KINDS[named.kind],
            state=state, sector=SECTORS.get(named.kind),
        )  # fmt: skip


def parties(reading: Reading, lexicon: Lexicon) -> Parties:
    counts = Counter(
        actor.state for mention in reading.mentions for actor in mention.actors if actor.state is not None
    )
    (first, often), (_, next_often) = (*counts.most_common(2), (None, 0), (None, 0))[:2]
    return Parties(reading, lexicon, first if often >= AT_LEAST and often >= TIMES * next_often else None)


def actors_of(mentions: Sequence[Mention]) -> tuple[Actor, ...]:
    """Everybody whom the mentions mean, each once."""
    return tuple({actor.id: actor for mention in mentions for actor in mention.actors}.values())


def _head(named: Named, inside: list[Mention]) -> Mention | None:
    """The mention that is the phrase, or its head: a state's name inside a longer phrase only says whose it is."""
    whole = [mention for mention in inside if mention.start <= named.span.start and mention.end >= named.span.end - 1]
    if whole:
        return min(whole, key=lambda mention: mention.end - mention.start)
    if named.kind in ("state", "igo"):
        return inside[-1] if len(inside) == 1 else None
    ending = [mention for mention in inside if abs(mention.end - named.span.end) <= 2]
    proper = [mention for mention in ending if mention.form not in OF_A_STATE]
    if proper:
        return proper[-1]
    starting = [mention for mention in inside if mention.start <= named.span.start + 4]
    proper = [mention for mention in starting if mention.form in ("name", "office", "organ")]
    return proper[0] if proper and named.kind in ("person", "organ", "org", "group") else None


def _state(code: str, lexicon: Lexicon) -> Actor:
    return Actor(id=code, name=lexicon.states[code].name, kind="state", state=code, sector="GOV")
