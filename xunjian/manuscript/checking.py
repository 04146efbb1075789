"""A manuscript judged by the engine that comes with the program, for pages and programs that ask for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from checks.proofreader import Correction, Proofreader
from checks.proofreading import default_proofreader
from portal.errors import XunjianError
from xunjian.manuscript.read import Manuscript

LONGEST = 100_000  # characters
KEYS = ("start", "end", "wrong", "right", "probability", "shown", "source")


def check(manuscript: Manuscript) -> list[list[Correction]]:
    """Corrections of each line. Raises XunjianError where there is nothing to read, or too much."""
    length = sum(map(len, manuscript.lines))
    if not any(line.strip() for line in manuscript.lines):
        raise XunjianError("没有读到文字；请粘贴文字，或上传有文字的 txt、html、docx 文件")
    if length > LONGEST:
        raise XunjianError(f"文稿有 {length} 个字，一次最多检查 {LONGEST} 个字；请分几次检查")
    return _engine().check_batch(manuscript.lines)


def corrected(text: str, corrections: Sequence[Correction]) -> dict[str, Any]:
    """One line with its corrections, as other programs are given it."""
    return {"text": text, "corrections": [{key: getattr(c, key) for key in KEYS} for c in corrections]}


@cache
def _engine() -> Proofreader:
    return default_proofreader()
