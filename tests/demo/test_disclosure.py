"""Rules that can fire only once a site: variants of the sample portal that must fire, and look-alikes that must not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checks.engine import judge
from checks.rule import catalogue
from tests.demo.reading import HOME, TODAY, scan_of
from xunjian.demo.layout import Reply, page

YEAR = TODAY.year - 1
NB, OWN = "/zwgk/nb/", "/zwgk/nb/zf1.html"
REPORT = f"{YEAR}年政府信息公开工作年度报告"
FORM = "政府网站工作年度报表"
Change = Callable[[dict[str, Reply]], None]


def rewritten(*words: tuple[str, str], only: str = "") -> Change:
    """Words put in the place of others on all pages, or on one."""

    def change(paths: dict[str, Reply]) -> None:
        for path, reply in paths.items():
            if reply.type.startswith("text/html") and only in {"", path}:
                text = reply.body.decode()
                for old, new in words:
                    text = text.replace(old, new)
                paths[path] = Reply(text.encode(), reply.status, reply.type, reply.headers)

    return change


def without(*gone: str) -> Change:
    def change(paths: dict[str, Reply]) -> None:
        for path in gone:
            del paths[path]

    return change


def both(*changes: Change) -> Change:
    def change(paths: dict[str, Reply]) -> None:
        for each in changes:
            each(paths)

    return change


def replaced(path: str, reply: Reply) -> Change:
    return lambda paths: paths.update({path: reply})


OWN_TITLE = f"示范区人民政府{REPORT}"
NO_FORM = rewritten((f"{YEAR}年度{FORM}", "报表"), (FORM, "统计资料"))
LACKING = rewritten((OWN_TITLE, "示范区人民政府公开工作小结"))
FIRING: list[tuple[str, str, Change, str]] = [
    ("DIS001", "the report is gone, units' reports are there", both(without(OWN), LACKING), ""),
    ("DIS001", "only a notice about it", rewritten((OWN_TITLE, f"关于做好{REPORT}编制工作的通知")), ""),
    ("DIS001", "the year before", rewritten((OWN_TITLE, f"示范区人民政府{YEAR - 2}年政府信息公开工作年度报告")), ""),
    ("DIS001", "a unit that must report here", lambda paths: None, 'disclosure.reporting_units = ["区审计局"]\n'),
    ("DIS007", "no guide", rewritten(("公开指南", "公开栏")), ""),
    ("DIS007", "no organisation", rewritten(("机构职能", "区情介绍"), ("领导之窗", "区情展示")), ""),
    ("DIS007", "no reports", rewritten((f"{YEAR}年政府信息公开", ""), ("公开年报", "公开栏"), ("公开工作年度报告", "公开小结")), ""),
    ("DIS008", "no link and no form", NO_FORM, ""),
    ("DIS008", "the form of another year", rewritten((f"{YEAR}年度", f"{YEAR - 1}年度")), ""),
    ("DIS008", "not on the home page", rewritten((f"{YEAR}年度{FORM}", "报表"), only="/"), ""),
]  # fmt: skip
SILENT: list[tuple[str, str, Change, str]] = [
    ("DIS001", "as it is", lambda paths: None, ""),
    ("DIS001", "a file", rewritten((OWN, "/files/nb.pdf")), ""),
    ("DIS001", "only the year, in the reports' column", replaced(NB, page(
        "政府信息公开年报", f'<a href="/zwgk/nb/x.html">{YEAR}年</a>', column="政府信息公开年报", path=NB)), ""),
    ("DIS001", "a unit under its full name", lambda paths: None, 'disclosure.reporting_units = ["区司法局"]\n'),
    ("DIS007", "as it is", lambda paths: None, ""),
    ("DIS007", "other names", rewritten(("机构职能", "机构设置"), ("财政预算决算", "部门预决算")), ""),
    ("DIS007", "rules of disclosure", rewritten(("信息公开制度", "公开规定"), ("法定主动公开内容", "主动公开目录")), ""),
    ("DIS008", "as it is", lambda paths: None, ""),
    ("DIS008", "a picture", rewritten((f"{YEAR}年度{FORM}", f'<img src="/static/banner.png" alt="{FORM}（{YEAR}年度）">'), only="/"), ""),
    ("DIS008", "a column of forms", rewritten((f"{YEAR}年度{FORM}", "政府网站年度报表"), only="/"), ""),
    ("DIS001", "a site that owes none", LACKING, 'disclosure.level = "none"\n'),
]  # fmt: skip


def fired(rule: str, change: Change, profile: str) -> list[str]:
    return [f"{f.outcome} {f.message}" for f in judge(scan_of(change, profile), [catalogue()[rule]]).findings]


@pytest.mark.parametrize(("rule", "what", "change", "profile"), FIRING, ids=lambda value: str(value)[:40])
def test_fires(rule: str, what: str, change: Change, profile: str) -> None:
    assert [found[:4] for found in fired(rule, change, profile)] == ["fail"], what


@pytest.mark.parametrize(("rule", "what", "change", "profile"), SILENT, ids=lambda value: str(value)[:40])
def test_stays_silent(rule: str, what: str, change: Change, profile: str) -> None:
    assert fired(rule, change, profile) == [], what


def test_before_the_day_it_is_a_reminder() -> None:
    scan = scan_of(both(without(OWN), LACKING))
    scan.at = scan.reference_time.replace(year=TODAY.year + 1, month=3, day=20)
    (finding,) = judge(scan, [catalogue()["DIS001"]]).findings
    assert (finding.severity, "还有 11 天" in finding.message) == ("warning", True)
    assert finding.url == f"{HOME.rstrip('/')}{NB}"
