"""整改通知.docx: the paper, and on its second part every problem with page, place, correction and date."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from docx.document import Document

from reports.cases import RANK, CaseLine, UnitList
from reports.files import replacing
from reports.ledger import correction, plain
from reports.notice.letter import summary
from reports.notice.official import BODY, WUHAO, OfficialPaper, set_font
from reports.notice.tables import add_table
from reports.wording import SEVERITY, chinese_day, clip

FILE = "整改通知.docx"
LISTED = 200  # problems in the paper; the workbook has them all
HEADINGS = ("编号", "问题", "所在页面和位置", "原文及改法", "整改时限")
WIDTHS = (12, 42, 46, 28, 28)  # mm, 156 together
TEXT_MAX = 300
NUMERALS = "一二三四五六七八九十"


def write_notice(listed: UnitList, folder: Path) -> Path:
    path = folder / FILE
    with replacing(path) as draft, draft.open("wb") as file:
        _paper(listed).save(file)
    return path


def _paper(listed: UnitList) -> Document:
    paper = OfficialPaper(title(listed), plain(listed.office))
    paper.addressee(plain(listed.unit))
    paper.text(f"{_checked(listed)}{summary(listed)}现将有关事项通知如下。")
    paper.heading("一、主要问题")
    for text in _kinds(listed):
        paper.text(text)
    paper.heading("二、整改要求")
    for text in _demands(listed):
        paper.text(text)
    paper.enclosures(("问题清单", "整改台账（电子表格，随本通知发送）"))
    paper.signature(plain(listed.office), chinese_day(listed.today))
    paper.enclosure(1, "问题清单")
    _table(paper.document, listed)
    return paper.document


def title(listed: UnitList) -> str:
    sites = listed.sites
    return f"关于整改{_site(sites[0]) if len(sites) == 1 else '政府网站'}问题的通知"


def _site(name: str) -> str:
    """The name as that of a web site, not of the authority itself."""
    name = plain(name)
    return name if name.endswith(("网", "网站", "门户", "平台")) else f"{name}网站"


def _checked(listed: UnitList) -> str:
    names = "、".join(f"“{_site(name)}”" for name in listed.sites[:3]) + (
        "等" if len(listed.sites) > 3 else ""
    )
    return f"近期，我们对{names}进行了巡查。"


def _kinds(listed: UnitList) -> list[str]:
    """How many of which kind, the gravest kind first."""
    kinds = Counter((line.finding.severity, plain(line.finding.name)) for line in listed.todo)
    ranked = sorted(kinds.items(), key=lambda kind: (RANK[kind[0][0]], -kind[1]))
    shown = [f"{name}（{SEVERITY[grave]}类）{count} 个" for (grave, name), count in ranked[: len(NUMERALS)]]
    if left := sum(count for _, count in ranked[len(NUMERALS) :]):
        shown[-1] += f"；其他各类共 {left} 个"
    return [f"（{numeral}）{text}。" for numeral, text in zip(NUMERALS, shown, strict=False)]


def _demands(listed: UnitList) -> list[str]:
    answer = f"发送至 {listed.email}" if listed.email else "直接回复本通知邮件"
    first = (
        "（一）单项否决类问题须立即整改，有一项就会使整个网站被判为不合格；其余问题请在清单所列时限前改好。"
    )
    usual = "（一）请在清单所列时限前逐项改好，同一问题出现在多个页面的，全部页面都要改。"
    return [
        first if listed.vetoes else usual,
        f"（二）请把整改情况填入《整改台账》，{answer}。改好的选“已整改”，我们随即复查，通过后销号。",
        "（三）认为不是问题，或者确实改不了的，选“无法整改·说明”，并写明理由。",
    ]


def _table(document: Document, listed: UnitList) -> None:
    shown = listed.todo[:LISTED]
    add_table(document, HEADINGS, (_cells(listed, line) for line in shown), WIDTHS)
    if left := len(listed.todo) - len(shown):
        paragraph = document.add_paragraph()
        set_font(paragraph.add_run(f"另有 {left} 个问题见《整改台账》。"), BODY, WUHAO)


def _cells(listed: UnitList, line: CaseLine) -> tuple[str, ...]:
    finding = line.finding
    place = next((o.locator for o in finding.occurrences if o.locator), "")
    many = f"（共 {finding.count} 处）" if finding.count > 1 else ""
    late = "\n已超期" if listed.is_overdue(line) else ""
    texts = (
        str(line.number),
        f"【{SEVERITY[finding.severity]}】{finding.message}",
        "\n".join(filter(None, (finding.url, place + many))),
        correction(finding),
        (line.due.isoformat() if line.due else "") + late,
    )
    return tuple(clip(text, TEXT_MAX) for text in texts)
