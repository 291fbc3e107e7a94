"""Sentence → phrases that name somebody: state, body, person, office, with what stands around them.

Says how the words are built ("South Korea's" + "President-elect" + "Lee
Jae-myung"), not who is meant: that needs the rest of the article (actors.refer).
"""

from collections.abc import Iterator
from typing import Literal

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.lexicon.bodies import RoleOrgan
from dragoman.lexicon.names import Hit
from dragoman.lexicon.roles import Role
from dragoman.lexicon.tokens import Token, tokens
from dragoman.model.span import Span

PhraseKind = Literal["person", "surname", "office", "state", "place", "people", "body", "organ", "leaders", "states", "pronoun", "name"]
NAME_WORDS = 4


class Phrase(msgspec.Struct, frozen=True):
    """Words that name somebody at `start:end`, taken apart.

    `persons` are keys of offices.tsv that bear the full name; `name` is the
    name as written; `states` the states its words give; `body` an
    organisation or organ's id; `owner` whose spokesperson or office it is.
    """

    start: int
    end: int
    kind: PhraseKind
    persons: tuple[tuple[str, str], ...] = ()
    name: str | None = None
    states: tuple[str, ...] = ()
    doubtful: bool = False  # the state's name is ambiguous
    adjective: bool = False
    capital: bool = False
    body: str | None = None
    role: Role | None = None
    role_organ: RoleOrgan | None = None
    role_text: str | None = None
    former: bool = False
    definite: bool = False
    owner: "Phrase | None" = None
    possessive: bool = False


def phrases(text: str, sentence: Span, lexicon: Lexicon) -> tuple[Phrase, ...]:
    """The phrases of one sentence, in order, none overlapping another."""
    return tuple(_Walk(text, sentence, lexicon).run())


class _Walk:
    def __init__(self, text: str, sentence: Span, lexicon: Lexicon):
        self.text, self.lexicon = text, lexicon
        self.tokens = tokens(text, sentence.start, sentence.end)
        self.words = lexicon.roles

    def run(self) -> Iterator[Phrase]:
        at = 0
        while at < len(self.tokens):
            made = self.group(at) or self.at(at)
            if made is None:
                at += 1
                continue
            found, stop = made
            if found is not None:
                yield found
            at = max(stop, at + 1)

    def hit(self, at: int) -> Hit | None:
        return self.lexicon.names.at(self.tokens, at) if at < len(self.tokens) else None

    def group(self, at: int) -> tuple[Phrase, int] | None:
        """ "the two leaders", "both countries": fixed phrases of the table."""
        rest = " ".join(token.low for token in self.tokens[at : at + 3])
        for kind, table in (("leaders", self.words.leaders), ("states", self.words.states)):
            for phrase in table:
                if rest == phrase or rest.startswith(phrase + " "):
                    stop = at + len(phrase.split())
                    return self.phrase(at, stop, kind), stop
        return None

    def at(self, at: int) -> tuple[Phrase | None, int] | None:
        hit = self.hit(at)
        if hit is None:
            return self.unknown(at)
        match hit.kind:
            case "nothing":
                return None, hit.stop
            case "state" | "adjective" | "capital":
                return self.of_state(at, hit)
            case "people":
                return self.phrase(at, hit.stop, "people", states=hit.meanings, doubtful=hit.ambiguous), hit.stop
            case "body" | "organ":
                return self.of_body(at, hit)
            case "person":
                return self.of_person(at, hit)
            case "role":
                return self.of_role(at, at, (), None)
            case _:
                definite = at > 0 and self.tokens[at - 1].low in ("the", "its", "their", "his", "her")
                return self.phrase(at, hit.stop, "organ", role_organ=hit.meanings[0], definite=definite), hit.stop

    def of_state(self, at: int, hit: Hit) -> tuple[Phrase | None, int]:
        """A state's name or adjective, and the office or organ it qualifies."""
        after, former = self.qualifiers(hit.stop)
        following = self.hit(after)
        states = tuple(hit.meanings)
        if following is not None and following.kind == "role" and not self.blocked(hit.stop):
            return self.of_role(at, after, states, None, former=former, doubtful=hit.ambiguous)
        if following is not None and following.kind == "role_organ":
            made = self.phrase(
                at, following.stop, "organ", states=states, role_organ=following.meanings[0], doubtful=hit.ambiguous
            )
            return made, following.stop
        if following is not None and following.kind == "person" and after == hit.stop:
            made = self.phrase(at, following.stop, "person", persons=following.meanings, states=states, name=self.span_text(after, following.stop))
            return made, following.stop
        if self.is_proper_noun(hit.stop):
            stop = self.name_end(hit.stop)
            return self.phrase(at, stop, "name", name=self.span_text(at, stop)), stop
        before = self.tokens[at - 1].low if at else ""
        if before == "the" and at > 1:
            before = self.tokens[at - 2].low
        is_place = before in self.words.place_prepositions and not self.tokens[hit.stop - 1].possessive
        kind = "place" if is_place and hit.kind != "adjective" else "state"
        made = self.phrase(
            at, hit.stop, kind, states=states, doubtful=hit.ambiguous,
            adjective=hit.kind == "adjective", capital=hit.kind == "capital",
        )  # fmt: skip
        return made, hit.stop

    def of_body(self, at: int, hit: Hit) -> tuple[Phrase | None, int]:
        """A body, and the person who heads it or speaks for it."""
        body = self.phrase(at, hit.stop, "body", body=hit.meanings[0], doubtful=hit.ambiguous)
        after, former = self.qualifiers(hit.stop)
        following = self.hit(after)
        if following is not None and following.kind == "role":
            return self.of_role(at, after, (), body, former=former)
        if following is not None and following.kind == "role_organ":
            return self.phrase(at, following.stop, "body", body=hit.meanings[0], doubtful=hit.ambiguous), following.stop
        return body, hit.stop

    def of_person(self, at: int, hit: Hit) -> tuple[Phrase, int]:
        """A known full name, and what is its own: "Yoon Suk Yeol's office"."""
        person = self.phrase(at, hit.stop, "person", persons=hit.meanings, name=self.span_text(at, hit.stop))
        return self.owned(at, hit.stop, person) or (person, hit.stop)

    def owned(self, at: int, stop: int, owner: Phrase) -> tuple[Phrase, int] | None:
        """ "Lee's spokesperson Kang Yu-jung", "Trump's administration": somebody through their principal."""
        if not self.tokens[stop - 1].possessive:
            return None
        after, _ = self.qualifiers(stop)
        following = self.hit(after)
        if following is None:
            return None
        if following.kind == "role_organ":
            made = self.phrase(at, following.stop, "organ", role_organ=following.meanings[0], owner=owner)
            return made, following.stop
        if following.kind == "role" and following.meanings[0].speaks_for:
            made, end = self.of_role(at, after, (), owner)
            return (made, end) if made is not None else None
        return None

    def of_role(
        self, start: int, at: int, states: tuple, owner: Phrase | None, *, former: bool = False, doubtful: bool = False
    ) -> tuple[Phrase | None, int]:
        """An office and who holds it by name, if the words go on with a name."""
        hit = self.hit(at)
        role: Role = hit.meanings[0]
        stop = hit.stop
        former = former or self.is_former(at)
        text = self.span_text(at, stop)
        if self.is_deputy(at):
            role = msgspec.structs.replace(role, roles=(), office=self.span_text(at - 1, stop))
        if not states and owner is None:
            states, stop = self.of_complement(stop)
        made = {"role": role, "role_text": text, "former": former, "owner": owner, "states": states, "doubtful": doubtful}
        named = self.named(stop)
        if named is None and stop < len(self.tokens) and self.tokens[stop].text == ",":
            # "Japan's prime minister, Shigeru Ishiba, said": only a known full name may follow a comma
            named = self.named(stop + 1, known_only=True)
        if named is not None:
            persons, name, end = named
            kind = "person" if persons or " " in name else "surname"
            if role.honorific and kind == "surname":
                made["role"] = None
            return self.phrase(start, end, kind, persons=persons, name=name, **made), end
        if role.honorific or (text.endswith("s") and text.casefold() not in role.nouns):
            return None, stop  # "South Korean presidents": nobody in particular
        definite = any(token.low == "the" for token in self.tokens[max(0, start - 2) : start])
        office = self.phrase(start, stop, "office", definite=definite, **made)
        return self.owned(start, stop, office) or (office, stop)

    def of_complement(self, stop: int) -> tuple[tuple, int]:
        """ "president of the Republic of Korea": the state behind the office."""
        if stop + 1 < len(self.tokens) and self.tokens[stop].low in ("of", "for"):
            at = stop + 2 if self.tokens[stop + 1].low == "the" else stop + 1
            hit = self.hit(at)
            if hit is not None and hit.kind in ("state", "capital"):
                return tuple(hit.meanings), hit.stop
        return (), stop

    def named(self, at: int, *, known_only: bool = False) -> tuple[tuple, str, int] | None:
        """The name that begins at token `at`: known persons of that name, the name, where it ends."""
        hit = self.hit(at)
        if hit is not None and hit.kind == "person":
            return tuple(hit.meanings), self.span_text(at, hit.stop), hit.stop
        if known_only or hit is not None:
            return None
        stop = self.name_end(at)
        return ((), self.span_text(at, stop), stop) if stop > at else None

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

    def is_opening_word(self, at: int) -> bool:
        """A common word with a capital because it begins the sentence: "Both Lee and Ishiba"."""
        return (at == 0 or not self.tokens[at - 1].is_word) and self.tokens[at].low in self.lexicon.speech.not_names

    def is_particle(self, at: int) -> bool:
        """A lower-case word inside a name ("Mohammed bin Salman", "Ursula von der Leyen")."""
        token = self.tokens[at]
        return len(token.text) <= 4 and at + 1 < len(self.tokens) and self.tokens[at + 1].is_capital and token.text in self.words.particles

    def unknown(self, at: int) -> tuple[Phrase | None, int] | None:
        token = self.tokens[at]
        if token.low in self.words.pronouns:
            return self.phrase(at, at + 1, "pronoun"), at + 1
        if not token.is_word or not token.is_capital or self.is_opening_word(at):
            return None
        stop = self.name_end(at)
        name = self.span_text(at, stop)
        if stop - at == 1:
            made = self.phrase(at, stop, "surname", name=name)
            return self.owned(at, stop, made) or (made, stop)
        made = self.apposed(at, stop, name) or self.phrase(at, stop, "name", name=name)
        return made, stop

    def apposed(self, at: int, stop: int, name: str) -> Phrase | None:
        """ "Kang Hoon-sik, the chief of staff to Lee, said": an unknown name that the words explain."""
        if stop >= len(self.tokens) or self.tokens[stop].text != ",":
            return None
        after = stop + 1
        if after < len(self.tokens) and self.tokens[after].low in ("the", "a", "an"):
            after += 1
        states: tuple = ()
        hit = self.hit(after)
        if hit is not None and hit.kind in ("state", "adjective"):
            states, after = tuple(hit.meanings), hit.stop
        after, former = self.qualifiers(after)
        hit = self.hit(after)
        if hit is None or hit.kind != "role":
            return None
        if not states:
            states, _ = self.of_complement(hit.stop)
        return self.phrase(at, stop, "person", name=name, role=hit.meanings[0], role_text=self.span_text(after, hit.stop), states=states, former=former)

    def qualifiers(self, at: int) -> tuple[int, bool]:
        """Past words like "new" and "former": where they end, and whether the office is past."""
        former = False
        while at < len(self.tokens) and (self.tokens[at].low in self.words.qualifiers or self.tokens[at].low in self.words.former):
            former = former or self.tokens[at].low in self.words.former
            at += 1
        return at, former

    def is_former(self, at: int) -> bool:
        back = at - 1
        while back >= 0 and self.tokens[back].low in self.words.qualifiers:
            back -= 1
        return back >= 0 and self.tokens[back].low in self.words.former

    def is_deputy(self, at: int) -> bool:
        return at > 0 and self.tokens[at - 1].low in self.words.deputies

    def is_proper_noun(self, at: int) -> bool:
        """Whether a capitalised word that no table knows goes on from a state's name: "Korea Caucus", "Japan Airlines"."""
        if at >= len(self.tokens) or self.tokens[at - 1].possessive:
            return False
        token = self.tokens[at]
        calendar = self.lexicon.time
        return (
            token.is_word and token.is_capital and self.hit(at) is None
            and token.text not in calendar.weekdays and token.text not in calendar.months
        )  # fmt: skip

    def blocked(self, at: int) -> bool:
        return at < len(self.tokens) and not self.tokens[at].is_word

    def span_text(self, at: int, stop: int) -> str:
        return self.text[self.tokens[at].start : self.tokens[stop - 1].end]

    def phrase(self, at: int, stop: int, kind: PhraseKind, **parts: object) -> Phrase:
        last = self.tokens[stop - 1]
        return Phrase(self.tokens[at].start, last.end, kind, possessive=last.possessive, **parts)



