"""The model card beside the shipped weights: what it was made of, how, and what it is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from checks.proofreading.encoder import weights
from checks.proofreading.encoder.measure import ALARMS, Worth
from checks.proofreading.encoder.train import Training

CARD = """# encoder.npz

A cloze encoder for Chinese official text: log p(character | everything left and right of it). One feature of the
proofreading classifier, no judge by itself.

- **Weights**: {parameters:,} parameters, int8 by row, {size:,} bytes, SHA-256 `{digest}`.
- **Network**: embedding {depth}; a tower from the left and one from the right, {blocks} gated causal convolutions
  each (kernel 2, dilations {reaches}, width {width}); gated join; softmax tied to the embedding, {vocabulary:,}
  characters.
- **Data**: {sources}. {symbols:,} symbols after runs of digits and letters count as one; {left_out:,} sentences that
  also stand in test or tuning sets were left out. Weights only: no text is shipped.
- **Training**: {read:,} characters read, seed {seed}, {rows} × {length} a step, Muon and AdamW at {rate}, {noise:.0%}
  of the characters read wrong, softmax over the vocabulary plus softmax against {rivals} confusables.
- **Held-out material**: {whole:.3f} nats a character, {among:.4f} among confusables, {right:.1%} of characters told
  from {rivals} confusables.

{worth}Made by `xunjian proofread train-encoder`; the group `train` of pyproject.toml holds what it needs. The same corpora and
seed give the same bytes on processors with the same features and number of cores.
"""
WORTH = """Alone, without the classifier. An error is *found* where its right character is the likeliest of all confusables and
its margin is one that clean text passes only so often:

| errors | characters | likelier than the wrong one | {heads} |
|---|---|---|{lines}|
{table}

"""


def card(training: Training, shipped: Path, sources: str, worths: Mapping[str, Worth]) -> str:
    """Markdown. sources: corpora in words · worths: by name of the error set, empty where none was measured."""
    stored, reaches = weights.load(shipped)
    recipe, shape, held = training.recipe, training.shape, training.held
    return CARD.format(
        parameters=sum(values.size for values in stored.values()),
        size=shipped.stat().st_size,
        digest=weights.digest(shipped),
        depth=shape.depth,
        width=shape.width,
        vocabulary=shape.vocabulary,
        blocks=len(reaches),
        reaches=", ".join(map(str, reaches)),
        sources=sources,
        symbols=training.symbols,
        left_out=training.left_out,
        read=training.step * recipe.rows * recipe.length,
        seed=recipe.seed,
        rows=recipe.rows,
        length=recipe.length,
        rate=recipe.rate,
        noise=recipe.noise,
        rivals=recipe.rivals,
        whole=held.whole,
        among=held.rivals,
        right=held.right,
        worth=_worth(worths) if worths else "",
    )


def _worth(worths: Mapping[str, Worth]) -> str:
    return WORTH.format(
        heads=" | ".join(f"found at {alarms:g} false alarms per 10,000" for alarms in ALARMS),
        lines="|".join("---" for _ in ALARMS),
        table="\n".join(_row(name, worth) for name, worth in worths.items()),
    )


def _row(name: str, worth: Worth) -> str:
    shares: Sequence[float] = (worth.likelier, *worth.found)
    return f"| {name} | {worth.errors:,} | " + " | ".join(f"{share:.1%}" for share in shares) + " |"
