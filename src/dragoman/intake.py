"""Intake: pages on their way to be read. What came, what could not be opened, what is there already."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator

import msgspec

from dragoman.errors import PageError
from dragoman.lexicon.tables import OwnTables
from dragoman.model.page import Page
from dragoman.model.reading import Issue
from dragoman.store import read, write

Progress = Callable[[int, str], None]  # pages done, the page now read


class Intake:
    """`done` pages came, of which `otherwise` are stored as read with other tables; `broken` says what was none."""

    def __init__(
        self,
        conn: sqlite3.Connection,
        pages: Iterable[Page | PageError],
        own: OwnTables | None,
        progress: Progress | None = None,
    ):
        self._conn, self._pages, self._own, self._progress = conn, pages, own, progress
        self._again: list[Page] = []
        self.done, self.otherwise = 0, 0
        self.broken: list[str] = []

    def unread(self) -> Iterator[Page]:
        """The pages that are not stored, each once."""
        given: set[str] = set()
        for page in self._pages:
            if isinstance(page, PageError):
                self.broken.append(str(page))
                write.add_page_issue(self._conn, page.page, Issue("sources", str(page)))
                continue
            self.done += 1
            if self._progress is not None:
                self._progress(self.done, page.name)
            if page.id in given:
                self._again.append(msgspec.structs.replace(page, text="", blocks=()))
            elif stored := read.stored_page(self._conn, page):
                write.name_page(self._conn, stored, page.name)  # it may be a new one
                self.otherwise += read.lexicon_of(self._conn, stored) != (self._own.id if self._own else None)
            else:
                given.add(page.id)
                yield page

    def name_again(self) -> None:
        """Pages that came twice, under two names perhaps: once all that came first are stored."""
        for page in self._again:
            write.name_page(self._conn, page.id, page.name)
