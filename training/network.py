"""The network: one small encoder, and heads that read its output.

One pass over a sentence gives a vector a piece. From these, linear heads tag
mentions, entities, cues and the words that tell deeds; for every ordered pair of mentions (or a mention and
nobody) a pair head asks the sentence, by attention whose query is the pair, what
the one does to the other and by which words; for those words a role head asks who
takes part; for every cue another tags source and content.
"""

from torch import nn

from training.encoder import WIDTH, Encoder
from training.heads import PairHead, PartHead, RoleHead
from training.labels import CONTEXTS, NER_TAGS, TAGS, TYPES


class Reader(nn.Module):
    """Encoder and heads."""

    def __init__(self, dropout: float = 0.1):
        super().__init__()
        self.encoder = Encoder(dropout)
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(WIDTH, len(TAGS))
        self.entities = nn.Linear(WIDTH, len(NER_TAGS))
        self.cues = nn.Linear(WIDTH, 3)
        self.tells = nn.Linear(WIDTH, len(TYPES) + 1)
        self.contexts = nn.Linear(WIDTH, len(CONTEXTS))
        self.pairs = PairHead(dropout)
        self.roles = RoleHead(dropout)
        self.parts = PartHead()
