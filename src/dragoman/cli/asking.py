"""Commands that ask the record about one thing: the whole, one fact, one tie, what was left open."""

from typing import Annotated

import typer

from dragoman.cli.opening import opened
from dragoman.cli.options import AsJson, Db, Limit, Since, Until
from dragoman.cli.output import print_json, print_lines, print_rows
from dragoman.cli.questions import day


def brief(db: Db = "dragoman.db", as_json: AsJson = False) -> None:
    """Print the brief of what the record holds."""
    from dragoman.views.terminal import brief_lines

    with opened(db) as ledger:
        found = ledger.brief()
        print_json(found) if as_json else print_lines(brief_lines(found, db))


def show(
    id: Annotated[str, typer.Argument(help="An id, or enough of its beginning.")],
    db: Db = "dragoman.db",
    why: Annotated[bool, typer.Option("--why", help="Show each step by which it was decided, and how sure.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show one article or fact with its evidence, marked in its sentence."""
    from dragoman.model.article import Article
    from dragoman.model.record import Record
    from dragoman.views.export import article_row, record_row
    from dragoman.views.show import article_lines, record_lines

    with opened(db) as ledger:
        found = ledger.find(id)
        if isinstance(found, Article):
            copy_of = ledger.copies().get(found.id)
            print_json(article_row(found, copy_of)) if as_json else print_lines(article_lines(found, copy_of))
        elif isinstance(found, Record):
            plover = ledger.lexicon.plover
            if as_json:
                print_json(record_row(found, plover))
            else:
                print_lines(record_lines(found, plover, ledger.article, why=why))
        else:
            print_json(found)


def tie(
    parties: Annotated[
        list[str], typer.Argument(help="Two or more states or bodies: KOR JPN, “South Korea” Japan, EU.")
    ],
    db: Db = "dragoman.db",
    since: Since = None,
    until: Until = None,
    as_json: AsJson = False,
) -> None:
    """Show all that is recorded between two or more states, newest first."""
    from dragoman.views.tie import tie_lines

    if len(parties) < 2:
        raise typer.BadParameter("a tie needs two or more states")
    with opened(db) as ledger:
        found = ledger.tie(*parties, since=day(since), until=day(until))
        print_json(found) if as_json else print_lines(tie_lines(found))


def issues(
    db: Db = "dragoman.db",
    stage: Annotated[str | None, typer.Option("--stage", help="Of this stage: actors, deeds, statements …")] = None,
    article: Annotated[str | None, typer.Option("--article", help="About this article.", metavar="ID")] = None,
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """Count and list what could not be read or was left open, and why."""
    from dragoman.views.export import issue_row
    from dragoman.views.issues import summary
    from dragoman.views.listing import issue_rows, summary_lines
    from dragoman.views.terminal import table_lines

    with opened(db) as ledger:
        found = list(ledger.issues(stage, article))
        if as_json:
            print_rows(issue_row(issue) for issue in found[:limit])
            return
        print_lines(summary_lines(summary(found, lambda id: ledger.article(id).text)))
        if found:
            print_lines(table_lines(*issue_rows(found[:limit])))
        if beyond := len(found[limit:]) if limit else 0:
            print_lines(iter([[("dim", f"… and {beyond:,} more; leave out --limit to see them all")]]))
