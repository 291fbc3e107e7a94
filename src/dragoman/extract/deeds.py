"""The stage: what was done → PLOVER events, and the meetings among them."""

import msgspec

from dragoman.extract.deed.act import Act, LeftOut
from dragoman.extract.deed.acts import acts
from dragoman.extract.deed.clause import SENTENCE_CHARS, clauses
from dragoman.extract.events import event_of
from dragoman.extract.meetings import meeting_of, meetings_in
from dragoman.lexicon import Lexicon
from dragoman.model.finding import Event
from dragoman.model.reading import Issue, Reading
from dragoman.model.seen import Named

NO_TABLE = "takes part in a deed, and no state or body of theirs is known"


def deeds(reading: Reading, lexicon: Lexicon) -> Reading:
    """`reading` with its Events, then its Meetings; an Issue for each deed left out and each party unknown."""
    told = list(acts(reading, lexicon))
    done = [act for act in told if isinstance(act, Act)]
    events = _once([event_of(act, lexicon) for act in done if _is_event(act)])
    meetings = dict.fromkeys(meeting for act in done if (meeting := meeting_of(act)) is not None)
    worded = (meeting for clause in clauses(reading, lexicon) for meeting in meetings_in(clause, tuple(meetings)))
    meetings |= dict.fromkeys(tuple(worded))
    long = tuple(
        reading.doubt("deeds", "a sentence too long to be read for deeds", sentence)
        for sentence in reading.sentences
        if len(sentence) > SENTENCE_CHARS
    )
    return msgspec.structs.replace(
        reading, findings=(*reading.findings, *events, *meetings),
        issues=(*reading.issues, *long, *_unknown(reading, told)),
    )  # fmt: skip


def _unknown(reading: Reading, told: list[Act | LeftOut]) -> tuple[Issue, ...]:
    """A doubt for each phrase that cost a deed, and for each that a deed was kept with under its own words."""
    doubts: dict[Issue, None] = {}
    for one in told:
        phrases = [(one.phrase, one.why)] if isinstance(one, LeftOut) else [(p, NO_TABLE) for p in one.strangers]
        doubts |= dict.fromkeys(_doubt(reading, phrase, why) for phrase, why in phrases)
    return tuple(doubts)


def _doubt(reading: Reading, phrase: Named, why: str) -> Issue:
    return reading.doubt("deeds", f"“{phrase.span.of(reading.text)}”: {why}", phrase.span)


def _is_event(act: Act) -> bool:
    """Talks that only a noun tells and that may never be are a meeting mooted, and no event yet."""
    by_cue = not act.deed.why
    return not (by_cue and act.told.noun and "hypothetical" in act.deed.aux)


def _once(found: list[Event]) -> list[Event]:
    """Of events of one type and the same parties in one clause, the one that is surest."""
    kept: dict[tuple, Event] = {}
    for event in found:
        key = (event.citation, event.type, event.actors, event.recipients)
        other = kept.get(key)
        if other is None or event.confidence > other.confidence:
            kept[key] = event
    return list(kept.values())
