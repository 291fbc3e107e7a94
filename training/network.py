"""The network: one small encoder (all-MiniLM-L6-v2's shape and first weights), and heads that read its output.

One pass over a sentence gives a vector a piece. From these, linear heads tag
mentions, entities and cues; for every ordered pair of mentions (or a mention and
nobody) a pair head asks the sentence, by attention whose query is the pair, what
the one does to the other; for every cue a third head tags source and content.
"""

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from dragoman.reader.grid import PLACES
from dragoman.reader.pieces import SHAPES
from training.labels import AUX, CAMEO, CONTEXTS, MODES, NER_TAGS, PART_TAGS, ROOTS, TAGS, TYPES

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
VOCABULARY, POSITIONS = 30_522, 512
PAIR_HEADS, ROUNDS = 6, 2
PART_WIDTH = 192


class Layer(nn.Module):
    """One block of BERT: attention, then two linear maps, each with its residue and norm."""

    def __init__(self, dropout: float):
        super().__init__()
        self.asked = nn.Linear(WIDTH, 3 * WIDTH)  # query, key and value side by side
        self.mixed = nn.Linear(WIDTH, WIDTH)
        self.first_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.second_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)  # none on the attention: it costs a fifth of the time and brought nothing

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = hidden.shape

        def heads(part: Tensor) -> Tensor:
            return part.reshape(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        query, key, value = map(heads, self.asked(hidden).chunk(3, -1))
        scores = query @ key.transpose(2, 3) / math.sqrt(WIDTH // HEADS) + bias
        seen = scores.softmax(-1) @ value
        seen = seen.transpose(1, 2).reshape(batch, length, WIDTH)
        hidden = self.first_norm(hidden + self.dropout(self.mixed(seen)))
        return self.second_norm(hidden + self.dropout(self.outer(F.gelu(self.inner(hidden)))))


class Encoder(nn.Module):
    """Pieces → a vector each."""

    def __init__(self, dropout: float):
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.words.weight.requires_grad_(False)  # half of all weights, and our few words would bend only some of them
        self.places = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        at = torch.arange(ids.shape[1], device=ids.device)
        hidden = self.words(ids) + self.shapes(shapes) + self.places(at)
        hidden = self.dropout(self.norm(hidden))
        bias = (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -1e4
        for layer in self.layers:
            hidden = layer(hidden, bias)
        return hidden

    def begin_from(self, weights: Path) -> None:
        """Take over the weights of a BERT of this shape (safetensors, Hugging Face's names)."""
        given = load_file(str(weights))
        with torch.no_grad():
            self.words.weight.copy_(given["embeddings.word_embeddings.weight"])
            kinds = given["embeddings.token_type_embeddings.weight"][0]  # we only ever read one segment
            self.places.weight.copy_(given["embeddings.position_embeddings.weight"] + kinds)
            self.shapes.weight.zero_()
            _copy(self.norm, given, "embeddings.LayerNorm")
            for at, layer in enumerate(self.layers):
                for ours, theirs in THEIR_NAMES.items():
                    _copy(getattr(layer, ours), given, f"encoder.layer.{at}.{theirs}")
                asked = [f"encoder.layer.{at}.attention.self.{part}" for part in ("query", "key", "value")]
                layer.asked.weight.copy_(torch.cat([given[f"{name}.weight"] for name in asked]))
                layer.asked.bias.copy_(torch.cat([given[f"{name}.bias"] for name in asked]))


THEIR_NAMES = {
    "mixed": "attention.output.dense", "first_norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense", "outer": "output.dense", "second_norm": "output.LayerNorm",
}  # fmt: skip


def _copy(module: nn.Module, given: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(given[f"{name}.weight"])
    module.bias.copy_(given[f"{name}.bias"])


class PairHead(nn.Module):
    """What each mention of a sentence does to each other, and which words say so.

    Works on the whole grid of ordered pairs at once; mention 0 is nobody. A pair
    asks the sentence twice: the second question knows the answer to the first.
    """

    def __init__(self, dropout: float):
        super().__init__()
        self.nobody = nn.Parameter(torch.randn(2, WIDTH) * 0.02)  # a missing actor, a missing recipient
        self.ask = nn.ModuleList(Ask() for _ in range(ROUNDS))
        self.key, self.value = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.point = nn.Linear(WIDTH, WIDTH)
        self.point_key = nn.Linear(WIDTH, WIDTH)
        self.point_place = nn.Embedding(2 * PLACES, 1)
        nn.init.zeros_(self.point_place.weight)
        self.dropout = nn.Dropout(dropout)
        self.pointed = nn.Linear(WIDTH, WIDTH, bias=False)
        self.kind = nn.Linear(WIDTH, len(TYPES) + 1)
        self.mode = nn.Linear(WIDTH, len(MODES))
        self.aux = nn.Linear(WIDTH, len(AUX))
        self.of = nn.Linear(WIDTH, len(TYPES) + 1)
        self.mutual = nn.Linear(WIDTH, 1)
        self.cameo = nn.Linear(WIDTH, len(CAMEO))
        self.root = nn.Linear(WIDTH, len(ROOTS))

    def forward(self, hidden: Tensor, mask: Tensor, mentions: Tensor, places: Tensor) -> tuple[Tensor, ...]:
        """hidden [B,T,W], mask [B,T]; mentions [B,N,T] weigh the pieces of each (0: nobody), places [B,N,T] are
        the distance classes of the pieces. Gives logits over the grid of N actors and N recipients: type
        [B,N,N,17], mode [B,N,N,M], aux [B,N,N,4], of [B,N,N,17], mutual [B,N,N],
        CAMEO [B,N,N,·], first edition's label [B,N,N,15], pointer to the words [B,N,N,T].
        """
        batch, count, length = mentions.shape
        shut = (1.0 - mask.to(hidden.dtype)) * -1e4
        there = mentions.sum(-1, keepdim=True).clamp(max=1.0)
        vectors = mentions @ hidden
        one = vectors + (1.0 - there) * self.nobody[0]
        other = vectors + (1.0 - there) * self.nobody[1]
        mean = (hidden * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        key = self.key(hidden).view(batch, length, PAIR_HEADS, -1).permute(0, 2, 3, 1)  # [B,H,w,T]
        value = self.value(hidden).view(batch, length, PAIR_HEADS, -1).transpose(1, 2)  # [B,H,T,w]
        pair = None
        for ask in self.ask:
            pair = ask(self.dropout, pair, mean, one, other, key, value, places, shut)

        places_of_pair = torch.cat([self.point_place(places), self.point_place(places + PLACES)], -1)
        pointer = (self.point(pair).view(batch, count * count, WIDTH) @ self.point_key(hidden).transpose(1, 2)).view(
            batch, count, count, length
        ) / math.sqrt(WIDTH)
        pointer = pointer + places_of_pair[:, :, None, :, 0] + places_of_pair[:, None, :, :, 1] + shut[:, None, None]
        words = (pointer.softmax(-1).view(batch, -1, length) @ hidden).view(batch, count, count, WIDTH)
        pair = pair + F.gelu(self.pointed(self.dropout(words)))
        return (
            self.kind(pair), self.mode(pair), self.aux(pair), self.of(pair), self.mutual(pair).squeeze(-1),
            self.cameo(pair), self.root(pair), pointer,
        )  # fmt: skip


class Ask(nn.Module):
    """One question of every pair to its sentence: attention whose query is the pair."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH, bias=False)
        self.both, self.whole = nn.Linear(WIDTH, WIDTH, bias=False), nn.Linear(WIDTH, WIDTH, bias=False)
        self.query = nn.Linear(WIDTH, WIDTH)
        self.place = nn.Embedding(2 * PLACES, PAIR_HEADS)
        nn.init.zeros_(self.place.weight)
        self.heard = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)

    def forward(
        self, dropout: nn.Module, before: Tensor | None, mean: Tensor, one: Tensor, other: Tensor,
        key: Tensor, value: Tensor, places: Tensor, shut: Tensor,
    ) -> Tensor:  # fmt: skip
        batch, count, _ = one.shape
        length = key.shape[-1]
        pair = self.first(one)[:, :, None] + self.second(other)[:, None] + self.whole(mean)[:, None, None]
        pair = pair + self.both(one[:, :, None] * other[:, None])
        pair = F.gelu(pair if before is None else pair + before)
        query = self.query(dropout(pair)).view(batch, count * count, PAIR_HEADS, -1).transpose(1, 2)  # [B,H,NN,w]
        scores = (query @ key).view(batch, PAIR_HEADS, count, count, length) / math.sqrt(WIDTH // PAIR_HEADS)
        at_first = self.place(places).permute(0, 3, 1, 2)[:, :, :, None]  # [B,H,N,1,T]
        at_second = self.place(places + PLACES).permute(0, 3, 1, 2)[:, :, None]
        weights = (scores + at_first + at_second + shut[:, None, None, None]).softmax(-1)
        heard = weights.view(batch, PAIR_HEADS, count * count, length) @ value
        heard = heard.transpose(1, 2).reshape(batch, count, count, WIDTH)
        return self.norm(pair + F.gelu(self.heard(dropout(heard))))


class PartHead(nn.Module):
    """Which pieces are the source and the content of a cue."""

    def __init__(self) -> None:
        super().__init__()
        self.piece, self.cue = nn.Linear(WIDTH, PART_WIDTH), nn.Linear(WIDTH, PART_WIDTH)
        self.place = nn.Embedding(PLACES, PART_WIDTH)
        self.tag = nn.Linear(PART_WIDTH, len(PART_TAGS))

    def forward(self, hidden: Tensor, sentence: Tensor, cue: Tensor, places: Tensor) -> Tensor:
        """hidden [B,T,W]; for C cues sentence [C], cue [C,T] weighs its pieces, places [C,T]. Logits [C,T,5]."""
        whole = hidden[sentence]
        said = (cue[:, None] @ whole).squeeze(1)
        return self.tag(F.gelu(self.piece(whole) + self.cue(said)[:, None] + self.place(places)))


class Reader(nn.Module):
    """Encoder and heads."""

    def __init__(self, dropout: float = 0.1):
        super().__init__()
        self.encoder = Encoder(dropout)
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(WIDTH, len(TAGS))
        self.entities = nn.Linear(WIDTH, len(NER_TAGS))
        self.cues = nn.Linear(WIDTH, 3)
        self.contexts = nn.Linear(WIDTH, len(CONTEXTS))
        self.pairs = PairHead(dropout)
        self.parts = PartHead()

    def mean(self, hidden: Tensor, mask: Tensor) -> Tensor:
        weights = mask[:, :, None].to(hidden.dtype)
        return (hidden * weights).sum(1) / weights.sum(1)
