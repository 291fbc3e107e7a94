"""Holders: whom "the senator" means, by the words under which the article has named people so far.

Mentions and speakers in, at most one Actor out. Where several people were named
by that office, or another state's, or in another rank ("the president" after a
vice president), it answers nobody.
"""

from dragoman.extract.speech.words import Word, words_of
from dragoman.lexicon.speech import SpeechWords
from dragoman.model.actor import Actor, Mention
from dragoman.model.span import Span

ANONYMOUS = "anonymous"  # the id of whoever speaks without a name
IN_OFFICE = ("GOV", "ELI", "LEG")
Naming = tuple[Actor, frozenset[str]]  # somebody, and the words of office that stood there


class Holders:
    """The people of one article, each with the words of office that stood with a name."""

    def __init__(self, text: str, mentions: list[Mention], words: SpeechWords):
        self.text, self.words = text, words
        self.named: dict[str, dict[Naming, int]] = {}  # by each word of office: the namings, and where first
        self.people: dict[str, int] = {}  # everyone with a name, and where first
        for mention in mentions:
            for actor in mention.actors if mention.form != "pronoun" else ():
                if actor.kind == "person":
                    self.people.setdefault(actor.id, mention.start)
            if len(mention.actors) == 1 and mention.actors[0].kind == "person" and mention.form != "pronoun":
                office = (mention.actors[0].office or "").casefold().split()
                self.note(mention.start, mention.actors[0], [*self._lows(Span(mention.start, mention.end)), *office])

    def note(self, start: int, actor: Actor, lows: list[str]) -> None:
        """From `start` on the actor may be meant by the words of office among `lows`."""
        told = frozenset(self._one_form(low) for low in lows)
        for office in told & (self.words.people | self.words.spokes):
            self.named.setdefault(office, {}).setdefault((actor, told), start)

    def holder(self, phrase: list[Word], state: str | None, last: Actor | None = None) -> Actor | None:
        """The one person named before whom the phrase fits; its last word is the office.

        Of several it is the `last` speaker, where he is one of them.
        """
        office = self._one_form(phrase[-1].low)
        kinds = [word.low for word in phrase[1:] if word.low in self.words.titles and not word.name]
        asked = {self._one_form(low) for low in kinds} | {office}
        fitting: dict[str, Actor] = {}
        for (actor, told), start in self.named.get(office, {}).items():
            agrees = not (state and actor.state and actor.state != state)
            same_rank = told & self.words.ranks <= asked
            if start < phrase[0].start and agrees and same_rank and asked <= told:
                fitting[actor.id if actor.id != ANONYMOUS else actor.name] = actor
        if last and len(fitting) > 1:
            return fitting.get(last.id if last.id != ANONYMOUS else last.name)
        return next(iter(fitting.values())) if len(fitting) == 1 else None

    def is_alone(self, actor: Actor, end: int) -> bool:
        """Whether the article has named this person, whom the tables know in office, and nobody else before `end`."""
        return (
            actor.sector in IN_OFFICE
            and self.people.get(actor.id, end) < end
            and not any(start < end and id != actor.id for id, start in self.people.items())
        )

    def _lows(self, span: Span) -> list[str]:
        return [word.low for word in words_of(self.text, span)]

    def _one_form(self, low: str) -> str:
        low = low.rstrip(".")
        one = low.removesuffix("ies") + "y" if low.endswith("ies") else low.removesuffix("s")
        low = one if low not in self.words.titles and one in self.words.people else low  # "one of his deputies"
        return self.words.long_forms.get(low, low)
