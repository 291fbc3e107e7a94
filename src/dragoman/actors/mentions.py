"""The stage: a Reading's text → its mentions, each with whom it means on the article's date."""

import msgspec

from dragoman.actors.phrases import phrases
from dragoman.actors.refer import resolve
from dragoman.actors.register import Register
from dragoman.actors.support import support
from dragoman.lexicon import Lexicon
from dragoman.model.reading import Reading
from dragoman.model.span import Span


def mentions(reading: Reading, lexicon: Lexicon) -> Reading:
    """`reading` with its mentions; those that name nobody for sure have no actors and leave an Issue."""
    by_sentence = [phrases(reading.text, sentence, lexicon) for sentence in reading.sentences]
    published = reading.article.published.value
    day = published[:10] if published and len(published) >= 10 else None
    register = Register(lexicon, day, support(by_sentence, lexicon))
    found = []
    for sentence in by_sentence:
        for phrase in sentence:
            quoted = any(span.start <= phrase.start < span.end for span in reading.quotations)
            mention = resolve(phrase, register, quoted=quoted)
            if mention is not None:
                found.append(mention)
        register.next_sentence()
    doubts = tuple(
        reading.doubt(
            "actors", f"“{reading.text[mention.start : mention.end]}”: {mention.why}", Span(mention.start, mention.end)
        )
        for mention in found
        if not mention.actors
    )
    return msgspec.structs.replace(reading, mentions=tuple(found), issues=reading.issues + doubts)
