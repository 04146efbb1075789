"""今日: every figure is the length of the list it leads to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.seeding import Office
from xunjian.ledger import acts
from xunjian.mail.lines import CANNOT_MARK
from xunjian.store.models import Case, Event, EventKind, Role, Scan, ScanState, Site, State, User
from xunjian.web.selection import due_cases, new_cases, newest_scans


def tiles(client: Client) -> dict[str, int]:
    return {tile.words: tile.count for tile in client.get("/").context["tiles"]}


def test_figures_follow_the_ledger(office: Office, client: Client) -> None:
    client.force_login(office.clerk)
    today, cases = timezone.localdate(), list(Case.objects.all())
    Case.objects.update(due=today + timedelta(days=20), state=State.NEW)
    before = tiles(client)
    assert (before["已超期"], before["今天到期"], before["7 天内到期"], before["已改待复核"]) == (0, 0, 0, 0)
    assert before["上次检查新发现"] == len(cases)
    for case, days, state in zip(cases, (-1, 0, 6, 7, -1), (*[State.NEW] * 4, State.CLOSED), strict=False):
        Case.objects.filter(pk=case.pk).update(due=today + timedelta(days=days), state=state)
    after = tiles(client)
    assert (after["已超期"], after["今天到期"], after["7 天内到期"]) == (1, 1, 2)
    assert after["上次检查新发现"] == len(cases) - 1


def test_new_is_what_the_newest_scan_found_first_or_again(office: Office) -> None:
    now = timezone.now()
    later = Scan.objects.create(
        site=office.site, state=ScanState.FINISHED, reference_time=now, ended_at=now + timedelta(hours=1)
    )
    assert list(newest_scans()) == [later]
    assert not new_cases(Case.objects.all()).exists()
    first, again = Case.objects.all()[:2]
    Case.objects.filter(pk=first.pk).update(first_scan=later)
    Event.objects.create(case=again, at=now, kind=EventKind.BACK, after=State.BACK, scan=later)
    assert set(new_cases(Case.objects.all())) == {first, again}


def test_a_question_nobody_knows_is_no_list() -> None:
    with pytest.raises(KeyError):
        due_cases(Case.objects.all(), "someday", timezone.localdate())


def test_veto_risks_come_first(office: Office, client: Client) -> None:
    client.force_login(office.leader)
    Case.objects.update(severity="error")
    assert "有一项属实就判整站不合格" not in client.get("/").content.decode()
    Case.objects.filter(pk=Case.objects.all()[0].pk).update(severity="veto")
    assert tiles(client)["单项否决风险"] == 1
    assert "有一项属实就判整站不合格" in client.get("/").content.decode()


def test_an_empty_office_says_what_to_do(client: Client, office: Office) -> None:
    client.force_login(office.liaison)
    Case.objects.all().delete()
    assert "没有待办的问题" in client.get("/").content.decode()


def test_what_a_unit_says_it_cannot_mend_is_listed_until_somebody_answers(
    office: Office, client: Client
) -> None:
    client.force_login(office.clerk)
    now, case = timezone.now(), Case.objects.filter(state=State.NOTIFIED)[0]
    assert tiles(client)["单位说改不了"] == 0
    acts.remark(case, office.liaison, now, f"{CANNOT_MARK}上级系统生成的页面")
    acts.start(case, office.liaison, now)
    assert tiles(client)["单位说改不了"] == 1
    assert list(client.get("/cases/?state=cannot").context["page"]) == [case]
    acts.remark(case, office.clerk, now, "已请上级处理")
    assert tiles(client)["单位说改不了"] == 0


@pytest.mark.django_db
def test_a_new_office_is_told_where_to_begin_until_a_site_was_scanned(client: Client) -> None:
    clerk = User.objects.create_user("clerk", role=Role.OFFICE)
    client.force_login(clerk)
    site = Site.objects.create(name="示范区人民政府", home="http://127.0.0.1:9/")
    assert "从这里开始" in client.get("/").content.decode()
    assert "台账里还没有问题" in client.get("/cases/").content.decode()
    for address in ("/columns/", "/scores/", "/mock/"):
        assert f'<a href="/sites/{site.pk}/">去检查「{site}」</a>' in client.get(address).content.decode()
    now = timezone.now()
    Scan.objects.create(site=site, state=ScanState.FINISHED, reference_time=now, ended_at=now)
    assert "从这里开始" not in client.get("/").content.decode()
