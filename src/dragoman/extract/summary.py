"""An act → one plain sentence for people: whoever did it by name, and the article's own words for what they did."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from dragoman.extract.deed.act import Act
from dragoman.extract.deed.clause import Clause, begun_in
from dragoman.model.actor import Actor, Mention
from dragoman.model.seen import Named
from dragoman.model.span import Span

CHARS = 160
FEWEST = 4  # words without a subject; fewer say nothing, and the sentence is told from its beginning
QUOTES = {"“": "”", '"': '"'}


def summary(act: Act) -> str:
    clause, told = act.clause, act.told
    text = clause.reading.text
    subject = () if told.noun else _subject(act)
    start = subject[0].span.start if subject else told.core.start
    shown = _closed(clause, Span(start, told.predicate.end), noun=told.noun)
    if subject:
        after = subject[-1].span.end
        rest = Span(after, max(after, shown.end)).of(text)
        aside = text[:start].rstrip().endswith(",") and text[after : told.predicate.start].count(",") == 1
        rest = rest.lstrip(" ,") if aside else rest  # "the general, Min Aung Hlaing, had asked"
        return _sentence(f"{_head(subject, act, rest)} {rest}")
    if len(shown.of(text).split()) < FEWEST:
        shown = Span(clause.sentence.start, shown.end)
    words = _plain(_determined(clause, shown).of(text))
    missing = [actor.name for actor in act.actors if not _is_told(actor, shown, act)]
    if not missing:
        return _sentence(words)
    first = words.partition(" ")[0].casefold()
    speech = clause.lexicon.speech
    if first in speech.person_pronouns | speech.people_pronouns | speech.thing_pronouns:
        return _sentence(f"{_listed(missing)} {words[len(first) :]}")
    verb_first = not told.noun and shown.start >= told.predicate.start
    return _sentence(f"{_listed(missing)}{'' if verb_first else ':'} {words}")


def _subject(act: Act) -> tuple[Named, ...]:
    """Those of the doers who stand before the verb as one list; none where what they did stands before them."""
    clause, before = act.clause, act.told.predicate.start
    doers = sorted((party for party in act.deed.actors if party.span.end <= before), key=lambda party: party.span)
    first = len(doers) - 1
    for at, (one, following) in reversed([*enumerate(pairwise(doers), 1)]):
        between = clause.lows[_token(clause, one.span.end) : _token(clause, following.span.start)]
        if not all(low in clause.words.joiners or low in clause.words.determiners for low in between):
            break
        first = at - 1
    return tuple(doers[first:]) if doers else ()


def _head(subject: Sequence[Named], act: Act, rest: str) -> str:
    """Who did it: by name where they have one that tells more, else in the article's words."""
    clause, text = act.clause, act.clause.reading.text
    whole = _determined(clause, Span(subject[0].span.start, subject[-1].span.end)).of(text)
    if any(not text[one.span.end : following.span.start].strip() for one, following in pairwise(subject)):
        return whole  # "diplomats from Norway", in two pieces
    names: dict[str, None] = {}
    for party in subject:
        names |= dict.fromkeys(_names(party, act, rest))
    return _listed([*names])


def _names(party: Named, act: Act, rest: str) -> list[str]:
    clause = act.clause
    mentions = begun_in(clause.reading.mentions, party.span)
    meant = [mention for mention in mentions if any(actor in act.actors for actor in mention.actors)]
    names = [actor.name for one in meant for actor in one.actors if actor in act.actors]
    if not names and party.kind == "pro":
        names = [actor.name for actor in act.actors if actor.name not in rest]
    words = party.span.of(clause.reading.text)
    told_best = [name.casefold() for name in names] == [words.casefold()]
    if not names or told_best or any(mention.form == "adjective" for mention in meant):
        return [_determined(clause, party.span).of(clause.reading.text)]
    return names


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


def _is_told(actor: Actor, shown: Span, act: Act) -> bool:
    """Whether the words shown already name them, under whichever name."""
    clause = act.clause
    forms = ("pronoun",) if act.told.noun else ("pronoun", "adjective")
    mentions: Sequence[Mention] = begun_in(clause.reading.mentions, shown)
    named = any(mention.form not in forms and actor in mention.actors for mention in mentions)
    return named or actor.name.casefold() in " ".join(shown.of(clause.reading.text).casefold().split())


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
