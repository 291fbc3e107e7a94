"""An act → its PLOVER event, with the clause that states it, a summary in the article's words, and where it was."""

import re

from dragoman.extract.deed.act import Act
from dragoman.extract.deed.modality import dated
from dragoman.extract.deed.told import cited_clause
from dragoman.extract.deed.where import place
from dragoman.lexicon import Lexicon
from dragoman.model.finding import Citation, Event
from dragoman.model.reading import Reading
from dragoman.model.span import Span

SUMMARY_CHARS = 160


def event_of(act: Act, lexicon: Lexicon) -> Event:
    deed, clause = act.deed, act.clause
    when, aux = dated(clause, act.told)
    cited = cited_clause(clause, act.told)
    mode = deed.modes[0] if deed.modes else None
    return Event(
        citation=citation(clause.reading, cited),
        when=when,
        confidence=deed.confidence,
        why=why(act),
        type=deed.type,
        mode=mode,
        actors=act.actors,
        recipients=act.recipients,
        contexts=act.contexts,
        aux=aux,
        cameo=lexicon.plover.cameo_of(deed.type, mode, deed.cameo),
        where=place(act),
        summary=summary(act),
    )


def why(act: Act) -> str:
    """The words that told it, then what each head of the reader said, and how each party was understood."""
    words = act.deed.words.of(act.clause.reading.text)
    seen = (f"reader: “{words}”", *act.deed.why) if act.deed.why else ()
    return "; ".join((*seen, *act.who))


def citation(reading: Reading, span: Span) -> Citation:
    return Citation(reading.article.id, span.start, span.end, span.of(reading.text))


def summary(act: Act) -> str:
    """Who, by name, and the article's own words for what they did."""
    text, told = act.clause.reading.text, act.told
    names = [actor.name for actor in act.actors]
    led_by = [party.span for party in act.deed.actors if party.span.end <= told.predicate.start]
    starts_with_actor = bool(led_by) and not told.noun and min(span.start for span in led_by) == told.core.start
    if starts_with_actor:
        words = _shortened(Span(max(span.end for span in led_by), told.predicate.end).of(text))
        words = words.lstrip("’'s ,") if words[:2] in ("’s", "'s") else words
        told_names = [name for name in names if not _is_told(name, words)] or names[:1]
        return f"{_listed(told_names)} {words}"
    words = _shortened(Span(told.core.start, told.predicate.end).of(text))
    missing = [name for name in names if not _is_told(name, words)]
    return f"{_listed(missing)}: {words}" if missing else words


def _shortened(words: str) -> str:
    plain = " ".join(words.split()).strip(" ,.;")
    return plain if len(plain) <= SUMMARY_CHARS else plain[:SUMMARY_CHARS].rsplit(" ", 1)[0] + " …"


def _is_told(name: str, words: str) -> bool:
    """Whether the article's words already name them: a surname is enough."""
    return any(
        re.search(rf"\b{re.escape(word)}\b", words) for word in name.split() if word[:1].isupper() and len(word) > 2
    )


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
