"""The stage: a Reading's text → its mentions, each with whom it means on the article's date."""

import msgspec

from dragoman.actors.phrase import Phrase
from dragoman.actors.phrases import phrases
from dragoman.actors.refer import resolve
from dragoman.actors.register import Register
from dragoman.actors.support import support
from dragoman.actors.weighed import weighed
from dragoman.lexicon import Lexicon
from dragoman.model.reading import Reading
from dragoman.model.seen import Named
from dragoman.model.span import Span

PERSONAL = frozenset(("person", "surname", "office", "name", "description", "relative", "elder", "pronoun", "leaders"))


def mentions(reading: Reading, lexicon: Lexicon) -> Reading:
    """`reading` with its mentions; those that name nobody for sure have no actors and leave an Issue."""
    by_sentence = [
        tuple(filter(None, (weighed(phrase, seen, reading.text, lexicon) for phrase in found)))
        for found, seen in zip(_phrases(reading, lexicon), _named(reading), strict=True)
    ]
    published = reading.article.published.value
    day = published[:10] if published and len(published) >= 10 else None
    register = Register(lexicon, day, support(by_sentence, lexicon), reading.text)
    found = []
    for sentence, people in zip(by_sentence, _people(reading), strict=True):
        register.strangers[-1] += sum(not any(_is_of(phrase, one) for phrase in sentence) for one in people)
        for phrase in sentence:
            if phrase.kind == "name" and any(_is_named(phrase, one, reading.text, lexicon) for one in people):
                phrase = msgspec.structs.replace(phrase, seen_person=True)
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


def _phrases(reading: Reading, lexicon: Lexicon) -> list[tuple[Phrase, ...]]:
    return [phrases(reading.text, sentence, lexicon) for sentence in reading.sentences]


def _named(reading: Reading) -> list[tuple[Named, ...] | None]:
    """By sentence, the words that the reader takes for somebody; None where it has not read."""
    seen = {each.sentence: each.named for each in reading.seen}
    return [seen.get(sentence) for sentence in reading.sentences]


def _people(reading: Reading) -> list[list[Span]]:
    """By sentence, the words that the reader takes for a person."""
    seen = {each.sentence: each.named for each in reading.seen}
    return [
        [named.span for named in seen.get(sentence, ()) if named.kind == "person"] for sentence in reading.sentences
    ]


def _is_named(phrase: Phrase, person: Span, text: str, lexicon: Lexicon) -> bool:
    """Whether a name is the person's own: "local resident Jane Roe", not that in "director of the Acme Institute"."""
    if not (person.start <= phrase.start and phrase.end <= person.end):
        return False
    before = text[person.start : phrase.start].casefold().split()
    return lexicon.roles.breakers.isdisjoint(before) and text[: phrase.start].casefold().split()[-1:] != ["the"]


def _is_of(phrase: Phrase, person: Span) -> bool:
    """Whether a phrase is of the words that the reader takes for a person, and itself somebody, or a city after all."""
    if phrase.kind == "city" and phrase.start <= person.start and person.end <= phrase.end:
        return True
    return phrase.kind in PERSONAL and phrase.start < person.end and person.start < phrase.end
