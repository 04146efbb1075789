"""Severity when columns add up, declarations, stable fingerprints, and the veto board."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from checks.engine import judge
from checks.finding import Finding, Outcome, Severity
from checks.rule import catalogue
from checks.scan import Scan
from checks.scheme import Part
from checks.sheet import Line, State, sheet_of, unlooked
from portal.profile import Profile, RuleOptions
from tests.rules.examples import examples

RULES = [rule for code, rule in catalogue().items() if code.startswith("UPD")]
OLD = "<ul>" + "".join(
    f'<li><a href="/x{n}.html">关于做好第{n}项重点工作的通知</a><span>2025-01-0{n}</span></li>' for n in range(1, 7)
) + "</ul>"  # fmt: skip
NEW = OLD.replace("2025-01-06", "2026-11-20")


def site(*lines: str, now: str = "2026-11-24") -> Scan:
    body = "\n".join(lines)
    return examples(f"```site fail=0 now={now}\n{body}\n```")[0].scan()


def of(findings: tuple[Finding, ...], rule: str) -> list[Finding]:
    return [finding for finding in findings if finding.rule == rule]


def stale_site(news: int, notices: int, now: str = "2026-11-24") -> Scan:
    own = [f"/n{n}/ 200 {OLD.replace('/x', f'/n{n}/')}" for n in range(news)]
    told = [f"/t{n}/ 200 {OLD.replace('/x', f'/t{n}/')}" for n in range(notices)]
    configured = [f"column 动态{n} /n{n}/ news" for n in range(news)]
    configured += [f"column 公告{n} /t{n}/ notice" for n in range(notices)]
    return site(*configured, f"/ 200 {NEW}", *own, *told, now=now)


def board(scan: Scan) -> dict[str, Line]:
    judged = judge(scan, RULES)
    return {line.code: line for line in sheet_of(scan.scheme, judged.findings, unlooked(scan, judged))}


def test_four_stale_columns_are_errors_five_are_a_veto() -> None:
    four, five = (judge(stale_site(2, count), RULES).findings for count in (2, 3))
    assert {f.severity for f in of(four, "UPD002") + of(four, "UPD003")} == {Severity.ERROR}
    assert {f.severity for f in of(five, "UPD002") + of(five, "UPD003")} == {Severity.VETO}
    assert board(stale_site(2, 2))["V4a"].state is State.CLEAR
    assert board(stale_site(2, 3))["V4a"].state is State.TRIPPED
    assert board(stale_site(2, 3))["V4a"].count == 5


def test_a_limit_stricter_than_the_clause_warns_and_counts_for_no_veto() -> None:
    strict = [f"/s/ 200 {OLD.replace('/x', '/s').replace('2025-01-06', '2026-11-16')}"]
    columns = [f"column 动态{n} /n{n}/ news" for n in range(4)] + ["column 快讯 /s/ news 5"]
    pages = [f"/n{n}/ 200 {OLD.replace('/x', f'/n{n}/')}" for n in range(4)]
    scan = site(*columns, f"/ 200 {NEW}", *pages, *strict)
    own = next(f for f in of(judge(scan, RULES).findings, "UPD002") if f.url.endswith("/s/"))
    assert own.severity is Severity.WARNING
    assert "超过为本栏目设定的 5 天的期限" in own.message
    assert "到 2026-11-30" in own.message
    assert board(scan)["V4a"].state is State.CLEAR
    assert board(scan)["V4a"].count == 4


def test_five_blank_columns_are_a_veto() -> None:
    columns = [f"column 栏目{n} /c{n}/ other" for n in range(5)]
    scan = site(*columns, f"/ 200 {NEW}", *(f"/c{n}/ 200 <div>暂无内容</div>" for n in range(5)))
    assert [f.severity for f in of(judge(scan, RULES).findings, "UPD005")] == [Severity.VETO] * 5
    assert board(scan)["V4c"].state is State.TRIPPED


def test_a_form_to_fill_in_is_no_blank_column() -> None:
    form = '<form action="/save">姓名<input name="name">内容<textarea name="words"></textarea></form>'
    scan = site("column 我要写信 /write/ other", f"/ 200 {NEW}", f"/write/ 200 {form}")
    assert of(judge(scan, RULES).findings, "UPD005") == []


def test_fingerprints_do_not_change_with_the_age() -> None:
    today, later = (judge(stale_site(1, 1, now), RULES).findings for now in ("2026-11-24", "2026-11-25"))
    assert {f.fingerprint for f in of(today, "UPD002")} == {f.fingerprint for f in of(later, "UPD002")}
    assert of(today, "UPD002")[0].message != of(later, "UPD002")[0].message


@pytest.mark.parametrize(("until", "count"), [("2026-11-24", 0), ("2026-11-23", 1)])
def test_declaration_holds_until_its_day(until: str, count: int) -> None:
    told = f'+ declaration = {{ reason = "机构改革", by = "办公室", until = {until} }}'
    column = ["+ [[columns]]", '+ name = "动态"', '+ url = "http://www.t.gov.cn/n/"', '+ kind = "news"', told]
    scan = site(*column, f"/ 200 {NEW}", f"/n/ 200 {OLD}")
    assert len(of(judge(scan, RULES).findings, "UPD002")) == count


def test_warning_before_the_home_page_is_too_old() -> None:
    scan = site(f"/ 200 {NEW}", now="2026-12-02")
    (finding,) = of(judge(scan, RULES).findings, "UPD001")
    assert (finding.severity, finding.outcome) == (Severity.WARNING, Outcome.FAIL)
    assert board(scan)["V3"].state is State.CLEAR


def test_newer_date_that_is_no_entry_makes_it_a_question() -> None:
    scan = site("column 动态 /n/ news", f"/ 200 {NEW}", f"/n/ 200 {OLD}<p>召开会议 2026-11-23</p>")
    assert [f.outcome for f in of(judge(scan, RULES).findings, "UPD002")] == [Outcome.REVIEW]


def test_parts_of_a_learned_column_are_not_counted_twice() -> None:
    menu = '<div class="nav"><a href="/xw/">新闻动态</a><a href="/xw/tp/">图片新闻</a></div>'
    parts = OLD.replace("/x", "/xw/tp/")
    scan = site(f"/ 200 {menu}", f"/xw/ 200 {menu}{OLD}", f"/xw/tp/ 200 {menu}{parts}")
    assert [f.url for f in of(judge(scan, RULES).findings, "UPD002")] == ["http://www.t.gov.cn/xw/tp/"]


def test_many_undated_articles_of_a_column_are_one_finding() -> None:
    listed = OLD.replace("/x", "/n/")
    text = "会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门抓好落实。" * 4
    articles = [f"/n/{n}.html 200 <h1>关于做好第{n}项重点工作的通知</h1><p>{text}</p>" for n in range(1, 7)]
    scan = site("column 动态 /n/ news", f"/ 200 {NEW}", f"/n/ 200 {listed}", *articles)
    (finding,) = of(judge(scan, RULES).findings, "UPD007")
    assert finding.count == 6


def test_board_names_what_was_not_checked() -> None:
    scan = site(f"/ 200 {NEW}")
    items = board(scan)
    vetoes = [code for code, line in items.items() if line.part is Part.VETO]
    assert vetoes == ["V1", "V2", "V3", "V4a", "V4b", "V4c", "V5a", "V5b", "V6"]
    unread = ("V2", "V5a", "V5b", "V6", "D1", "M1")
    assert all(items[code].state is State.OPEN and "未检查" in items[code].note for code in unread)
    assert items["V4a"].state is State.OPEN  # no column of the kind was found
    assert items["V3"].state is State.CLEAR
    assert not items["V4b"].verified


def test_board_says_when_a_rule_is_off() -> None:
    scan = stale_site(2, 3)
    scan.profile = Profile(
        start=scan.profile.start, columns=scan.profile.columns, rules=RuleOptions(disabled=("UPD002",))
    )
    assert board(scan)["V4a"].state is State.OPEN


def test_day_of_inspection_is_chinas() -> None:
    scan = site(f"/ 200 {NEW}")
    late = datetime(2026, 12, 4, 23, 30, tzinfo=ZoneInfo("UTC"))
    scan.snapshot.__dict__["reference_time"] = late
    (finding,) = of(judge(scan, RULES).findings, "UPD001")
    assert "15 天" in finding.message
