"""The stage: meetings held, planned, mooted or called off, from deeds and from nouns ("a summit between A and B")."""

from collections.abc import Iterator

import msgspec

from dragoman.extract.deed.clause import Clause, clauses
from dragoman.extract.deed.deeds import Deed, actors_of, deeds, distinct
from dragoman.extract.deed.modality import SETTING_WORDS, coded, dated
from dragoman.extract.events import LEAST_CONFIDENCE, citation, cited_clause, contexts, place, summary
from dragoman.lexicon import Lexicon
from dragoman.lexicon.cues import Cue, NounCue
from dragoman.model.actor import Actor, Mention
from dragoman.model.finding import Aux, Event, Meeting, MeetingStatus
from dragoman.model.reading import Reading
from dragoman.model.span import Span

NOUN_CONFIDENCE = 0.7


def meetings(reading: Reading, lexicon: Lexicon) -> Reading:
    """`reading` with its Meetings; a meeting that only a noun tells gives its Event too."""
    found: list[Meeting | Event] = []
    for clause in clauses(reading, lexicon):
        by_verb = deeds(clause)
        for deed in by_verb:
            meeting = _of_deed(clause, deed)
            if meeting is not None:
                found.append(meeting)
        for deed in noun_deeds(clause, by_verb):
            meeting = _of_deed(clause, deed)
            event = _noun_event(clause, deed) if deed.verb not in clause.quoted else None
            found.extend(finding for finding in (meeting, event) if finding is not None)
    return msgspec.structs.replace(reading, findings=reading.findings + tuple(dict.fromkeys(found)))


def _of_deed(clause: Clause, deed: Deed) -> Meeting | None:
    if deed.cue.meeting is None or deed.confidence < LEAST_CONFIDENCE or deed.threatened:
        return None
    parties = distinct((*deed.actors, *deed.recipients))
    if len({actor.tie for actor in parties}) < 2:
        return None
    status = _status(deed)
    if status is None:
        return None
    when, _ = dated(clause, deed, of_plan=True)
    if status in ("planned", "mooted") and when.basis == "publication":
        when = type(when)()
    return Meeting(
        citation=citation(clause.reading, cited_clause(clause, deed)), when=when,
        confidence=deed.confidence, why=deed.why, participants=parties,
        kind=deed.cue.meeting, status=status, where=place(clause, deed),
    )  # fmt: skip


def _status(deed: Deed) -> MeetingStatus | None:
    if isinstance(deed.cue, Cue) and deed.cue.calls_off:
        return "cancelled" if not deed.aux else None
    if "negation" in deed.aux or deed.refused:
        return None
    if "hypothetical" in deed.aux:
        return "mooted"
    return "planned" if "future" in deed.aux or deed.promised else "held"


def noun_deeds(clause: Clause, by_verb: tuple[Deed, ...]) -> Iterator[Deed]:
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


def _noun_deed(clause: Clause, at: int, stop: int, cue: NounCue) -> Deed | None:
    parties, last = _noun_parties(clause, at, stop, cue)
    if len({actor.tie for actor in parties}) < 2:
        return None
    aux = _noun_aux(clause, at, last)
    if aux is None or (at in clause.quoted and aux != ("hypothetical",)):
        return None
    start, end = clause.tokens[max(0, at - 1)].start, clause.tokens[min(last, len(clause.tokens)) - 1].end
    visit = cue.mode == "visit"
    return Deed(
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


def _noun_event(clause: Clause, deed: Deed) -> Event | None:
    code = coded(deed)
    if code is None or "hypothetical" in deed.aux:
        return None
    kind, mode = code
    when, aux = dated(clause, deed)
    cited = cited_clause(clause, deed)
    return Event(
        citation=citation(clause.reading, cited), when=when, confidence=deed.confidence, why=deed.why,
        type=kind, mode=mode, actors=deed.actors, recipients=deed.recipients,
        contexts=contexts(cited.of(clause.reading.text), clause.lexicon), aux=aux,
        cameo=clause.lexicon.plover.cameo(kind, mode), where=place(clause, deed), summary=summary(clause, deed),
    )  # fmt: skip
