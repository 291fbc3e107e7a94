"""Clause → meetings told by a noun with its parties: "a call between A and B", "his first meeting with B"."""

from collections.abc import Iterator

from dragoman.extract.deed.clause import Clause
from dragoman.extract.deed.cued import Cued, distinct
from dragoman.extract.deed.modality import SETTING_WORDS
from dragoman.extract.deed.parties import actors_of
from dragoman.lexicon.cues import NounCue
from dragoman.model.actor import Actor, Mention
from dragoman.model.finding import Aux
from dragoman.model.span import Span

NOUN_CONFIDENCE = 0.7


def by_nouns(clause: Clause, by_verb: tuple[Cued, ...]) -> Iterator[Cued]:
    """Meetings told by a noun with its parties: "a call between A and B", "his first meeting with B"."""
    taken = [deed.core for deed in by_verb if deed.cue.type in ("CONSULT", "REJECT")]
    at = 0
    while at < len(clause.tokens):
        cue, stop = _noun_at(clause, at)
        if cue is None:
            at += 1
            continue
        if not any(core.start <= clause.tokens[at].start < core.end for core in taken):
            deed = _noun_deed(clause, at, stop, cue)
            if deed is not None:
                yield deed
        at = stop


def _noun_at(clause: Clause, at: int) -> tuple[NounCue | None, int]:
    best: tuple[NounCue | None, int] = (None, at)
    for cue in clause.lexicon.cues.nouns:
        for noun in cue.nouns:
            words = noun.split()
            if len(words) > best[1] - at and clause.lows[at : at + len(words)] == tuple(words):
                best = (cue, at + len(words))
    return best


def _noun_deed(clause: Clause, at: int, stop: int, cue: NounCue) -> Cued | None:
    parties, last = _noun_parties(clause, at, stop, cue)
    if len({actor.tie for actor in parties}) < 2:
        return None
    aux = _noun_aux(clause, at, last)
    if aux is None or (at in clause.quoted and aux != ("hypothetical",)):
        return None
    start, end = clause.tokens[max(0, at - 1)].start, clause.tokens[min(last, len(clause.tokens)) - 1].end
    visit = cue.mode == "visit"
    return Cued(
        cue=cue, verb=at, actors=parties[:1] if visit else parties, recipients=parties[1:] if visit else (),
        aux=aux, core=Span(start, end), predicate=Span(start, _aside_end(clause, last)),
        confidence=NOUN_CONFIDENCE, why=f"the noun “{' '.join(clause.lows[at:stop])}” with its parties",
    )  # fmt: skip


def _aside_end(clause: Clause, last: int) -> int:
    """Where the words about the meeting end: at the next comma or opener."""
    for position in range(last, len(clause.lows)):
        if clause.lows[position] in (",", ";") or clause.lows[position] in clause.words.openers:
            return clause.tokens[position].start
    return clause.sentence.end


def _noun_parties(clause: Clause, at: int, stop: int, cue: NounCue) -> tuple[tuple[Actor, ...], int]:
    """Who meets, and the token after their names."""
    for joint in ("between", "of"):
        together = _group_after(clause, stop, joint, places=False)
        if together is not None and len(together[1]) > 1:
            return actors_of(together[1]), together[0]
    other = _group_after(clause, stop, "to" if cue.mode == "visit" else "with", places=cue.mode == "visit")
    if other is None:
        return _setting_parties(clause, at), stop
    owner = _owner(clause, at)
    return distinct((*owner, *actors_of(other[1]))), other[0]


def _setting_parties(clause: Clause, at: int) -> tuple[Actor, ...]:
    """ "In a phone call on Monday, Lee and Ishiba agreed": a meeting that sets the scene is its subjects'."""
    lead = clause.lead()
    if lead is None or lead[0] < at or clause.lows[0] not in clause.words.scene:
        return ()
    return actors_of(lead[2]) if any(low == "," for low in clause.lows[at : lead[0]]) else ()


def _group_after(
    clause: Clause, stop: int, preposition: str, *, places: bool
) -> tuple[int, tuple[Mention, ...]] | None:
    if stop >= len(clause.tokens) or clause.lows[stop] != preposition:
        return None
    for target in range(stop + 1, min(stop + 4, len(clause.tokens))):
        if target in clause.mentions:
            return clause.group_starting(target, places=places)
        if clause.lows[target] in clause.words.prepositions:
            return None
    return None


def _owner(clause: Clause, at: int) -> tuple[Actor, ...]:
    """Whose meeting: "Lee's first meeting with", "after talks with B, A said". Nobody's where it is left open."""
    settings = clause.lexicon.cues.noun_words.settings
    owned = at < SETTING_WORDS or _told(clause, at, clause.lexicon.cues.noun_words.mooted)
    for back in range(at - 1, max(at - 6, -1), -1):
        if back + 1 in clause.mention_ends and clause.tokens[back].possessive:
            return clause.mentions[clause.mention_ends[back + 1]][1].actors
        owned = owned or clause.lows[back] in settings or clause.lows[back] in clause.words.possessives
        if clause.lows[back] in clause.words.prepositions:
            break
    lead = clause.lead()
    return actors_of(lead[2]) if owned and lead is not None else ()


def _noun_aux(clause: Clause, at: int, last: int) -> tuple[Aux, ...] | None:
    """Held, planned or mooted, by the words around the noun; None where they do not tell."""
    words = clause.lexicon.cues.noun_words
    following = clause.lows[last : last + 4]
    auxiliaries = clause.lexicon.cues.auxiliaries
    if set(following) & auxiliaries.hypothetical or clause.words.open_questions & set(clause.lows[max(0, at - 6) : at]):
        return ("hypothetical",)
    if _told(clause, at, words.mooted):
        return ("hypothetical",)
    if _told(clause, at, words.planned) or set(following) & (auxiliaries.future | clause.words.scheduled):
        return ("future",)
    if _told(clause, at, words.first_told) or (at > 0 and set(clause.lows[max(0, at - 4) : at]) & clause.words.scene):
        return ()
    return None


def _told(clause: Clause, at: int, phrases: tuple[str, ...]) -> bool:
    """Whether one of the phrases stands in the few words before token `at`."""
    before = " ".join(clause.lows[max(0, at - 5) : at])
    return any(f" {phrase} " in f" {before} " for phrase in phrases)
