"""Who stands on which side of a finding, as words to be looked for. Reads no database."""

import unicodedata

from dragoman.model.actor import Actor
from dragoman.model.finding import AnyFinding, Position
from dragoman.model.parties import addressees, initiators


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
