"""The words that value a state: "an important partner", "“servile diplomacy toward Sparta”"."""

import msgspec

from dragoman.extract.deed.clause import Clause
from dragoman.extract.deed.parties import actors_of
from dragoman.extract.stance.holder import OPENING
from dragoman.lexicon.stance import StanceWords
from dragoman.model.actor import Actor, Mention
from dragoman.model.span import Span

OF_PHRASE = frozenset(("a", "an", "the", "its", "their"))
REACH = 9  # tokens of a valuing phrase before its noun


class Valued(msgspec.Struct, frozen=True):
    """A phrase that values something: its tokens, and the stance it tells."""

    first: int
    stop: int
    stance: float
    dealings: bool = False  # it values what one has with the state, which it names itself


def value(clause: Clause, start: int, words: StanceWords) -> Valued | None:
    """The phrase from token `start` to its noun, if its words tell one stance and nothing after takes it back."""
    first = start
    while first < len(clause.lows) and clause.lows[first] in OPENING:
        first += 1
    stop = _phrase_end(clause, first)
    lows = clause.lows[first:stop]
    acts = lows[:1] and lows[0].endswith("ing") and not OF_PHRASE.isdisjoint(lows)
    if stop == first or acts:  # "is facing a threat"
        return None
    stance = words.of_phrase(lows[:-1], lows[-1])
    if stance is None or _is_taken_back(clause, stop, stance, words):
        return None
    return Valued(first, stop, stance)


def _phrase_end(clause: Clause, first: int) -> int:
    """The token after the noun: a preposition, an opener, or a mark that is no comma between adjectives."""
    words = clause.lexicon.stance
    ends = clause.words.prepositions | clause.words.openers | words.besides
    last = min(first + REACH, len(clause.lows))
    for at in range(first, last):
        low, before = clause.lows[at], clause.lows[at - 1]
        if at in clause.inside or (at > first and low in OPENING and before in clause.words.determiners):
            continue
        if (low == "of" and before == "one") or (low == "," and before in words.describing):
            continue  # "one of its allies"; "important, cooperative partner"
        if low in ends or not clause.tokens[at].is_word:
            return at
    return last


def _is_taken_back(clause: Clause, stop: int, stance: float, words: StanceWords) -> bool:
    """Whether the rest of the clause values the other way: "a partner, competitor and rival"."""
    following = clause.lows[stop : stop + 3]
    if not words.spoilers.isdisjoint(following):
        return True  # "a threat to nobody"
    if following[:1] == ("to",) and stance < 0:
        return False  # "a threat to its allies"
    rest = clause.lows[stop : stop + REACH * 2]
    return any(words.nouns.get(low, stance) * stance < 0 for low in rest)


def is_of_another(clause: Clause, valued: Valued, holder: Actor, words: StanceWords) -> bool:
    """Whether the phrase holds between the state and a third party: "an ally of Russia", "Russia's closest ally"."""
    if valued.dealings:
        return False
    relational = clause.lows[valued.stop - 1] in words.relational
    reach = range(valued.first, valued.stop)
    if relational and clause.lows[valued.stop : valued.stop + 1] in (("of",), ("for",), ("to",)):
        reach = range(valued.first, min(valued.stop + 4, len(clause.lows)))
    inside = [clause.mentions[at][1] for at in reach if at in clause.mentions]
    return any(actor.tie != holder.tie for actor in actors_of(tuple(inside)))


def dealings(clause: Clause, start: int, words: StanceWords) -> tuple[Valued | None, tuple[str, ...], str]:
    """ "“servile diplomacy toward Sparta”": quoted words that value what one has with a state."""
    if clause.lows[start : start + 1] and clause.lows[start] in words.skipped:
        start += 1
    quotation = next(
        (
            span
            for span in clause.reading.quotations
            if start < len(clause.tokens) and span.start == clause.tokens[start].start
        ),
        None,
    )
    if quotation is None:
        return None, (), ""
    inside = range(start + 1, len(clause.tokens))
    stop = next((at for at in inside if clause.tokens[at].start >= quotation.end - 1), len(clause.tokens))
    lows = clause.lows[start + 1 : stop]
    noun = next((n for n, low in enumerate(lows) if low in words.dealings), None)
    if noun is None or not words.spoilers.isdisjoint(lows):
        return None, (), ""
    stances = {stance for low in lows[:noun] if (stance := words.of_dealings(low)) is not None}
    following = start + 2 + noun
    if len(stances) != 1 or following >= stop or clause.lows[following] not in words.prepositions:
        return None, (), ""
    target = following + 1 + (clause.lows[following + 1 : following + 2] == ("the",))
    found = clause.group_starting(target, places=True)
    if found is None or clause.tokens[found[0] - 1].possessive or found[1][-1].form == "adjective":
        return None, (), ""
    return (
        Valued(start + 1, stop, stances.pop(), dealings=True),
        states_meant(found[1]),
        "quoted words on dealings with it",
    )


def exact_words(clause: Clause, valued: Valued) -> Span:
    """The quoted words where a short quotation holds the noun, else the phrase without its article."""
    head = clause.tokens[valued.stop - 1]
    quoted = next((span for span in clause.reading.quotations if span.start <= head.start < span.end), None)
    first = clause.tokens[valued.first].start
    inside = quoted is not None and quoted.start >= first - 2 and clause.sentence.covers(quoted)
    if quoted is not None and inside:
        text = quoted.of(clause.reading.text)
        bare = text.strip("“”\"‘’'„«» ").rstrip(".,; ")
        start = quoted.start + text.index(bare)
        return Span(start, start + len(bare))
    while clause.lows[valued.first] in ("a", "an", "the") and valued.first + 1 < valued.stop:
        valued = msgspec.structs.replace(valued, first=valued.first + 1)
    return Span(clause.tokens[valued.first].start, head.end)


def states_meant(mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """The states and bodies meant; empty where one of them is a person or a part of a state."""
    actors = actors_of(mentions)
    if all(_stands_for_state(actor) for actor in actors):
        return tuple(dict.fromkeys(actor.tie for actor in actors))
    return ()


def _stands_for_state(actor: Actor) -> bool:
    body = actor.kind == "organisation" and actor.state is None
    return actor.kind == "state" or body or actor.id == f"{actor.state}.government"
