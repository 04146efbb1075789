"""Yearly reports a site shows: what a title, link or entry says of its kind, year and organ."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checks.disclosure.tables import squeezed

ORDINARY_SINCE = 2019  # reports on earlier years follow other forms
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_HANZI_YEAR = re.compile(r"二[〇○零0Oo]([〇○零一二三四])([〇○零一二三四五六七八九])年")
_DIGITS = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}
_DISCLOSURE = re.compile(r"(?:政府)?信息公开|政务公开")
_REPORT = re.compile(r"年度?(?:工作)?报告|年报|工作报告|年度情况报告|情况的?报告")
_WEBSITE = re.compile(r"(?:政府)?网站\S{0,6}(?:工作)?(?:年度报表|年报表|年度工作报表|年度报告|年报)")
_NOT_THE_REPORT = re.compile(
    r"通知|编制|公告|解读|图解|格式|培训|部署|工作会|审核|评估|征求|研究|监督|目录|汇总表|统计表|问题|通报|关于做好"
)
_ORGAN = re.compile(
    r"\(?(?:20\d\d)[-—至]?(?:年度?|\))?|政府信息公开.*|信息公开.*|政务公开.*|关于|的$|二[〇○零].{2,3}年?度?"
)


@dataclass(frozen=True, slots=True)
class Yearly:
    """A yearly report as a title tells it. year 0: none named; organ "" : the site's own, as far as the title says."""

    year: int
    organ: str


def year_of(text: str) -> int:
    plain = squeezed(text)
    if match := _YEAR.search(plain):
        return int(match[1])
    if match := _HANZI_YEAR.search(plain):
        return int(f"20{_DIGITS[match[1]]}{_DIGITS[match[2]]}")
    return 0


def disclosure_report(text: str) -> Yearly | None:
    """A 政府信息公开工作年度报告, by its title; None for notices about it and for all else."""
    plain = squeezed(text)
    if not (_DISCLOSURE.search(plain) and _REPORT.search(plain)) or _NOT_THE_REPORT.search(plain):
        return None
    if _WEBSITE.search(plain):
        return None
    organ = re.sub(r"[\W_]+", "", _ORGAN.sub("", plain))
    return Yearly(year_of(plain), organ)


def website_form(text: str) -> Yearly | None:
    """A 政府网站工作年度报表."""
    plain = squeezed(text)
    told = (
        "年度报表" in plain or "年报表" in plain or ("网站" in plain and _WEBSITE.search(plain) is not None)
    )
    return Yearly(year_of(plain), "") if told and not _NOT_THE_REPORT.search(plain) else None


def only_a_year(text: str) -> int:
    """The year of an entry that says nothing else (“2025年”, “2025年度报告”) and gets its sense from the list; else 0."""
    plain = squeezed(text)
    return (
        year_of(plain)
        if re.fullmatch(r"\(?20\d\d\)?年?(?:度)?(?:年报|报告|年度报告|工作报告)?", plain)
        else 0
    )


def is_reports_column(name: str) -> bool:
    """The name of the place where disclosure reports are kept."""
    plain = squeezed(name)
    return bool(re.search(r"(?:信息|政务)公开\S{0,4}(?:年报|年度报告)|^(?:年度报告|年报|公开年报)$", plain))
