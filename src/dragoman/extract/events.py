"""An act → its PLOVER event, with the clause that states it, a summary in the article's words, and where it was."""

from dragoman.extract.deed.act import Act
from dragoman.extract.deed.modality import dated
from dragoman.extract.deed.told import cited_clause
from dragoman.extract.deed.where import place
from dragoman.extract.summary import summary
from dragoman.lexicon import Lexicon
from dragoman.model.finding import Citation, Event
from dragoman.model.reading import Reading
from dragoman.model.span import Span


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
