"""An address: all that a page depends on. The URL is the state; every link is made from one here."""

from functools import lru_cache
from urllib.parse import parse_qsl, quote, urlencode

import msgspec

from dragoman.errors import DragomanError
from dragoman.lexicon.days import is_date
from dragoman.store.wanted import Wanted
from dragoman.web.phrases import KINDS

CARRIED = ("since", "until", "as_of", "profile")  # what goes along from view to view
LOCAL = ("after", "see", "at", "from", "done")  # what belongs to one place in one view
PROFILES = ("all", "strict")
LONGEST = 400  # characters of one value


class BadAddress(DragomanError):
    """An address that cannot be answered, with what would be."""

    exit_code = 2


class Address(msgspec.Struct, frozen=True):
    """A path without its extension, and the parameters given, in the order of their names."""

    path: str
    given: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, path: str, query: str) -> "Address":
        """From a request; what is empty was not asked for."""
        pairs = parse_qsl(query, max_num_fields=40)
        if long := next((name for name, value in pairs if len(value) > LONGEST), None):
            raise BadAddress(f"{long[:40]}: longer than {LONGEST} characters; ask for less")
        return cls(path, tuple(sorted((name, value.strip()) for name, value in pairs if value.strip())))

    def get(self, name: str) -> str | None:
        return next((value for given, value in self.given if given == name), None)

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(value for given, value in self.given if given == name)

    def day(self, name: str) -> str | None:
        """An ISO day, month or year."""
        value = self.get(name)
        if value is not None and not is_date(value):
            raise BadAddress(f"{name}: not a date; write YYYY-MM-DD, YYYY-MM or YYYY")
        return value

    def one_of(self, name: str, allowed: tuple[str, ...]) -> str | None:
        value = self.get(name)
        if value is not None and value not in allowed:
            raise BadAddress(f"{name}: {value[:40]} is none of {', '.join(allowed)}")
        return value

    @property
    def after(self) -> int | None:
        """The cursor, opened."""
        value = self.get("after")
        if value is None:
            return None
        try:
            return int(value, 36)
        except ValueError:
            raise BadAddress("after: no cursor of ours; leave it out to begin at the newest") from None

    @property
    def place(self) -> int:
        """The cursor of a list that is counted through: how many come before."""
        if (after := self.after or 0) < 0:
            raise BadAddress("after: no cursor of ours; leave it out to begin with the first")
        return after

    # -- links

    def to(self, extension: str = "", **changes: object) -> str:
        """This page, with some parameters changed; None takes one away. A new question begins at its first page."""
        fresh = set(changes) - set(LOCAL)
        kept = {name: value for name, value in self.given if name not in changes and not (fresh and name in LOCAL)}
        return _url(self.path + extension, {**kept, **changes})

    def seeing(self) -> str:
        """This page up to the id whose evidence is to be seen: for lists, where each line has its own."""
        bare = self.to(see=None)
        return f"{bare}{'&' if '?' in bare else '?'}see="

    def link(self, path: str, **given: object) -> str:
        """Another page, with the dates and the profile kept."""
        kept = {name: value for name, value in self.given if name in CARRIED}
        return _url(path, {**kept, **given})

    @property
    def key(self) -> str:
        return _url(self.path, dict(self.given)) + repr(self.given)


def wanted(address: Address, **more: object) -> Wanted:
    """The records that the address asks for, beside what its path says."""
    asked = {
        "since": address.day("since"), "until": address.day("until"), "as_of": address.day("as_of"),
        "strict": address.one_of("profile", PROFILES) == "strict",
        "kind": address.one_of("kind", tuple(KINDS)), "type": address.get("type"),
    }  # fmt: skip
    return Wanted(**(asked | more))


def limits(asked: Wanted) -> dict[str, object]:
    """What of a question narrows every tie: its dates and how well founded the facts are."""
    return {"since": asked.since, "until": asked.until, "as_of": asked.as_of, "strict": asked.strict}


@lru_cache(4_096)
def path_of(*parts: str) -> str:
    """A path from its parts, each escaped whole."""
    return "/" + "/".join(quote(part, safe="") for part in parts)


def _url(path: str, given: dict[str, object]) -> str:
    pairs = [(name, str(value)) for name, value in sorted(given.items()) if value not in (None, "")]
    return _quoted(path) + (f"?{urlencode(pairs)}" if pairs else "")


@lru_cache(4_096)
def _quoted(path: str) -> str:
    return quote(path, safe="/%")
