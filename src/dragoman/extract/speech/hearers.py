"""Hearers: the phrase that names whom words are said to. A frame and its verb in, a span out."""

from dragoman.extract.speech.frames import Frame
from dragoman.extract.speech.phrases import is_person, phrase_from
from dragoman.lexicon.speech import SpeechWords
from dragoman.model.span import Span

NEAR = 5  # tokens between the verb and "to"


def hearer(frame: Frame, first: int, after: int, words: SpeechWords) -> Span | None:
    """Whom the verb at token `first` names as hearing the words: "told X", "said to X", "in a letter to X"."""
    verb = words.verbs.get(frame[first].low, "")
    if verb in words.may_hear and after < len(frame) and frame[after].low != "to":
        phrase = phrase_from(frame, after, words)
        told = phrase is not None and any(t.is_name or is_person(t, words) for t in frame[phrase.first : phrase.core])
        if told:
            return Span(frame[phrase.first].start, frame[phrase.core - 1].end)
    if verb not in words.hearer:
        near = range(after, min(after + NEAR, len(frame)))
        to = next((k for k in near if frame[k].low == "to"), None)
        carriers = words.articles | words.documents | words.occasions | words.at_occasion | words.thing_pronouns
        if to is None or any(t.kind != "date" and t.low not in carriers for t in frame[after:to]):
            return None
        after = to + 1
    phrase = phrase_from(frame, after, words) if after < len(frame) else None
    return Span(frame[phrase.first].start, frame[phrase.core - 1].end) if phrase else None
