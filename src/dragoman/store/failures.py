"""SQLite's errors in plain words: an error and a path in, a StoreError out.

Does no I/O beyond asking whether the path and its folder are there.
"""

import os
import sqlite3

import msgspec

from dragoman.errors import StoreError

LOCKED = ("is locked by another program", "wait until that program is done, then try again")

# SQLite's primary result code → (what happened, what to do).
WORDS = {
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_READONLY: ("is read-only", "make the file and its folder writable"),
    sqlite3.SQLITE_PERM: ("may not be opened by you", "ask for the right to read and write it"),
    sqlite3.SQLITE_FULL: ("no room is left on the disk", "free some space and try again"),
    sqlite3.SQLITE_IOERR: ("the disk could not be read or written", "check the disk and its free space"),
    sqlite3.SQLITE_NOTADB: ("is not a Dragoman database", "name another file with --db"),
    sqlite3.SQLITE_CORRUPT: ("is damaged", "restore it from a backup, or read your pages into a new file"),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", "make the file and its folder readable and writable"),
}  # fmt: skip


def explained(path: str, error: Exception) -> StoreError:
    """What `error` means for the database at `path`."""
    if isinstance(error, msgspec.MsgspecError):
        return StoreError(path, f"holds a row that this version cannot read ({error})", "upgrade Dragoman")
    code = getattr(error, "sqlite_errorcode", None)  # absent where Python, not SQLite, objects
    if code is None:
        return StoreError(path, str(error), "please report this")
    code &= 0xFF  # the rest tells variants of one cause apart
    if code == sqlite3.SQLITE_CANTOPEN:
        return _cannot_open(path)
    reason, mend = WORDS.get(code, (f"failed: {error}", "please report this"))
    return StoreError(path, reason, mend)


def _cannot_open(path: str) -> StoreError:
    folder = os.path.dirname(os.path.abspath(path))
    if os.path.isdir(path):
        return StoreError(path, "is a folder", "name a file with --db")
    if not os.path.isdir(folder):
        return StoreError(path, "its folder does not exist", f"create {folder} first")
    return StoreError(path, *WORDS[sqlite3.SQLITE_CANTOPEN])
