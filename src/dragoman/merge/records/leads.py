"""Leads: tellings that need no comparing stand together, and one of them speaks for all.

In go tellings, out come leads with those they speak for. First a telling and its
reprints, for which the original speaks: a reprint's own date is the later day on
which it was printed. Then those whose originals nothing tells apart.
"""

from collections.abc import Callable, Collection, Hashable, Iterable

import msgspec

from dragoman.merge.records.telling import Ref, Telling, echo, signature
from dragoman.model.identity import content_key


class Lead(msgspec.Struct, frozen=True, eq=False):
    """`telling` speaks for `tellings`, itself among them; `id` is the same for whatever cannot be told from it."""

    id: int
    telling: Telling
    tellings: tuple[Telling, ...]


def leads(tellings: Iterable[Telling], alone: Collection[Ref] = ()) -> list[Lead]:
    """The leads of these tellings, in a fixed order; those in `alone` speak for themselves only."""
    echoes = {group[0].ref: group for group in grouped(tellings, lambda one: echo_key(one, alone))}
    groups = grouped([group[0] for group in echoes.values()], lambda one: lead_key(one, alone))
    together = ([t for one in group for t in echoes[one.ref]] for group in groups)
    return sorted((lead(lead_key(group[0], alone), group) for group in together), key=lead_order)


def lead(id: int, tellings: Iterable[Telling]) -> Lead:
    """The lead of tellings that stand together."""
    ordered = sorted(tellings, key=original_first)
    return Lead(id, ordered[0], tuple(ordered))


def echo_key(telling: Telling, alone: Collection[Ref] = ()) -> int:
    """Equal for a telling and its reprints."""
    return content_key("alone", telling.ref) if telling.ref in alone else content_key(echo(telling))


def lead_key(telling: Telling, alone: Collection[Ref] = ()) -> int:
    """Equal for originals that nothing tells apart."""
    day = telling.days[0] if telling.days else telling.published
    if telling.ref in alone:
        return content_key("alone", telling.ref, day=day)
    return content_key(signature(telling), day=day)


def grouped(tellings: Iterable[Telling], key: Callable[[Telling], Hashable]) -> list[list[Telling]]:
    """Groups of one key, the original first in each."""
    groups: dict[Hashable, list[Telling]] = {}
    for one in tellings:
        groups.setdefault(key(one), []).append(one)
    return [sorted(group, key=original_first) for group in groups.values()]


def original_first(telling: Telling) -> tuple:
    return telling.copied, telling.published or "9999", *place(telling)


def place(telling: Telling) -> tuple:
    """Where it stands: the one order that depends on nothing but what was read."""
    citation = telling.finding.citation
    return citation.article, citation.start, citation.end, telling.id


def lead_order(lead: Lead) -> tuple:
    return place(lead.telling)
