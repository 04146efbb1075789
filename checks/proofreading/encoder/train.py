"""Trains the cloze encoder on the processor, resumable at any checkpoint, the end fixed by characters read."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from checks.proofreading.encoder.muon import Muon
from checks.proofreading.encoder.network import Cloze, Shape
from checks.proofreading.encoder.prepare import DRAWS, Material
from checks.proofreading.whole import whole
from portal.errors import EngineError

HELD_ROWS = 400  # at the end of the material, to measure on
FLAT = 0.3  # share of the training at full rate, before the cosine
LAST = 0.02  # share of the rate at the end
IMPOSSIBLE = -1e4  # score of a rival that is the true character itself


@dataclass(frozen=True, slots=True)
class Recipe:
    """characters: to read in all · rows × length: characters of a step · share: of the positions predicted ·
    noise: share of the characters read wrong · rivals: confusables told apart at each position.
    """

    characters: int
    seed: int = 1
    rows: int = 32
    length: int = 128
    rate: float = 4e-3
    warm_up: int = 200
    share: float = 0.35
    noise: float = 0.01
    rivals: int = 15
    save_every: int = 200

    @property
    def steps(self) -> int:
        return self.characters // (self.rows * self.length)

    def rate_at(self, step: int) -> float:
        done = step / self.steps
        fall = max(0.0, (done - FLAT) / (1 - FLAT))
        return (
            self.rate
            * min(1.0, (step + 1) / self.warm_up)
            * (LAST + (1 - LAST) * (1 + math.cos(math.pi * fall)) / 2)
        )


@dataclass(frozen=True, slots=True)
class Measure:
    """Mean loss in nats: `whole` over the vocabulary, `rivals` among confusables; right: share of the true
    character being the likeliest of its confusables.
    """

    step: int
    whole: float
    rivals: float
    right: float


@dataclass(frozen=True, slots=True)
class Training:
    """How a checkpoint came about. symbols, left_out: of the material · held: losses on rows never trained on."""

    step: int
    recipe: Recipe
    shape: Shape
    held: Measure
    symbols: int
    left_out: int


def train(
    material: Material,
    shape: Shape,
    recipe: Recipe,
    checkpoint: Path,
    progress: Callable[[Measure], None] = lambda _: None,
    stopping: Callable[[], bool] = lambda: False,
) -> Cloze:
    """The trained network; goes on from `checkpoint` where the file is there, and leaves the end result in it.

    Asked after each step; where stopping says so, the checkpoint is saved and KeyboardInterrupt raised.
    Raises EngineError where the checkpoint is of other material or another recipe.
    """
    run = _Run(material, shape, recipe)
    run.resume(checkpoint)
    while run.step < recipe.steps:
        progress(run.advance())
        stop = stopping()
        if stop or run.step % recipe.save_every == 0:
            run.save(checkpoint)
        if stop:
            raise KeyboardInterrupt
    progress(run.measure())
    run.save(checkpoint)
    return run.network


def trained(checkpoint: Path) -> Cloze:
    """The network of a checkpoint."""
    state = torch.load(checkpoint, weights_only=True)
    network = Cloze(Shape(**state["shape"]))
    network.load_state_dict(state["network"])
    network.eval()
    return network


def examine(material: Material, checkpoint: Path) -> Training:
    """The history of a checkpoint, its losses measured anew."""
    state = torch.load(checkpoint, weights_only=True)
    run = _Run(material, Shape(**state["shape"]), Recipe(**state["recipe"]))
    run.resume(checkpoint)
    held = run.measure()
    return Training(run.step, run.recipe, run.network.shape, held, len(material.ids), material.left_out)


class _Run:
    """A training in progress. Chance depends on seed and step alone, so a resumed run is the same run."""

    def __init__(self, material: Material, shape: Shape, recipe: Recipe) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe, self.step = recipe, 0
        self.network = Cloze(shape)
        self._material = material.digest
        # Half as fast again where the processor computes in bfloat16. So a seed gives the same bytes on processors
        # with the same features, not on all.
        self._half = torch.cpu._is_avx512_bf16_supported()
        self._draws = torch.from_numpy(material.draws.astype(np.int64))
        self._confusable = self._draws[:, 0] != torch.arange(len(self._draws))
        frequency = torch.from_numpy(material.counts).float() + 1
        self.network.bias.data = (frequency / frequency.sum()).log()
        rows = material.ids[: len(material.ids) // recipe.length * recipe.length].reshape(-1, recipe.length)
        held = min(HELD_ROWS, len(rows) // 10)
        self._rows, self._held = rows[:-held], rows[-held:]
        self._order: NDArray[np.int64] | None = None
        self._optimizers = _optimizers(self.network, recipe)

    def resume(self, checkpoint: Path) -> None:
        if not checkpoint.exists():
            return
        state = torch.load(checkpoint, weights_only=True)
        if any(state.get(name) != value for name, value in self._identity().items()):
            raise EngineError(f"{checkpoint} 是用别的语料或设置训练的；请换一个文件夹，或删去它重新训练")
        self.step = state["step"]
        self.network.load_state_dict(state["network"])
        for optimizer, kept in zip(self._optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(kept)

    def save(self, checkpoint: Path) -> None:
        state = {
            **self._identity(),
            "step": self.step,
            "network": self.network.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self._optimizers],
        }
        with whole(checkpoint) as file:
            torch.save(state, file)

    def _identity(self) -> dict[str, object]:
        """What a training must share with its checkpoint."""
        return {
            "recipe": asdict(self.recipe),
            "shape": asdict(self.network.shape),
            "material": self._material,
        }

    def advance(self) -> Measure:
        """One step of training; its losses."""
        torch.manual_seed(self.recipe.seed + self.step)
        rate = self.recipe.rate_at(self.step)
        whole, rivals, right = self._losses(self._next_rows(), self.recipe.share, self.recipe.noise)
        (whole + rivals).backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        for optimizer in self._optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate
            optimizer.step()
            optimizer.zero_grad()
        self.step += 1
        return Measure(self.step, whole.item(), rivals.item(), right.item())

    @torch.no_grad()
    def measure(self) -> Measure:
        """Losses on the rows held back."""
        torch.manual_seed(self.recipe.seed)
        parts = [
            torch.stack(self._losses(_tensor(part), 1.0, 0.0))
            for part in np.array_split(self._held, max(1, len(self._held) // self.recipe.rows))
        ]
        whole, rivals, right = torch.stack(parts).mean(0).tolist()
        return Measure(self.step, whole, rivals, right)

    def _next_rows(self) -> Tensor:
        per_round = len(self._rows) // self.recipe.rows
        turn, at = divmod(self.step, per_round)
        if at == 0 or self._order is None:
            self._order = np.random.default_rng([self.recipe.seed, turn]).permutation(len(self._rows))
        order = self._order
        return _tensor(self._rows[order[at * self.recipe.rows :][: self.recipe.rows]])

    def _losses(self, true: Tensor, share: float, noise: float) -> tuple[Tensor, Tensor, Tensor]:
        read = self._misread(true, noise)
        asked = self._confusable[true] & (torch.rand(true.shape) < share)
        with torch.autocast("cpu", torch.bfloat16, enabled=self._half):
            scores = self.network.scores(self.network(read)[asked]).float()
        meant = true[asked]
        rivals = self._draws[meant][:, torch.randperm(DRAWS)[: self.recipe.rivals]]
        against = scores.gather(1, rivals).masked_fill(rivals == meant[:, None], IMPOSSIBLE)
        among = torch.cat((scores.gather(1, meant[:, None]), against), 1)
        first = torch.zeros_like(meant)
        right = (among.argmax(1) == 0).float().mean()
        return functional.cross_entropy(scores, meant), functional.cross_entropy(among, first), right

    def _misread(self, true: Tensor, noise: float) -> Tensor:
        drawn = self._draws[true, torch.randint(DRAWS, true.shape)]
        return torch.where(torch.rand(true.shape) < noise, drawn, true)


def _optimizers(network: Cloze, recipe: Recipe) -> list[torch.optim.Optimizer]:
    """Muon for the matrices between hidden layers, AdamW for the embedding and the vectors."""
    matrices = [p for name, p in network.named_parameters() if p.dim() == 2 and "embedding" not in name]
    others = [p for name, p in network.named_parameters() if p.dim() == 1 or "embedding" in name]
    return [
        Muon(matrices, lr=recipe.rate),
        torch.optim.AdamW(others, lr=recipe.rate, betas=(0.9, 0.98), weight_decay=0.0, fused=True),
    ]


def _tensor(rows: NDArray[np.uint16]) -> Tensor:
    return torch.from_numpy(rows.astype(np.int64))
