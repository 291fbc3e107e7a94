"""Union: things joined two by two into groups. Says nothing about why they are joined."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Union(Generic[T]):
    """Union-find. A group's root is its first member in the order given, whatever the order of the joins."""

    def __init__(self, things: Iterable[T]):
        self._parent = {thing: thing for thing in things}
        self._place = {thing: at for at, thing in enumerate(self._parent)}

    def find(self, thing: T) -> T:
        root = thing
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[thing] != root:
            self._parent[thing], thing = root, self._parent[thing]
        return root

    def join(self, a: T, b: T) -> T:
        first, second = sorted((self.find(a), self.find(b)), key=self._place.__getitem__)
        self._parent[second] = first
        return first

    def groups(self) -> list[list[T]]:
        """Every group with its members, both in the order given."""
        found: dict[T, list[T]] = {}
        for thing in self._parent:
            found.setdefault(self.find(thing), []).append(thing)
        return list(found.values())
