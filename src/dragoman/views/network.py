"""The network: every tie with its weight, mean score and trend, as rows, lines, DOT and GraphML."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


class Bond(msgspec.Struct, frozen=True):
    """A tie of two for a question that limits days or certainty: all its records, and where its events lean.

    `sources` is its weight, those of all its records; `events` are those by which it leans.
    """

    one: str
    other: str
    records: int
    events: int
    sources: int
    mean: float | None

    @property
    def lean(self) -> str:
        return lean(self.mean)


class Network(msgspec.Struct, frozen=True):
    """Ties by weight, `more` if there are others; `recent` is the day from which their trend counts."""

    links: tuple[Link, ...]
    more: bool
    recent: str


def lately_of(as_of: str, since: str | None) -> str:
    """The month from which a trend counts: the last LATELY months, or less where the time is shorter."""
    year, month = int(as_of[:4] or 1), int(as_of[5:7] or 12)
    first = year * 12 + month - LATELY
    return max(f"{max(1, first // 12):04}-{first % 12 + 1:02}", (since or "")[:10])


def network(
    sums: Sequence[tuple[str, str, Sum]], late: Mapping[tuple[str, str], Sum], recent: str, limit: int | None = None
) -> Network:
    """The network of at most so many of these ties; `late` is what of their sums is of the last months."""
    links = tuple(_link(a, b, total, late.get((a, b))) for a, b, total in sums[:limit])
    return Network(links, len(links) < len(sums), recent)


def bonds(links: Iterable[tuple[str, str, int, int, float | None]]) -> list[Bond]:
    """Links (one, other, records, sources, score of one event or None) by pair, the most told first."""
    sums: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0, 0, 0, 0, 0.0])
    for one, other, count, sources, score in links:
        total = sums[one, other]
        total[0] += count
        total[1] += sources
        if score is not None:
            total[2] += count
            total[3] += sources
            total[4] += score * sources
    found = [
        Bond(one, other, int(records), int(events), int(sources), round(score / weight, 2) if weight else None)
        for (one, other), (records, sources, events, weight, score) in sums.items()
    ]
    return sorted(found, key=lambda bond: (-bond.sources, -bond.records, bond.one, bond.other))


def network_lines(found: Network) -> Lines:
    """The ties, a line each."""
    links = found.links
    yield [("bold", f"  {'the heaviest ' if found.more else ''}{words.count(len(links), 'tie')}")]
    if links:
        head = f"  {'':<13}{'sources':>8}{'events':>8}{'score':>8}"
        yield [("dim", f"{head}  trend: since {words.day(found.recent)} against before")]
    for link in links:
        style, mark = _MARK[link.lean]
        yield [
            ("bold", f"  {words.tie((link.a, link.b)):<13}"),
            ("", f"{link.sources:>8,}{link.events:>8,}"),
            (style, f"{link.mean:>+8.1f} {mark}"),
            ("dim", f"  {link.trend}"),
        ]
    if found.more:
        yield [("dim", f"  … and more; --limit {2 * len(links)} shows twice as many")]


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


def lean(mean: float | None) -> str:
    """Cooperation, conflict or mixed, by a mean PLOVER score; background where there is none."""
    if mean is None:
        return "background"
    return "cooperation" if mean > CALM else "conflict" if mean < -CALM else "mixed"


def _link(a: str, b: str, total: Sum, late: Sum | None) -> Link:
    mean = total.mean or 0.0
    return Link(
        a, b, total.sources, total.events, total.cooperation, total.conflict, round(mean, 2), lean(mean),
        _trend(total, late),
    )  # fmt: skip


def _trend(total: Sum, late: Sum | None) -> str:
    if late is None or not late.sources:
        return "quiet"
    before = total - late
    if not before.sources:
        return "new"
    change = (late.mean or 0.0) - (before.mean or 0.0)
    return "warming" if change > CALM else "cooling" if change < -CALM else "steady"


def _quoted(party: str) -> str:
    escaped = party.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
