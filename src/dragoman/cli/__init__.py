"""The command line: a face of the Ledger. Parses arguments, prints lines, ends with a documented code.

A module here is a group of commands; this one puts them in the order that `--help` tells them. They
import the library where they use it: `--help` must not load it.
"""

import sys

import typer

from dragoman.cli import asking, exporting, judging, listing, measuring, reading, tables, viewing
from dragoman.cli.output import complain

HELP = """Reads the news between states and keeps the record:
who did, said and promised what to whom, when, and on whose word.

Exit codes: 0 done · 1 some pages could not be read (the rest is stored) · 2 wrong usage, or nothing of that name ·
3 the database cannot be used · 4 a table of the lexicon does not hold together.
"""

COMMANDS = (
    reading.read, asking.brief, asking.show, asking.tie,
    viewing.story, viewing.network, viewing.calendar, viewing.diff,
    listing.articles, listing.events, listing.statements, listing.pledges, listing.meetings, listing.positions,
    asking.issues, exporting.export, judging.judge, reading.rebuild,
)  # fmt: skip

app = typer.Typer(
    help=HELP, no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
)
for command in COMMANDS:
    app.command()(command)
app.command("eval")(measuring.evaluate)
lexicon = typer.Typer(help="The tables of the lexicon, ours and your own.", no_args_is_help=True)
lexicon.command()(tables.check)
app.add_typer(lexicon, name="lexicon")


def main() -> None:
    """Run the command line; errors of ours end with their code and one clear line."""
    try:
        app()
    except Exception as error:
        from dragoman.errors import DragomanError

        if not isinstance(error, DragomanError):
            raise
        complain(str(error))
        sys.exit(error.exit_code)
