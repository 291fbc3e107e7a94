"""The child: `python -m dragoman.sources.html_worker MEMORY_BYTES`. HTML comes in, JSON goes out.

Every request and answer is one message (frames.py). An answer holds `text`,
`blocks` and `given`, or `failed` with the reason. The child may not reach the
network, start programs, or take more memory than it is told.
"""

import json
import os
import sys
from typing import Any

from dragoman.sources import frames

FORBIDDEN = ("socket.", "urllib.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork")


def main() -> None:
    """Answers until standard input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a library that prints must not garble the answers
    _limit_memory(int(sys.argv[1]))
    from dragoman.sources.html_parse import parse  # heavy: trafilatura and lxml

    sys.addaudithook(_forbid)
    frames.send(answers, b"ready")
    while (markup := frames.receive(sys.stdin.buffer)) is not None:
        frames.send(answers, json.dumps(_answer(parse, markup)).encode())


def _answer(parse: Any, markup: bytes) -> dict[str, Any]:
    """Foreign exceptions end here: whatever a page does to the libraries is a reason, in words."""
    try:
        return parse(markup)
    except MemoryError:
        return {"failed": "needs too much memory to parse"}
    except Exception as error:
        return {"failed": f"cannot be parsed as HTML ({type(error).__name__})"}


def _limit_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit still holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _forbid(event: str, _arguments: tuple[Any, ...]) -> None:
    if event.startswith(FORBIDDEN):
        raise PermissionError(f"{event} is not for a parser")


if __name__ == "__main__":
    main()
