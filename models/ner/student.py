"""The student: vectors of characters, pairs and features, then a few convolutions (torch).

`partyie.ner.network` computes the same in NumPy.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from partyie.models.ner.corpus import STANDARDS
from partyie.ner.features import SIZES
from partyie.ner.tags import tag_count

EPSILON = 1e-5


class Block(nn.Module):
    """Each position sees itself and one position to each side, ``dilation`` away; added to what it was."""

    def __init__(self, width: int, dilation: int) -> None:
        super().__init__()
        self.dilation = dilation
        self.linear = nn.Linear(3 * width, width)
        self.norm = nn.LayerNorm(width, EPSILON)

    def forward(self, hidden: Tensor) -> Tensor:
        """*Shape:* (batch, length, width), in and out."""
        wide = functional.pad(hidden, (0, 0, self.dilation, self.dilation))
        length = hidden.shape[1]
        around = torch.cat([wide[:, step * self.dilation :][:, :length] for step in range(3)], dim=-1)
        out: Tensor = self.norm(hidden + functional.relu(self.linear(around)))
        return out


class Student(nn.Module):
    """Numbers of characters, pairs and features in, scores of tags out."""

    def __init__(self, characters: int, pairs: int, width: int, dilations: tuple[int, ...]) -> None:
        super().__init__()
        self.character = nn.Embedding(characters, width)
        self.pair = nn.Embedding(pairs, width, padding_idx=0)  # a pair without a vector of its own adds nothing
        self.features = nn.ModuleList(nn.Embedding(size, width) for size in SIZES.values())
        for table in (self.character, self.pair, *self.features):
            nn.init.normal_(table.weight, std=0.1)
        nn.init.zeros_(self.pair.weight[0])
        self.norm = nn.LayerNorm(width, EPSILON)
        self.blocks = nn.ModuleList(Block(width, dilation) for dilation in dilations)
        self.head = nn.Linear(width, tag_count(STANDARDS["partyie"]))

    def forward(
        self, characters: Tensor, pairs: Tensor, features: Tensor, mask: Tensor, dropout: float = 0.0
    ) -> Tensor:
        """*Shapes:* characters, pairs, mask (batch, length); features (batch, length, columns).

        The pair of a position is its character and the next one; each position also sees the pair that it ends.
        """
        pair = self.pair(pairs)
        hidden = self.character(characters) + pair + functional.pad(pair, (0, 0, 1, 0))[:, :-1]
        for column, table in enumerate(self.features):
            hidden = hidden + table(features[..., column])
        keep = mask[..., None]
        hidden = functional.dropout(self.norm(hidden), dropout, self.training) * keep
        for block in self.blocks:
            hidden = functional.dropout(block(hidden), dropout, self.training) * keep
        out: Tensor = self.head(hidden)
        return out
