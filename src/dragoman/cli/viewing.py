"""Commands that look over the whole record: its stories, its network, its calendar, and what is new."""

import sys
from typing import Annotated

import typer

from dragoman.cli.opening import opened
from dragoman.cli.options import AsCsv, AsJson, Db, Since, Until
from dragoman.cli.output import print_csv, print_json, print_lines
from dragoman.cli.questions import day

SOME = 20  # rows of a list on a terminal

Id = Annotated[str | None, typer.Argument(help="A story's id, or its beginning; all stories by rank if not given.")]
On = Annotated[str | None, typer.Option("--on", help="Ahead of this day; the newest article's if not given.")]
NewSince = Annotated[str | None, typer.Option("--since", help="What is new from this day on.", metavar="DAY")]
Most = Annotated[int, typer.Option("--limit", help="At most so many lines on a terminal.", min=1)]


def story(
    id: Id = None,
    db: Db = "dragoman.db",
    since: NewSince = None,
    limit: Most = SOME,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show stories by independent sources and new facts, or one with who is in it, what is disputed and what is new."""
    from dragoman.views.story import COLUMNS, ENTRIES, affair_lines, ranked_lines

    with opened(db) as ledger:
        if id is not None:
            found = ledger.story(id, day(since))
            if as_csv:
                print_csv(ENTRIES, found.entries)
            else:
                print_json(found) if as_json else print_lines(affair_lines(found))
            return
        listed = ledger.stories(day(since), None if as_json or as_csv else limit + 1)
        if as_csv:
            print_csv(COLUMNS, listed)
        else:
            print_json(listed) if as_json else print_lines(ranked_lines(listed, limit))


def network(
    db: Db = "dragoman.db",
    since: Since = None,
    until: Until = None,
    limit: Most = SOME,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_dot: Annotated[bool, typer.Option("--dot", help="Print a graph for Graphviz.")] = False,
    as_graphml: Annotated[bool, typer.Option("--graphml", help="Print a graph for Gephi, yEd or networkx.")] = False,
) -> None:
    """Show every tie with its weight in independent sources, mean PLOVER score and trend."""
    from dragoman.views.network import COLUMNS, dot, graphml, network_lines

    with opened(db) as ledger:
        whole = as_json or as_csv or as_dot or as_graphml
        found = ledger.network(day(since), day(until), None if whole else limit)
        if as_csv:
            print_csv(COLUMNS, found.links)
        elif as_dot or as_graphml:
            sys.stdout.writelines((dot if as_dot else graphml)(found.links))
        else:
            print_json(found.links) if as_json else print_lines(network_lines(found))


def calendar(
    on: On = None,
    db: Db = "dragoman.db",
    since: Since = None,
    until: Until = None,
    limit: Most = SOME,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_ics: Annotated[bool, typer.Option("--ics", help="Print iCalendar, for a calendar program.")] = False,
) -> None:
    """Show planned meetings and due pledges ahead of a day, and those of the month before."""
    from dragoman.lexicon.days import earliest
    from dragoman.views.calendar import COLUMNS, calendar_lines
    from dragoman.views.ics import ics

    as_of = day(on)
    with opened(db) as ledger:
        whole = as_json or as_csv or as_ics
        found = ledger.calendar(as_of and earliest(as_of), day(since), day(until), None if whole else limit)
        if as_csv:
            print_csv(COLUMNS, found.all())
        elif as_ics:
            sys.stdout.writelines(ics(found.all()))
        else:
            print_json(found) if as_json else print_lines(calendar_lines(found, limit))


def diff(
    db: Db = "dragoman.db",
    since: NewSince = None,
    limit: Most = SOME,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show what is new in the record since a day (its last week if not given): records, statuses, sources."""
    from dragoman.views.diff import COLUMNS, change_lines

    with opened(db) as ledger:
        found = ledger.diff(day(since))
        if as_csv:
            print_csv(COLUMNS, found.changes)
        else:
            print_json(found) if as_json else print_lines(change_lines(found, limit))
