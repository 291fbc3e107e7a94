"""Attribution: which words of which frame are credited to which phrase.

A Reading in; out come Attributions (spans only: the quoted pieces, the cue,
the phrase that names the source) and the subjects of all sentences, in order,
for whoever has to look up a pronoun. Who the phrase means is asked in speakers.
The same sentence decides first, then its neighbours in the paragraph, then the
speaker whose words stood last before a paragraph that is nothing but quotation.
"""

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import Literal

from dragoman.extract.speech.frames import MARKS, Frame, Token, frames
from dragoman.extract.speech.governing import BARE_CREDIT, adjoins, governing, is_term, is_title, leads_to, resumed
from dragoman.extract.speech.hearers import hearer
from dragoman.extract.speech.phrases import Phrase, first_phrase, phrase_before
from dragoman.extract.speech.subjects import Cue, cues
from dragoman.lexicon.speech import SpeechWords
from dragoman.model.reading import Reading
from dragoman.model.span import Span

TERM = 3  # words: a quotation up to this long may be a term or a title rather than words spoken
UTTERANCE = 4  # words: from here on a quoted sentence is speech, whoever spoke it

BESIDE = "the words stand beside the verb"
SAME = "the same sentence says who speaks"
NEXT = "the next sentence says who speaks"
NOTHING = "nothing credits the words"
SEEN = "the reader sees who says it"

Kind = Literal["direct", "mixed", "indirect"]


@dataclass(frozen=True)
class Source:
    """The phrase that names a source: `core` without its asides, `span` with them."""

    core: Span
    span: Span


@dataclass(frozen=True)
class Attribution:
    """Quoted pieces of one speaker, and what credits them; `source` is None where nothing does.

    Indirect speech has its content for pieces; `content` is all that is credited where that is more
    than what is quoted. `clause` is where the cue and its source stand; None where only another
    sentence names the source. `hearer` is the phrase after "told" or "said to".
    """

    pieces: tuple[Span, ...]
    kind: Kind
    source: Source | None
    cue: Span | None
    clause: Span | None
    sentence: Span
    why: str
    confidence: float
    hearer: Span | None = None
    content: tuple[Span, ...] = ()

    @property
    def said(self) -> tuple[Span, ...]:
        """All that is credited, quoted or not."""
        return self.content or self.pieces


@dataclass(frozen=True)
class Told:
    """What one article attributes; `subjects` are sources and sentence subjects in the order of the text."""

    attributions: tuple[Attribution, ...]
    subjects: tuple[Source, ...]
    frames: tuple[Frame, ...] = ()

    def frame_at(self, offset: int) -> Frame:
        """The frame that holds a character."""
        return self.frames[max(0, bisect_right(self.frames, offset, key=lambda frame: frame[0].start) - 1)]


@dataclass
class _Trail:
    """What the paragraphs so far have left for the next one to go by."""

    made: list[Attribution] = field(default_factory=list)
    subjects: list[Source] = field(default_factory=list)
    open: bool = False  # the last quotation runs on into the next paragraph
    speaks: bool = False  # the last paragraph quoted or credited somebody
    colon: bool = False  # it ended with a colon


def attribute(reading: Reading, words: SpeechWords) -> Told:
    """Credit every quotation of the reading that looks like speech."""
    trail = _Trail()
    made = frames(reading, words)
    for paragraph in made:
        if paragraph:
            _Paragraph(paragraph, words, trail).attribute()
    return Told(tuple(trail.made), tuple(trail.subjects), tuple(frame for paragraph in made for frame in paragraph))


class _Paragraph:
    """One paragraph's frames on the way to attributions; appends to the trail."""

    def __init__(self, paragraph: tuple[Frame, ...], words: SpeechWords, trail: _Trail):
        self.paragraph, self.words, self.trail = paragraph, words, trail
        self.cues = [cues(frame, words) for frame in paragraph]
        self.first = len(trail.made)  # index of the paragraph's first attribution
        self.pending: list[Attribution] = []  # whole quoted sentences that nothing has credited yet

    def attribute(self) -> None:
        quoted = any(token.kind == "quote" for frame in self.paragraph for token in frame)
        for i, frame in enumerate(self.paragraph):
            self._note_subject(i)
            quotes = [k for k, token in enumerate(frame) if token.kind == "quote"]
            if quotes:
                self._frame(i, quotes)
            elif self.pending and self._bare_credit(i):
                self._settle(*self._from_cue(frame, self.cues[i][0]), NEXT, 0.8)
        self._settle_pending()
        last = self.paragraph[-1][-1]
        self.trail.open = last.kind == "quote" and last.text[-1] not in "”\"»’'“"
        self.trail.speaks = quoted or any(self.cues)
        self.trail.colon = last.text == ":"

    # one frame -------------------------------------------------------------

    def _frame(self, i: int, quotes: list[int]) -> None:
        frame = self.paragraph[i]
        groups: dict[Cue, list[int]] = {}
        alone = []
        cue = None
        for k in quotes:
            cue = resumed(frame, k, cue, self.words) or governing(frame, self.cues[i], k, self.words)
            if cue is None:
                alone.append(k)
            else:
                groups.setdefault(cue, []).append(k)
        for cue, group in groups.items():
            self._credited(i, cue, group)
        if alone and (not groups or len(alone) == 1):
            self._uncredited(i, alone)

    def _credited(self, i: int, cue: Cue, group: list[int]) -> None:
        frame = self.paragraph[i]
        pieces = [k for k in group if not is_term(frame, k, cue, self.words)]
        if not pieces:
            return
        source, cue_span, clause = self._from_cue(frame, cue)
        adjoining = adjoins(frame, group[0], cue, self.words) and group[0] < cue.begins
        leading = leads_to(frame, cue, group[0]) and cue.ends <= group[0]
        kind = self._kind(frame, group[0], adjoining, leading, cue)
        why = BESIDE if adjoining or leading else SAME
        made = Attribution(
            tuple(Span(frame[k].start, frame[k].end) for k in pieces), kind, source, cue_span, clause,
            _span(frame), why, 0.95 if adjoining or leading else 0.85 if cue.ends <= group[0] else 0.75,
            hearer(frame, cue.first, cue.ends if cue.inverted else cue.last, self.words),
        )  # fmt: skip
        if self._continues(i, group[0]) and self.trail.made[-1].cue is None:
            self._append(made)
        elif kind == "direct":
            self._keep(self._with_pending(made))
        else:
            self._settle(source, cue_span, None, NEXT, 0.8)
            self._keep(made)

    def _with_pending(self, made: Attribution) -> Attribution:
        """`"A." "B," X said.`: the quotations before belong to the same breath."""
        pending, self.pending = self.pending, []
        pieces = tuple(piece for earlier in pending for piece in earlier.pieces) + made.pieces
        start = min([earlier.sentence.start for earlier in pending] + [made.sentence.start])
        return replace(made, pieces=pieces, sentence=Span(start, made.sentence.end))

    def _kind(self, frame: Frame, k: int, adjoining: bool, leading: bool, cue: Cue) -> Kind:
        said = frame[k].text.strip(MARKS + " ")
        opens = said[:1].isupper() or not said[:1].isalpha()
        if adjoining and opens:
            alone = all(token.kind != "word" or token.low in self.words.openers for token in frame[:k])
            return "direct" if alone else "mixed"
        verb = self.words.verbs.get(frame[cue.first].low, "")
        bare = leading and (frame[k - 1].text in ",:" or verb in self.words.plain)
        return "direct" if bare and opens and (len(said.split()) > 1 or said[-1:] in ".?!,") else "mixed"

    # what no cue of its own frame credits -----------------------------------

    def _uncredited(self, i: int, alone: list[int]) -> None:
        frame = self.paragraph[i]
        spans = tuple(Span(frame[k].start, frame[k].end) for k in alone)
        whole = all(token.kind != "word" for token in frame)
        said = frame[alone[0]].text.strip(MARKS + " ")
        if not whole and frame[alone[0] - 1].text == ":" and alone[0] > 0:
            self._after_colon(i, alone[0], spans)
            return
        goes_on = self._continues(i, alone[0]) or (whole and self._last_direct() and said[-1:] in ".?!…")
        if is_title(said) and not goes_on:
            return
        sentence = said[:1].isupper() and said[-1:] in ".?!…" and len(said.split()) >= UTTERANCE
        if not (whole or sentence):
            if len(said.split()) > TERM:
                self._keep(_uncredited(spans, "mixed", frame))
            return
        made = _uncredited(spans, "direct", frame)
        if goes_on or (whole and self._last_direct()):
            self._append(made)
        else:
            self.pending.append(made)

    def _after_colon(self, i: int, k: int, spans: tuple[Span, ...]) -> None:
        """`X: "…"`, as in a transcript, or `X had a message for Y: "…"`."""
        frame = self.paragraph[i]
        phrase = first_phrase(frame[: k - 1], self.words) or phrase_before(frame, k - 2, self.words)
        label = phrase is not None and phrase.first == 0 and phrase.core == k - 1
        source = phrase and _source(frame, phrase)
        made = _uncredited(spans, "direct", frame)
        why, confidence = ("a colon after the name", 0.9) if label else ("a colon after the sentence", 0.7)
        clause = source and source.span
        self._keep(replace(made, source=source, clause=clause, why=why, confidence=confidence if source else 0.4))

    def _continues(self, i: int, k: int) -> bool:
        """Whether this quotation continues one that the paragraph before left open."""
        return self.trail.open and i == 0 and k == 0 and bool(self.trail.made) and not self.pending

    def _last_direct(self) -> bool:
        made = self.trail.made[self.first :]
        return bool(made) and made[-1].kind == "direct" and not self.pending

    def _bare_credit(self, i: int) -> bool:
        return bool(self.cues[i]) and self.cues[i][0].begins == 0 and len(self.paragraph[i]) < BARE_CREDIT

    def _settle_pending(self) -> None:
        """Whole quoted sentences at the paragraph's end: the sentence before, else the last speaker."""
        if not self.pending:
            return
        made = self.trail.made
        start = self.pending[0].sentence.start
        before = [
            (frame, found[-1])
            for frame, found in zip(self.paragraph, self.cues, strict=True)
            if found and frame[-1].end <= start
        ]
        if before:
            source, cue, _ = self._from_cue(*before[-1])
            self._settle(source, cue, None, "the sentence before says who speaks", 0.75)
        elif self.paragraph[0][0].start < start:
            here = self.paragraph[0][0].start
            source = self._subject_before(start)
            source = source if source and source.span.start >= here else None
            self._settle(source, None, None, "the subject of the sentence before", 0.6)
        elif self.trail.colon or self.trail.speaks:
            source = made[-1].source if made and not self.trail.colon else None
            later = self._later_subject(source)
            if source is not None and later == source and made[-1].kind == "direct":
                self._go_on()
            else:
                self._settle(later, None, None, "the speaker before goes on", 0.7)
        else:
            self._settle(None, None, None, NOTHING, 0.4)

    def _go_on(self) -> None:
        """`"…," X said.` and a paragraph of nothing but quotation: one statement, without a second attribution."""
        pending, self.pending = self.pending, []
        for more in pending:
            self._append(more)

    def _subject_before(self, start: int) -> Source | None:
        return next((subject for subject in reversed(self.trail.subjects) if subject.span.end <= start), None)

    def _later_subject(self, source: Source | None) -> Source | None:
        """The last attribution's source, or whoever a later sentence credits without quoting."""
        start = self.paragraph[0][0].start
        subject = self._subject_before(start)
        return subject if source is None or (subject and subject.span.start > source.span.start) else source

    # book-keeping -----------------------------------------------------------

    def _settle(self, source, cue, clause, why: str, confidence: float) -> None:
        """Credit the pending quotations."""
        pending, self.pending = self.pending, []
        if not pending:
            return
        pieces = tuple(piece for made in pending for piece in made.pieces)
        sentence = Span(pending[0].sentence.start, pending[-1].sentence.end)
        self._keep(replace(
            pending[0], pieces=pieces, source=source, cue=cue, clause=clause, sentence=sentence, why=why,
            confidence=confidence if source else 0.4,
        ))  # fmt: skip

    def _keep(self, made: Attribution) -> None:
        self.trail.made.append(made)

    def _append(self, more: Attribution) -> None:
        """Add the pieces to the last attribution; a credit that comes only now holds for all of it."""
        last = self.trail.made[-1]
        credit = more if last.cue is None and more.source else last
        self.trail.made[-1] = replace(
            credit,
            pieces=last.pieces + more.pieces,
            kind=last.kind,
            sentence=Span(last.sentence.start, more.sentence.end),
        )

    def _from_cue(self, frame: Frame, cue: Cue) -> tuple[Source, Span, Span]:
        source = _source(frame, cue.subject)
        span = Span(frame[cue.first].start, frame[cue.last - 1].end)
        return source, span, Span(min(source.span.start, span.start), max(source.span.end, span.end))

    def _note_subject(self, i: int) -> None:
        frame = self.paragraph[i]
        phrases = [cue.subject for cue in self.cues[i]]
        first = first_phrase(frame, self.words)
        if first:
            phrases.append(first)
        sources = {_source(frame, phrase) for phrase in phrases}
        self.trail.subjects += sorted(sources, key=lambda source: (source.span, source.core))


def _uncredited(pieces: tuple[Span, ...], kind: Kind, frame: Frame) -> Attribution:
    return Attribution(pieces, kind, None, None, None, _span(frame), NOTHING, 0.4)


def _span(frame: tuple[Token, ...]) -> Span:
    return Span(frame[0].start, frame[-1].end)


def _source(frame: Frame, phrase: Phrase) -> Source:
    start, core = frame[phrase.first].start, frame[phrase.core - 1].end
    return Source(Span(start, core), Span(start, max(core, frame[phrase.last - 1].end)))
