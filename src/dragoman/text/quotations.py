"""Quotations: a text and its paragraphs in, the spans between quotation marks out, marks included.

A quotation never leaves its paragraph. One that runs on over several
paragraphs, each opened anew and only the last one closed, gives one span a
paragraph; a span without a closing mark (`is_open`) is continued by the next,
or is `doubtful`. Marks inside a quotation stay inside. Who spoke is not asked here.
"""

import re
from bisect import bisect_left

from dragoman.model.span import Span

MARK = re.compile(r"``|''|[“”„«»\"‘’']")
CLOSERS = {
    "“": "”",
    "”": "”",
    "„": "“”",
    "«": "»",
    '"': '"',
    "``": ("''", '"'),
    "''": ("''", '"'),
    "‘": "’",
    "'": "'",
}
SINGLE = "‘'"
BEFORE_OPENING = " \t\n\u00a0\u202f([{—–-/:,;….“‘'\""
ELISION = re.compile(r"(?:em|til|tis|twas|cause|n|\d\ds?)\b", re.I)  # after the mark: 'em, 'til, the '90s


def quotations(text: str, paragraphs: tuple[Span, ...]) -> tuple[Span, ...]:
    """The quotations of each paragraph, in order.

    >>> text = "'It isn't today's,' he said."
    >>> [q.of(text) for q in quotations(text, (Span(0, len(text)),))]
    ["'It isn't today's,'"]
    """
    return tuple(q for paragraph in paragraphs for q in _Paragraph(text, paragraph).quotations())


def is_open(text: str, quotation: Span) -> bool:
    """Whether the closing mark is missing: the next paragraph continues, or somebody forgot it."""
    opening = MARK.match(text, quotation.start)
    return not (opening and len(quotation) > 1 and text.endswith(_closers(opening[0]), 0, quotation.end))


def doubtful(text: str, spans: tuple[Span, ...], paragraphs: tuple[Span, ...]) -> tuple[Span, ...]:
    """Quotations without a closing mark that no next paragraph continues."""
    starts = [paragraph.start for paragraph in paragraphs]
    opened = {span.start for span in spans}

    def continued(span: Span) -> bool:
        here = bisect_left(starts, span.end)  # the paragraph after the quotation
        if here == len(starts) or text[span.end : paragraphs[here - 1].end].strip():
            return False
        following = paragraphs[here].of(text)
        return paragraphs[here].start + len(following) - len(following.lstrip()) in opened

    return tuple(span for span in spans if is_open(text, span) and not continued(span))


def _closers(opening: str) -> tuple[str, ...]:
    closers = tuple(CLOSERS[opening])
    return (*closers, '"') if opening == "“" else (*closers, "”") if opening == '"' else closers


class _Paragraph:
    """One pass over the marks of one paragraph; the list it looks ahead in is made once."""

    def __init__(self, text: str, span: Span):
        self.text, self.span = text, span
        self.marks = [(m.start(), m[0]) for m in MARK.finditer(text, span.start, span.end)]
        self.last = {mark: at for at, mark in self.marks}
        self.closing = {
            closer: [at for at, mark in self.marks if mark == closer and self._closes(at)] for closer in "’'"
        }
        self.sure = {
            closer: [at for at in ats if not self._plural_possessive(at)]
            for closer, ats in self.closing.items()
        }

    def quotations(self) -> list[Span]:
        found, opening, start, end = [], "", 0, None
        for at, mark in self.marks:
            if not opening:
                if self._opens(at, mark):
                    opening, start, end = mark, at, self._single_end(at, mark)
            elif opening in SINGLE:
                if at == end:
                    found.append(Span(start, at + 1))
                    opening = ""
            elif self._closes_it(opening, start, at, mark):
                found.append(Span(start, at + len(mark)))
                opening = ""
            elif mark == opening and self._looks_opening(at):
                found.append(self._unclosed(start, at))  # the closing mark was forgotten
                start = at
        if opening:
            found.append(self._unclosed(start, self.span.end))
        return [span for span in found if span.of(self.text).strip("“”„«»\"‘’'`. ")]

    def _unclosed(self, start: int, end: int) -> Span:
        return Span(start, start + len(self.text[start:end].rstrip()))

    def _before(self, at: int) -> str:
        return self.text[at - 1] if at > self.span.start else " "

    def _after(self, at: int) -> str:
        return self.text[at + 1] if at + 1 < self.span.end else " "

    def _looks_opening(self, at: int) -> bool:
        return self._before(at) in BEFORE_OPENING and not self._after(at).isspace()

    def _opens(self, at: int, mark: str) -> bool:
        if mark in "“„«``" or (mark == "”" and at == self.span.start):
            return True
        if mark not in CLOSERS or not self._looks_opening(at):
            return False
        return mark in ('"', "''") or self._single_opens(at, mark)

    def _single_opens(self, at: int, mark: str) -> bool:
        if ELISION.match(self.text, at + 1):
            return False
        begins = mark == "‘" and at == self.span.start  # a long speech, continued in the next paragraph
        return begins or self._single_end(at, mark) is not None

    def _single_end(self, start: int, opening: str) -> int | None:
        """The first closing mark that is no plural's possessive; failing that, the first that may be one."""
        closer = CLOSERS[opening]
        for ats in (self.sure.get(closer, ()), self.closing.get(closer, ())):
            here = bisect_left(ats, start + 2)
            if here < len(ats):
                return ats[here]
        return None

    def _closes(self, at: int) -> bool:
        return not self._before(at).isspace() and not self._after(at).isalnum()

    def _plural_possessive(self, at: int) -> bool:
        """`the allies' plan`: an s, the mark, a space and a small letter."""
        after = self.text[at + 1 : at + 3]
        return self._before(at) in "sz" and len(after) == 2 and after[0] == " " and after[1].islower()

    def _closes_it(self, opening: str, start: int, at: int, mark: str) -> bool:
        if mark in CLOSERS[opening]:
            return mark != '"' or self._closes(at) or not self._looks_opening(at)
        stray = mark == {"“": '"', '"': "”"}.get(opening)  # one kind opens, the other closes
        return stray and at > start + 1 and self._closes(at) and self.last.get(CLOSERS[opening], -1) <= at
