"""What PLOVER makes of a deed that is to come, promised, refused or long past; and when it was.

A planned visit is AGREE and keeps its aux `future`; a withdrawal announced is
CONCEDE; what was refused is REJECT. An event told as background is historical.
"""

from datetime import date, timedelta

from dragoman.extract.deed.clause import Clause, begun_in
from dragoman.extract.deed.deeds import Deed
from dragoman.lexicon.cues import Cue, NounCue
from dragoman.model.finding import Aux
from dragoman.model.span import Span
from dragoman.model.when import DateMention, When

BACKGROUND_DAYS = 30  # design.md, section 5: an event older than this when told is historical

SETTING_WORDS = 4  # a meeting named within the first words sets the scene for the whole sentence

# PLOVER manual, 3.1: future deeds of these types are agreements; 3.4.2: future retreats are concessions.
_FUTURE = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
_REFUSED = {
    "CONSULT": "meet",
    "COOPERATE": "assist",
    "AID": "assist",
    "SUPPORT": "assist",
    "RETREAT": "yield",
    "CONCEDE": "yield",
}
_THREATENED = {"ASSAULT": "violence", "SANCTION": "restrict", "COERCE": "restrict", "MOBILIZE": "violence"}


def coded(deed: Deed) -> tuple[str, str | None] | None:
    """The PLOVER type and mode of a deed after its modality; None where PLOVER has no event for it."""
    kind, mode = deed.cue.type, deed.cue.mode
    if deed.refused:
        return "REJECT", _REFUSED.get(kind)
    if deed.threatened:
        return ("THREATEN", _THREATENED[kind]) if kind in _THREATENED else None
    if ("future" in deed.aux or deed.promised) and kind in _FUTURE:
        return _FUTURE[kind], None
    return kind, mode


def dated(clause: Clause, deed: Deed, *, of_plan: bool = False) -> tuple[When, tuple[Aux, ...]]:
    """When the deed was, and its aux with `historical` where that is so.

    Of a deed promised, that is when it was promised, or with `of_plan` when it is to be.
    """
    published = clause.reading.article.published.value
    mention = nearest_date(clause, deed, of_plan=of_plan)
    own = mention.when if mention is not None else None
    aux = tuple(flag for flag in deed.aux if flag != "negation")
    when = own or When()
    past_marked = any(marker in " ".join(clause.lows) for marker in clause.words.past_markers)
    if own is not None and own.end and published and "future" not in aux:
        if date.fromisoformat(own.end) < date.fromisoformat(published[:10]) - timedelta(days=BACKGROUND_DAYS):
            aux = ("historical", *aux)
    elif own is None and (past_marked or _is_long_past(clause, deed)) and not aux:
        aux = ("historical", *aux)
    elif own is None and not aux and _is_news(clause, deed) and published and len(published) >= 10:
        when = When(published[:10], published[:10], "day", "publication")
    if "negation" in deed.aux:
        aux = (*aux, "negation")
    return when, aux


def _is_news(clause: Clause, deed: Deed) -> bool:
    """Whether a deed without a date is told as new; "has agreed" and "his first summit with Kim" may be years old.

    A date that a relative clause may have taken ("struck towns that it holds on Wednesday") leaves the day open.
    """
    if deed.perfect or (isinstance(deed.cue, NounCue) and deed.verb > SETTING_WORDS):
        return False
    verb = clause.tokens[deed.verb].start
    loose = [mention for mention in begun_in(clause.reading.dates, clause.sentence) if mention.start > verb]
    return not any(mention.end <= deed.predicate.end and _in_aside(clause, deed, mention) for mention in loose)


def _is_long_past(clause: Clause, deed: Deed) -> bool:
    """ "Had long criticized" is background; "had met in the morning" is news told backwards."""
    before = set(clause.lows[max(0, deed.verb - 4) : deed.verb])
    return deed.perfect and "had" in before and bool(before & clause.words.long_past)


def nearest_date(clause: Clause, deed: Deed, *, of_plan: bool = False) -> DateMention | None:
    """The date expression in the deed's own clause that stands nearest to its verb."""
    verb = clause.tokens[deed.verb].start
    bounds = Span(clause_start(clause, deed), deed.predicate.end)
    if isinstance(deed.cue, NounCue) and deed.verb > SETTING_WORDS:
        bounds = Span(verb, deed.predicate.end)  # "In 2019, Trump praised his first summit": the summit is not of 2019
    if deed.promised and of_plan:
        bounds = Span(verb, deed.predicate.end)  # "agreed on Monday to meet": the day agreed is not the day met
    inside = [
        mention
        for mention in begun_in(clause.reading.dates, clause.sentence)
        if bounds.start <= mention.start and mention.end <= bounds.end and mention.when.start is not None
    ]
    published = clause.reading.article.published.value
    ahead = "future" in deed.aux or (of_plan and deed.promised)
    inside = [
        mention
        for mention in inside
        if not _in_quotation(clause, mention)
        and not _in_aside(clause, deed, mention)
        and (not published or _fits(mention.when, published[:10], ahead=ahead))
    ]
    return min(
        inside,
        key=lambda mention: (_is_apart(clause, verb, mention), abs(mention.start - verb), mention.start),
        default=None,
    )


def _is_apart(clause: Clause, verb: int, mention: DateMention) -> bool:
    """Whether a comma stands between the verb and the date; one that belongs to the verb's own clause comes first."""
    first, last = sorted((verb, mention.start))
    return any(first < token.start < last and token.text == "," for token in clause.tokens)


def _fits(when: When, day: str, *, ahead: bool) -> bool:
    """What is to come is not yesterday's, and what is done not tomorrow's."""
    return (when.end or "9999") >= day if ahead else (when.start or "") <= day


def _in_aside(clause: Clause, deed: Deed, mention: DateMention) -> bool:
    """Whether the date is another clause's: "since winning in May, Merz met", "met after the vote on Tuesday"."""
    at = next((at for at, token in enumerate(clause.tokens) if token.end > mention.start), 0)
    if at and clause.lows[at - 1] == "of":
        return True  # "the treaty of 1960"
    if at > deed.verb:
        # A noun may be dated by its own relative clause ("a call that started at noon"), a verb is not.
        openers = clause.words.time_openers | (clause.words.relative if isinstance(deed.cue, Cue) else frozenset())
        return any(low in openers for low in clause.lows[deed.verb + 1 : at])
    for position in range(at - 1, -1, -1):
        if clause.lows[position] in (",", ";"):
            return False
        if clause.lows[position] in clause.words.time_openers:
            return True
    return False


def clause_start(clause: Clause, deed: Deed) -> int:
    """Where the deed's clause begins: after the last opener or semicolon before its core."""
    first = next((at for at, token in enumerate(clause.tokens) if token.start >= deed.core.start), 0)
    for position in range(first - 1, -1, -1):
        if clause.lows[position] == ";" or clause.lows[position] in clause.words.clause_starts:
            return clause.tokens[position].end
    return clause.sentence.start


def _in_quotation(clause: Clause, mention: DateMention) -> bool:
    at = next((at for at, token in enumerate(clause.tokens) if token.end > mention.start), -1)
    return at in clause.quoted
