"""Acts: the deeds that the reader saw and those that the cue table tells, each once, with whoever is meant.

Where both tell one deed, the cue says who takes part: it is right oftener, where it
speaks at all. What is left out here: deeds whose parties nobody knows, each with the phrase
to blame, and those that a state's organ would do to itself by two names.
"""

from collections.abc import Iterator

import msgspec

from dragoman.extract.deed.act import Act, LeftOut
from dragoman.extract.deed.clause import SENTENCE_CHARS, Clause
from dragoman.extract.deed.cue_acts import cue_acts
from dragoman.extract.deed.parties import Parties, parties
from dragoman.extract.deed.told import Told, clause_end
from dragoman.lexicon import Lexicon
from dragoman.model.actor import Actor
from dragoman.model.reading import Reading
from dragoman.model.seen import Deed, Named, Seen
from dragoman.model.span import Span, hull

BOTH = 0.7  # share of deeds told by both that were wholly right on evals/gold/samples
POSSESSIVES = ("their ", "its ", "his ", "her ")
NO_DOER = "who did it is not known, and a deed is left out"
NO_STATE = "nobody in it has a known state, and a deed is left out"


def acts(reading: Reading, lexicon: Lexicon) -> Iterator[Act | LeftOut]:
    """The acts of a reading, in the order of the text, and after those of a sentence the deeds left out of it."""
    who = parties(reading, lexicon)
    seen_in = {seen.sentence: seen for seen in reading.seen}
    for sentence in reading.sentences:
        if len(sentence) > SENTENCE_CHARS:
            continue
        clause, seen = Clause(reading, sentence, lexicon), seen_in.get(sentence, Seen(sentence))
        denied = _denied(seen, clause)
        told = [deed for deed in seen.deeds if not any(span.covers(deed.words) for span in denied)]
        made = [_act(deed, seen.contexts, clause, who) for deed in told]
        by_reader = [act for act in made if isinstance(act, Act)]
        by_cue = list(cue_acts(clause, seen.contexts))
        found = sorted(map(_hosted, _once(by_reader, by_cue)), key=lambda act: (act.told.at, act.deed.type))
        yield from found
        yield from (one for one in made if isinstance(one, LeftOut) and not _is_told(one, found))


def _hosted(act: Act) -> Act:
    """A talk without its host's state as recipient, where the host is among those who talk."""
    if act.deed.type != "CONSULT":
        return act
    here = {actor.tie for actor in act.actors}
    recipients = tuple(one for one in act.recipients if one.kind != "state" or one.tie not in here)
    return msgspec.structs.replace(act, recipients=recipients)


def _denied(seen: Seen, clause: Clause) -> list[Span]:
    """The words of a sentence that somebody denies: what they tell is nobody's deed."""
    text = clause.reading.text
    return [
        piece
        for said in seen.said
        if any(denial in said.cue.of(text).casefold() for denial in clause.words.denials)
        for piece in said.content
    ]


def _once(by_reader: list[Act], by_cue: list[Act]) -> Iterator[Act]:
    """Each act once: the cue's where both tell it, with what the reader says beside it.

    Where they give the same words and doers another type, the surer of the two is told.
    """
    left = list(by_reader)
    for cued in by_cue:
        same = next((act for act in left if _same(act, cued)), None)
        other = [act for act in left if act is not same and _is_doubt(act, cued)]
        if same is None and any(act.deed.confidence > cued.deed.confidence for act in other):
            continue
        left = [act for act in left if act not in other]
        if same is None:
            yield cued
            continue
        left = [act for act in left if act is not same and not (_same(act, cued) and _beside(act, same))]
        deed = msgspec.structs.replace(
            same.deed, confidence=max(BOTH, same.deed.confidence), aux=cued.deed.aux or same.deed.aux
        )
        recipients, strangers = cued.recipients, cued.strangers
        if not recipients and not same.deed.mutual:  # the cue is silent on whom it was done to
            recipients = tuple(one for one in same.recipients if one.id not in {actor.id for actor in cued.actors})
            strangers = tuple(phrase for phrase in same.strangers if phrase in same.deed.recipients)
        told = msgspec.structs.replace(cued.told, aux=deed.aux)
        yield msgspec.structs.replace(cued, deed=deed, told=told, recipients=recipients, strangers=strangers)
    yield from left


def _is_doubt(act: Act, cued: Act) -> bool:
    """Whether the reader gives what a cue tells by these words of these doers another type."""
    doers = [{actor.id for actor in one.actors} for one in (act, cued)]
    return act.deed.type != cued.deed.type and doers[0] == doers[1] and _beside(act, cued)


def _beside(one: Act, other: Act) -> bool:
    """Whether the reader tells two acts by the same words."""
    return abs(one.told.at - other.told.at) <= 1


def _is_told(left_out: LeftOut, found: list[Act]) -> bool:
    """Whether an act of its type is told by the words of a deed left out all the same."""
    deed = left_out.deed
    return any(act.deed.type == deed.type and act.told.core.overlaps(deed.words) for act in found)


def _same(seen: Act, cued: Act) -> bool:
    """Whether two acts are one: of a type, told by the same words, with a party in common."""
    ties = [{actor.tie for actor in (*act.actors, *act.recipients)} for act in (seen, cued)]
    near = seen.told.core.overlaps(cued.told.core)
    return seen.deed.type == cued.deed.type and near and bool(ties[0] & ties[1])


def _act(deed: Deed, contexts: tuple[str, ...], clause: Clause, who: Parties) -> Act | LeftOut | None:
    actors, acting = _actors(deed.actors, who)
    recipients, suffering = _actors(deed.recipients, who)
    recipients = tuple(one for one in recipients if one.id not in {actor.id for actor in actors})
    if not actors:
        # Somebody acts, and nobody knows who: better no deed than half of one.
        return LeftOut(deed, deed.actors[0], NO_DOER) if deed.actors else None
    if not any(_has_tie(actor, who.lexicon) for actor in (*actors, *recipients)):
        return LeftOut(deed, deed.actors[0], NO_STATE)
    if deed.mutual and len({actor.id for actor in actors}) < 2:
        return None
    if not deed.mutual and any(one.kind == "state" for one in actors):
        own = {actor.state for actor in actors if actor.kind == "state"}
        recipients = tuple(one for one in recipients if one.kind not in ("organ", "person") or one.state not in own)
    if not deed.mutual and recipients and {one.kind for one in (*actors, *recipients)} == {"state"}:
        recipients = tuple(one for one in recipients if one.state not in {actor.state for actor in actors})
        if not recipients:
            return None
    alone = len({actor.tie for actor in actors}) < 2
    if not recipients and alone and who.lexicon.plover.types[deed.type].requires_recipient:
        return None
    told = _told(deed, clause)
    return Act(deed, actors, recipients, acting + suffering, contexts, clause, told, _strangers(deed, who))


def _strangers(deed: Deed, who: Parties) -> tuple[Named, ...]:
    """Named parties of whom no state or body is known; a crowd has no name to look for."""
    found = []
    for phrase in (*deed.actors, *deed.recipients):
        party = who.of(phrase)
        if phrase.kind not in ("people", "site") and not party.known and party.actors:
            found += [] if any(_has_tie(actor, who.lexicon) for actor in party.actors) else [phrase]
    return tuple(found)


def _actors(phrases: tuple[Named, ...], who: Parties) -> tuple[tuple[Actor, ...], tuple[str, ...]]:
    """Whom the phrases mean, and how we know.

    A pronoun beside a name of the same role is that name again, and so is a
    description beside it: "the general, Min Aung Hlaing", "Austria and Italy … their ministers".
    """
    text = who.reading.text
    named = [phrase for phrase in phrases if phrase.kind != "pro"] or list(phrases)
    parties = [(phrase, who.of(phrase)) for phrase in named]
    known = [phrase for phrase, party in parties if party.known and party.actors]
    found, told = {}, []
    for phrase, party in parties:
        words = phrase.span.of(text)
        if not party.known and any(_describes(phrase, name, text) for name in known):
            told.append(f"“{words}” describes another party")
            continue
        found.update({actor.id: actor for actor in party.actors})
        meant = ", ".join(actor.id for actor in party.actors) or "nobody"
        told.append(f"“{words}” {phrase.confidence:.2f} is {meant}: {party.why}")
    return tuple(found.values()), tuple(told)


def _describes(phrase: Named, name: Named, text: str) -> bool:
    """Whether the phrase stands for the name's bearer: beside it but for a comma, or as somebody of theirs."""
    first, last = sorted((phrase.span, name.span))
    beside = text[first.end : last.start].strip() in ("", ",")
    return beside or text[phrase.span.start : phrase.span.end].casefold().startswith(POSSESSIVES)


def _has_tie(actor: Actor, lexicon: Lexicon) -> bool:
    return actor.state is not None or actor.tie in lexicon.organisations


def _told(deed: Deed, clause: Clause) -> Told:
    at = next((at for at, token in enumerate(clause.tokens) if token.end > deed.words.start), 0)
    spans = [deed.words, *(party.span for party in (*deed.actors, *deed.recipients))]
    core = hull([Span(max(span.start, clause.sentence.start), min(span.end, clause.sentence.end)) for span in spans])
    before = clause.lows[max(0, at - 3) : at]
    auxiliaries = clause.lexicon.cues.auxiliaries
    has = any(low in auxiliaries.perfect_tense for low in before)
    noun = bool(before) and (
        before[-1] in clause.words.articles | clause.words.possessives | clause.words.prepositions
        or clause.tokens[at - 1].possessive
    )
    end = clause_end(clause, max(at, _last(clause, core)))
    return Told(
        at=at, core=core, predicate=Span(clause.tokens[at].start if clause.tokens else core.start, max(core.end, end)),
        aux=deed.aux, promised=deed.type == "AGREE" and "future" not in deed.aux, perfect=has and not noun, noun=noun,
    )  # fmt: skip


def _last(clause: Clause, core: Span) -> int:
    """The last token of the core."""
    inside = [at for at, token in enumerate(clause.tokens) if token.start < core.end]
    return inside[-1] if inside else 0
