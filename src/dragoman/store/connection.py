"""Opening the file: a path in, a ready sqlite3 connection out.

The border to SQLite: every sqlite3.Error becomes a StoreError here. Knows
nothing of articles or records.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from dragoman.errors import StoreError
from dragoman.store.failures import explained
from dragoman.store.migrations import MIGRATIONS

CACHE_KIB = 64 * 1024  # taken only as it is needed
WAITING_PAGES = 32 * 1024  # 128 MB that may wait beside the file: what is written again soon is copied into it once
APPLICATION_ID = 0x44524147  # "DRAG": what marks a SQLite file as ours


def open_store(path: str, *, create: bool = True, timeout: float = 5.0) -> sqlite3.Connection:
    """The database at `path`, brought up to this version; `timeout` is how many seconds to wait for a lock.

    >>> open_store(":memory:").execute("SELECT count(*) FROM article").fetchone()
    (0,)
    """
    path = os.fspath(path)
    if not create and path != ":memory:" and not os.path.exists(path):
        raise StoreError(
            path, "does not exist", "read some pages into it first: dragoman read PATH --db FILE"
        )
    with guarded(path):
        # isolation_level None: transactions begin where we say so, never behind our back.
        conn = sqlite3.connect(_address(path, create), uri=True, timeout=timeout, isolation_level=None)
        try:
            version = _version(conn, path, create)
            _configure(conn)
            if version < len(MIGRATIONS):
                _migrate(conn)
        except BaseException:
            conn.close()
            raise
    return conn


@contextmanager
def guarded(path: str) -> Iterator[None]:
    """Within it, whatever SQLite or a stored row objects to is raised as a StoreError about `path`."""
    try:
        yield
    except (sqlite3.Error, msgspec.DecodeError) as error:
        raise explained(path, error) from error


@contextmanager
def transaction(conn: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing. When it ends without an error, what was written survives a crash."""
    with guarded(path_of(conn)):
        conn.execute("BEGIN IMMEDIATE")
        try:
            yield
            conn.execute("COMMIT")
        except BaseException:
            if conn.in_transaction:  # a full disk has already rolled back
                conn.execute("ROLLBACK")
            raise


def path_of(conn: sqlite3.Connection) -> str:
    """The file behind `conn`, for messages."""
    return conn.execute("PRAGMA database_list").fetchone()[2] or ":memory:"


def _address(path: str, create: bool) -> str:
    # Only the URI form can open without creating; it also keeps "?" and "%" in file names harmless.
    return (
        path if path == ":memory:" else f"{Path(path).absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
    )


def _version(conn: sqlite3.Connection, path: str, create: bool) -> int:
    """The file's version; refuses files that are not ours before anything in them is touched."""
    # One statement, one snapshot: another program may be creating the same file right now.
    application, version, tables = conn.execute(
        "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master)"
        " FROM pragma_application_id, pragma_user_version"
    ).fetchone()
    blank = application == version == tables == 0
    if application != APPLICATION_ID and not (create and blank):
        raise StoreError(path, "is not a Dragoman database", "name another file with --db")
    if version > len(MIGRATIONS):
        raise StoreError(
            path,
            f"was written by a newer Dragoman (its version is {version}, this one knows {len(MIGRATIONS)})",
            "upgrade Dragoman",
        )
    return version


def _configure(conn: sqlite3.Connection) -> None:
    if conn.execute("PRAGMA journal_mode").fetchone()[0] not in ("wal", "memory"):
        _write_ahead(conn)
    # FULL: a commit is on the disk before we say "stored", even if the power fails. NORMAL would
    # survive a killed program, but not that; it costs one sync a page, little beside reading the page.
    conn.execute("PRAGMA synchronous = FULL")
    conn.execute("PRAGMA foreign_keys = ON")
    # SQLite's own 2 MB hold the indexes of a few thousand articles; with more, each new one would be slower.
    conn.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    conn.execute(f"PRAGMA wal_autocheckpoint = {WAITING_PAGES}")


def _write_ahead(conn: sqlite3.Connection) -> None:
    """Let readers never wait for the writer."""
    try:
        conn.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # Another program is opening the same new file, and does this for both. SQLite does not wait here.
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise


def _migrate(conn: sqlite3.Connection) -> None:
    for version, script in enumerate(MIGRATIONS, start=1):
        with transaction(conn):
            # Asked again under the lock: another program may have come first.
            if conn.execute("PRAGMA user_version").fetchone()[0] >= version:
                continue
            for statement in _statements(script):
                conn.execute(statement)
            conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            conn.execute(f"PRAGMA user_version = {version}")


def _statements(script: str) -> Iterator[str]:
    """One statement at a time: `executescript` would commit the transaction that we are in."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
