"""A clerk's work on sites: adding, profile, who answers for what, maintenance, what a scan looked at."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.seeding import Office
from xunjian.jobs.locks import NAME, held
from xunjian.office.setup import SAMPLE_HOME
from xunjian.store.models import Act, Case, Scan, ScanKind, ScanState, Site, Unit


@pytest.fixture
def clerk(office: Office, client: Client) -> Client:
    client.force_login(office.clerk)
    return client


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_site_is_added_by_its_address_once(office: Office, clerk: Client) -> None:
    for wrong in (
        "不是网址",
        "abc",
        "ftp://a.example/",
        office.site.home,
        office.site.home.removeprefix("http://"),
    ):
        answer = clerk.post("/sites/add/", {"home": wrong, "name": "新站"})
        assert answer.context["form"].errors["home"], wrong
    answer = clerk.post("/sites/add/", {"home": "HTTP://www.new.example.cn", "name": "新站"})
    made = Site.objects.get(name="新站")
    assert made.home == "http://www.new.example.cn/"
    assert answer.headers["Location"] == f"/sites/{made.pk}/"
    assert Act.objects.first().verb == "添加网站"
    clerk.post("/sites/add/", {"home": " www.bare.example.cn ", "name": "照地址栏写"})
    assert Site.objects.get(name="照地址栏写").home == "http://www.bare.example.cn/"


def test_a_wrong_profile_is_explained_and_changes_nothing(office: Office, clerk: Client) -> None:
    where, before = f"/sites/{office.site.pk}/profile/", office.site.profile
    for text, said in (
        ("start = [", "不是有效的 TOML"),
        ('start = ["http://a.example/"]\ncolour = 1', "colour：没有这个配置项"),
    ):
        answer = clerk.post(where, {"profile": text}).content.decode()
        assert said in answer
        assert text.splitlines()[-1] in answer  # what was typed is still there
    assert Site.objects.get(pk=office.site.pk).profile == before
    clerk.post(where, {"profile": 'start = ["http://a.example/"]'})
    assert Site.objects.get(pk=office.site.pk).profile == 'start = ["http://a.example/"]'


def test_ownership_takes_a_column_or_a_prefix_and_one_unit_each(office: Office, clerk: Client) -> None:
    where, unit = f"/sites/{office.site.pk}/ownerships/", Unit.objects.get(name="区司法局").pk
    count = office.site.ownerships.count()
    for column, prefix in (("", ""), ("通知公告", "http://a.example/")):
        answer = clerk.post(where, {"own-unit": unit, "own-column": column, "own-prefix": prefix})
        assert "请填且只填一项" in answer.content.decode()
    clerk.post(where, {"own-unit": unit, "own-column": "通知公告"})
    again = clerk.post(where, {"own-unit": unit, "own-column": "通知公告"}, follow=True)
    assert "已经分给一个单位" in again.content.decode()
    made = office.site.ownerships.get(column="通知公告")
    assert office.site.ownerships.count() == count + 1
    clerk.post(f"{where}{made.pk}/delete/")
    assert office.site.ownerships.count() == count


def test_maintenance_ends_after_it_starts(office: Office, clerk: Client) -> None:
    where = f"/sites/{office.site.pk}/maintenances/"
    start = timezone.localtime() + timedelta(days=1)
    times = [f"{start + timedelta(hours=hours):%Y-%m-%dT%H:%M}" for hours in (0, 2)]
    wrong = {"rest-starts_at": times[1], "rest-ends_at": times[0], "rest-reason": "升级"}
    assert "结束时间应晚于开始时间" in clerk.post(where, wrong).content.decode()
    clerk.post(where, {"rest-starts_at": times[0], "rest-ends_at": times[1], "rest-reason": "升级"})
    made = office.site.maintenances.get(reason="升级")
    assert timezone.localtime(made.starts_at).hour == start.hour


def test_a_scan_says_what_it_looked_at(office: Office, clerk: Client) -> None:
    shown = page(clerk, f"/sites/scans/{office.scan.pk}/")
    assert f"{office.scan.pages} 个页面" in shown
    Scan.objects.filter(pk=office.scan.pk).update(folder="gone")
    assert "看不到这次检查的覆盖情况" in page(clerk, f"/sites/scans/{office.scan.pk}/")
    assert "快照不在" in page(clerk, "/")


def test_reports_are_downloaded_and_nothing_else_is(office: Office, clerk: Client) -> None:
    where = f"/sites/{office.site.pk}/files/"
    book = clerk.get(f"{where}整改台账.xlsx")
    assert b"".join(book)[:2] == b"PK"
    assert "attachment" in book.headers["Content-Disposition"]
    for name in ("memory.sqlite", "..%2Fsecret.key", "report.htm"):
        assert clerk.get(where + name).status_code == 404, name


def test_a_site_that_was_never_scanned_says_what_to_do(office: Office, clerk: Client) -> None:
    assert "还没有检查过" in page(clerk, f"/sites/{office.other.pk}/")
    assert "还没有检查过" in page(clerk, f"/columns/?site={office.other.pk}")
    assert clerk.get(f"/sites/{office.other.pk}/files/report.html").status_code == 404


def test_an_audit_is_queued_once_in_the_name_of_who_asked(office: Office, clerk: Client) -> None:
    where = f"/sites/{office.site.pk}/start/"
    clerk.post(where)
    scan = office.site.scans.get(state=ScanState.QUEUED)
    assert (scan.kind, scan.requested_by) == (ScanKind.AUDIT, office.clerk)
    assert "正在检查" in clerk.post(where, follow=True).content.decode()
    assert office.site.scans.filter(state=ScanState.QUEUED).count() == 1
    assert "排队中" in page(clerk, f"/sites/{office.site.pk}/progress/")
    Scan.objects.filter(pk=scan.pk).update(state=ScanState.FINISHED)
    assert clerk.get(f"/sites/{office.site.pk}/progress/").headers["HX-Refresh"] == "true"


def test_a_missed_night_is_told_first(office: Office, clerk: Client) -> None:
    Site.objects.update(created_at=timezone.now() - timedelta(days=9))
    Scan.objects.update(night=None)
    told = page(clerk, "/")
    assert "夜里的巡查没有开始" in told
    Site.objects.update(nightly=False)
    assert "夜里的巡查" not in page(clerk, "/")


def test_a_site_added_by_mistake_goes_and_one_with_evidence_stays(office: Office, clerk: Client) -> None:
    wrong = Site.objects.create(name="写错的网站", home="http://wrong.example/")
    Scan.objects.create(site=wrong, state=ScanState.FAILED, reference_time=timezone.now())
    wrong.folder.mkdir(parents=True)
    assert "删除网站" in page(clerk, f"/sites/{wrong.pk}/settings/")
    assert "删除网站" not in page(clerk, f"/sites/{office.site.pk}/settings/")
    with held(wrong.folder / NAME):
        assert "正在检查" in clerk.post(f"/sites/{wrong.pk}/delete/", follow=True).content.decode()
    clerk.post(f"/sites/{wrong.pk}/delete/")
    assert not wrong.folder.exists()
    said = clerk.post(f"/sites/{office.site.pk}/delete/", follow=True).content.decode()
    assert "有台账和证据，不能删除" in said
    assert set(Site.objects.all()) == {office.site, office.other}


def test_the_sample_goes_with_its_cases(office: Office, clerk: Client) -> None:
    cases = office.site.cases.count()
    assert cases
    Site.objects.filter(pk=office.site.pk).update(home=SAMPLE_HOME)
    shutil.copytree(office.site.folder, kept := office.site.folder.with_suffix(".kept"))
    clerk.post(f"/sites/{office.site.pk}/delete/")
    assert not Case.objects.exists()
    kept.rename(office.site.folder)  # the fixture clears it away
