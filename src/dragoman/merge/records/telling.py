"""Telling: one finding with all that comparing it needs, worked out once.

In go a finding, its article and the copies, out comes a Telling. `echo` says
which tellings are one telling reprinted, `signature` which are so alike that
whatever is true of one in a comparison is true of the other.
"""

from collections.abc import Hashable, Mapping

import msgspec

from dragoman.merge.copies.passages import teller
from dragoman.merge.wording import matter, words
from dragoman.model.actor import Actor
from dragoman.model.article import Article
from dragoman.model.copy import Passage
from dragoman.model.finding import AnyFinding, Event, Meeting, Place, Pledge, Position, Statement
from dragoman.model.when import When

NONE: Mapping[str, tuple[Passage, ...]] = {}  # every copy is its origin's word by word

Ties = frozenset[str]
Whereabouts = tuple[str | None, str | None, frozenset[str]]  # state, city, bare words
Names = frozenset[tuple[str, str, str]]  # tie, kind, id
Ref = tuple[str, str]  # a finding: its article and its id, which another article's may share

VERBAL = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})  # done with words; a day has many


class Telling(msgspec.Struct, frozen=True, eq=False):
    """`sides` are the ties of who acts and of whom it is done to; `names` those who are more than a state."""

    finding: AnyFinding
    id: str
    family: str  # the article on whose word it is: the origin of the family of copies, unless a copy adds it
    copied: bool
    published: str | None  # the article's day
    sides: tuple[Ties, Ties]
    names: Names
    words: tuple[str, ...]  # what is compared as wording
    matter: frozenset[str]  # the words that carry a pledge, or a deed of which one day may have several
    days: tuple[str, str] | None  # the first and the last the finding may have been on
    place: Whereabouts

    @property
    def parties(self) -> Ties:
        return self.sides[0] | self.sides[1]

    @property
    def article(self) -> str:
        return self.finding.citation.article

    @property
    def ref(self) -> Ref:
        return self.article, self.id


def telling(
    finding: AnyFinding,
    articles: Mapping[str, Article],
    copies: Mapping[str, str],
    passages: Mapping[str, tuple[Passage, ...]] = NONE,
) -> Telling:
    """The Telling of a finding. An article that `articles` lacks is one without outlet or date."""
    id = finding.citation.article
    told_by = teller(finding.citation, copies, passages)
    published = articles[id].published.value if id in articles else None
    by, to = parties(finding)
    wording = words(_wording(finding))
    return Telling(
        finding=finding,
        id=finding.id,
        family=told_by,
        copied=told_by != id,
        published=published[:10] if published else None,
        sides=(frozenset(a.tie for a in by), frozenset(a.tie for a in to)),
        names=frozenset((a.tie, a.kind, a.id) for a in (*by, *to) if a.kind not in ("state", "organ")),
        words=wording,
        matter=_matter(finding, wording),
        days=days(finding.when),
        place=_place(finding.where if isinstance(finding, Event | Meeting) else None),
    )


def parties(finding: AnyFinding) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Who does or says it, and to whom."""
    match finding:
        case Event():
            return finding.actors, finding.recipients
        case Statement():
            return ((finding.speaker,) if finding.speaker else ()), finding.addressees
        case Pledge():
            return finding.by, finding.to
        case Meeting():
            return finding.participants, ()
        case Position():
            return (finding.holder,), ()


def days(when: When) -> tuple[str, str] | None:
    """The range of a date, both ends inclusive; None where unknown.

    >>> days(When(start="2025-06-04"))
    ('2025-06-04', '2025-06-04')
    """
    if when.start is None:
        return None
    return when.start[:10], (when.end or when.start)[:10]


def echo(telling: Telling) -> Hashable:
    """Equal for one telling in an original and its reprints: same family, same fact, same quote."""
    return (telling.family, _fact(telling), words(telling.finding.citation.quote))


def signature(telling: Telling) -> Hashable:
    """Equal for tellings that no comparison can tell apart."""
    when = telling.finding.when
    dated = isinstance(telling.finding, Event) and telling.days and when.precision in ("day", "week", "month")
    dated = dated and not telling.matter  # else its words are compared too
    return (
        _fact(telling),
        telling.days or telling.published,
        when.basis == "publication",
        () if dated else telling.words,
        None if dated or telling.days else telling.family,
    )


def standing(telling: Telling) -> Hashable:
    """Equal for tellings that contradict the same others, and not one another: what is told, without its wording.

    Words and promises contradict by their wording too, so each of them stands alone.
    """
    if isinstance(telling.finding, Event):
        return (_fact(telling), telling.days, telling.finding.where is None)
    if isinstance(telling.finding, Meeting):
        return (_fact(telling), telling.days, telling.published)
    return telling.ref


def aux(finding: Event) -> frozenset[str]:
    """What is not yet or not at all a deed. A deed retold is the same deed, so `historical` is left out."""
    return frozenset(finding.aux) - {"historical"}


def _fact(telling: Telling) -> Hashable:
    """What is told, date and wording apart."""
    finding = telling.finding
    match finding:
        case Event():
            own = (finding.type, finding.mode, aux(finding))
        case Statement():
            own = (finding.speaker.id if finding.speaker else None, telling.words)
        case Pledge():
            own = (telling.words, days(finding.due))
        case Meeting():
            own = (finding.kind, finding.status, finding.level, telling.place)
        case Position():
            own = (finding.holder.id, finding.toward, finding.issue, finding.stance, telling.words)
    return (type(finding).__name__, own, telling.sides, telling.names)


def _place(where: Place | None) -> Whereabouts:
    return (where.state, where.city, frozenset(words(where.text))) if where else (None, None, frozenset())


def _wording(finding: AnyFinding) -> str:
    match finding:
        case Statement() | Position():
            return finding.words
        case Pledge():
            return finding.what
        case _:
            return finding.citation.quote


def _matter(finding: AnyFinding, wording: tuple[str, ...]) -> frozenset[str]:
    """What a day does not settle: two leaders agree on several things in one day, and what an article
    does not date has the day of its publication, be it last night's raid or all those of the winter."""
    match finding:
        case Pledge():
            return matter(wording)
        case Event() if finding.type in VERBAL or (finding.type != "CONSULT" and finding.when.basis == "publication"):
            named = {word for side in parties(finding) for actor in side for word in words(actor.name)}
            return matter(wording) - named
        case _:
            return frozenset()
