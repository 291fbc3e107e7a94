"""The command line: a face of the Ledger. Parses arguments, prints lines, ends with a documented code.

Imports late: `--help` must not load the library.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

if TYPE_CHECKING:
    from dragoman.ledger import Ledger
    from dragoman.store.question import Question

HELP = """Reads the news between states and keeps the record:
who did, said and promised what to whom, when, and on whose word.

Exit codes: 0 done · 1 some pages could not be read (the rest is stored) · 2 wrong usage, or nothing of that name ·
3 the database cannot be used · 4 a table of the lexicon does not hold together.
"""

app = typer.Typer(
    help=HELP, no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
)

tables = typer.Typer(help="The tables of the lexicon, ours and your own.", no_args_is_help=True)
app.add_typer(tables, name="lexicon")

Db = Annotated[str, typer.Option("--db", help="The record: one SQLite file.", metavar="FILE")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
Actor = Annotated[str | None, typer.Option("--actor", help="Involving this state, body or person.", metavar="NAME")]
From = Annotated[str | None, typer.Option("--from", help="Done, said or promised by.", metavar="NAME")]
To = Annotated[str | None, typer.Option("--to", help="Done, said or promised to.", metavar="NAME")]
About = Annotated[str | None, typer.Option("--about", help="About this state, body or issue.", metavar="NAME")]
Type = Annotated[
    str | None,
    typer.Option("--type", help="PLOVER type of an event; status of a meeting or pledge; form of a statement."),
]
Since = Annotated[str | None, typer.Option("--since", help="From this day on.", metavar="YYYY-MM-DD")]
Until = Annotated[str | None, typer.Option("--until", help="Up to and with this day.", metavar="YYYY-MM-DD")]
Lexicon = Annotated[
    list[str] | None,
    typer.Option("--lexicon", help="A table of your own or a folder of them; may be given again.", metavar="PATH"),
]
Limit = Annotated[int | None, typer.Option("--limit", help="At most so many.", min=1)]


KINDS = "articles events statements pledges meetings positions actors stories issues."
SETS = "all, or one of: samples, cutting, news, relations, statements, floors."


class Wanted(NamedTuple):
    """The filters of a list or an export, as given."""

    actor: str | None = None
    from_: str | None = None
    to: str | None = None
    type: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int | None = None
    about: str | None = None


@app.command()
def read(
    paths: Annotated[list[str], typer.Argument(help="Files (.txt, .html, .jsonl), folders, or - for standard input.")],
    db: Db = "dragoman.db",
    lexicon: Lexicon = None,
    as_json: AsJson = False,
) -> None:
    """Read pages into the record and print the brief."""
    from dragoman.views.terminal import brief_lines

    with _ledger(db, create=True, lexicon=lexicon) as ledger:
        run = ledger.read(paths, stdin=sys.stdin.buffer, progress=_progress())
        for message in run.unread:
            _complain(message)
        if run.failures:
            _complain(f"{run.failures} stages failed and their articles are read in part; see `dragoman issues`")
        if run.otherwise:
            were, stay, them = ("was", "stays", "it") if run.otherwise == 1 else ("were", "stay", "them")
            _complain(
                f"{run.otherwise:,} of these pages {were} read earlier with other tables of the lexicon and {stay} so; "
                f"to read {them} with these, read {them} into another record (--db FILE)"
            )
        found = ledger.brief(run)
        _print_json(found) if as_json else _print(brief_lines(found, db))
    if run.unread:
        raise typer.Exit(1)


@app.command()
def brief(db: Db = "dragoman.db", as_json: AsJson = False) -> None:
    """Print the brief of what the record holds."""
    from dragoman.views.terminal import brief_lines

    with _ledger(db) as ledger:
        found = ledger.brief()
        _print_json(found) if as_json else _print(brief_lines(found, db))


@app.command()
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

    with _ledger(db) as ledger:
        found = ledger.find(id)
        if isinstance(found, Article):
            copy_of = ledger.copies().get(found.id)
            _print_json(article_row(found, copy_of)) if as_json else _print(article_lines(found, copy_of))
        elif isinstance(found, Record):
            plover = ledger.lexicon.plover
            if as_json:
                _print_json(record_row(found, plover))
            else:
                _print(record_lines(found, plover, ledger.article, why=why))
        else:
            _print_json(found)


@app.command()
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
    with _ledger(db) as ledger:
        found = ledger.tie(*parties, since=_day(since), until=_day(until))
        _print_json(found) if as_json else _print(tie_lines(found))


@app.command()
def articles(
    db: Db = "dragoman.db", since: Since = None, until: Until = None, limit: Limit = None, as_json: AsJson = False
) -> None:
    """List the articles read, newest first."""
    from dragoman.views.export import article_row
    from dragoman.views.listing import article_rows
    from dragoman.views.terminal import table_lines

    with _ledger(db) as ledger:
        found = list(ledger.articles(_day(since), _day(until)))[::-1][:limit]
        copies = ledger.copies()
        if as_json:
            _print_rows(article_row(article, copies.get(article.id)) for article in found)
        else:
            _print(table_lines(*article_rows(found, copies)))


@app.command()
def events(
    db: Db = "dragoman.db", actor: Actor = None, from_: From = None, to: To = None, type: Type = None,
    since: Since = None, until: Until = None, limit: Limit = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """List events in PLOVER's terms."""
    _list("events", db, Wanted(actor, from_, to, type, since, until, limit), as_json)


@app.command()
def statements(
    db: Db = "dragoman.db", actor: Actor = None, from_: From = None, to: To = None, about: About = None,
    type: Type = None, since: Since = None, until: Until = None, limit: Limit = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """List statements with their speakers."""
    _list("statements", db, Wanted(actor, from_, to, type, since, until, limit, about), as_json)


@app.command()
def pledges(
    db: Db = "dragoman.db", actor: Actor = None, from_: From = None, to: To = None, type: Type = None,
    since: Since = None, until: Until = None, limit: Limit = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """List pledges and what became of them."""
    _list("pledges", db, Wanted(actor, from_, to, type, since, until, limit), as_json)


@app.command()
def meetings(
    db: Db = "dragoman.db", actor: Actor = None, from_: From = None, to: To = None, type: Type = None,
    since: Since = None, until: Until = None, limit: Limit = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """List meetings from mooted to held."""
    _list("meetings", db, Wanted(actor, from_, to, type, since, until, limit), as_json)


@app.command()
def positions(
    db: Db = "dragoman.db", actor: Actor = None, from_: From = None, to: To = None,
    since: Since = None, until: Until = None, limit: Limit = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """List positions: who values which state how, in words that say so."""
    _list("positions", db, Wanted(actor, from_, to, None, since, until, limit), as_json)


@app.command()
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

    with _ledger(db) as ledger:
        found = list(ledger.issues(stage, article))
        if as_json:
            _print_rows(issue_row(issue) for issue in found[:limit])
            return
        _print(summary_lines(summary(found, lambda id: ledger.article(id).text)))
        if found:
            _print(table_lines(*issue_rows(found[:limit])))
        if beyond := len(found[limit:]) if limit else 0:
            _print(iter([[("dim", f"… and {beyond:,} more; leave out --limit to see them all")]]))


@app.command()
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
    _check_filters(kind, wanted)
    with _ledger(db) as ledger:
        rows = ledger.rows(kind, _question(ledger, wanted))
        for piece in as_csv(kind, rows) if format == "csv" else as_jsonl(rows):
            sys.stdout.write(piece)


@app.command(name="eval")
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


@tables.command()
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

    found = check(lexicons.load(lexicon or ()), latest(_day(on) or date.today().isoformat()))
    _print_json(found) if as_json else _print(checked_lines(found, all=all))


def main() -> None:
    """Run the command line; errors of ours end with their code and one clear line."""
    try:
        app()
    except Exception as error:
        from dragoman.errors import DragomanError

        if not isinstance(error, DragomanError):
            raise
        _complain(str(error))
        sys.exit(error.exit_code)


def _list(kind: str, db: str, wanted: Wanted, as_json: bool) -> None:
    from dragoman.views.listing import record_rows
    from dragoman.views.terminal import table_lines

    with _ledger(db) as ledger:
        question = _question(ledger, wanted, kind.removesuffix("s"))
        if as_json:
            _print_rows(ledger.rows(kind, question))
        else:
            header, rows, widths = record_rows(ledger.records(question))
            nothing = [("dim", f"no such {kind} in {sum(1 for _ in ledger.articles()):,} articles")]
            _print(table_lines(header, rows, widths) if rows else iter([nothing]))


def _question(ledger: "Ledger", wanted: Wanted, kind: str | None = None) -> "Question":
    """The filters as a question to the record: states and bodies by code, persons by name, dates checked."""
    from dragoman.store.question import Question

    party = _party(ledger, wanted.actor)
    return Question(
        kind=kind,
        parties=(party,) if party else (),
        actor=None if party else wanted.actor,
        from_=_party(ledger, wanted.from_) or wanted.from_,
        to=_party(ledger, wanted.to) or wanted.to,
        about=_party(ledger, wanted.about) or wanted.about,
        type=wanted.type and _type(ledger, wanted.type),
        since=_day(wanted.since),
        until=_day(wanted.until),
        limit=wanted.limit,
    )


def _type(ledger: "Ledger", name: str) -> str:
    """PLOVER's types are upper case, the status of a meeting or pledge and the form of words lower."""
    return name.upper() if name.upper() in ledger.lexicon.plover.types else name.lower()


def _party(ledger: "Ledger", name: str | None) -> str | None:
    """The code of a state or body of that name; None for anybody else's."""
    from dragoman.errors import NotFound

    try:
        return ledger.party(name) if name else None
    except NotFound:
        return None


def _check_filters(kind: str, wanted: Wanted) -> None:
    """A filter that a kind cannot answer is wrong usage, never ignored."""
    answered = {"articles": {"since", "until"}, "issues": set(), "stories": set()}.get(kind)
    given = [name for name, value in wanted._asdict().items() if value is not None]
    wrong = [name.rstrip("_") for name in given if answered is not None and name not in answered]
    if wrong:
        raise typer.BadParameter(f"--{wrong[0]} does not apply to {kind}")


def _day(value: str | None) -> str | None:
    """An ISO day, month or year; anything else, the 30th of February too, is wrong usage."""
    from datetime import date

    if value is not None:
        try:
            date.fromisoformat((value + "-01-01")[:10])
        except ValueError:
            value = ""
        if len(value) not in (4, 7, 10):
            raise typer.BadParameter("not a date; write YYYY-MM-DD, YYYY-MM or YYYY")
    return value


def _ledger(db: str, *, create: bool = False, lexicon: list[str] | None = None) -> "Ledger":
    from dragoman.ledger import Ledger
    from dragoman.lexicon import load

    return Ledger(db, create=create, lexicon=load(lexicon or ()))


def _progress() -> Callable[[int, str], None] | None:
    """Shows pages done on standard error, only on a terminal."""
    if not sys.stderr.isatty():
        return None

    def told(done: int, name: str) -> None:
        sys.stderr.write(f"\r\x1b[K  {done:,} pages · {name[-60:]}")
        sys.stderr.flush()

    return told


def _complain(message: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    sys.stderr.write(f"dragoman: {message}\n")


def _print_json(value: object) -> None:
    import msgspec

    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


def _print_rows(rows: Iterable[object]) -> None:
    import msgspec

    for row in rows:
        sys.stdout.write(msgspec.json.encode(row).decode() + "\n")


_STYLES = {"dim": "dim", "bold": "bold", "good": "green", "bad": "red", "id": "cyan"}


def _print(lines: Iterator[list[tuple[str, str]]]) -> None:
    """Coloured on a terminal, plain in a pipe; the words are the article's and never markup."""
    from dragoman.views.terminal import WIDEST, fitted

    if not sys.stdout.isatty():
        for line in lines:
            sys.stdout.write("".join(text for _, text in fitted(line, WIDEST)).rstrip() + "\n")
        return
    from rich.console import Console
    from rich.text import Text

    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    console = Console(highlight=False)
    for line in lines:
        pieces = fitted(line, console.width)
        console.print(Text.assemble(*((text, _STYLES.get(style, "")) for style, text in pieces)), soft_wrap=False)


if __name__ == "__main__":
    main()
