"""A manuscript judged: by an engine of wrong words, and by the rules of language that judge a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from checks.finding import Outcome, Severity
from checks.language.manuscript import RULES, Reader
from checks.language.remark import Remark
from checks.proofreader import Correction, Proofreader
from checks.proofreading import default_proofreader
from portal.errors import XunjianError
from portal.profile import Profile, default_profile
from xunjian.manuscript.read import Manuscript

LONGEST = 100_000  # characters
KEYS = ("start", "end", "wrong", "right", "probability", "shown", "source")
NOBODYS = default_profile("http://localhost/")  # of a manuscript that no site is named for


@dataclass(frozen=True, slots=True)
class Told:
    """A remark with what it is about. title: of its rule"""

    remark: Remark
    written: str
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """corrections: of the engine · remarks: of all rules, the corrections among them."""

    text: str
    corrections: tuple[Correction, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def told(self) -> list[Told]:
        return [Told(one, self.text[one.start : one.end], RULES[one.rule].title) for one in self.remarks]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many remarks are sure, for a person to confirm, and mere matters of style."""

    sure: int
    doubtful: int
    style: int

    @property
    def told(self) -> str:
        """In Chinese; empty where there is nothing."""
        parts = [f"问题 {self.sure} 处"] if self.sure else []
        parts += [f"疑似 {self.doubtful} 处，请人工确认"] if self.doubtful else []
        parts += [f"格式习惯 {self.style} 处，仅供参考"] if self.style else []
        return "；".join(parts)


def check(manuscript: Manuscript, profile: Profile, day: date) -> list[Line]:
    """By the engine that comes with the program. Raises XunjianError where there is nothing to read, or too much."""
    length = sum(map(len, manuscript.lines))
    if not any(line.strip() for line in manuscript.lines):
        raise XunjianError("没有读到文字；请粘贴文字，或上传有文字的 txt、html、docx 文件")
    if length > LONGEST:
        raise XunjianError(f"文稿有 {length} 个字，一次最多检查 {LONGEST} 个字；请分几次检查")
    return judged(manuscript, _engine().check_batch(manuscript.lines), profile, day)


def judged(
    manuscript: Manuscript, found: Sequence[Sequence[Correction]], profile: Profile, day: date
) -> list[Line]:
    """found: what an engine says of each line."""
    remarks = Reader(profile, day).read(manuscript.lines, found)
    every = zip(manuscript.lines, found, remarks, strict=True)
    return [Line(text, tuple(fixes), tuple(told)) for text, fixes, told in every]


def counted(lines: Sequence[Line]) -> Counts:
    remarks = [remark for line in lines for remark in line.remarks]
    style = sum(remark.severity is Severity.INFO for remark in remarks)
    doubtful = sum(remark.outcome is Outcome.REVIEW for remark in remarks)
    return Counts(len(remarks) - style - doubtful, doubtful, style)


def as_answer(line: Line) -> dict[str, Any]:
    """A line as other programs are given it."""
    corrections = [{key: getattr(fix, key) for key in KEYS} for fix in line.corrections]
    return {
        "text": line.text,
        "corrections": corrections,
        "remarks": list(map(_told, line.told)),
    }


def _told(told: Told) -> dict[str, Any]:
    remark = told.remark
    return {
        "rule": remark.rule,
        "title": told.title,
        "severity": remark.severity or RULES[remark.rule].severity,
        "outcome": remark.outcome,
        "start": remark.start,
        "end": remark.end,
        "wrong": told.written,
        "right": remark.right,
        "message": remark.message,
        "suggestion": remark.suggestion,
    }


@cache
def _engine() -> Proofreader:
    return default_proofreader()
