"""Commands that list the record, one for each kind of thing it keeps."""

from dragoman.cli.opening import opened
from dragoman.cli.options import Actor, AsJson, Db, From, Limit, Since, To, Type, Until, Wanted
from dragoman.cli.output import print_lines, print_rows
from dragoman.cli.questions import day, question


def articles(
    db: Db = "dragoman.db", since: Since = None, until: Until = None, limit: Limit = None, as_json: AsJson = False
) -> None:
    """List the articles read, newest first."""
    from dragoman.views.export import article_row
    from dragoman.views.listing import article_rows
    from dragoman.views.terminal import table_lines

    with opened(db) as ledger:
        found = list(ledger.articles(day(since), day(until)))[::-1][:limit]
        copies = ledger.copies()
        if as_json:
            print_rows(article_row(article, copies.get(article.id)) for article in found)
        else:
            print_lines(table_lines(*article_rows(found, copies)))


def events(
    db: Db = "dragoman.db", actor: Actor = None, from_: From = None, to: To = None, type: Type = None,
    since: Since = None, until: Until = None, limit: Limit = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """List events in PLOVER's terms."""
    _list("events", db, Wanted(actor, from_, to, type, since, until, limit), as_json)


def statements(
    db: Db = "dragoman.db", actor: Actor = None, from_: From = None, to: To = None,
    since: Since = None, until: Until = None, limit: Limit = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """List statements with their speakers."""
    _list("statements", db, Wanted(actor, from_, to, None, since, until, limit), as_json)


def pledges(
    db: Db = "dragoman.db", actor: Actor = None, from_: From = None, to: To = None, type: Type = None,
    since: Since = None, until: Until = None, limit: Limit = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """List pledges and what became of them."""
    _list("pledges", db, Wanted(actor, from_, to, type, since, until, limit), as_json)


def meetings(
    db: Db = "dragoman.db", actor: Actor = None, from_: From = None, to: To = None, type: Type = None,
    since: Since = None, until: Until = None, limit: Limit = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """List meetings from mooted to held."""
    _list("meetings", db, Wanted(actor, from_, to, type, since, until, limit), as_json)


def positions(
    db: Db = "dragoman.db", actor: Actor = None, from_: From = None, to: To = None,
    since: Since = None, until: Until = None, limit: Limit = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """List positions: who values which state how, in words that say so."""
    _list("positions", db, Wanted(actor, from_, to, None, since, until, limit), as_json)


def _list(kind: str, db: str, wanted: Wanted, as_json: bool) -> None:
    from dragoman.views.listing import record_rows
    from dragoman.views.terminal import table_lines

    with opened(db) as ledger:
        asked = question(ledger, wanted, kind.removesuffix("s"))
        if as_json:
            print_rows(ledger.rows(kind, asked))
        else:
            header, rows, widths = record_rows(ledger.records(asked))
            nothing = [("dim", f"no such {kind} in {sum(1 for _ in ledger.articles()):,} articles")]
            print_lines(table_lines(header, rows, widths) if rows else iter([nothing]))
