"""When a deed was, by the dates beside it; and whether it is told as background.

A date of its own decides what is historical, whatever the reader took it for;
without one the reader's word counts, or plain words for the past.
"""

from datetime import date, timedelta

from dragoman.extract.deed.clause import Clause, begun_in
from dragoman.extract.deed.told import Told
from dragoman.model.finding import Aux
from dragoman.model.span import Span
from dragoman.model.when import DateMention, When

BACKGROUND_DAYS = 30  # design.md, section 5: an event older than this when told is historical

SETTING_WORDS = 4  # a meeting named within the first words sets the scene for the whole sentence


def dated(clause: Clause, told: Told, *, of_plan: bool = False) -> tuple[When, tuple[Aux, ...]]:
    """When the deed was, and its aux with `historical` where that is so.

    Of a deed promised, that is when it was promised, or with `of_plan` when it is to be.
    """
    published = clause.reading.article.published.value
    mention = nearest_date(clause, told, of_plan=of_plan)
    own = mention.when if mention is not None else None
    aux = tuple(flag for flag in told.aux if flag not in ("negation", "historical"))
    when = own or When()
    past_marked = any(marker in " ".join(clause.lows) for marker in clause.words.past_markers)
    told_as_old = "historical" in told.aux or past_marked or _is_long_past(clause, told)
    if own is not None and own.end and published and "future" not in aux:
        if date.fromisoformat(own.end) < date.fromisoformat(published[:10]) - timedelta(days=BACKGROUND_DAYS):
            aux = ("historical", *aux)
    elif own is None and told_as_old and not aux:
        aux = ("historical", *aux)
    elif own is None and not aux and _is_news(clause, told) and published and len(published) >= 10:
        when = When(published[:10], published[:10], "day", "publication")
    if "negation" in told.aux:
        aux = (*aux, "negation")
    return when, aux


def _is_news(clause: Clause, told: Told) -> bool:
    """Whether a deed without a date is told as new; "has agreed" and "his first summit with Kim" may be years old.

    A date that a relative clause may have taken ("struck towns that it holds on Wednesday") leaves the day open.
    """
    if told.perfect or (told.noun and told.at > SETTING_WORDS):
        return False
    verb = clause.tokens[told.at].start
    loose = [mention for mention in begun_in(clause.reading.dates, clause.sentence) if mention.start > verb]
    return not any(mention.end <= told.predicate.end and _in_aside(clause, told, mention) for mention in loose)


def _is_long_past(clause: Clause, told: Told) -> bool:
    """ "Had long criticized" is background; "had met in the morning" is news told backwards."""
    before = set(clause.lows[max(0, told.at - 4) : told.at])
    return told.perfect and "had" in before and bool(before & clause.words.long_past)


def nearest_date(clause: Clause, told: Told, *, of_plan: bool = False) -> DateMention | None:
    """The date expression in the deed's own clause that stands nearest to its verb."""
    verb = clause.tokens[told.at].start
    bounds = Span(clause_start(clause, told), told.predicate.end)
    if told.noun and told.at > SETTING_WORDS:
        bounds = Span(verb, told.predicate.end)  # "In 2019, Trump praised his first summit": the summit is not of 2019
    if told.promised and of_plan:
        bounds = Span(verb, told.predicate.end)  # "agreed on Monday to meet": the day agreed is not the day met
    inside = [
        mention
        for mention in begun_in(clause.reading.dates, clause.sentence)
        if bounds.start <= mention.start and mention.end <= bounds.end and mention.when.start is not None
    ]
    published = clause.reading.article.published.value
    ahead = "future" in told.aux or (of_plan and told.promised)
    inside = [
        mention
        for mention in inside
        if not _in_quotation(clause, mention)
        and not _in_aside(clause, told, mention)
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


def _in_aside(clause: Clause, told: Told, mention: DateMention) -> bool:
    """Whether the date is another clause's: "since winning in May, Merz met", "met after the vote on Tuesday"."""
    at = next((at for at, token in enumerate(clause.tokens) if token.end > mention.start), 0)
    if at and clause.lows[at - 1] == "of":
        return True  # "the treaty of 1960"
    if at > told.at:
        # A noun may be dated by its own relative clause ("a call that started at noon"), a verb is not.
        openers = clause.words.time_openers | (clause.words.relative if not told.noun else frozenset())
        return any(low in openers for low in clause.lows[told.at + 1 : at])
    for position in range(at - 1, -1, -1):
        if clause.lows[position] in (",", ";"):
            return False
        if clause.lows[position] in clause.words.time_openers:
            return True
    return False


def clause_start(clause: Clause, told: Told) -> int:
    """Where the deed's clause begins: after the last opener or semicolon before its core."""
    first = next((at for at, token in enumerate(clause.tokens) if token.start >= told.core.start), 0)
    for position in range(first - 1, -1, -1):
        if clause.lows[position] == ";" or clause.lows[position] in clause.words.clause_starts:
            return clause.tokens[position].end
    return clause.sentence.start


def _in_quotation(clause: Clause, mention: DateMention) -> bool:
    at = next((at for at, token in enumerate(clause.tokens) if token.end > mention.start), -1)
    return at in clause.quoted
