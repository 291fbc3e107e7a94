"""Dragoman reads the news between states and keeps the record, with the words for every fact.

>>> import dragoman
>>> record = dragoman.read([])
>>> len(record.events)
0
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.ledger import Tables

__all__ = ["__version__", "read"]
__version__ = "0.1.0"


def read(paths: Sequence[str] | str, db: str = ":memory:", *, lexicon: Sequence[str] | str = ()) -> Tables:
    """Read pages (files, folders) into a record and give it for asking.

    The record is in memory unless `db` names a file. `lexicon`: tables of your
    own, files or folders, beside ours (docs/lexicon.md). Raises `DragomanError`
    where the record or a table cannot be used; pages that cannot be read are in `.issues`.
    """
    from dragoman.ledger import open_record  # late: the command line's --help must not load the library

    return open_record(paths, db, lexicon=lexicon)
