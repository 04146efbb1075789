"""The cloze encoder as a torch module. Training only; `model.py` runs its weights without torch."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True, slots=True)
class Shape:
    """vocabulary: number of ids · width: of the towers · depth: of the output · reaches: dilations, input side first."""

    vocabulary: int
    width: int = 192
    depth: int = 192
    reaches: tuple[int, ...] = (1, 2, 4, 8, 16)


class Block(nn.Module):
    """Gated causal convolution, kernel 2: a position sees itself and the one `reach` before it."""

    def __init__(self, width: int, reach: int) -> None:
        super().__init__()
        self.reach = reach
        self.norm = nn.LayerNorm(width)
        self.before = nn.Linear(width, 2 * width, bias=False)
        self.here = nn.Linear(width, 2 * width)
        self.out = nn.Linear(width, width)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, states: Tensor) -> Tensor:
        normal = self.norm(states)
        earlier = functional.pad(self.before(normal), (0, 0, self.reach, 0))[:, : states.shape[1]]
        gate, value = (self.here(normal) + earlier).chunk(2, -1)
        return states + self.out(functional.silu(gate) * value)


class Tower(nn.Module):
    """Reads a text in one direction."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(Block(shape.width, reach) for reach in shape.reaches)
        self.norm = nn.LayerNorm(shape.width)

    def forward(self, states: Tensor) -> Tensor:
        for block in self.blocks:
            states = block(states)
        return self.norm(states)


class Cloze(nn.Module):
    """Every position from the characters left of it and right of it, never from its own."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.depth)
        self.enter = nn.Linear(shape.depth, shape.width)
        self.left = Tower(shape)
        self.right = Tower(shape)
        self.join = nn.Linear(2 * shape.width, 2 * shape.width)
        self.leave = nn.Linear(shape.width, shape.depth)
        self.norm = nn.LayerNorm(shape.depth)
        self.bias = nn.Parameter(torch.zeros(shape.vocabulary))
        nn.init.normal_(self.embedding.weight, std=0.05)

    def forward(self, ids: Tensor) -> Tensor:
        """ids (batch, length) int64 → hidden (batch, length, depth); `scores` makes predictions of rows of it."""
        states = self.enter(self.embedding(ids))
        left = functional.pad(self.left(states), (0, 0, 1, 0))[:, :-1]
        right = functional.pad(self.right(states.flip(1)).flip(1), (0, 0, 0, 1))[:, 1:]
        gate, value = self.join(torch.cat((left, right), -1)).chunk(2, -1)
        hidden: Tensor = self.norm(self.leave(functional.silu(gate) * value))
        return hidden

    def scores(self, hidden: Tensor) -> Tensor:
        """Unnormalised log probabilities (…, vocabulary)."""
        return functional.linear(hidden, self.embedding.weight, self.bias)
