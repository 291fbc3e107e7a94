"""The desk: an open record with what many pages need of it, kept until the record changes."""

from collections.abc import Callable
from typing import TypeVar

from dragoman.errors import NotFound
from dragoman.ledger import Ledger
from dragoman.lexicon import Lexicon
from dragoman.model.actor import Actor
from dragoman.model.article import Article
from dragoman.model.judgement import Ruling
from dragoman.model.record import Record
from dragoman.store.browse import Browse, Link
from dragoman.store.notes import Note
from dragoman.views.network import Bond, bonds

T = TypeVar("T")
MOST_KEPT = 4_096  # answers of the record; then the one that was not asked for longest goes
MOST_DRAWN = 512  # pages, likewise


class Desk:
    """One ledger, open for as long as the server runs."""

    def __init__(self, ledger: Ledger):
        self.ledger = ledger
        self.browse: Browse = ledger.browse()
        self._kept: dict[object, object] = {}
        self._drawn: dict[object, object] = {}
        self._version = self.browse.version()

    @property
    def lexicon(self) -> Lexicon:
        return self.ledger.lexicon

    @property
    def version(self) -> tuple[int, int]:
        """Which state of the record the answers are of; a change by anybody empties what is kept."""
        version = self.browse.version()
        if version != self._version:
            self._kept.clear()
            self._drawn.clear()
            self._version = version
        return version

    def kept(self, key: object, make: Callable[[], T]) -> T:
        """What `make` gives, made once for a state of the record."""
        return _once(self._kept, MOST_KEPT, key, make)

    def drawn(self, key: object, make: Callable[[], T]) -> T:
        """A page, likewise; apart, so that many pages do not push out what is costly to count."""
        return _once(self._drawn, MOST_DRAWN, key, make)

    # -- names

    def name(self, id: str) -> str:
        """How a state, body or anybody is called: "South Korea"."""
        state = self.lexicon.states.get(id)
        if state is not None:
            return state.name
        body = self.lexicon.organisations.get(id)
        if body is not None:
            return body.name
        try:
            return self.kept(("name", id), lambda: self.browse.actor(id).name)
        except NotFound:
            return id

    def actor(self, id: str) -> Actor:
        return self.browse.actor(id)

    def articles(self, *records: Record) -> dict[str, Article]:
        """The articles that tell these records."""
        return {id: self.ledger.article(id) for id in {report.article for one in records for report in one.reports}}

    def story_of(self, article: str) -> dict[str, str] | None:
        """The story that an article belongs to."""
        found = self.browse.story_of(article)
        return found and {"id": found[0], "title": found[1]}

    # -- what people decided

    def judgements(self) -> list[Ruling]:
        """Everything people judged, the latest first."""
        return self.kept("judgements", lambda: list(self.ledger.judgements())[::-1])

    def judged(self, record: Record) -> list[Ruling]:
        """The standing judgements that bear on a record."""
        if not record.judged:
            return []
        return [one for one in self.judgements() if one.id in record.judged and not one.withdrawn]

    def notes(self, article: str) -> list[Note]:
        return list(self.ledger.notes(article))

    # -- what every page says of the record

    def coverage(self) -> dict[str, object]:
        """The coverage line: articles, outlets, copies, the newest day, how much is unchecked."""
        return self.kept("coverage", lambda: {**self.browse.coverage(), "newest": self.browse.newest_day()})

    @property
    def newest(self) -> str | None:
        """The day of the newest article."""
        return self.coverage()["newest"]

    def bonds(self, **asked: object) -> list[Bond]:
        """Every two states or bodies with records between them, the most told first."""

        def make() -> list[Bond]:
            links = self.browse.links(**asked)
            return bonds(self._scored(link) for link in links if _is_body(link.one) and _is_body(link.other))

        return self.kept(("bonds", *sorted(asked.items())), make)

    def bonds_of(self, party: str, **asked: object) -> list[Bond]:
        """Those of one state or body."""

        def make() -> dict[str, list[Bond]]:
            found: dict[str, list[Bond]] = {}
            for bond in self.bonds(**asked):
                found.setdefault(bond.one, []).append(bond)
                found.setdefault(bond.other, []).append(bond)
            return found

        return self.kept(("bonds of", *sorted(asked.items())), make).get(party, [])

    def _scored(self, link: Link) -> tuple[str, str, int, int, float | None]:
        score = self.lexicon.plover.score(link.type, link.mode) if link.weighed else None
        return link.one, link.other, link.count, link.sources or 0, score


def _is_body(party: str) -> bool:
    """States and bodies have ids in capitals; whoever else stands in a tie is nobody's state ("an industry source")."""
    return party == party.upper()


def _once(kept: dict[object, object], most: int, key: object, make: Callable[[], T]) -> T:
    """From what is kept, whose order is that of use; what is used least recently goes."""
    found = kept.pop(key, _NOTHING)
    if found is _NOTHING:
        found = make()  # before anything goes: it may itself keep something
        while len(kept) >= most:
            del kept[next(iter(kept))]
    kept[key] = found
    return found


_NOTHING = object()
