"""What something is said to be, in a holder's own words: "Kenya is a sister to us", "called them “an outrage”"."""

from dragoman.extract.stance.own_words import OwnWords
from dragoman.extract.stance.shown import Shown
from dragoman.extract.stance.topic import named_within, topic
from dragoman.extract.stance.worth import Worth, worth


class Predicated(OwnWords):
    """What follows "is", or what somebody calls so."""

    def predicated(self, at: int) -> tuple[Shown, ...] | None:
        kinds = self.words.predicate
        if self.lows[at] not in kinds["copulas"] or at == 0:
            return None
        first = self.group_first(at)
        before = self.lows[first:at]
        opened = kinds["open"] & frozenset(before)
        if opened - {"will"}:
            return None
        ahead = bool(opened) and kinds["lasting"].isdisjoint(self.lows[first : at + 2])
        at += self.lows[at] in kinds["to"]
        start = at + 1 + (self.lows[at + 1 : at + 2] != () and self.lows[at + 1] in kinds["itself"])
        negated = any(low in kinds["negations"] or low.endswith(("n't", "n’t")) for low in before)
        told = worth(self.lows, start, self.words, negated=negated) or self._second(start)
        if told is None or (start < len(self.line) and self.is_of_others(told.stop)):
            return None
        subject = self.subject(first)
        if subject is None or self.line[told.stop - 1] not in self.own:
            return None
        if self.lows[subject:first] == ("there",):
            return self._there(subject, start, told.stop)
        extraposed = self.lows[subject:first] == ("it",) and self.lows[told.stop : told.stop + 1] in (
            ("to",),
            ("for",),
            ("that",),
        )
        if extraposed or (
            told.stop and self.lows[subject:first] == ("it",) and self.lows[told.stop - 1] in ("to", "for")
        ):
            return None  # "it is necessary for India to …"
        about = topic(self.clause, self.line[subject], self.line[first - 1] + 1)
        about = self.meant(subject, first, about)
        if ahead and (abs(told.stance) < 1 or about is None or about.itself):
            return None  # "China will be a better market"
        past = self.lows[at] in ("was", "were") and about is not None and about.itself
        if past or (about is not None and about.itself and self._is_quality(told.relational, at)):
            return None
        if about is None and self._speaks_of_a_way(start, told.stop):
            about = named_within(self.clause, self.line[told.stop - 1], self.line[self.end(told.stop) - 1] + 1)
        return self.show(
            self.shown_from(subject, first),
            self.end(told.stop),
            about,
            told.stance,
            f"said that it “{self.lows[at]}” so",
        )

    def _speaks_of_a_way(self, start: int, stop: int) -> bool:
        return not {"way", "path", "course", "step"}.isdisjoint(self.lows[start:stop])

    def _is_quality(self, relational: bool, at: int) -> bool:
        """ "Syria is in ruin": what befalls a state is no stance toward it."""
        return not relational and self.lows[at] in ("was", "were", "been")

    def _second(self, start: int) -> Worth | None:
        """ "A fox in our henhouse and a danger to us all": what the second half tells where the first tells nothing."""
        for place in range(start, min(start + 9, len(self.lows) - 1)):
            if self.lows[place] in self.words.predicate["marks"]:
                return None
            if self.lows[place] == "and" and self.lows[place + 1] in ("a", "an", "the"):
                return worth(self.lows, place + 1, self.words) if self.lows[start] in ("a", "an", "the") else None
        return None

    def _there(self, subject: int, start: int, stop: int) -> tuple[Shown, ...] | None:
        """ "There is no better friend than Kenya"."""
        rest = self.lows[start:stop]
        if "no" not in rest or self.words.better.isdisjoint(rest) or self.lows[stop : stop + 1] != ("than",):
            return None
        return self.show(subject, self.end(stop), self.compared(stop), 1, "no better than it")

    def called(self, at: int) -> tuple[Shown, ...] | None:
        """ "Called the levies “an outrage”": the fragment is what they are called."""
        taken = self.lows[at] in self.words.taking
        if not (taken or self.lows[at] in self.clause.lexicon.stance.verbs) or self.said.kind != "mixed":
            return None
        if self.line[at] in self.own or not self._is_own_act(at):
            return None
        at += taken and self.lows[at + 1 : at + 2] != () and self.lows[at + 1] in self.words.links
        first = next((place for place in range(at + 1, len(self.line)) if self.line[place] in self.own), None)
        if first is not None and first - at <= 1 + (self.lows[at + 1] in ("as", "a", "an", "the")):
            return self._which_is_called(at, first)
        if first is None or first - at < 2:
            return None
        stop = first - (self.lows[first - 1] in ("a", "an", "the"))
        if taken and self.lows[stop - 1] != "as":
            return None
        stop -= self.lows[stop - 1] == "as"
        told = worth(self.lows, first, self.words)
        if told is None or stop <= at + 1:
            return None
        about = topic(self.clause, self.line[at + 1], self.line[stop - 1] + 1)
        return self.show(first, self.end(told.stop), about, told.stance, f"“{self.lows[at]}” and a valuing word")

    def _which_is_called(self, at: int, first: int) -> tuple[Shown, ...] | None:
        """ "The tariffs, which he called “an outrage”": what stands right before "which"."""
        which = next(
            (place for place in range(at - 1, max(0, at - 6), -1) if self.lows[place] in ("which", "that")), None
        )
        told = worth(self.lows, first, self.words)
        if which is None or told is None:
            return None
        last = which - (self.lows[which - 1] == ",")
        begin = next(
            (
                place
                for place in range(last - 1, max(-1, last - 6), -1)
                if self.lows[place] in self.words.predicate["determiners"]
                or self.clause.tokens[self.line[place]].possessive
            ),
            None,
        )
        whole = self.clause.group_ending(self.line[last - 1] + 1) if last else None
        if begin is None and whole is not None:
            begin = next((place for place in range(last) if self.line[place] >= whole[0]), None)
        about = (
            topic(self.clause, self.line[begin], self.line[last - 1] + 1)
            if begin is not None and begin < last
            else None
        )
        return self.show(first, self.end(told.stop), about, told.stance, f"“{self.lows[at]}” and a valuing word")

    def _is_own_act(self, at: int) -> bool:
        before = self.lows[max(0, at - 4) : at]
        kinds = self.words.predicate
        return kinds["negations"].isdisjoint(before) and kinds["open"].isdisjoint(before)

    def ours(self, at: int) -> tuple[Shown, ...] | None:
        if self.lows[at] != "our" or self.line[at] not in self.own:
            return None
        told = worth(self.lows, at, self.words)
        if told is None or not told.relational or self.lows[told.stop : told.stop + 1] not in (("in",), ("from",)):
            return None
        about = (
            topic(self.clause, self.line[told.stop + 1], self._group_stop(told.stop + 1))
            if told.stop + 1 < len(self.line)
            else None
        )
        return (
            self.show(at, self._after(self._group_stop(told.stop + 1)), about, told.stance, "ours in it")
            if about and about.itself
            else None
        )

    def _group_stop(self, place: int) -> int:
        """The token after the mentions that begin at a place of the line."""
        found = self.clause.group_starting(self.line[place] + (self.lows[place] == "the"), places=True)
        return found[0] if found is not None else self.line[place] + 1

    def _after(self, token: int) -> int:
        return next((place for place in range(len(self.line)) if self.line[place] >= token), len(self.line))
