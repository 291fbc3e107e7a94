"""Principals: for whom a speaker speaks: "a spokesman for the ministry", "Lee's spokesperson", "Macron's office".

The phrase that names the source in, the Actor spoken for out; None where the phrase
names nobody else. Once told of a person, it holds for the article.
"""

import msgspec

from dragoman.extract.speech.attribution import Source
from dragoman.extract.speech.holders import ANONYMOUS
from dragoman.extract.speech.speakers import Speakers
from dragoman.extract.speech.words import Word, words_of
from dragoman.lexicon.speech import SpeechWords
from dragoman.model.actor import Actor
from dragoman.model.span import Span


class Principals:
    """Answers for one reading, asked in the order of the text."""

    def __init__(self, text: str, words: SpeechWords, speakers: Speakers):
        self.text, self.words, self.speakers = text, words, speakers
        self.known: dict[str, Actor] = {}
        self.spokes: set[str] = set()

    def of(self, source: Source, speaker: Actor) -> Actor | None:
        """For whom the speaker speaks."""
        phrase = words_of(self.text, source.span)
        at = self._office(phrase)
        if at is not None:
            if speaker.id != ANONYMOUS:
                self.spokes.add(speaker.id)
            found = self._tied(phrase, at) or self._before(phrase, at, source)
            found = found and self._apart(found, speaker)
            if found and speaker.id != ANONYMOUS:
                self.known.setdefault(speaker.id, found)
            return found
        return self.known.get(speaker.id)

    def speaks_for_others(self, source: Source, speaker: Actor) -> bool:
        office = (speaker.office or "").casefold().split()
        told = speaker.id in self.spokes or not self.words.speaks_for.isdisjoint(office)
        return told or self._office(words_of(self.text, source.span)) is not None

    def _office(self, phrase: list[Word]) -> int | None:
        """Where "spokesperson", "press officer" or "X's office" stands."""
        for at, word in enumerate(phrase):
            if word.low in self.words.relatives or (word.low in self.words.of and at):
                return None
            if word.low in self.words.speaks_for or (
                word.low in self.words.press and phrase[at - 1 : at] and phrase[at - 1].low == "press"
            ):
                return at
            if (
                word.low in self.words.offices
                and at
                and (phrase[at - 1].owns or (phrase[at + 1 : at + 2] and phrase[at + 1].low == "of"))
            ):
                return at
        return None

    def _tied(self, phrase: list[Word], at: int) -> Actor | None:
        """`a spokesman for the ministry`, `the office of the chancellor, Jane Roe,`"""
        if phrase[at + 1 : at + 2] and phrase[at + 1].low in ("for", "of", "to") and at + 2 < len(phrase):
            return self._meant(Span(phrase[at + 2].start, self._end(phrase, at + 2)))
        return None

    def _end(self, phrase: list[Word], first: int) -> int:
        for before, word in zip(phrase[first:], phrase[first + 1 :], strict=False):
            if (
                "," in self.text[before.end : word.start]
                or word.low in self.words.relatives
                or word.low in ("in", "on", "at")
            ):
                return before.end
        return phrase[-1].end

    def _before(self, phrase: list[Word], at: int, source: Source) -> Actor | None:
        """`Lee's spokesperson`, `Kyrgyz foreign ministry spokesperson`."""
        run = phrase[: at - 1] if phrase[at].low in self.words.press and phrase[at - 1].low == "press" else phrase[:at]
        while run and run[-1].low in self.words.rank_words:
            run = run[:-1]
        while run and run[0].low in self.words.rank_words - {"its", "his", "her", "their", "the"}:
            run = run[1:]
        for i in range(len(run) - 1, 0, -1):  # "Jane Roe, a ministry spokeswoman"
            if "," in self.text[run[i - 1].end : run[i].start]:
                run = run[i:]
                while run and run[0].low in self.words.rank_words - {"its", "his", "her", "their", "the"}:
                    run = run[1:]
                break
        if not run or (run[-1].low not in self.words.organs and not run[-1].owns and not run[-1].name):
            return None
        end = run[-1].end - (2 if run[-1].text.endswith(("'s", "’s")) else 1 if run[-1].owns else 0)
        found = self._meant(Span(run[0].start, end))
        sure = run[-1].owns or (found and found.kind != "person") or self.speakers.covered(Span(run[0].start, end))
        return found if sure else None

    def _meant(self, span: Span) -> Actor | None:
        found = self.speakers.meant(Source(span, span))
        return found if found and found.id != ANONYMOUS else None

    def _apart(self, principal: Actor, speaker: Actor) -> Actor | None:
        """The principal with the speaker's state where the words give it none; never the speaker, nor a bare state."""
        if principal.id == speaker.id or principal.name == speaker.name or principal.kind == "state":
            return None
        if principal.kind == "organ" and principal.state is None and speaker.state and "." not in principal.id:
            return msgspec.structs.replace(principal, id=f"{speaker.state}.{principal.id}", state=speaker.state)
        nameless = principal.kind == "organ" and principal.state is None and principal.name.islower()
        return None if nameless else principal  # "the government", of nobody knows which state
