"""Statements: every quotation with its speaker, as findings.

A Reading with quotations and mentions in; the Reading with Statement findings
out, and an Issue wherever words are quoted and nobody can be told to have said
them. Terms and titles in quotation marks are no statements. Indirect speech is
left to the stages that read events.

The words stand without their marks and without a closing comma. A full stop is
kept where sentences are quoted (direct); where a fragment is quoted (mixed) a
closing full stop belongs to the sentence around it, and goes. Other marks stay.
"""

import re
from typing import Protocol

import msgspec

from dragoman.extract.speech.attribution import Attribution, Kind, attribute
from dragoman.extract.speech.frames import MARKS
from dragoman.extract.speech.speakers import NOBODY, Speakers, Who
from dragoman.lexicon.speech import SpeechWords
from dragoman.model.actor import Actor
from dragoman.model.finding import Citation, Statement
from dragoman.model.reading import Issue, Reading
from dragoman.model.span import Span, hull
from dragoman.model.when import When

STAGE = "statements"
BETWEEN = " … "
NEAR = 60  # characters between the verb and the date that says when it was said
PARTED = re.compile(r"[“\"‘«.;:]|, |\bthat\b|\bwould\b|\bwill\b")  # the date belongs to the words, not the verb
LONE_STOP = re.compile(r"(?<![.\s]\w)(?<!\.)\.$")  # neither "U.S." nor "..."
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class HasSpeech(Protocol):
    """What this stage asks of the lexicon."""

    @property
    def speech(self) -> SpeechWords: ...


def statements(reading: Reading, lexicon: HasSpeech) -> Reading:
    """The reading with its quoted statements added to the findings."""
    words = lexicon.speech
    told = attribute(reading, words)
    speakers = Speakers(reading, words, told.subjects)
    found: list[Statement] = []
    issues: list[Issue] = []
    for made in told.attributions:
        cue = made.cue.of(reading.text) if made.cue else None
        who = speakers.who(made.source, words.verbs.get((cue or "").casefold(), "")) if made.source else NOBODY
        if who[0] is None:
            issues.append(reading.doubt(STAGE, "cannot tell who speaks", hull(list(made.pieces))))
        if who[0] or made.kind == "direct":
            found.append(_statement(reading, made, who, cue, speakers))
    return msgspec.structs.replace(
        reading, findings=reading.findings + tuple(found), issues=reading.issues + tuple(issues)
    )


def _statement(reading: Reading, made: Attribution, who: Who, cue: str | None, speakers: Speakers) -> Statement:
    speaker, how = who
    span = hull([*made.pieces, *([made.clause] if made.clause else [])])
    confidence = made.confidence if speaker else min(made.confidence, 0.4)
    return Statement(
        citation=Citation(reading.article.id, span.start, span.end, span.of(reading.text)),
        when=_when(reading, made),
        confidence=round(confidence * (0.8 if "last" in how or "several" in how else 1), 2),
        why=f"{made.why}; {how}" if made.source else made.why,
        words=BETWEEN.join(_bare(piece.of(reading.text), made.kind) for piece in made.pieces),
        speaker=speaker,
        addressees=_addressees(made, speakers),
        about=_about(made, speakers),
        kind=made.kind,
        cue=cue,
    )


def _bare(piece: str, kind: Kind) -> str:
    """The words without their marks, and without the comma or full stop of the sentence around them."""
    bare = piece.lstrip(MARKS + " ").rstrip(MARKS + " ").rstrip(",").rstrip()
    return bare[:-1] if kind == "mixed" and LONE_STOP.search(bare) else bare


def _about(made: Attribution, speakers: Speakers) -> tuple[str, ...]:
    inside = (mention for piece in made.pieces for mention in speakers.covered(piece))
    return tuple(sorted({actor.tie for mention in inside for actor in mention.actors}))


def _addressees(made: Attribution, speakers: Speakers) -> tuple[Actor, ...]:
    if made.hearer is None:
        return ()
    heard = [mention for mention in speakers.covered(made.hearer) if mention.form != "adjective"]
    return tuple(dict.fromkeys(actor for mention in heard for actor in mention.actors))


def _when(reading: Reading, made: Attribution) -> When:
    """The date beside the verb ("said on Wednesday"), else the day of publication."""
    if made.cue:
        near = Span(made.clause.start if made.clause else made.cue.start, made.cue.end + NEAR)
        for date in reading.dates:
            inside = near.start <= date.start < near.end
            quoted = any(piece.overlaps(Span(date.start, date.end)) for piece in made.pieces)
            if inside and not quoted and not PARTED.search(reading.text, made.cue.end, date.start):
                return date.when
    day = DAY.match(reading.article.published.value or "")
    if not day:
        return When()
    return When(day[0], day[0], "day", "publication", reading.article.published.text)
