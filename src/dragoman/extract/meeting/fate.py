"""What becomes of a meeting by the words that tell of it, and when it is or was."""

from dragoman.extract.deed.act import Act
from dragoman.extract.deed.clause import Clause, begun_in
from dragoman.extract.deed.modality import dated
from dragoman.extract.deed.told import Told
from dragoman.lexicon.meetings import MeetingWords
from dragoman.model.finding import MeetingStatus, Place
from dragoman.model.when import When

AHEAD: tuple[MeetingStatus, ...] = ("mooted", "proposed", "planned", "postponed", "cancelled")
NEAR = 4  # tokens around the deed's own within which a word tells what becomes of it
REACH = 10  # tokens between a noun and the verb of the clause that hangs on it
NARROW = ("day", "week", "month")  # how precise a date must be to date talks that a noun alone tells


def status(act: Act) -> MeetingStatus | None:
    """What becomes of the meeting by the deed that tells of it; None where it tells of none."""
    deed, clause = act.deed, act.clause
    words = clause.lexicon.meetings
    if is_no_meeting(clause, act.told.at, words):
        return None
    if "negation" in deed.aux:
        return "cancelled" if deed.type in ("CONSULT", "AGREE") and _falls_through(act, words) else None
    meets = deed.of == "CONSULT"
    if deed.why and deed.type in ("CONSULT", "AGREE") and not _is_told_as_meeting(act, words):
        return None
    undone = fate_of(clause, act.told, words)
    if deed.type == "CONSULT":
        if undone is not None:
            return undone
        if "hypothetical" in deed.aux or _is_mooted(act, words):
            return "mooted"
        return "planned" if _is_arranged(act, words) else "held"
    if deed.type == "AGREE" and meets:
        if undone is not None:
            return undone
        if words.proposes & set(near(clause, act.told.at, NEAR, 1)):
            return "proposed"
        return "mooted" if "hypothetical" in deed.aux or _is_mooted(act, words) else "planned"
    if deed.type == "REQUEST" and (meets or deed.modes[:1] == ("meet",)):
        return "proposed" if act.recipients else None
    if deed.type == "REJECT" and (meets or deed.modes[:1] == ("meet",)):
        return undone or ("cancelled" if words.invitation in near(clause, act.told.at, 0, 2 * NEAR) else None)
    return None


def near(clause: Clause, at: int, before: int = NEAR, after: int = NEAR) -> tuple[str, ...]:
    return clause.lows[max(0, at - before) : at + after + 1]


def holds(lows: tuple[str, ...], phrases: tuple[str, ...]) -> bool:
    told = f" {' '.join(lows)} "
    return any(f" {phrase} " in told for phrase in phrases)


def is_no_meeting(clause: Clause, at: int, words: MeetingWords) -> bool:
    """Sport, habits, talks that nobody wants, and what "meets" otherwise: "met with opposition"."""
    if holds(clause.lows, words.sports) or holds(near(clause, at, NEAR, 2 * NEAR), words.habits):
        return True
    if not clause.words.habitual.isdisjoint(near(clause, at, 2, 2)):
        return True
    if holds(clause.lows[:at], words.unwanted) or _are_private(clause, at, words):
        return True
    behind = clause.lows[at + 1 : at + 2 + NEAR]
    if clause.lows[at] not in words.idioms or "with" not in behind[:2]:
        return False
    return not words.abstract.isdisjoint(behind)


def _are_private(clause: Clause, at: int, words: MeetingWords) -> bool:
    """ "Turkish and Greek firms met": they act for no state."""
    return any(
        stop <= at and (
            (mention.form == "adjective" and clause.lows[stop] in words.private)
            or (mention.form == "organ" and clause.lows[stop - 1] in words.private)
        )
        for stop, mention in clause.mentions.values()
    )  # fmt: skip


def _falls_through(act: Act, words: MeetingWords) -> bool:
    """ "Will not meet on Tuesday as planned": what is denied was set before."""
    return holds(act.clause.lows[act.told.at :], words.against_plan)


def _is_told_as_meeting(act: Act, words: MeetingWords) -> bool:
    """Whether the words of what the reader took for talks have one of a meeting among them."""
    clause, told = act.clause, act.told
    start, end = min(told.core.start, clause.tokens[told.at].start), max(told.core.end, told.predicate.end)
    topical = {phrase[0] for phrase in words.topical if len(phrase) == 1}
    for at, token in enumerate(clause.tokens):
        if at > told.at and token.low in topical:
            return False  # "are in contact about a summit"
        if start <= token.start and token.end <= end and (token.low in words.nouns or token.low in words.verbs):
            return True
    return False


def is_noun(clause: Clause, told: Told, words: MeetingWords) -> bool:
    low = clause.lows[told.at]
    return told.noun or (low in words.nouns and low not in words.verbs)


def fate_of(clause: Clause, told: Told, words: MeetingWords) -> MeetingStatus | None:
    """Put off, or called off: by a verb beside the deed's words, and not what is to come after it."""
    rest = len(clause.lows) if is_noun(clause, told, words) else 2 * NEAR
    beside = near(clause, told.at, 2 * NEAR, rest)
    head = _head(clause, told.at, words)
    before = near(clause, head, 2 * NEAR, 0) if head is not None else ()
    if holds(beside, words.postponed) or holds(before, words.postponed):
        return "postponed"
    return "cancelled" if holds(beside, words.cancelled) or holds(before, words.cancelled) else None


def _head(clause: Clause, at: int, words: MeetingWords) -> int | None:
    """The meeting's noun on which the deed's clause hangs: "put back the talks that the two were to hold"."""
    for noun in range(at - 1, max(at - REACH, 0), -1):
        if clause.lows[noun] in words.nouns and clause.lows[noun + 1] in words.relative:
            return noun
    return None


def _is_mooted(act: Act, words: MeetingWords) -> bool:
    """Only talked of: "may meet", "a call has been talked of"."""
    clause, at = act.clause, act.told.at
    return not words.may.isdisjoint(near(clause, at, NEAR, 0)) or holds(clause.lows[max(0, at - NEAR) :], words.mooted)


def _is_arranged(act: Act, words: MeetingWords) -> bool:
    """A noun told as still to come: "his call with Trump was being arranged"."""
    rest = act.clause.lows[act.told.at + 1 :]
    return is_noun(act.clause, act.told, words) and holds(rest, words.arranged)


def is_vague(act: Act, fate: MeetingStatus, when: When, where: Place | None, words: MeetingWords) -> bool:
    """Talks that a noun or a verb of long dealings tells, on no day and in no place: background, and no meeting."""
    if fate not in ("held", "mooted") or where is not None:
        return False
    clause, told = act.clause, act.told
    narrow = when.basis not in ("publication", "none") and when.precision in NARROW
    low = clause.lows[told.at]
    if narrow or (low not in words.dealings):
        return False
    before = clause.lows[max(0, told.at - 3) : told.at]
    sets_scene = told.at <= 2 * NEAR and clause.lows[0] in clause.words.scene
    whose = any(one in clause.words.possessives for one in before) or any(
        clause.tokens[at].possessive for at in range(max(0, told.at - 2), told.at)
    )
    return fate == "mooted" or not (sets_scene or whose or words.beginning & set(near(clause, told.at, NEAR, 0)))


def when_of(clause: Clause, told: Told, fate: MeetingStatus) -> tuple[MeetingStatus, When]:
    """When the meeting is, with the status that its date leaves it.

    What is told in the present with a day to come is planned ("the ministers meet in Shymkent on
    14 September"). Of one called off or put off the day that it was to be on counts, and not the
    day on which that was decided.
    """
    when, _ = dated(clause, told, of_plan=True)
    day = _today(clause)
    if fate == "held" and when.basis == "publication" and day is not None and _is_present(clause, told):
        ahead = date_ahead(clause, day)
        if ahead is not None:
            return "planned", ahead
    if fate in AHEAD and (when.basis == "publication" or (when.end and day and when.end <= day)):
        return fate, (date_ahead(clause, day) if day is not None else None) or When()
    return fate, when


def _today(clause: Clause) -> str | None:
    told = clause.reading.article.published.value
    return told[:10] if told and len(told) >= 10 else None


def _is_present(clause: Clause, told: Told) -> bool:
    """Whether the verb stands in a plain present form."""
    low = clause.lows[told.at]
    forms = {form for found in clause.lexicon.cues.by_form.get(low, ()) for form in found.forms}
    return bool(forms & {"base", "third"}) and not forms & {"past"} and not told.noun


def is_ahead(clause: Clause) -> bool:
    day = _today(clause)
    return day is not None and date_ahead(clause, day) is not None


def date_ahead(clause: Clause, day: str) -> When | None:
    """The one date in the sentence that lies ahead."""
    dates = [date.when for date in begun_in(clause.reading.dates, clause.sentence) if (date.when.end or "") > day]
    return dates[0] if len({date.start for date in dates}) == 1 else None
