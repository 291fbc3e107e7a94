"""The command that shows the record in a browser."""

import sys
from typing import Annotated

import typer

from dragoman.cli.options import Db

PORT = 8765


def serve(
    db: Db = "dragoman.db",
    port: Annotated[int, typer.Option("--port", help="0 is any that is free.", min=0, max=65535)] = PORT,
) -> None:
    """Show the record in a browser, on this machine only."""
    from dragoman.cli.opening import opened
    from dragoman.web.serve import serve

    with opened(db) as ledger:  # what is wrong with the file is told before a port is taken
        ledger.derive()  # a file of an earlier version is brought up to this one
    serve(lambda: opened(db), port, _tell)


def _tell(address: str) -> None:
    sys.stdout.write(f"  look: {address}     stop: Ctrl-C\n")
    sys.stdout.flush()
