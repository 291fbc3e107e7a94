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
from dragoman.reader.card import Calibration, Card
from dragoman.reader.deeds import deed, weighed
from dragoman.reader.net import Net
from dragoman.reader.read import MOST_NAMED, Row, batches, done, phrases
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
    """All deeds that the weights of `folder` see in the stories and their card looks at, however unsure.

    What the annotator may mark or leave is left out.
    """
    net = Net(folder)
    card = msgspec.structs.replace(net.card, thresholds=msgspec.structs.replace(net.card.thresholds, right=0.0))
    found = []
    for document, text in standoff.joined(standoff.load(stories), texts):
        marked = {Span(*sentence.span): sentence for sentence in document.sentences}
        for batch in batches(text, tuple(marked), net):
            for sentence, deeds in _deeds(batch, text, net, card):
                found += [Told(document.document, said, right) for said, right in _judged(deeds, marked[sentence])]
    return found


def _deeds(
    batch: list[Row], text: str, net: Net, card: Card
) -> Iterator[tuple[Span, list[tuple[Deed, np.ndarray]]]]:
    """The deeds of each sentence, each with what the heads say of it."""
    encoded = net.encode([pieces for _, pieces in batch])
    ranges, named = phrases(batch, encoded, text, net)
    found: list[list[tuple[Deed, np.ndarray]]] = [[] for _ in batch]
    for at, group, roles, grid in done(batch, encoded, ranges, named, text, net):
        sentence, pieces = batch[at]
        made = deed(group, roles, grid, named[at][:MOST_NAMED], pieces, sentence, card)
        found[at] += [] if made is None else [(made, weighed(group, roles, grid, named[at], card).said)]
    return zip((sentence for sentence, _ in batch), found, strict=True)


def _judged(deeds: list[tuple[Deed, np.ndarray]], sentence: Sentence) -> Iterator[tuple[np.ndarray, bool]]:
    """What is said of each deed, and whether type, parties and flags are as the annotator marked them."""
    said_of = {id(made): said for made, said in deeds}
    for pair in news.paired(sentence, Seen(Span(*sentence.span), (), tuple(made for made, _ in deeds))):
        if pair.ours is not None and pair.counts:
            yield said_of[id(pair.ours)], pair.right.get("all", False)


def calibrated(deeds: list[Told], made: Calibration) -> Calibration:
    """The calibration with the weights of confidence."""
    return Calibration(made.temperature, *(round(float(weight), 3) for weight in fitted(deeds)))


def held_out(deeds: list[Told]) -> list[tuple[float, bool]]:
    """The confidence of each deed by weights found on the other stories, and whether it is right."""
    found = []
    for document in sorted({one.document for one in deeds}):
        weights = fitted([one for one in deeds if one.document != document])
        found += [(float(sigmoid(one.said @ weights)), one.right) for one in deeds if one.document == document]
    return found


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
