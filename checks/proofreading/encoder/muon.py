"""Muon (Keller Jordan, 2024): momentum whose update is made orthogonal, for the weight matrices of hidden layers.

Worth about half the characters of AdamW here. Written out because torch's own one multiplies in bfloat16,
eight times slower than float32 on processors without it.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor

_ROUNDS = 5  # of the Newton–Schulz iteration
_A, _B, _C = 3.4445, -4.7750, 2.0315  # its coefficients
_MATCH = 0.2  # makes an update as large as AdamW's, so that both share one learning rate


class Muon(torch.optim.Optimizer):
    """For parameters of two dimensions."""

    def __init__(
        self, params: Iterable[Tensor], lr: float, momentum: float = 0.95, decay: float = 0.02
    ) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "decay": decay})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:
        for group in self.param_groups:
            for weight in group["params"]:
                gradient = weight.grad
                memory = self.state[weight].setdefault("momentum", torch.zeros_like(weight))
                memory.lerp_(gradient, 1 - group["momentum"])
                update = orthogonal(gradient.lerp(memory, group["momentum"]))
                weight.mul_(1 - group["lr"] * group["decay"])
                weight.add_(update, alpha=-group["lr"] * _MATCH * max(weight.shape) ** 0.5)


def orthogonal(matrix: Tensor) -> Tensor:
    """Roughly the nearest matrix with all singular values 1."""
    tall = matrix.shape[0] > matrix.shape[1]
    found = matrix.T if tall else matrix
    found = found / (found.norm() + 1e-7)
    for _ in range(_ROUNDS):
        gram = found @ found.T
        found = _A * found + (_B * gram + _C * gram @ gram) @ found
    return found.T if tall else found
