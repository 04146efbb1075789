"""自查检查表 and 每日读网记录: on the page and as files, for the site and the time asked for."""

from __future__ import annotations

import io
import shutil

import docx
import pytest
from dateutil.relativedelta import relativedelta
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from reports.selfcheck import HEADINGS
from tests.web.seeding import Office
from xunjian.store.models import Scan, ScanState, User

CHECK, READINGS = "/reports/selfcheck/", "/reports/readings/"


def test_the_check_list_is_the_same_on_the_page_and_in_the_files(office: Office, client: Client) -> None:
    client.force_login(office.inspector)
    shown = client.get(CHECK).context["rows"]
    assert any(row[1] == "错别字（TXT001）" and row[3].startswith("发现") for row in shown)
    paper = docx.Document(io.BytesIO(b"".join(client.get(CHECK, {"kind": "docx"}))))
    written = [tuple(cell.text for cell in row.cells) for row in paper.tables[0].rows]
    assert written[0] == HEADINGS
    sheet = load_workbook(io.BytesIO(b"".join(client.get(CHECK, {"kind": "xlsx"})))).active
    assert [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)] == [row[1] for row in shown]
    assert [row[1] for row in written[1:]] == [row[1] for row in shown]


def test_the_last_scan_of_the_time_asked_for_is_told(office: Office, client: Client) -> None:
    client.force_login(office.leader)
    before = office.scan.reference_time - relativedelta(months=1)
    old = Scan.objects.create(
        site=office.site, state=ScanState.FINISHED, folder="old", reference_time=before, ended_at=before
    )
    old.report.parent.mkdir()
    shutil.copy(office.site.folder / "findings.json", old.report)
    for month, scan in ((before, old), (office.scan.reference_time, office.scan)):
        asked = {"period": f"{timezone.localtime(month):%Y-%m}", "site": office.site.pk}
        assert client.get(CHECK, asked).context["scan"] == scan
    old.report.unlink()
    asked = {"period": f"{timezone.localtime(before):%Y-%m}", "site": office.site.pk}
    assert "结果文件已经不在" in client.get(CHECK, asked).content.decode()


@pytest.mark.parametrize("kind", ["page", "docx"])
def test_without_a_scan_that_is_said(kind: str, office: Office, client: Client) -> None:
    client.force_login(office.clerk)
    page = client.get(CHECK, {"site": office.other.pk, "kind": kind}).content.decode()
    assert "没有完成的检查" in page
    long_ago = (timezone.localdate() - relativedelta(months=5)).strftime("%Y-%m")
    assert "没有完成的检查" in client.get(CHECK, {"period": long_ago, "kind": kind}).content.decode()


def test_readings_are_told_by_site_the_latest_first(office: Office, client: Client) -> None:
    client.force_login(office.clerk)
    page = client.get(READINGS, {"site": office.site.pk}).context["page"]
    assert {row[2] for row in page.object_list} == {office.site.name}
    days = [row[0] for row in page.paginator.object_list]
    assert days == sorted(days, reverse=True)
    assert any("查看网页" in row[4] for row in page.paginator.object_list)
    book = load_workbook(io.BytesIO(b"".join(client.get(READINGS, {"kind": "xlsx"})))).active
    assert {row[2] for row in book.iter_rows(min_row=2, values_only=True)} == {
        office.site.name,
        office.other.name,
    }


@pytest.mark.parametrize("address", [CHECK, READINGS])
def test_another_site_is_not_there(address: str, office: Office, client: Client) -> None:
    client.force_login(User.objects.create_user("other", role="inspector", site=office.other))
    assert client.get(address, {"site": office.site.pk}).status_code == 404
    assert client.get(address, {"period": "1999-01"}).status_code == 404
    assert client.get(address, {"kind": "exe"}).status_code == 404
    assert office.site.name not in client.get(address).content.decode()
