"""The encoder: all-MiniLM-L6-v2's shape and first weights, and what the shape of a word adds."""

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from dragoman.reader.pieces import SHAPES

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
VOCABULARY, POSITIONS = 30_522, 512


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
