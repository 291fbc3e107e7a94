"""Shingles: which articles have a mark, for millions of articles, in the one file.

In go pairs of a mark and an article's key, 32 bits each; out come the keys under a
mark. Pairs are postings, 64-bit numbers, kept sorted in blocks of a page each. Blocks
stand in levels, each EIGHT times the one above: new postings go into the first, and
one that is full is merged into the next. So a posting is rewritten some twenty times in
all, where a table would write a page for each, and the work stays the same at a million.
Knows nothing of texts.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

BLOCK = 500  # postings: 4,000 bytes, what one page of SQLite holds
FIRST = 1 << 16  # postings of the first level; some thousand articles
EIGHT = 8
STRETCH = 512  # blocks merged at once: two megabytes
ASKED = 4096  # marks looked up at once: as many blocks at the most, sixteen megabytes

_HALF = np.uint64(32)
_LEVEL, _TURN = 48, 47  # bits of a block's number above its place in the level


class Shingles:
    """The postings of one file. Whoever calls holds the transaction."""

    def __init__(self, conn: sqlite3.Connection):
        self._conn = conn
        rows = conn.execute("SELECT level, turn, firsts FROM shingle_level ORDER BY level")
        self._levels = {level: (turn, np.frombuffer(firsts, np.uint64)) for level, turn, firsts in rows}

    def add(self, marks: np.ndarray, keys: np.ndarray) -> None:
        """Put articles under their marks, given mark by mark with the key beside it."""
        coming = np.unique(marks.astype(np.uint64) << _HALF | keys.astype(np.uint64))
        for level in range(64):
            if not len(coming):
                return
            room = FIRST * EIGHT**level
            _, firsts = self._levels.get(level, (0, np.empty(0, np.uint64)))
            if len(firsts) * BLOCK + len(coming) <= room:
                self._merge(level, coming)
                return
            if len(coming) > room or len(firsts):  # the level goes down as a whole, with what comes
                coming = _merged(coming, *self._blocks(level, 0, len(firsts)))
                self._empty(level)

    def first(self, marks: Iterable[int], count: int) -> Mapping[int, Sequence[int]]:
        """The smallest keys under each mark, sorted, at most `count` of them, which must be below BLOCK."""
        wanted = np.unique(np.fromiter(marks, np.uint64))
        found: dict[int, list[int]] = {}
        for level, (_, firsts) in self._levels.items():
            for start in range(0, len(wanted), ASKED):
                asked = wanted[start : start + ASKED]
                postings = self._around(level, firsts, asked)
                starts = np.searchsorted(postings, asked << _HALF)
                ends = np.searchsorted(postings, (asked << _HALF) | np.uint64(0xFFFFFFFF), "right")
                keys = postings & np.uint64(0xFFFFFFFF)
                some = np.flatnonzero(ends > starts)
                ends = np.minimum(ends, starts + count)
                for mark, first, end in zip(
                    asked[some].tolist(), starts[some].tolist(), ends[some].tolist(), strict=True
                ):
                    found.setdefault(mark, []).append(keys[first:end].tolist())
        return {
            mark: runs[0] if len(runs) == 1 else sorted({key for run in runs for key in run})[:count]
            for mark, runs in found.items()
        }

    def under(self, mark: int) -> list[int]:
        """All keys under a mark, sorted."""
        low, high = np.uint64(mark << 32), np.uint64(mark << 32 | 0xFFFFFFFF)
        found = [np.empty(0, np.uint64)]
        for level, (_, firsts) in self._levels.items():
            start = max(0, int(np.searchsorted(firsts, low, "right")) - 1)
            end = int(np.searchsorted(firsts, high, "right"))
            for postings in self._blocks(level, start, end):
                found.append(postings[np.searchsorted(postings, low) : np.searchsorted(postings, high, "right")])
        return np.unique(np.concatenate(found) & np.uint64(0xFFFFFFFF)).tolist()

    def _around(self, level: int, firsts: np.ndarray, wanted: np.ndarray) -> np.ndarray:
        """The blocks in which these marks' postings begin, and those where they go on, one after the other."""
        at = np.searchsorted(firsts, wanted << _HALF, "right")
        before = np.maximum(at, 1) - 1
        next_too = at[(at < len(firsts)) & (firsts[np.minimum(at, len(firsts) - 1)] >> _HALF == wanted)]
        numbers = np.unique(np.concatenate((before, next_too)))
        base = self._number(level, self._levels[level][0])
        sql = "SELECT postings FROM shingle_block WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number"
        rows = self._conn.execute(sql, (json.dumps((base + numbers).tolist()),))
        return np.frombuffer(b"".join(postings for (postings,) in rows), np.uint64)

    def _merge(self, level: int, coming: np.ndarray) -> None:
        """Write a level anew with these postings in it, a stretch at a time, so that memory stays small."""
        turn, firsts = self._levels.get(level, (1, np.empty(0, np.uint64)))
        written, left = [], np.empty(0, np.uint64)
        for start in range(0, len(firsts), STRETCH):
            end = min(start + STRETCH, len(firsts))
            until = len(coming) if end == len(firsts) else int(np.searchsorted(coming, firsts[end]))
            merged = _merged(left, coming[:until], *self._blocks(level, start, end))
            coming = coming[until:]
            whole = len(merged) - (len(merged) % BLOCK if end < len(firsts) else 0)
            written += self._write(level, 1 - turn, sum(map(len, written)), merged[:whole])
            left = merged[whole:]
        if not len(firsts):
            written += self._write(level, 1 - turn, 0, coming)
        self._delete(level, turn)
        self._levels[level] = (1 - turn, np.concatenate(written))
        self._conn.execute(
            "INSERT OR REPLACE INTO shingle_level VALUES (?, ?, ?)",
            (level, 1 - turn, self._levels[level][1].tobytes()),
        )

    def _write(self, level: int, turn: int, place: int, postings: np.ndarray) -> list[np.ndarray]:
        """Append blocks to a level from this place on; the first posting of each."""
        base = self._number(level, turn) + place
        self._conn.executemany(
            "INSERT INTO shingle_block VALUES (?, ?)",
            (
                (base + number, postings[at : at + BLOCK].tobytes())
                for number, at in enumerate(range(0, len(postings), BLOCK))
            ),
        )
        return [postings[::BLOCK].copy()]

    def _blocks(self, level: int, start: int, end: int) -> Iterator[np.ndarray]:
        base = self._number(level, self._levels[level][0]) if level in self._levels else 0
        rows = self._conn.execute(
            "SELECT postings FROM shingle_block WHERE number >= ? AND number < ? ORDER BY number",
            (base + start, base + end),
        )
        return (np.frombuffer(postings, np.uint64) for (postings,) in rows)

    def _empty(self, level: int) -> None:
        if level in self._levels:
            self._delete(level, self._levels.pop(level)[0])
            self._conn.execute("DELETE FROM shingle_level WHERE level = ?", (level,))

    def _delete(self, level: int, turn: int) -> None:
        base = self._number(level, turn)
        self._conn.execute(
            "DELETE FROM shingle_block WHERE number >= ? AND number < ?", (base, base + (1 << _TURN))
        )

    @staticmethod
    def _number(level: int, turn: int) -> int:
        return level << _LEVEL | turn << _TURN


def _merged(*sorted_runs: np.ndarray) -> np.ndarray:
    """One sorted run of several, each posting once."""
    together = np.sort(np.concatenate(sorted_runs), kind="stable")  # runs that are sorted are only merged
    if not len(together):
        return together
    return together[np.concatenate(([True], together[1:] != together[:-1]))]
