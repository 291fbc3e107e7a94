"""How holders value in their own words: "Kenya is a sister to us", "We back the line without reserve".

Inside the words of a Statement whose speaker acts for a state or body, and in the sentence
around a quoted fragment. What is asked, wished, conditional or told of others gives nothing.
"""

from collections.abc import Iterator
from functools import cached_property

import msgspec

from dragoman.extract.deed.clause import Clause
from dragoman.extract.stance.holder import speaks, spoken_for, spokesperson
from dragoman.extract.stance.matter import targets
from dragoman.extract.stance.shown import Shown
from dragoman.extract.stance.topic import Topic, named_before, named_within, topic
from dragoman.extract.stance.worth import Worth, worth
from dragoman.model.actor import Actor
from dragoman.model.finding import Statement
from dragoman.model.span import Span

MARKS = frozenset("“”\"‘’'„«»")
ANONYMOUS = "anonymous"
PUBLIC = frozenset(("GOV", "MIL", "LEG", "JUD", "ELI"))  # PLOVER's sectors of those who act for a state
PIECES = " … "
ALONE = 10  # words of an answer: "We are not convinced"
PIECE = 14  # words of a quoted piece
ASIDE = 22  # tokens of ", the minister told the nation last week,"
AUXILIARIES = 5  # words between subject and predicate: "would never have been"


def worded(clause: Clause) -> Iterator[Shown]:
    """The stances that the clause shows so."""
    for finding in clause.reading.findings:
        if isinstance(finding, Statement) and finding.speaker is not None:
            cited = Span(finding.citation.start, finding.citation.end)
            if cited.overlaps(clause.sentence):
                holder = _holder(clause, finding)
                if holder is not None:
                    yield from _Words(clause, finding, holder).shown()


def _holder(clause: Clause, said: Statement) -> Actor | None:
    """Who speaks, if for a state or body."""
    actor = spokesperson(said)
    words = actor.name.casefold().replace("'s", " ").replace("’s", " ").split()
    official = not clause.lexicon.valuations.officials.isdisjoint(words)
    if actor.id == ANONYMOUS or actor.kind == "group":
        public = official and actor.kind != "group" or (official and actor.tie in clause.lexicon.homes)
    elif actor.tie in clause.lexicon.homes:
        public = actor.kind != "person" or bool(actor.office) or actor.sector in PUBLIC
    else:
        office = (actor.office or "").casefold().split()
        public = not clause.lexicon.valuations.officials.isdisjoint(office) or (actor.kind == "organ" and official)
    return spoken_for(clause, (actor,))[0] if public else None


class _Words:
    """The words of one Statement, as far as they stand in the clause, with the sentence around a fragment."""

    def __init__(self, clause: Clause, said: Statement, holder: Actor):
        self.clause, self.said, self.holder = clause, said, holder
        self.words = clause.lexicon.valuations

    @cached_property
    def pieces(self) -> tuple[Span, ...]:
        """Where the words stand."""
        text, at, found = self.clause.reading.text, self.said.citation.start, []
        for piece in self.said.words.split(PIECES):
            start = text.find(piece, at, self.said.citation.end)
            if start >= 0:
                found.append(Span(start, start + len(piece)))
                at = start + len(piece)
        return tuple(found)

    @cached_property
    def own(self) -> frozenset[int]:
        """The tokens of the words."""
        return frozenset(
            at for at, token in enumerate(self.clause.tokens)
            if any(span.start <= token.start and token.end <= span.end for span in self.pieces)
        )  # fmt: skip

    @cached_property
    def line(self) -> tuple[int, ...]:
        """The tokens to be read in a row: no marks, no ", the minister said,"; for a fragment the sentence too."""
        clause = self.clause
        if self.said.kind == "mixed":
            end = self.said.citation.end
            begins = [at for at, low in enumerate(clause.lows) if low in (";", ":") and at < min(self.own, default=0)]
            first = begins[-1] + 1 if begins else 0
            inside = [at for at, token in enumerate(clause.tokens) if at >= first and token.start < end]
        else:
            inside = sorted(self.own)
        aside = self._asides()
        return tuple(at for at in inside if at not in aside and clause.tokens[at].text not in MARKS)

    def _asides(self) -> frozenset[int]:
        clause = self.clause
        commas = [at for at, low in enumerate(clause.lows) if low == "," and at not in clause.inside]
        found: set[int] = set()
        for first, last in zip(commas, commas[1:], strict=False):
            between = range(first + 1, last)
            if 1 < len(between) <= ASIDE and self.own.isdisjoint(between) and self._credits(between):
                found.update(range(first, last + 1))
        return frozenset(found)

    def _credits(self, between: range) -> bool:
        lows = self.clause.lows
        return any(speaks(self.clause, at) for at in between) or lows[between[0] : between[0] + 3] == ("in", "the", "words")

    @cached_property
    def lows(self) -> tuple[str, ...]:
        return tuple(self.clause.lows[at] for at in self.line)

    # -- what is shown

    def shown(self) -> Iterator[Shown]:
        if not self.own or not self.line or "?" in self.clause.lows[self.line[-1] : self.line[-1] + 2]:
            return
        told = False
        for at in range(len(self.lows)):
            found = self._attitude(at) or self._having(at) or self._deed(at) or self._is(at) or self._called(at) or self._ours(at)
            if found is not None:
                yield from found
                told = True
        if not told:
            yield from self._fragment() or self._quoted() or ()

    def _show(self, first: int, stop: int, about: Topic | None, stance: float, why: str) -> tuple[Shown, ...] | None:
        """Shown for the words from place `first` to before `stop` in the line, as far as they are the speaker's."""
        if about is None or not (about.toward or about.issue):
            return None
        places = [at for at in self.line[first:stop] if at in self.own]
        if not places:
            return None
        piece = next(span for span in self.pieces if span.start <= self.clause.tokens[places[-1]].start < span.end)
        places = [at for at in places if self.clause.tokens[at].start >= piece.start]
        start, end = self.clause.tokens[places[0]].start, self.clause.tokens[places[-1]].end
        own = (self.holder.tie, self.holder.id)
        toward = tuple(one for one in about.toward if one not in own)
        if about.toward and not toward:
            return None
        signed = -stance if about.turned else stance
        return tuple(
            Shown(places[0], Span(start, end), end, self.holder, float(signed), one, about.issue, why)
            for one in toward or (None,)
        )

    # -- "Kenya is a sister to us", "called the levies “an outrage”"

    def _is(self, at: int) -> tuple[Shown, ...] | None:
        kinds = self.words.predicate
        if self.lows[at] not in kinds["copulas"] or at == 0:
            return None
        first = at
        while first > 0 and at - first < AUXILIARIES and self._is_auxiliary(first - 1):
            first -= 1
        before = self.lows[first:at]
        opened = kinds["open"] & frozenset(before)
        if opened - {"will"}:
            return None
        ahead = bool(opened) and kinds["lasting"].isdisjoint(self.lows[first : at + 2])
        at += self.lows[at] in kinds["to"]
        start = at + 1 + (self.lows[at + 1 : at + 2] != () and self.lows[at + 1] in kinds["itself"])
        negated = any(low in kinds["negations"] or low.endswith(("n't", "n’t")) for low in before)
        told = worth(self.lows, start, self.words, negated=negated) or self._second(start)
        if told is None or (start < len(self.line) and self._is_of_others(told.stop)):
            return None
        subject = self._subject(first)
        if subject is None or self.line[told.stop - 1] not in self.own:
            return None
        if self.lows[subject:first] == ("there",):
            return self._there(subject, start, told.stop)
        extraposed = self.lows[subject:first] == ("it",) and self.lows[told.stop : told.stop + 1] in (("to",), ("for",), ("that",))
        if extraposed or (told.stop and self.lows[subject:first] == ("it",) and self.lows[told.stop - 1] in ("to", "for")):
            return None  # "it is necessary for India to …"
        about = topic(self.clause, self.line[subject], self.line[first - 1] + 1)
        about = self._meant(subject, first, about)
        if ahead and (abs(told.stance) < 1 or about is None or about.itself):
            return None  # "China will be a better market"
        past = self.lows[at] in ("was", "were") and about is not None and about.itself
        if past or (about is not None and about.itself and self._is_quality(told.relational, at)):
            return None
        if about is None and self._speaks_of_a_way(start, told.stop):
            about = named_within(self.clause, self.line[told.stop - 1], self.line[self._end(told.stop) - 1] + 1)
        return self._show(self._from(subject, first), self._end(told.stop), about, told.stance, f"said that it “{self.lows[at]}” so")

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
        return self._show(subject, self._end(stop), self._compared(stop), 1, "no better than it")

    def _meant(self, subject: int, verb: int, about: Topic | None) -> Topic | None:
        """What a pronoun or "that deal" means: of what the words are told to be said, before what was named last."""
        words = self.words.subject
        if self.lows[subject:verb] == ("you",):
            return self._heard()
        if self.lows[subject] in words["pronouns"] and (verb - subject == 1 or self.lows[verb - 1] in words["generic"]):
            return self._told_of() or self._said_of() or about
        return about

    def _heard(self) -> Topic | None:
        """ "You are our brothers", to whom it is said."""
        toward = tuple(dict.fromkeys(actor.tie for actor in self.said.addressees))
        return Topic(toward, itself=True) if toward and self.clause.lexicon.homes.issuperset(toward) else None

    def _told_of(self) -> Topic | None:
        """ "Said of the Israeli cabinet that “it …”": of whom, in the article's own words before."""
        clause = self.clause
        first = min(self.own)
        for at in sorted(clause.mentions):
            of = at > 0 and clause.lows[at - 1 - (clause.lows[at - 1] == "the")] == "of"
            if of and at < first and at not in self.own and any(speaks(clause, near) for near in range(max(0, at - 7), at)):
                toward = targets(clause, (clause.mentions[at][1],))
                if toward:
                    return Topic(toward, itself=True)
        return None

    def _speaks_of_a_way(self, start: int, stop: int) -> bool:
        return not {"way", "path", "course", "step"}.isdisjoint(self.lows[start:stop])

    def _is_quality(self, relational: bool, at: int) -> bool:
        """ "Syria is in ruin": what befalls a state is no stance toward it."""
        return not relational and self.lows[at] in ("was", "were", "been")

    def _is_auxiliary(self, at: int) -> bool:
        kinds, low = self.words.predicate, self.lows[at]
        auxiliaries = self.clause.lexicon.cues.auxiliaries
        plain = auxiliaries.plain | auxiliaries.future | auxiliaries.hypothetical | auxiliaries.negation
        return (
            low in plain or low in kinds["open"] or low in kinds["lasting"] or low in ("not", "never", "no", "longer")
            or low.endswith(("n't", "n’t")) or (low in kinds["adverbs"] and low not in ("all", "as", "so"))
        ) and self.line[at] not in self.clause.inside  # fmt: skip

    def _called(self, at: int) -> tuple[Shown, ...] | None:
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
        return self._show(first, self._end(told.stop), about, told.stance, f"“{self.lows[at]}” and a valuing word")

    def _which_is_called(self, at: int, first: int) -> tuple[Shown, ...] | None:
        """ "The tariffs, which he called “an outrage”": what stands right before "which"."""
        which = next((place for place in range(at - 1, max(0, at - 6), -1) if self.lows[place] in ("which", "that")), None)
        told = worth(self.lows, first, self.words)
        if which is None or told is None:
            return None
        last = which - (self.lows[which - 1] == ",")
        begin = next((place for place in range(last - 1, max(-1, last - 6), -1) if self.lows[place] in self.words.predicate["determiners"] or self.clause.tokens[self.line[place]].possessive), None)
        whole = self.clause.group_ending(self.line[last - 1] + 1) if last else None
        if begin is None and whole is not None:
            begin = next((place for place in range(last) if self.line[place] >= whole[0]), None)
        about = topic(self.clause, self.line[begin], self.line[last - 1] + 1) if begin is not None and begin < last else None
        return self._show(first, self._end(told.stop), about, told.stance, f"“{self.lows[at]}” and a valuing word")

    # -- "Our brothers in Kampala"

    def _ours(self, at: int) -> tuple[Shown, ...] | None:
        if self.lows[at] != "our" or self.line[at] not in self.own:
            return None
        told = worth(self.lows, at, self.words)
        if told is None or not told.relational or self.lows[told.stop : told.stop + 1] not in (("in",), ("from",)):
            return None
        about = topic(self.clause, self.line[told.stop + 1], self._group_stop(told.stop + 1)) if told.stop + 1 < len(self.line) else None
        return self._show(at, self._after(self._group_stop(told.stop + 1)), about, told.stance, "ours in it") if about and about.itself else None

    def _group_stop(self, place: int) -> int:
        """The token after the mentions that begin at a place of the line."""
        found = self.clause.group_starting(self.line[place] + (self.lows[place] == "the"), places=True)
        return found[0] if found is not None else self.line[place] + 1

    def _after(self, token: int) -> int:
        return next((place for place in range(len(self.line)) if self.line[place] >= token), len(self.line))

    # -- "“A disgrace,” Carney said of the levies", "In China we have found an honest partner"

    def _fragment(self) -> tuple[Shown, ...] | None:
        """Words without a verb: what they are said of, or what was named before them."""
        own = [place for place, at in enumerate(self.line) if at in self.own]
        if not own or len(own) > ALONE or not self._is_whole():
            return None
        told = worth(self.lows, own[0], self.words)
        verbs = self.words.predicate["copulas"] | self.clause.lexicon.cues.auxiliaries.plain
        if told is None or not verbs.isdisjoint(self.lows[own[0] : own[-1] + 1]):
            return None
        about = self._said_of() or named_before(self.clause, self.clause.tokens[self.line[own[0]]].start)
        return self._show(own[0], own[-1] + 1, about, told.stance, "a valuing word, said of it")

    def _quoted(self) -> tuple[Shown, ...] | None:
        """A quoted piece of a sentence that names one affair, or one state, and no more: all it values is that."""
        if self.said.kind != "mixed":
            return None
        own = [place for place, at in enumerate(self.line) if at in self.own]
        if not own or self._is_whole() or self._is_claim(own) or len(own) > PIECE or self._piece(own[0]) != self._piece(own[-1]) or self._is_open(own[0]):
            return None
        found = [told for place in range(own[0], own[-1] + 1) if (told := self._worth_at(place)) is not None]
        stances = [told.stance for told in found]
        if not stances or min(stances) < 0 < max(stances):
            return None
        strongest = max(stances, key=abs)
        cited = self.clause.reading.text[self.said.citation.start : self.said.citation.end]
        named = {one.affair for one in self.clause.lexicon.affairs.named_in(cited, valued=True)}
        if len(named) == 1:
            about = Topic((), next(iter(named)))
        elif not named and any(told.relational for told in found):
            about = self._only_state()
        else:
            return None
        return self._show(own[0], own[-1] + 1, about, strongest, "valuing words, where one thing is named")

    def _is_claim(self, own: list[int]) -> bool:
        """Whether the piece is a clause of its own, or stands of what somebody claims."""
        verbs = self.words.predicate["copulas"] | self.clause.lexicon.cues.auxiliaries.plain
        claims = self.clause.lexicon.evaluations.voice.claims
        if self.lows[own[0] - 1] == "that":
            return True
        outside = [low for place, low in enumerate(self.lows) if self.line[place] not in self.own]
        sentence = frozenset(self.clause.lows) & {"according"}
        return bool(sentence) or not verbs.isdisjoint(self.lows[own[0] + 1 : own[-1] + 1]) or not claims.isdisjoint(outside)

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
        mentions = [mention for _, mention in self.clause.mentions.values() if mention.form not in ("adjective", "place")]
        ties = {actor.tie for mention in mentions for actor in mention.actors} - {self.holder.tie} - heard
        states = ties & set(self.clause.lexicon.homes)
        return Topic((next(iter(states)),), itself=True) if len(ties) == len(states) == 1 else None

    def _is_whole(self) -> bool:
        """Whether the fragment opens its sentence, so that nothing before it in the sentence is what it values."""
        return all(not self.clause.tokens[at].is_word for at in range(min(self.own)))

    def _said_of(self) -> Topic | None:
        """ "Macron said of the tariffs"."""
        lows = self.clause.lows
        for at in range(max(self.own), len(lows) - 1):
            if lows[at] == "of" and (speaks(self.clause, at - 1) or self._names_speaker(at - 1)):
                stop = next((end for end in range(at + 1, len(lows)) if not self.clause.tokens[end].is_word or lows[end] in ("on", "at", "in", "after")), len(lows))
                return topic(self.clause, at + 1, stop)
        return None

    def _names_speaker(self, at: int) -> bool:
        start = self.clause.mention_ends.get(at + 1)
        return start is not None and any(actor.id == self.said.speaker.id for actor in self.clause.mentions[start][1].actors)

    def _having(self, at: int) -> tuple[Shown, ...] | None:
        having = self.words.having
        if self.lows[at] not in having["verbs"] or self._own_subject(at) is None:
            return None
        subject = self._own_subject(at)
        start = at + 1 + (self.lows[at + 1 : at + 2] in (("found",), ("had",)))
        told = worth(self.lows, start, self.words)
        if told is None or not told.relational:
            return None
        if self.lows[told.stop : told.stop + 1] != () and self.lows[told.stop] in having["whom"]:
            about = topic(self.clause, self.line[told.stop + 1], self.line[self._end(told.stop + 1) - 1] + 1) if told.stop + 1 < len(self.line) else None
        elif subject >= 2 and self.lows[0] == "in":
            about = topic(self.clause, self.line[1], self.line[subject - 1] + 1)
        else:
            return None
        if about is None or not about.itself:
            return None
        return self._show(0 if self.lows[0] == "in" else subject, self._end(told.stop), about, told.stance, "a friend in it")

    def _is_own_act(self, at: int) -> bool:
        before = self.lows[max(0, at - 4) : at]
        kinds = self.words.predicate
        return kinds["negations"].isdisjoint(before) and kinds["open"].isdisjoint(before)

    # -- "We back the line", "I no longer trust China", "takes no side in the quarrel"

    def _attitude(self, at: int) -> tuple[Shown, ...] | None:
        subject = self._own_subject(at)
        if subject is None:
            return None
        wished = self._wished(at)
        if wished is not None:
            return self._show(subject, self._end(wished), self._compared(wished), 1, "could not wish for better")
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
        end = self._end(stop)
        about = self._object(stop, end)
        return self._show(subject, end, about, stance, f"“{' '.join(self.lows[at:stop])}”")

    def _spread(self, at: int, negated: bool) -> tuple[int, object] | None:
        """The phrase with an adverb or adjective in it: "has very serious doubts about", "are not yet convinced"."""
        kinds = self.words.predicate
        if self.lows[at] not in ("is", "are", "am", "was", "were", "has", "have", "had", "remain", "remains"):
            return None
        rest = at + 1
        turned = negated
        while rest < len(self.lows) and (self.lows[rest] in kinds["adverbs"] | {"not", "yet", "never"} or self.lows[rest].endswith("ly")):
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

    def _own_subject(self, at: int) -> int | None:
        """Where the subject of the verb at `at` stands, if it is the speaker or the state spoken for."""
        kinds = self.words.predicate
        first = at
        while first > 0 and at - first < AUXILIARIES and self._is_auxiliary(first - 1):
            first -= 1
        before = self.lows[first:at]
        allowed = {"can", "could", "would", "do", "does", "did"} if any(low in kinds["negations"] for low in before) else {"do", "does"}
        opened = kinds["open"] & frozenset(before)
        lasting = "will" in before and not kinds["lasting"].isdisjoint(before + ("never",) if "never" in before else before)
        if opened - allowed and not (lasting or ("never" in before and opened == {"will"})):
            return None
        if first == 0 or not self._may_begin(first - 1):
            return None
        low = self.lows[first - 1]
        if first > 1 and self.lows[first - 2] in ("who", "whom", "which", "that") and self.said.kind != "indirect":
            return None  # "our brother, whom we love"
        if low in self.words.subject["own"]:
            if low in ("we", "i") or self.said.kind == "indirect" or self.line[first - 1] not in self.own:
                return first - 1
            return None
        token = self.line[first - 1]
        start = self.clause.mention_ends.get(token + 1)
        if start is None or self.clause.tokens[token].possessive:
            return None
        mention = self.clause.mentions[start][1]
        if mention.form == "adjective" or not mention.actors or not all(self._is_holder(actor) for actor in mention.actors):
            return None
        place = self.line.index(start) if start in self.line else None
        if place and self.lows[place - 1] in self.words.predicate["prepositions"]:
            return None  # "nobody in Warsaw trusts"
        return place

    def _is_holder(self, actor: Actor) -> bool:
        other = actor.kind == "person" and self.holder.kind == "person" and actor.id != self.holder.id
        return actor.tie == self.holder.tie and not other and (actor.kind != "person" or self.holder.kind == "person")

    def _may_begin(self, at: int) -> bool:
        """Whether no condition, and nobody else's mind, stands before."""
        before = self.lows[max(0, at - 8) : at]
        return self.words.subject["conditions"].isdisjoint(before) and not self._others_think(0, at)

    def _wished(self, at: int) -> int | None:
        """ "Could not wish for a better ally": the place after "better ally"."""
        if self.lows[at] not in self.words.could or "not" not in self.lows[max(0, at - 2) : at] and "never" not in self.lows[max(0, at - 2) : at] and "cannot" not in self.lows[max(0, at - 2) : at]:
            return None
        better = next((place for place in range(at + 1, min(at + 5, len(self.lows))) if self.lows[place] in self.words.better), None)
        return better + 2 if better is not None and better + 2 <= len(self.lows) else None

    def _compared(self, start: int) -> Topic | None:
        """Than whom."""
        than = next((place for place in range(start, len(self.lows)) if self.lows[place] in ("than", "in")), None)
        if "than" in self.lows[start:]:
            than = self.lows.index("than", start)
        return topic(self.clause, self.line[than + 1], self.line[-1] + 1) if than is not None and than + 1 < len(self.line) else None

    def _object(self, start: int, end: int) -> Topic | None:
        """What is valued: the phrase from `start`, or what was named before where none stands there."""
        while start < end and self.lows[start] in self.words.predicate["adverbs"]:
            start += 1
        if self.lows[start:end] == ("you",):
            return self._heard()
        ends = self.words.predicate["marks"] | self.words.predicate["prepositions"] | {"and"}
        alone = start + 1 >= end or self.lows[start + 1] in ends
        if start >= end or self.lows[start] in self.words.predicate["marks"] or (alone and self.lows[start] in self.words.subject["pronouns"]):
            return named_before(self.clause, self.clause.tokens[self.line[0]].start) if self._is_alone() else None
        return self._phrase(start, end)

    def _phrase(self, start: int, end: int) -> Topic | None:
        """The object's own phrase: up to where its clause ends, then up to its first preposition."""
        stop = next((at for at in range(start + 1, end) if self.lows[at] in ("to", "without", "and") or self.lows[at] in self.words.predicate["marks"]), end)
        for last in dict.fromkeys((stop, next((at for at in range(start + 1, stop) if self.lows[at] in self.words.predicate["prepositions"]), stop))):
            found = topic(self.clause, self.line[start], self.line[last - 1] + 1)
            if found is not None:
                return found
        return named_within(self.clause, self.line[start], self.line[stop - 1] + 1)

    def _is_alone(self) -> bool:
        """Whether the words stand in their sentence as all that is said."""
        return len(self.own) <= ALONE

    # -- "the tariffs did us more good than harm", "it plays with fire"

    def _deed(self, at: int) -> tuple[Shown, ...] | None:
        found = None
        first = at
        while first > 0 and at - first < AUXILIARIES and self._is_auxiliary(first - 1):
            first -= 1
        before = self.lows[first:at]
        negated = any(low in self.words.predicate["negations"] or low.endswith(("n't", "n’t")) for low in before)
        found = self.words.deeds.at(self.lows, at, negated=negated)
        if found is None or first == 0:
            return None
        stop, valuation = found
        opened = self.words.predicate["open"] & frozenset(before)
        if opened - ({"can", "could", "will"} if negated else set() if valuation.felt else {"will"}) or (negated and not valuation.negated):
            return None
        if valuation.felt and (before and not frozenset(before) & {"is", "are", "were", "was", "has", "have", "would"} or not self._is_felt(stop)):
            return None
        if valuation.felt and self.lows[at].endswith("ed") and frozenset(before) & {"is", "are", "were", "was", "been", "be"}:
            return None  # "is threatened by"
        subject = self._subject(first)
        if subject is None:
            return None
        about = topic(self.clause, self.line[subject], self.line[first - 1] + 1)
        about = self._meant(subject, first, about)
        if valuation.felt and (about is None or about.issue is None) and not ({"us", "our", "me"} & set(self.lows[stop : stop + 4])):
            return None
        end = self._end(stop)
        return self._show(self._from(subject, first), end, about, valuation.stance, f"“{' '.join(self.lows[at:stop])}”")

    def _is_felt(self, stop: int) -> bool:
        return not self.words.felt_whom.isdisjoint(self.lows[stop : stop + self.words.felt_near])

    # -- where things begin and end in the line

    def _subject(self, stop: int) -> int | None:
        """Where the subject that ends before `stop` begins; None where it is another's mind, or a condition."""
        marks = self.words.predicate["marks"]
        at = stop
        while at > 0:
            low = self.lows[at - 1]
            opens = low in self.clause.words.openers and low not in ("that",)
            if (low in marks and self.line[at - 1] not in self.clause.inside) or opens or low in ("but", "because"):
                break
            if low == "and" and at < stop and self._is_clause(at, stop):
                break
            if low == "that" and 1 < at < stop and self._is_relative(at - 1):
                return None  # "a deal that secures the base is good"
            joins = low == "that" and at < stop and self.lows[at - 2 : at - 1] != () and self.lows[at - 2] not in self.words.predicate["prepositions"]
            if self._says(at - 1) or joins:
                break
            at -= 1
        if at >= stop or self._others_think(0, at) or not self.words.subject["conditions"].isdisjoint(self.lows[max(0, at - 2) : stop]):
            return None
        if self.lows[at] in ("for", "to"):
            at = self._past_holder(at + 1) or at
        return at if at < stop and self.lows[at] not in self.clause.words.prepositions else None

    def _past_holder(self, at: int) -> int | None:
        """ "For Uzbekistan the dam is": the place after whoever holds it."""
        at += self.lows[at : at + 1] == ("the",)
        found = self.clause.mentions.get(self.line[at]) if at < len(self.line) else None
        if found is None or not all(actor.tie == self.holder.tie for actor in found[1].actors):
            return None
        return next((place for place in range(at, len(self.line)) if self.line[place] >= found[0]), None)

    def _is_relative(self, that: int) -> bool:
        opens = self.line[that] not in self.own and self.line[that + 1] in self.own
        return not opens and not self._says(that - 1) and self.lows[that - 1] not in self.words.predicate["prepositions"]

    def _says(self, place: int) -> bool:
        """Whether a verb of saying stands there; within somebody's own words many of them mean something else."""
        if self.line[place] in self.own:
            return self.lows[place] in self.words.subject["minds"]
        return speaks(self.clause, self.line[place])

    def _is_clause(self, at: int, stop: int) -> bool:
        """Whether what follows "and" is a clause of its own: a pronoun or a mention, then the verb."""
        return self.lows[at] in self.words.subject["own"] | self.words.subject["pronouns"] | {"the", "its", "their", "our"}

    def _others_think(self, start: int, stop: int) -> bool:
        """Whether, in the speaker's own words before `stop`, somebody else says or thinks what follows."""
        for at in range(start, stop):
            if self.line[at] in self.own and self.lows[at] in self.words.subject["minds"]:
                if not {"we", "i"} & set(self.lows[max(0, at - 3) : at]):
                    return True
        return False

    def _from(self, subject: int, verb: int) -> int:
        """The first of the words shown: the subject where it is the speaker's, else the verb."""
        return subject if self.line[subject] in self.own else verb

    def _end(self, stop: int) -> int:
        """The end of the clause, at a mark, an opener or where the speaker's words end."""
        kinds = self.words.predicate
        at = stop
        while at < len(self.line):
            low = self.lows[at]
            marked = low in kinds["marks"] and self.line[at] not in self.clause.inside and not (low == "," and self.lows[at + 1 : at + 2] in (("and",), ("whom",), ("no",), ("nor",)))
            if marked or (low in ("but", "because", "if", "when", "while", "although", "though") and at > stop):
                break
            if self.line[at - 1] in self.own and (self.line[at] not in self.own or self._piece(at) != self._piece(at - 1)):
                break
            at += 1
        return at

    def _piece(self, place: int) -> int:
        start = self.clause.tokens[self.line[place]].start
        return next((number for number, span in enumerate(self.pieces) if span.start <= start < span.end), -1)

    def _is_of_others(self, stop: int) -> bool:
        """ "Is good for China", "a threat to Ukraine": so for a third party, and no word about the holder's own mind."""
        if self.lows[stop : stop + 1] not in (("for",), ("to",)) and (stop == 0 or self.lows[stop - 1] not in ("for", "to")):
            return False
        named = [self.clause.mentions[at][1] for at in self.line[stop : stop + 5] if at in self.clause.mentions]
        return any(actor.tie != self.holder.tie for mention in named[:1] for actor in mention.actors)
