"""Commands about the tables of the lexicon."""

from typing import Annotated

import typer

from dragoman.cli.options import AsJson, Lexicon
from dragoman.cli.output import print_json, print_lines
from dragoman.cli.questions import day


def check(
    lexicon: Lexicon = None,
    on: Annotated[str | None, typer.Option("--on", help="As of this day; today if not given.", metavar="DAY")] = None,
    all: Annotated[bool, typer.Option("--all", help="Show every note, however many there are.")] = False,
    as_json: AsJson = False,
) -> None:
    """Look through the tables: what does not hold together, and what a person should look at."""
    from datetime import date

    from dragoman import lexicon as lexicons
    from dragoman.lexicon.check import check
    from dragoman.lexicon.days import latest
    from dragoman.views.checked import checked_lines

    found = check(lexicons.load(lexicon or ()), latest(day(on) or date.today().isoformat()))
    print_json(found) if as_json else print_lines(checked_lines(found, all=all))
