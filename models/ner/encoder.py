"""The teacher: a pretrained encoder over characters, with a head for each kind of annotation (torch)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from partyie.models.ner.corpus import STANDARDS
from partyie.models.ner.pretrained import Pretrained
from partyie.ner.features import SIZES
from partyie.ner.tags import tag_count

HIDDEN, INNER, HEADS, POSITIONS = 384, 1536, 12, 512
EPSILON = 1e-12
UNKNOWN = 0  # the number of every character without a vector of its own


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a teacher is."""

    layers: int = 8
    dropout: float = 0.1


class Layer(nn.Module):
    """One post-LayerNorm transformer layer, as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.ao = nn.Linear(HIDDEN, HIDDEN)
        self.aln = nn.LayerNorm(HIDDEN, EPSILON)
        self.fi = nn.Linear(HIDDEN, INNER)
        self.fo = nn.Linear(INNER, HIDDEN)
        self.oln = nn.LayerNorm(HIDDEN, EPSILON)
        self.drop = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """*Shapes:* hidden (batch, length, HIDDEN); mask (batch, 1, 1, length), true where there is text."""
        batch, length, _ = hidden.shape
        query, key, value = self.qkv(hidden).view(batch, length, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        attended = attended.transpose(1, 2).reshape(batch, length, HIDDEN)
        hidden = self.aln(hidden + self.drop(self.ao(attended)))
        out: Tensor = self.oln(hidden + self.drop(self.fo(functional.gelu(self.fi(hidden)))))
        return out


class Teacher(nn.Module):
    """Characters and their features in, scores of tags out.

    Args:
        characters: The vocabulary: the character numbered ``n`` is ``characters[n - 1]``.
        shape: Its size.
    """

    def __init__(self, characters: str, shape: Shape) -> None:
        super().__init__()
        self.characters = characters
        self.word = nn.Embedding(len(characters) + 1, HIDDEN)
        self.position = nn.Embedding(POSITIONS, HIDDEN)
        self.features = nn.ModuleList(nn.Embedding(size, HIDDEN) for size in SIZES.values())
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(HIDDEN, EPSILON)
        self.layers = nn.ModuleList(Layer(shape.dropout) for _ in range(shape.layers))
        self.heads = nn.ModuleDict({name: nn.Linear(HIDDEN, tag_count(labels)) for name, labels in STANDARDS.items()})
        self.drop = nn.Dropout(shape.dropout)

    def embed(self, numbers: Tensor, features: Tensor) -> Tensor:
        """*Shapes:* numbers (batch, length); features (batch, length, columns); out (batch, length, HIDDEN)."""
        hidden: Tensor = self.word(numbers) + self.position.weight[: numbers.shape[1]]
        for column, table in enumerate(self.features):
            hidden = hidden + table(features[..., column])
        return hidden

    def encode(self, embedded: Tensor, mask: Tensor) -> Tensor:
        """What the layers make of embedded characters; *shapes:* as `embed`, mask (batch, length)."""
        hidden = self.drop(self.norm(embedded))
        for layer in self.layers:
            hidden = layer(hidden, mask[:, None, None, :])
        out: Tensor = hidden
        return out

    def forward(self, numbers: Tensor, features: Tensor, mask: Tensor, standard: str) -> Tensor:
        """Scores of one standard's tags, not normalised. *Shape:* (batch, length, tags)."""
        out: Tensor = self.heads[standard](self.encode(self.embed(numbers, features), mask))
        return out


def from_pretrained(pretrained: Pretrained, shape: Shape) -> Teacher:
    """A teacher whose vectors and layers are the pretrained encoder's lowest ones."""
    rows = pretrained.characters()
    teacher = Teacher("".join(rows), shape)
    tensors = pretrained.tensors
    state: dict[str, Any] = {
        "word.weight": tensors["emb.word"][[pretrained.unknown, *rows.values()]],
        "position.weight": tensors["emb.pos"] + tensors["emb.type"][:HIDDEN],
        "norm.weight": tensors["emb.ln.w"],
        "norm.bias": tensors["emb.ln.b"],
    }
    for number in range(shape.layers):
        own = {name: tensors[f"l{number}.{name}"] for name in _names()}
        for kind, suffix in (("w", "weight"), ("b", "bias")):
            state[f"layers.{number}.qkv.{suffix}"] = _stack([own[f"{part}.{kind}"] for part in ("q", "k", "v")])
            for part in ("ao", "aln", "fi", "fo", "oln"):
                state[f"layers.{number}.{part}.{suffix}"] = own[f"{part}.{kind}"]
    missing = teacher.load_state_dict({name: torch.as_tensor(value) for name, value in state.items()}, strict=False)
    unexpected = [name for name in missing.missing_keys if not name.startswith(("features", "heads"))]
    if unexpected or missing.unexpected_keys:
        raise ValueError(f"tensors that don't fit: {unexpected} {missing.unexpected_keys}")
    return teacher


def _names() -> list[str]:
    return [f"{part}.{kind}" for part in ("q", "k", "v", "ao", "aln", "fi", "fo", "oln") for kind in ("w", "b")]


def _stack(parts: Sequence[Any]) -> Tensor:
    return torch.cat([torch.as_tensor(part) for part in parts])
