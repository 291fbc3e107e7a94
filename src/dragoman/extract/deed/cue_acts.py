"""What the cue table tells of a clause, as acts of the same shape as the reader's."""

from collections.abc import Iterator

from dragoman.extract.deed.act import Act
from dragoman.extract.deed.clause import Clause
from dragoman.extract.deed.cued import Cued, by_verbs, coded
from dragoman.extract.deed.cued_nouns import by_nouns
from dragoman.extract.deed.told import Told
from dragoman.lexicon.cues import Cue, NounCue
from dragoman.model.seen import Deed
from dragoman.model.span import Span

LEAST = 0.5
ALONE = 0.65  # share of deeds by cue that were wholly right on evals/gold/samples; 0.85 is the table's own best


def cue_acts(clause: Clause, contexts: tuple[str, ...]) -> Iterator[Act]:
    """The acts of one clause by its verbs, then by its nouns."""
    verbs = by_verbs(clause)
    for cued in (*verbs, *by_nouns(clause, verbs)):
        act = _act(cued, clause, contexts)
        if act is not None and cued.confidence >= LEAST:
            yield act


def _act(cued: Cued, clause: Clause, contexts: tuple[str, ...]) -> Act | None:
    calls_off = isinstance(cued.cue, Cue) and cued.cue.calls_off
    code = ("REJECT", "meet") if calls_off and not cued.aux else coded(cued)
    if code is None:
        return None
    kind, mode = code
    meets = cued.cue.meeting is not None
    noun = isinstance(cued.cue, NounCue)
    verb = clause.tokens[cued.verb]
    deed = Deed(
        type=kind, modes=(mode,) if mode else (), aux=cued.aux,
        of="CONSULT" if meets and kind != "CONSULT" else None,
        mutual=not cued.recipients and len(cued.actors) > 1,
        cameo=cued.cue.cameo if not noun and kind == cued.cue.type else None,
        words=Span(verb.start, verb.end), sentence=clause.sentence,
        confidence=round(ALONE * cued.confidence / 0.85, 2), why=(),
    )  # fmt: skip
    told = Told(
        at=cued.verb, core=cued.core, predicate=cued.predicate, aux=cued.aux, promised=cued.promised,
        perfect=cued.perfect, noun=noun,
    )  # fmt: skip
    return Act(deed, cued.actors, cued.recipients, (f"cue: {cued.why}",), contexts, clause, told)
