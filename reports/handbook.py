"""docs/rules.md: every rule with what it checks, rests on and asks for, written from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from checks import Rule
from checks.scheme import Clause, Scheme
from reports.build import section
from reports.wording import MEANING, SEVERITY, UNVERIFIED

GROUPS = {
    "ACC": "无障碍",
    "AVL": "可用性",
    "DIS": "信息公开",
    "IDN": "网站标识",
    "INT": "互动交流",
    "LNK": "链接",
    "MED": "政务新媒体",
    "PRV": "个人信息",
    "SEC": "安全",
    "SVC": "办事服务",
    "TXT": "文字",
    "UPD": "更新",
}
THRESHOLDS = (
    ("days", "天"),
    ("months", "个月"),
    ("years", "年"),
    ("warn_days", "天起提醒"),
    ("working_days", "个工作日"),
    ("seconds", "秒"),
    ("percent", "%"),
    ("warn_percent", "% 起提醒"),
)


def handbook(rules: Iterable[Rule], scheme: Scheme) -> str:
    """Markdown; same rules, same bytes."""
    return "\n".join(_lines(rules, scheme)) + "\n"


def _lines(rules: Iterable[Rule], scheme: Scheme) -> Iterator[str]:
    yield "# 规则"
    yield ""
    yield f"本页由程序生成（`xunjian rules --markdown`），依据为 {scheme.name}。{UNVERIFIED.strip('（）')}指没有人与原文核对过。"
    yield ""
    yield from (f"- **{SEVERITY[severity]}**：{meaning}" for severity, meaning in MEANING.items())
    for group, found in groupby(sorted(rules, key=lambda rule: rule.code), key=lambda rule: rule.code[:3]):
        yield ""
        yield f"## {group} {GROUPS[group]}"
        for rule in found:
            yield from _rule(rule, scheme.clause(rule.code))


def _rule(rule: Rule, clause: Clause) -> Iterator[str]:
    mark = "" if clause.verified else UNVERIFIED
    yield ""
    yield f"### {rule.code} {rule.title}"
    yield ""
    yield f"`{rule.name}` · {SEVERITY[rule.severity]}{mark}{_limits(clause)}"
    yield ""
    if clause.quote:
        yield f"> {clause.quote}{mark}"
        yield ""
    for heading in ("检查什么", "依据", "怎么改"):
        yield f"**{heading}**　{section(rule.doc, heading)}"
        yield ""


def _limits(clause: Clause) -> str:
    told = [f"{getattr(clause, name):g} {unit}" for name, unit in THRESHOLDS if getattr(clause, name)]
    told += [f"达到 {clause.limit} 个即单项否决"] if clause.limit else []
    return f" · {'，'.join(told)}" if told else ""
