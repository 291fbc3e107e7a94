"""A sentence as the coder sees it: tokens, which of them name somebody or a date, and what stands beside what.

A light reading, no parse: who stands before the verb, what between, who after.
Where the words between are not plainly harmless the answer is None.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TypeVar

from dragoman.lexicon import Lexicon
from dragoman.lexicon.tokens import tokens
from dragoman.model.actor import Mention
from dragoman.model.reading import Reading
from dragoman.model.span import Span
from dragoman.model.when import DateMention

T = TypeVar("T", Mention, DateMention)

FRAGMENT_WORDS = 8  # a quotation this short is part of the sentence around it
SUBJECT_FORMS = frozenset(("name", "surname", "office", "state", "capital", "organ", "group", "pronoun"))


SENTENCE_CHARS = 2_000  # a longer one is a list or a chain without stops, and its clauses cannot be told apart


def clauses(reading: Reading, lexicon: Lexicon) -> Iterator["Clause"]:
    """The sentences of a Reading that are short enough to be read."""
    for sentence in reading.sentences:
        if len(sentence) <= SENTENCE_CHARS:
            yield Clause(reading, sentence, lexicon)


def begun_in(items: Sequence[T], sentence: Span) -> Sequence[T]:
    """Of items in the order of the text, those that begin in the sentence."""
    first = bisect_left(items, sentence.start, key=_start)
    return items[first : bisect_left(items, sentence.end, lo=first, key=_start)]


def _start(item: Mention | DateMention) -> int:
    return item.start


class Clause:
    """One sentence of a Reading, by token index."""

    def __init__(self, reading: Reading, sentence: Span, lexicon: Lexicon):
        self.reading, self.sentence, self.lexicon = reading, sentence, lexicon
        self.words = lexicon.cues.clause
        self.tokens = tokens(reading.text, sentence.start, sentence.end)

    @cached_property
    def lows(self) -> tuple[str, ...]:
        return tuple(token.low for token in self.tokens)

    @cached_property
    def mentions(self) -> dict[int, tuple[int, Mention]]:
        """First token of a mention → (the token after it, the mention)."""
        return {
            start: (stop, mention)
            for mention in begun_in(self.reading.mentions, self.sentence)
            for start, stop in [self._token_range(mention.start, mention.end)]
        }

    @cached_property
    def mention_ends(self) -> dict[int, int]:
        """The token after a mention → its first token."""
        return {stop: start for start, (stop, _) in self.mentions.items()}

    @cached_property
    def inside(self) -> frozenset[int]:
        """Tokens that are part of a mention."""
        return frozenset(at for start, (stop, _) in self.mentions.items() for at in range(start, stop))

    @cached_property
    def date_ends(self) -> dict[int, int]:
        return {
            stop: start
            for date in begun_in(self.reading.dates, self.sentence)
            for start, stop in [self._token_range(date.start, date.end)]
        }

    @cached_property
    def quoted(self) -> frozenset[int]:
        """Tokens inside a quotation long enough to be somebody's own words."""
        found: set[int] = set()
        quotations = self.reading.quotations
        first = max(0, bisect_right(quotations, self.sentence.start, key=lambda span: span.start) - 1)
        for span in quotations[first : bisect_left(quotations, self.sentence.end, key=lambda span: span.start)]:
            if span.overlaps(self.sentence) and len(span.of(self.reading.text).split()) > FRAGMENT_WORDS:
                found.update(at for at, token in enumerate(self.tokens) if span.start <= token.start < span.end)
        return frozenset(found)

    def _token_range(self, start: int, end: int) -> tuple[int, int]:
        first = bisect_right(self.tokens, start, key=lambda token: token.end)
        return first, bisect_left(self.tokens, end, lo=first, key=lambda token: token.start)

    # -- who stands where

    def actor_at(self, start: int) -> Mention | None:
        found = self.mentions.get(start)
        return found[1] if found else None

    def group_ending(self, stop: int) -> tuple[int, tuple[Mention, ...]] | None:
        """The mentions joined by "and" and commas that end before token `stop`: first token, and who."""
        start = self.mention_ends.get(stop)
        if start is None or not self._acts_at(start):
            return None
        group = [self.mentions[start][1]]
        seen_and = False
        while True:
            back = self._past_determiners(start - 1)
            if back < 1 or self.lows[back] not in self.words.joiners:
                break
            joiner_and = self.lows[back] != ","
            before = back - 1 if not (joiner_and and self.lows[back - 1] == ",") else back - 2
            if joiner_and and (seen_and or before != back - 1):
                break  # ", and Trump" begins a clause of its own more often than it ends a list
            previous = self.mention_ends.get(before + 1)
            if previous is None or not self._joins(previous, group[0]):
                break
            if not joiner_and and not seen_and:
                break  # "Ishiba, Lee met": two names with a comma are no list
            seen_and = seen_and or joiner_and
            group.insert(0, self.mentions[previous][1])
            start = previous
        return start, tuple(group)

    def group_starting(
        self, start: int, *, places: bool, subject: bool = False
    ) -> tuple[int, tuple[Mention, ...]] | None:
        """The mentions joined by "and" and commas that begin at token `start`: the token after them, and who."""
        found = self.mentions.get(start)
        if found is None or not self._receives(found[1], places):
            return None
        stop, mention = found
        group = [mention]
        while stop < len(self.tokens) and not self.tokens[stop - 1].possessive:
            at = stop
            while at < len(self.tokens) and (
                self.lows[at] in self.words.joiners or self.lows[at] in self.words.articles
            ):
                at += 1
            if (
                at == stop
                or at - stop > 3
                or at not in self.mentions
                or not self._receives(self.mentions[at][1], places)
            ):
                break
            following, mention = self.mentions[at]
            if not subject and self._starts_clause(following):
                break
            group.append(mention)
            stop = following
        return stop, tuple(group)

    def _starts_clause(self, at: int) -> bool:
        """Whether a finite verb follows: then the mention before it is another clause's subject."""
        return at < len(self.tokens) and (
            self.lows[at] in self.lexicon.cues.auxiliaries.plain
            or self.lows[at] in self.lexicon.cues.auxiliaries.future
            or self.lows[at] in self.words.reporting
            or any(form.forms & {"past", "third"} for form in self.lexicon.cues.by_form.get(self.lows[at], ()))
        )

    def _acts_at(self, start: int) -> bool:
        """Whether the mention at token `start` can be a subject; a place can by its people ("diplomats from China")."""
        mention = self.mentions[start][1]
        if mention.form != "place":
            return self._acts(mention)
        return bool(mention.actors) and self._follows_people(start)

    def _follows_people(self, start: int) -> bool:
        back = self._past_determiners(start - 1)
        return back > 0 and self.lows[back] in self.words.behalf and self.lows[back - 1] in self.words.people

    def _joins(self, previous: int, following: Mention) -> bool:
        """Whether the mention at `previous` belongs to one list with the one after it: "Kyrgyz and Tajik troops"."""
        mention = self.mentions[previous][1]
        if mention.form == "adjective" and mention.actors:
            return following.form == "organ"
        return self._acts_at(previous)

    def _acts(self, mention: Mention) -> bool:
        return bool(mention.actors) and mention.form in SUBJECT_FORMS

    def _receives(self, mention: Mention, places: bool) -> bool:
        return bool(mention.actors) and (mention.form != "place" or places)

    def _past_determiners(self, at: int) -> int:
        while at >= 0 and self.lows[at] in self.words.articles:
            at -= 1
        return at

    def subject(self, stop: int) -> tuple[int, tuple[Mention, ...], str] | None:
        """Who stands directly before token `stop` as its subject: first token, who, and how we know."""
        found = self.group_ending(stop)
        if found is not None:
            return (*found, "stands before the verb") if self._is_free(found[0]) else None
        if stop < 1:
            return None
        if self.lows[stop - 1] in self.words.relative:
            after_comma = stop >= 2 and self.lows[stop - 2] == ","
            if self.lows[stop - 1] != "who" and not after_comma:
                return None  # "a base in Ivory Coast that": the head noun's clause, not the name's
            before = stop - 2 if after_comma else stop - 1
            found = self.group_ending(before)
            return (*found, "“who” stands for the name before it") if found is not None else None
        if self.lows[stop - 1] == ",":
            return self._closing(stop - 1) or self._across_apposition(stop - 1)
        return None

    def _closing(self, comma: int) -> tuple[int, tuple[Mention, ...], str] | None:
        """ "Chile's president, Gabriel Boric, met": the name is the aside, and the comma closes it."""
        start = self.mention_ends.get(comma)
        if start is None or "," not in self.lows[start:comma]:
            return None
        found = self.group_ending(comma)
        return (*found, "stands before the verb, its name an aside") if found and self._is_free(found[0]) else None

    def _across_apposition(self, comma: int) -> tuple[int, tuple[Mention, ...], str] | None:
        """ "Lee, the president, met": the name before the aside between two commas."""
        for opening in range(comma - 1, max(comma - 20, 0), -1):
            if self.lows[opening] != ",":
                continue
            found = self.group_ending(opening)
            if found is not None and self._is_free(found[0]):
                return (*found, "stands before the verb and an aside")
            return None
        return None

    def _is_free(self, start: int) -> bool:
        """Whether a group at token `start` is no preposition's object ("the visit by Lee angered")."""
        back = self._past_determiners(start - 1)
        if back < 0 or self.lows[back] not in self.words.prepositions:
            return True
        if self.lows[back] in self.words.behalf and back > 0:
            return self.lows[back - 1] in self.words.people  # "top diplomats from the G7 urged"
        return self.lows[back] in self.words.after_adverbial

    def lead(self) -> tuple[int, int, tuple[Mention, ...]] | None:
        """The sentence's own subject: the first group that is no place, nor an adverbial's or adjective's name."""
        for start in sorted(self.mentions):
            stop, mention = self.mentions[start]
            if not self._acts(mention) or self.tokens[stop - 1].possessive:
                continue
            back = self._past_determiners(start - 1)
            if back >= 0 and self.lows[back] in self.words.prepositions:
                continue
            group_stop, group = stop, [mention]
            forward = self.group_starting(start, places=False, subject=True)
            if forward is not None:
                group_stop, group = forward[0], list(forward[1])
            return start, group_stop, tuple(group)
        return None

    def opener_between(self, start: int, stop: int) -> bool:
        """Whether another clause begins between two tokens."""
        return any(low in self.words.openers or low in (";", ":") for low in self.lows[start:stop])

    def object_group(self, at: int, *, places: bool) -> tuple[int, tuple[Mention, ...], bool] | None:
        """Who the verb before token `at` acts on: past determiners and adjectives, no preposition between."""
        for position in range(at, min(at + 4, len(self.tokens))):
            if position in self.mentions:
                found = self.group_starting(position, places=places)
                if found is None:
                    return None
                return found[0], found[1], self.mentions[position][1].form == "adjective"
            low = self.lows[position]
            if low in self.words.people and self._past_behalf(position + 1) in self.mentions:
                found = self.group_starting(self._past_behalf(position + 1), places=True)  # "a delegation from Fiji"
                return (*found, False) if found is not None else None
            if low in self.words.prepositions or low in self.words.openers or not self.tokens[position].is_word:
                return None
        return None

    def _past_behalf(self, at: int) -> int:
        """The token behind "from the" at token `at`; -1 where none such stands there."""
        if at + 1 >= len(self.lows) or self.lows[at] not in self.words.behalf:
            return -1
        return at + 2 if self.lows[at + 1] in self.words.articles else at + 1

    def owned_group(self, at: int) -> tuple[int, tuple[Mention, ...]] | None:
        """ "the election of X": X, where the noun is one that stands for its owner."""
        for position in range(at, min(at + 4, len(self.tokens) - 1)):
            if self.lows[position] in self.words.owned_nouns and self.lows[position + 1] in ("of", "by"):
                target = position + 2
                if target < len(self.tokens) and self.lows[target] == "the":
                    target += 1
                return self.group_starting(target, places=True)
        return None

    def prepositional_group(self, at: int, preposition: str, *, places: bool) -> tuple[int, tuple[Mention, ...]] | None:
        """Who stands after `preposition` in the rest of the clause that begins at token `at`.

        After "to" or "against" a state's name is a party, though it reads as a place elsewhere.
        """
        places = places or preposition not in self.words.origins
        for position in range(at, min(at + 16, len(self.tokens) - 1)):
            low = self.lows[position]
            if low == "according" or (low == "," and self.lows[position + 1] == "according"):
                return None
            if low == preposition and position not in self.inside:
                for target in range(position + 1, min(position + 4, len(self.tokens))):
                    if target in self.mentions:
                        return self.group_starting(target, places=places)
                    if not self.tokens[target].is_word or self.lows[target] in self.words.prepositions:
                        break
                continue
            if low == ";" or (low in self.words.openers and low != preposition):
                return None
        return None
