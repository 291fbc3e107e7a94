"""Terms: what exactly is promised, by when, and to whom, once it is known where a promise stands."""

import re
from datetime import date, timedelta

import msgspec

from dragoman.extract.deed.clause import Clause, begun_in
from dragoman.extract.deed.parties import actors_of
from dragoman.model.actor import Actor
from dragoman.model.finding import PledgeKind
from dragoman.model.span import Span
from dragoman.model.when import DateMention, When

MARKS = "“”\"‘«»„"
EDGES = " .,;:—–"
CLOSING = "”\""
YEAR = re.compile(r"\d{4}|\d{2}[-–]\d{2}")
BENEFICIARY = frozenset(("to", "for"))
WITHIN = re.compile(r"\b(?:within|in)\s+(?:the\s+next\s+)?([\w-]+)\s+(day|week|month|year)s?\b", re.I)
FEWEST = 2  # words of a promise; one word is only its name


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """A promise as it stands in a sentence: `first` to `end` are what is promised, `at` the token that tells it."""

    clause: Clause
    at: int
    by: tuple[Actor, ...]
    first: int  # token
    end: int  # character
    kind: PledgeKind
    cue: str
    to: tuple[Actor, ...] = ()


def what(promise: Promise, condition: Span | None) -> Span | None:
    """The words promised, less the condition behind them and the marks around them; None where they only name it."""
    text = promise.clause.reading.text
    start, end = promise.clause.tokens[promise.first].start, promise.end
    if condition is not None and start < condition.start < end:
        end = condition.start
    while start < end and text[start] in MARKS + EDGES:
        start += 1
    closing = next((at for at in range(start, end) if text[at] in CLOSING and not _opened(text, start, at)), None)
    end = closing if closing is not None else end
    while end > start and text[end - 1] in MARKS + EDGES:
        end -= 1
    span = Span(start, end)
    return span if len(span.of(text).split()) >= FEWEST else None


def _opened(text: str, start: int, at: int) -> bool:
    """Whether the mark at `at` closes a quotation that begins within what is promised, or opens one there."""
    if text[at] == '"':
        before = text.count('"', start, at) % 2 == 1
        return before or text[at - 1 : at].isspace()
    return text.count("“", start, at) > text.count("”", start, at)


def due(promise: Promise, words: Span, before: frozenset[str], numbers: dict[str, int]) -> When:
    """By when: the one date in the words promised, or a term from the day it was told ("within ninety days").

    Failing those, a date that stands before them ("By next April, …, he vowed"). A date that lies before the
    day it was told on and names no year is that of the next year.
    """
    clause = promise.clause
    published = clause.reading.article.published.value
    told = published[:10] if published and len(published) >= 10 else None
    dates = [date for date in begun_in(clause.reading.dates, clause.sentence) if date.when.start]
    inside = [date for date in dates if words.start <= date.start and date.end <= words.end]
    if not inside:
        term = WITHIN.search(clause.reading.text, words.start, words.end)
        if term and told and (found := _term(term, told, numbers)):
            return found
        inside = [date for date in dates if date.end <= words.start and _is_term(clause, date, before, told)]
    if len(inside) != 1:
        return When()
    return _ahead(inside[0], clause.reading.text, told)


def is_past(promise: Promise, words: Span) -> bool:
    """Whether the words promised are dated before they were told: "decided to remove them last Tuesday"."""
    told = promise.clause.reading.article.published.value
    inside = [
        date
        for date in begun_in(promise.clause.reading.dates, promise.clause.sentence)
        if words.start <= date.start and date.end <= words.end and date.when.end
    ]
    return bool(told and inside) and all(
        _ahead(date, promise.clause.reading.text, told[:10]).end < told[:10] for date in inside
    )


def _is_term(clause: Clause, mention: DateMention, before: frozenset[str], told: str | None) -> bool:
    """Whether a date beside a promise says by when: "by next April", and not "on Monday"."""
    at = next((at for at, token in enumerate(clause.tokens) if token.start >= mention.start), 0)
    words = {clause.lows[at], clause.lows[at - 1] if at else ""}
    later = told is None or (mention.when.start or "")[:10] > told or mention.when.precision in ("month", "year")
    return bool(words & before) and later and mention.when.basis != "publication"


def _term(found: re.Match[str], told: str, numbers: dict[str, int]) -> When | None:
    number, unit = found[1].casefold(), found[2].casefold()
    count = int(number) if number.isdecimal() else numbers.get(number)
    if count is None:
        return None
    day = date.fromisoformat(told)
    if unit in ("day", "week"):
        end = str(day + timedelta(days=count * (7 if unit == "week" else 1)))
        return When(end, end, "day", "expression", found[0])
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    first = date(months // 12, months % 12 + 1, 1)
    following = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
    return When(str(first), str(following - timedelta(days=1)), "month", "expression", found[0])


def _ahead(mention: DateMention, text: str, told: str | None) -> When:
    """What is promised lies ahead: "by November 30", told in December, is next year's."""
    when = mention.when
    last = when.end or when.start
    if told is None or last is None or last >= told or YEAR.search(text, mention.start, mention.end):
        return when
    named = when.precision == "month" or any(char.isdigit() for char in text[mention.start : mention.end])
    if not named or when.precision not in ("day", "month") or len(last) < 10:
        return when  # "last Tuesday" is no day of next year
    try:
        start, end = (str(date.fromisoformat(day).replace(year=int(day[:4]) + 1)) for day in (when.start, last))
    except ValueError:  # 29 February
        return when
    return msgspec.structs.replace(when, start=start, end=end) if end >= told else when


def made(promise: Promise, words: Span) -> When:
    """When it was promised: a date beside the promise and outside its words, else the day of publication."""
    clause = promise.clause
    at = clause.tokens[promise.at]
    near = [
        date.when
        for date in begun_in(clause.reading.dates, clause.sentence)
        if date.when.start and date.end <= words.start and date.end <= at.end + 25
    ]
    if near:
        return near[-1]
    published = clause.reading.article.published.value
    return When(published[:10], published[:10], "day", "publication") if published and len(published) >= 10 else When()


def beneficiaries(promise: Promise, words: Span) -> tuple[Actor, ...]:
    """For whom the deed is: "lend Greece two ships", "ship wheat to Tunisia", "gas for Dushanbe"."""
    clause, mine = promise.clause, {actor.tie for actor in promise.by}
    found: list[Actor] = []
    for start, (stop, mention) in sorted(clause.mentions.items()):
        if not (words.start <= clause.tokens[start].start and clause.tokens[stop - 1].end <= words.end):
            continue
        back = start - 1
        while back >= promise.first and clause.lows[back] in clause.words.articles:
            back -= 1
        given = start == promise.first + 1 and mention.form != "adjective"  # the object of the promised verb
        if given or (back >= promise.first and clause.lows[back] in BENEFICIARY):
            found += [actor for actor in actors_of((mention,)) if actor.tie not in mine]
    return tuple({actor.id: actor for actor in found}.values()) or _only_other(promise, words)


def _only_other(promise: Promise, words: Span) -> tuple[Actor, ...]:
    """The one other state whose people or things the words name: "half the wages of the Palestinian police"."""
    others = targets(promise, words)
    return others if len({actor.tie for actor in others}) == 1 else ()


def targets(promise: Promise, *spans: Span | None) -> tuple[Actor, ...]:
    """Whom a threat is meant for: the states that its words and its condition name."""
    mine = {actor.tie for actor in promise.by}
    clause = promise.clause
    found = [
        actor
        for mention in begun_in(clause.reading.mentions, clause.sentence)
        if any(span is not None and span.start <= mention.start and mention.end <= span.end for span in spans)
        for one in (mention, *mention.inside)
        for actor in one.actors
        if actor.tie not in mine and one.form != "place" and actor.kind in ("state", "organ", "organisation", "person")
    ]
    return tuple({actor.tie: actor for actor in found}.values())
