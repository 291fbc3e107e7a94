"""Batches: sentences of like length together, in random order; and the tensors every pass needs."""

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import torch
from torch import Tensor

from dragoman.reader.pieces import Pieces

Item = TypeVar("Item")

CHUNK = 30  # batches' worth of items that are sorted together: order stays random from afar


def by_length(
    items: Sequence[Item], size: int, chance: random.Random, length: Callable[[Item], Any]
) -> Iterator[list[Item]]:
    """All items once, in batches."""
    order = list(items)
    chance.shuffle(order)
    batches = []
    for start in range(0, len(order), size * CHUNK):
        chunk = sorted(order[start : start + size * CHUNK], key=length)
        batches += [chunk[at : at + size] for at in range(0, len(chunk), size)]
    chance.shuffle(batches)
    yield from batches


def padded(sentences: Sequence[Pieces]) -> tuple[Tensor, Tensor, Tensor]:
    """ids, shapes [B,T] and mask [B,T] of sentences cut to pieces."""
    length = max(map(len, sentences))
    ids, shapes = torch.zeros(2, len(sentences), length, dtype=torch.long)
    mask = torch.zeros(len(sentences), length)
    for row, pieces in enumerate(sentences):
        ids[row, : len(pieces)] = torch.tensor(pieces.ids)
        shapes[row, : len(pieces)] = torch.tensor(pieces.shapes)
        mask[row, : len(pieces)] = 1
    return ids, shapes, mask
