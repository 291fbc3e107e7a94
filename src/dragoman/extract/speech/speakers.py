"""Speakers: the phrase that names a source in, the Actor it means out.

Mentions that the actors stage has resolved come first. A name without one is
kept under its own name; a pronoun or "the minister" goes back to an earlier
subject; a source without a name is anonymous. Unknown stays None.
"""

import re
from bisect import bisect_left

from dragoman.extract.speech.attribution import Source
from dragoman.extract.speech.frames import TOKEN, small
from dragoman.lexicon.speech import SpeechWords
from dragoman.model.actor import Actor, Mention
from dragoman.model.reading import Reading
from dragoman.model.span import Span

REACH = 12  # subjects a pronoun looks back over
FULL_NAME = re.compile(r"[^\W\d_a-z][\w'’-]*(?:\s(?:[A-Z]\.|[a-z]{2,3}(?=\s)|[^\W\d_a-z][\w'’-]*)){1,3}")
NEAR = 3  # subjects between a document and whoever issued it
ADDS = ("add", "continue")  # "he added" is the speaker before, whoever was named since
ANONYMOUS = "anonymous"

Who = tuple[Actor | None, str]
NOBODY: Who = (None, "the speaker is not named")


class Speakers:
    """Answers for one reading, asked in the order of the text; remembers who has spoken."""

    def __init__(self, reading: Reading, words: SpeechWords, subjects: tuple[Source, ...]):
        self.text, self.words, self.subjects = reading.text, words, subjects
        self.mentions = sorted(reading.mentions, key=lambda mention: (mention.start, mention.end))
        self.starts = [mention.start for mention in self.mentions]
        named = [m for m in reversed(self.mentions) if m.actors and m.form == "name"]
        self.by_name = {reading.text[m.start : m.end]: m.actors[0] for m in named}
        self.subject_starts = [subject.span.start for subject in subjects]
        self.full_names = _full_names(reading.text, words)
        self.by_role: dict[str, Actor] = {}
        self.gender: dict[str, str] = {}
        self.last: Actor | None = None
        self.cache: dict[Source, Who] = {}

    def who(self, source: Source, cue: str = "") -> Who:
        """The actor and the rule that found it. Remembers a speaker for the pronouns that follow."""
        found = self._who(source, cue)
        if found[0]:
            self.last = found[0]
        return found

    def covered(self, span: Span) -> list[Mention]:
        """The mentions inside the span."""
        here = bisect_left(self.starts, span.start)
        there = bisect_left(self.starts, span.end)
        return [mention for mention in self.mentions[here:there] if mention.end <= span.end]

    def _who(self, source: Source, cue: str) -> Who:
        tokens = self._tokens(source.core)
        if not tokens:
            return NOBODY
        if len(tokens) == 1 and tokens[0].low in self.words.pronouns:
            return self._pronoun(source, tokens[0].low, cue)
        if source not in self.cache:
            self.cache[source] = self._phrase(source, tokens)
        return self.cache[source]

    # a phrase -----------------------------------------------------------------

    def _phrase(self, source: Source, tokens: list) -> Who:
        head = self._head(tokens)
        end = head[-1].end
        mentions = self.covered(Span(source.core.start, end))
        last = mentions[-1] if mentions else None
        if last and last.end >= end - len("’s") and last.form not in ("adjective", "pronoun") and last.actors:
            return self._remember(source, last.actors[0], _how(last))
        name, nouns = self._trailing_name(head, mentions), [token.low for token in head if not token.name]
        if name:
            return self._named(source, name, head, mentions)
        aside = self._name_in_aside(source)
        if aside and head[-1].low in self.words.people | self.words.spokes:
            return self._remember(source, aside, "the name stands beside the office")
        return self._unnamed(source, head, mentions, nouns)

    def _head(self, tokens: list) -> list:
        """The phrase without what a preposition ties to it: "a spokesman for X" is the spokesman."""
        for i, token in enumerate(tokens):
            if i and token.low in self.words.of | self.words.prepositions:
                within = tokens[i + 1 :] and tokens[i + 1].name and tokens[i + 1].low in self.words.titles
                if not within:  # "Secretary of State Jane Roe" is one run
                    return self._closing_name(tokens) or tokens[:i]
        return tokens

    def _closing_name(self, tokens: list) -> list | None:
        """`the President of the Republic Jane Roe`: a full name that a mention sets apart at the end."""
        ends = [m for m in self.covered(Span(tokens[0].start, tokens[-1].end)) if m.end == tokens[-1].end]
        if not ends or ends[-1].form != "name":
            return None
        before = [token for token in tokens if token.end <= ends[-1].start]
        joined = before and (before[-1].low in self.words.of | self.words.prepositions | self.words.articles)
        return None if joined or not before or before[-1].low == "and" else tokens

    def _trailing_name(self, head: list, mentions: list[Mention]) -> list:
        first = len(head)
        particles = self.words.particles
        while first and (head[first - 1].name or (first < len(head) and head[first - 1].low in particles)):
            first -= 1
        titles = [i for i in range(first, len(head) - 1) if head[i].low in self.words.titles]
        first = titles[-1] + 1 if titles else first
        covered = [m for m in mentions if m.form in ("adjective", "state", "capital", "organ")]
        run = head[first:]
        while run and (
            run[0].low in self.words.titles | self.words.not_names
            or run[0].text.endswith(("'s", "’s", "s’", "s'"))
            or any(m.start <= run[0].start < m.end for m in covered)
        ):
            run = run[1:]
        return run

    def _named(self, source: Source, run: list, head: list, mentions: list[Mention]) -> Who:
        name = self.text[run[0].start : run[-1].end]
        low = {token.low for token in run}
        the_whole = len(run) == len(head) - 1 and head[0].low == "the"  # "The Herald"
        body = low & (self.words.organs | self.words.documents) or the_whole
        if not body and len(run) == 1:
            full = self.full_names.get(name, ())
            name = next(iter(full)) if len(full) == 1 else name
        if name in self.by_name:
            return self._remember(source, self.by_name[name], "the full name stands elsewhere")
        kind = "organ" if low & self.words.organs else "organisation" if body else "person"
        actor = Actor(_slug(name), name, kind, state=_state(mentions))
        return self._remember(source, actor, "a name that nothing else explains")

    def _name_in_aside(self, source: Source) -> Actor | None:
        """`the ministry's spokeswoman, Jane Roe,`"""
        aside = self._tokens(Span(source.core.end, source.span.end))
        if not aside or not all(token.name for token in aside):
            return None
        mentions = [m for m in self.covered(Span(aside[0].start, aside[-1].end)) if m.actors]
        name = self.text[aside[0].start : aside[-1].end]
        return mentions[-1].actors[0] if mentions else Actor(_slug(name), name, "person")

    def _unnamed(self, source: Source, head: list, mentions: list[Mention], nouns: list[str]) -> Who:
        noun, words = head[-1].low, self.words
        definite = head[0].low == "the" and len(head) <= 3
        if definite and noun in self.by_role:
            return self._remember(source, self.by_role[noun], "the office was named before")
        state = _state(mentions) or _state(self.covered(source.core))
        name = source.core.of(self.text)
        if noun in words.documents or noun.rstrip("s") in words.documents:
            owner = mentions[-1].actors if mentions else ()
            issuer = owner[0] if owner else self._issuer(source, noun)
            if issuer:
                return issuer, "the document's author"
            return Actor(_slug(name), name, "organisation"), "a document"
        if noun in words.organs:
            return Actor(_slug(name), name, "organ", state=state), "an office without a name"
        if definite and noun in words.people and self.last and self.last.kind == "person":
            return self.last, "the last speaker, by office"
        if noun in words.people | words.spokes or noun.rstrip("s") in words.people:
            plural = noun.endswith("s") or noun in words.plurals
            kind = "group" if plural else "person"
            return Actor(ANONYMOUS, name, kind, state=state), "a source without a name"
        return NOBODY

    def _issuer(self, source: Source, noun: str) -> Actor | None:
        """Whose document it is: the owner where it was named, else the subject that has just issued one."""
        for subject in self._before(source)[:NEAR]:
            told = self.text[subject.span.start : source.span.start].casefold()
            words = self._tokens(subject.core)
            if words and words[-1].low == noun:
                owners = [mention for mention in self.covered(subject.core) if mention.actors]
                return owners[-1].actors[0] if owners else None
            actor = self._plain(subject)
            if actor and actor.id != ANONYMOUS and actor.kind in ("person", "organ") and noun in told:
                return actor
        return None

    # pronouns -----------------------------------------------------------------

    def _pronoun(self, source: Source, low: str, cue: str) -> Who:
        resolved = [m for m in self.covered(source.core) if len(m.actors) == 1]
        if resolved:
            return resolved[-1].actors[0], "the pronoun, as the article resolves it"
        words = self.words
        if low in words.other_pronouns:
            return NOBODY
        if cue in ADDS and self.last and self._fits(self.last, low):
            return self.last, "the speaker before adds"
        for subject in self._before(source):
            actor = self._plain(subject)
            if actor and self._fits(actor, low):
                self._learn_gender(actor, low)
                return actor, "the pronoun takes the last subject"
        if self.last and self._fits(self.last, low):
            return self.last, "the pronoun takes the last speaker"
        return NOBODY

    def _before(self, source: Source) -> list[Source]:
        here = bisect_left(self.subject_starts, source.span.start)
        return list(reversed(self.subjects[max(0, here - REACH) : here]))

    def _plain(self, subject: Source) -> Actor | None:
        """Whom an earlier subject means, if it is no pronoun or document itself."""
        tokens = self._tokens(subject.core)
        if not tokens or tokens[-1].low in self.words.pronouns | self.words.documents:
            return None
        if subject not in self.cache:
            self.cache[subject] = self._phrase(subject, tokens)
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
        if actor.kind == "person":
            for token in self._tokens(source.span):
                self._learn_gender(actor, token.low)
                if token.low in self.words.people | self.words.spokes and actor.id != ANONYMOUS:
                    self.by_role[token.low] = actor
        return actor, why

    def _learn_gender(self, actor: Actor, low: str) -> None:
        if low in self.words.female or low in self.words.male:
            self.gender.setdefault(actor.id, "f" if low in self.words.female else "m")

    def _tokens(self, span: Span) -> list:
        found = TOKEN.finditer(self.text, span.start, span.end)
        return [_Word(match) for match in found if match[0][0].isalnum()]


class _Word:
    __slots__ = ("end", "low", "name", "start", "text")

    def __init__(self, match: re.Match):
        self.start, self.end, self.text = match.start(), match.end(), match[0]
        self.low = small(self.text)
        self.name = self.text[0].isupper()


def _how(mention: Mention) -> str:
    return "several speak; the first named" if len(mention.actors) > 1 else f"named by {mention.form}"


def _state(mentions: list[Mention]) -> str | None:
    """The one state that the phrase's mentions agree on."""
    states = {actor.state for mention in mentions for actor in mention.actors if actor.state}
    return states.pop() if len(states) == 1 else None


def _slug(name: str) -> str:
    return re.sub(r"[^\w]+", "-", name.casefold()).strip("-")


def _full_names(text: str, words: SpeechWords) -> dict[str, set[str]]:
    """The last and the first part (family names lead in East Asia) of each full name, and the full names."""
    names: dict[str, set[str]] = {}
    for match in FULL_NAME.finditer(text):
        parts = match[0].split()
        while parts and not parts[-1][0].isupper():
            parts = parts[:-1]
        while parts and parts[0].casefold().strip(".") in words.titles | words.not_names:
            parts = parts[1:]
        if len(parts) > 1 and all(part[0].isupper() or part in words.particles for part in parts):
            names.setdefault(parts[-1], set()).add(" ".join(parts))
            names.setdefault(parts[0], set()).add(" ".join(parts))
    return names
