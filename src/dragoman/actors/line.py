"""A line: one sentence as tokens, and the small questions that the walk over it asks.

Holds no construction of its own; what a run of words makes is for actors.phrases.
"""

from dragoman.actors.phrase import Phrase, PhraseKind
from dragoman.lexicon import Lexicon
from dragoman.lexicon.names import Hit
from dragoman.lexicon.tokens import Token, tokens
from dragoman.model.span import Span

NAME_WORDS = 4
SAID_WORDS = 8  # "told the party's members in Lyon that he"


class Line:
    """The tokens of a sentence, and what the tables know at each."""

    def __init__(self, text: str, sentence: Span, lexicon: Lexicon):
        self.text, self.lexicon, self.words = text, lexicon, lexicon.roles
        self.tokens = tokens(text, sentence.start, sentence.end)
        self.lows = [token.low for token in self.tokens]
        self._hits: dict[int, Hit | None] = {}

    def hit(self, at: int) -> Hit | None:
        if at >= len(self.tokens):
            return None
        if at not in self._hits:
            self._hits[at] = self.lexicon.names.at(self.tokens, at)
        return self._hits[at]

    def low(self, at: int) -> str:
        return self.lows[at] if 0 <= at < len(self.lows) else ""

    def span_text(self, at: int, stop: int) -> str:
        return self.text[self.tokens[at].start : self.tokens[stop - 1].end]

    def phrase(self, at: int, stop: int, kind: PhraseKind, **parts: object) -> Phrase:
        last = self.tokens[stop - 1]
        return Phrase(self.tokens[at].start, last.end, kind, possessive=last.possessive, **parts)

    def opens(self, at: int) -> bool:
        """Whether a sentence or a quotation begins here, so that a capital letter says nothing."""
        return at == 0 or not self.tokens[at - 1].is_word

    def is_opening_word(self, at: int) -> bool:
        """A common word with a capital because it begins the sentence: "Both Lee and Ishiba", "Does Trump"."""
        low = self.lows[at]
        return self.opens(at) and (low in self.lexicon.speech.not_names or low in self.words.openers)

    def is_calendar(self, at: int) -> bool:
        text = self.tokens[at].text
        return text in self.lexicon.time.weekdays or text in self.lexicon.time.months

    def is_month(self, at: int) -> bool:
        """Whether a month's name here is a month: "in May", "May 12", and no Mrs May."""
        before, after = self.low(at - 1), self.low(at + 1)
        dated = before in self.words.place_prepositions or before in self.words.before_months
        return (
            dated
            or before.isdigit()
            or after[:1].isdigit()
            or not (self.is_plain_word(at + 1) or self.tokens[at].possessive)
        )

    def is_name_word(self, at: int) -> bool:
        """A capitalised word that no table knows."""
        if at >= len(self.tokens):
            return False
        token = self.tokens[at]
        return token.is_word and token.is_capital and not self.is_calendar(at) and self.hit(at) is None

    def is_plain_word(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].is_word and not self.tokens[at].is_capital

    def name_end(self, at: int) -> int:
        """Where a run of capitalised words that no table knows ends."""
        stop = at
        while stop < len(self.tokens) and stop - at < NAME_WORDS:
            token = self.tokens[stop]
            if not token.is_word or not (token.is_capital or (stop > at and self.is_particle(stop))):
                break
            if self.hit(stop) is not None:
                break
            stop += 1
            if token.possessive:
                break
        return stop

    def acts(self, at: int, *, sure: bool = False) -> bool:
        """Whether a verb stands here by which "it" does something: "it accused", "it has", not "it is cold".

        `sure`: a verb and no noun, as "sanctions" may be.
        """
        cues, low = self.lexicon.cues, self.low(at)
        if low in self.words.idle_it:
            return False
        wanted = {"past"} if sure else {"past", "third"}
        verb = any(form.forms & wanted for form in cues.by_form.get(low, ()))
        return verb or low in ("has", "had") or low in cues.clause.reporting

    def is_doing(self, at: int) -> bool:
        """Whether "is waiting", "was still waiting" stands here."""
        if self.low(at) not in self.lexicon.cues.auxiliaries.be:
            return False
        return any(self.low(word).endswith("ing") for word in (at + 1, at + 2))

    def helps(self, at: int) -> bool:
        """Whether "will" or "would" stands here."""
        auxiliaries = self.lexicon.cues.auxiliaries
        return self.low(at) in auxiliaries.future or self.low(at) in auxiliaries.hypothetical

    def said_by(self, at: int) -> int | None:
        """Where whoever says so ends: "Seoul said it", "Lee told the radio that he", "Ana Roe, a nurse, said she"."""
        reporting = self.lexicon.cues.clause.reporting
        verb = at - 1
        if self.low(verb) == "that":
            verb -= 1
            while verb > at - SAID_WORDS and self.tokens[verb].is_word and self.lows[verb] not in reporting and verb:
                verb -= 1
        if verb < 1 or self.low(verb) not in reporting:
            return None
        before = verb - 1
        if self.lows[before] == ",":  # past an apposition
            before -= 1
            while before > 0 and self.lows[before] != ",":
                before -= 1
            before -= 1
        return self.tokens[before].end if before >= 0 else None

    def owns_next(self, at: int) -> bool:
        """Whether a possessive stands before what it owns: "her envoy", not "told her that"."""
        following = self.low(at + 1)
        return following[:1].isalnum() and following not in self.words.breakers

    def is_capital_name(self, at: int, stop: int) -> bool:
        """Whether a body's name is that of the city it sits in."""
        city = self.span_text(at, stop)
        return any(city in (state.capital, *state.capitals) for state in self.lexicon.states.values())

    def is_particle(self, at: int) -> bool:
        """A lower-case word inside a name ("Mohammed bin Salman", "Ursula von der Leyen")."""
        token = self.tokens[at]
        return (
            len(token.text) <= 4 and token.text in self.words.particles
            and at + 1 < len(self.tokens) and self.tokens[at + 1].is_capital
        )  # fmt: skip

    def named(self, at: int, *, known_only: bool = False) -> tuple[tuple, str, int] | None:
        """The name that begins at token `at`: known persons of that name, the name, where it ends."""
        hit = self.hit(at)
        if hit is not None and hit.kind == "person":
            return tuple(hit.meanings), self.span_text(at, hit.stop), hit.stop
        if known_only or hit is not None or (at < len(self.tokens) and self.is_calendar(at)):
            return None
        stop = self.name_end(at)
        return ((), self.span_text(at, stop), stop) if stop > at else None

    def qualifiers(self, at: int) -> tuple[int, bool]:
        """Past words like "new" and "former": where they end, and whether the office is past."""
        former = False
        while self.low(at) in self.words.qualifiers or self.low(at) in self.words.former:
            former = former or self.lows[at] in self.words.former
            at += 1
        return at, former

    def is_former(self, at: int) -> bool:
        back = at - 1
        while self.low(back) in self.words.qualifiers:
            back -= 1
        return self.low(back) in self.words.former

    def is_deputy(self, at: int) -> bool:
        return self.low(at - 1) in self.words.deputies

    def is_modifier(self, stop: int) -> bool:
        """Whether an organ's noun that ends here only describes the next word: "military base", "court ruling"."""
        if self.tokens[stop - 1].possessive:
            return False
        if self.low(stop - 1) in self.words.adjectives_too and self.hit(stop) is not None:
            return True  # "its official English name"
        return (
            self.low(stop) in self.words.organ_modifies
            or f"{self.low(stop - 1)} {self.low(stop)}" in self.words.not_organs
        )

    def is_described(self, at: int) -> bool:
        """Whether a plain word that only a noun follows stands before: "taxing authorities"."""
        return self.is_plain_word(at - 1) and self.lows[at - 1] not in self.words.breakers

    def table_name(self, text: str) -> Hit | None:
        """What the tables know under a name as a whole."""
        found = tokens(text)
        hit = self.lexicon.names.at(found, 0)
        return hit if hit is not None and hit.stop == len(found) else None

    def parted(self, at: int) -> list[tuple[Hit, int]]:
        """The states in a hyphenated word ("Russia-Ukraine", "Sino-Russian", "US-led"), each with its offset."""
        token = self.tokens[at]
        if not token.is_capital or "-" not in token.text:
            return []
        found, offset = [], 0
        for part in token.text.split("-"):
            hit = self.lexicon.names.at((Token(part, 0, len(part)),), 0)
            if hit is not None and hit.kind in ("state", "adjective", "capital") and len(hit.meanings) == 1:
                found.append((hit, offset))
            elif part in self.words.prefixes:
                found.append((Hit(0, 1, "adjective", (self.words.prefixes[part],)), offset))
            offset += len(part) + 1
        parts = token.text.split("-")
        if len(found) == len(parts) or (len(found) == 1 and found[0][1] == 0 and parts[-1] in self.words.compounds):
            return found
        return []
