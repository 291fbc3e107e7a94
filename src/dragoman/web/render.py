"""A Page → a response: HTML from a template, JSON and CSV from the same facts. Words of articles are never markup."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Context
from markupsafe import Markup

from dragoman.model.article import Article
from dragoman.model.record import Record
from dragoman.views import words
from dragoman.views.evidence import moment
from dragoman.views.export import article_row, cell, record_row
from dragoman.views.show import title
from dragoman.views.tie import code, is_ahead
from dragoman.views.worldmap import shapes
from dragoman.web import judging, phrases
from dragoman.web.address import Address, path_of
from dragoman.web.desk import Desk
from dragoman.web.page import Page, Table

HERE = Path(__file__).parent

# They would turn what stands after them around, ours too. Shown as the sign for what cannot be shown; JSON has them.
_TURNS = {code: "\N{REPLACEMENT CHARACTER}" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


class _Straight(Context):
    """Calls what a template calls. Jinja first asks each function whether it wants the context; none of ours does."""

    def call(self, called: Callable, *args: object, _block_vars: object = None, _loop_vars: object = None,
             **named: object) -> object:  # fmt: skip
        return called(*args, **named)


class _Environment(Environment):
    """Looks into a dict before it asks for an attribute: what pages show is mostly dicts."""

    context_class = _Straight

    def getattr(self, value: object, name: str) -> object:
        if type(value) is dict:
            return value[name] if name in value else super().getattr(value, name)
        try:
            return getattr(value, name)
        except AttributeError:
            return super().getattr(value, name)


def environment() -> Environment:
    """The templates: everything escaped, everything named must be there."""
    env = _Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, auto_reload=False, finalize=_shown,
    )  # fmt: skip
    env.filters |= {
        "when": words.when, "day": words.day, "moment": moment, "sentence": title, "code": code, "ahead": is_ahead,
        "count": words.count, "short": words.shortened, "names": words.names, "way": words.way, "kind": kind_of,
        "role": phrases.role, "mark": phrases.mark, "sure": phrases.sure,
        "signed": phrases.signed, "told_on": phrases.told_on, "encounter": phrases.encounter, "dated": phrases.dated,
        "written": judging.written, "listed": judging.names,
    }  # fmt: skip
    env.globals |= {
        "path_of": path_of,
        "CODES": phrases.CODES,
        "LEANS": phrases.LEANS,
        "shapes": shapes,
        "SIDES": judging.SIDES,
        "month_name": phrases.month_name,
    }
    return env


def kind_of(record: Record) -> str:
    return record.finding.__struct_config__.tag


def _shown(value: object) -> object:
    if type(value) is str and not value.isascii():
        return value.translate(_TURNS)
    return value


def html(env: Environment, page: Page, desk: Desk, address: Address, **more: object) -> str:
    """The page for people."""
    return env.get_template(f"{page.template}.html").render(
        page=page, facts={"seen": None, **page.facts}, desk=desk, address=address, coverage=desk.coverage(),
        plover=desk.lexicon.plover, seeing=address.seeing(), **more,
    )  # fmt: skip


def json(page: Page, desk: Desk, address: Address) -> bytes:
    """The same facts for programs: what was asked in words, what was found, and where more of it is."""
    more = address.to(".json", after=page.next) if page.next else None
    body = {"title": page.title, "query": page.query, **page.facts, "next": more}
    return msgspec.json.encode(shaped(body, desk))


def shaped(value: object, desk: Desk) -> object:
    """Records and articles within it as the export has them."""
    match value:
        case Record():
            return {"kind_of": kind_of(value), **record_row(value, desk.lexicon.plover)}
        case Article():
            return article_row(value, desk.browse.copies_of(value.id)[0])
        case dict():
            return {name: shaped(part, desk) for name, part in value.items()}
        case list():
            return [shaped(part, desk) for part in value]
        case tuple() if not hasattr(value, "_fields"):
            return [shaped(part, desk) for part in value]
        case tuple():
            return shaped(value._asdict(), desk)
        case Markup():
            return str(value)
    return value


def lines(table: Table) -> Iterator[str]:
    """CSV, in pieces of some hundred rows."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(table.columns)
    for at, row in enumerate(table.rows()):
        writer.writerow([cell(row[column]) for column in table.columns])
        if at % 200 == 199:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()
