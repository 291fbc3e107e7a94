"""What is valued: the state or body whose doing it is, and the affair that the words name.

A noun phrase is read from its first token: its owner ("Russia's", "US", "by China"),
its head, and what nouns like "plan" or "end" hand on. "An end to the blockade" is
about the blockade, the other way round. Where the head is none of these, nothing
is said about an affair that merely stands in the phrase.
"""

from bisect import bisect_right

import msgspec

from dragoman.extract.deed.clause import Clause
from dragoman.extract.deed.parties import actors_of
from dragoman.extract.stance.holder import OPENING
from dragoman.lexicon.affairs import Named
from dragoman.lexicon.evaluations import MatterWords
from dragoman.lexicon.office_rows import SOLE
from dragoman.model.actor import Actor, Mention

REACH = 16  # tokens of a phrase
DEPTH = 4  # nouns that hand on: "a plan for an end to the use of force"
LOOK_BACK = 3  # sentences in which "the test" was named before


class Matter(msgspec.Struct, frozen=True):
    """`toward`: whose it is. `turned`: who is for it is against the affair. `stop`: the token after it."""

    stop: int
    toward: tuple[str, ...] = ()
    issue: str | None = None
    turned: bool = False
    itself: bool = False  # a state or body, and nothing of its


def matter(clause: Clause, start: int, *, stop: int | None = None, valued: bool = False) -> Matter | None:
    """What the phrase from token `start` is about; None where it names no party and no affair for sure.

    `valued`: a speaker values it in words of their own, and so the things of affairs count too.
    """
    return _Phrase(clause, start, stop, valued).matter()


def targets(clause: Clause, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """The states and bodies meant; empty where one of the mentions stands for none."""
    if not all(_is_sure(clause, mention) for mention in mentions):
        return ()
    told = [_stands_for(clause, actor) for actor in actors_of(mentions)]
    return tuple(dict.fromkeys(told)) if all(told) else ()


def _stands_for(clause: Clause, actor: Actor) -> str | None:
    """The state or body that somebody stands for: itself, its government, whom it leads; None for the rest."""
    lexicon = clause.lexicon
    if actor.kind in ("organisation", "group"):
        return actor.id if actor.id in lexicon.homes else None
    if actor.kind == "state" or (actor.kind == "organ" and actor.sector in ("GOV", "MIL")):
        return actor.tie
    day = (clause.reading.article.published.value or "")[:10] or None
    office = lexicon.offices.held_by((actor.tie, actor.name), day) if actor.office else None
    return actor.tie if office is not None and office.role in SOLE else None


def _is_sure(clause: Clause, mention: Mention) -> bool:
    """A first name may be anybody's: a surname alone counts where its bearer is named in full somewhere."""
    if mention.form != "surname":
        return True
    bearers = {actor.id for actor in mention.actors}
    return any(
        other.form in ("name", "office") and bearers <= {actor.id for actor in other.actors}
        for other in clause.reading.mentions
    )


class _Phrase:
    def __init__(self, clause: Clause, start: int, stop: int | None, valued: bool):
        self.valued = valued
        self.clause, self.lows = clause, clause.lows
        self.words: MatterWords = clause.lexicon.evaluations.matter
        self.start = start
        self.stop = stop if stop is not None else self._end(start)
        self.named = {one: self._range(one) for one in self._affairs()}

    # -- where it ends

    def _end(self, start: int) -> int:
        ends, openers = self.words.ends, self.clause.words.openers
        last = min(start + REACH, len(self.lows))
        for at in range(start, last):
            if at in self.clause.inside:
                continue
            low = self.lows[at]
            if at == start and low in OPENING:
                continue
            if low == "," and self.lows[at - 1] in self.words.describing:
                continue
            if low in ends or low in openers or (not self.clause.tokens[at].is_word and low not in OPENING):
                return at
            if at > start and low in OPENING and self.lows[at - 1] not in self.words.before:
                return at
        return last

    def _affairs(self) -> tuple[Named, ...]:
        """The affairs named from the start on; one may run on past the end ("membership in NATO")."""
        if self.start >= self.stop:
            return ()
        tokens, text = self.clause.tokens, self.clause.reading.text
        offset = tokens[self.start].start
        parties = {actor.tie for _, mention in self.clause.mentions.values() for actor in mention.actors}
        rest = text[offset : self.clause.sentence.end]
        found = self.clause.lexicon.affairs.named_in(rest, parties, valued=self.valued)
        moved = (Named(one.affair, one.start + offset, one.end + offset, one.undone) for one in found)
        return tuple(one for one in moved if one.start < tokens[self.stop - 1].end)

    def _range(self, named: Named) -> tuple[int, int]:
        first = bisect_right(self.clause.tokens, named.start, key=lambda token: token.end)
        stop = bisect_right(self.clause.tokens, named.end - 1, key=lambda token: token.start)
        stop -= self.lows[stop - 1] in self.clause.words.prepositions  # "strikes on"
        return first, stop

    # -- what it is about

    def matter(self) -> Matter | None:
        at, turned, owners = self.start, False, ()
        while at < self.stop and (self.lows[at] in OPENING or self.lows[at] in self.words.adverbs):
            at += 1
        whole = self._itself(at)
        if whole is not None:
            return whole
        for depth in range(DEPTH):
            head_stop = self._head_stop(at)
            if head_stop <= at:
                break
            if depth == 0 or not owners:
                owners = owners or self._owner(at, head_stop)
            affair = self._affair(at, head_stop)
            if affair is not None:
                named, stop = affair
                issue, turned = named.affair, turned != named.undone
                agents, stop = self._agent(stop) if not owners else (owners, stop)
                return Matter(stop, () if turned else agents, issue, turned)
            onward = self._onward(at, head_stop)
            if onward is None:
                break
            turned, at = turned != onward[0], onward[1]
        if owners and not turned:
            head_stop = self._head_stop(self.start)
            return Matter(max(head_stop, self.start + 1), owners)
        return None

    def _itself(self, at: int) -> Matter | None:
        """A state or body alone: "condemned Russia", "supports the European Union"."""
        first = at
        while first < self.stop and self.lows[first] in ("the", "both"):
            first += 1
        if first not in self.clause.mentions and self._describes(first):
            first += 1  # "neighbouring Rwanda"
        found = self.clause.group_starting(first, places=True)
        if found is None or self.clause.tokens[found[0] - 1].possessive or found[1][-1].form == "adjective":
            return None
        stop = found[0]
        if all(actor.kind == "organisation" and actor.state is None for actor in actors_of(found[1])):
            while stop < self.stop and self.lows[stop] in self.clause.lexicon.evaluations.voice.members:
                stop += 1  # "NATO allies"
        after = self.clause.tokens[stop] if stop < len(self.lows) else None
        if after is not None and after.is_word and not self._may_end_before(stop):
            return None  # "NATO membership", "Trump advisers"
        toward = targets(self.clause, found[1])
        return Matter(stop, toward, itself=True) if toward else None

    def _describes(self, at: int) -> bool:
        token = self.clause.tokens[at] if at < self.stop else None
        low = token.low if token is not None else ""
        plain = token is not None and token.is_word and not token.is_capital and not token.possessive
        return plain and low not in self.clause.words.prepositions | self.words.before | self.words.ends

    def _may_end_before(self, at: int) -> bool:
        low = self.lows[at]
        words = self.clause.words
        return (
            low in words.prepositions or low in words.openers or low in self.words.ends or low in words.determiners
            or at in self.clause.mentions or low.endswith("ly") or low in self.clause.lexicon.cues.auxiliaries.plain
            or any(start == at for start in self.clause.date_ends.values())
        )  # fmt: skip

    def _head_stop(self, at: int) -> int:
        """The token after the head noun of the phrase from `at`."""
        for position in range(at, self.stop):
            if position in self.clause.inside:
                continue
            low = self.lows[position]
            if position > at and low in self.clause.words.prepositions:
                return position
            if position > at and low in self.words.done and not self._is_before_noun(position):
                return position
        return self.stop

    def _is_before_noun(self, at: int) -> bool:
        return at > 0 and (self.lows[at - 1] in self.words.before or self.lows[at - 1].endswith("ly"))

    def _affair(self, start: int, head_stop: int) -> tuple[Named, int] | None:
        """The affair that the head names, or takes up."""
        for named, (first, stop) in self.named.items():
            if first < start or first >= head_stop:
                continue
            head = self.lows[head_stop - 1]
            if named.undone and stop < head_stop:
                continue
            if stop >= head_stop or (head in self.words.transparent and head not in self.words.undoing):
                return named, max(stop, head_stop)
            if head in self.words.things or head in self.words.done:
                return named, head_stop
        taken = self._taken_up(start, head_stop)
        return (taken, head_stop) if taken else None

    def _taken_up(self, start: int, head_stop: int) -> Named | None:
        """ "The test", after "a nuclear test": what was named last of what the noun may mean."""
        affairs, reading = self.clause.lexicon.affairs, self.clause.reading
        meant = affairs.taken_up_by(self.lows[head_stop - 1])
        definite = any(low in self.clause.lexicon.evaluations.voice.determined for low in self.lows[start:head_stop])
        owned = any(self.clause.tokens[at].possessive for at in range(start, head_stop))
        if not meant or not (definite or owned):
            return None
        at = bisect_right(reading.sentences, self.clause.sentence.start, key=lambda span: span.start) - 1
        begin = reading.sentences[max(0, at - LOOK_BACK)].start
        before = affairs.named_in(reading.text[begin : self.clause.tokens[start].start])
        return next((one for one in reversed(before) if one.affair in meant), None)

    def _onward(self, at: int, head_stop: int) -> tuple[bool, int] | None:
        """Whether the head turns what it hands on, and where that begins; None where the head hands on nothing."""
        head, following = self.lows[head_stop - 1], self.lows[head_stop : head_stop + 2]
        if head in self.words.undoing and following[:1] and following[0] in self.words.undoing_links:
            return True, head_stop + 1
        if head not in self.words.transparent or not following:
            return None
        if following[0] == "to" and len(following) > 1:
            verb = following[1]
            if any(first == head_stop + 1 for first, _ in self.named.values()):
                return False, head_stop + 1  # "to join NATO"
            if verb in self.words.undoing_verbs:
                return True, head_stop + 2
            if verb in self.words.keeping_verbs:
                return False, head_stop + 2
            return None
        return (False, head_stop + 1) if following[0] in self.clause.words.prepositions else None

    # -- whose it is

    def _owner(self, start: int, head_stop: int) -> tuple[str, ...]:
        """ "Russia's invasion", "US tariffs", "the actions of Iran"."""
        head = self.lows[head_stop - 1]
        if head in self.words.suffered:
            return ()
        for at in range(start, head_stop):
            if at not in self.clause.mentions:
                continue
            stop, mention = self.clause.mentions[at]
            found = self.clause.group_starting(at, places=True)
            if found is None or stop > head_stop:
                return ()
            if self.clause.tokens[found[0] - 1].possessive:
                return targets(self.clause, found[1]) if self._is_a_states_thing(found[0], head_stop) else ()
            bare = mention.form == "adjective" or self.clause.tokens[stop - 1].text.isupper()
            if bare and stop < head_stop and self._is_a_states_thing(stop, head_stop):
                return targets(self.clause, found[1])
            return ()
        if head in self.words.owned and self.lows[head_stop : head_stop + 1] == ("of",):
            target = head_stop + 1 + (self.lows[head_stop + 1 : head_stop + 2] == ("the",))
            found = self.clause.group_starting(target, places=True)
            if found is not None and not self.clause.tokens[found[0] - 1].possessive:
                return targets(self.clause, found[1])
        if head in self.words.dealings and self.lows[head_stop : head_stop + 1] == ("with",):
            found = self.clause.group_starting(head_stop + 1, places=True)
            if found is not None and not self.clause.tokens[found[0] - 1].possessive:
                return targets(self.clause, found[1])
        handed = head in self.words.things or head in self.words.transparent
        return self._agent(head_stop)[0] if handed else ()

    def _is_a_states_thing(self, stop: int, head_stop: int) -> bool:
        head = self.lows[head_stop - 1]
        words = self.words
        named = any(first < head_stop and last >= head_stop for first, last in self.named.values())
        return named or head in words.things or head in words.transparent or head in words.owned

    def _agent(self, at: int) -> tuple[tuple[str, ...], int]:
        """ "by Russia" right after the phrase, past what was done with it."""
        position = at
        while position < len(self.lows) and self.lows[position] in self.words.done:
            position += 1
        if self.lows[position : position + 1] != ("by",):
            return (), at
        target = position + 1
        while target < len(self.lows) and self.lows[target] == "the":
            target += 1
        found = self.clause.group_starting(target, places=True)
        if found is None or self.clause.tokens[found[0] - 1].possessive or found[1][-1].form == "adjective":
            return (), at
        return targets(self.clause, found[1]), found[0]
