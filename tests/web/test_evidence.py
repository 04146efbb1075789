"""The sealed page of a case: marked, masked, harmless, and its seal looked at."""

from __future__ import annotations

import hashlib
import shutil

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.errors import OutputError
from portal.page import Block, Link, Page, Zone
from portal.profile import default_profile
from portal.snapshot import Capture, SnapshotWriter, Validators
from portal.target import Probe, TargetKind, Verdict
from reports.wording import china_iso
from tests.web.seeding import Office
from xunjian.evidence.archive import capture_of
from xunjian.evidence.picture import MISSING, picture_file, take
from xunjian.ledger import acts
from xunjian.store.models import Act, Case, Finding, Scan, ScanState

URL = "http://a.example/p.html"
WORDS = "联系人13812345678，<script>alert(1)</script>全面布署"


def snapshot_of(scan: Scan, page: Page | None, capture: Capture | None, probe: Probe) -> None:
    writer = SnapshotWriter.create(scan.snapshot, default_profile("http://a.example/"), timezone.now())
    writer.add([(URL, TargetKind.PAGE, 0)])
    if page:
        writer.store_page(page, probe, Validators(), capture)
    else:
        writer.store_probe(URL, probe)
    writer.finish()


def hostile_case(office: Office) -> Case:
    """A case whose page holds a telephone number, a script as text and a link that would run."""
    site = office.site
    scan = Scan.objects.create(
        site=site, state=ScanState.FINISHED, folder="hostile", reference_time=timezone.now()
    )
    body = WORDS.encode()
    digest = hashlib.sha256(body).hexdigest()
    links = (Link("javascript:alert(2)", "", "点这里"),)
    page = Page(URL, title="<b>标题", blocks=(Block(Zone.BODY, WORDS),), links=links, digest=digest)
    sent = (("Date", "Tue, 24 Nov 2026 01:00:00 GMT"),)
    snapshot_of(scan, page, Capture(URL, 200, sent, body, digest), Probe(Verdict.OK, 200))
    finding = Finding.objects.create(
        scan=scan, fingerprint="f", rule="TXT001", name="错别字", severity="error", outcome="fail", url=URL,
        message="错别字：「布署」应为「部署」", text="…全面布署", target="javascript:alert(2)",
        places=[[URL, "正文第1段"], ["javascript:alert(3)", ""]],
    )  # fmt: skip
    return Case.objects.create(
        site=site, fingerprint="f", rule="TXT001", severity="error", finding=finding, first_scan=scan,
        last_scan=scan, found_at=timezone.now(),
    )  # fmt: skip


def test_nothing_of_the_page_runs_and_nobody_is_named(office: Office, client: Client) -> None:
    case = hostile_case(office)
    client.force_login(office.clerk)
    for address in (f"/evidence/{case.pk}/", f"/cases/{case.pk}/", "/findings/"):
        shown = client.get(address).content.decode()
        assert '<mark class="fault">布署</mark>' in shown
        assert "<script>alert" not in shown
        assert 'href="javascript:' not in shown
    shown = client.get(f"/evidence/{case.pk}/").content.decode()
    assert "138****5678" in shown
    assert "13812345678" not in shown
    assert "&lt;b&gt;标题" in shown
    assert "2026-11-24 09:00" in shown
    assert hashlib.sha256(WORDS.encode()).hexdigest() in shown


def test_a_place_without_a_page_and_a_snapshot_that_is_gone_are_said(office: Office, client: Client) -> None:
    case = hostile_case(office)
    client.force_login(office.clerk)
    assert "没有封存的页面" in client.get(f"/evidence/{case.pk}/?place=1").content.decode()
    Scan.objects.filter(pk=case.last_scan_id).update(folder="nowhere")
    assert "看不到这次检查封存的页面" in client.get(f"/evidence/{case.pk}/").content.decode()
    assert "alert-danger" in client.post(f"/evidence/{case.pk}/verify/", follow=True).content.decode()


def test_evidence_marks_the_fault_and_checks_the_seal(office: Office, client: Client) -> None:
    client.force_login(office.inspector)
    case = next(case for case in office.site.cases.filter(finding__message__contains="错别字"))
    page = client.get(f"/evidence/{case.pk}/")
    shown = page.content.decode()
    assert '<mark class="fault">' in shown
    assert shown.count('id="fault"') == shown.count('href="#fault"') == 1
    assert page.context["page"].intact is True
    assert page.context["page"].digest in shown
    answer = client.post(f"/evidence/{case.pk}/verify/", follow=True).content.decode()
    assert "封存完好" in answer
    archive = next(office.scan.snapshot.glob("responses-*.warc.gz"))
    with archive.open("ab") as file:
        file.write(b"x")
    answer = client.post(f"/evidence/{case.pk}/verify/", follow=True).content.decode()
    assert "文件大小变了" in answer
    assert Act.objects.filter(verb="核验证据").count() == 2


def test_the_page_as_sealed_is_shut_in(office: Office, client: Client) -> None:
    case = hostile_case(office)
    client.force_login(office.clerk)
    around = client.get(f"/evidence/{case.pk}/").content.decode()
    assert (
        f'<iframe class="archived" sandbox title="封存的页面" src="/evidence/{case.pk}/page/?place=0'
        in around
    )
    answer = client.get(f"/evidence/{case.pk}/page/")
    said = answer.headers["Content-Security-Policy"]
    assert set(said.split("; ")) == {
        "default-src 'none'", "style-src 'unsafe-inline'", "base-uri 'none'", "form-action 'none'",
        "frame-ancestors 'self'", "sandbox",
    }  # fmt: skip
    shown = answer.content.decode()
    assert '<mark id="xunjian-fault" class="xunjian-fault">布署</mark>' in shown
    assert "<script" not in shown
    assert "13812345678" not in shown
    assert client.get(f"/evidence/{case.pk}/page/?place=1").status_code == 404
    assert client.get(f"/evidence/{case.pk}/page/?after=1").status_code == 404


def later(case: Case, folder: str) -> Scan:
    return Scan.objects.create(
        site=case.site, state=ScanState.FINISHED, folder=folder, reference_time=timezone.now()
    )


def test_a_page_that_did_not_change_is_shown_from_the_scan_that_sealed_it(
    office: Office, client: Client
) -> None:
    case = hostile_case(office)
    scan = later(case, "later")
    sealed = capture_of(case.last_scan, URL)
    assert sealed
    unchanged = Capture(URL, 304, (), b"", sealed.digest, unchanged=True)
    page = Page(URL, blocks=(Block(Zone.BODY, WORDS),), digest=sealed.digest)
    snapshot_of(scan, page, unchanged, Probe(Verdict.OK, 304))
    Finding.objects.filter(pk=case.finding_id).update(scan=scan)
    client.force_login(office.leader)
    around = client.get(f"/evidence/{case.pk}/").content.decode()
    assert f"原件封存于 {china_iso(sealed.at)}" in around
    assert "与封存时一致" in around
    assert "布署</mark>" in client.get(f"/evidence/{case.pk}/page/").content.decode()
    shutil.rmtree(case.last_scan.snapshot)
    assert "原件已不在" in client.get(f"/evidence/{case.pk}/").content.decode()
    assert client.get(f"/evidence/{case.pk}/page/").status_code == 404


def test_a_page_taken_down_is_told_beside_what_it_was(office: Office, client: Client) -> None:
    case = hostile_case(office)
    scan = later(case, "gone")
    snapshot_of(scan, None, None, Probe(Verdict.BROKEN, 404))
    acts.close(case, timezone.now(), "原网页已撤下", scan)
    client.force_login(office.clerk)
    around = client.get(f"/evidence/{case.pk}/").content.decode()
    assert "整改前的页面" in around
    assert "销号时这个网页已经不在（应答码 404）" in around
    assert "原网页已撤下" in around
    assert "看整改前后" in client.get(f"/cases/{case.pk}/").content.decode()
    shutil.rmtree(scan.snapshot)
    assert "整改后的页面" not in client.get(f"/evidence/{case.pk}/").content.decode()


def test_without_a_browser_that_is_said_and_no_picture_promised(
    office: Office, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = hostile_case(office)
    client.force_login(office.clerk)
    monkeypatch.setenv("PATH", "")
    around = client.get(f"/evidence/{case.pk}/").content.decode()
    assert MISSING in around
    assert ">生成截图<" not in around
    assert MISSING in client.post(f"/evidence/{case.pk}/picture/", follow=True).content.decode()
    assert not DBTaskResult.objects.exists()
    with pytest.raises(OutputError, match="没有装浏览器组件"):
        take("<p>", picture_file(case.finding, 0))
    assert client.get(f"/evidence/{case.pk}/picture.png").status_code == 404
