"""The sealed page of a case: marked, masked, harmless, and its seal looked at."""

from __future__ import annotations

import hashlib

from django.test import Client
from django.utils import timezone

from portal.page import Block, Link, Page, Zone
from portal.profile import default_profile
from portal.snapshot import Capture, SnapshotWriter, Validators
from portal.target import Probe, TargetKind, Verdict
from tests.web.seeding import Office
from xunjian.store.models import Act, Case, Finding, Scan, ScanState

URL = "http://a.example/p.html"
WORDS = "联系人13812345678，<script>alert(1)</script>全面布署"


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
    writer = SnapshotWriter.create(scan.snapshot, default_profile("http://a.example/"), timezone.now())
    writer.add([(URL, TargetKind.PAGE, 0)])
    sent = (("Date", "Tue, 24 Nov 2026 01:00:00 GMT"),)
    writer.store_page(page, Probe(Verdict.OK, 200), Validators(), Capture(URL, 200, sent, body, digest))
    writer.finish()
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
