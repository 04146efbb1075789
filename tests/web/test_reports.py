"""报告: files made on demand hold what their reader may see, and no more."""

from __future__ import annotations

import csv
import io
import shutil
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from reports.pdf import MISSING, converter
from tests.web.seeding import Office
from xunjian.periodic.export import CASE_HEADINGS, FINDING_HEADINGS, READING_HEADINGS
from xunjian.store.models import Case, Role, User


def rows(client: Client, address: str) -> list[list[str]]:
    body = b"".join(client.get(address))
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))


@pytest.mark.parametrize("role", Role)
def test_the_ledger_holds_the_cases_its_reader_may_see(role: Role, office: Office, client: Client) -> None:
    client.force_login(office.accounts[role])
    mine = Case.objects.filter(unit=office.liaison.unit) if role == Role.UNIT else Case.objects.all()
    head, *told = rows(client, "/reports/cases/?kind=csv")
    assert head == list(CASE_HEADINGS)
    assert [int(row[0]) for row in told] == sorted(mine.values_list("pk", flat=True))
    assert mine.count() > 0
    book = load_workbook(io.BytesIO(b"".join(client.get("/reports/cases/"))))
    assert book.active is not None
    assert book.active.max_row == len(told) + 1


def test_an_inspector_gets_the_readings_of_its_site_alone(office: Office, client: Client) -> None:
    for account, sites in (
        (office.inspector, {office.site.name}),
        (office.clerk, {office.site.name, office.other.name}),
    ):
        client.force_login(account)
        head, *told = rows(client, "/reports/readings/?kind=csv")
        assert head == list(READING_HEADINGS)
        assert {row[2] for row in told} == sites


def test_a_stranger_gets_an_empty_ledger(office: Office, client: Client) -> None:
    client.force_login(User.objects.create_user("other", role=Role.INSPECTOR, site=office.other))
    assert rows(client, "/reports/cases/?kind=csv") == [list(CASE_HEADINGS)]
    assert office.site.name not in client.get("/reports/").content.decode()


def test_findings_of_a_scan_are_all_there(office: Office, client: Client) -> None:
    client.force_login(office.leader)
    head, *told = rows(client, f"/reports/findings/{office.scan.pk}/?kind=csv")
    assert head == list(FINDING_HEADINGS)
    assert len(told) == office.scan.findings.count() > 0


def test_reports_of_a_month_and_a_quarter(office: Office, client: Client) -> None:
    client.force_login(office.leader)
    today = timezone.localdate()
    page = client.get("/reports/period/", {"period": f"{today:%Y-%m}"})
    assert not page.headers["Content-Disposition"].startswith("attachment")
    assert f"{today.year}年{today.month}月网站巡查月报" in b"".join(page).decode()
    paper = client.get(
        "/reports/period/", {"period": f"{today.year}-Q{(today.month - 1) // 3 + 1}", "kind": "docx"}
    )
    assert b"".join(paper).startswith(b"PK")
    assert paper.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("role", Role)
def test_the_report_of_a_month_holds_what_its_reader_may_see(
    role: Role, office: Office, client: Client
) -> None:
    Case.objects.update(confirmed=True)
    client.force_login(office.accounts[role])
    mine = Case.objects.filter(unit=office.liaison.unit) if role == Role.UNIT else Case.objects.all()
    page = b"".join(client.get("/reports/period/")).decode()
    assert f"<b>{mine.count()}</b>本期新增" in page
    assert ("区司法局" in page) is (role != Role.UNIT)
    assert (office.site.home in page.partition("按单位")[0]) is (role != Role.UNIT)
    assert (office.other.name in page) is (role in {Role.OFFICE, Role.LEADER})
    scope = {Role.UNIT: "（区财政局）", Role.INSPECTOR: f"（{office.site.name}）"}.get(role, "")
    assert f"月报{scope}</h1>" in page


@pytest.mark.skipif(converter() is None, reason="LibreOffice is not installed")
def test_a_pdf_is_made_on_demand(office: Office, client: Client) -> None:
    client.force_login(office.leader)
    assert b"".join(client.get("/reports/period/?kind=pdf")).startswith(b"%PDF")


def test_without_libreoffice_that_is_said(
    office: Office, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert shutil.which("soffice") is None
    client.force_login(office.clerk)
    assert "下载 PDF" not in client.get("/reports/").content.decode()
    answer = client.get("/reports/period/?kind=pdf", follow=True)
    assert MISSING in answer.content.decode()


@pytest.mark.parametrize("address", ["period/?period=1999-01", "period/?kind=exe", "cases/?kind=pdf"])
def test_what_is_not_offered_is_not_there(address: str, office: Office, client: Client) -> None:
    client.force_login(office.clerk)
    assert client.get(f"/reports/{address}").status_code == 404


def test_the_chart_counts_confirmed_cases_by_month(office: Office, client: Client) -> None:
    now = timezone.now()
    first, second, *_ = Case.objects.filter(unit=office.liaison.unit)
    Case.objects.exclude(unit=office.liaison.unit).update(confirmed=True)
    Case.objects.filter(pk=first.pk).update(
        confirmed=True, found_at=now - timedelta(days=62), closed_at=now, state="closed"
    )
    client.force_login(office.liaison)
    trend = client.get("/reports/").context["trend"]
    found = timezone.localtime(now - timedelta(days=62))
    assert [m["month"] for m in trend if m["found"]] == [f"{found:%Y-%m}"]
    assert [m["month"] for m in trend if m["closed"]] == [f"{timezone.localtime(now):%Y-%m}"]
    assert len(trend) == 12
    assert not Case.objects.get(pk=second.pk).confirmed


def test_without_confirmed_cases_that_is_said_instead_of_a_chart(office: Office, client: Client) -> None:
    client.force_login(office.leader)
    answer = client.get("/reports/")
    assert answer.context["trend"] == []
    assert "没有已确认的问题" in answer.content.decode()
