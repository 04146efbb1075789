"""Proofreading engines behind one interface."""

from __future__ import annotations

from collections.abc import Sequence

from checks.proofreader import Correction, Proofreader


class _Silent:
    version = "0"

    def check_batch(self, texts: Sequence[str]) -> list[list[Correction]]:
        return [[] for _ in texts]


def default_proofreader() -> Proofreader:
    return _Silent()
