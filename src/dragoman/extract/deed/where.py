"""Where a deed was: of the places that its clause names, the one that is the deed's; none where that is open."""

from collections.abc import Sequence

from dragoman.extract.deed.act import Act
from dragoman.extract.deed.clause import Clause
from dragoman.extract.deed.places import Located, places
from dragoman.extract.deed.told import Told
from dragoman.model.finding import Place

PLACE_REACH = 60  # characters after the parties within which "in Tokyo" still says where they met
NEAR = 4  # tokens beside the deed's words within which "phone" makes it a call
STRUCK = frozenset(("ASSAULT",))  # types whose object is where they are: "shelled Kharkiv"
# Types done with words and papers: a place behind a noun is the noun's ("sanctions on a firm in Dubai").
ON_PAPER = frozenset(("SANCTION", "ACCUSE", "SUPPORT", "REQUEST", "REJECT", "THREATEN", "CONCEDE"))


def place(act: Act) -> Place | None:
    """Where it was, if the clause names a place beside it or sets the scene with one ("In Washington, …")."""
    clause, told = act.clause, act.told
    if _is_call(act):
        return None  # two ends, and often neither is told
    named = places(clause)
    scenes = _with_joined(named, [one.led and _sets_scene(clause, told, one) for one in named])
    beside = [_is_object(act, one) or (one.led and _is_beside(act, one)) for one in named]
    return _joint(clause, scenes or _with_joined(named, beside))


def _with_joined(named: Sequence[Located], chosen: list[bool]) -> list[Located]:
    """The chosen, and what "and" joins to them: "in Syria and Iraq"."""
    for at, one in enumerate(named):
        chosen[at] = chosen[at] or (one.joined and chosen[at - 1])
    return [one for one, is_chosen in zip(named, chosen, strict=True) if is_chosen]


def _joint(clause: Clause, found: Sequence[Located]) -> Place | None:
    """The one place that all of these are: a city where one is named, their state where several are; else none."""
    if not found or len({one.place.state for one in found}) > 1:
        return None
    narrow = [one.place for one in found if one.place.precision != "country"] or [found[0].place]
    if len({(place.precision, place.city) for place in narrow}) == 1:
        return narrow[0]
    cities = {place.city for place in narrow if place.city is not None}
    if len(cities) == 1:
        return next(place for place in narrow if place.city is not None)
    text = clause.reading.text[clause.tokens[found[0].start].start : clause.tokens[found[-1].stop - 1].end]
    return Place(text, narrow[0].state, None, "country")


def _sets_scene(clause: Clause, told: Told, one: Located) -> bool:
    """ "In Geneva, …", "In a speech in Prague on Monday, …": before the first comma, and the deed after it."""
    commas = (at for at, low in enumerate(clause.lows) if low == "," and at >= one.stop)
    end = next(commas, None)
    words = clause.words
    openers = words.locatives | words.locatives_of_parts | words.scene_verbs
    opens = clause.lows[0] in openers and "," not in clause.lows[: one.start]
    return opens and end is not None and clause.tokens[end].end <= clause.tokens[told.at].start


def _is_beside(act: Act, one: Located) -> bool:
    clause, told = act.clause, act.told
    start = clause.tokens[one.start].start
    if not told.core.start <= start <= min(told.core.end + PLACE_REACH, max(told.core.end, told.predicate.end)):
        return False
    first, last = sorted((told.at, one.start))
    between = clause.lows[first + 1 : last]
    if any(low in clause.words.relative or low in clause.words.dwelling for low in between):
        return False  # "a man who had lived in Istanbul", "a writer born in Tehran"
    return not _is_own(act, one)


def _is_own(act: Act, one: Located) -> bool:
    """Whether the place belongs to the noun before it: a post is where it is, and so is what words are about."""
    clause, at = act.clause, one.behind
    if at < 0 or act.deed.type in STRUCK:
        return False
    if clause.lows[at] in clause.words.posts:
        return True
    free = at == act.told.at or at + 1 in clause.mention_ends or at + 1 in clause.date_ends
    worded = act.deed.type in ON_PAPER and not act.deed.mutual  # what two sign, they sign somewhere
    return worded and not free and clause.lows[at] not in clause.words.occasions


def _is_object(act: Act, one: Located) -> bool:
    """ "Visited Kenya", "a visit to Kenya", "shelled the port of Odesa": the place right behind the deed's word."""
    lows, at = act.clause.lows, one.behind
    if at < 0:
        return False
    visits = act.clause.lexicon.cues.meeting_kinds["visit"]
    if lows[at] in visits or (lows[at] == "to" and at >= 1 and lows[at - 1] in visits):
        return abs(at - act.told.at) <= 1
    return act.deed.type in STRUCK and at == act.told.at and one.place.precision != "country"


def _is_call(act: Act) -> bool:
    if "phone" in act.deed.modes:
        return True
    near = act.clause.lows[max(0, act.told.at - NEAR) : act.told.at + NEAR + 1]
    return act.deed.type in ("CONSULT", "AGREE") and bool(act.clause.lexicon.cues.meeting_kinds["phone"] & set(near))
