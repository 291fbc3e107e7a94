"""A text, its sentences and its day of publication come in; its dates go out, each with the days it means.

What is told from another date of the story ("the following day") counts from the date
told last, if that was not long before; what is told too vaguely ("several years ago")
keeps its words and no days. Does not decide which date belongs to which deed.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import cache

import msgspec

from dragoman.lexicon.language import TimeWords
from dragoman.model.span import Span
from dragoman.model.when import DateMention, Precision, When
from dragoman.text.date_kinds import Kind, kinds
from dragoman.text.date_readings import Setting
from dragoman.text.days import Period, Tense, coarser
from dragoman.text.phrases import any_of
from dragoman.text.tense import tense

_PUBLISHED = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?![\d-])")

# Between two dates of one stretch: "from Monday to Friday", "between 2019 and 2021".
_STRETCH = re.compile(r"(?<!\s)\s++(?:to|until|till|through|and)\s++|\s?[-–—]\s?")
_FROM = re.compile(r"\b(?i:from|between)\s++(?:the\s++)?$")

REMEMBERED = 2  # sentences after which "the following day" no longer counts from a date told

# How far before "in two days" a word may stand that makes it a duration, in characters.
_SUPERLATIVE_REACH = 60


class _Grammar(msgspec.Struct, frozen=True):
    """One pattern that finds every kind, and each kind's own that reads it."""

    any_kind: re.Pattern[str]
    kinds: dict[str, tuple[Kind, re.Pattern[str]]]
    moves: re.Pattern[str]


class _Publication(msgspec.Struct, frozen=True):
    """First and last day the article may have come out on, and the unit it is known in."""

    first: date | None = None
    last: date | None = None
    precision: Precision = "day"


class _Found(msgspec.Struct, frozen=True):
    start: int
    end: int
    period: Period | None


def dates(text: str, sentences: tuple[Span, ...], published: str | None, words: TimeWords) -> tuple[DateMention, ...]:
    """The dates that `text` tells, in its order.

    >>> from dragoman.lexicon.language import load_time_words
    >>> text = "They met on Saturday, two days before talks that are to open on Monday."
    >>> found = dates(text, (Span(0, len(text)),), "2025-08-23", load_time_words())
    >>> [(date.when.text, date.when.start) for date in found]
    [('Saturday', '2025-08-23'), ('Monday', '2025-08-25')]
    """
    grammar = _grammar(words)
    publication = _publication(published)
    mentions = []
    last, ago = None, 0  # the date told last, and how many sentences before
    for sentence in sentences:
        found = list(_find(text, sentence, publication, words, last if ago <= REMEMBERED else None))
        told = [each.period for each in found if each.period is not None]
        last, ago = (told[-1], 1) if told else (last, ago + 1)
        for each in _joined(found, text, sentence, grammar):
            mentions.append(DateMention(each.start, each.end, _when(each, text)))
    return tuple(mentions)


@cache
def _grammar(words: TimeWords) -> _Grammar:
    all_kinds = kinds(words)
    unnamed = [(kind.name, re.sub(r"\(\?P<\w+>", "(?:", kind.pattern)) for kind in all_kinds]
    any_kind = "|".join(f"(?P<{name}>{pattern})" for name, pattern in unnamed)
    return _Grammar(
        # Every kind begins with a word: looking only there is several times faster.
        any_kind=re.compile(rf"(?<!\w)(?=\w)(?:{any_kind})"),
        kinds={kind.name: (kind, re.compile(kind.pattern)) for kind in all_kinds},
        moves=re.compile(rf"(?i:\b{any_of(words.moves)}\b)"),
    )


def _publication(published: str | None) -> _Publication:
    match = _PUBLISHED.match(published or "")
    if match is None:
        return _Publication()
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if month is None:
            return _Publication(date(year, 1, 1), date(year, 12, 31), "year")
        if day is None:
            return _Publication(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")
        return _Publication(date(year, month, day), date(year, month, day))
    except ValueError:
        return _Publication()


def _find(
    text: str, sentence: Span, publication: _Publication, words: TimeWords, last: Period | None
) -> Iterator[_Found]:
    grammar = _grammar(words)
    for place in grammar.any_kind.finditer(text, sentence.start, sentence.end):
        kind, pattern = grammar.kinds[place.lastgroup]
        if not kind.told:
            continue
        match = pattern.match(text, place.start(), sentence.end)
        span = Span(place.start(), place.end())
        clause = tense(text, sentence, span, words) if kind.directed else None
        if kind.name == "ahead" and clause != "future" and _is_duration(match, text, sentence, clause, words):
            continue
        period = _read(kind, match, publication, Setting(None, clause, words, last))
        last = period or last
        yield _Found(span.start, span.end, period)


def _is_duration(match: re.Match[str], text: str, sentence: Span, clause: Tense | None, words: TimeWords) -> bool:
    """ "took three towns in two days", "the first visit in two years", "twenty pins in a day"."""
    if match["time"]:
        return False  # "in two weeks' time"
    before = text[max(sentence.start, match.start() - _SUPERLATIVE_REACH) : match.start()].lower()
    superlative = not words.superlatives.isdisjoint(re.findall(r"\w+", before))
    return clause == "past" or superlative or words.numbers.get(match["number"].lower()) == 1


def _read(kind: Kind, match: re.Match[str], publication: _Publication, setting: Setting) -> Period | None:
    """What the words mean on the day of publication; where that is a stretch, all they may mean."""
    first = _read_on(publication.first, kind, match, setting)
    if publication.first == publication.last or first is None:
        return first
    last = _read_on(publication.last, kind, match, setting)
    if last is None or last == first:
        return last
    whole = first.to(last)
    return Period(whole.start, whole.end, coarser(whole.precision, publication.precision))


def _read_on(day: date | None, kind: Kind, match: re.Match[str], setting: Setting) -> Period | None:
    try:
        return kind.read(match, msgspec.structs.replace(setting, day=day))
    except (ValueError, OverflowError):
        return None  # before or after the calendar: "5,000 years ago"


def _joined(found: list[_Found], text: str, sentence: Span, grammar: _Grammar) -> Iterator[_Found]:
    """Two dates of one stretch become one: "from 2019 to 2021"."""
    held: _Found | None = None
    for each in found:
        whole = _stretch(held, each, text, sentence, grammar) if held else None
        if whole:
            yield whole
            held = None
            continue
        if held:
            yield held
        held = each
    if held:
        yield held


def _stretch(first: _Found, last: _Found, text: str, sentence: Span, grammar: _Grammar) -> _Found | None:
    between, before = text[first.end : last.start], text[sentence.start : first.start]
    if first.period is None or last.period is None or not _STRETCH.fullmatch(between):
        return None
    if any(letter.isalpha() for letter in between) and not ("through" in between or _FROM.search(before)):
        return None  # "on Monday and Tuesday" stay two
    if grammar.moves.search(before):
        return None  # "moved from Monday to Friday"
    end = last.period
    if end.start < first.period.start and end.precision == first.period.precision == "day":
        end = _week_later(end)
    if end.start < first.period.start:
        return None
    return _Found(first.start, last.end, first.period.to(end))


def _week_later(period: Period) -> Period:
    following = date.fromordinal(period.start.toordinal() + 7)
    return Period(following, following, period.precision)


def _when(found: _Found, text: str) -> When:
    words = text[found.start : found.end]
    if found.period is None:
        return When(text=words)
    period = found.period
    return When(period.start.isoformat(), period.end.isoformat(), period.precision, "expression", words)
