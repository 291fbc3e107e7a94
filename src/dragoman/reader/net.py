"""The net itself: pieces in, numbers out. Runs the ONNX graphs of the weights on the CPU, sentence batches at a time.

Decides nothing; what the numbers mean is for named, names, deeds and said.
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from dragoman.reader import card, grid
from dragoman.reader.grid import Range
from dragoman.reader.pieces import Cutter, Pieces

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

THREADS = 1  # a batch is small: more threads cost more than they bring; use several processes for several cores


class Encoded(msgspec.Struct):
    """What the encoder says of B sentences of T pieces."""

    hidden: np.ndarray  # [B,T,W]
    mask: np.ndarray  # [B,T]
    tags: np.ndarray  # [B,T,·] logits
    cues: np.ndarray  # [B,T,3]
    tells: np.ndarray  # [B,T,types + 1]: the type of the deed that a piece tells; the last is none
    contexts: np.ndarray  # [B,C]

    def of(self, rows: Sequence[int]) -> "Encoded":
        """Some of the sentences."""
        return Encoded(*(part[rows] for part in msgspec.structs.astuple(self)))


class Paired(msgspec.Struct):
    """Logits over the grid of N actors and N recipients of each sentence; 0 is nobody."""

    kind: np.ndarray  # [B,N,N,types + 1]: the last is no deed
    mode: np.ndarray
    aux: np.ndarray
    of: np.ndarray
    mutual: np.ndarray  # [B,N,N]
    cameo: np.ndarray  # three-digit codes
    root: np.ndarray  # labels of PLOVER's first edition, which published comparisons use
    words: np.ndarray  # [B,N,N,T]


class Net:
    """The weights of a folder, loaded when first used."""

    def __init__(self, folder: Path = card.FOLDER):
        self.folder = folder

    @cached_property
    def card(self) -> card.Card:
        return card.load(self.folder)

    @cached_property
    def cutter(self) -> Cutter:
        return Cutter(self.folder / "tokenizer.json")

    @cached_property
    def _encoder(self) -> "InferenceSession":
        return self._session("encoder.onnx")

    @cached_property
    def _pairs(self) -> "InferenceSession":
        return self._session("pairs.onnx")

    @cached_property
    def _roles(self) -> "InferenceSession":
        return self._session("roles.onnx")

    @cached_property
    def _parts(self) -> "InferenceSession":
        return self._session("parts.onnx")

    @cached_property
    def _names(self) -> "InferenceSession":
        return self._session("names.onnx")

    def _session(self, name: str) -> "InferenceSession":
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = THREADS
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            str(self.folder / name), options, providers=["CPUExecutionProvider"]
        )

    def encode(self, sentences: Sequence[Pieces]) -> Encoded:
        """A batch of sentences, best of like length."""
        length = max(map(len, sentences))
        ids, shapes = np.zeros((2, len(sentences), length), np.int64)
        mask = np.zeros((len(sentences), length), np.float32)
        for row, pieces in enumerate(sentences):
            ids[row, : len(pieces)], shapes[row, : len(pieces)] = pieces.ids, pieces.shapes
            mask[row, : len(pieces)] = 1
        hidden, *heads = self._encoder.run(None, {"ids": ids, "shapes": shapes, "mask": mask})
        return Encoded(hidden, mask, *heads)

    def pair(self, encoded: Encoded, mentions: Sequence[Sequence[Range]]) -> Paired:
        """Every ordered pair of each sentence's mentions."""
        count = 1 + max(map(len, mentions))
        weights, places = grid.spans(mentions, encoded.mask.shape[1], count)
        given = {"hidden": encoded.hidden, "mask": encoded.mask, "mentions": weights, "places": places}
        return Paired(*self._pairs.run(None, given))

    def role(
        self, encoded: Encoded, mentions: Sequence[Sequence[Range]], words: Sequence[tuple[int, int]]
    ) -> np.ndarray:
        """For K deeds, each by its sentence's row and the piece that tells it: logits [K,N,2] of actor and recipient.

        N counts from nobody, as in `pair`.
        """
        length = encoded.mask.shape[1]
        weights, places = grid.spans(mentions, length, 1 + max(map(len, mentions)))
        told, told_places = grid.spans([[(piece, piece + 1)] for _, piece in words], length, 2)
        given = {
            "hidden": encoded.hidden, "mask": encoded.mask, "mentions": weights, "places": places,
            "sentence": np.array([row for row, _ in words]), "words": told[:, 1], "word_places": told_places[:, 1],
        }  # fmt: skip
        return self._roles.run(None, given)[0]

    def part(self, encoded: Encoded, cues: Sequence[tuple[int, Range]]) -> np.ndarray:
        """For K cues, each with its sentence's row: logits [K,T,·] of source and content."""
        weights, places = grid.spans([[cue] for _, cue in cues], encoded.mask.shape[1], 2)
        given = {
            "hidden": encoded.hidden, "sentence": np.array([row for row, _ in cues]),
            "cue": weights[:, 1], "places": places[:, 1],
        }  # fmt: skip
        return self._parts.run(None, given)[0]

    def name(self, encoded: Encoded) -> np.ndarray:
        """Logits [B,T,·] of the tags of proper names."""
        return self._names.run(None, {"hidden": encoded.hidden})[0]
