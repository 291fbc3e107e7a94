"""An act → the meeting it tells of: mooted, proposed, planned, held, postponed or called off; most tell of none."""

from dragoman.extract.deed.act import Act
from dragoman.extract.deed.clause import begun_in
from dragoman.extract.deed.modality import dated
from dragoman.extract.deed.told import cited_clause
from dragoman.extract.deed.where import place
from dragoman.extract.events import citation, why
from dragoman.extract.meeting_level import level
from dragoman.lexicon.cues import MeetingWords
from dragoman.model.actor import Actor
from dragoman.model.finding import Meeting, MeetingKind, MeetingLevel, MeetingStatus
from dragoman.model.when import When

KINDS: dict[str, MeetingKind] = {"visit": "visit", "phone": "phone", "multilateral": "multilateral"}
AHEAD: tuple[MeetingStatus, ...] = ("mooted", "proposed", "planned", "postponed", "cancelled")
NEAR = 4  # tokens around the deed's own within which a word tells what becomes of it
MANY = 3  # states or bodies; so many and more are no bilateral talks


def meeting_of(act: Act) -> Meeting | None:
    status = _status(act)
    parties = _parties(act)
    if status is None or _is_sport(act) or len({actor.tie for actor in parties}) < 2:
        return None
    status, when = _when(act, status)
    rank = level(act, parties)
    clause = act.clause
    return Meeting(
        citation=citation(clause.reading, cited_clause(clause, act.told)), when=when,
        confidence=act.deed.confidence, why=why(act),
        participants=parties, kind=_kind(act, parties, rank), status=status, level=rank, where=place(act),
    )  # fmt: skip


def _parties(act: Act) -> tuple[Actor, ...]:
    """Who meets: those who act for a state or a body that we know.

    Crowds and reporters do not, and a state is met in whoever meets for it: Ishiba, not Japan too.
    """
    known = act.clause.lexicon.organisations
    everybody = [
        actor
        for actor in {actor.id: actor for actor in (*act.actors, *act.recipients)}.values()
        if actor.state is not None or actor.tie in known
    ]
    people = {actor.state for actor in everybody if actor.kind == "person"}
    return tuple(actor for actor in everybody if actor.kind != "state" or actor.state not in people)


def _status(act: Act) -> MeetingStatus | None:
    """What becomes of the meeting by the deed that tells of it; None where it tells of none."""
    deed = act.deed
    words = act.clause.lexicon.cues.meeting
    if "negation" in deed.aux:
        return None
    undone = _undone(act, words)
    meets = deed.of == "CONSULT"
    if deed.type == "CONSULT":
        if undone is not None:
            return undone
        return "mooted" if "hypothetical" in deed.aux or _is_mooted(act, words) else "held"
    if deed.type == "AGREE" and meets:
        if undone is not None:
            return undone
        if words.proposes & set(_near(act, NEAR, 1)):
            return "proposed"
        return "mooted" if "hypothetical" in deed.aux or _is_mooted(act, words) else "planned"
    if deed.type == "REQUEST" and (meets or deed.modes[:1] == ("meet",)):
        return "proposed" if act.recipients else None
    if deed.type == "REJECT" and (meets or deed.modes[:1] == ("meet",)):
        return undone
    return None


def _is_sport(act: Act) -> bool:
    """ "Ivory Coast meet Congo for a place in the final": no talks."""
    told = " " + " ".join(act.clause.lows) + " "
    return any(f" {phrase} " in told for phrase in act.clause.lexicon.cues.meeting.sports)


def _near(act: Act, before: int = NEAR, after: int = NEAR) -> tuple[str, ...]:
    return act.clause.lows[max(0, act.told.at - before) : act.told.at + after + 1]


def _undone(act: Act, words: MeetingWords) -> MeetingStatus | None:
    """Put off, or called off: by a verb beside the deed's words, and not what is to come after it."""
    near = " " + " ".join(_near(act, 2 * NEAR, 2 * NEAR)) + " "
    if any(f" {phrase} " in near for phrase in words.postponed):
        return "postponed"
    return "cancelled" if any(f" {phrase} " in near for phrase in words.cancelled) else None


def _is_mooted(act: Act, words: MeetingWords) -> bool:
    """Only talked of: "may meet", "a call has been talked of"."""
    rest = len(act.clause.lows) if act.told.noun else 2 * NEAR
    near = " " + " ".join(_near(act, NEAR, rest)) + " "
    beside = set(_near(act, NEAR, 0))
    return bool(beside & words.may) or any(f" {phrase} " in near for phrase in words.mooted)


def _when(act: Act, status: MeetingStatus) -> tuple[MeetingStatus, When]:
    """When the meeting is, with the status that its date leaves it.

    What is told in the present with a day to come is planned ("the ministers meet in Shymkent on
    14 September"). Of one called off or put off the day that it was to be on counts, and not the
    day on which that was decided.
    """
    when, _ = dated(act.clause, act.told, of_plan=True)
    told = act.clause.reading.article.published.value
    day = told[:10] if told and len(told) >= 10 else None
    if status == "held" and when.basis == "publication" and day is not None and _is_present(act):
        ahead = _ahead(act, day)
        if ahead is not None:
            return "planned", ahead
    if status in AHEAD and (when.basis == "publication" or (when.end and day and when.end <= day)):
        return status, (_ahead(act, day) if day is not None else None) or When()
    return status, when


def _is_present(act: Act) -> bool:
    """Whether the verb stands in a plain present form."""
    low = act.clause.lows[act.told.at]
    forms = {form for found in act.clause.lexicon.cues.by_form.get(low, ()) for form in found.forms}
    return bool(forms & {"base", "third"}) and not forms & {"past"} and not act.told.noun


def _ahead(act: Act, day: str) -> When | None:
    """The one date in the sentence that lies ahead."""
    clause = act.clause
    dates = [date.when for date in begun_in(clause.reading.dates, clause.sentence) if (date.when.end or "") > day]
    return dates[0] if len({date.start for date in dates}) == 1 else None


def _kind(act: Act, parties: tuple[Actor, ...], rank: MeetingLevel | None) -> MeetingKind:
    by_mode = next((KINDS[mode] for mode in act.deed.modes if mode in KINDS), None)
    if by_mode in ("visit", "phone"):
        return by_mode
    near = set(_near(act))
    for kind, words in act.clause.lexicon.cues.meeting_kinds.items():
        if near & words:
            return kind
    if by_mode == "multilateral" or len({actor.tie for actor in parties}) >= MANY:
        return "multilateral"
    return "summit" if rank == "leaders" else "talks"
