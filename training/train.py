"""Training: examples in, a network out. Seeds are fixed; nothing is chosen on a measuring set."""

import math
import random
import time
from collections import Counter
from collections.abc import Callable

import msgspec
import torch
from torch import nn

from dragoman.reader.pieces import Cutter
from training.batches import by_length
from training.examples import Example
from training.features import Features, batch, features
from training.losses import WEIGHTS, losses
from training.network import Reader
from training.renaming import renamed


class Recipe(msgspec.Struct, frozen=True):
    """How to train."""

    epochs: int = 5
    batch_size: int = 32
    encoder_rate: float = 8e-5
    head_rate: float = 1e-3
    warm_up: float = 0.06  # of all steps
    dropout: float = 0.1
    entities: int = 1000  # sentences of UNER drawn for each epoch
    seed: int = 1


Say = Callable[[str], None]


def train(
    examples: list[Example], entities: list[Example], reader: Reader, cutter: Cutter,
    recipe: Recipe, say: Say = print, watch: Callable[[Reader], None] | None = None,
) -> Reader:  # fmt: skip
    """The reader, trained on the examples."""
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)
    steps = recipe.epochs * math.ceil((len(examples) + recipe.entities) / recipe.batch_size)
    optimiser, schedule = _optimiser(reader, recipe, steps)
    started = time.perf_counter()
    for epoch in range(recipe.epochs):
        reader.train()
        drawn = [*examples, *chance.sample(entities, min(recipe.entities, len(entities)))]
        if epoch:
            drawn = [renamed(example, chance) for example in drawn]
        items = [features(example, cutter, chance) for example in drawn]
        sums: Counter[str] = Counter()
        for chosen in by_length(items, recipe.batch_size, chance, _size):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found = losses(reader, batch(chosen))
            loss = sum(WEIGHTS[name] * value for name, value in found.items())
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            sums.update({name: value.item() for name, value in found.items()} | {"steps": 1})
        told = "  ".join(f"{name} {sums[name] / sums['steps']:.3f}" for name in WEIGHTS)
        say(f"epoch {epoch + 1}/{recipe.epochs}  {time.perf_counter() - started:.0f} s  {told}")
        if watch is not None:
            watch(reader.eval())
    return reader.eval()


def _optimiser(
    reader: Reader, recipe: Recipe, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    """AdamW; the encoder moves slowly, the new heads fast; rates rise, then fall to nothing."""
    encoder = [one for one in reader.encoder.parameters() if one.requires_grad]
    known = {id(one) for one in encoder}
    heads = [one for one in reader.parameters() if one.requires_grad and id(one) not in known]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": recipe.encoder_rate}, {"params": heads, "lr": recipe.head_rate}],
        weight_decay=0.01, fused=True,
    )  # fmt: skip
    warm = recipe.warm_up * steps
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
    )
    return optimiser, rate


def _size(item: Features) -> tuple[int, int]:
    """Like numbers of mentions before like length: the grid of pairs grows with the square of the first."""
    return len(item.mentions) // 3, len(item.pieces)
