"""The stage: what statements are about, as affairs by the words that name them.

Where no words do, the PLOVER contexts that the reader sees in their sentences may point
to one. Says nothing about the side that a statement takes.
"""

from collections.abc import Container

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.lexicon.affairs import Affairs
from dragoman.model.finding import AnyFinding, Statement
from dragoman.model.reading import Reading
from dragoman.model.span import Span

LEAST_WORDS = 8


def affairs(reading: Reading, lexicon: Lexicon) -> Reading:
    """`reading` with the issues of its Statements."""
    findings = tuple(_with_issues(finding, reading, lexicon.affairs) for finding in reading.findings)
    return msgspec.structs.replace(reading, findings=findings)


def affairs_of(
    text: str, table: Affairs, *, parties: Container[str] = (), contexts: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The affairs that a text names, each once, in its order; else those that its contexts point to.

    >>> from dragoman.lexicon import load
    >>> affairs_of("We will lift the sanctions when the shelling stops.", load().affairs)
    ('sanctions', 'war')
    """
    named = tuple(dict.fromkeys(one.affair for one in table.named_in(text, parties)))
    return named or table.pointed_to(contexts)


def _with_issues(finding: AnyFinding, reading: Reading, table: Affairs) -> AnyFinding:
    if not isinstance(finding, Statement):
        return finding
    speaker = (finding.speaker.tie,) if finding.speaker else ()
    issues = affairs_of(
        finding.words, table, parties=frozenset((*speaker, *finding.about)), contexts=_contexts(finding, reading)
    )
    return msgspec.structs.replace(finding, issues=issues) if issues else finding


def _contexts(said: Statement, reading: Reading) -> frozenset[str]:
    """The contexts of the sentences that hold the words; none for a few words, which may be about anything."""
    if len(said.words.split()) < LEAST_WORDS:
        return frozenset()
    cited = Span(said.citation.start, said.citation.end)
    return frozenset(name for seen in reading.seen if seen.sentence.overlaps(cited) for name in seen.contexts)
