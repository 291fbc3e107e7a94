"""Addressees: to whom words are said, from the phrase that names who heard them.

"told Japan's prime minister", "assured her Angolan counterpart", "informed Caracas". The
phrase and the speaker in, actors out. Reporters, crowds and the speaker's own people hear
the words as everybody does, and are nobody.
"""

from dragoman.extract.speech.speakers import Speakers
from dragoman.extract.speech.words import Word, words_of
from dragoman.lexicon.speech import SpeechWords
from dragoman.model.actor import Actor, Mention
from dragoman.model.span import Span


def addressees(
    hearer: Span | None, speaker: Actor | None, text: str, speakers: Speakers, words: SpeechWords
) -> tuple[Actor, ...]:
    """Whoever the phrase means; where it names an office without a holder, the state whose office it is."""
    phrase = words_of(text, hearer) if hearer is not None else []
    head = _head(phrase, words)
    if not head or head[-1].low in words.public or text[head[-1].end :].lstrip().startswith(tuple(words.press_nouns)):
        return ()
    inside = speakers.covered(hearer)
    heard = [mention for mention in inside if mention.form not in ("adjective", "place")]
    # "told a crowd at Philadelphia's club": only who ends the phrase has heard it.
    last = [mention for mention in heard if mention.end >= hearer.end - len("’s")]
    if last:
        return tuple(dict.fromkeys(actor for mention in heard for actor in mention.actors))
    state = _state(head, inside, speakers, words)
    return (state,) if state and not (speaker and speaker.state == state.state) else ()


def _head(phrase: list[Word], words: SpeechWords) -> list[Word]:
    """The phrase up to its noun: "his Paraguayan colleague" of "his Paraguayan colleague in Asunción"."""
    end = next((i for i, word in enumerate(phrase) if i and word.low in words.of | words.prepositions), len(phrase))
    return phrase[:end]


def _state(head: list[Word], inside: list[Mention], speakers: Speakers, words: SpeechWords) -> Actor | None:
    """`her Angolan counterpart`, `Japan's education minister`: the one state before a noun of people."""
    noun = head[-1].low
    if noun not in words.people and noun.removesuffix("s") not in words.people:
        return None
    named = [m for m in inside if m.end <= head[-1].start and m.form in ("adjective", "state", "capital")]
    states = {actor.id: actor for mention in named for actor in mention.actors if actor.kind == "state"}
    return next(iter(states.values())) if len(states) == 1 else speakers.state_called(head)
