"""The heads that ask the encoder's output who does what to whom, and who is credited with what."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from dragoman.reader.grid import PLACES
from training.encoder import WIDTH
from training.labels import AUX, CAMEO, MODES, PART_TAGS, ROOTS, TYPES

PAIR_HEADS, ROUNDS = 6, 2
PART_WIDTH = 192


class Ask(nn.Module):
    """One question of every pair of a grid to its sentence: attention whose query is the pair."""

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
        key: Tensor, value: Tensor, places: Tensor, other_places: Tensor, shut: Tensor,
    ) -> Tensor:  # fmt: skip
        batch, count, others, length = one.shape[0], one.shape[1], other.shape[1], key.shape[-1]
        pair = self.first(one)[:, :, None] + self.second(other)[:, None] + self.whole(mean)[:, None, None]
        pair = pair + self.both(one[:, :, None] * other[:, None])
        pair = F.gelu(pair if before is None else pair + before)
        query = self.query(dropout(pair)).view(batch, count * others, PAIR_HEADS, -1).transpose(1, 2)  # [B,H,NM,w]
        scores = (query @ key).view(batch, PAIR_HEADS, count, others, length) / math.sqrt(WIDTH // PAIR_HEADS)
        at_first = self.place(places).permute(0, 3, 1, 2)[:, :, :, None]  # [B,H,N,1,T]
        at_second = self.place(other_places + PLACES).permute(0, 3, 1, 2)[:, :, None]
        weights = (scores + at_first + at_second + shut[:, None, None, None]).softmax(-1)
        heard = weights.view(batch, PAIR_HEADS, count * others, length) @ value
        heard = heard.transpose(1, 2).reshape(batch, count, others, WIDTH)
        return self.norm(pair + F.gelu(self.heard(dropout(heard))))


def keys_and_values(hidden: Tensor, key: nn.Module, value: nn.Module) -> tuple[Tensor, Tensor]:
    """What questions are asked of: keys [B,H,w,T] and values [B,H,T,w]."""
    batch, length, _ = hidden.shape
    return (
        key(hidden).view(batch, length, PAIR_HEADS, -1).permute(0, 2, 3, 1),
        value(hidden).view(batch, length, PAIR_HEADS, -1).transpose(1, 2),
    )


def mean_of(hidden: Tensor, mask: Tensor) -> Tensor:
    """The mean vector [B,W] of each sentence."""
    weights = mask[:, :, None].to(hidden.dtype)
    return (hidden * weights).sum(1) / weights.sum(1)


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
        mean = mean_of(hidden, mask)
        key, value = keys_and_values(hidden, self.key, self.value)
        pair = None
        for ask in self.ask:
            pair = ask(self.dropout, pair, mean, one, other, key, value, places, places, shut)

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


class RoleHead(nn.Module):
    """Who of a sentence does, and who suffers, what given words tell: asked of every mention and each deed's words.

    Pairs tell that something is done; of a list of parties each pair is a guess of its own. Here each is asked once.
    """

    def __init__(self, dropout: float):
        super().__init__()
        self.ask = nn.ModuleList(Ask() for _ in range(ROUNDS))
        self.key, self.value = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.dropout = nn.Dropout(dropout)
        self.role = nn.Linear(WIDTH, 2)

    def forward(
        self, hidden: Tensor, mask: Tensor, mentions: Tensor, places: Tensor,
        sentence: Tensor, words: Tensor, word_places: Tensor,
    ) -> Tensor:  # fmt: skip
        """hidden [B,T,W], mask [B,T], mentions and places [B,N,T]; for K deeds sentence [K], words [K,T] weigh the
        pieces that tell it, word_places [K,T]. Logits of actor and recipient [K,N,2].
        """
        hidden, mask, places = hidden[sentence], mask[sentence], places[sentence]
        shut = (1.0 - mask.to(hidden.dtype)) * -1e4
        key, value = keys_and_values(hidden, self.key, self.value)
        one, other = mentions[sentence] @ hidden, words[:, None] @ hidden
        mean, asked = mean_of(hidden, mask), None
        for ask in self.ask:
            asked = ask(
                self.dropout, asked, mean, one, other, key, value, places, word_places[:, None], shut
            )
        return self.role(asked.squeeze(2))


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
