"""Documents: whose word "the statement", "the pledges", "a report by the ministry" is.

A document speaks for whoever it belongs to, or whoever issued it just before;
one of nobody named speaks for itself, and a mere utterance for nobody.
"""

import re
from bisect import bisect_right
from typing import Protocol

from dragoman.extract.speech.attribution import Source
from dragoman.extract.speech.holders import ANONYMOUS
from dragoman.extract.speech.names import slug
from dragoman.extract.speech.words import Word
from dragoman.lexicon.speech import SpeechWords
from dragoman.model.actor import Actor, Mention
from dragoman.model.span import Span

NEAR = 3  # subjects between a document and whoever issued it
FAR = 800  # characters between "the pledges" and whose they were said to be
ISSUERS = ("person", "organ", "organisation")


class People(Protocol):
    """Whoever can tell whom other phrases of the same article mean."""

    text: str
    words: SpeechWords
    sentence_ends: list[int]

    def phrase(self, source: Source, tokens: list[Word]) -> tuple[Actor | None, str]: ...

    def plain(self, subject: Source) -> Actor | None: ...

    def before(self, source: Source) -> list[Source]: ...

    def covered(self, span: Span) -> list[Mention]: ...


class Documents:
    """Asks the people of the article; remembers the author of the last document."""

    def __init__(self, people: People):
        self.people, self.text, self.words = people, people.text, people.words
        self.author: Actor | None = None

    def who(self, source: Source, head: list[Word], mentions: list[Mention]) -> tuple[Actor, str] | None:
        """Whose word it is, with the rule that tells; None where it is nobody's."""
        noun = head[-1].low
        owner = self._owner(source, head, mentions) or self._issuer(source, noun)
        if owner:
            self.author = owner
            return owner, "the document's author"
        if self.author and head[0].low == "the" and len(head) == 2 and noun not in self.words.organs:
            return self.author, "the author of the document before"
        if noun in self.words.utterances:
            return None
        name = source.core.of(self.text)
        return Actor(slug(name), name, "organisation"), "a document"

    def _owner(self, source: Source, head: list[Word], mentions: list[Mention]) -> Actor | None:
        """`the Caucus statement`, `Lee's campaign pledges`, `a statement by the ministry`."""
        formal = head[-1].low in self.words.utterances | self.words.formal
        for mention in mentions:  # "the Trump indictment" is not his
            owns = any(word.owns and word.start < mention.end <= word.end for word in head)
            if (owns or formal) and mention.actors and mention.actors[0].kind == "person":
                return mention.actors[0]
        before = head[:-1]
        while before and not (before[-1].name or before[-1].low in self.words.organs):
            before = before[:-1]
        if before:
            phrase = Source(*[Span(source.core.start, before[-1].end)] * 2)
            owner = self.people.phrase(phrase, before)[0]
            if owner and owner.kind != "person":
                return owner
        if mentions and mentions[-1].actors and mentions[-1].actors[0].kind != "person":
            return mentions[-1].actors[0] if formal or mentions[-1].form != "adjective" else None
        after = [m for m in self.people.covered(Span(head[-1].end, source.core.end)) if m.actors]
        tie = self.text[head[-1].end : after[0].start].split() if after else []
        by = tie and tie[0] in ("by", "from", "of") and len(tie) < 3
        return after[0].actors[0] if by else None

    def _issuer(self, source: Source, noun: str) -> Actor | None:
        """Whose it was said to be before, else the subject that has just issued one."""
        start = source.span.start
        whose = re.compile(rf"(?:['’]s?)?\s(?:[\w-]+\s)?{re.escape(noun)}\b")
        for mention in reversed(self.people.covered(Span(max(0, start - FAR), start))):
            owns = self.text[mention.end - 2 : mention.end + 1].endswith(("'", "’", "'s", "’s"))
            if owns and len(mention.actors) == 1 and whose.match(self.text, mention.end):
                return mention.actors[0]
        issued = re.compile(rf"\b(?:{'|'.join(self.words.issuing)})\b.{{0,60}}?\b{re.escape(noun)}\b", re.I | re.S)
        ends = self.people.sentence_ends
        for subject in self.people.before(source)[:NEAR]:
            actor = self.people.plain(subject)
            end = min([*ends[bisect_right(ends, subject.span.start) :][:1], start])
            told = issued.search(self.text, subject.span.end, end)
            if told and actor and actor.id != ANONYMOUS and actor.kind in ISSUERS:
                return actor
        return None
