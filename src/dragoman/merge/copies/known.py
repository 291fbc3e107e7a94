"""Known: what finding copies asks of the articles that are known already, and keeps of them.

`Known` says what is asked; a record in a file answers from its tables (store.copies),
`Remembered` from memory, for a set of articles that all fit there. Judges nothing.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import numpy as np

from dragoman.model.article import Article
from dragoman.model.copy import Copy, Fingerprint, Link, Shared


class Known(Protocol):
    """The articles looked at so far. Everything given back depends on the set of them alone."""

    def article(self, id: str) -> Article: ...

    def add(self, fingerprints: Iterable[tuple[Fingerprint, np.ndarray]]) -> None:
        """Remember articles by their marks."""
        ...

    def fingerprint(self, id: str) -> Fingerprint | None:
        """What is known of an article; None where it has not been added."""
        ...

    def fingerprints(self, key: int) -> Sequence[Fingerprint]:
        """All that have this key."""
        ...

    def first(self, marks: Iterable[int], count: int) -> Mapping[int, Sequence[int]]:
        """The smallest keys under each mark, sorted, at most so many; marks nobody has are left out."""
        ...

    def under(self, mark: int) -> Sequence[int]:
        """All keys under a mark."""
        ...

    def links(self, id: str) -> Sequence[Link]:
        """An article's links, to shorter and to longer ones."""
        ...

    def replace_links(self, gone: Iterable[Link], put: Iterable[Link]) -> None:
        """Take links out, then put others in, each in the place of the one between the same two."""
        ...

    def place(self, id: str) -> Copy | None:
        """An article's place in a family; None where it has no family."""
        ...

    def members(self, family: str) -> Sequence[str]: ...

    def replace_places(self, gone: Iterable[str], put: Iterable[Copy]) -> None:
        """Take articles out of their families, then put others in."""
        ...

    def shared(self, id: str) -> Shared | None:
        """What of an article stands in others; None where nothing was found to."""
        ...

    def replace_shared(self, gone: Iterable[str], put: Mapping[str, Shared]) -> None:
        """The same for what articles have from others."""
        ...


class Remembered:
    """Known, in memory."""

    def __init__(self, articles: Mapping[str, Article]):
        self._articles = articles
        self._fingerprints: dict[str, Fingerprint] = {}
        self._by_key: dict[int, list[Fingerprint]] = defaultdict(list)
        self._under: dict[int, list[int]] = defaultdict(list)
        self._links: dict[str, dict[str, Link]] = defaultdict(dict)
        self.places: dict[str, Copy] = {}
        self._members: dict[str, set[str]] = defaultdict(set)
        self.all_shared: dict[str, Shared] = {}

    def article(self, id: str) -> Article:
        return self._articles[id]

    def add(self, fingerprints: Iterable[tuple[Fingerprint, np.ndarray]]) -> None:
        for fingerprint, marks in fingerprints:
            self._fingerprints[fingerprint.article] = fingerprint
            self._by_key[fingerprint.key].append(fingerprint)
            for mark in marks.tolist():
                keys = self._under[mark]
                at = bisect_left(keys, fingerprint.key)
                if at == len(keys) or keys[at] != fingerprint.key:
                    insort(keys, fingerprint.key)

    def fingerprint(self, id: str) -> Fingerprint | None:
        return self._fingerprints.get(id)

    def fingerprints(self, key: int) -> Sequence[Fingerprint]:
        return self._by_key.get(key, ())

    def first(self, marks: Iterable[int], count: int) -> Mapping[int, Sequence[int]]:
        return {mark: self._under[mark][:count] for mark in marks if mark in self._under}

    def under(self, mark: int) -> Sequence[int]:
        return self._under.get(mark, ())

    def links(self, id: str) -> Sequence[Link]:
        return tuple(self._links.get(id, {}).values())

    def replace_links(self, gone: Iterable[Link], put: Iterable[Link]) -> None:
        for link in gone:
            del self._links[link.longer][link.shorter], self._links[link.shorter][link.longer]
        for link in put:
            self._links[link.longer][link.shorter] = self._links[link.shorter][link.longer] = link

    def place(self, id: str) -> Copy | None:
        return self.places.get(id)

    def members(self, family: str) -> Sequence[str]:
        return tuple(self._members.get(family, ()))

    def replace_places(self, gone: Iterable[str], put: Iterable[Copy]) -> None:
        for id in gone:
            self._members[self.places.pop(id).family].discard(id)
        for copy in put:
            self.places[copy.article] = copy
            self._members[copy.family].add(copy.article)

    def shared(self, id: str) -> Shared | None:
        return self.all_shared.get(id)

    def replace_shared(self, gone: Iterable[str], put: Mapping[str, Shared]) -> None:
        for id in gone:
            del self.all_shared[id]
        self.all_shared.update(put)
