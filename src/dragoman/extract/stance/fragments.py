"""Quoted words without a verb, and what they value: "“A disgrace,” Carney said of the levies"."""

from dragoman.extract.stance.own_words import OwnWords
from dragoman.extract.stance.shown import Shown
from dragoman.extract.stance.topic import Topic, named_before
from dragoman.extract.stance.worth import Worth, worth

ALONE = 10  # words of an answer that stands for itself
PIECE = 14  # words of a quoted piece


class Fragments(OwnWords):
    """What a fragment values: what it is said of, what was named before it, or all that its sentence names."""

    def fragment(self) -> tuple[Shown, ...] | None:
        """Words without a verb: what they are said of, or what was named before them."""
        own = [place for place, at in enumerate(self.line) if at in self.own]
        if not own or len(own) > ALONE or not self._is_whole():
            return None
        told = worth(self.lows, own[0], self.words)
        verbs = self.words.predicate["copulas"] | self.clause.lexicon.cues.auxiliaries.plain
        if told is None or not verbs.isdisjoint(self.lows[own[0] : own[-1] + 1]):
            return None
        about = self.said_of() or named_before(self.clause, self.clause.tokens[self.line[own[0]]].start)
        return self.show(own[0], own[-1] + 1, about, told.stance, "a valuing word, said of it")

    def _is_whole(self) -> bool:
        """Whether the fragment opens its sentence, so that nothing before it in the sentence is what it values."""
        return all(not self.clause.tokens[at].is_word for at in range(min(self.own)))

    def quoted(self) -> tuple[Shown, ...] | None:
        """A quoted piece of a sentence that names one affair, or one state, and no more: all it values is that."""
        if self.said.kind != "mixed":
            return None
        own = [place for place, at in enumerate(self.line) if at in self.own]
        if (
            not own
            or self._is_whole()
            or self._is_claim(own)
            or len(own) > PIECE
            or self.piece(own[0]) != self.piece(own[-1])
            or self._is_open(own[0])
        ):
            return None
        found = [told for place in range(own[0], own[-1] + 1) if (told := self._worth_at(place)) is not None]
        stances = [told.stance for told in found]
        if not stances or min(stances) < 0 < max(stances):
            return None
        strongest = max(stances, key=abs)
        first, last = self.clause.tokens[self.line[0]], self.clause.tokens[self.line[-1]]
        cited = self.clause.reading.text[first.start : last.end]
        named = {one.affair for one in self.clause.lexicon.affairs.named_in(cited, valued=True)}
        if len(named) == 1:
            about = Topic((), next(iter(named)))
        elif not named and any(told.relational for told in found):
            about = self._only_state()
        else:
            return None
        return self.show(own[0], own[-1] + 1, about, strongest, "valuing words, where one thing is named")

    def _is_claim(self, own: list[int]) -> bool:
        """Whether the piece is a clause of its own, or stands of what somebody claims."""
        verbs = self.words.predicate["copulas"] | self.clause.lexicon.cues.auxiliaries.plain
        claims = self.clause.lexicon.evaluations.voice.claims
        if self.lows[own[0] - 1] == "that":
            return True
        outside = [low for place, low in enumerate(self.lows) if self.line[place] not in self.own]
        sentence = frozenset(self.clause.lows) & {"according"}
        return (
            bool(sentence)
            or not verbs.isdisjoint(self.lows[own[0] + 1 : own[-1] + 1])
            or not claims.isdisjoint(outside)
        )

    def _worth_at(self, place: int) -> Worth | None:
        """What the words from a place tell by themselves; None within a negation, which may reach far."""
        low = self.lows[place]
        values = low in self.words.nouns or low in self.words.adjectives or self.words.phrases.at(self.lows, place)
        if not values or not self.words.predicate["negations"].isdisjoint(self.lows[max(0, place - 4) : place]):
            return None
        return worth(self.lows, place, self.words)

    def _is_open(self, place: int) -> bool:
        before = self.lows[max(0, place - 6) : place]
        kinds, subject = self.words.predicate, self.words.subject
        return not (kinds["open"] | kinds["negations"] | subject["conditions"] | kinds["spoilers"]).isdisjoint(before)

    def _only_state(self) -> Topic | None:
        """The one other state that the sentence names."""
        heard = {actor.tie for actor in self.said.addressees}
        mentions = [
            mention for _, mention in self.clause.mentions.values() if mention.form not in ("adjective", "place")
        ]
        ties = {actor.tie for mention in mentions for actor in mention.actors} - {self.holder.tie} - heard
        states = ties & set(self.clause.lexicon.homes)
        return Topic((next(iter(states)),), itself=True) if len(ties) == len(states) == 1 else None
