"""Credited: what the rules and what the reader attribute, as one list.

The rules see quotations and join them over sentences and paragraphs; the reader
sees who is credited with what, quoted or not, one sentence at a time. Where both
credit the same words by the same verb they are one attribution. A Reading with
`seen` in; attributions in the order of the text out, and the frames and subjects of
the rules. Without `seen` the rules stand alone. Not every attribution is speech:
that is asked in indirect.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from dragoman.extract.speech.attribution import (
    BESIDE,
    SEEN,
    TERM,
    Attribution,
    Kind,
    Source,
    Told,
    attribute,
)
from dragoman.extract.speech.frames import Frame
from dragoman.extract.speech.hearers import hearer
from dragoman.extract.speech.inserted import with_inserted
from dragoman.extract.speech.phrases import phrase_before
from dragoman.extract.speech.reported import Reported, joined, reported
from dragoman.extract.speech.words import words_of
from dragoman.lexicon.speech import SpeechWords
from dragoman.model.reading import Reading
from dragoman.model.span import Span, hull

CLAUSE = re.compile(r"[^,;]*")
BOTH = 0.98  # the least confidence where rules and reader agree on the verb and the words
ASIDES = (",", "(", "—", "–", " - ", "--")


def credited(reading: Reading, words: SpeechWords) -> Told:
    """Every attribution of the article, by rules and reader together."""
    told, seen = attribute(reading, words), reported(reading)
    made = _Joining(reading, words, told, seen).made() if seen else told
    found = with_inserted(list(made.attributions), made, reading.text, words)
    found.sort(key=lambda one: (one.sentence.start, (one.cue or one.pieces[0]).start, one.pieces))
    return replace(made, attributions=tuple(found))


class _Joining:
    """The two lists of one article on the way to one."""

    def __init__(self, reading: Reading, words: SpeechWords, told: Told, seen: tuple[Reported, ...]):
        self.reading, self.text, self.words, self.told = reading, reading.text, words, told
        self.seen = tuple(replace(one, content=self._finished(one)) for one in seen)
        quoted = sorted((piece, at) for at, made in enumerate(told.attributions) for piece in made.pieces)
        self.quoted = [piece for piece, _ in quoted]
        self.owner = [at for _, at in quoted]

    def made(self) -> Told:
        fitting: dict[int, list[Reported]] = {}
        for one in self.seen:
            for at in self._quoting(one):
                fitting.setdefault(at, []).append(one)
        found: list[Attribution] = []
        used: set[Reported] = set()
        for at, made in enumerate(self.told.attributions):
            other = self._best(made, fitting.get(at, []))
            if other is not None:
                used.add(other)
                made = self._one(made, other)
            found.append(made)
        found += [self._seen(one) for one in self.seen if one not in used and not self._all_quoted(one)]
        return replace(self.told, attributions=tuple(found))

    def _finished(self, one: Reported) -> tuple[Span, ...]:
        """Its content, taken on to the end of the clause where it breaks off in the middle of a phrase."""
        one = replace(one, content=self._without_aside(self._without_scraps(one.content)))
        last, text = one.content[-1], self.text
        if last.start < one.cue.end or text[last.end : last.end + 1] != " ":
            return one.content
        if last.of(text).split()[-1].casefold() not in self.words.unfinished:
            return one.content
        rest = Span(last.end, one.sentence.end).of(text)
        clause = CLAUSE.match(rest)[0].rstrip(" .?!")
        return (*one.content[:-1], Span(last.start, last.end + len(clause)))

    def _without_scraps(self, content: tuple[Span, ...]) -> tuple[Span, ...]:
        """Its pieces without those that are nothing but "the" or "of"."""
        whole = tuple(one for one in content if one.of(self.text).strip(" ,").casefold() not in self.words.unfinished)
        return whole or content

    def _without_aside(self, content: tuple[Span, ...]) -> tuple[Span, ...]:
        """`According to X, who asked not to be named, …`: the relative clause tells of X."""
        first, comma = content[0], self.text.find(", ", content[0].start, content[0].end)
        opens = self.text[first.start : first.end].split(maxsplit=1)[:1]
        if comma < 0 or opens not in (["who"], ["whose"]):
            return content
        return (Span(comma + 2, first.end), *content[1:])

    def _quoting(self, one: Reported) -> list[int]:
        """The attributions by rule whose quotations are among what `one` is credited with."""
        found: dict[int, None] = {}
        for piece in one.content:
            first = bisect_right(self.quoted, piece.start, key=lambda span: span.end)
            last = bisect_left(self.quoted, piece.end, key=lambda span: span.start)
            found |= dict.fromkeys(self.owner[first:last])
        return list(found)

    def _all_quoted(self, one: Reported) -> bool:
        """Whether the rules credit all its words to somebody, though by another verb."""
        pieces = [piece for at in self._quoting(one) for piece in self.told.attributions[at].pieces]
        return bool(pieces) and all(any(piece.covers(part) for piece in pieces) for part in one.content)

    def _best(self, made: Attribution, fitting: list[Reported]) -> Reported | None:
        """The reader's attribution that is the same as the rules', or that tells what they cannot."""
        if made.cue is not None:
            same = [one for one in fitting if one.cue.overlaps(made.cue)]
            if made.why == BESIDE:
                return same[0] if same else None
            inner = [one for one in fitting if self._comes_between(made, one)]
            if same and not inner:
                return same[0]
            fitting = inner or fitting
        naming = [one for one in fitting if one.source is not None]
        saying = [one for one in naming if self._is_speech(one.cue)]
        return min(saying or naming, key=lambda one: sum(map(len, one.content)), default=None)  # the innermost

    def _is_speech(self, cue: Span) -> bool:
        lows = tuple(word.low for word in words_of(self.text, cue))
        return lows in self.words.credits or any(low in self.words.verbs for low in lows)

    def _comes_between(self, made: Attribution, one: Reported) -> bool:
        """`X called for an end to what their statement termed "…"`: the nearer verb with a source of its own."""
        near = made.cue.end <= one.cue.start and one.cue.end <= made.pieces[0].start
        return near and self._is_speech(one.cue) and one.source is not None and one.source.start >= made.cue.end

    def _one(self, made: Attribution, other: Reported) -> Attribution:
        """The attribution of both."""
        same = made.cue is not None and made.cue.overlaps(other.cue)
        source = self._source_of_both(made.source, other.source, same)
        content = () if made.kind == "direct" else joined([*other.content, *made.pieces], self.text)
        if same:
            confidence = max(made.confidence, BOTH) if source == made.source else made.confidence
            return replace(made, source=source, content=content, confidence=confidence)
        if made.source is not None and made.cue is None and source == made.source:
            return made
        return replace(
            self._seen(other), pieces=made.pieces, kind=made.kind, content=content,
            sentence=hull([made.sentence, other.sentence]),
        )  # fmt: skip

    def _source_of_both(self, by_rule: Source | None, seen: Span | None, same: bool) -> Source | None:
        if seen is None:
            return by_rule
        if by_rule is None or not by_rule.span.overlaps(seen):
            return source_of(self.text, seen, self.words)
        if not seen.covers(by_rule.core):
            return by_rule
        alike = by_rule.core.start == seen.start
        return Source(by_rule.core, seen) if alike else source_of(self.text, seen, self.words)

    def _seen(self, one: Reported) -> Attribution:
        kind, pieces = self._kind(one)
        source = self._source(one)
        clause = hull([one.cue, source.span]) if source else one.cue
        return Attribution(
            pieces, kind, source, one.cue, clause, one.sentence, SEEN, one.confidence, self._hearer(one),
            () if kind == "indirect" else one.content,
        )  # fmt: skip

    def _source(self, one: Reported) -> Source | None:
        """The source's phrase; for "who" the noun before it."""
        if one.source is None:
            return None
        if one.source.of(self.text).casefold() == "who":  # "which" may be anything
            frame = self.frame_at(one.source.start)
            at = bisect_left(frame, one.source.start, key=lambda token: token.start)
            comma = at > 0 and frame[at - 1].text == ","
            phrase = phrase_before(frame, at - 1 - comma, self.words) if at > comma else None
            if phrase is not None:
                return Source(Span(frame[phrase.first].start, frame[phrase.core - 1].end), one.source)
        return source_of(self.text, one.source, self.words)

    def _kind(self, one: Reported) -> tuple[Kind, tuple[Span, ...]]:
        """Quoted, in part or wholly, where quotations stand in it that the rules have credited to nobody."""
        elsewhere = [piece for at in self._quoting(one) for piece in self.told.attributions[at].pieces]
        if elsewhere:
            own = tuple(piece for piece in one.content if not any(other.covers(piece) for other in elsewhere))
            return "indirect", own or one.content
        quotations, pieces = self.reading.quotations, []
        for piece in one.content:
            first = bisect_left(quotations, piece.start, key=lambda span: span.start)
            last = bisect_right(quotations, piece.end, key=lambda span: span.end)
            pieces += quotations[first:last]
        if not any(len(piece.of(self.text).split()) > TERM for piece in pieces):
            return "indirect", one.content
        return ("direct" if joined(pieces, self.text) == one.content else "mixed"), tuple(pieces)

    def _hearer(self, one: Reported) -> Span | None:
        frame = self.frame_at(one.cue.start)
        at = bisect_left(frame, one.cue.start, key=lambda token: token.start)
        verbs = [k for k in range(at, len(frame)) if frame[k].start < one.cue.end and frame[k].low in self.words.verbs]
        if not verbs:
            return None
        heard = hearer(frame, verbs[0], verbs[0] + 1, self.words)
        return heard if heard and heard != one.source else None

    def frame_at(self, offset: int) -> Frame:
        return self.told.frame_at(offset)


def source_of(text: str, span: Span, words: SpeechWords) -> Source:
    """The phrase of a source: up to its aside, its bracket or its relative clause.

    >>> from dragoman.lexicon.speech import load_speech
    >>> phrase = "Bo Tarn, who leads the ministry,"
    >>> source_of(phrase, Span(0, len(phrase)), load_speech()).core.of(phrase)
    'Bo Tarn'
    """
    end = span.end
    for aside in ASIDES:
        at = text.find(aside, span.start + 1, end)
        end = at if at > 0 else end
    for word in words_of(text, Span(span.start, end))[1:]:
        if word.low in words.relatives:
            end = word.start
            break
    core = text[span.start : end].rstrip()
    return Source(Span(span.start, span.start + len(core)), span)
