"""Options → a question to the record. What the user named is checked here; a wrong name or date is wrong usage."""

from typing import TYPE_CHECKING

import typer

from dragoman.cli.options import Wanted

if TYPE_CHECKING:
    from dragoman.ledger import Ledger
    from dragoman.store.question import Question


def question(ledger: "Ledger", wanted: Wanted, kind: str | None = None) -> "Question":
    """The filters as a question to the record: states and bodies by code, persons by name, dates checked."""
    from dragoman.store.question import Question

    party = _party(ledger, wanted.actor)
    return Question(
        kind=kind,
        parties=(party,) if party else (),
        actor=None if party else wanted.actor,
        from_=_party(ledger, wanted.from_) or wanted.from_,
        to=_party(ledger, wanted.to) or wanted.to,
        about=_party(ledger, wanted.about) or wanted.about,
        type=wanted.type and _type(ledger, wanted.type),
        since=day(wanted.since),
        until=day(wanted.until),
        limit=wanted.limit,
    )


def _type(ledger: "Ledger", name: str) -> str:
    """PLOVER's types are upper case, the status of a meeting or pledge and the form of words lower."""
    return name.upper() if name.upper() in ledger.lexicon.plover.types else name.lower()


def _party(ledger: "Ledger", name: str | None) -> str | None:
    """The code of a state or body of that name; None for anybody else's."""
    from dragoman.errors import NotFound

    try:
        return ledger.party(name) if name else None
    except NotFound:
        return None


def check_filters(kind: str, wanted: Wanted) -> None:
    """A filter that a kind cannot answer is wrong usage, never ignored."""
    unlimited = ("issues", "stories", "judgements", "notes")
    answered = {"articles": {"since", "until"}, **{name: set() for name in unlimited}}.get(kind)
    given = [name for name, value in wanted._asdict().items() if value is not None]
    wrong = [name.rstrip("_") for name in given if answered is not None and name not in answered]
    if wrong:
        raise typer.BadParameter(f"--{wrong[0]} does not apply to {kind}")


def day(value: str | None) -> str | None:
    """An ISO day, month or year; anything else, the 30th of February too, is wrong usage."""
    from dragoman.lexicon.days import is_date

    if value is not None and not is_date(value):
        raise typer.BadParameter("not a date; write YYYY-MM-DD, YYYY-MM or YYYY")
    return value
