"""A clause → the meetings that it tells of: mooted, proposed, planned, held, postponed or called off.

Most are deeds (an Act tells them); some only show in who speaks to whom, or stand in a noun.
"""

from collections.abc import Iterator, Sequence

from dragoman.extract.deed.act import Act
from dragoman.extract.deed.clause import Clause
from dragoman.extract.deed.told import cited_clause
from dragoman.extract.events import citation, why
from dragoman.extract.meeting.fate import is_vague, near, status, when_of
from dragoman.extract.meeting.journey import journeys
from dragoman.extract.meeting.level import level
from dragoman.extract.meeting.named import named
from dragoman.extract.meeting.party import parties
from dragoman.extract.meeting.sequel import sequels
from dragoman.extract.meeting.site import site
from dragoman.extract.meeting.spoken import Encounter, spoken
from dragoman.model.actor import Actor
from dragoman.model.finding import Meeting, MeetingKind, MeetingLevel, MeetingStatus

KINDS: dict[str, MeetingKind] = {"visit": "visit", "phone": "phone", "multilateral": "multilateral"}
MANY = 3  # states or bodies; so many and more are no bilateral talks
BY_WORDS = 0.6  # how surely words that tell no deed tell a meeting: set by judgement, tuned on nothing


def meeting_of(act: Act) -> Meeting | None:
    """The meeting that a deed tells of, if any."""
    fate = status(act)
    who = parties(act)
    if fate is None or len({actor.tie for actor in who}) < 2:
        return None
    fate, when = when_of(act.clause, act.told, fate)
    rank = level(act.clause, act.told, who)
    kind = _kind(act, who, rank)
    where = site(act, kind)
    clause = act.clause
    if is_vague(act, fate, when, where, clause.lexicon.meetings):
        return None
    return Meeting(
        citation=citation(clause.reading, cited_clause(clause, act.told)), when=when,
        confidence=act.deed.confidence, why=why(act),
        participants=who, kind=kind, status=fate, level=rank, where=where,
    )  # fmt: skip


def meetings_in(clause: Clause, known: Sequence[Meeting]) -> Iterator[Meeting]:
    """The meetings that the clause tells by no deed, and that are not among those known."""
    found: list[Meeting] = []
    told: list[tuple[Encounter, MeetingStatus]] = [(one, "held") for one in spoken(clause)]
    for one, fate in (*told, *named(clause), *journeys(clause)):
        ties = {actor.tie for actor in one.parties}
        here = [meeting for meeting in known if _within(meeting, clause)]
        if not any(ties & {actor.tie for actor in meeting.participants} for meeting in here):
            found.append(_worded(clause, one, fate))
    yield from found
    if not found and not any(_within(meeting, clause) for meeting in known):
        yield from (_worded(clause, one, fate) for one, fate in sequels(clause))


def _within(meeting: Meeting, clause: Clause) -> bool:
    return meeting.citation.start < clause.sentence.end and clause.sentence.start < meeting.citation.end


def _worded(clause: Clause, one: Encounter, fate: MeetingStatus) -> Meeting:
    fate, when = when_of(clause, one.told, fate)
    rank = level(clause, one.told, one.parties)
    kind = _many(one.parties, rank) if one.kind == "talks" else one.kind
    return Meeting(
        citation=citation(clause.reading, cited_clause(clause, one.told)), when=when, confidence=BY_WORDS,
        why=one.why, participants=one.parties, kind=kind, status=fate, level=rank, where=one.where,
    )  # fmt: skip


def _kind(act: Act, who: tuple[Actor, ...], rank: MeetingLevel | None) -> MeetingKind:
    by_mode = next((KINDS[mode] for mode in act.deed.modes if mode in KINDS), None)
    if by_mode in ("visit", "phone"):
        return by_mode
    beside = set(near(act.clause, act.told.at))
    for kind, words in act.clause.lexicon.cues.meeting_kinds.items():
        if beside & words:
            return kind
    if by_mode == "multilateral" and len({actor.tie for actor in who}) >= MANY:
        return "multilateral"
    if _is_journey(act):
        return "visit"
    return _many(who, rank)


def _is_journey(act: Act) -> bool:
    """Whether somebody goes, or is asked to come, to the other: "asked him to Paris"."""
    clause, at = act.clause, act.told.at
    words = clause.lexicon.meetings
    if clause.lows[at] in words.travel:
        return True
    rest = clause.lows[at + 1 : at + 12]
    return act.deed.type == "REQUEST" and (not words.travel.isdisjoint(rest) or _leads_home(act))


def _leads_home(act: Act) -> bool:
    """ "Invited Mauritania's prime minister to Rabat": to where the one who asks is at home."""
    where = site(act, "visit")
    return where is not None and where.state in {actor.state for actor in act.actors}


def _many(who: Sequence[Actor], rank: MeetingLevel | None) -> MeetingKind:
    if len({actor.tie for actor in who}) >= MANY:
        return "multilateral"
    persons = sum(actor.kind == "person" for actor in who)
    return "summit" if rank == "leaders" and persons > 1 else "talks"
