"""Commands that bring pages into the record."""

import sys
from typing import Annotated

import typer

from dragoman.cli.opening import opened
from dragoman.cli.options import AsJson, Db, Lexicon, Processes
from dragoman.cli.output import complain, print_json, print_lines, progress


def read(
    paths: Annotated[list[str], typer.Argument(help="Files (.txt, .html, .jsonl), folders, or - for standard input.")],
    db: Db = "dragoman.db",
    lexicon: Lexicon = None,
    processes: Processes = 1,
    as_json: AsJson = False,
) -> None:
    """Read pages into the record and print the brief."""
    from dragoman.views.terminal import brief_lines

    with opened(db, create=True, lexicon=lexicon) as ledger:
        run = ledger.read(paths, stdin=sys.stdin.buffer, progress=progress(), processes=processes)
        for message in run.unread:
            complain(message)
        if run.failures:
            complain(f"{run.failures} stages failed and their articles are read in part; see `dragoman issues`")
        if run.otherwise:
            were, stay, them = ("was", "stays", "it") if run.otherwise == 1 else ("were", "stay", "them")
            complain(
                f"{run.otherwise:,} of these pages {were} read earlier with other tables of the lexicon and {stay} so; "
                f"to read {them} with these, read {them} into another record (--db FILE)"
            )
        found = ledger.brief(run)
        print_json(found) if as_json else print_lines(brief_lines(found, db))
    if run.unread:
        raise typer.Exit(1)


def rebuild(
    db: Db = "dragoman.db", lexicon: Lexicon = None, processes: Processes = 1, as_json: AsJson = False
) -> None:
    """Read the stored articles again with today's rules, derive all anew, and say what changed."""
    from dragoman.views.changes import change_lines

    with opened(db, lexicon=lexicon) as ledger:
        found = ledger.rebuild(progress=progress(), processes=processes)
        if found.failures:
            complain(f"{found.failures} stages failed and their articles are read in part; see `dragoman issues`")
        print_json(found) if as_json else print_lines(change_lines(found))
