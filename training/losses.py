"""What the network is to get right: one loss a head, each a mean, weighed in LOSSES."""

import torch
from torch import Tensor
from torch.nn import functional as F

from training.features import NO_DEED, UNKNOWN, Batch
from training.heads import mean_of
from training.labels import MODES, TYPES
from training.network import Reader

# Set by hand, looking at the development stories; never at a measuring set.
WEIGHTS = {
    "kind": 1.0, "words": 0.3, "aux": 0.6, "mode": 0.6, "of": 0.3, "mutual": 0.3, "cameo": 0.3, "root": 0.6,
    "roles": 1.0, "tells": 1.0, "tags": 1.0, "entities": 0.5, "cues": 0.5, "parts": 0.5, "contexts": 1.5,
}  # fmt: skip
NO_DEED_WEIGHT = 0.3  # of a pair without a deed, which are nine in ten
SMOOTHING = 0.1

MODES_OF = torch.tensor([[kind == of for of, _ in MODES] for kind in (*TYPES, "")])


def losses(reader: Reader, batch: Batch) -> dict[str, Tensor]:
    """Every loss that the batch has labels for."""
    hidden = reader.dropout(reader.encoder(batch.ids, batch.shapes, batch.mask))
    found = {
        "tags": _tagged(reader.tags(hidden), batch.tags),
        "entities": _tagged(reader.entities(hidden), batch.entities),
        "cues": _tagged(reader.cues(hidden), batch.cues),
        "tells": _tagged(reader.tells(hidden), batch.tells),
    }
    if batch.has_contexts.any():
        logits = reader.contexts(mean_of(hidden, batch.mask))[batch.has_contexts]
        found["contexts"] = F.binary_cross_entropy_with_logits(logits.float(), batch.contexts[batch.has_contexts])
    if len(batch.cue):
        found["parts"] = _tagged(
            reader.parts(hidden, batch.cue_sentence, batch.cue, batch.cue_places), batch.parts
        )
    if batch.pairs.any():
        found |= _pairs(reader.pairs(hidden, batch.mask, batch.mentions, batch.places), batch)
    if len(batch.deed):
        found["roles"] = _roles(
            reader.roles(
                hidden, batch.mask, batch.mentions, batch.places, batch.deed_sentence, batch.deed, batch.deed_places
            ),
            batch,
        )
    return {name: loss for name, loss in found.items() if loss is not None}


def _roles(logits: Tensor, batch: Batch) -> Tensor:
    """Every mention of a deed's sentence, but nobody and what is padded."""
    there = (batch.mentions[batch.deed_sentence].sum(-1) > 0)[..., None].expand_as(logits)
    return F.binary_cross_entropy_with_logits(logits.float()[there], batch.roles[there])


def _tagged(logits: Tensor, labels: Tensor) -> Tensor | None:
    known = labels != UNKNOWN
    return F.cross_entropy(logits[known].float(), labels[known]) if known.any() else None


def _pairs(logits: tuple[Tensor, ...], batch: Batch) -> dict[str, Tensor]:
    kind, mode, aux, of, mutual, cameo, root, words = (part.float() for part in logits)
    pairs, deed = batch.pairs, batch.pairs & (batch.first != NO_DEED)
    wanted = batch.kinds[pairs]
    wanted = wanted * (1 - SMOOTHING) + SMOOTHING / wanted.shape[-1]
    each = -(wanted * F.log_softmax(kind[pairs], -1)).sum(-1)
    weight = torch.where(deed[pairs], 1.0, NO_DEED_WEIGHT)
    found = {"kind": (each * weight).sum() / weight.sum()}
    if not deed.any():
        return found
    found["aux"] = F.binary_cross_entropy_with_logits(aux[deed], batch.aux[deed])
    own = MODES_OF[batch.first[deed]]
    if own.any():
        found["mode"] = F.binary_cross_entropy_with_logits(mode[deed][own], batch.modes[deed][own])
    found["of"] = F.cross_entropy(of[deed], batch.of[deed])
    for name, logits_of, labels in (("cameo", cameo, batch.cameo), ("root", root, batch.roots)):
        known = deed & (labels != UNKNOWN)
        if known.any():
            found[name] = F.cross_entropy(logits_of[known], labels[known], label_smoothing=SMOOTHING)
    found["mutual"] = F.binary_cross_entropy_with_logits(mutual[deed], batch.mutual[deed])
    told = deed & (batch.words.sum(-1) > 0)
    if told.any():
        on_words = F.log_softmax(words[told], -1).masked_fill(batch.words[told] == 0, -1e4)
        found["words"] = -torch.logsumexp(on_words, -1).mean()
    return found
