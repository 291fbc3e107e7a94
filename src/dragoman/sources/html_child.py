"""The parent's end of the HTML worker: starts it late, asks it a page at a time, kills it when it must."""

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Any

from dragoman.config import Limits
from dragoman.sources import frames

START_SECONDS = 120  # for the child to import its libraries, on a slow and busy machine
PAGES_A_CHILD = 1000  # then a fresh one, so that no library's cache or leak creeps up to the memory limit


class ParseFailed(Exception):
    """Why the child gave no answer; the reason reads on after the page's name."""


class Worker:
    """One child process. `ask` once at a time; after a ParseFailed look at `alive`."""

    def __init__(self, limits: Limits):
        self.limits, self.owner = limits, os.getpid()
        self.alive, self._left = True, PAGES_A_CHILD
        # -P and our own path: the child finds what we find, and never a lxml.py in the current folder.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "dragoman.sources.html_worker", str(limits.memory_bytes)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )  # fmt: skip
        try:
            self._exchange(None, START_SECONDS)
        except ParseFailed as error:
            raise ParseFailed("cannot be parsed: the HTML parser does not start") from error

    def ask(self, markup: bytes) -> dict[str, Any]:
        """The child's answer for one page."""
        self._left -= 1
        answer = json.loads(self._exchange(markup, self.limits.seconds))
        if self._left <= 0:
            self.close()
        if reason := answer.get("failed"):
            raise ParseFailed(reason)
        return answer

    def _exchange(self, message: bytes | None, seconds: float) -> bytes:
        """Sends and receives. A timer kills the child, which ends a blocked write or read on our side."""
        expired = threading.Event()

        def end() -> None:
            expired.set()
            self._process.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        answer = None
        try:
            if message is not None:
                frames.send(self._process.stdin, message)
            answer = frames.receive(self._process.stdout)
        except OSError:
            pass  # the child is gone; said below
        finally:
            timer.cancel()
            timer.join()  # from here on it has killed the child or never will
            if answer is None or expired.is_set():
                self.close()
        if answer is None:
            raise ParseFailed(
                f"took over {seconds:g} s to parse" if expired.is_set() else "crashed the parser"
            )
        return answer

    def close(self) -> None:
        """Ends the child; safe to call twice."""
        self.alive = False
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # unsent bytes for a child that is gone
                pipe.close()


_lock = threading.Lock()
_worker: Worker | None = None


def ask(markup: bytes, limits: Limits) -> dict[str, Any]:
    """Asks the one child of this process; starts it at the first page and after each failure."""
    global _worker
    with _lock:
        if _worker and _worker.owner != os.getpid():  # we are a fork: the child is our parent's, leave it
            _worker = None
        if _worker and (not _worker.alive or _worker.limits != limits):
            _worker.close()
            _worker = None
        _worker = _worker or Worker(limits)
        return _worker.ask(markup)


def close() -> None:
    """Ends the child, if there is one. The next page starts another."""
    global _worker
    with _lock:
        if _worker and _worker.owner == os.getpid():
            _worker.close()
        _worker = None
