"""Who stands where in a finding, and when a record was: what rows are made of. Reads no database."""

import unicodedata

from dragoman.model.actor import Actor
from dragoman.model.finding import AnyFinding, Event, Meeting, Pledge, Position, Statement
from dragoman.model.record import Record


def initiators(finding: AnyFinding) -> tuple[Actor, ...]:
    """Those it comes from. In a meeting, all who take part."""
    match finding:
        case Event():
            return finding.actors
        case Statement():
            return (finding.speaker,) if finding.speaker else ()
        case Pledge():
            return finding.by
        case Meeting():
            return finding.participants
        case Position():
            return (finding.holder,)


def addressees(finding: AnyFinding) -> tuple[Actor, ...]:
    """Those it goes to; empty for a meeting and for a reciprocal event."""
    match finding:
        case Event():
            return finding.recipients
        case Statement():
            return finding.addressees
        case Pledge():
            return finding.to
        case _:
            return ()


def parties(finding: AnyFinding) -> frozenset[str]:
    """The states and organisations involved, by code or id: those who act, and those spoken of.

    A statement about Japan belongs to what is recorded between the speaker and
    Japan, though nobody Japanese was addressed.
    """
    named = {actor.tie for actor in (*initiators(finding), *addressees(finding))}
    match finding:
        case Statement():
            named.update(finding.about)
        case Position() if finding.toward:
            named.add(finding.toward)
    return frozenset(named)


def own_days(record: Record) -> tuple[str | None, str | None]:
    """The fact's own first and last day, or the day it was first told, or nothing."""
    when = record.finding.when
    if when.start or when.end:
        return when.start or when.end, when.end or when.start
    told = min((report.published[:10] for report in record.reports if report.published), default=None)
    return told, told


def side_words(finding: AnyFinding) -> dict[str, str]:
    """Each side's ids, states and names in plain words, to be looked through with `plain`."""
    sides = {
        "from": [key for actor in initiators(finding) for key in _keys(actor)],
        "to": [key for actor in addressees(finding) for key in _keys(actor)],
    }
    if isinstance(finding, Position) and finding.toward:
        sides["to"].append(finding.toward)
    return {side: _bar(keys) for side, keys in sides.items() if keys}


def plain(name: str) -> str:
    """`name` without case, accents and punctuation, its words between single spaces.

    Blanks at both ends make whole words findable: "US" is not in "Russia".

    >>> plain("Lee Jae-myung"), plain("Erdoğan")
    (' lee jae myung ', ' erdogan ')
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return f" {' '.join(letters.split())} "


def _keys(actor: Actor) -> tuple[str, ...]:
    return (actor.id, actor.state, actor.name) if actor.state else (actor.id, actor.name)


def _bar(keys: list[str]) -> str:
    # The bar keeps the end of one name and the start of the next from being read as one.
    return "|".join(sorted({plain(key) for key in keys}))
