"""What a text takes for granted of the day it was written on: clues, each with the days it allows.

Who is called president, "Tuesday's election", "a day after the earthquake of 28
March 2025". A clue that more than one fact could explain is none.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.lexicon.clues import load_clues
from dragoman.lexicon.landmarks import Landmark
from dragoman.lexicon.names import Hit
from dragoman.lexicon.offices import Office
from dragoman.lexicon.tokens import Token, tokens
from dragoman.model.span import Span
from dragoman.model.when import DateMention
from dragoman.text.dates import dates
from dragoman.text.sentences import sentences
from dragoman.text.tense import tense

WEEK = timedelta(days=6)
ELECTION_TO_OFFICE = timedelta(days=120)  # the longest wait between a vote and an oath that we allow for
NEAR = 60  # characters between a weekday and the vote or oath it tells of
FOREVER = date(2100, 1, 1)
OLD = 50  # years; an anniversary narrows the year only once it is known to that


class Clue(msgspec.Struct, frozen=True):
    """The text came out between `start` and `end`, both possible, for these `words`.

    An `anchored` clue is a deed whose day is known: the text came out on `start` or in the week after it.
    `spans` are the terms of one who held the office several times; the day lies in one of them.
    """

    start: date
    end: date
    words: str
    anchored: bool = False
    spans: tuple[tuple[date, date], ...] = ()

    def allows(self, day: date) -> bool:
        return any(start <= day <= end for start, end in self.spans or ((self.start, self.end),))


class Told:
    """A text read once for its clues: its sentences, the names in each, and, where asked for, its dates."""

    def __init__(self, text: str, lexicon: Lexicon):
        self.text, self._time = text, lexicon.time
        self.sentences = sentences(text, lexicon.abbreviations)
        self.named = tuple(_named(text, span, lexicon) for span in self.sentences)
        self._dates: dict[int, tuple[DateMention, ...]] = {}

    def dates(self, place: int) -> tuple[DateMention, ...]:
        """The dates of one sentence, without a day of publication."""
        if place not in self._dates:
            self._dates[place] = dates(self.text, (self.sentences[place],), None, self._time)
        return self._dates[place]


def _named(text: str, span: Span, lexicon: Lexicon) -> tuple[tuple[Token, ...], tuple[Hit, ...]]:
    words, hits, at = tokens(text, span.start, span.end), [], 0
    while at < len(words):
        hit = lexicon.names.at(words, at)
        if hit is not None:
            hits.append(hit)
        at = hit.stop if hit is not None else at + 1
    return words, tuple(hits)


# -- who holds which office


def terms(told: Told, lexicon: Lexicon) -> Iterator[tuple[Clue, tuple[Office, ...]]]:
    """Terms of office that the text speaks of as running: "President Lee Jae-myung", "the chancellor, X"."""
    for words, hits in told.named:
        for role, named in pairwise(hits):
            between = words[role.stop : named.start]
            apart = len(between) == 1 and between[0].text == ","
            if role.kind != "role" or named.kind != "person" or (between and not apart):
                continue
            if role.start and words[role.start - 1].low in lexicon.roles.former:
                continue
            fitting = _fitting(role, named, lexicon)
            if fitting and all(len(term.start) == 10 for term in fitting):
                yield _running(fitting, " ".join(word.text for word in words[role.start : named.stop])), fitting


def _fitting(role: Hit, named: Hit, lexicon: Lexicon) -> tuple[Office, ...]:
    meaning = role.meanings[0]
    return tuple(
        term
        for key in named.meanings
        for term in lexicon.offices.by_person[key]
        if term.role in meaning.roles and any(noun in term.office.casefold() for noun in meaning.nouns)
    )


def _running(fitting: tuple[Office, ...], words: str) -> Clue:
    # A term's first day may still be told of as the day before, and its last as the day after.
    day = timedelta(days=1)
    spans = tuple(
        (date.fromisoformat(term.start) - day, date.fromisoformat(term.end) + day if len(term.end) == 10 else FOREVER)
        for term in fitting
    )
    return Clue(min(start for start, _ in spans), max(end for _, end in spans), words, spans=spans)


def states(told: Told) -> frozenset[str]:
    """The states that the text names, and those of the people it names."""
    found: set[str] = set()
    for _, hits in told.named:
        for hit in hits:
            if hit.kind in ("state", "adjective", "capital") and not hit.ambiguous:
                found.update(hit.meanings)
            elif hit.kind == "person":
                found.update(key[0] for key in hit.meanings)
    return frozenset(found)


# -- what happened on a known day


def by_deeds(told: Told, running: tuple[Office, ...], so_far: Clue, lexicon: Lexicon) -> Iterator[Clue]:
    """Anniversaries, elections, oaths, and days counted from a dated deed."""
    known = states(told)
    for place, span in enumerate(told.sentences):
        sentence = span.of(told.text)
        yield from _anniversary(sentence, known, so_far, lexicon)
        if not load_clues().any.search(sentence.casefold()):
            continue  # no deed to count from: its dates need not be read
        for mention in told.dates(place):
            found = (
                _election(told, span, mention, known, so_far, lexicon)
                or _oath(told, place, mention, running, so_far, lexicon)
                or _days_after(told, place, mention, lexicon)
            )
            if found is not None:
                yield found


def _anniversary(sentence: str, known: frozenset[str], so_far: Clue, lexicon: Lexicon) -> Iterator[Clue]:
    match = load_clues().ordinal_anniversary.search(sentence)
    if match is None or so_far.end.year - so_far.start.year >= OLD:
        return
    years = {
        int(landmark.date[:4]) + int(match[1])
        for landmark in lexicon.landmarks
        if landmark.kind != "election" and len(landmark.actors) > 1 and set(landmark.actors) <= known
    }
    possible = [year for year in years if so_far.start.year <= year <= so_far.end.year]
    if len(possible) == 1:
        yield Clue(date(possible[0], 1, 1), date(possible[0], 12, 31), match[0])


def _election(
    told: Told, span: Span, mention: DateMention, known: frozenset[str], so_far: Clue, lexicon: Lexicon
) -> Clue | None:
    """How long ago the sentence says a vote was: "Tuesday's election", "the previous week"."""
    words, told_as = load_clues(), (mention.when.text or "").casefold()
    number = weekday(mention, lexicon)
    a_week_ago = told_as in lexicon.time.previous_week or told_as in {f"{last} week" for last in lexicon.time.last}
    if number is None and not a_week_ago:
        return None
    votes = [day for day in _votes(span.of(told.text), known, so_far, lexicon) if number in (None, day.weekday())]
    if len(votes) != 1:
        return None
    if a_week_ago:
        monday = votes[0] - timedelta(days=votes[0].weekday()) + timedelta(days=7)
        return Clue(monday, monday + WEEK, f"election … {mention.when.text}")
    if _is_past(told, span, mention, lexicon) and _beside(told, span, mention, words.vote, words.win):
        return Clue(votes[0], votes[0] + WEEK, f"{mention.when.text} … election", anchored=True)
    return None


def _votes(sentence: str, known: frozenset[str], so_far: Clue, lexicon: Lexicon) -> list[date]:
    """The days of the votes that a sentence can speak of; those that its winner names, if it names one."""
    words, low = load_clues(), sentence.casefold()
    if words.other_votes.search(low) or not (words.vote.search(low) or words.win.search(low)):
        return []
    if not lexicon.roles.former.isdisjoint(low.split()):
        return []  # a vote that one now out of office won is long past
    possible = [
        landmark
        for landmark in lexicon.landmarks
        if landmark.kind == "election" and landmark.actors[0] in known and _may_be(landmark, so_far)
    ]
    parts = set(sentence.replace("’", "'").replace("'s", "").replace(",", " ").split())
    named = [each for each in possible if any(len(part) > 2 and part in parts for part in each.person.split())]
    if not named and not words.vote.search(low):
        return []
    return sorted({date.fromisoformat(each.date) for each in named or possible})


def _may_be(landmark: Landmark, so_far: Clue) -> bool:
    return so_far.start - ELECTION_TO_OFFICE <= date.fromisoformat(landmark.date) <= so_far.end


def _oath(
    told: Told, place: int, mention: DateMention, running: tuple[Office, ...], so_far: Clue, lexicon: Lexicon
) -> Clue | None:
    """ "Parliament had elected him on Tuesday": the first day of a term that the text calls running."""
    span, number = told.sentences[place], weekday(mention, lexicon)
    if (
        number is None
        or not _is_past(told, span, mention, lexicon)
        or not _beside(told, span, mention, load_clues().oath)
    ):
        return None
    here = told.text[told.sentences[max(place - 1, 0)].start : span.end]
    begun = {date.fromisoformat(term.start) for term in running if term.surname in here}
    days = [day for day in begun if day.weekday() == number and so_far.start <= day <= so_far.end]
    return Clue(days[0], days[0] + WEEK, f"{mention.when.text} … in office", anchored=True) if len(days) == 1 else None


def _days_after(told: Told, place: int, mention: DateMention, lexicon: Lexicon) -> Clue | None:
    """ "on Saturday, a day after the earthquake of 28 March 2025": a weekday that a full date explains."""
    span, number, words = told.sentences[place], weekday(mention, lexicon), load_clues()
    full = [other for other in told.dates(place) if is_full(other)]
    if number is None or len(full) != 1 or words.anniversary.search(span.of(told.text).casefold()):
        return None
    before = told.text[span.start : full[0].start].casefold()
    counts = [match[1] for match in words.after.finditer(before)]
    if len(counts) != 1 or not _is_past(told, span, mention, lexicon):
        return None
    count = (
        1
        if counts[0] in words.one
        else lexicon.time.numbers.get(counts[0]) or (int(counts[0]) if counts[0].isdigit() else 0)
    )
    if not 0 < count <= WEEK.days:
        return None
    day = date.fromisoformat(full[0].when.start or "") + timedelta(days=count)
    if day.weekday() != number:
        return None
    return Clue(day, day + WEEK, f"{mention.when.text} … {counts[0]} day(s) after {full[0].when.text}", anchored=True)


# -- weekdays


def weekday(mention: DateMention, lexicon: Lexicon) -> int | None:
    """The weekday that a date without a day names: "Tuesday’s", "noon Monday"; not "last Tuesday"."""
    if mention.when.start is not None:
        return None
    words = (mention.when.text or "").replace("’", "'").split()
    if not words or words[0].casefold() in (*lexicon.time.last, *lexicon.time.next):
        return None
    named = [word.removesuffix("'s") for word in words]
    return next((number for name, number in lexicon.time.weekdays.items() if name in named), None)


def is_full(mention: DateMention) -> bool:
    """Whether it tells a day with its year."""
    return mention.when.precision == "day" and any(
        word.strip(",").isdigit() and len(word.strip(",")) == 4 for word in (mention.when.text or "").split()
    )


def _is_past(told: Told, span: Span, mention: DateMention, lexicon: Lexicon) -> bool:
    return tense(told.text, span, Span(mention.start, mention.end), lexicon.time) != "future"


def _beside(told: Told, span: Span, mention: DateMention, *patterns) -> bool:
    around = told.text[max(span.start, mention.start - NEAR) : min(span.end, mention.end + NEAR)].casefold()
    return any(pattern.search(around) for pattern in patterns)


def past_weekdays(told: Told, lexicon: Lexicon) -> dict[int, str]:
    """The weekdays told of as past, each with its words."""
    found: dict[int, str] = {}
    for place, span in enumerate(told.sentences):
        for mention in told.dates(place):
            number = weekday(mention, lexicon)
            if number is not None and _is_past(told, span, mention, lexicon):
                found.setdefault(number, mention.when.text or "")
    return found


def lead_day(told: Told, lexicon: Lexicon) -> date | None:
    """The one full date of the first sentence, told as past, with no weekday beside it."""
    mentions = told.dates(0) if told.sentences else ()
    full = [mention for mention in mentions if is_full(mention)]
    if len(full) != 1 or len(mentions) != 1 or not _is_past(told, told.sentences[0], full[0], lexicon):
        return None
    return date.fromisoformat(full[0].when.start or "")
