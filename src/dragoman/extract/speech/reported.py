"""Reported: the attributions that the reader saw sentence by sentence, joined over the article's quotations.

A quotation may begin sentences before the verb that credits it and run on after it:
"A. B," she said. "C." is one attribution whose content is in two pieces. What
somebody within the quotation is said to say or think belongs to its words, and is
no attribution of the article's. A Reading with `seen` and quotations in;
attributions in the order of their cues out.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from dragoman.model.reading import Reading
from dragoman.model.seen import Said
from dragoman.model.span import Span

HOLE = 25  # characters within somebody's words that the reader may have passed over


@dataclass(frozen=True)
class Reported:
    """Who is credited (None where no words say it), by which words, with what."""

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    sentence: Span
    confidence: float


def reported(reading: Reading) -> tuple[Reported, ...]:
    """The attributions of an article."""
    made = [_whole(said, reading) for seen in reading.seen for said in seen.said]
    made = [one for one in made if one.content and _quotation_at(one.cue.start, reading) is None]
    made.sort(key=lambda one: one.cue)
    credited = sorted(piece for one in made for piece in one.content)
    for quotation in reading.quotations:
        if _words(quotation.of(reading.text)) < 2 or _is_covered(quotation, credited):
            continue
        at = _continued(quotation, made, reading)
        if at is not None:
            made[at] = replace(made[at], content=joined([*made[at].content, quotation], reading.text))
    return tuple(made)


def _whole(said: Said, reading: Reading) -> Reported:
    """The attribution with its quoted pieces taken to the ends of their quotations."""
    pieces = []
    for piece in said.content:
        first, last = _quotation_at(piece.start, reading), _quotation_at(piece.end - 1, reading)
        start, end = piece.start, piece.end
        if first is not None and not first.covers(said.cue) and first.start < said.sentence.start:
            start = first.start  # sentences of the quotation that stand before this one
        if last is not None and not last.covers(said.cue) and last.end > said.sentence.end:
            end = last.end
        pieces.append(Span(start, end))
    content = _closed(joined(pieces, reading.text), said, reading.text)
    return Reported(_with_comma(said, reading.text), said.cue, content, said.sentence, said.confidence)


def _closed(pieces: tuple[Span, ...], said: Said, text: str) -> tuple[Span, ...]:
    """The pieces with the small holes between them closed, where neither verb nor source stands in them."""
    found: list[Span] = []
    for piece in pieces:
        hole = Span(found[-1].end, piece.start) if found else None
        apart = [span for span in (said.cue, said.source) if span and hole and span.overlaps(hole)]
        if hole and len(hole) <= HOLE and not apart:
            found[-1] = Span(found[-1].start, piece.end)
        else:
            found.append(piece)
    return tuple(found)


def joined(pieces: list[Span], text: str) -> tuple[Span, ...]:
    """Pieces with nothing between them are one."""
    found: list[Span] = []
    for piece in sorted(pieces):
        if found and not text[found[-1].end : piece.start].strip():
            found[-1] = Span(found[-1].start, max(found[-1].end, piece.end))
        else:
            found.append(piece)
    return tuple(found)


def _with_comma(said: Said, text: str) -> Span | None:
    """A source with an aside ends with the aside's comma: "Flynn, an adviser, said"."""
    source = said.source
    if source is not None and "," in source.of(text) and text[source.end : source.end + 1] == ",":
        return Span(source.start, source.end + 1)
    return source


def _quotation_at(offset: int, reading: Reading) -> Span | None:
    quotations = reading.quotations
    at = bisect_right(quotations, offset, key=lambda span: span.start) - 1
    return quotations[at] if at >= 0 and quotations[at].start <= offset < quotations[at].end else None


def _is_covered(quotation: Span, credited: list[Span]) -> bool:
    return any(piece.overlaps(quotation) for piece in credited)


def _continued(quotation: Span, made: list[Reported], reading: Reading) -> int | None:
    """Which attribution a quotation that nothing credits goes on with: the last before it in its paragraph."""
    starts = bisect_left(reading.sentences, quotation.start, key=lambda sentence: sentence.end)
    if starts >= len(reading.sentences) or quotation.start > reading.sentences[starts].start + 1:
        return None  # words of its own stand before it
    paragraph = next((one for one in reading.paragraphs if one.start <= quotation.start < one.end), None)
    at = bisect_left(made, quotation.start, key=lambda one: one.cue.start) - 1
    if at < 0 or paragraph is None or made[at].cue.start < paragraph.start:
        return None
    quoted = any(_quotation_at(piece.start, reading) is not None for piece in made[at].content)
    next_to = starts > 0 and reading.sentences[starts - 1].covers(made[at].cue)
    return at if quoted or next_to else None


def _words(text: str) -> int:
    return len(text.split())
