"""The text of the mail: how much there is, what comes first, what to do. Plain, read on a phone."""

from __future__ import annotations

from collections.abc import Iterator

from reports.cases import CaseLine, UnitList
from reports.wording import SEVERITY, chinese_day, clip, flat

SHOWN = 5  # cases told in the mail itself
SUBJECT_MAX = 120
HOW = (
    "一、按附件《整改通知》所列页面、位置和改法逐项改正。",
    "二、改好后在附件《整改台账》的“整改情况”一列选“已整改”，正在改的选“整改中”；",
    "    不是问题或者改不了的，选“无法整改·说明”并在“说明”一列写清原因。",
    "三、把填好的《整改台账》作为附件直接回复本邮件，不用登录系统。收到后我们随即复查，通过即销号。",
)


def subject(listed: UnitList) -> str:
    told = [f"新增 {listed.fresh}"] if listed.fresh else []
    told += [f"单项否决 {listed.vetoes}"] if listed.vetoes else []
    told += [f"超期 {listed.overdue}"] if listed.overdue else []
    brackets = f"（{'，'.join(told)}）" if told else ""
    return clip(f"整改通知：{listed.unit}有 {len(listed.todo)} 个网站问题待整改{brackets}", SUBJECT_MAX)


def letter(listed: UnitList) -> str:
    return "\n".join(_lines(listed)) + "\n"


def _lines(listed: UnitList) -> Iterator[str]:
    yield f"{listed.unit}："
    yield ""
    yield summary(listed)
    yield ""
    yield "最先要办的："
    for number, line in enumerate(listed.todo[:SHOWN], 1):
        yield from _case(listed, line, number)
    if (left := len(listed.todo) - SHOWN) > 0:
        yield f"其余 {left} 个见附件。"
    yield ""
    yield "怎么办："
    yield from HOW
    yield ""
    yield listed.office
    yield chinese_day(listed.today)


def summary(listed: UnitList) -> str:
    """截至某日，你单位……：the sentence notice and mail begin with."""
    told = [f"新增 {listed.fresh} 个"] if listed.fresh else []
    told += [f"单项否决类 {listed.vetoes} 个"] if listed.vetoes else []
    told += [f"已超期 {listed.overdue} 个"] if listed.overdue else []
    among = f"，其中{'、'.join(told)}" if told else ""
    waiting = len(listed.lines) - len(listed.todo)
    after = f"另有 {waiting} 个你单位已报改好，等待复查，不用再办。" if waiting else ""
    day = chinese_day(listed.today)
    return f"截至{day}，你单位负责的网页有 {len(listed.todo)} 个问题需要整改{among}。{after}"


def _case(listed: UnitList, line: CaseLine, number: int) -> Iterator[str]:
    finding = line.finding
    yield f"{number}.【{SEVERITY[finding.severity]}】{flat(finding.message, 120)}（编号 {line.number}）"
    yield f"   页面：{flat(finding.url, 300)}"
    if place := next((o.locator for o in finding.occurrences if o.locator), ""):
        yield f"   位置：{flat(place, 60)}" + (f"，共 {finding.count} 处" if finding.count > 1 else "")
    if finding.text:
        yield f"   原文：{flat(finding.text, 200)}"
    if finding.target and finding.target != finding.url:
        yield f"   网址：{flat(finding.target, 300)}"
    if finding.suggestion:
        yield f"   改法：{flat(finding.suggestion, 200)}"
    if line.due:
        late = "，已超期" if listed.is_overdue(line) else ""
        yield f"   时限：{chinese_day(line.due)}{late}"
