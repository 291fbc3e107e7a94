"""What a holder does toward it, and what it does: "we back the line", "the tariffs did us more good than harm"."""

import msgspec

from dragoman.extract.stance.own_words import OwnWords
from dragoman.extract.stance.shown import Shown
from dragoman.extract.stance.topic import Topic, named_before, named_within, topic
from dragoman.extract.stance.worth import worth

ALONE = 10  # words of an answer: "We are not convinced"


class Attitudes(OwnWords):
    """The holder's own verbs, and those by which something is valued."""

    def attitude(self, at: int) -> tuple[Shown, ...] | None:
        subject = self.own_subject(at)
        if subject is None:
            return None
        wished = self._wished(at)
        if wished is not None:
            return self.show(subject, self.end(wished), self.compared(wished), 1, "could not wish for better")
        group = self.lows[subject:at]
        negated = any(low in self.words.predicate["negations"] or low.endswith(("n't", "n’t")) for low in group)
        found = self.words.attitudes.at(self.lows, at, negated=negated)
        if found is None:
            found = self._spread(at, negated)
        if found is None:
            return None
        stop, valuation = found
        stance = valuation.stance if not negated or valuation.negated else valuation.denied
        if stance is None:
            return None
        end = self.end(stop)
        about = self._object(stop, end)
        return self.show(subject, end, about, stance, f"“{' '.join(self.lows[at:stop])}”")

    def _spread(self, at: int, negated: bool) -> tuple[int, object] | None:
        """The phrase with an adverb or adjective in it: "has very serious doubts about", "are not yet convinced"."""
        kinds = self.words.predicate
        if self.lows[at] not in ("is", "are", "am", "was", "were", "has", "have", "had", "remain", "remains"):
            return None
        rest = at + 1
        turned = negated
        while rest < len(self.lows) and (
            self.lows[rest] in kinds["adverbs"] | {"not", "yet", "never"} or self.lows[rest].endswith("ly")
        ):
            turned = turned or self.lows[rest] in ("not", "never")
            rest += 1
        if rest == at + 1:
            return None
        shorter = (self.lows[at], *self.lows[rest:])
        found = self.words.attitudes.at(shorter, 0, negated=turned)
        if found is None:
            return None
        valuation = found[1]
        if turned and not negated:
            if valuation.negated:
                stance = valuation.stance
            elif valuation.denied is None:
                return None
            else:
                stance = valuation.denied
            valuation = msgspec.structs.replace(valuation, stance=stance)
        return rest + found[0] - 1, valuation

    def _wished(self, at: int) -> int | None:
        """ "Could not wish for a better ally": the place after "better ally"."""
        denied = not {"not", "never", "cannot"}.isdisjoint(self.lows[max(0, at - 2) : at])
        if self.lows[at] not in self.words.could or not denied:
            return None
        better = next(
            (place for place in range(at + 1, min(at + 5, len(self.lows))) if self.lows[place] in self.words.better),
            None,
        )
        return better + 2 if better is not None and better + 2 <= len(self.lows) else None

    def having(self, at: int) -> tuple[Shown, ...] | None:
        having = self.words.having
        if self.lows[at] not in having["verbs"] or self.own_subject(at) is None:
            return None
        subject = self.own_subject(at)
        start = at + 1 + (self.lows[at + 1 : at + 2] in (("found",), ("had",)))
        told = worth(self.lows, start, self.words)
        if told is None or not told.relational:
            return None
        if self.lows[told.stop : told.stop + 1] != () and self.lows[told.stop] in having["whom"]:
            about = (
                topic(self.clause, self.line[told.stop + 1], self.line[self.end(told.stop + 1) - 1] + 1)
                if told.stop + 1 < len(self.line)
                else None
            )
        elif subject >= 2 and self.lows[0] == "in":
            about = topic(self.clause, self.line[1], self.line[subject - 1] + 1)
        else:
            return None
        if about is None or not about.itself:
            return None
        return self.show(
            0 if self.lows[0] == "in" else subject, self.end(told.stop), about, told.stance, "a friend in it"
        )

    def _object(self, start: int, end: int) -> Topic | None:
        """What is valued: the phrase from `start`, or what was named before where none stands there."""
        while start < end and self.lows[start] in self.words.predicate["adverbs"]:
            start += 1
        if self.lows[start:end] == ("you",):
            return self.heard()
        ends = self.words.predicate["marks"] | self.words.predicate["prepositions"] | {"and"}
        alone = start + 1 >= end or self.lows[start + 1] in ends
        if (
            start >= end
            or self.lows[start] in self.words.predicate["marks"]
            or (alone and self.lows[start] in self.words.subject["pronouns"])
        ):
            return named_before(self.clause, self.clause.tokens[self.line[0]].start) if self._is_alone() else None
        return self._phrase(start, end)

    def _phrase(self, start: int, end: int) -> Topic | None:
        """The object's own phrase: up to where its clause ends, then up to its first preposition."""
        stop = next(
            (
                at
                for at in range(start + 1, end)
                if self.lows[at] in ("to", "without", "and") or self.lows[at] in self.words.predicate["marks"]
            ),
            end,
        )
        for last in dict.fromkeys(
            (
                stop,
                next(
                    (at for at in range(start + 1, stop) if self.lows[at] in self.words.predicate["prepositions"]), stop
                ),
            )
        ):
            found = topic(self.clause, self.line[start], self.line[last - 1] + 1)
            if found is not None:
                return found
        return named_within(self.clause, self.line[start], self.line[stop - 1] + 1)

    def _is_alone(self) -> bool:
        """Whether the words stand in their sentence as all that is said."""
        return len(self.own) <= ALONE

    def deed(self, at: int) -> tuple[Shown, ...] | None:
        found = None
        first = self.group_first(at)
        before = self.lows[first:at]
        negated = any(low in self.words.predicate["negations"] or low.endswith(("n't", "n’t")) for low in before)
        found = self.words.deeds.at(self.lows, at, negated=negated)
        if found is None or first == 0:
            return None
        stop, valuation = found
        opened = self.words.predicate["open"] & frozenset(before)
        if opened - ({"can", "could", "will"} if negated else set() if valuation.felt else {"will"}) or (
            negated and not valuation.negated
        ):
            return None
        if valuation.felt and (
            (before
            and not frozenset(before) & {"is", "are", "were", "was", "has", "have", "would"})
            or not self._is_felt(stop)
        ):
            return None
        if (
            valuation.felt
            and self.lows[at].endswith("ed")
            and frozenset(before) & {"is", "are", "were", "was", "been", "be"}
        ):
            return None  # "is threatened by"
        subject = self.subject(first)
        if subject is None:
            return None
        about = topic(self.clause, self.line[subject], self.line[first - 1] + 1)
        about = self.meant(subject, first, about)
        if (
            valuation.felt
            and (about is None or about.issue is None)
            and not ({"us", "our", "me"} & set(self.lows[stop : stop + 4]))
        ):
            return None
        end = self.end(stop)
        return self.show(
            self.shown_from(subject, first), end, about, valuation.stance, f"“{' '.join(self.lows[at:stop])}”"
        )

    def _is_felt(self, stop: int) -> bool:
        return not self.words.felt_whom.isdisjoint(self.lows[stop : stop + self.words.felt_near])
