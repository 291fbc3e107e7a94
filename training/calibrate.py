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
from dragoman.reader.deeds import logit
from dragoman.reader.read import with_weights
from dragoman.reader.tagging import log_softmax
from training.corpora import Texts

STEPS = tuple(round(0.2 + 0.05 * step, 2) for step in range(15))
BETA = 0.5  # F of this beta is sought for deeds: precision counts twice as much as recall
EVEN = 1.0  # and of this one for what is no fact by itself: contexts, cues


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
    """The card with thresholds for deeds, their modality, contexts and cues, and with honest confidence."""

    def of(name: str) -> Callable[[Thresholds, float], Thresholds]:
        return lambda thresholds, step: msgspec.structs.replace(thresholds, **{name: step})

    made = tuner.best(made, "pair", "deeds, all", (0.1, 0.15, 0.2, 0.3, 0.4), of("pair"))
    made = tuner.best(made, "party", "deeds, all", (0.3, 0.4, 0.5, 0.6), of("party"))
    made = tuner.best(made, "deed", "deeds, all", STEPS, of("deed"))
    made = tuner.best(made, "second", "deeds, all", (0.2, 0.3, 0.4, 0.5), of("second"))
    made = tuner.best(made, "mutual", "deeds, all", (0.3, 0.4, 0.5, 0.6, 0.7), of("mutual"))
    for flag in made.aux:
        made = tuner.best(made, flag, f"aux, {flag}", (0.3, 0.4, 0.5, 0.6, 0.7), _flag(flag))
    made = tuner.best(made, "mode", "deeds, mode", (0.2, 0.3, 0.4, 0.5, 0.6), of("mode"))
    made = tuner.best(made, "context", "contexts", (0.2, 0.3, 0.4, 0.5, 0.6), of("context"), EVEN)
    made = tuner.best(made, "cue", "attributions, cue", (0.2, 0.3, 0.4, 0.5, 0.6, 0.7), of("cue"), EVEN)
    return msgspec.structs.replace(made, calibration=_confidence(made, tuner))


def _flag(flag: str) -> Callable[[Thresholds, float], Thresholds]:
    return lambda thresholds, step: msgspec.structs.replace(thresholds, aux={**thresholds.aux, flag: step})


def _confidence(made: Card, tuner: Tuner) -> Calibration:
    """Weights and offset of the logistic that turns what the heads say of a deed into how often it is wholly right."""
    temperature, loose = made.calibration.temperature, msgspec.structs.replace(made.thresholds, deed=0.3)
    sides = []
    for weights in ((1.0, 0.0), (0.0, 1.0)):  # each side's probability comes out as the confidence
        plain = Calibration(temperature, *weights, 0.0)
        pairs = tuner.score(msgspec.structs.replace(made, calibration=plain, thresholds=loose)).pairs
        told = [pair for pair in pairs if pair.ours and pair.counts]
        sides.append([logit(pair.ours.confidence) for pair in told])
    said = np.array([*sides, np.ones(len(told))]).T  # [deeds,3]
    right = np.array([float(bool(pair.gold) and pair.right["all"]) for pair in told])
    weights = np.array([1.0, 0.0, 0.0])
    for _ in range(4000):  # plain gradient descent: three numbers, a few hundred deeds
        error = 1 / (1 + np.exp(-said @ weights)) - right
        weights -= 0.05 * (said.T @ error / len(right) + 0.01 * weights * (1, 1, 0))
    return Calibration(temperature, *(round(float(weight), 3) for weight in weights))


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


def _f(precision: float, recall: float, beta: float) -> float:
    weight = beta * beta
    return (1 + weight) * precision * recall / (weight * precision + recall) if precision + recall else 0.0

