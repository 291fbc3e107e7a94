"""Opening the record that `--db` names."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.ledger import Ledger


def opened(db: str, *, create: bool = False, lexicon: list[str] | None = None) -> "Ledger":
    from dragoman.ledger import Ledger
    from dragoman.lexicon import load

    return Ledger(db, create=create, lexicon=load(lexicon or ()))
