"""The stage: a Reading's text → its mentions, each with whom it means on the article's date."""

import msgspec

from dragoman.actors.phrase import Phrase
from dragoman.actors.phrases import phrases
from dragoman.actors.refer import resolve
from dragoman.actors.register import Register
from dragoman.actors.support import support
from dragoman.lexicon import Lexicon
from dragoman.model.reading import Reading
from dragoman.model.seen import Named
from dragoman.model.span import Span

PLAINLY = 0.9  # a confidence of the reader; below it, "to Tokyo" was as often the city on ReLocaR's training half
PERSONAL = frozenset(("person", "surname", "office", "name", "description", "pronoun", "leaders"))


def mentions(reading: Reading, lexicon: Lexicon) -> Reading:
    """`reading` with its mentions; those that name nobody for sure have no actors and leave an Issue."""
    by_sentence = [
        tuple(each for phrase in phrases(reading.text, sentence, lexicon) if (each := _weighed(phrase, seen)))
        for sentence, seen in zip(reading.sentences, _named(reading), strict=True)
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


def _named(reading: Reading) -> list[tuple[Named, ...] | None]:
    """By sentence, the words that the reader takes for somebody; None where it has not read."""
    seen = {each.sentence: each.named for each in reading.seen}
    return [seen.get(sentence) for sentence in reading.sentences]


def _weighed(phrase: Phrase, seen: tuple[Named, ...] | None) -> Phrase | None:
    """What the reader says to what the words leave open.

    A state or capital by name is a place where the reader sees nobody in it, and no place where it plainly sees
    one; an "it" before a verb that tells nothing is somebody only where the reader sees one.
    """
    if phrase.kind == "it" and phrase.doubtful:
        seen_just_there = any((one.span.start, one.span.end) == (phrase.start, phrase.end) for one in seen or ())
        return phrase if seen_just_there else None
    if seen is None or phrase.adjective or phrase.definite or phrase.kind not in ("state", "place"):
        return phrase
    over = [one for one in seen if one.span.start < phrase.end and phrase.start < one.span.end]
    if phrase.kind == "state" and not over:
        return msgspec.structs.replace(phrase, kind="place")
    if phrase.open_place and any(one.kind == "state" and one.confidence >= PLAINLY for one in over):
        return msgspec.structs.replace(phrase, kind="state")
    return phrase


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
    """Whether a phrase is of the words that the reader takes for a person, and itself somebody."""
    return phrase.kind in PERSONAL and phrase.start < person.end and person.start < phrase.end
