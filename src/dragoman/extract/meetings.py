"""An act → the meeting it tells of: held, planned, mooted or called off; most tell of none."""

from dragoman.extract.deed.act import Act
from dragoman.extract.deed.modality import dated
from dragoman.extract.deed.told import cited_clause
from dragoman.extract.deed.where import place
from dragoman.extract.events import citation, why
from dragoman.model.actor import Actor
from dragoman.model.finding import Meeting, MeetingKind, MeetingStatus
from dragoman.model.when import When

KINDS: dict[str, MeetingKind] = {"visit": "visit", "phone": "phone", "multilateral": "multilateral"}


def meeting_of(act: Act) -> Meeting | None:
    status = _status(act)
    parties = _parties(act)
    if status is None or len({actor.tie for actor in parties}) < 2:
        return None
    when, _ = dated(act.clause, act.told, of_plan=True)
    if status in ("planned", "mooted") and when.basis == "publication":
        when = When()
    clause = act.clause
    return Meeting(
        citation=citation(clause.reading, cited_clause(clause, act.told)), when=when,
        confidence=act.deed.confidence, why=why(act),
        participants=parties,
        kind=_kind(act), status=status, where=place(act),
    )  # fmt: skip


def _parties(act: Act) -> tuple[Actor, ...]:
    """Who meets. Crowds and reporters do not, and a state is met in whoever meets for it: Ishiba, not Japan too."""
    everybody = {actor.id: actor for actor in (*act.actors, *act.recipients)}.values()
    people = {actor.state for actor in everybody if actor.kind == "person"}
    return tuple(
        actor
        for actor in everybody
        if (actor.kind != "group" or actor.state is not None) and (actor.kind != "state" or actor.state not in people)
    )


def _status(act: Act) -> MeetingStatus | None:
    """What becomes of the meeting by the deed that tells of it; None where it tells of none."""
    deed = act.deed
    if deed.type == "CONSULT":
        if "negation" in deed.aux:
            return None
        return "mooted" if "hypothetical" in deed.aux else "held"
    if "negation" in deed.aux:
        return None
    meets = deed.of == "CONSULT"
    if deed.type == "AGREE" and meets:
        return "mooted" if "hypothetical" in deed.aux else "planned"
    if deed.type == "REQUEST" and (meets or deed.modes[:1] == ("meet",)):
        return "mooted" if act.recipients else None
    if deed.type == "REJECT" and (meets or deed.modes[:1] == ("meet",)):
        words = act.clause.lexicon.cues.calls_off
        following = act.clause.lows[max(0, act.told.at - 1) : act.told.at + 3]
        return "cancelled" if words & set(following) else None
    return None


def _kind(act: Act) -> MeetingKind:
    near = set(act.clause.lows[max(0, act.told.at - 4) : act.told.at + 5])
    by_mode = next((KINDS[mode] for mode in act.deed.modes if mode in KINDS), None)
    if by_mode in ("visit", "phone"):
        return by_mode
    for kind, words in act.clause.lexicon.cues.meeting_kinds.items():
        if near & words:
            return kind
    return by_mode or "talks"
