"""What the office saw of a site between its scans reaches the rules, and is kept with the scan."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from portal.records import Records
from portal.snapshot import Snapshot
from tests.crawler.portal_server import PortalServer, page
from tests.jobs.clockwork import moment, work_off
from xunjian.jobs.queues import SCANS
from xunjian.jobs.records import records_of_site
from xunjian.jobs.scans import request_scan
from xunjian.store.models import Finding, Maintenance, Probe, RecordKind, Role, ScanKind, Site, User
from xunjian.store.uploads import keep

pytestmark = pytest.mark.django_db(transaction=True)
AT = moment("2026-11-24", "20:00")
HOUR = timedelta(hours=1)


def _site(url: str) -> Site:
    profile = f'start = ["{url}/"]\n[crawl]\nexternal = false\n[records]\nvisits = "/etc/passwd"\n'
    return Site.objects.create(name="某区人民政府", home=f"{url}/", profile=profile)


def _watched(site: Site, failed: int) -> None:
    slots = [AT - number * HOUR for number in range(24 * 9)]
    Probe.objects.bulk_create(
        Probe(site=site, slot=s, at=s, ok=n >= failed, seconds=0.3, error="" if n >= failed else "连接超时")
        for n, s in enumerate(slots)
    )


def test_visits_of_the_office_are_judged_and_kept() -> None:
    with PortalServer({"/": page(text="要闻动态、通知公告、政策文件。" * 20)}) as server:
        site = _site(server.url)
        _watched(site, failed=12)
        Maintenance.objects.create(
            site=site, starts_at=AT - 2 * HOUR, ends_at=AT - HOUR / 2, reason="割接"
        )  # two of the looks in vain
        scan = request_scan(site, ScanKind.AUDIT, AT)
        work_off(SCANS)
    scan.refresh_from_db()
    finding = Finding.objects.get(scan=scan, rule="AVL001")
    assert (finding.outcome, finding.severity, finding.count) == ("fail", "veto", 10)
    assert "访问首页 166 次" in finding.message
    assert "11-24 18:00 至 11-24 19:30 割接" in finding.message
    snapshot = Snapshot.open(Path(site.folder) / "snapshots" / scan.folder)
    assert snapshot.records == records_of_site(site, AT)
    snapshot.close()


def test_what_was_handed_in_is_judged_by_the_next_scan_and_kept() -> None:
    clerk = User.objects.create_user("clerk", role=Role.OFFICE)
    with PortalServer({"/": page(text="要闻动态、通知公告、政策文件。" * 20)}) as server:
        site = _site(server.url)
        table = "平台,名称,最后发布日期\n微博,某区发布,2026-06-01\n".encode()
        keep(site, RecordKind.ACCOUNTS, "账号.csv", table, replace=True, user=clerk, at=AT)
        scan = request_scan(site, ScanKind.AUDIT, AT)
        work_off(SCANS)
    scan.refresh_from_db()
    assert Finding.objects.get(scan=scan, rule="MED001").outcome == "fail"
    snapshot = Snapshot.open(scan.snapshot)
    assert [account.name for account in snapshot.records.accounts or ()] == ["某区发布"]
    snapshot.close()


def test_a_site_nobody_watches() -> None:
    site = _site("http://127.0.0.1:9")
    assert records_of_site(site, AT) == Records()
    _watched(site, failed=0)
    assert len(records_of_site(site, AT).visits or ()) == 24 * 8
