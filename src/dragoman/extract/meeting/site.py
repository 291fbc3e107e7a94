"""Where a meeting is: as of any deed, else where a journey leads ("flew to Moscow", "invited him to Paris")."""

from collections.abc import Sequence

from dragoman.extract.deed.act import Act
from dragoman.extract.deed.clause import Clause
from dragoman.extract.deed.places import places
from dragoman.extract.deed.where import place
from dragoman.model.actor import Actor
from dragoman.model.finding import MeetingKind, Place

REACH = 12  # tokens between a journey's word and where it leads


def site(act: Act, kind: MeetingKind) -> Place | None:
    if kind == "phone":
        return None
    found = place(act)
    travels = act.clause.lows[act.told.at] in act.clause.lexicon.meetings.travel
    leads = kind == "visit" or act.deed.type == "REQUEST" or travels
    return destination(act.clause, act.told.at) or found if leads else found


def destination(clause: Clause, at: int) -> Place | None:
    """Where the journey told at token `at` leads: the first place after "to" behind it."""
    for one in places(clause):
        if at < one.start <= at + REACH and one.behind >= 0 and clause.lows[one.behind] == "to":
            between = clause.lows[at + 1 : one.behind]
            return None if any(low in clause.words.relative for low in between) else one.place
    return None


def led_to(clause: Clause, start: int, reach: int) -> Place | None:
    """The first place behind token `start` that a word of place leads in, before the next clause."""
    for one in places(clause):
        if one.led and start <= one.start <= start + reach:
            between = clause.lows[start : one.start]
            if not any(low in clause.words.openers or low in (";", "and") for low in between):
                return one.place
    return None


def host(clause: Clause, where: Place | None, guests: Sequence[Actor]) -> tuple[Actor, ...]:
    """The state that receives in a place, if it is not the guests' own."""
    state = clause.lexicon.states.get(where.state) if where is not None and where.state is not None else None
    if state is None or state.code in {one.state for one in guests}:
        return ()
    return (Actor(state.code, state.name, "state", state.code, "GOV"),)
