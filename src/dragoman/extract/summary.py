"""An act → one plain sentence for people: whoever did it by name, and the article's own words for what they did."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from dragoman.extract.deed.act import Act
from dragoman.extract.deed.clause import Clause, begun_in
from dragoman.model.actor import Actor, Mention
from dragoman.model.span import Span

CHARS = 160
FEWEST = 4  # words without a subject; fewer say nothing, and the sentence is told from its beginning
QUOTES = {"“": "”", '"': '"'}


def summary(act: Act) -> str:
    clause, told = act.clause, act.told
    text = clause.reading.text
    subject = () if told.noun else _subject(act)
    occasion = _token(clause, subject[0].start) - 1 if subject else -1
    if occasion >= 0 and clause.lows[occasion] in clause.words.occasions:
        shown = _determined(clause, Span(clause.tokens[occasion].start, told.predicate.end))
        return _sentence(shown.of(text))  # "a summit Lee is to hold"
    start = subject[0].start if subject else told.core.start
    shown = _closed(clause, Span(start, told.predicate.end), noun=told.noun)
    if subject:
        after = subject[-1].end
        rest = Span(after, max(after, shown.end)).of(text)
        aside = text[:start].rstrip().endswith(",") and text[after : told.predicate.start].count(",") == 1
        rest = rest.lstrip(" ,") if aside else rest  # "the general, Min Aung Hlaing, had asked"
        return _sentence(f"{_head(subject, act, rest)} {rest}")
    if len(shown.of(text).split()) < FEWEST:
        shown = Span(clause.sentence.start, shown.end)
    words = _plain(_determined(clause, shown).of(text))
    missing = [actor for actor in act.actors if not _is_told(actor, shown, act)]
    if not missing:
        return _sentence(words)
    names = _listed([actor.name for actor in missing])
    first = words.partition(" ")[0]
    if _stands_for(first, missing, clause):
        return _sentence(f"{names} {words[len(first) :]}")
    verb_first = not told.noun and shown.start >= told.predicate.start
    return _sentence(f"{names}{'' if verb_first else ':'} {words}")


def _subject(act: Act) -> tuple[Span, ...]:
    """Those of the doers who stand before the verb as one list; none where what they did stands before them."""
    clause, before = act.clause, act.told.predicate.start
    doers = sorted(span for span in _doers(act) if span.end <= before)
    first = len(doers) - 1
    for at, (one, following) in reversed([*enumerate(pairwise(doers), 1)]):
        between = clause.lows[_token(clause, one.end) : _token(clause, following.start)]
        if not all(low in clause.words.joiners or low in clause.words.determiners for low in between):
            break
        first = at - 1
    return tuple(doers[first:]) if doers else ()


def _doers(act: Act) -> list[Span]:
    """Where those who did it are named: by the reader, else by whoever the deed's own words begin with."""
    if act.deed.actors:
        return [party.span for party in act.deed.actors]
    core, doers = act.told.core, {actor.id for actor in act.actors}
    mentions = begun_in(act.clause.reading.mentions, Span(_determined(act.clause, core).start, core.end))
    named = [
        Span(mention.start, mention.end)
        for mention in mentions
        if mention.form != "adjective" and doers.issuperset(actor.id for actor in mention.actors) and mention.actors
    ]
    return named if named and named[0].start <= core.start else []


def _head(subject: Sequence[Span], act: Act, rest: str) -> str:
    """Who did it: by name where they have one that tells more, else in the article's words."""
    clause, text = act.clause, act.clause.reading.text
    whole = _determined(clause, Span(subject[0].start, subject[-1].end)).of(text)
    if any(not text[one.end : following.start].strip() for one, following in pairwise(subject)):
        return whole  # "diplomats from Norway", in two pieces
    names: dict[str, None] = {}
    for party in subject:
        names |= dict.fromkeys(_names(party, act, rest))
    return _listed([*names])


def _names(party: Span, act: Act, rest: str) -> list[str]:
    """The names of those meant, or the article's words where they tell as much: "Kyrgyz troops", an adjective."""
    clause = act.clause
    words, known = party.of(clause.reading.text), {actor.id: actor for actor in act.actors}
    mentions = begun_in(clause.reading.mentions, _determined(clause, party))
    meant = [(one, known[actor.id]) for one in mentions for actor in one.actors if actor.id in known]
    actors = [actor for _, actor in meant]
    if not actors:
        others = [actor for actor in act.actors if actor.name not in rest]
        actors = others if _stands_for(words, others, clause) else []
    plain = [actor.name.casefold() for actor in actors] == [words.casefold()]
    stated = any(mention.form == "adjective" or _tells_state(mention, actor, act) for mention, actor in meant)
    if not actors or plain or stated:
        return [_determined(clause, party).of(clause.reading.text)]
    return [actor.name for actor in actors]


def _tells_state(mention: Mention, actor: Actor, act: Act) -> bool:
    """Whether the words for an organ tell whose it is."""
    if actor.kind != "organ" or actor.state is None:
        return False
    words = act.clause.reading.text[mention.start : mention.end]
    inside = {one.state for part in mention.inside if part.form != "pronoun" for one in part.actors}
    return actor.state in inside or words in act.clause.lexicon.states[actor.state].adjectives


def _closed(clause: Clause, words: Span, *, noun: bool) -> Span:
    """The words, cut where a quotation ends that began before them, or the introduction that a noun stands in."""
    text, end, first = clause.reading.text, words.end, _token(clause, words.start)
    if noun and first > 0 and _is_introduction(clause, first):
        end = next((token.start for token in clause.tokens[first:] if token.text == "," and token.start < end), end)
    return Span(words.start, words.start + _quoted(text[words.start : end]))


def _is_introduction(clause: Clause, stop: int) -> bool:
    """Whether the tokens before `stop` open a phrase that leads up to the sentence: "In announcing the sanctions"."""
    low = clause.lows[0]
    return (low in clause.words.prepositions or low.endswith("ing")) and "," not in clause.lows[:stop]


def _quoted(words: str) -> int:
    """Where a quotation ends that began before the words; their length if there is none."""
    for opening, closing in QUOTES.items():
        at = words.find(closing)
        begun_before = words.count('"') % 2 == 1 if opening == closing else opening not in words[: max(at, 0)]
        if at > 0 and begun_before and not words[at - 1].isspace():
            return at
    return len(words)


def _determined(clause: Clause, words: Span) -> Span:
    """The words with the article or the like that stands before them."""
    at = _token(clause, words.start) - 1
    if at < 0 or clause.lows[at] not in clause.words.determiners - clause.words.relative:
        return words
    return Span(clause.tokens[at].start, words.end)


def _token(clause: Clause, position: int) -> int:
    """The first token that ends beyond the position."""
    return bisect_left(clause.tokens, position + 1, key=lambda token: token.end)


def _stands_for(word: str, actors: Sequence[Actor], clause: Clause) -> bool:
    """Whether the word is a pronoun that these actors' names can stand in for: "they" is no one person."""
    speech, low = clause.lexicon.speech, word.casefold()
    if not actors or low in speech.people_pronouns:
        return bool(actors) and (len(actors) > 1 or actors[0].kind != "person")
    return len(actors) == 1 and low in speech.person_pronouns | speech.thing_pronouns


def _is_told(actor: Actor, shown: Span, act: Act) -> bool:
    """Whether the words shown already name them, under whichever name."""
    clause = act.clause
    forms = ("pronoun",) if act.told.noun else ("pronoun", "adjective")
    mentions: Sequence[Mention] = begun_in(clause.reading.mentions, shown)
    meant = {one.id for mention in mentions if mention.form not in forms for one in mention.actors}
    return actor.id in meant or actor.name.casefold() in " ".join(shown.of(clause.reading.text).casefold().split())


def _plain(words: str) -> str:
    return " ".join(words.split()).strip(" ,.;:—–-")


def _sentence(words: str) -> str:
    """One line, begun with a capital, without marks that nothing closes, cut between words."""
    plain = _plain(words).replace(" ,", ",").replace(" ’s ", "’s ").replace(" 's ", "'s ")
    for opening, closing in QUOTES.items():
        if plain.startswith(opening) and closing not in plain[1:]:
            plain = plain[1:]
    if len(plain) > CHARS:
        plain = plain[:CHARS].rsplit(" ", 1)[0].rstrip(" ,;:—–-") + " …"
    return plain[:1].upper() + plain[1:]


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
