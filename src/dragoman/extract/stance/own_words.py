"""The words of one Statement in one sentence: which are the speaker's own, whose subject is whose, where clauses end.

What is shown by them is for predicated.py, fragments.py and attitudes.py.
"""

from functools import cached_property
from itertools import pairwise

from dragoman.extract.deed.clause import Clause
from dragoman.extract.stance.holder import speaks
from dragoman.extract.stance.matter import targets
from dragoman.extract.stance.shown import Shown
from dragoman.extract.stance.topic import Topic, topic
from dragoman.model.actor import Actor
from dragoman.model.finding import Statement
from dragoman.model.span import Span

MARKS = frozenset("“”\"‘’'„«»")
PIECES = " … "
ASIDE = 22  # tokens of ", the minister told the nation last week,"
AUXILIARIES = 5  # words between subject and predicate: "would never have been"


class OwnWords:
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
        for first, last in pairwise(commas):
            between = range(first + 1, last)
            if 1 < len(between) <= ASIDE and self.own.isdisjoint(between) and self._credits(between):
                found.update(range(first, last + 1))
        return frozenset(found)

    def _credits(self, between: range) -> bool:
        lows = self.clause.lows
        return any(speaks(self.clause, at) for at in between) or lows[between[0] : between[0] + 3] == (
            "in",
            "the",
            "words",
        )

    @cached_property
    def lows(self) -> tuple[str, ...]:
        return tuple(self.clause.lows[at] for at in self.line)

    def show(self, first: int, stop: int, about: Topic | None, stance: float, why: str) -> tuple[Shown, ...] | None:
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

    def meant(self, subject: int, verb: int, about: Topic | None) -> Topic | None:
        """What a pronoun or "that deal" means: of what the words are told to be said, before what was named last."""
        words = self.words.subject
        if self.lows[subject:verb] == ("you",):
            return self.heard()
        if self.lows[subject] in words["pronouns"] and (verb - subject == 1 or self.lows[verb - 1] in words["generic"]):
            return self.told_of() or self.said_of() or about
        return about

    def heard(self) -> Topic | None:
        """ "You are our brothers", to whom it is said."""
        toward = tuple(dict.fromkeys(actor.tie for actor in self.said.addressees))
        return Topic(toward, itself=True) if toward and self.clause.lexicon.homes.issuperset(toward) else None

    def told_of(self) -> Topic | None:
        """ "Said of the Israeli cabinet that “it …”": of whom, in the article's own words before."""
        clause = self.clause
        first = min(self.own)
        for at in sorted(clause.mentions):
            of = at > 0 and clause.lows[at - 1 - (clause.lows[at - 1] == "the")] == "of"
            if (
                of
                and at < first
                and at not in self.own
                and any(speaks(clause, near) for near in range(max(0, at - 7), at))
            ):
                toward = targets(clause, (clause.mentions[at][1],))
                if toward:
                    return Topic(toward, itself=True)
        return None

    def group_first(self, at: int) -> int:
        """Where the verb at `at` begins, with its auxiliaries."""
        first = at
        while first > 0 and at - first < AUXILIARIES and self.is_auxiliary(first - 1):
            first -= 1
        return first

    def is_auxiliary(self, at: int) -> bool:
        kinds, low = self.words.predicate, self.lows[at]
        auxiliaries = self.clause.lexicon.cues.auxiliaries
        plain = auxiliaries.plain | auxiliaries.future | auxiliaries.hypothetical | auxiliaries.negation
        return (
            low in plain or low in kinds["open"] or low in kinds["lasting"] or low in ("not", "never", "no", "longer")
            or low.endswith(("n't", "n’t")) or (low in kinds["adverbs"] and low not in ("all", "as", "so"))
        ) and self.line[at] not in self.clause.inside  # fmt: skip

    def said_of(self) -> Topic | None:
        """ "Macron said of the tariffs"."""
        lows = self.clause.lows
        for at in range(max(self.own), len(lows) - 1):
            if lows[at] == "of" and (speaks(self.clause, at - 1) or self._names_speaker(at - 1)):
                stop = next(
                    (
                        end
                        for end in range(at + 1, len(lows))
                        if not self.clause.tokens[end].is_word or lows[end] in ("on", "at", "in", "after")
                    ),
                    len(lows),
                )
                return topic(self.clause, at + 1, stop)
        return None

    def _names_speaker(self, at: int) -> bool:
        start = self.clause.mention_ends.get(at + 1)
        return start is not None and any(
            actor.id == self.said.speaker.id for actor in self.clause.mentions[start][1].actors
        )

    def own_subject(self, at: int) -> int | None:
        """Where the subject of the verb at `at` stands, if it is the speaker or the state spoken for."""
        kinds = self.words.predicate
        first = self.group_first(at)
        before = self.lows[first:at]
        allowed = (
            {"can", "could", "would", "do", "does", "did"}
            if any(low in kinds["negations"] for low in before)
            else {"do", "does"}
        )
        opened = kinds["open"] & frozenset(before)
        lasting = "will" in before and not kinds["lasting"].isdisjoint(
            before
        )
        if opened - allowed and not (lasting or ("never" in before and opened == {"will"})):
            return None
        if first == 0 or not self.may_begin(first - 1):
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
        if (
            mention.form == "adjective"
            or not mention.actors
            or not all(self.is_holder(actor) for actor in mention.actors)
        ):
            return None
        place = self.line.index(start) if start in self.line else None
        if place and self.lows[place - 1] in self.words.predicate["prepositions"]:
            return None  # "nobody in Warsaw trusts"
        return place

    def is_holder(self, actor: Actor) -> bool:
        other = actor.kind == "person" and self.holder.kind == "person" and actor.id != self.holder.id
        return actor.tie == self.holder.tie and not other and (actor.kind != "person" or self.holder.kind == "person")

    def may_begin(self, at: int) -> bool:
        """Whether no condition, and nobody else's mind, stands before."""
        before = self.lows[max(0, at - 8) : at]
        return self.words.subject["conditions"].isdisjoint(before) and not self._others_think(0, at)

    def compared(self, start: int) -> Topic | None:
        """Than whom."""
        than = next((place for place in range(start, len(self.lows)) if self.lows[place] in ("than", "in")), None)
        if "than" in self.lows[start:]:
            than = self.lows.index("than", start)
        return (
            topic(self.clause, self.line[than + 1], self.line[-1] + 1)
            if than is not None and than + 1 < len(self.line)
            else None
        )

    def subject(self, stop: int) -> int | None:
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
            joins = (
                low == "that"
                and at < stop
                and self.lows[at - 2 : at - 1] != ()
                and self.lows[at - 2] not in self.words.predicate["prepositions"]
            )
            if self._says(at - 1) or joins:
                break
            at -= 1
        if (
            at >= stop
            or self._others_think(0, at)
            or not self.words.subject["conditions"].isdisjoint(self.lows[max(0, at - 2) : stop])
        ):
            return None
        if self.lows[at] in ("for", "to"):
            at = self.past_holder(at + 1) or at
        return at if at < stop and self.lows[at] not in self.clause.words.prepositions else None

    def past_holder(self, at: int) -> int | None:
        """ "For Uzbekistan the dam is": the place after whoever holds it."""
        at += self.lows[at : at + 1] == ("the",)
        found = self.clause.mentions.get(self.line[at]) if at < len(self.line) else None
        if found is None or not all(actor.tie == self.holder.tie for actor in found[1].actors):
            return None
        return next((place for place in range(at, len(self.line)) if self.line[place] >= found[0]), None)

    def _is_relative(self, that: int) -> bool:
        opens = self.line[that] not in self.own and self.line[that + 1] in self.own
        return (
            not opens and not self._says(that - 1) and self.lows[that - 1] not in self.words.predicate["prepositions"]
        )

    def _says(self, place: int) -> bool:
        """Whether a verb of saying stands there; within somebody's own words many of them mean something else."""
        if self.line[place] in self.own:
            return self.lows[place] in self.words.subject["minds"]
        return speaks(self.clause, self.line[place])

    def _is_clause(self, at: int, stop: int) -> bool:
        """Whether what follows "and" is a clause of its own: a pronoun or a mention, then the verb."""
        return self.lows[at] in self.words.subject["own"] | self.words.subject["pronouns"] | {
            "the",
            "its",
            "their",
            "our",
        }

    def _others_think(self, start: int, stop: int) -> bool:
        """Whether, in the speaker's own words before `stop`, somebody else says or thinks what follows."""
        for at in range(start, stop):
            mind = self.line[at] in self.own and self.lows[at] in self.words.subject["minds"]
            if mind and not {"we", "i"} & set(self.lows[max(0, at - 3) : at]):
                return True
        return False

    def shown_from(self, subject: int, verb: int) -> int:
        """The first of the words shown: the subject where it is the speaker's, else the verb."""
        return subject if self.line[subject] in self.own else verb

    def end(self, stop: int) -> int:
        """The end of the clause, at a mark, an opener or where the speaker's words end."""
        kinds = self.words.predicate
        at = stop
        while at < len(self.line):
            low = self.lows[at]
            marked = (
                low in kinds["marks"]
                and self.line[at] not in self.clause.inside
                and not (low == "," and self.lows[at + 1 : at + 2] in (("and",), ("whom",), ("no",), ("nor",)))
            )
            if marked or (low in ("but", "because", "if", "when", "while", "although", "though") and at > stop):
                break
            if self.line[at - 1] in self.own and (
                self.line[at] not in self.own or self.piece(at) != self.piece(at - 1)
            ):
                break
            at += 1
        return at

    def piece(self, place: int) -> int:
        start = self.clause.tokens[self.line[place]].start
        return next((number for number, span in enumerate(self.pieces) if span.start <= start < span.end), -1)

    def is_of_others(self, stop: int) -> bool:
        """ "Is good for China", "a threat to Ukraine": so for a third party, and not in the holder's own mind."""
        if self.lows[stop : stop + 1] not in (("for",), ("to",)) and (
            stop == 0 or self.lows[stop - 1] not in ("for", "to")
        ):
            return False
        named = [self.clause.mentions[at][1] for at in self.line[stop : stop + 5] if at in self.clause.mentions]
        return any(actor.tie != self.holder.tie for mention in named[:1] for actor in mention.actors)
