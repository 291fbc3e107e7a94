"""What stands before every page: who may ask, how much, and what a browser may do with the answer.

A page here holds words of strangers. They are escaped by the templates; these headers see to it that
even a word that slipped through could load and run nothing.
"""

from secrets import compare_digest
from urllib.parse import parse_qsl, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
MOST = 64 * 1024  # bytes of a form
LONGEST = 4_000  # characters of a path with its question

POLICY = "; ".join(
    (
        "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'", "connect-src 'self'",
        "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    )
)  # fmt: skip

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Refuses what comes to another name than ours, or is too long; puts the headers on every answer."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str] = HOSTS):
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-cache, private")
            await send(message)

        answer: ASGIApp = self.app
        host = Headers(scope=scope).get("host", "")
        if hostname(host) not in self.hosts:
            # Another name that leads here is how a stranger's site would read the record (DNS rebinding).
            answer = PlainTextResponse("This server answers to localhost only.\n", status_code=421)
        elif len(scope["path"]) + len(scope["query_string"]) > LONGEST:
            answer = PlainTextResponse("The address is too long.\n", status_code=414)
        await answer(scope, receive, guarded)


def hostname(host: str) -> str:
    """The name without its port: "[::1]:8765" → "::1"; nothing for what is no host."""
    try:
        return (urlsplit(f"//{host}").hostname or "") if host and "@" not in host else ""
    except ValueError:
        return ""


def same_origin(request: Request) -> bool:
    """Whether a browser says that the form stood on a page of ours; what says nothing is no browser."""
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    return origin is None or origin == f"{request.url.scheme}://{request.headers.get('host', '')}"


async def form(request: Request, token: str) -> dict[str, str] | str:
    """The form's fields, or why it is refused: a write needs a page of ours, and the token that stood in it."""
    if not same_origin(request):
        return "the form was sent from another site"
    kind = request.headers.get("content-type", "").partition(";")[0]
    if kind != "application/x-www-form-urlencoded":
        return "only forms are taken"
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST:
            return f"the form is longer than {MOST:,} bytes"
    try:
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=100))
    except ValueError:
        return "the form cannot be read"
    if not compare_digest(fields.pop("token", "").encode(), token.encode()):
        return "the form is from before this server started; load the page again"
    return fields
