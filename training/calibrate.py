"""Where the reader abstains, and what its confidence means: found on the development stories, for precision.

    python -m training.calibrate --data ../shared/data

The net is surer of itself than it should be, for it knows its lessons by heart. On
stories it has not seen the temperature makes the probabilities of pairs honest, the
weights of confidence say how often a deed told so surely was right in all, and the
thresholds are set where a wrong deed costs twice a missed one. Run alone, it does so
again for weights that are there, without training; the temperature stays.
"""

import argparse
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import msgspec
import numpy as np

from dragoman.evaluation import news, relations, standoff
from dragoman.evaluation.figures import reliability
from dragoman.evaluation.news import News
from dragoman.lexicon import load as load_lexicon
from dragoman.reader import card
from dragoman.reader.card import Card, Thresholds
from dragoman.reader.net import Net
from dragoman.reader.read import with_weights
from dragoman.reader.tagging import log_softmax
from training import corpora, weighing
from training.corpora import Texts

HERE = Path(__file__).parent
GOLD = HERE.parent / "evals" / "gold" / "news.jsonl"
ANNOTATED = corpora.ANNOTATIONS / "voa.A.jsonl"
DEVELOPMENT = HERE / "development.txt"  # stories for thresholds, a document a line; the test's are in the gold
STEPS = tuple(round(0.05 * step, 2) for step in range(15))
BETA = 0.5  # F of this beta is sought for deeds: precision counts twice as much as recall
EVEN = 1.0  # and of this one for what is no fact by itself: contexts, cues
# Confidence of what is told. From 0.1 to 0.4 F changes by less than chance does on sixteen stories; at this one as many
# deeds are told as were before confidence decided, and more of them are right in all.
LEAST = 0.2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the corpora, as training/README.md lists them")
    parser.add_argument("--to", type=Path, default=card.FOLDER, help="where the weights are")
    wanted = parser.parse_args()
    settle(card.load(wanted.to), wanted.to, partial(corpora.texts, data=wanted.data), wanted.data, print)


def settle(made: Card, to: Path, texts: Texts, data: Path, say: Callable[[str], None]) -> None:
    """Write the card, tuned on the development stories, and beside it what that brings there and elsewhere."""
    stories = to / "development.jsonl"
    names = development_names()
    standoff.save(stories, [one for one in standoff.load(ANNOTATED) if one.document in names])
    tuner = Tuner(to, stories, texts, say)
    made, by_tenths = with_confidence(tuned(made, tuner), tuner)
    rows = curve(made, tuner)
    stories.unlink()
    scores = measured(data, to, texts)
    told = {"development, by least confidence": rows, "development, confidence by tenths": by_tenths, **scores}
    (to / "scores.json").write_bytes(msgspec.json.format(msgspec.json.encode(told)) + b"\n")
    say(f"scores: {scores}")


def development_names() -> frozenset[str]:
    return frozenset(line.split()[1] for line in DEVELOPMENT.read_text("utf-8").splitlines())


def temperature(logits: np.ndarray, labels: np.ndarray) -> float:
    """The temperature under which the types [P,·] of pairs tell least lies about their labels [P]."""
    steps = np.linspace(0.6, 3.0, 49)
    lies = [-log_softmax(logits / step)[np.arange(len(labels)), labels].mean() for step in steps]
    return round(float(steps[int(np.argmin(lies))]), 2)


class Tuner:
    """Writes cards with other numbers beside the weights, and reads the development stories again with each."""

    def __init__(self, folder: Path, stories: Path, texts: Texts, say: Callable[[str], None]):
        self.folder, self.stories, self.texts, self.say = folder, stories, texts, say

    def score(self, made: Card) -> News:
        card.save(made, self.folder)
        return news.score(self.stories, self.texts, load_lexicon(), with_weights(self.folder))

    def best(
        self, made: Card, name: str, figure: str, steps: tuple[float, ...], change: Callable, beta: float = BETA
    ) -> Card:
        """The card whose `figure` is best in F of `beta` over `steps` of one number."""
        tried = {}
        for step in steps:
            changed = msgspec.structs.replace(made, thresholds=change(made.thresholds, step))
            found = self.score(changed).figures[figure]
            tried[step] = (_f(found.precision, found.recall, beta), found)
            self.say(f"  {name} {step:.2f}: {figure} P {found.precision:.3f} R {found.recall:.3f}")
        chosen = max(tried, key=lambda step: tried[step][0])
        return msgspec.structs.replace(made, thresholds=change(made.thresholds, chosen))


def tuned(made: Card, tuner: Tuner) -> Card:
    """The card with thresholds for parties, modality, contexts and cues, while no deed is left out for being unsure."""
    made = msgspec.structs.replace(made, thresholds=_of("right")(made.thresholds, 0.0))
    made = tuner.best(made, "party", "deeds, all", (0.3, 0.4, 0.5, 0.6, 0.7), _of("party"))
    made = tuner.best(made, "hinted", "deeds, all", (0.1, 0.25, 0.4, 0.5), _of("hinted"))
    made = tuner.best(made, "second", "deeds, all", (0.2, 0.3, 0.4, 0.5), _of("second"))
    made = tuner.best(made, "mutual", "deeds, all", (0.3, 0.4, 0.5, 0.6, 0.7), _of("mutual"))
    for flag in made.aux:
        made = tuner.best(made, flag, f"aux, {flag}", (0.3, 0.4, 0.5, 0.6, 0.7), _flag(flag))
    made = tuner.best(made, "mode", "deeds, mode", (0.2, 0.3, 0.4, 0.5, 0.6), _of("mode"))
    made = tuner.best(made, "context", "contexts", (0.2, 0.3, 0.4, 0.5, 0.6), _of("context"), EVEN)
    return tuner.best(made, "cue", "attributions, cue", (0.2, 0.3, 0.4, 0.5, 0.6, 0.7), _of("cue"), EVEN)


def _of(name: str) -> Callable[[Thresholds, float], Thresholds]:
    return lambda thresholds, step: msgspec.structs.replace(thresholds, **{name: step})


def _flag(flag: str) -> Callable[[Thresholds, float], Thresholds]:
    return lambda thresholds, step: msgspec.structs.replace(thresholds, aux={**thresholds.aux, flag: step})


def with_confidence(made: Card, tuner: Tuner) -> tuple[Card, list[dict[str, float]]]:
    """The card with the weights of confidence and the least that is told; and how often each tenth was right.

    What each least confidence would give is said, and the tenths are made, by weights of the other stories.
    """
    card.save(made, tuner.folder)
    deeds = weighing.told(tuner.folder, tuner.stories, tuner.texts)
    held_out = weighing.held_out(deeds)
    annotated = sum(
        not event.optional
        for one in standoff.load(tuner.stories) for sentence in one.sentences for event in sentence.events
    )  # fmt: skip
    for step in STEPS:
        kept = [right for sure, right in held_out if sure >= step]
        precision, recall = sum(kept) / max(1, len(kept)), sum(kept) / annotated
        tuner.say(f"  right {step:.2f}: held out, deeds, all P {precision:.3f} R {recall:.3f}, {len(kept)} deeds")
    by_tenths = reliability(held_out)
    for line in tenths(by_tenths):
        tuner.say(line)
    thresholds = _of("right")(made.thresholds, LEAST)
    calibration = weighing.calibrated(deeds, made.calibration)
    return msgspec.structs.replace(made, thresholds=thresholds, calibration=calibration), by_tenths


def tenths(rows: Iterable[dict[str, float]]) -> Iterable[str]:
    """The lines of a table: what confidence says, and how often it was so."""
    yield "  confidence   deeds   said   right"
    for row in rows:
        yield f"  {row['from']:.1f} to {row['to']:.1f}  {row['deeds']:>6}   {row['said']:.2f}   {row['right']:.2f}"


def curve(made: Card, tuner: Tuner) -> list[dict[str, float]]:
    """What each least confidence gives: the curve from which one may choose otherwise."""
    rows = []
    for step in STEPS:
        found = tuner.score(msgspec.structs.replace(made, thresholds=_of("right")(made.thresholds, step))).figures
        rows.append({"right": step} | {
            f"{field} {side}": getattr(found[f"deeds, {field}"], side)
            for field in ("type", "all") for side in ("precision", "recall")
        })  # fmt: skip
    card.save(made, tuner.folder)
    return rows


def measured(data: Path, to: Path, texts: Texts) -> dict[str, object]:
    """The scores that stand beside the weights: the test's stories, and the measuring sets that are at hand."""
    found = news.score(GOLD, texts, load_lexicon(), with_weights(to))
    told: dict[str, object] = {
        "news": {"types, macro F1": found.types, "confidence by tenths": found.reliability, **found.figures}
    }
    if (data / "plv_dev.tsv").is_file():
        scored = relations.score(data / "plv_dev.tsv", Net(to))
        told["relations, PLV dev"] = {"root": scored.root, "quad": scored.quad, "binary": scored.binary}
    return told


def _f(precision: float, recall: float, beta: float) -> float:
    weight = beta * beta
    return (1 + weight) * precision * recall / (weight * precision + recall) if precision + recall else 0.0


if __name__ == "__main__":
    main()
