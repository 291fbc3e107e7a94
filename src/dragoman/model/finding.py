"""Findings: what one article states, each with the characters that state it."""

from typing import Literal

import msgspec

from dragoman.model.actor import Actor
from dragoman.model.identity import content_id
from dragoman.model.when import When


class Citation(msgspec.Struct, frozen=True):
    """`article.text[start:end] == quote`, always; `extract.check` drops whatever breaks it."""

    article: str
    start: int
    end: int
    quote: str


PlacePrecision = Literal["city", "region", "country"]


class Place(msgspec.Struct, frozen=True):
    """Where: the words, the state and, where they name one, the city; `precision` says how narrow a place they name."""

    text: str
    state: str | None = None
    city: str | None = None
    precision: PlacePrecision = "country"


class Finding(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind_of"):
    """What every finding has: a citation, a date, and the rule that made it."""

    citation: Citation
    when: When = When()
    confidence: float = 0.5  # 0 to 1, the rule's own estimate until the reader calibrates it
    why: str = ""

    @property
    def id(self) -> str:
        """Stays while the same is claimed in the same words, however surely, by whichever rule, on whatever day."""
        cited = self.citation
        return content_id("f", type(self).__name__, cited.article, cited.start, cited.end, self.claim, self.details)

    @property
    def claim(self) -> tuple:
        """Who does what to whom: what a person's judgement is about. Better rules may tell the rest otherwise."""
        raise NotImplementedError

    @property
    def details(self) -> tuple:
        """What else tells it from another finding of the same claim in the same words."""
        raise NotImplementedError


Aux = Literal["historical", "future", "hypothetical", "negation"]


class Event(Finding, frozen=True, kw_only=True, tag="event"):
    """A deed in PLOVER's terms. A reciprocal event has all its parties in `actors` and no recipient."""

    type: str
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...] = ()
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    aux: tuple[Aux, ...] = ()
    cameo: str | None = None
    where: Place | None = None
    summary: str = ""

    @property
    def claim(self) -> tuple:
        # What is retold as history was once told as news: the same deed.
        return self.type, sorted(set(self.aux) - {"historical"}), _ties(self.actors), _ties(self.recipients)

    @property
    def details(self) -> tuple:
        return self.mode, self.when.text


class Statement(Finding, frozen=True, kw_only=True, tag="statement"):
    """Words. `words` are exact; where the article interrupts them, ` … ` stands between the pieces.

    Direct and mixed words stood in quotation marks, mixed ones as parts of a sentence of the
    article's; indirect ones are its report, which `cue` may deny: "denied (that) it had fired".
    `speaker` is None where the article does not say plainly who spoke. `principal` is for whom a
    spokesperson or a document speaks, where that is somebody else than the speaker's state.
    """

    words: str
    speaker: Actor | None = None
    principal: Actor | None = None
    addressees: tuple[Actor, ...] = ()
    about: tuple[str, ...] = ()  # states' codes and organisations' ids named in what is said
    issues: tuple[str, ...] = ()  # ids of lexicon/affairs.toml
    venue: str | None = None  # where or how it was said, in the article's words: "in a post on X"
    kind: Literal["direct", "indirect", "mixed"] = "direct"
    cue: str | None = None

    @property
    def claim(self) -> tuple:
        return (self.speaker.id if self.speaker else None,)

    @property
    def details(self) -> tuple:
        return (self.words,)


PledgeKind = Literal["commitment", "intention", "offer", "threat", "agreement", "campaign"]
PledgeStatus = Literal["open", "kept", "broken", "overdue", "withdrawn"]


class Pledge(Finding, frozen=True, kw_only=True, tag="pledge"):
    """A promise: by whom, to whom, what, due when, on which condition.

    `kind`: an `intention` is hedged ("plans to", "is considering"), an `offer` waits for
    a yes, a `threat` is a promise of harm, an `agreement` is several parties' promise to
    do something later, `campaign` a candidate's for after the vote.
    """

    by: tuple[Actor, ...]
    what: str
    to: tuple[Actor, ...] = ()
    due: When = When()
    kind: PledgeKind = "commitment"
    condition: str | None = None  # the article's words
    status: PledgeStatus = "open"

    @property
    def claim(self) -> tuple:
        return _ties(self.by), _ties(self.to)

    @property
    def details(self) -> tuple:
        return self.what, self.status, self.due.text, self.when.text


MeetingKind = Literal["visit", "phone", "summit", "multilateral", "talks"]
MeetingStatus = Literal["mooted", "proposed", "planned", "held", "postponed", "cancelled"]
MeetingLevel = Literal["leaders", "ministers", "officials"]


class Meeting(Finding, frozen=True, kw_only=True, tag="meeting"):
    """A meeting as one article tells it; its history is made when articles are merged.

    Who meets may be told by another article: one that is not whole counts only as a part of one that is.
    """

    participants: tuple[Actor, ...]
    kind: MeetingKind
    status: MeetingStatus
    level: MeetingLevel | None = None
    where: Place | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it tells of two states or bodies at least."""
        return len({actor.tie for actor in self.participants}) > 1

    @property
    def claim(self) -> tuple:
        return (_ties(self.participants),)

    @property
    def details(self) -> tuple:
        return self.kind, self.status, self.when.text


class Position(Finding, frozen=True, kw_only=True, tag="position"):
    """A holder's stance (−1 to 1) toward a state or an issue, and the words that show it."""

    holder: Actor
    words: str
    stance: float
    toward: str | None = None
    issue: str | None = None

    @property
    def claim(self) -> tuple:
        return self.holder.id, self.toward, self.issue, (self.stance > 0) - (self.stance < 0)

    @property
    def details(self) -> tuple:
        return (self.words,)


AnyFinding = Event | Statement | Pledge | Meeting | Position


def _ties(actors: tuple[Actor, ...]) -> list[str]:
    return sorted({actor.tie for actor in actors})
