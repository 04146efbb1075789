"""Several engines over one text: where they differ on a stretch, a person decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from checks.proofreader import Correction, Proofreader

DIFFER = "不同引擎的改法不一致"


class Panel:
    """The first engine leads. What another adds is for review; silence of another is no objection."""

    def __init__(self, engines: Sequence[Proofreader]) -> None:
        self._engines = engines

    @property
    def version(self) -> str:
        return "+".join(engine.version for engine in self._engines)

    def check_batch(self, texts: Sequence[str]) -> list[list[Correction]]:
        answers = zip(*(engine.check_batch(texts) for engine in self._engines), strict=True)
        return [_agreed(text, given) for text, given in zip(texts, answers, strict=True)]


def _agreed(text: str, answers: Sequence[Sequence[Correction]]) -> list[Correction]:
    lead, *others = answers
    kept = [_weighed(text, fix, others) for fix in lead]
    for other in others:
        kept += [replace(fix, shown=False) for fix in other if not _meeting(fix, kept)]
    return sorted(kept, key=lambda fix: fix.start)


def _weighed(text: str, fix: Correction, others: Iterable[Sequence[Correction]]) -> Correction:
    """As the lead says it, for review if another engine would write something else there."""
    rivals = [met for other in others for met in _meeting(fix, other) if not _same(text, fix, met)]
    if not rivals:
        return fix
    told = f"{DIFFER}：「{fix.right}」「{rivals[0].right}」"
    return replace(fix, shown=False, reason=f"{fix.reason}；{told}" if fix.reason else told)


def _meeting(fix: Correction, others: Iterable[Correction]) -> list[Correction]:
    return [other for other in others if other.meets(fix.start, fix.end)]


def _same(text: str, one: Correction, other: Correction) -> bool:
    """Whether both leave the same text: 布→部 is 布署→部署."""
    start, end = min(one.start, other.start), max(one.end, other.end)
    left, right = (text[start : fix.start] + fix.right + text[fix.end : end] for fix in (one, other))
    return left == right
