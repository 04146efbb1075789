"""A checkpoint as the file that is shipped."""

from __future__ import annotations

from pathlib import Path

from checks.proofreading.encoder import weights
from checks.proofreading.encoder.network import Cloze
from checks.proofreading.encoder.train import trained
from checks.proofreading.whole import whole


def export(checkpoint: Path, target: Path) -> None:
    """Writes the weights of a checkpoint, finished or not, for `model.Encoder`."""
    write(trained(checkpoint), target)


def write(network: Cloze, target: Path) -> None:
    state = {name: value.float().numpy() for name, value in network.state_dict().items()}
    with whole(target) as file:
        weights.save(file, state, network.shape.reaches)
