"""模拟检查: every role sees its part, every number leads to its list, nothing is made by those who only read."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from checks.updates.rhythm import LEAST
from reports import read_report
from tests.jobs.clockwork import work_off
from tests.web.seeding import MOCK_DAY, Office, seed_mock
from xunjian.jobs.queues import MOCKS
from xunjian.store.models import Act, MockInspection, Ownership, Role, ScanState
from xunjian.store.models import Office as Settings
from xunjian.web.mock import Mocked, chance_of_reaching


def page(client: Client, office: Office, day: date = MOCK_DAY) -> str:
    return client.get("/mock/", {"site": office.site.pk, "day": str(day)}).content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_clerk_asks_and_the_worker_answers(office: Office, client: Client) -> None:
    client.force_login(office.clerk)
    assert "这一天还没有算过" in page(client, office)
    answer = client.post("/mock/make/", {"site": office.site.pk, "day": str(MOCK_DAY)})
    assert answer.headers["Location"] == f"/mock/?site={office.site.pk}&day={MOCK_DAY}"
    mock = MockInspection.objects.get()
    assert "模拟检查排队中" in page(client, office)
    assert "排队中" in client.get(f"/mock/{mock.pk}/progress/").content.decode()
    work_off(MOCKS)
    assert client.get(f"/mock/{mock.pk}/progress/").headers["HX-Refresh"] == "true"
    told = page(client, office)
    for words in ("到那天超期的栏目", "有风险的单项否决项", "先改什么", "那一天的评分表", "检查报告（网页）"):
        assert words in told
    assert (
        Act.objects.filter(verb="模拟检查", actor=office.clerk, detail__contains=str(MOCK_DAY)).count() == 1
    )


def test_every_number_leads_to_a_list_of_as_many(office: Office, client: Client, mocked: Path) -> None:
    mock = seed_mock(office, mocked)
    client.force_login(office.leader)
    told = page(client, office)
    found = re.findall(
        rf'href="(/mock/{mock.pk}/findings/\?[^"]*outcome=[^"]*)"[^>]*>(?:<span class="tile-count">)?(\d+)',
        told,
    )
    assert len(found) > 8
    for address, number in found:
        listed = client.get(address.replace("&amp;", "&")).context["page"].paginator.count
        assert listed == int(number), address
    late = re.search(r'href="#late"><span class="tile-count">(\d+)', told)
    assert late
    assert told.split('id="late"')[1].split("</table>")[0].count("<tr>") - 1 == int(late[1]) > 0


def test_the_columns_are_those_of_the_report_with_their_chances(
    office: Office, client: Client, mocked: Path
) -> None:
    mock = seed_mock(office, mocked)
    report = read_report(mock.folder / "findings.json")
    expected = {c.url: c.lapse for c in report.columns if c.due and c.due < MOCK_DAY}
    late = Mocked.of(mock).late(office.clerk, timezone.localdate())
    assert {one.line.url: one.line.lapse for one in late} == expected
    assert any(lapse is not None and 0 < lapse < 1 for lapse in expected.values())
    assert [one.line.lapse for one in late if one.line.lapse is not None] == sorted(
        (one.line.lapse for one in late if one.line.lapse is not None), reverse=True
    )
    assert {one.is_late_now for one in late} == {True, False}


def test_a_unit_sees_its_own_columns_alone(office: Office, client: Client, mocked: Path) -> None:
    mock = seed_mock(office, mocked)
    others = Mocked.of(mock).late(office.clerk, timezone.localdate())
    mine = others[0]
    office.site.cases.update(unit=None)
    Ownership.objects.filter(site=office.site).delete()
    Ownership.objects.create(site=office.site, unit=office.liaison.unit, column=mine.line.name)
    client.force_login(office.liaison)
    told = page(client, office)
    assert mine.line.url in told
    assert not [one.line.url for one in others[1:] if f">{one.line.url}<" in told]
    for words in ("那一天的评分表", "先改什么", "开始模拟", "下载"):
        assert words not in told


@pytest.mark.parametrize("role", [Role.UNIT, Role.INSPECTOR])
def test_who_only_reads_starts_nothing(role: Role, office: Office, client: Client) -> None:
    client.force_login(office.accounts[role])
    assert "可以请信息科算一次" in page(client, office)
    assert client.post("/mock/make/", {"site": office.site.pk, "day": str(MOCK_DAY)}).status_code == 403
    assert not MockInspection.objects.exists()


@pytest.mark.parametrize(
    "day", ["", "昨天", "2020-01-01", str(timezone.localdate()), str(timezone.localdate() + timedelta(401))]
)
def test_a_day_that_makes_no_sense_is_refused_in_words(day: str, office: Office, client: Client) -> None:
    client.force_login(office.leader)
    answer = client.post("/mock/make/", {"site": office.site.pk, "day": day}, follow=True)
    assert "检查日" in answer.content.decode().split('role="alert"')[1][:80]
    assert not MockInspection.objects.exists()


def test_days_to_choose(office: Office, client: Client) -> None:
    client.force_login(office.clerk)
    today = timezone.localdate()
    then = today + timedelta(days=7)
    settings = Settings.current()
    settings.inspections = f"{then:%m-%d}\n{today:%m-%d}\n"
    settings.full_clean()
    settings.save()
    told = client.get("/mock/").content.decode()
    assert f"下一个常见检查日（{then.month}月{then.day}日）" in told
    assert f'value="{MOCK_DAY}"' in told
    assert settings.next_inspection(then) == date(
        today.year + (f"{today:%m-%d}" <= f"{then:%m-%d}"), today.month, today.day
    )


def test_what_changed_since_is_told_and_nothing_is_hidden(
    office: Office, client: Client, mocked: Path
) -> None:
    seed_mock(office, mocked)
    client.force_login(office.clerk)
    assert "算过以后" not in page(client, office)
    office.site.declarations.all().delete()
    assert "算过以后，网站配置、记录或人工裁定有变化" in page(client, office)


def test_a_lost_report_and_a_failure_are_told(office: Office, client: Client, mocked: Path) -> None:
    mock = seed_mock(office, mocked)
    client.force_login(office.clerk)
    (mock.folder / "findings.json").unlink()
    assert "没有算成：打不开结果文件" in page(client, office)
    assert client.get(f"/mock/{mock.pk}/findings/").status_code == 404
    MockInspection.objects.update(state=ScanState.FAILED, error="快照不在了")
    assert "没有算成：快照不在了" in page(client, office)


def test_lists_that_are_none(office: Office, client: Client, mocked: Path) -> None:
    mock = seed_mock(office, mocked)
    client.force_login(office.clerk)
    for asked in ({"row": "V99"}, {"outcome": "sure"}):
        assert client.get(f"/mock/{mock.pk}/findings/", asked).status_code == 404
    assert client.get(f"/mock/{mock.pk}/files/passwd").status_code == 404


def test_it_is_linked_from_today_and_the_score_sheet(office: Office, client: Client) -> None:
    client.force_login(office.leader)
    for address in ("/", f"/scores/?site={office.site.pk}"):
        assert f'href="/mock/?site={office.site.pk}"' in client.get(address).content.decode()


def test_the_chance_of_so_many_columns() -> None:
    assert chance_of_reaching(2, [0.5, 0.5]) == 0.25
    assert chance_of_reaching(1, [0.5, 0.5]) == 0.75
    assert chance_of_reaching(5, [1.0] * LEAST) == 0.0
    assert chance_of_reaching(2, [1.0, 1.0, 0.3]) == pytest.approx(1.0)
