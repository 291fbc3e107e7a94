"""Statements: who said what, quoted or reported, as findings.

A Reading with quotations, mentions and what the reader saw in; the Reading with
Statement findings out, and an Issue wherever words are quoted and nobody can be
told to have said them. Terms and titles in quotation marks are no statements; nor
is what somebody is said to feel, to wish, to praise or to do.

The words stand without their marks and without a closing comma. A full stop is
kept where sentences are quoted (direct); where a fragment is quoted (mixed) a
closing full stop belongs to the sentence around it, and goes. Other marks stay.
Of indirect speech the words are the article's, without "that" before them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import msgspec

from dragoman.extract.speech.addressees import addressees
from dragoman.extract.speech.attribution import SEEN, Attribution, Kind, Told
from dragoman.extract.speech.credited import credited
from dragoman.extract.speech.frames import MARKS
from dragoman.extract.speech.holders import ANONYMOUS
from dragoman.extract.speech.indirect import reported_by
from dragoman.extract.speech.principals import Principals
from dragoman.extract.speech.speakers import NOBODY, Speakers, Who
from dragoman.extract.speech.venues import venue
from dragoman.lexicon.speech import SpeechWords
from dragoman.lexicon.states import State
from dragoman.model.actor import Actor
from dragoman.model.finding import Citation, Statement
from dragoman.model.reading import Issue, Reading
from dragoman.model.span import Span, hull
from dragoman.model.when import When

STAGE = "statements"
BETWEEN = " … "
DOUBLE, SINGLE = '“”„«»"', "‘’'`"
NEAR = 60  # characters between the verb and the date that says when it was said
PARTED = re.compile(r"[“\"‘«.;:]|, |\bthat\b|\bwould\b|\bwill\b")  # the date belongs to the words, not the verb
LONE_STOP = re.compile(r"(?<![.\s]\w)(?<!\.)\.$")  # neither "U.S." nor "..."
LEAD = re.compile(r"(?:that\s+)?", re.I)
EDGES = " ,;:.\n—–"
RETOLD = 0.8  # of the confidence: what one is said by another to have said
NEIGHBOURS = 8  # attributions before and after that one may be told within
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class HasSpeech(Protocol):
    """What this stage asks of the lexicon."""

    @property
    def speech(self) -> SpeechWords: ...
    @property
    def states(self) -> Mapping[str, State]: ...


@dataclass(frozen=True)
class _Heard:
    """An attribution that is speech, with whoever speaks in it and for whom."""

    made: Attribution
    who: Who
    principal: Actor | None
    for_others: bool  # the speaker is somebody's spokesperson


def statements(reading: Reading, lexicon: HasSpeech) -> Reading:
    """The reading with its statements added to the findings."""
    words = lexicon.speech
    told = credited(reading, words)
    speakers = Speakers(reading, words, told.subjects, lexicon.states)
    heard, issues = _heard(reading, told, words, speakers)
    kept = _without_nested(heard, reading.text, words)
    found = [_statement(reading, one, told, words, speakers) for one in kept]
    return msgspec.structs.replace(
        reading, findings=reading.findings + tuple(found), issues=reading.issues + tuple(issues)
    )


def _heard(reading: Reading, told: Told, words: SpeechWords, speakers: Speakers) -> tuple[list[_Heard], list[Issue]]:
    """What is speech, in the order of the text, and a doubt for every quotation that nobody is known to have said."""
    principals = Principals(reading.text, words, speakers)
    heard: list[_Heard] = []
    issues: list[Issue] = []
    for made in told.attributions:
        by_rule = made.why != SEEN and made.kind != "indirect"
        speech = by_rule or reported_by(made, told.frame_at(made.cue.start), reading.text, words)
        if made.kind == "indirect" and not speech:
            continue
        cue = words.verbs.get(made.cue.of(reading.text).casefold(), "") if made.cue else ""
        who = speakers.who(made.source, cue) if made.source and speech else NOBODY
        if who[0]:
            for_others = principals.speaks_for_others(made.source, who[0])
            principal = principals.of(made.source, who[0])
            if for_others and principal is None and made.kind != "direct":
                principal = _subject(made, who[0], reading.text, speakers)
            heard.append(_Heard(made, who, principal, for_others))
            continue
        if made.kind != "indirect":
            issues.append(reading.doubt(STAGE, "cannot tell who speaks", hull(list(made.pieces))))
        if made.kind == "direct":
            heard.append(_Heard(made, who, None, False))
    return heard, issues


def _subject(made: Attribution, spokesperson: Actor, text: str, speakers: Speakers) -> Actor | None:
    """The person whose acts or words a spokesperson tells: "Kang said Lee regretted it"."""
    told = made.said[0]
    start = told.start + LEAD.match(told.of(text)).end()
    named = next((m for m in speakers.covered(Span(start, told.end)) if m.start <= start + len("the ")), None)
    if named is None or len(named.actors) != 1 or named.actors[0].kind != "person":
        return None
    return named.actors[0] if _is_principal(named.actors[0], spokesperson) else None


def _without_nested(heard: list[_Heard], text: str, words: SpeechWords) -> list[_Heard]:
    """Each statement once. What a spokesperson tells of the principal's words is one statement, with both.

    "Kang said Lee had told Kim that …": what Lee said stays, on Kang's word. What somebody tells of
    his own words, or denies that another said, goes; so does the report of words that are quoted apart.
    """
    kept: list[_Heard] = []
    for at, one in enumerate(heard):
        near = heard[max(0, at - NEIGHBOURS) : at] + heard[at + 1 : at + 1 + NEIGHBOURS]
        indirect = one.made.kind == "indirect"
        outer = next((other for other in near if _holds(other.made, one.made)), None)
        if indirect and outer is not None:
            verb = words.verbs.get(outer.made.cue.of(text).casefold(), "") if outer.made.cue else ""
            spoken_for = outer.for_others and _is_principal(one.who[0], outer.who[0])
            if verb in words.denying or one.who[0] == outer.who[0] or spoken_for:
                continue
            doubt = {"confidence": one.made.confidence * RETOLD, "why": f"{one.made.why}; as another tells it"}
            one = replace(one, made=replace(one.made, **doubt))
        inner = [other for other in near if _holds(one.made, other.made) and _is_principal(other.who[0], one.who[0])]
        if indirect and any(
            _quotes_from(other.made, one.made) and (one.who[0] == other.who[0] or (one.for_others and other in inner))
            for other in near
        ):
            continue
        if one.for_others and inner:
            one = replace(one, principal=inner[0].who[0])
        elif not indirect and outer is not None and outer.made.kind == "indirect":
            if outer.for_others and _is_principal(one.who[0], outer.who[0]):
                one = replace(one, who=outer.who, principal=one.who[0], made=_told_by(one.made, outer.made))
            elif one.who[0] == outer.who[0]:
                one = replace(one, made=_told_by(one.made, outer.made))
        kept.append(one)
    return kept


def _told_by(made: Attribution, outer: Attribution) -> Attribution:
    """The quotation with the verb of the sentence around it."""
    clause = hull([span for span in (outer.clause, made.clause) if span])
    return replace(made, cue=outer.cue, clause=clause, content=outer.said)


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether `inner` is told within what `outer` says without quoting it."""
    return bool(inner.cue) and outer.kind != "direct" and any(piece.covers(inner.cue) for piece in outer.said)


def _quotes_from(quoting: Attribution, reporting: Attribution) -> bool:
    return quoting.kind != "indirect" and any(
        piece.overlaps(part) for piece in quoting.pieces for part in reporting.pieces
    )


def _is_principal(actor: Actor | None, spokesperson: Actor | None) -> bool:
    """Whether somebody may be whom the spokesperson speaks for: another person or body of the same state."""
    if actor is None or spokesperson is None or actor.id in (spokesperson.id, ANONYMOUS):
        return False
    return spokesperson.state is None or actor.state == spokesperson.state


def _statement(reading: Reading, one: _Heard, told: Told, words: SpeechWords, speakers: Speakers) -> Statement:
    made, (speaker, how) = one.made, one.who
    where = venue(made, told.frame_at((made.cue or made.pieces[0]).start), reading.text, words)
    span = hull([*made.said, *(span for span in (made.clause, where) if span)])
    confidence = made.confidence if speaker else min(made.confidence, 0.4)
    return Statement(
        citation=Citation(reading.article.id, span.start, span.end, span.of(reading.text)),
        when=_when(reading, made),
        confidence=round(confidence * (0.8 if "last" in how or "several" in how else 1), 2),
        why=f"{made.why}; {how}" if made.source else made.why,
        words=BETWEEN.join(_bare(piece.of(reading.text), made.kind) for piece in made.pieces),
        speaker=speaker,
        principal=one.principal,
        addressees=addressees(made.hearer, speaker, reading.text, speakers, words),
        about=_about(made, speakers),
        venue=where.of(reading.text) if where else None,
        kind=made.kind,
        cue=made.cue.of(reading.text) if made.cue else None,
    )


def _bare(piece: str, kind: Kind) -> str:
    """The words without their marks, and without the comma or full stop of the sentence around them."""
    if kind == "indirect":
        bare = piece.strip(EDGES)
        return bare[LEAD.match(bare).end() :].rstrip(EDGES)
    bare = _unquoted(piece).rstrip(",").rstrip()
    return bare[:-1] if kind == "mixed" and LONE_STOP.search(bare) else bare


def _unquoted(piece: str) -> str:
    """The piece without the marks around it; the marks of a quotation within it stay.

    >>> _unquoted("“He told me, ‘We are done.’”")
    'He told me, ‘We are done.’'
    """
    piece = piece.strip()
    width = 2 if piece[:2] in ("''", "``") else int(piece[:1] in tuple(MARKS))
    opening, bare = piece[:width], piece[width:].strip()
    closing = DOUBLE if width == 2 or opening in tuple(DOUBLE) else SINGLE
    if bare[-2:] == "''" and width == 2:
        return bare[:-2].rstrip()
    return bare[:-1].rstrip() if width and bare[-1:] in tuple(closing) else bare


def _about(made: Attribution, speakers: Speakers) -> tuple[str, ...]:
    inside = (mention for piece in made.said for mention in speakers.covered(piece))
    return tuple(sorted({actor.tie for mention in inside for actor in mention.actors}))


def _when(reading: Reading, made: Attribution) -> When:
    """The date beside the verb ("said on Wednesday"), else the day of publication."""
    if made.cue:
        near = Span(made.clause.start if made.clause else made.cue.start, made.cue.end + NEAR)
        for date in reading.dates:
            inside = near.start <= date.start < near.end and not _of_aside(made, date.start)
            quoted = any(piece.overlaps(Span(date.start, date.end)) for piece in made.pieces)
            if inside and not quoted and not PARTED.search(reading.text, made.cue.end, date.start):
                return date.when
    day = DAY.match(reading.article.published.value or "")
    if not day:
        return When()
    return When(day[0], day[0], "day", "publication", reading.article.published.text)


def _of_aside(made: Attribution, start: int) -> bool:
    """Whether the date tells of the speaker: "Reyes, who took office on Monday, said"."""
    return made.source is not None and made.source.core.end <= start < made.source.span.end
