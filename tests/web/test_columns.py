"""栏目: states of today, the calendar, and declarations that there is nothing to publish."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal.column import ColumnKind
from portal.errors import SnapshotError
from reports import read_report
from reports.model import ColumnLine
from tests.web.seeding import Office
from xunjian.store.models import Declaration
from xunjian.web.columns import Updates, columns_of
from xunjian.web.views.columns import Row

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("said", "days", "state", "look"),
    [
        ("正常", 30, "正常", "green"),
        ("正常", 7, "即将到期", "yellow"),
        ("正常", -1, "检查后到期", "orange"),
        ("超期", -20, "超期", "red"),
        ("疑似超期", -3, "疑似超期", "yellow"),
        ("不限期", None, "不限期", "grey"),
    ],
)
def test_how_a_column_stands_today(said: str, days: int | None, state: str, look: str) -> None:
    due = None if days is None else TODAY + timedelta(days=days)
    line = ColumnLine(
        "要闻", "http://a.example/", ColumnKind.NEWS, False, "", "", None, "14 天", due, said, 3
    )
    row = Row(Updates(line, ()), None, TODAY)
    assert (row.state, row.look, row.left) == (state, look, days)


def test_columns_are_those_of_the_report_and_are_learned_once(office: Office) -> None:
    found = columns_of(office.scan.snapshot)
    assert [updates.line for updates in found] == list(
        read_report(office.site.folder / "findings.json").columns
    )
    assert sum(day.items for updates in found for day in updates.days) > 10
    (office.scan.snapshot / "snapshot.sqlite").unlink()
    assert columns_of(office.scan.snapshot) == found


def test_a_snapshot_that_is_gone_is_told(office: Office) -> None:
    with pytest.raises(SnapshotError, match="请重新检查"):
        columns_of(office.scan.snapshot.with_name("gone"))


def test_a_declaration_suspends_until_it_is_withdrawn(office: Office, client: Client) -> None:
    client.force_login(office.clerk)
    url = f"{office.site.home}zcwj/"
    where, listed = f"/columns/{office.site.pk}/declare/", {"site": office.site.pk}
    state = {row.updates.line.url: row.state for row in client.get("/columns/", listed).context["rows"]}
    assert state[url] == "超期"
    past = client.post(f"{where}?column={url}", {"reason": "无", "until": "2020-01-01"})
    assert past.context["form"].errors["until"]
    until = timezone.localdate() + timedelta(days=30)
    client.post(f"{where}?column={url}", {"reason": "没有新文件", "until": until.isoformat()})
    made = Declaration.objects.get(column_url=url)
    assert (made.column_name, made.made_by) == ("政策文件", office.clerk)
    state = {row.updates.line.url: row.state for row in client.get("/columns/", listed).context["rows"]}
    assert state[url] == f"已说明（至 {until}）"
    client.post(f"/columns/declarations/{made.pk}/delete/")
    state = {row.updates.line.url: row.state for row in client.get("/columns/", listed).context["rows"]}
    assert state[url] == "超期"
    assert client.get(f"{where}?column=http://a.example/").status_code == 404


def test_the_calendar_is_of_all_columns_or_one(office: Office, client: Client) -> None:
    client.force_login(office.leader)
    every = client.get("/columns/", {"site": office.site.pk}).context
    one = client.get("/columns/", {"site": office.site.pk, "column": f"{office.site.home}tzgg/"}).context
    assert 0 < one["items"] < every["items"]
    assert sum(items for _, items in every["calendar"]["days"]) == every["items"]
    assert client.get("/columns/", {"site": office.site.pk, "column": "x"}).status_code == 404


def test_the_days_of_the_year_come_next_first(office: Office, client: Client) -> None:
    client.force_login(office.leader)
    days = client.get("/schedule/").context["days"]
    assert [day.day for day in days] == sorted(day.day for day in days)
    assert all(0 <= day.left < 366 for day in days)
    assert "政府网站工作年度报表" in {day.countdown.name for day in days}
