"""The stage: a Reading's text → its mentions, each with whom it means on the article's date."""

import msgspec

from dragoman.actors.phrases import Phrase, phrases
from dragoman.actors.refer import Register
from dragoman.lexicon import Lexicon
from dragoman.model.reading import Reading
from dragoman.model.span import Span


def mentions(reading: Reading, lexicon: Lexicon) -> Reading:
    """`reading` with its mentions; those that name nobody for sure have no actors and leave an Issue."""
    by_sentence = [phrases(reading.text, sentence, lexicon) for sentence in reading.sentences]
    supported = frozenset(_named_states(by_sentence, lexicon))
    published = reading.article.published.value
    register = Register(lexicon, published[:10] if published and len(published) >= 10 else None, supported)
    found = []
    for sentence in by_sentence:
        for phrase in sentence:
            quoted = any(span.start <= phrase.start < span.end for span in reading.quotations)
            mention = register.resolve(phrase, quoted=quoted)
            if mention is not None:
                found.append(mention)
        register.next_sentence()
    doubts = tuple(
        reading.doubt("actors", f"“{reading.text[mention.start : mention.end]}”: {mention.why}", Span(mention.start, mention.end))
        for mention in found
        if not mention.actors
    )
    return msgspec.structs.replace(reading, mentions=tuple(found), issues=reading.issues + doubts)


def _named_states(by_sentence: list[tuple[Phrase, ...]], lexicon: Lexicon) -> set[str]:
    """States that the article names without ambiguity, which lets it use their ambiguous names too."""
    named: set[str] = set()
    for sentence in by_sentence:
        for phrase in sentence:
            if phrase.states and not phrase.doubtful and len(phrase.states) == 1:
                named.add(phrase.states[0])
            if phrase.body in lexicon.organs:
                named.add(lexicon.organs[phrase.body].state)
            if len(phrase.persons) == 1:
                named.add(phrase.persons[0][0])
    return named
