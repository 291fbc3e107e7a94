"""Processes: work on pages and articles spread over several processes, with one to write.

In go things and what is to be done with each, out comes each thing with its result, in
the order of the things, whatever the number of processes. What is done must depend on
nothing but the thing and the lexicon. Holds no more than keeps the processes busy.
"""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TypeVar

from dragoman.errors import ProcessFailed
from dragoman.lexicon import Lexicon
from dragoman.lexicon.tables import Own

T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[T, Lexicon], R]

CHUNK = 8  # things that a process takes at once
AHEAD = 2  # chunks for each process, so that none waits

_lexicon: Lexicon | None = None  # of a process that works; set once, when it starts


def spread(work: Work[T, R], things: Iterable[T], lexicon: Lexicon, processes: int = 1) -> Iterator[tuple[T, R]]:
    """Each thing with what `work` makes of it. With one process all is done here."""
    if processes <= 1:
        yield from ((thing, work(thing, lexicon)) for thing in things)
        return
    # Started anew, not forked: a copy of a process whose libraries run threads may hang.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, mp_context=context, initializer=_start, initargs=(lexicon.own,))
    try:
        yield from _in_order(work, iter(things), pool, processes * AHEAD)
    except BrokenProcessPool as error:
        raise ProcessFailed() from error
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(work: Work[T, R], things: Iterator[T], pool: ProcessPoolExecutor, ahead: int) -> Iterator[tuple[T, R]]:
    waiting: deque[tuple[list[T], Future[list[R]]]] = deque()
    while True:
        while len(waiting) < ahead and (chunk := list(islice(things, CHUNK))):
            waiting.append((chunk, pool.submit(_work, work, chunk)))
        if not waiting:
            return
        chunk, made = waiting.popleft()
        yield from zip(chunk, made.result(), strict=True)


def _start(own: Own) -> None:
    global _lexicon
    _lexicon = Lexicon(own)


def _work(work: Work[T, R], chunk: list[T]) -> list[R]:
    assert _lexicon is not None, "a process works only after it has started"
    return [work(thing, _lexicon) for thing in chunk]
