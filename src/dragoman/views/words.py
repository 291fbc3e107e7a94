"""How facts read: dates, names, ties and counts as short words. The one place that decides their look."""

from collections.abc import Iterable, Sequence
from datetime import date

from dragoman.model.actor import Actor
from dragoman.model.finding import Pledge, Statement
from dragoman.model.record import Record, Step
from dragoman.model.when import When

FAMILY_FIRST = frozenset(("CHN", "HKG", "KOR", "PRK", "TWN"))  # whose names are told with the family's first


def day(iso: str | None, *, year: bool = True) -> str:
    """ "2025-08-23" → "23 Aug 2025"; a month or year as far as it goes."""
    if not iso:
        return "undated"
    parts = iso[:10].split("-")
    if len(parts) < 3:
        return iso[:10]
    found = date.fromisoformat(iso[:10])
    return f"{found.day} {found:%b}" + (f" {found.year}" if year else "")


def when(value: When, *, year: bool = True) -> str:
    """A date with its precision: "23 Aug 2025", "June 2025", "11–17 Aug 2025"."""
    if not value.start:
        return "undated"
    first = date.fromisoformat(value.start)
    match value.precision:
        case "week":
            return _stretch(first, date.fromisoformat(value.end or value.start), year)
        case "month":
            return f"{first:%B}" + (f" {first.year}" if year else "")
        case "year":
            return (
                str(first.year)
                if not value.end or value.end[:4] == value.start[:4]
                else f"{first.year}–{value.end[:4]}"
            )
        case _:
            return day(value.start, year=year)


def _stretch(first: date, last: date, year: bool) -> str:
    start = f"{first.day}" if first.month == last.month else f"{first.day} {first:%b}"
    return f"{start}–{last.day} {last:%b}" + (f" {last.year}" if year else "")


def way(record: Record) -> str:
    """A meeting's way, each step by the day on which it was told; one held by its own day too.

    mooted 9 Jun → planned 9 Jun → held June (told 23 Aug)
    """
    if not record.history:
        return record.finding.status
    return " → ".join(_step(step, record.finding.when) for step in record.history)


def _step(step: Step, held: When) -> str:
    told = day(step.when, year=False) if step.when else ""
    on = when(held, year=False) if held.start else ""
    if step.status != "held" or on == told:
        return f"{step.status} {told}".rstrip()
    return f"held {on}".rstrip() + (f" (told {told})" if told else "")


def surname(actor: Actor) -> str:
    """What a headline would call them: "Ishiba", "KOR government"."""
    if actor.kind == "organ" and actor.state and " of " in actor.name:
        return f"{actor.state} {actor.name.partition(' of ')[0].lower()}"
    if actor.kind != "person":
        return actor.name
    words = actor.name.split()
    family_first = actor.state in FAMILY_FIRST or (len(words) > 1 and "-" in words[-1])
    return words[0] if family_first else words[-1]


def said(statement: Statement) -> str:
    """Who says what, for whom: marks stand only around what is quoted, and a report has its verb, for it may deny.

    >>> from dragoman.model.finding import Citation
    >>> cited, who = Citation("a", 0, 1, "x"), Actor("PAK", "Pakistan", "state", "PAK")
    >>> said(Statement(citation=cited, words="it had moved troops", speaker=who, kind="indirect", cue="denied"))
    'Pakistan (denied): it had moved troops'
    """
    who = statement.speaker.name if statement.speaker else "unknown speaker"
    who += f" for {statement.principal.name}" if statement.principal else ""
    if statement.kind != "indirect":
        return f"{who}: “{statement.words}”"
    return f"{who} ({statement.cue}): {statement.words}"


def promise(what: str) -> str:
    """What was promised, to follow a name: a deed takes "to"; a sum, a thing or a whole clause does not.

    >>> promise("return the ferries"), promise("a tax on timber"), promise("the ferries will return")
    ('to return the ferries', 'a tax on timber', 'the ferries will return')
    """
    first, *rest = what.split() or [""]
    clause = {"will", "would", "shall"} & set(rest[:6])
    thing = first in ("a", "an", "the", "any", "more") or first.endswith("ing")
    return what if clause or thing or not first[:1].islower() else f"to {what}"


def standing(pledge: Pledge) -> str:
    """What a pledge is and has become: "open", "threat, withdrawn"."""
    plain = pledge.kind in ("commitment", "agreement")
    return pledge.status if plain else f"{pledge.kind}, {pledge.status}"


def names(actors: Iterable[Actor], limit: int = 4) -> str:
    listed = [actor.name for actor in actors]
    return ", ".join(listed[:limit]) + (f" and {len(listed) - limit} more" if len(listed) > limit else "")


def tie(parties: Sequence[str]) -> str:
    return "–".join(parties)


def count(number: int, noun: str, plural: str | None = None) -> str:
    """ "1 page", "5 pages"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def shortened(text: str, limit: int) -> str:
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    return text[: limit - 2].rsplit(" ", 1)[0].rstrip(",;:") + " …"
