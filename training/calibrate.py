"""Where the reader abstains, and what its confidence means: found on the development stories, for precision.

The net is surer of itself than it should be, for it knows its lessons by heart. On
stories it has not seen the temperature makes the probabilities of pairs honest, the
thresholds are set where a wrong deed costs twice a missed one, and the logistic of a
deed's probability says how often such a deed was wholly right.
"""

from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np

from dragoman.evaluation import news
from dragoman.evaluation.news import News
from dragoman.lexicon import load as load_lexicon
from dragoman.reader import card
from dragoman.reader.card import Calibration, Card, Thresholds
from dragoman.reader.read import with_weights
from dragoman.reader.tagging import log_softmax
from training.corpora import Texts

STEPS = tuple(round(0.2 + 0.05 * step, 2) for step in range(15))
BETA = 0.5  # F of this beta is sought: precision counts twice as much as recall


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

    def best(self, made: Card, name: str, figure: str, steps: tuple[float, ...], change: Callable) -> Card:
        """The card whose `figure` is best in F of BETA over `steps` of one number."""
        tried = {}
        for step in steps:
            changed = msgspec.structs.replace(made, thresholds=change(made.thresholds, step))
            found = self.score(changed).figures[figure]
            tried[step] = (_f(found.precision, found.recall), found)
            self.say(f"  {name} {step:.2f}: {figure} P {found.precision:.3f} R {found.recall:.3f}")
        chosen = max(tried, key=lambda step: tried[step][0])
        return msgspec.structs.replace(made, thresholds=change(made.thresholds, chosen))


def tuned(made: Card, tuner: Tuner) -> Card:
    """The card with thresholds for deeds, their modality, contexts and cues, and with honest confidence."""

    def of(name: str) -> Callable[[Thresholds, float], Thresholds]:
        return lambda thresholds, step: msgspec.structs.replace(thresholds, **{name: step})

    made = tuner.best(made, "deed", "deeds, all", STEPS, of("deed"))
    made = tuner.best(made, "second", "deeds, all", (0.2, 0.3, 0.4, 0.5), of("second"))
    made = tuner.best(made, "mutual", "deeds, all", (0.3, 0.4, 0.5, 0.6, 0.7), of("mutual"))
    made = tuner.best(made, "mode", "deeds, mode", (0.2, 0.3, 0.4, 0.5, 0.6), of("mode"))
    made = tuner.best(made, "context", "contexts", (0.2, 0.3, 0.4, 0.5, 0.6), of("context"))
    made = tuner.best(made, "cue", "attributions, cue", (0.2, 0.3, 0.4, 0.5, 0.6, 0.7), of("cue"))
    return msgspec.structs.replace(made, calibration=_confidence(made, tuner))


def _confidence(made: Card, tuner: Tuner) -> Calibration:
    """Slope and offset of the logistic that turns a deed's probability into how often it is wholly right."""
    plain = Calibration(made.calibration.temperature, 1.0, 0.0)
    loose = msgspec.structs.replace(made.thresholds, deed=0.3)
    found = tuner.score(msgspec.structs.replace(made, calibration=plain, thresholds=loose))
    told = [(pair.ours.confidence, pair.right.get("all", False)) for pair in found.pairs if pair.ours and pair.counts]
    chances = np.clip(np.array([chance for chance, _ in told]), 0.02, 0.98)
    logits, right = np.log(chances / (1 - chances)), np.array([float(one) for _, one in told])
    slope, offset = 1.0, 0.0
    for _ in range(4000):  # plain gradient descent: two numbers, a few hundred points
        error = 1 / (1 + np.exp(-(slope * logits + offset))) - right
        slope -= 0.05 * float((error * logits).mean() + 0.01 * (slope - 1))
        offset -= 0.05 * float(error.mean())
    return Calibration(plain.temperature, round(slope, 3), round(offset, 3))


def curve(made: Card, tuner: Tuner) -> list[dict[str, float]]:
    """What each threshold of deeds gives: the curve from which one may choose otherwise."""
    rows = []
    for step in STEPS:
        changed = msgspec.structs.replace(made, thresholds=msgspec.structs.replace(made.thresholds, deed=step))
        found = tuner.score(changed).figures
        rows.append({"threshold": step} | {
            f"{field} {side}": getattr(found[f"deeds, {field}"], side)
            for field in ("type", "all") for side in ("precision", "recall")
        })  # fmt: skip
    card.save(made, tuner.folder)
    return rows


def _f(precision: float, recall: float) -> float:
    weight = BETA * BETA
    return (1 + weight) * precision * recall / (weight * precision + recall) if precision + recall else 0.0

