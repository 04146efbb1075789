"""自查检查表.docx: every indicator and what this scan can say of it; what was not looked at is said to be so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from docx.document import Document

from checks import Finding, Outcome
from checks.scheme import Part
from checks.sheet import Line, State
from reports.files import replacing
from reports.ledger import plain
from reports.model import Report, RuleLine
from reports.notice.official import OfficialPaper
from reports.notice.tables import add_table
from reports.scoring import PART, state, wording
from reports.wording import UNVERIFIED, china, chinese_day, clip

FILE = "自查检查表.docx"
HEADINGS = ("检查对象", "指标", "评分细则", "检查情况")
WIDTHS = (22, 36, 52, 46)
NOT_CHECKED = "未检查，须人工核对"
NONE_FOUND = "未发现"
TEXT_MAX = 200

Row = tuple[str, str, str, str]


def write_self_check(report: Report, office: str, folder: Path) -> Path:
    path = folder / FILE
    with replacing(path) as draft, draft.open("wb") as file:
        _paper(report, office).save(file)
    return path


def _paper(report: Report, office: str) -> Document:
    paper = OfficialPaper(plain(f"{report.title}自查检查表"), plain(office))
    seen = report.coverage
    paper.text(
        f"检查时间：{china(report.reference_time)}。检查范围：网页 {seen.pages} 个，附件 {seen.attachments} 个，"
        f"不同网址 {seen.links} 个；未能查看 {seen.unreached_total} 个。“{NONE_FOUND}”只对所查看的内容而言。"
    )
    rows = (tuple(clip(text, TEXT_MAX) for text in row) for row in self_check_rows(report))
    add_table(paper.document, HEADINGS, rows, WIDTHS)
    paper.signature(plain(office), chinese_day(report.today))
    return paper.document


def self_check_rows(report: Report) -> Iterator[Row]:
    """The rows of the score sheet, then the rules that stand in none of them."""
    rows = [line for line in report.sheet if line.part is not Part.OTHER]
    for line in rows:
        yield PART[line.part], line.name, _criterion(line), _standing(line)
    covered = {code for line in rows for code in line.rules}
    for rule in report.rules:
        if rule.code not in covered:
            yield PART[Part.OTHER], f"{rule.name}（{rule.code}）", rule.checks, _found(report, rule)


def _criterion(line: Line) -> str:
    if line.part is Part.POINTS:
        return wording(line) or "按原文细则扣分"
    limit = f"达到 {line.limit} 个即单项否决" if line.limit > 1 else "有此情形即单项否决"
    return wording(line) or limit + ("" if line.verified else UNVERIFIED)


def _standing(line: Line) -> str:
    if line.state is State.OPEN:
        return f"{NOT_CHECKED}（{line.note.removeprefix('未检查：').rstrip('。')}）"
    if line.state is State.CLEAR and not line.count:
        return NONE_FOUND + (f"；{line.note}" if line.doubtful or line.unknown else "")
    limit = f"（限值 {line.limit}）" if line.limit > 1 else ""
    return f"{state(line)}：{line.count} 个{limit}；{line.note}"


def _found(report: Report, rule: RuleLine) -> str:
    findings = [finding for finding in report.findings if finding.rule == rule.code]
    counts = Counter(finding.outcome for finding in findings)
    doubts = counts[Outcome.UNKNOWN] + counts[Outcome.ERROR]
    told = [f"发现 {counts[Outcome.FAIL]} 个{_example(findings)}"] if counts[Outcome.FAIL] else []
    told += [f"疑似待核 {counts[Outcome.REVIEW]} 个"] if counts[Outcome.REVIEW] else []
    told += [f"无法判断 {doubts} 个"] if doubts else []
    return "；".join(told) or NONE_FOUND


def _example(findings: list[Finding]) -> str:
    first = next(finding for finding in findings if finding.outcome is Outcome.FAIL)
    return f"，如：{clip(first.message, 60)}"
