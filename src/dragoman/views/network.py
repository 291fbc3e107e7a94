"""The network: every tie with its weight, mean score and trend, as rows, lines, DOT and GraphML."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

import msgspec

from dragoman.model.summary import Sum
from dragoman.views import words
from dragoman.views.brief import CALM
from dragoman.views.terminal import Lines

LATELY = 3  # months that a trend compares with what was before
COLUMNS = ("a", "b", "sources", "events", "cooperation", "conflict", "mean", "lean", "trend")
_MARK = {"cooperation": ("good", "▲"), "conflict": ("bad", "▼"), "mixed": ("", "◆")}


class Link(msgspec.Struct, frozen=True):
    """A tie of two. `sources` is its weight: its events, each by its independent sources.

    `trend` compares the mean score of the last months with that before: warming, cooling,
    steady, new (nothing before), quiet (nothing since).
    """

    a: str
    b: str
    sources: int
    events: int
    cooperation: int
    conflict: int
    mean: float
    lean: str
    trend: str


class Network(msgspec.Struct, frozen=True):
    """Ties by weight; `recent` is the day from which their trend counts."""

    links: tuple[Link, ...]
    recent: str


Sums = Iterable[tuple[str, str, Sum]]


def lately_of(as_of: str, since: str | None) -> str:
    """The month from which a trend counts: the last LATELY months, or less where the time is shorter."""
    year, month = int(as_of[:4] or 1), int(as_of[5:7] or 12)
    first = year * 12 + month - LATELY
    return max(f"{max(1, first // 12):04}-{first % 12 + 1:02}", (since or "")[:10])


def network(sums: Sums, lately: Sums, recent: str) -> Network:
    """The network of these ties; `lately` is what of their sums is of the last months."""
    new = {(a, b): total for a, b, total in lately}
    links = [_link((a, b), total, new.get((a, b))) for a, b, total in sums if total.sources]
    return Network(tuple(sorted(links, key=lambda link: (-link.sources, link.a, link.b))), recent)


def network_lines(found: Network, limit: int) -> Lines:
    """The heaviest ties, a line each."""
    links = found.links
    told = words.count(len(links), "tie")
    states = len({party for link in links for party in (link.a, link.b)})
    yield [("bold", f"  {told}, {words.count(states, 'state or body', 'states and bodies')}")]
    if links:
        head = f"  {'':<13}{'sources':>8}{'events':>8}{'score':>8}"
        yield [("dim", f"{head}  trend: since {words.day(found.recent)} against before")]
    for link in links[:limit]:
        style, mark = _MARK[link.lean]
        yield [
            ("bold", f"  {words.tie((link.a, link.b)):<13}"),
            ("", f"{link.sources:>8,}{link.events:>8,}"),
            (style, f"{link.mean:>+8.1f} {mark}"),
            ("dim", f"  {link.trend}"),
        ]
    if len(links) > limit:
        yield [("dim", f"  … and {len(links) - limit:,} more; --limit {len(links)} shows them")]


def dot(links: Iterable[Link]) -> Iterator[str]:
    """The network for Graphviz."""
    yield "graph ties {\n"
    for link in links:
        yield f'  {_quoted(link.a)} -- {_quoted(link.b)} [weight={link.sources}, label="{link.mean:+.1f}"];\n'
    yield "}\n"


def graphml(links: Iterable[Link]) -> Iterator[str]:
    """The network for Gephi, yEd, networkx and igraph."""
    links = tuple(links)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for name, kind in _KEYS.items():
        yield f'  <key id="{name}" for="edge" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '  <graph id="ties" edgedefault="undirected">\n'
    for party in sorted({party for link in links for party in (link.a, link.b)}):
        yield f"    <node id={quoteattr(party)}/>\n"
    for link in links:
        data = "".join(f'<data key="{name}">{escape(str(getattr(link, name)))}</data>' for name in _KEYS)
        yield f"    <edge source={quoteattr(link.a)} target={quoteattr(link.b)}>{data}</edge>\n"
    yield "  </graph>\n</graphml>\n"


_KEYS = {
    "sources": "int", "events": "int", "cooperation": "int", "conflict": "int",
    "mean": "double", "lean": "string", "trend": "string",
}  # fmt: skip


def lean(mean: float) -> str:
    """Where a mean score leans."""
    return "cooperation" if mean > CALM else "conflict" if mean < -CALM else "mixed"


def _link(tie: tuple[str, str], total: Sum, recent: Sum | None) -> Link:
    mean = total.mean or 0.0
    return Link(
        *tie, total.sources, total.events, total.cooperation, total.conflict, round(mean, 2), lean(mean),
        _trend(total, recent),
    )  # fmt: skip


def _trend(total: Sum, recent: Sum | None) -> str:
    if recent is None or not recent.sources:
        return "quiet"
    before = total - recent
    if not before.sources:
        return "new"
    change = (recent.mean or 0.0) - (before.mean or 0.0)
    return "warming" if change > CALM else "cooling" if change < -CALM else "steady"


def _quoted(party: str) -> str:
    escaped = party.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
