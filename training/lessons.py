"""First lessons: syntax and factuality, from treebanks, before the encoder meets deeds.

The encoder was made to compare whole sentences and has half forgotten who stands
in which part of one. Here it learns again: the head and the relation of every
word (UD English EWT and GUM), and for predicates whether they happened (UDS-IH2).
The heads that answer are thrown away; what stays is in the encoder.
"""

import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from dragoman.model.span import Span
from dragoman.reader.pieces import Cutter, Pieces
from training.batches import by_length, padded
from training.encoder import WIDTH, Encoder

NONE = -100  # nothing is learned here
FACTS = 3.0  # factuality runs from -3 to 3


class Lessons(msgspec.Struct, frozen=True):
    """How to teach."""

    epochs: int = 3
    rate: float = 1e-4
    batch_size: int = 32
    seed: int = 1


class Lesson(msgspec.Struct, frozen=True):
    """A sentence: its words, and of each its head (from 1; 0: root) and relation, or of some their factuality."""

    text: str
    words: tuple[Span, ...]
    heads: tuple[int, ...] = ()
    relations: tuple[str, ...] = ()
    facts: tuple[tuple[int, float], ...] = ()  # word, factuality


def treebank(path: Path) -> Iterator[Lesson]:
    """The sentences of a CoNLL-U file."""
    text, rows = "", []
    for line in path.open(encoding="utf-8"):
        if line.startswith("# text ="):
            text = line.partition("=")[2].strip()
        elif re.match(r"\d+\t", line):
            rows.append(line.split("\t"))
        elif not line.strip() and rows:
            spans = _placed(text, [row[1] for row in rows])
            if spans is not None:
                yield Lesson(
                    text, spans, tuple(int(row[6]) for row in rows),
                    tuple(row[7].partition(":")[0] if row[7] != "nsubj:pass" else row[7] for row in rows),
                )  # fmt: skip
            rows = []


def _placed(text: str, words: list[str]) -> tuple[Span, ...] | None:
    """Where the words stand; None where the text does not hold them in order (contractions told apart)."""
    spans, at = [], 0
    for word in words:
        start = text.find(word, at)
        if start < 0 or start > at + 2:
            return None
        at = start + len(word)
        spans.append(Span(start, at))
    return tuple(spans)


def factuality(path: Path) -> Iterator[Lesson]:
    """The sentences of a factuality set in JSONL, tokens parted by blanks."""
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        spans = _placed(row["text"], row["text"].split())
        facts = tuple((one["span1"][0], float(one["label"])) for one in row["targets"])
        if spans is not None and facts:
            yield Lesson(row["text"], spans, facts=tuple(fact for fact in facts if fact[0] < len(spans)))


class Tutor(nn.Module):
    """The heads of the lessons."""

    def __init__(self, relations: tuple[str, ...]):
        super().__init__()
        self.relations = {name: at for at, name in enumerate(relations)}
        self.dependent, self.governor = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.relation = nn.Linear(2 * WIDTH, len(relations))
        self.fact = nn.Linear(WIDTH, 1)

    def losses(self, hidden: Tensor, mask: Tensor, chosen: list[tuple[Lesson, Pieces]]) -> dict[str, Tensor]:
        size, length, _ = hidden.shape
        heads, kinds = torch.full((2, size, length), NONE)
        facts, there = torch.zeros(size, length), torch.zeros(size, length, dtype=torch.bool)
        for row, (lesson, pieces) in enumerate(chosen):
            first = [found[0] if (found := pieces.covering(word)) else None for word in lesson.words]
            for at, head, relation in zip(first, lesson.heads, lesson.relations, strict=False):
                to = first[head - 1] if head else 0
                if at is not None and to is not None:
                    heads[row, at], kinds[row, at] = to, self.relations.get(relation, NONE)
            for word, value in lesson.facts:
                if first[word] is not None:
                    facts[row, first[word]], there[row, first[word]] = value / FACTS, True
        found = {}
        known = heads != NONE
        if known.any():
            scores = self.dependent(hidden) @ self.governor(hidden).transpose(1, 2) / WIDTH**0.5
            scores = scores.float() + (1 - mask[:, None]) * -1e4
            found["head"] = F.cross_entropy(scores[known], heads[known])
            towards = hidden[torch.arange(size)[:, None].expand_as(heads)[known], heads[known]]
            logits = self.relation(torch.cat([hidden[known], towards], -1)).float()
            found["relation"] = F.cross_entropy(logits, kinds[known], ignore_index=NONE)
        if there.any():
            found["fact"] = F.smooth_l1_loss(self.fact(hidden[there]).squeeze(-1).float().tanh(), facts[there])
        return found


def teach(
    encoder: Encoder, lessons: list[Lesson], cutter: Cutter, recipe: Lessons, say: Callable[[str], None]
) -> None:
    """Go through the lessons; the encoder is changed in place."""
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)
    tutor = Tutor(tuple(sorted({relation for lesson in lessons for relation in lesson.relations})))
    cut = [(lesson, cutter.cut(lesson.text)) for lesson in lessons]
    trained = [one for one in encoder.parameters() if one.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": trained, "lr": recipe.rate}, {"params": tutor.parameters(), "lr": 1e-3}],
        weight_decay=0.01, fused=True,
    )  # fmt: skip
    steps = recipe.epochs * (len(cut) // recipe.batch_size + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / 100, max(0.0, 1 - step / steps))
    )
    encoder.train()
    for epoch in range(recipe.epochs):
        sums: dict[str, list[float]] = {}
        for chosen in by_length(cut, recipe.batch_size, chance, lambda item: len(item[1])):
            ids, shapes, mask = padded([pieces for _, pieces in chosen])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found = tutor.losses(encoder(ids, shapes, mask), mask, chosen)
            optimiser.zero_grad(set_to_none=True)
            sum(found.values()).backward()
            nn.utils.clip_grad_norm_(trained, 1.0)
            optimiser.step()
            schedule.step()
            for name, value in found.items():
                sums.setdefault(name, []).append(value.item())
        told = "  ".join(f"{name} {sum(values) / len(values):.3f}" for name, values in sums.items())
        say(f"lessons {epoch + 1}/{recipe.epochs}  {told}")
