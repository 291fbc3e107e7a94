"""Development stories → the weights by which the reader sums up how likely a deed is right in all.

A logistic regression with four weights. The net knows its lessons by heart, so its heads
are surer on what it learned from than on what it has not seen; these weights are found
where it is as unsure as on any other news.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np

from dragoman.evaluation import news, standoff
from dragoman.evaluation.standoff import Sentence
from dragoman.model.seen import Deed, Seen
from dragoman.model.span import Span
from dragoman.reader.card import Calibration
from dragoman.reader.deeds import deed, weighed
from dragoman.reader.net import Net
from dragoman.reader.read import MOST_NAMED, batches, done, phrases
from dragoman.reader.tagging import sigmoid
from training.corpora import Texts

RIDGE = 3.0  # on weights of standardised sums; a few hundred deeds bear no less
STEPS = 30  # of Newton's method, which needs ten


class Told(msgspec.Struct, frozen=True):
    """What the heads say of one deed of a story, as Calibration weighs it, and whether all of it is as annotated."""

    document: str
    said: np.ndarray  # [4]
    right: bool


def told(folder: Path, stories: Path, texts: Texts) -> list[Told]:
    """All deeds that the weights of `folder` see in the stories and their card looks at, however unsure."""
    net = Net(folder)
    card = msgspec.structs.replace(net.card, thresholds=msgspec.structs.replace(net.card.thresholds, right=0.0))
    found = []
    for document, text in standoff.joined(standoff.load(stories), texts):
        marked = {Span(*sentence.span): sentence for sentence in document.sentences}
        for batch in batches(text, tuple(marked), net):
            encoded = net.encode([pieces for _, pieces in batch])
            ranges, named = phrases(batch, encoded, text, net)
            for at, group, roles, grid in done(batch, encoded, ranges, named, text, net):
                sentence, pieces = batch[at]
                made = deed(group, roles, grid, named[at][:MOST_NAMED], pieces, sentence, card)
                if made is not None and (right := _is_right(made, marked[sentence])) is not None:
                    found.append(Told(document.document, weighed(group, roles, card).said, right))
    return found


def _is_right(made: Deed, sentence: Sentence) -> bool | None:
    """Whether type, parties and flags are as the annotator marked them; None where he may mark it or leave it."""
    pairs = news.paired(sentence, Seen(made.sentence, (), (made,)))
    own = next(pair for pair in pairs if pair.ours is not None)
    return (own.gold is not None and own.right["all"]) if own.counts else None


def calibrated(deeds: list[Told], made: Calibration) -> Calibration:
    """The calibration with the weights of confidence."""
    pair, words, parties, offset = (round(float(weight), 3) for weight in fitted(deeds))
    return Calibration(made.temperature, pair, words, parties, offset)


def held_out(deeds: list[Told]) -> Iterator[tuple[float, bool]]:
    """The confidence of each deed by weights found on the other stories, and whether it is right."""
    for document in sorted({one.document for one in deeds}):
        weights = fitted([one for one in deeds if one.document != document])
        yield from ((float(sigmoid(one.said @ weights)), one.right) for one in deeds if one.document == document)


def fitted(deeds: list[Told]) -> np.ndarray:
    """The weights [4] of a ridge logistic regression of what is right on what is said, whose last column is one."""
    said, right = np.array([one.said for one in deeds]), np.array([float(one.right) for one in deeds])
    mean, spread = said[:, :-1].mean(0), said[:, :-1].std(0) + 1e-6
    rows = np.concatenate([(said[:, :-1] - mean) / spread, said[:, -1:]], 1)
    ridge = np.array([RIDGE] * len(mean) + [1e-6])
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        likely = sigmoid(rows @ weights)
        slope = rows.T @ (likely - right) + ridge * weights
        bend = (rows * (likely * (1 - likely))[:, None]).T @ rows + np.diag(ridge)
        weights -= np.linalg.solve(bend, slope)
    own = weights[:-1] / spread
    return np.array([*own, weights[-1] - own @ mean])
