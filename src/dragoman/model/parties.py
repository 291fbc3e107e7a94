"""Who stands where in a finding: one finding in, its sides, its parties and its ties out."""

from itertools import combinations

from dragoman.model.actor import Actor
from dragoman.model.finding import AnyFinding, Event, Meeting, Pledge, Position, Statement


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


def ties(finding: AnyFinding) -> list[str]:
    """Every two parties, as "JPN-KOR"; a party that stands alone is a tie of its own."""
    named = sorted(parties(finding))
    return ["-".join(pair) for pair in combinations(named, 2)] if len(named) > 1 else named
