"""The command that writes the record out for other programs."""

import sys
from typing import Annotated

import typer

from dragoman.cli.opening import opened
from dragoman.cli.options import Actor, Db, From, Since, To, Type, Until, Wanted
from dragoman.cli.questions import check_filters, question

KINDS = "articles events statements pledges meetings positions actors stories issues judgements notes."


def export(
    kind: Annotated[str, typer.Argument(help=KINDS)],
    format: Annotated[str, typer.Option("--format", help="jsonl or csv.")] = "jsonl",
    db: Db = "dragoman.db",
    actor: Actor = None, from_: From = None, to: To = None, type: Type = None, since: Since = None, until: Until = None,
) -> None:  # fmt: skip
    """Write every record of a kind to standard output, one object a line."""
    from dragoman.views.export import as_csv, as_jsonl

    if format not in ("jsonl", "csv"):
        raise typer.BadParameter(f"{format}: no such format; choose jsonl or csv")
    wanted = Wanted(actor, from_, to, type, since, until)
    check_filters(kind, wanted)
    with opened(db) as ledger:
        rows = ledger.rows(kind, question(ledger, wanted))
        for piece in as_csv(kind, rows) if format == "csv" else as_jsonl(rows):
            sys.stdout.write(piece)
