"""Options that several commands take, each said once, and the filters among them together."""

from typing import Annotated, NamedTuple

import typer

Db = Annotated[str, typer.Option("--db", help="The record: one SQLite file.", metavar="FILE")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
Actor = Annotated[str | None, typer.Option("--actor", help="Involving this state, body or person.", metavar="NAME")]
From = Annotated[str | None, typer.Option("--from", help="Done, said or promised by.", metavar="NAME")]
To = Annotated[str | None, typer.Option("--to", help="Done, said or promised to.", metavar="NAME")]
Type = Annotated[str | None, typer.Option("--type", help="PLOVER type of an event; status of a meeting or pledge.")]
Since = Annotated[str | None, typer.Option("--since", help="From this day on.", metavar="YYYY-MM-DD")]
Until = Annotated[str | None, typer.Option("--until", help="Up to and with this day.", metavar="YYYY-MM-DD")]
Lexicon = Annotated[
    list[str] | None,
    typer.Option("--lexicon", help="A table of your own or a folder of them; may be given again.", metavar="PATH"),
]
Processes = Annotated[int, typer.Option("--processes", help="Read with so many at once.", min=1, metavar="N")]
Limit = Annotated[int | None, typer.Option("--limit", help="At most so many.", min=1)]


class Wanted(NamedTuple):
    """The filters of a list or an export, as given."""

    actor: str | None = None
    from_: str | None = None
    to: str | None = None
    type: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int | None = None
