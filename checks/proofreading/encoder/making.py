"""From corpora to encoder.npz and its card: `xunjian proofread train-encoder`. Stopped, it goes on where it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from checks.proofreading.characters import charset
from checks.proofreading.confusion import confusion
from checks.proofreading.corpus import lines, pairs, reading
from checks.proofreading.encoder.card import card
from checks.proofreading.encoder.export import export
from checks.proofreading.encoder.measure import Pair, Worth, worths
from checks.proofreading.encoder.model import FILE, load
from checks.proofreading.encoder.network import Shape
from checks.proofreading.encoder.prepare import Material, prepare
from checks.proofreading.encoder.train import Measure, Recipe, examine, train
from checks.proofreading.progress import Progress
from portal.errors import EngineError

CHECKPOINT, CARD = "encoder.pt", "encoder.md"
CLEAN = 60_000  # characters, about, of the texts held back that false alarms are counted on


@dataclass(frozen=True, slots=True)
class Sources:
    """corpora: to learn from · held: right texts, and errors: files of wrong TAB right sentences, both left out."""

    corpora: Sequence[Path]
    held: Sequence[Path]
    errors: Sequence[Path]


def make(
    sources: Sources, output: Path, recipe: Recipe, progress: Progress, stopping: Callable[[], bool]
) -> str:
    """Writes encoder.npz and encoder.md; returns the card. See `train` for stopping and for EngineError."""
    output.mkdir(parents=True, exist_ok=True)
    checkpoint, shipped = output / CHECKPOINT, output / FILE
    material = _material(sources, recipe, progress)
    progress.begin("训练", recipe.characters, "字")

    def told(measure: Measure) -> None:
        losses = f"损失 {measure.whole:.3f}，近似字 {measure.rivals:.4f}"
        done = measure.step * recipe.rows * recipe.length
        progress.at(done, losses)
        if measure.step % recipe.save_every == 0:
            progress.tell(f"已读 {done:,} 字，{losses}")

    train(material, Shape(len(charset())), recipe, checkpoint, told, stopping)
    export(checkpoint, shipped)
    names = ", ".join(path.name for path in sources.corpora)
    text = card(examine(material, checkpoint), shipped, names, _worths(sources, shipped, progress))
    (output / CARD).write_text(text, encoding="utf-8")
    return text


def _material(sources: Sources, recipe: Recipe, progress: Progress) -> Material:
    left_out = [line for path in sources.held for line in lines(path)]
    left_out += [right for path in sources.errors for _, right in pairs(path)]
    corpus = (line for path, read in reading(sources.corpora, progress) for line in lines(path, read))
    material = prepare(corpus, left_out, charset(), confusion(), recipe.seed)
    rows = len(material.ids) // recipe.length
    if rows < 2 * recipe.rows:
        raise EngineError(f"语料太短：至少需要 {2 * recipe.rows * recipe.length:,} 字，请增加 --corpus")
    return material


def _worths(sources: Sources, shipped: Path, progress: Progress) -> dict[str, Worth]:
    """By error set; none where there is nothing to measure on."""
    errors: dict[str, list[Pair]] = {path.stem: list(pairs(path)) for path in sources.errors}
    clean = [line for path in sources.held for line in lines(path)]
    if not errors or not clean:
        return {}
    every = max(1, sum(map(len, clean)) // CLEAN)
    return worths(load(shipped, charset()), errors, clean[::every], confusion(), progress)
