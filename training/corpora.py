"""The texts that annotations point into, rebuilt from the corpora as their makers publish them.

A folder of corpora in (README.md says where each is to be had), texts out. The
texts are other people's: they are read where they lie and never copied into
the project.
"""

import csv
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from dragoman.evaluation import standoff

ANNOTATIONS = Path(__file__).parent / "annotations"

Texts = Callable[[str], dict[str, str]]  # corpus → document → text

@cache
def texts(corpus: str, data: Path) -> dict[str, str]:
    """Every document of a corpus: id → text.

    >>> sorted(CORPORA)
    ['ewt', 'gum', 're3d', 'unscon', 'voa']
    """
    return dict(CORPORA[corpus](data))


def _voa(data: Path) -> Iterator[tuple[str, str]]:
    """Voice of America: one story a line."""
    yield from standoff.stories(data / "voa.jsonl").items()


def _re3d(data: Path) -> Iterator[tuple[str, str]]:
    """re3d: government texts and encyclopedia articles, a folder a source."""
    for path in sorted((data / "re3d").glob("*/documents.json")):
        for line in path.open(encoding="utf-8"):
            document = json.loads(line)
            yield document["_id"], document["text"]


def _conllu(folder: str) -> Callable[[Path], Iterator[tuple[str, str]]]:
    def read(data: Path) -> Iterator[tuple[str, str]]:
        """Universal Dependencies: the sentences of a document, a blank line between paragraphs."""
        for part in ("train", "dev"):
            name, parts = "", []
            for line in (data / folder / f"{part}.conllu").open(encoding="utf-8"):
                if line.startswith("# newdoc id"):
                    if parts:
                        yield name, "".join(parts)
                    name, parts, between = line.partition("=")[2].strip(), [], ""
                elif line.startswith("# newpar"):
                    between = "\n\n"
                elif line.startswith("# text ="):
                    parts += [between if parts else "", line.partition("=")[2].strip()]
                    between = " "
            if parts:
                yield name, "".join(parts)

    return read


def _unscon(data: Path) -> Iterator[tuple[str, str]]:
    """UNSCon: Security Council speeches, told in units with their place in the speech."""
    speeches: dict[str, str] = {}
    with (data / "unscon" / "conflict_annotations.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = re.sub(r"\.txt$", "", row["file_id"])
            start = int(row["EDU_char_offsets"].partition("-")[0])
            speeches[name] = speeches.get(name, "").ljust(start) + row["EDU_text"]
    yield from speeches.items()


CORPORA: dict[str, Callable[[Path], Iterator[tuple[str, str]]]] = {
    "voa": _voa,
    "re3d": _re3d,
    "gum": _conllu("gum"),
    "ewt": _conllu("ewt"),
    "unscon": _unscon,
}


def part(path: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The sentences of an IOB2 file: the text, and its tokens with their tags."""
    text, tokens = "", []
    for line in path.open(encoding="utf-8"):
        if line.startswith("# text ="):
            text = line.partition("=")[2].strip()
        elif line[:1].isdigit():
            tokens.append(tuple(line.rstrip("\n").split("\t")[1:3]))
        elif not line.strip() and tokens:
            yield text, tokens
            tokens = []
