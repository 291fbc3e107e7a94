"""What the tests of the whole house share: the pages, a record of them, and two ways to run the command line."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
REAL = ROOT.parent / "shared" / "samples"  # other people's pages: beside the project, never in it

KINDS = (
    "articles", "events", "statements", "pledges", "meetings", "positions", "actors", "stories", "issues", "judgements",
    "notes",
)  # fmt: skip
HANGS = 60  # seconds after which a process is taken to hang; a sound one needs a few


class Ran(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


Rows = list[dict[str, Any]]


@pytest.fixture(scope="session")
def samples() -> Path:
    return SAMPLES


@pytest.fixture(scope="session")
def process() -> Callable[..., Ran]:
    """Runs `dragoman ARGUMENTS` as a process of its own, as a user does."""

    def run(*arguments: object, stdin: bytes = b"", environment: dict[str, str] | None = None) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "dragoman", *map(str, arguments)],
            input=stdin, capture_output=True, timeout=HANGS,
            env=os.environ | {"PYTHONIOENCODING": "utf-8"} | (environment or {}),
        )  # fmt: skip
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture(scope="session")
def lines() -> Callable[[Callable[[], object]], int]:
    """Counts the lines of Python that some work runs: a measure of growth that no busy machine disturbs."""

    def count(work: Callable[[], object]) -> int:
        run = 0

        def trace(frame: FrameType, event: str, argument: object) -> Callable[..., object]:
            nonlocal run
            run += event == "line"
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            work()
        finally:
            sys.settrace(before)
        return run

    return count


@pytest.fixture(scope="session")
def dragoman() -> Callable[..., Ran]:
    """Runs `dragoman ARGUMENTS` inside this process: the same `main`, without the start of a process."""
    from dragoman.cli import main

    def run(*arguments: object) -> Ran:
        out, err, argv, code = StringIO(), StringIO(), sys.argv, 0
        sys.argv = ["dragoman", *map(str, arguments)]
        try:
            with redirect_stdout(out), redirect_stderr(err):
                main()
        except SystemExit as end:
            code = end.code or 0
        finally:
            sys.argv = argv
        return Ran(code, out.getvalue(), err.getvalue())

    return run


@pytest.fixture(scope="session")
def rows(dragoman: Callable[..., Ran]) -> Callable[..., Rows]:
    """The rows of `dragoman export KIND`."""

    def export(db: Path, kind: str, *options: object) -> Rows:
        ran = dragoman("export", kind, "--db", db, *options)
        assert ran.code == 0, ran.err
        return [json.loads(line) for line in ran.out.splitlines()]

    return export


@pytest.fixture(scope="session")
def everything(dragoman: Callable[..., Ran]) -> Callable[[Path], dict[str, str]]:
    """Every export of a record, as it is written."""
    return lambda db: {kind: dragoman("export", kind, "--db", db).out for kind in KINDS}


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory, dragoman: Callable[..., Ran]) -> Path:
    """The project's own pages, read once. Ask it, never write to it."""
    return _read(tmp_path_factory.mktemp("samples") / "record.db", SAMPLES, dragoman)


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory, dragoman: Callable[..., Ran]) -> Iterator[Path]:
    """The five real pages, read once, where they are at hand."""
    if not REAL.is_dir():
        pytest.skip("the five real pages are not at hand")
    yield _read(tmp_path_factory.mktemp("real") / "record.db", REAL, dragoman)


def _read(db: Path, folder: Path, dragoman: Callable[..., Ran]) -> Path:
    ran = dragoman("read", folder, "--db", db)
    assert ran.code == 0, ran.err
    return db
