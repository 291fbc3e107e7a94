"""The command that scores what is read."""

import sys
from typing import Annotated

import typer

from dragoman.cli.options import Lexicon

SETS = "all, or one of those that docs/commands.md names: samples, relations, news, offices …"


def evaluate(
    what: Annotated[str, typer.Argument(help=SETS)] = "all",
    path: Annotated[str | None, typer.Argument(help="The gold file or folder, where it is not the usual one.")] = None,
    data: Annotated[
        list[str] | None,
        typer.Option("--data", help="Folder that holds gold sets; may be given again.", metavar="FOLDER"),
    ] = None,
    lexicon: Lexicon = None,
    errors: Annotated[bool, typer.Option("--errors", help="Print every miss and false alarm, no figures.")] = False,
) -> None:
    """Score what is read against gold sets: JSON for one set; a table of all beside the published figures."""
    from dragoman.evaluation import FOLDERS, run

    for line in run(what, path, tuple(data or FOLDERS), errors=errors, lexicon=lexicon or ()):
        sys.stdout.write(line + "\n")
