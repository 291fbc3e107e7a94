"""Tables for Python: rows as plain dicts, that pandas and polars take and a notebook shows."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from dragoman.errors import DragomanError
from dragoman.views.words import shortened

SHOWN = 20  # rows a notebook shows before it says how many more there are


class Table:
    """A sequence of rows in an export's shape.

    >>> table = Table("actors", [{"id": "KOR", "name": "South Korea"}])
    >>> len(table), table[0]["name"]
    (1, 'South Korea')
    """

    def __init__(self, kind: str, rows: Iterable[dict[str, Any]]):
        self.kind, self.rows = kind, tuple(rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows)

    def __getitem__(self, at: int) -> dict[str, Any]:
        return self.rows[at]

    def __repr__(self) -> str:
        return f"<{len(self):,} {self.kind}>"

    def to_pandas(self) -> Any:
        """A pandas DataFrame; needs pandas installed."""
        return _library("pandas").DataFrame(list(self.rows))

    def to_polars(self) -> Any:
        """A polars DataFrame; needs polars installed."""
        return _library("polars").DataFrame(list(self.rows))

    def _repr_html_(self) -> str:
        if not self.rows:
            return f"<p>no {escape(self.kind)}</p>"
        columns = list(self.rows[0])
        head = "".join(f"<th>{escape(name)}</th>" for name in columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(shortened(str(row[name]), 80))}</td>" for name in columns) + "</tr>"
            for row in self.rows[:SHOWN]
        )
        more = f"<p>and {len(self) - SHOWN:,} more</p>" if len(self) > SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _library(name: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        raise DragomanError(f"{name} is not installed; add it with `pip install {name}`") from error
