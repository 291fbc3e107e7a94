"""A page: what was found and what was asked, before it is HTML, JSON or CSV."""

from collections.abc import Callable, Iterable

import msgspec

Row = dict[str, object]


class Table(msgspec.Struct, frozen=True):
    """The page as a table: all its rows, not only those on this page of it. `columns` names them in order."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterable[Row]]


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """`facts` are what every rendering shows; `query` says in words what was asked; `next` is a cursor."""

    template: str
    title: str
    query: str
    facts: dict[str, object]
    table: Table | None = None
    calendar: Callable[[], str] | None = None  # the page as .ics, where it is one
    next: str | None = None
    status: int = 200
    limits: tuple[str, ...] = ()  # `as_of`, `profile`: those that the page heeds


class Moved(msgspec.Struct, frozen=True):
    """The page is at another address."""

    to: str
