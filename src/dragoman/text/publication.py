"""Infers the day a page without a date came out, from what its text takes for granted.

Clues (text.clues) narrow it to a week; the weekdays told in the past tense then
fix the day; ages of articles on one page confirm and carry it. Only a single
day counts: anything wider, or anything that two clues dispute, is left unknown.
The result is always marked as inferred. What the rest of a record knows (grounds) is
asked only about articles that stay without a date.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.model.article import Article, Published
from dragoman.model.ground import Ground
from dragoman.model.span import Span
from dragoman.text.clues import FOREVER, WEEK, Clue, Told, by_deeds, is_full, lead_day, past_weekdays, terms, weekday
from dragoman.text.stamps import age
from dragoman.text.tense import tense

SOON = 3  # days; a weekday up to so long after a deed is after it, a later one may as well be before it
ROUNDS = 2  # the second dates what stands between those that the first has dated
AGREEING = 2  # articles of one page whose age and weekday must bear out a date
MONTH = timedelta(days=31)  # one deed of the record dates a text that its own clues narrow to so much; else it takes
DEEDS = 2  # so many deeds of different days, all within one week

_DAY = timedelta(days=1)


class Window(msgspec.Struct, frozen=True):
    """The days on which a text can have come out, and the clues that say so. `torn`: they dispute one another."""

    start: date = date(1945, 1, 1)
    end: date = FOREVER
    clues: tuple[Clue, ...] = ()
    torn: bool = False

    def within(self, clue: Clue) -> "Window":
        """Narrowed by the clue; torn where nothing would remain."""
        first, last = max(self.start, clue.start), min(self.end, clue.end)
        if first > last:
            return Window(self.start, self.end, self.clues, torn=True)
        return Window(first, last, (*self.clues, clue), self.torn)

    @property
    def anchored(self) -> bool:
        return any(clue.anchored and clue.start == self.start for clue in self.clues)

    @property
    def is_week(self) -> bool:
        return not self.torn and self.end - self.start <= WEEK

    def allows(self, day: date) -> bool:
        return not self.torn and self.start <= day <= self.end and all(clue.allows(day) for clue in self.clues)


class _Case(msgspec.Struct, frozen=True):
    """An article and, where it bears no date, its text read for clues and the window they leave."""

    article: Article
    told: Told | None = None
    window: Window = Window()

    @property
    def day(self) -> date | None:
        value = self.article.published.value
        return date.fromisoformat(value[:10]) if value and len(value) >= 10 else None


def with_inferred_dates(articles: tuple[Article, ...], lexicon: Lexicon) -> tuple[Article, ...]:
    """The page's articles, those without a date dated where their text allows."""
    if all(article.published.value for article in articles):
        return articles
    stated = articles[0].published.value if articles[0].found_in is None else None
    cases = [_case(article, stated, lexicon) for article in articles]
    cases = [_dated(case, case.window, lexicon) for case in cases]
    saved = _saved_beside(cases, lexicon)
    if saved is not None:
        for _ in range(ROUNDS):
            cases = [_between(case, cases, saved, lexicon) for case in cases]
        return tuple(case.article for case in cases)
    return tuple(case.article for case in _by_ages(cases, lexicon))


def window(text: str, lexicon: Lexicon) -> Window:
    """The days on which `text` can have come out."""
    return _window(Told(text, lexicon), lexicon)


def _window(told: Told, lexicon: Lexicon) -> Window:
    found, running = Window(), []
    for clue, offices in terms(told, lexicon):
        found = found.within(clue)
        running.extend(offices)
    if found.torn:
        return found
    held = Clue(found.start, found.end, "")
    for clue in by_deeds(told, tuple(running), held, lexicon):
        found = found.within(clue)
    return found


def _case(article: Article, stated: str | None, lexicon: Lexicon) -> _Case:
    if article.published.value:
        return _Case(article)
    told = Told(article.text, lexicon)
    found = _window(told, lexicon)
    if article.found_in and stated and len(stated) >= 10:
        # The page was saved on the day of its own article or later.
        floor = date.fromisoformat(stated[:10]) - (_age(article, lexicon) or WEEK)
        found = found.within(Clue(floor, FOREVER, "the dated article on the same page"))
    return _Case(article, told, found)


def _dated(case: _Case, found: Window, lexicon: Lexicon, known: Collection[date] = ()) -> _Case:
    """The latest past weekday of the text, if the window holds that day once only.

    `known` are days of deeds that it tells: their weekdays are explained.
    """
    if case.told is None or case.day or not found.is_week:
        return case
    offsets = {
        (number - found.start.weekday()) % 7: words for number, words in past_weekdays(case.told, lexicon).items()
    }
    if found.anchored:
        explained = {days for days in offsets if _explained(days, found.start, case.told, known)}
        offsets = {days: words for days, words in offsets.items() if days not in explained}
        if any(days > SOON for days in offsets):
            return case  # "Sunday", told of after a Tuesday's vote, is the one before or the one after
    told = [(found.start + timedelta(days=days), words) for days, words in offsets.items()]
    told = [(day, words) for day, words in told if day <= found.end]
    if not told:
        return case
    day, words = max(told)
    if not found.allows(day):
        return case
    clues = [clue.words for clue in found.clues[-2:]]
    return _with(case, day, "; ".join(dict.fromkeys((*clues, words))))


def _explained(days: int, anchor: date, told: Told, known: Collection[date]) -> bool:
    """Whether a weekday that may lie before the anchor is a known deed's, or one that the text dates in full."""
    before = anchor + timedelta(days=days - 7)
    return before in known or (days > SOON and any(
        is_full(mention) and mention.when.start == before.isoformat()
        for place in range(len(told.sentences))
        for mention in told.dates(place)
    ))


def _with(case: _Case, day: date, words: str) -> _Case:
    published = Published(day.isoformat(), "inferred", words)
    return msgspec.structs.replace(case, article=msgspec.structs.replace(case.article, published=published))


# -- what the rest of the record knows


def dated_by(article: Article, grounds: Sequence[Ground], lexicon: Lexicon) -> Article:
    """An article without a date, dated by what others tell.

    The day of a text that is another's needs no clue of its own: "President Richard Nixon's visit" may
    be told of in any year. A deed that others date must fit the clues.
    """
    for ground in grounds:
        if ground.span is None:
            return _with(_Case(article), date.fromisoformat(ground.day), ground.text).article
    told = Told(article.text, lexicon)
    case = _Case(article, told, _window(told, lexicon))
    clues = _of_deeds(case, grounds, lexicon)
    found = case.window
    for clue in clues:
        found = found.within(clue)
    narrow = not case.window.torn and case.window.end - case.window.start <= MONTH
    if not clues or len({clue.start for clue in clues}) < (1 if narrow else DEEDS):
        return article
    return _dated(case, found, lexicon, {clue.start for clue in clues}).article


def _of_deeds(case: _Case, grounds: Sequence[Ground], lexicon: Lexicon) -> list[Clue]:
    """A clue for each stretch whose one date is a weekday, told as past, on which one deed of the record fell."""
    found = []
    for span in sorted({ground.span for ground in grounds if ground.span is not None}):
        number = _weekday_of(case.told, span, lexicon)
        days = {
            day: ground.text
            for ground in grounds
            if ground.span == span
            and (day := date.fromisoformat(ground.day)).weekday() == number
            and case.window.within(Clue(day, day + WEEK, "")).is_week
        }
        if len(days) == 1:
            ((day, words),) = days.items()
            found.append(Clue(day, day + WEEK, words, anchored=True))
    return found


def _weekday_of(told: Told, span: Span, lexicon: Lexicon) -> int | None:
    """The weekday of a stretch of the text that tells no other date."""
    inside = [
        (sentence, mention)
        for place, sentence in enumerate(told.sentences)
        if sentence.overlaps(span)
        for mention in told.dates(place)
        if span.start <= mention.start and mention.end <= span.end
    ]
    if len(inside) != 1:
        return None
    ((sentence, mention),) = inside
    is_past = tense(told.text, sentence, Span(mention.start, mention.end), lexicon.time) != "future"
    return weekday(mention, lexicon) if is_past else None


# -- articles of one page


def _age(article: Article, lexicon: Lexicon) -> timedelta | None:
    return age(article.age_text, lexicon.time) if article.age_text else None


def _hours_old(case: _Case, lexicon: Lexicon) -> bool:
    old = _age(case.article, lexicon)
    return old is not None and old < _DAY


def _saved_beside(cases: Sequence[_Case], lexicon: Lexicon) -> Clue | None:
    """The days around which the page was saved, by an embedded article that is hours old and dated."""
    days = sorted(case.day for case in cases if case.day and _hours_old(case, lexicon))
    if not days or days[-1] - days[0] > _DAY:
        return None
    return Clue(days[-1] - _DAY, days[0] + _DAY, "the age beside a dated article")


def _between(case: _Case, cases: Sequence[_Case], saved: Clue, lexicon: Lexicon) -> _Case:
    """An article of hours ago is no older than an older one and no younger than a younger one on its page."""
    if case.day or case.told is None or not _hours_old(case, lexicon):
        return case
    old = _age(case.article, lexicon) or timedelta()
    aged = [(_age(other.article, lexicon) or timedelta(), other.day) for other in cases if _hours_old(other, lexicon)]
    first = max([saved.start, *(day for their, day in aged if day and their >= old)])
    last = min([saved.end, *(day for their, day in aged if day and their <= old)])
    if first > last or case.window.torn:
        return case
    if first == last and case.window.allows(first):
        return _with(case, first, saved.words)
    return _dated(case, case.window.within(Clue(first, last, saved.words)), lexicon)


def _by_ages(cases: list[_Case], lexicon: Lexicon) -> list[_Case]:
    """A fresh article's first sentence tells a full date; others' ages and weekdays must all bear it out."""
    for lead in cases:
        day = lead_day(lead.told, lexicon) if lead.told and _hours_old(lead, lexicon) else None
        if day is None or not lead.window.allows(day):
            continue
        others = [case for case in cases if case is not lead and case.told and _weekdays_with_age(case, lexicon)]
        agreeing = [case for case in others if _bears_out(case, day, lexicon)]
        if len(agreeing) < AGREEING or len(agreeing) < len(others):
            continue
        words = "the ages and weekdays of the articles on one page"
        sure = {id(case) for case in (lead, *agreeing)}
        return [_with(case, _came_out(case, day, lexicon), words) if id(case) in sure else case for case in cases]
    return cases


def _weekdays_with_age(case: _Case, lexicon: Lexicon) -> bool:
    old = _age(case.article, lexicon)
    return old is not None and old <= WEEK and bool(past_weekdays(case.told, lexicon))


def _came_out(case: _Case, saved: date, lexicon: Lexicon) -> date:
    return saved - timedelta(days=(_age(case.article, lexicon) or timedelta()).days)


def _bears_out(case: _Case, saved: date, lexicon: Lexicon) -> bool:
    day = _came_out(case, saved, lexicon)
    return day.weekday() in past_weekdays(case.told, lexicon) and case.window.allows(day)
