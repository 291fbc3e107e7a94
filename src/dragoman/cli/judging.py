"""The command by which a person judges what the record says."""

from typing import Annotated

import typer

from dragoman.cli.opening import opened
from dragoman.cli.options import AsJson, Db
from dragoman.cli.output import print_json, print_lines


def judge(
    kind: Annotated[str, typer.Argument(help="same, not_same, accept, reject, mend or undo.")],
    ids: Annotated[list[str], typer.Argument(help="What is judged: two ids for same and not_same, else one.")],
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", help="With mend: the right value, as JSON or a word.", metavar="FIELD=VALUE"),
    ] = None,
    author: Annotated[str | None, typer.Option("--author", help="Who judges; the user if not given.")] = None,
    note: Annotated[str, typer.Option("--note", help="Why, in your own words.")] = "",
    db: Db = "dragoman.db",
    as_json: AsJson = False,
) -> None:
    """Say what is right or wrong: it outranks the rules, is kept for ever, and can be undone."""
    from getpass import getuser

    if len(ids) != (2 if kind in ("same", "not_same") else 1):
        raise typer.BadParameter("same and not_same take two ids, accept, reject, mend and undo one")
    who = author or getuser()
    with opened(db) as ledger:
        if kind == "undo":
            made = ledger.undo(ids[0], author=who, note=note)
        else:
            made = ledger.judge(kind, *ids, changes=dict(map(_change, changes or ())), author=who, note=note)
        told = [("id", made.id), ("", f"  {made.kind}  {' '.join(ids)}"), ("dim", f"  {made.author}")]
        print_json({"id": made.id, "kind": made.kind, "ids": ids}) if as_json else print_lines(iter([told]))


def _change(given: str) -> tuple[str, object]:
    """`type=AID` → ("type", "AID"); a value that is JSON is taken for that."""
    import msgspec

    field, is_there, value = given.partition("=")
    if not is_there:
        raise typer.BadParameter(f"{given}: write FIELD=VALUE, such as type=AID")
    try:
        return field, msgspec.json.decode(value)
    except msgspec.DecodeError:
        return field, value
