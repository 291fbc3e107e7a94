"""Infers the day a page without a date came out, from what its text takes for granted.

Who is called president narrows it to a term; "the previous week's election" and
"the 60th anniversary" to a week or a year, by the dated facts of landmarks.tsv;
the weekdays told in the past tense then fix the day. Only a single day counts:
anything wider is left unknown. The result is always marked as inferred.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.lexicon.landmarks import Landmark
from dragoman.lexicon.tokens import Token, tokens
from dragoman.model.article import Article, Published
from dragoman.model.span import Span
from dragoman.text.dates import dates
from dragoman.text.sentences import sentences
from dragoman.text.stamps import age
from dragoman.text.tense import tense

WEEK = timedelta(days=6)
ELECTION_TO_OFFICE = timedelta(days=120)  # the longest wait between a vote and an oath that we allow for

_ANNIVERSARY = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th) anniversary\b")


class Window(msgspec.Struct, frozen=True):
    """Days `start` to `end`, both possible; `clues` are the words that say so."""

    start: date = date(1945, 1, 1)
    end: date = date(2100, 1, 1)
    clues: tuple[str, ...] = ()

    def within(self, start: date, end: date, clue: str) -> "Window":
        """Narrowed to what also lies in `start` to `end`; unchanged where nothing would remain."""
        first, last = max(self.start, start), min(self.end, end)
        return Window(first, last, (*self.clues, clue)) if first <= last else self

    @property
    def is_week(self) -> bool:
        return self.end - self.start <= WEEK


def with_inferred_dates(articles: tuple[Article, ...], lexicon: Lexicon) -> tuple[Article, ...]:
    """The page's articles, those without a date dated where their text allows."""
    windows = [None if article.published.value else window(article.text, lexicon) for article in articles]
    dated = [_dated(article, found, lexicon) for article, found in zip(articles, windows, strict=True)]
    crawled = _crawl_window(dated, lexicon)
    if crawled is None:
        return tuple(dated)
    return tuple(
        article if found is None or article.published.value or not _is_hours(article, lexicon)
        else _dated(article, found.within(crawled.start, crawled.end, crawled.clues[0]), lexicon)
        for article, found in zip(dated, windows, strict=True)
    )  # fmt: skip


def window(text: str, lexicon: Lexicon) -> Window:
    """The days on which `text` can have come out."""
    found = Window()
    spans = sentences(text, lexicon.abbreviations)
    states: set[str] = set()
    for span in spans:
        words = tokens(text, span.start, span.end)
        for start, end, clue in _terms(words, lexicon):
            found = found.within(start, end, clue)
        states |= _states(words, lexicon)
    for span in spans:
        for start, end, clue in _by_landmarks(text, span, states, found, lexicon):
            found = found.within(start, end, clue)
    return found


def _terms(words: tuple[Token, ...], lexicon: Lexicon) -> Iterator[tuple[date, date, str]]:
    """Terms of office that the text speaks of as running: "President Lee Jae-myung"."""
    for at in range(len(words)):
        hit = lexicon.names.at(words, at)
        if hit is None or hit.kind != "role" or (at and words[at - 1].low in lexicon.roles.former):
            continue
        named = lexicon.names.at(words, hit.stop) if hit.stop < len(words) else None
        if named is None or named.kind != "person":
            continue
        role = hit.meanings[0]
        fitting = [
            term
            for key in named.meanings
            for term in lexicon.offices.by_person[key]
            if term.role in role.roles and any(noun in term.office.casefold() for noun in role.nouns)
        ]
        if fitting and all(len(term.start) == 10 for term in fitting):
            clue = " ".join(word.text for word in words[at : named.stop])
            end = max((term.end for term in fitting), key=lambda end: end or "9999")
            # A term's first day may still be told of as the day before, and its last as the day after.
            yield (
                date.fromisoformat(min(term.start for term in fitting)) - timedelta(days=1),
                date.fromisoformat(end) + timedelta(days=1) if len(end) == 10 else date(2100, 1, 1),
                clue,
            )


def _states(words: tuple[Token, ...], lexicon: Lexicon) -> set[str]:
    found: set[str] = set()
    for at in range(len(words)):
        hit = lexicon.names.at(words, at)
        if hit is not None and hit.kind in ("state", "adjective", "capital") and not hit.ambiguous:
            found.update(hit.meanings)
        elif hit is not None and hit.kind == "person":
            found.update(key[0] for key in hit.meanings)
    return found


def _by_landmarks(
    text: str, span: Span, states: set[str], so_far: Window, lexicon: Lexicon
) -> Iterator[tuple[date, date, str]]:
    """What a sentence about a known election or an anniversary says of the day it was written."""
    sentence = span.of(text)
    low = sentence.casefold()
    anniversary = _ANNIVERSARY.search(sentence)
    if anniversary:
        for landmark in lexicon.landmarks:
            if landmark.kind in ("treaty", "accord", "independence", "war") and len(landmark.actors) > 1 and set(landmark.actors) <= states:
                year = int(landmark.date[:4]) + int(anniversary[1])
                if so_far.start.year <= year <= so_far.end.year and so_far.end.year - so_far.start.year < 50:
                    yield date(year, 1, 1), date(year, 12, 31), anniversary[0]
    voted = "election" in low or "elected" in low
    won = "victory" in low or " win" in low
    for landmark in lexicon.landmarks:
        told = voted or (won and bool(landmark.person) and landmark.person.casefold() in low)
        if told and landmark.kind == "election" and landmark.actors[0] in states and _possible(landmark, so_far):
            yield from _since_election(text, span, landmark, lexicon)


def _possible(landmark: Landmark, so_far: Window) -> bool:
    day = date.fromisoformat(landmark.date)
    return so_far.start - ELECTION_TO_OFFICE <= day <= so_far.end


def _since_election(text: str, span: Span, landmark: Landmark, lexicon: Lexicon) -> Iterator[tuple[date, date, str]]:
    """How long ago the sentence says the vote was: "Tuesday's election", "the previous week"."""
    day = date.fromisoformat(landmark.date)
    for mention in dates(text, (span,), None, lexicon.time):
        words = (mention.when.text or "").casefold()
        weekday = _weekday(words, lexicon)
        if weekday is not None and weekday == day.weekday() and _near_election(text, span, mention.start, mention.end):
            yield day, day + WEEK, f"{mention.when.text} … election"
        elif words in lexicon.time.previous_week or words in {f"{last} week" for last in lexicon.time.last}:
            monday = day - timedelta(days=day.weekday()) + timedelta(days=7)
            yield monday, monday + WEEK, f"election … {mention.when.text}"


def _near_election(text: str, span: Span, start: int, end: int) -> bool:
    around = text[max(span.start, start - 60) : min(span.end, end + 60)].casefold()
    return "elect" in around or "victory" in around or "win" in around


def _weekday(words: str, lexicon: Lexicon) -> int | None:
    return next((number for name, number in lexicon.time.weekdays.items() if name.casefold() in words.split() or words.startswith(name.casefold())), None)


def _dated(article: Article, found: Window | None, lexicon: Lexicon) -> Article:
    """The article with the latest past weekday of its text, if the window holds that day once only."""
    if found is None or not found.is_week:
        return article
    told = []
    spans = sentences(article.text, lexicon.abbreviations)
    for mention in dates(article.text, spans, None, lexicon.time):
        weekday = _weekday((mention.when.text or "").casefold(), lexicon)
        sentence = next(span for span in spans if span.start <= mention.start < span.end)
        if weekday is None or tense(article.text, sentence, Span(mention.start, mention.end), lexicon.time) == "future":
            continue
        day = found.start + timedelta(days=(weekday - found.start.weekday()) % 7)
        if day <= found.end:
            told.append((day, mention.when.text))
    if not told:
        return article
    day, words = max(told)
    published = Published(day.isoformat(), "inferred", "; ".join(dict.fromkeys((*found.clues[-2:], words))))
    return msgspec.structs.replace(article, published=published)


def _is_hours(article: Article, lexicon: Lexicon) -> bool:
    old = age(article.age_text, lexicon.time) if article.age_text else None
    return old is not None and old < timedelta(days=1)


def _crawl_window(articles: list[Article], lexicon: Lexicon) -> Window | None:
    """The days around which the page was saved, by an embedded article that is hours old and dated."""
    days = sorted(
        date.fromisoformat(article.published.value[:10])
        for article in articles
        if article.published.value and _is_hours(article, lexicon)
    )
    if not days or days[-1] - days[0] > timedelta(days=1):
        return None
    return Window(days[-1] - timedelta(days=1), days[0] + timedelta(days=1), ("the age beside a dated article",))
