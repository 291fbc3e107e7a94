"""Clause → deeds by the table of cues: a verb, who did it to whom, and whether it is done, to come, or only thought of.

A second voice beside the reader's: it finds little and errs seldom. What it says of
who takes part is believed before the reader; what both say is surest.
"""

import msgspec

from dragoman.extract.deed.clause import Clause
from dragoman.extract.deed.parties import actors_of
from dragoman.extract.deed.told import clause_end
from dragoman.extract.deed.verbs import VerbGroup, is_finite, verb_group
from dragoman.lexicon.cues import Cue, NounCue, VerbForm
from dragoman.model.actor import Actor, Mention
from dragoman.model.finding import Aux
from dragoman.model.span import Span

BARE_DOUBT = 0.25  # taken off a deed whose recipient the words leave open
OBJECT_REACH = 6  # words between a verb and the noun it takes: "held a 25-minute late-night phone call"


class Cued(msgspec.Struct, frozen=True):
    """One cue with its parties. `verb` is the token it was found at; `core` covers all that makes it up."""

    cue: Cue | NounCue
    verb: int
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    aux: tuple[Aux, ...]
    core: Span
    predicate: Span
    confidence: float
    why: str
    promised: bool = False
    refused: bool = False
    threatened: bool = False
    perfect: bool = False
    noun: Span | None = None  # the noun the verb takes, where it stands before the verb


def by_verbs(clause: Clause) -> tuple[Cued, ...]:
    """The deeds that the clause's verbs state, in order."""
    found: list[Cued] = []
    for at, low in enumerate(clause.lows):
        if at in clause.quoted or at in clause.inside:
            continue
        options = [
            deed
            for form in clause.lexicon.cues.by_form.get(low, ())
            if (deed := _deed(clause, at, form, found)) is not None
        ]
        if options:
            # The cue that asks for most words is the most specific.
            found.append(max(options, key=lambda deed: (len(deed.core), deed.confidence)))
    return tuple(found)


def _deed(clause: Clause, at: int, form: VerbForm, before: list[Cued]) -> Cued | None:
    cue = form.cue
    after = at + 1
    if cue.particle:
        rest = " ".join(clause.lows[after : after + 3])
        particle = next((word for word in cue.particle if rest == word or rest.startswith(word + " ")), None)
        if particle is None:
            return None
        after += len(particle.split())
    if after < len(clause.lows) and clause.lows[after] in cue.unless:
        return None
    if clause.lows[at] in clause.lexicon.cues.auxiliaries.perfect_tense and not _takes_noun(clause, after, cue):
        return None
    group = verb_group(clause, at)
    if group is None or not is_finite(group, form):
        return None
    passive = group.be and "participle" in form.forms
    subject = _subject(clause, group, before)
    taken, noun = _object(clause, after, cue, group.first, passive=passive, subject=subject)
    if taken is None or (cue.needs and not set(cue.needs) & set(clause.lows[after:])):
        return None
    if passive:
        return _passive(clause, at, cue, group, after, taken)
    if subject is None:
        return None
    start, actors, doubt, why = subject
    if group.bare and form.forms == {"base"} and len(actors) < 2:
        return None
    end, recipients, more_doubt = _recipients(clause, max(after, taken), after, cue)
    if not recipients and cue.joint and end < 0:
        end = max(after, taken)
    parties = _parties(cue, actors, recipients)
    if parties is None and _stands_bare(clause, cue, group, actors, recipients, after, doubt):
        parties, more_doubt = (actors, ()), BARE_DOUBT
    if parties is None:
        return None
    return _made(
        clause, at, cue, group, parties,
        first=min(start, at), last=max(end, taken, after), confidence=0.85 - doubt - more_doubt,
        why=f"“{clause.lows[at]}”: {why}", noun=noun,
    )  # fmt: skip


def _stands_bare(
    clause: Clause,
    cue: Cue,
    group: VerbGroup,
    actors: tuple[Actor, ...],
    recipients: tuple,
    after: int,
    doubt: float,
) -> bool:
    """Whether a deed may stand without recipient: "the European Union welcomed the treaty"."""
    follows = clause.lows[after] if after < len(clause.lows) else ""
    return (
        cue.bare and not recipients and not group.negation and doubt < 0.1
        and all(map(_acts_for_state, actors))
        and (follows in clause.words.determiners or bool(cue.particle))
    )  # fmt: skip


def _acts_for_state(actor: Actor) -> bool:
    return actor.kind in ("state", "organ", "organisation") or bool(actor.office and actor.sector == "GOV")


def _takes_noun(clause: Clause, after: int, cue: Cue) -> bool:
    """Whether "has" is a verb of its own ("has a meeting") and not half of one ("has called off the meeting")."""
    follows = clause.lows[after] if after < len(clause.lows) else ""
    return follows in clause.words.determiners or _phrase_at(clause, after, cue.object) is not None


def _passive(clause: Clause, at: int, cue: Cue, group: VerbGroup, after: int, taken: int) -> Cued | None:
    """ "X was condemned by Y": Y acts."""
    by = clause.prepositional_group(after, "by", places=True)
    if by is None:
        return None
    subject = clause.subject(group.first)
    recipients: tuple[Mention, ...] = subject[1] if subject is not None else ()
    first = subject[0] if subject is not None else group.first
    if "object" not in cue.to or not recipients:
        _, found, _ = _recipients(
            clause,
            after,
            after,
            msgspec.structs.replace(cue, to=tuple(to for to in cue.to if to not in ("object", "by"))),
        )
        recipients = found
    parties = _parties(cue, by[1], recipients)
    if parties is None:
        return None
    return _made(
        clause,
        at,
        cue,
        group,
        parties,
        first=first,
        last=by[0],
        confidence=0.75,
        why=f"“{clause.lows[at]} … by”",
    )


def _made(
    clause: Clause, at: int, cue: Cue, group: VerbGroup, parties: tuple[tuple[Actor, ...], tuple[Actor, ...]],
    *, first: int, last: int, confidence: float, why: str, noun: Span | None = None,
) -> Cued:  # fmt: skip
    start = clause.tokens[first].start
    end = clause.tokens[min(max(last, at + 1), len(clause.tokens)) - 1].end
    return Cued(
        cue=cue, verb=at, actors=parties[0], recipients=parties[1], aux=_aux(clause, group, first),
        core=Span(start, end), predicate=Span(clause.tokens[group.first].start, clause_end(clause, last)),
        confidence=round(confidence, 2), why=why, promised=group.promised, refused=group.refused,
        threatened=group.threatened, perfect=group.has or group.had, noun=noun,
    )  # fmt: skip


def _subject(clause: Clause, group: VerbGroup, before: list[Cued]) -> tuple[int, tuple[Actor, ...], float, str] | None:
    """First token, who, how doubtful, why."""
    found = clause.subject(group.first)
    if found is not None:
        start, mentions, why = found
        doubt = 0.05 if any(mention.form in ("pronoun", "group") for mention in mentions) else 0.0
        return start, actors_of(mentions), doubt, why
    back = group.first - 1
    if back < 0 or clause.lows[back] not in clause.words.joins_verbs:
        return None
    earlier = before[-1] if before else None
    if earlier is not None and not clause.opener_between(earlier.verb + 1, group.first):
        return group.first, earlier.actors, 0.1, "shares the subject of the verb before"
    lead = clause.lead()
    if lead is None or lead[1] > group.first or clause.opener_between(lead[1], group.first):
        return None
    return group.first, actors_of(lead[2]), 0.15, "shares the sentence's subject"


def _object(
    clause: Clause, after: int, cue: Cue, first: int, *, passive: bool, subject: tuple | None
) -> tuple[int | None, Span | None]:
    """The token after the noun that the cue asks for (`after` where it asks for none, None where it is missing),
    and the noun itself where it stands before the verb."""
    if not cue.object:
        return after, None
    for position in range(after, min(after + OBJECT_REACH, len(clause.tokens))):
        stop = _phrase_at(clause, position, cue.object)
        if stop is not None:
            return stop, None
        if clause.lows[position] in (";", ",") or clause.lows[position] in clause.words.openers:
            break
    # "sanctions were imposed on", "a summit Merz will hold with": the noun stands before.
    before = subject[0] if subject is not None and not passive else first
    for position in range(max(0, before - 3), before):
        stop = _phrase_at(clause, position, cue.object)
        if stop is not None and stop <= before:
            start = position - 1 if position and clause.lows[position - 1] in clause.words.articles else position
            return after, Span(clause.tokens[start].start, clause.tokens[stop - 1].end)
    return None, None


def _phrase_at(clause: Clause, at: int, phrases: tuple[str, ...]) -> int | None:
    best = None
    for phrase in phrases:
        words = phrase.split()
        if clause.lows[at : at + len(words)] == tuple(words):
            best = max(best or 0, at + len(words))
    return best


def _recipients(clause: Clause, after: int, verb_end: int, cue: Cue) -> tuple[int, tuple[Mention, ...], float]:
    """The token after the recipient, who, and how doubtful."""
    for slot in cue.to:
        if slot == "object":
            found = clause.object_group(verb_end, places=cue.place_ok)
            if found is not None:
                return found[0], found[1], 0.1 if found[2] else 0.0
        elif slot == "owned":
            owned = clause.owned_group(verb_end)
            if owned is not None:
                return owned[0], owned[1], 0.05
        else:
            named = clause.prepositional_group(after if cue.object else verb_end, slot, places=cue.place_ok)
            if named is not None:
                return named[0], named[1], 0.0
    return -1, (), 0.0


def _parties(cue: Cue, actors: tuple, recipients: tuple) -> tuple[tuple[Actor, ...], tuple[Actor, ...]] | None:
    """Who acts and who receives by PLOVER's rules; None where the cue needs somebody who is missing."""
    acting = actors if actors and isinstance(actors[0], Actor) else actors_of(actors)
    receiving = tuple(actor for actor in actors_of(recipients) if actor.id not in {one.id for one in acting})
    if cue.host:
        acting, receiving = receiving, acting
    if not acting:
        return None
    if cue.reciprocal or (cue.joint and len({actor.tie for actor in acting}) > 1):
        parties = distinct((*acting, *receiving))
        return (parties, ()) if len({actor.tie for actor in parties}) > 1 else None
    if not receiving and not cue.alone:
        return None
    if all(actor.kind == "state" for actor in (*acting, *receiving)) and {a.tie for a in acting} == {
        r.tie for r in receiving
    }:
        return None
    return acting, receiving


def _aux(clause: Clause, group: VerbGroup, first: int) -> tuple[Aux, ...]:
    """Historical is added later, when the date is known; here what the words themselves tell."""
    earlier = clause.lows[:first]
    reported = any(low in clause.words.reporting for low in earlier)
    would = "would" in clause.lows[group.first : first + 12]
    future = (group.future and not group.promised) or (group.hypothetical and reported and would)
    following = clause.lows[first : first + 30]
    conditional = any(low in clause.words.conditions for low in earlier[-8:]) or (
        (group.hypothetical or group.future) and any(low in clause.words.provisos for low in following)
    )
    hypothetical = conditional or (group.hypothetical and not future)
    denied = any(low in clause.words.denials for low in earlier)
    aux: list[Aux] = []
    if future and not hypothetical:
        aux.append("future")
    if hypothetical:
        aux.append("hypothetical")
    if (group.negation or denied) and not group.refused:
        aux.append("negation")
    return tuple(aux)


def distinct(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    return tuple({actor.id: actor for actor in actors}.values())


# PLOVER manual, 3.1: future deeds of these types are agreements; 3.4.2: future retreats are concessions.
_FUTURE = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
_REFUSED = {
    "CONSULT": "meet", "COOPERATE": "assist", "AID": "assist", "SUPPORT": "assist", "RETREAT": "yield",
    "CONCEDE": "yield",
}  # fmt: skip
_THREATENED = {"ASSAULT": "violence", "SANCTION": "restrict", "COERCE": "restrict", "MOBILIZE": "violence"}


def coded(cued: Cued) -> tuple[str, str | None] | None:
    """The PLOVER type and mode after what the words say of it; None where PLOVER has no event for it."""
    kind, mode = cued.cue.type, cued.cue.mode
    if cued.refused:
        return "REJECT", _REFUSED.get(kind)
    if cued.threatened:
        return ("THREATEN", _THREATENED[kind]) if kind in _THREATENED else None
    if ("future" in cued.aux or cued.promised) and kind in _FUTURE:
        return _FUTURE[kind], None
    return kind, mode
