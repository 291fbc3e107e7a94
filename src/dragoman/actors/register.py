"""The register: what one article has said so far about who is who. Remembers and answers; decides nothing."""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import msgspec

from dragoman.actors.support import Support
from dragoman.lexicon import Lexicon
from dragoman.lexicon.roles import Role
from dragoman.model.actor import Actor, Mention, MentionForm
from dragoman.model.identity import slug

HEADS = frozenset(("head_of_state", "head_of_government", "elect"))
CHIEF_TIMES = 2
JOINTS = (",", "and", ", and")
LOOK_BACK = 4  # sentences within which "the two leaders" must have been named

Key = tuple[str, str]  # of offices.tsv: state and name
Found = tuple[tuple[Actor, ...], MentionForm, str]


class Person(msgspec.Struct):
    """Somebody the article has introduced."""

    actor: Actor
    surname: str
    role: Role | None
    key: Key | None
    through: Actor | None = None  # the organ, body or person through whom he was introduced
    times_short: int = 0
    nouns: frozenset[str] = frozenset()  # what the article calls somebody whom no table knows


class Register:
    """Who was introduced, and who was named in which sentence."""

    def __init__(self, lexicon: Lexicon, day: str | None, support: Support, text: str = ""):
        self.lexicon, self.day, self.support, self.text = lexicon, day, support, text
        self.people: dict[str, Person] = {}
        self.others: dict[str, set[str]] = {}  # surname → unexplained full names that bear it
        self.said: list[list[Mention]] = [[]]  # mentions by sentence, those inside quotations left out
        self.strangers: list[int] = [0]  # people by sentence whom no table knows and no office explains
        self.women: dict[str, bool] = {}  # people whom no table knows: whether "she" has meant them, or "he"
        self._strangers_surnames: set[str] = set()

    def next_sentence(self) -> None:
        self.said.append([])
        self.strangers.append(0)

    def supports(self, code: str) -> bool:
        return code in self.support.named

    def introduce(
        self, actor: Actor, surname: str, role: Role | None, key: Key | None, through: Actor | None = None,
        nouns: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        known = self.people.get(actor.id)
        if known is None:
            self.people[actor.id] = Person(actor, surname, role, key, through, nouns=frozenset(nouns))
            return
        known.surname = known.surname or surname
        known.role = known.role or role

    def same_name(self, name: str) -> Person | None:
        wanted = slug(name)
        return next((person for person in self.people.values() if slug(person.actor.name) == wanted), None)

    def bearers(self, surname: str) -> list[Person]:
        wanted = _plain(surname)
        return [
            person
            for person in self.people.values()
            if person.surname and wanted in (_plain(person.surname), _plain(person.actor.name.split()[-1]))
        ]

    def has_rival(self, surname: str, bearer: Person) -> bool:
        """Whether somebody else, of whom only the name is known, bears the surname too."""
        return any(slug(other) != slug(bearer.actor.name) for other in self.others.get(surname, ()))

    def stranger(self, name: str) -> None:
        words = name.split()
        for surname in {words[0], words[-1]}:
            self.others.setdefault(surname, set()).add(name)
        if len(words) in (2, 3) and words[-1] in self.support.surnames:
            self._strangers_surnames.add(words[-1])
            self.strangers[-1] += 1

    def again(self, surname: str) -> None:
        """A surname alone that nobody introduced bears: perhaps a stranger's."""
        self.strangers[-1] += surname in self._strangers_surnames

    def counts(self) -> Counter[str]:
        """How often each state and body was named so far, itself or by its people and organs; as a mere place, half."""
        known = self.lexicon.states.keys() | self.lexicon.organisations.keys()
        counts: Counter[str] = Counter()
        for sentence in self.said:
            for mention in sentence:
                for actor in mention.actors:
                    person = self.people.get(actor.id)
                    foreign = person is not None and person.key is None and person.role is None  # a mere countryman
                    if actor.tie in known and not foreign:
                        counts[actor.tie] += 1 if mention.form == "place" else 2
        return counts

    def chief(self, ties: Iterable[str]) -> str | None:
        """Of these, the one whom the article has named at least twice as often as any other."""
        counts = self.counts()
        ranked = sorted(((counts[tie], tie) for tie in ties), reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][0] < CHIEF_TIMES * ranked[1][0]):
            return None
        return ranked[0][1]

    def lists(self, sentence: list[Mention]) -> list[list[Mention]]:
        """Mentions that a sentence joins by commas and an "and": "Barak and Arafat", "Georgia, Russia and Ukraine"."""
        lists: list[list[Mention]] = []
        for left, right in pairwise(sentence):
            between = self.text[left.end : right.start].removesuffix("the ").strip()
            if between not in JOINTS:
                continue
            if lists and lists[-1][-1] is left:
                lists[-1].append(right)
            else:
                lists.append([left, right])
        return [each for each in lists if self._is_closed(each)]

    def _is_closed(self, joined: list[Mention]) -> bool:
        """Whether an "and" stands before the last: "In Oslo, Norway" is no list."""
        return self.text[joined[-2].end : joined[-1].start].removesuffix("the ").strip() != ","

    def holds(self, person: Person, roles: frozenset[str] | tuple[str, ...]) -> bool:
        """Whether the tables give a person one of `roles` on the article's day (on any day, where it has none)."""
        if person.key is None:
            return False
        terms = self.lexicon.offices.by_person[person.key]
        return any(term.role in roles and (self.day is None or term.held_on(self.day)) for term in terms)

    def fits(self, person: Person, role: Role, text: str) -> bool:
        """Whether a person the article introduced holds an office that `role`, written as `text`, names."""
        office = (person.actor.office or "").casefold()
        if person.role is not None and person.role.nouns == role.nouns:
            # nouns of a role with a table are words for one thing; of one without, as different as envoy and governor
            # and a president-elect is no prime minister-designate
            alike = bool(role.roles) and "elect" not in role.roles
            return not office.startswith("former ") and (alike or text.casefold() in office)
        return self.holds(person, role.roles) and (role.any_head or _says(role, person.actor.office or ""))

    def latest(self, people: list[Person]) -> Person | None:
        ids = {person.actor.id: person for person in people}
        for sentence in reversed(self.said):
            for mention in reversed(sentence):
                for actor in mention.actors:
                    if actor.id in ids:
                        return ids[actor.id]
        return None


def _plain(surname: str) -> str:
    """A surname without accents and the Arabic article: "Kadhimi" is "al-Kadhimi"."""
    return slug(surname).removeprefix("al-").removeprefix("el-")


def _says(role: Role, office: str) -> bool:
    return any(noun in office.casefold() for noun in role.nouns)
