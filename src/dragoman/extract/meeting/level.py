"""Level: who meets, leaders, ministers or officials; by the offices of those named, else by the deed's words."""

from collections.abc import Sequence

from dragoman.extract.deed.clause import Clause
from dragoman.extract.deed.told import Told
from dragoman.lexicon import Lexicon
from dragoman.model.actor import Actor
from dragoman.model.finding import MeetingLevel

ORDER: tuple[MeetingLevel, ...] = ("leaders", "ministers", "officials")
ROLES: dict[str, MeetingLevel] = {
    "head_of_state": "leaders", "head_of_government": "leaders", "head_of_organisation": "leaders", "elect": "leaders",
    "vice": "leaders",
    "foreign_minister": "ministers", "defence_minister": "ministers", "finance_minister": "ministers",
    "ambassador": "officials", "spokesperson": "officials",
}  # fmt: skip


def level(clause: Clause, told: Told, parties: Sequence[Actor]) -> MeetingLevel | None:
    """The lowest of those named: a president who receives a minister holds no summit. None where nothing tells it."""
    lexicon = clause.lexicon
    day = clause.reading.article.published.value
    ranks = [rank for actor in parties if (rank := _of_actor(actor, lexicon, day)) is not None]
    if ranks:
        return max(ranks, key=ORDER.index)
    start, end = told.core.start, told.core.end
    beside = {token.low for token in clause.tokens if start <= token.start and token.end <= end}
    words = lexicon.meetings.levels
    return next((rank for rank in ORDER if beside & words[rank]), None)


def _of_actor(actor: Actor, lexicon: Lexicon, day: str | None) -> MeetingLevel | None:
    if actor.kind != "person":
        return None
    term = lexicon.offices.held_by((actor.tie, actor.name), day[:10] if day else None)
    if term is not None and term.role in ROLES:
        return ROLES[term.role]
    office = set((actor.office or actor.name).casefold().replace("-", " ").split())
    return next((rank for rank in ORDER if office & lexicon.meetings.offices[rank]), None)
