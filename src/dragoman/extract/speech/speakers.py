"""Speakers: the phrase that names a source in, the Actor it means out.

Mentions that the actors stage has resolved come first. A name without one is
kept under its own name; "the minister" is the one person whom the article has
named by that office, never merely whoever spoke last; a pronoun goes back to an
earlier subject; a source without a name is anonymous. Unknown stays None.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping

import msgspec

from dragoman.extract.speech import heads
from dragoman.extract.speech.attribution import Source
from dragoman.extract.speech.documents import Documents
from dragoman.extract.speech.holders import ANONYMOUS, Holders
from dragoman.extract.speech.names import full_names, slug
from dragoman.extract.speech.states import (
    acting_for,
    adjective_state,
    by_adjective,
    first_state,
    is_owned,
    phrase_state,
)
from dragoman.extract.speech.words import Word, words_of
from dragoman.lexicon.speech import SpeechWords
from dragoman.lexicon.states import State
from dragoman.model.actor import Actor, Mention
from dragoman.model.reading import Reading
from dragoman.model.span import Span

REACH = 12  # subjects a pronoun looks back over
ADDS = ("add", "continue")  # "he added" is the speaker before, whoever was named since
BODIES = ("organ", "organisation")
SEVERAL = "several speak; the first named"
SOILS = ("place", "capital", "state")
# What the reader calls the phrase, and the kind of actor that makes of it where no table has its noun.
KINDS = {"person": "person", "people": "group", "group": "group", "organ": "organ", "org": "organisation"}

Who = tuple[Actor | None, str]
NOBODY: Who = (None, "the speaker is not named")


class Speakers:
    """Answers for one reading, asked in the order of the text; remembers who has spoken."""

    def __init__(self, reading: Reading, words: SpeechWords, subjects: tuple[Source, ...], states: Mapping[str, State]):
        self.text, self.words, self.subjects = reading.text, words, subjects
        self.states, self.adjectives = states, by_adjective(states)
        self.mentions = sorted(reading.mentions, key=lambda mention: (mention.start, mention.end))
        self.starts = [mention.start for mention in self.mentions]
        self.sentence_ends = [sentence.end for sentence in reading.sentences]
        named = [m for m in reversed(self.mentions) if m.actors and m.form == "name"]
        self.by_name = {reading.text[m.start : m.end]: m.actors[0] for m in named}
        self.acting_for = acting_for(self.mentions)
        self.subject_starts = [subject.span.start for subject in subjects]
        self.full_names = full_names(reading.text, words)
        self.holders = Holders(reading.text, self.mentions, words)
        self.bodies = {
            reading.text[m.start : m.end]: m.actors[0]
            for m in self.mentions
            if len(m.actors) == 1 and m.form in ("name", "organ") and m.actors[0].kind in BODIES
        }
        self.named = sorted((one for seen in reading.seen for one in seen.named), key=lambda one: one.span)
        self.named_starts = [one.span.start for one in self.named]
        self.gender: dict[str, str] = {}
        self.last: Actor | None = None
        self.documents = Documents(self)
        self.cache: dict[Source, Who] = {}

    def who(self, source: Source, cue: str = "") -> Who:
        """The actor and the rule that found it. Remembers a speaker for the pronouns that follow."""
        found = self._who(source, cue)
        if found[0] or not self._is_pronoun(source):
            self.last = found[0]  # after a speaker we cannot tell, "he added" is nobody we know
        return found

    def meant(self, phrase: Source) -> Actor | None:
        """Whom a phrase means that is no source itself; it may stand within one: "Lee" in "Lee's spokesperson Kang"."""
        span = phrase.core
        here = bisect_left(self.starts, span.start + 1) - 1
        outer = self.mentions[here] if here >= 0 else None
        around = outer.inside if outer and outer.end >= span.end and (outer.start, outer.end) != span else ()
        inner = [m for m in around if span.start <= m.start and span.end <= m.end + len("’s") and len(m.actors) == 1]
        if inner and inner[-1].form not in ("adjective", "place"):
            return inner[-1].actors[0]
        return self.plain(phrase)

    def covered(self, span: Span) -> list[Mention]:
        """The mentions inside the span."""
        here = bisect_left(self.starts, span.start)
        there = bisect_left(self.starts, span.end)
        return [mention for mention in self.mentions[here:there] if mention.end <= span.end]

    def _who(self, source: Source, cue: str) -> Who:
        tokens = self._tokens(source.core)
        if not tokens:
            return NOBODY
        if self._is_pronoun(source):
            return self._pronoun(source, tokens[0].low, cue)
        if source not in self.cache:
            self.cache[source] = self.phrase(source, tokens)
        return self.cache[source]

    def _is_pronoun(self, source: Source) -> bool:
        tokens = self._tokens(source.core)
        return len(tokens) == 1 and tokens[0].low in self.words.pronouns

    # a phrase -----------------------------------------------------------------

    def phrase(self, source: Source, tokens: list[Word]) -> Who:
        """Whom a phrase means that is no pronoun, by its words."""
        head = heads.head(tokens, self.covered(Span(tokens[0].start, tokens[-1].end)), self.words)
        end = head[-1].end
        mentions = self.covered(Span(source.core.start, end))
        last = mentions[-1] if mentions else None
        if last and last.end >= end - len("’s") and last.form not in ("adjective", "pronoun") and last.actors:
            if last.actors[0].kind != "person" and head[-1].low in self.words.unnamed:
                return self._official(source, head[-1].low, last.actors[0])
            first = heads.first_of_several(self.text, mentions)
            return self._remember(source, first.actors[0], SEVERAL) if first else self._named_by(source, last)
        whole = heads.whole(tokens, self.covered(source.core), self.words)
        if whole:
            return self._remember(source, whole.actors[0], _how(whole))
        name = heads.trailing_name(head, mentions, self.words)
        if name:
            return self._named(source, name, head)
        aside = self._name_in_aside(source)
        if aside and head[-1].low in self.words.people | self.words.spokes:
            return self._remember(source, aside, "the name stands beside the office")
        return self._unnamed(source, head, mentions)

    def _named_by(self, source: Source, mention: Mention) -> Who:
        return self._remember(source, mention.actors[0], _how(mention))

    def _official(self, source: Source, noun: str, body: Actor) -> Who:
        """`a senior Ukrainian official`: nobody who is named, though the body he works for is known."""
        kind = "group" if noun.endswith("s") else "person"
        actor = Actor(ANONYMOUS, source.core.of(self.text), kind, state=body.state)
        return self._remember(source, actor, "a source without a name")

    def _named(self, source: Source, run: list[Word], head: list[Word]) -> Who:
        name = self.text[run[0].start : run[-1].end]
        low = {token.low for token in run}
        the_whole = len(run) == len(head) - 1 and head[0].low == "the"  # "The Herald"
        body = low & (self.words.organs | self.words.documents) or the_whole
        if not body and len(run) == 1:
            full = self.full_names.get(name, ())
            name = next(iter(full)) if len(full) == 1 else name
        if name in self.by_name:
            return self._remember(source, self.by_name[name], "the full name stands elsewhere")
        longer = {actor.id: actor for text, actor in self.bodies.items() if body and text.endswith(f" {name}")}
        if len(longer) == 1:
            return self._remember(source, *longer.values(), "the body's longer name stands elsewhere")
        kind = "organ" if low & self.words.organs else "organisation" if body else "person"
        return self._remember(source, Actor(slug(name), name, kind), "a name that nothing else explains")

    def _name_in_aside(self, source: Source) -> Actor | None:
        """`the ministry's spokeswoman, Jane Roe,`"""
        aside = self._tokens(Span(source.core.end, source.span.end))
        if not aside or not all(token.name for token in aside):
            return None
        ends = [m for m in self.covered(source.span) if m.actors and m.end == aside[-1].end]
        name = self.text[aside[0].start : aside[-1].end]
        return ends[-1].actors[0] if ends else Actor(slug(name), name, "person")

    def _unnamed(self, source: Source, head: list[Word], mentions: list[Mention]) -> Who:
        noun, words = head[-1].low, self.words
        name = source.core.of(self.text)
        if noun in words.documents | words.utterances or noun.rstrip("s") in words.documents:
            return self.documents.who(source, head, mentions) or NOBODY
        state = self._state_of(source)
        if noun in words.organs or _singular(noun) in words.organs:
            return self._organ(source, head, state), "an office without a name"
        if noun not in words.people | words.spokes and noun.rstrip("s") not in words.people:
            return self._seen(source, head, state)
        if head[0].low == "the" and head[-1].end >= source.core.end:
            self._introduce(source)
            holder = self.holders.holder(head, state, self.last)
            if holder:
                return self._remember(source, holder, "the office was named before")
            if self.last and not noun.endswith("s") and self.holders.is_alone(self.last, source.core.start):
                return self.last, "the one person named so far goes on"
        plural = noun.endswith("s") or noun in words.plurals
        actor = Actor(ANONYMOUS, name, "group" if plural else "person", state=state)
        return self._remember(source, actor, "a source without a name")

    def _seen(self, source: Source, head: list[Word], state: str | None) -> Who:
        """What the reader takes the phrase for, where its noun is in no table: "Reyes's family"."""
        here = bisect_right(self.named_starts, head[-1].start) - 1
        named = self.named[here] if here >= 0 else None
        if named is None or named.span.end < head[-1].end or named.kind not in KINDS:
            return NOBODY
        name, kind = source.core.of(self.text), KINDS[named.kind]
        id = ANONYMOUS if kind in ("person", "group") else slug(name)
        return self._remember(source, Actor(id, name, kind, state=state), "a source as the reader sees it")

    def _introduce(self, source: Source) -> None:
        """Let the subjects before that are names be known by their offices: "Sen. X left"."""
        for subject in self.before(source):
            tokens = self._tokens(subject.core)
            if tokens and tokens[-1].name:
                self.plain(subject)

    def _organ(self, source: Source, head: list[Word], state: str | None) -> Actor:
        """`a Russian foreign ministry`: under the id that its state gives it; else under its own words."""
        plain = [word for word in head if word.low not in self.words.determiners]
        naming = {mention.start for mention in self.covered(source.core)}
        own = [word for word in plain if word.start not in naming]
        if state and len(own) < len(plain) and head[-1].end >= source.core.end:
            code = f"{state}.{slug(' '.join(word.low for word in own))}"
            known = [actor for actor in self.bodies.values() if actor.id == code]
            return known[0] if known else Actor(code, " ".join(word.text for word in plain), "organ", state=state)
        name = source.core.of(self.text)
        if head[0].low == "the" and len(head) == 2 and not state:
            longer = {actor.id: actor for actor in self.bodies.values() if _ends_in(actor.name, head[-1].low)}
            if len(longer) == 1:
                return next(iter(longer.values()))
        return Actor(slug(name), name, "organ", state=state)

    # the state ----------------------------------------------------------------

    def _state_of(self, source: Source) -> str | None:
        """What the phrase says, or its aside: "X, an Indian army spokesman"."""
        inside = self.covered(source.core)
        if inside and inside[-1].form in SOILS and self._goes_on(inside[-1]):
            return None  # "diplomats from China, Russia and Iran"
        core = phrase_state(self._tokens(source.core), inside, self.words) or self._owning_state(source)
        aside = Span(source.core.end, source.span.end)
        core = core or phrase_state(self._tokens(aside), self.covered(aside), self.words)
        return core or adjective_state(self._tokens(source.core), self.adjectives, self.words)

    def state_called(self, phrase: list[Word]) -> Actor | None:
        """The state whose adjective stands in the phrase."""
        code = adjective_state(phrase, self.adjectives, self.words)
        return Actor(code, self.states[code].name, "state", state=code, sector="GOV") if code else None

    def _owning_state(self, source: Source) -> str | None:
        """`Kenya will pay, its treasury said`: the state that the sentence names first."""
        if not is_owned(self._tokens(source.core), self.words):
            return None
        here = bisect_right(self.sentence_ends, source.core.start)
        start = self.sentence_ends[here - 1] if here else 0
        return first_state(self.covered(Span(start, source.core.start)))

    def _goes_on(self, mention: Mention) -> bool:
        """Whether the next mention is joined to this one in a list."""
        following = bisect_right(self.starts, mention.start)
        if following == len(self.starts) or self.mentions[following].form not in SOILS:
            return False
        return self.text[mention.end : self.starts[following]].strip() in (",", "and", ", and", "&")

    def _stated(self, source: Source, actor: Actor) -> Actor:
        """The actor with the state that the article plainly gives it, if the tables give none."""
        if actor.state or actor.kind == "state" or "." in actor.id or actor.id == ANONYMOUS:
            return actor
        known = self.acting_for.get(actor.name)
        if known:
            return known
        state = self._state_of(source) or self._state_of_organ_before(source, actor)
        if state is None:
            return actor
        known = msgspec.structs.replace(actor, id=f"{state}.{actor.id}", state=state)
        return self.acting_for.setdefault(actor.name, known)

    def _state_of_organ_before(self, source: Source, actor: Actor) -> str | None:
        """`The Kyrgyz ministry denied it. "…," spokesperson X said.`: whose spokesperson goes without saying."""
        before = self.before(source)[:1]
        if not before or actor.kind != "person" or self._tokens(source.core)[0].low not in self.words.spokes:
            return None
        subject = before[0].core
        organs = [m for m in self.covered(subject) if m.form == "organ" and m.end >= subject.end - len("’s")]
        return organs[-1].actors[0].state if organs and organs[-1].actors else None

    def _known(self, actor: Actor) -> Actor:
        """The person with the state that the article has told of."""
        return actor if actor.state or actor.kind != "person" else self.acting_for.get(actor.name, actor)

    # pronouns -----------------------------------------------------------------

    def _pronoun(self, source: Source, low: str, cue: str) -> Who:
        resolved = [m for m in self.covered(source.core) if len(m.actors) == 1]
        if resolved:
            actor = resolved[-1].actors[0]
            return self._known(actor), "the pronoun, as the article resolves it"
        words = self.words
        if low in words.other_pronouns:
            return NOBODY
        if cue in ADDS and self.last and self._fits(self.last, low):
            return self.last, "the speaker before adds"
        for subject in self.before(source):
            actor = self.plain(subject)
            if actor and self._fits(actor, low):
                self._learn_gender(actor, low)
                return actor, "the pronoun takes the last subject"
        if self.last and self._fits(self.last, low):
            return self.last, "the pronoun takes the last speaker"
        only = self._only_person_before(source) if low in words.person_pronouns else None
        return (only, "the pronoun takes the one person of the sentence before") if only else NOBODY

    def _only_person_before(self, source: Source) -> Actor | None:
        """The one person whom the sentence before names or describes."""
        here = bisect_right(self.sentence_ends, source.span.start)
        start = self.sentence_ends[here - 2] if here > 1 else 0
        first, last = bisect_left(self.named_starts, start), bisect_left(self.named_starts, source.span.start)
        seen = [one.span for one in self.named[first:last] if one.kind == "person"]
        told = [span for span in seen if not self._is_pronoun(Source(span, span))]
        return self.plain(Source(told[0], told[0])) if len(told) == 1 else None

    def before(self, source: Source) -> list[Source]:
        """The subjects before it, the nearest first."""
        here = bisect_left(self.subject_starts, source.span.start)
        return list(reversed(self.subjects[max(0, here - REACH) : here]))

    def plain(self, subject: Source) -> Actor | None:
        """Whom an earlier subject means, if it is no pronoun or document itself."""
        tokens, words = self._tokens(subject.core), self.words
        if not tokens or tokens[-1].low in words.pronouns | words.documents | words.utterances:
            return None
        if subject not in self.cache:
            self.cache[subject] = self.phrase(subject, tokens)
        return self.cache[subject][0]

    def _fits(self, actor: Actor, low: str) -> bool:
        words = self.words
        if low in words.person_pronouns:
            gender = "f" if low in words.female else "m"
            return actor.kind == "person" and self.gender.get(actor.id, gender) == gender
        if low in words.people_pronouns:
            return actor.kind != "person" and actor.kind != "state"
        return actor.kind in ("state", "organ", "organisation")

    # memory -------------------------------------------------------------------

    def _remember(self, source: Source, actor: Actor, why: str) -> Who:
        actor = self._stated(source, actor)
        if actor.kind == "person":
            lows = [token.low for token in self._tokens(source.span)]
            for low in lows:
                self._learn_gender(actor, low)
            self.holders.note(source.span.start, actor, lows)
        elif actor.kind in BODIES:
            self.bodies.setdefault(actor.name, actor)
        return actor, why

    def _learn_gender(self, actor: Actor, low: str) -> None:
        if low in self.words.female or low in self.words.male:
            self.gender.setdefault(actor.id, "f" if low in self.words.female else "m")

    def _tokens(self, span: Span) -> list[Word]:
        return words_of(self.text, span)


def _ends_in(name: str, noun: str) -> bool:
    """Whether a body is one of these: "the board" is "the country's marketing board"."""
    named = name.partition(" of ")[0].casefold()
    return named.endswith(f" {noun}") and named != f"the {noun}"


def _singular(noun: str) -> str:
    return noun.removesuffix("ies") + "y" if noun.endswith("ies") else noun.removesuffix("s")


def _how(mention: Mention) -> str:
    return SEVERAL if len(mention.actors) > 1 else f"named by {mention.form}"
