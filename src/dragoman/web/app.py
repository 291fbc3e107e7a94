"""The application: addresses to pages, pages to responses. The one place that knows which page is where."""

import gc
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from getpass import getuser
from hashlib import blake2b
from secrets import token_urlsafe

import anyio
from jinja2 import Environment
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from dragoman.errors import DragomanError, NotFound, WrongJudgement
from dragoman.ledger import Ledger
from dragoman.web import render
from dragoman.web.address import Address, BadAddress
from dragoman.web.desk import Desk
from dragoman.web.guard import Guard, form
from dragoman.web.judging import WRITES, Fields
from dragoman.web.page import Moved, Page
from dragoman.web.pages.actor import actor, actors
from dragoman.web.pages.article import article, articles
from dragoman.web.pages.calendar import calendar
from dragoman.web.pages.overview import coverage, guide, issues, ranking, start, ties, ties_map
from dragoman.web.pages.record import record
from dragoman.web.pages.review import judgements, review
from dragoman.web.pages.search import search
from dragoman.web.pages.story import stories, story
from dragoman.web.pages.tie import tie

PAGES: dict[str, Callable[..., Page | Moved]] = {
    "/": start,
    "/tie/{rest:path}": tie,
    "/story/{id}": story,
    "/stories": stories,
    "/record/{id}": record,
    "/article/{id}": article,
    "/articles": articles,
    "/actor/{id:path}": actor,
    "/actors": actors,
    "/search": search,
    "/network": ties,
    "/map": ties_map,
    "/calendar": calendar,
    "/calendar/{month}": calendar,
    "/ranking": ranking,
    "/coverage": coverage,
    "/issues": issues,
    "/review": review,
    "/judgements": judgements,
    "/help": guide,
}

STATIC = {
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "mark.svg": "image/svg+xml",
}
EXTENSIONS = (".json", ".csv", ".ics")
LITTER = (700, 10, 100)  # Python looks through all that is kept a tenth as often as it would


def application(ledger: Callable[[], Ledger]) -> Starlette:
    """The pages over the record that `ledger` opens, in the thread that will serve it, when the server starts."""
    env = render.environment()
    own = {"token": token_urlsafe(24), "author": _user()}  # what forms hold

    @asynccontextmanager
    async def open_while_serving(app: Starlette) -> AsyncIterator[None]:
        with ledger() as opened:
            app.state.desk = Desk(opened)
            settle(opened)
            yield

    app = Starlette(
        routes=[
            *(Route(path, _answer(page, env, own), methods=["GET"]) for path, page in PAGES.items()),
            *(Route(path, _take(write, env, own), methods=["POST"]) for path, write in WRITES.items()),
            *(Route(f"/static/{name}", _static(name, kind), methods=["GET"]) for name, kind in STATIC.items()),
        ],
        lifespan=open_while_serving,
        exception_handlers={404: _missing(env, own), 405: _missing(env, own)},
    )  # fmt: skip
    app.add_middleware(Extension)
    app.add_middleware(Guard)
    return app


def settle(ledger: Ledger) -> None:
    """Load the tables that every page asks, and tell Python that they stay: it need not look through them for litter.

    Without it a page in some hundred waits while a hundred thousand rows of offices are looked through.
    """
    for table in ("states", "organisations", "plover", "offices"):
        getattr(ledger.lexicon, table)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*LITTER)


class Extension:
    """Takes `.json`, `.csv` or `.ics` off a path, so that one route answers all of them."""

    def __init__(self, app: Callable):
        self.app = app

    async def __call__(self, scope: dict, receive: Callable, send: Callable) -> None:
        if scope["type"] == "http" and not scope["path"].startswith("/static/"):
            found = next((one for one in EXTENSIONS if scope["path"].endswith(one)), "")
            path = scope["path"].removesuffix(found)
            scope = {**scope, "path": "/" if path == "/index" else path or "/", "extension": found}
        await self.app(scope, receive, send)


def _answer(page: Callable[..., Page | Moved], env: Environment, own: dict[str, str]) -> Callable:
    """The handler of a page. It asks and draws in the server's own thread: the record is open in that one."""

    async def handler(request: Request) -> Response:
        desk: Desk = request.app.state.desk
        extension = request.scope["extension"]
        try:
            address = Address.of(request.scope["path"], request.scope["query_string"].decode("latin-1"))
        except ValueError:
            return PlainTextResponse("The address cannot be read.\n", status_code=400)
        except DragomanError as error:
            return _refused(error, env, desk, Address(request.scope["path"]), extension, own)
        tag = _tag(desk, address, extension, own)
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag})
        try:
            if extension in ("", ".json"):
                key = extension, address.key
                body, kind = desk.drawn(key, lambda: _drawn(page, env, desk, address, request, own))
                if kind == "moved":
                    return RedirectResponse(body, status_code=307)
                return Response(body, media_type=kind, headers={"ETag": tag})
            return _file(page(desk, address, **request.path_params), extension)
        except DragomanError as error:
            return _refused(error, env, desk, address, extension, own)

    return handler


def _take(write: Callable[[Desk, Fields, str], str], env: Environment, own: dict[str, str]) -> Callable:
    """The handler of a form: stores, then sends back to where it stood, with what was done in the address."""

    async def handler(request: Request) -> Response:
        desk: Desk = request.app.state.desk
        fields = await form(request, own["token"])
        if isinstance(fields, str):
            return PlainTextResponse(f"Refused: {fields}.\n", status_code=403)
        back = fields.pop("back", "/")
        if not back.startswith("/") or back.startswith("//") or "\\" in back:
            back = "/"
        try:
            done = write(desk, fields, own["author"])
        except DragomanError as error:
            return _refused(error, env, desk, Address("/"), "", own)
        path, _, query = back.partition("#")[0].partition("?")
        # What was judged may have gone or have another id now: the next one is shown.
        there = Address.of(path, query)
        kept = tuple((name, value) for name, value in there.given if name not in ("see", "done"))
        return RedirectResponse(Address(path, kept).to(done=done), status_code=303)

    return handler


def _drawn(
    page: Callable[..., Page | Moved],
    env: Environment,
    desk: Desk,
    address: Address,
    request: Request,
    own: dict[str, str],
) -> tuple[bytes | str, str]:
    """A page's bytes and their kind."""
    made = page(desk, address, **request.path_params)
    extension = request.scope["extension"]
    if isinstance(made, Moved):
        path, mark, question = made.to.partition("?")
        return path + extension + mark + question, "moved"
    if extension == ".json":
        return render.json(made, desk, address), "application/json"
    return render.html(env, made, desk, address, **own).encode(), "text/html; charset=utf-8"


def _user() -> str:
    """Who judges, where a form does not say: whoever started the server."""
    try:
        return getuser()
    except (KeyError, OSError):  # a system that knows no users
        return "reader"


def _file(made: Page | Moved, extension: str) -> Response:
    """The page as a table or a calendar, whole, a piece at a time."""
    if isinstance(made, Moved):
        path, mark, question = made.to.partition("?")
        return RedirectResponse(path + extension + mark + question, status_code=307)
    if extension == ".ics" and made.calendar is not None:
        return Response(made.calendar(), media_type="text/calendar; charset=utf-8", headers=_named("meetings.ics"))
    if extension == ".csv" and made.table is not None:
        name = "".join(c if c.isalnum() or c == "-" else "-" for c in made.table.name)
        return StreamingResponse(
            _unhurried(render.lines(made.table)), media_type="text/csv; charset=utf-8", headers=_named(f"{name}.csv")
        )
    raise NotFound(f"this page is no {'calendar' if extension == '.ics' else 'table'}; it has .json")


def _named(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


async def _unhurried(pieces: Iterator[str]) -> AsyncIterator[str]:
    """Between two pieces others get their turn."""
    for piece in pieces:
        yield piece
        await anyio.lowlevel.checkpoint()


def _tag(desk: Desk, address: Address, extension: str, own: dict[str, str]) -> str:
    """The same record, address and server give the same page."""
    told = f"{desk.version}{extension}{address.key}{own['token']}"
    return f'"{blake2b(told.encode(), digest_size=12).hexdigest()}"'


def _refused(
    error: DragomanError, env: Environment, desk: Desk, address: Address, extension: str, own: dict[str, str]
) -> Response:
    """What was wrong and what would do, as a page or as JSON."""
    status = 404 if isinstance(error, NotFound) else 400 if isinstance(error, BadAddress | WrongJudgement) else 503
    title = {404: "Not there", 400: "Not to be answered"}.get(status, "The record cannot be read")
    page = Page(template="refused", title=title, query=str(error), facts={"error": str(error)}, status=status)
    if extension:
        return Response(render.json(page, desk, address), status_code=status, media_type="application/json")
    bare = Address("/")
    return Response(
        render.html(env, page, desk, bare, **own), status_code=status, media_type="text/html; charset=utf-8"
    )


def _missing(env: Environment, own: dict[str, str]) -> Callable:
    async def handler(request: Request, error: HTTPException) -> Response:
        if error.status_code == 405:
            return PlainTextResponse("Pages are read with GET; forms are sent with POST.\n", status_code=405)
        what = NotFound(f"there is no page {request.url.path[:80]}; the menu names those there are")
        return _refused(what, env, request.app.state.desk, Address("/"), request.scope.get("extension", ""), own)

    return handler


def _static(name: str, kind: str) -> Callable:
    body = (render.HERE / "static" / name).read_bytes()
    tag = f'"{blake2b(body, digest_size=12).hexdigest()}"'

    async def handler(request: Request) -> Response:
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag})
        return Response(body, media_type=kind, headers={"ETag": tag})

    return handler
