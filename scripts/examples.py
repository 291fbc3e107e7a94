"""Run the examples of the documents and write their real output back.

In: README.md and docs/*.md. Every ```console block is run by the shell, every
```pycon block by Python, one after another in a fresh copy of samples/ and
evals/. Out: the same documents with what came out; `--check` writes nothing,
names each example whose output differs, and ends with 1.

A comment before a block, `<!-- id from: COMMAND -->`, puts the first id which
that command prints in place of the id in the block, so that examples outlive
their ids. A block ```console needs=PATH is run only where PATH is at hand.
Seconds vary from run to run and are not compared.

    python scripts/examples.py [--check] [FILE.md ...]
"""

import contextlib
import doctest
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
COPIED = ("samples", "evals")  # what the examples work on
MEND = "run `make docs` and read what changed"

FENCE = re.compile(
    r"(?:^<!-- id from: (?P<source>[^\n]+?) -->\n)?"
    r"^```(?P<kind>console|pycon)(?: needs=(?P<needs>\S+))?\n(?P<body>.*?)^```$",
    re.M | re.S,
)
ID = re.compile(r"\b[a-z]-[0-9a-f]{10}(?:[0-9a-f]{6})?\b")
SECONDS = re.compile(r"\d+\.\d+ s\b")


def renewed(document: str, *, measured: bool = True) -> str:
    """The document with the output of its examples as it is now; blocks that need more data only if `measured`."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder) / "dragoman"
        desk.mkdir()
        for name in COPIED:
            if (ROOT / name).exists():
                shutil.copytree(ROOT / name, desk / name)
        return FENCE.sub(lambda found: _renewed_block(found, desk, measured), document)


def differences(old: str, new: str) -> Iterator[str]:
    """The first line of every example that differs, seconds aside."""
    for before, after in zip(FENCE.finditer(old), FENCE.finditer(new), strict=True):
        if same(before["body"]) != same(after["body"]):
            yield before["body"].partition("\n")[0]


def same(text: str) -> str:
    """The text without what may vary from run to run."""
    return SECONDS.sub("0.0 s", text)


def _renewed_block(found: re.Match[str], desk: Path, measured: bool) -> str:
    body, needs = found["body"], found["needs"]
    if needs and not (measured and (ROOT / needs).exists()):
        return found[0]
    if found["source"]:
        known = ID.search(shell(found["source"], desk))
        if known is None:
            raise SystemExit(f"no id comes from: {found['source']}")
        body = ID.sub(known[0], body)
    run = _console if found["kind"] == "console" else _python
    # What depends on data outside the copy is run at home.
    new = run(body, ROOT if needs else desk)
    if "Traceback (most recent call last)" in new:
        raise SystemExit(f"an example fails, and shows:\n{new}")
    whole = found[0]
    at = found.start("body") - found.start()
    return whole[:at] + (body if same(new) == same(body) else new) + "```"


def _console(body: str, desk: Path) -> str:
    """Each line after `$ ` and its output, standard error among it."""
    commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
    return "\n".join(f"$ {command}\n{shell(command, desk)}" for command in commands)


def shell(command: str, desk: Path) -> str:
    """What a command prints in the folder `desk`, without colours."""
    here = Path(sys.executable).parent
    env = os.environ | {"PATH": f"{here}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1", "COLUMNS": "100"}
    done = subprocess.run(
        ["bash", "-c", command], cwd=desk, env=env, text=True, encoding="utf-8",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    return done.stdout


def _python(body: str, desk: Path) -> str:
    """The `>>>` examples of one block, run together in the folder `desk`."""
    told: list[str] = []
    names: dict[str, object] = {"__name__": "__main__"}
    with contextlib.chdir(desk):
        for example in doctest.DocTestParser().get_examples(body):
            first, *rest = example.source.splitlines()
            told += [f">>> {first}", *(f"... {line}" for line in rest)]
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile(example.source, "<example>", "single"), names)
            told += out.getvalue().splitlines()
    return "\n".join(told) + "\n"


def main(arguments: list[str], say: Callable[[str], object] = print) -> int:
    check = "--check" in arguments
    chosen = [Path(name).resolve() for name in arguments if not name.startswith("--")] or DOCUMENTS
    stale = 0
    for path in chosen:
        old = path.read_text("utf-8")
        new = renewed(old)
        changed = list(differences(old, new))
        for example in changed:
            say(f"{path.relative_to(ROOT)}: {'differs' if check else 'renewed'}: {example}")
        stale += len(changed)
        if not check and new != old:
            path.write_text(new, "utf-8")
    if check and stale:
        say(f"{stale} example{'s' if stale > 1 else ''} of the documents no longer hold: {MEND}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
