"""One scan from gathering to the ledger. Run while the site is held; may be begun again at any point."""

from __future__ import annotations

from shutil import copyfile

from django.db import transaction

from portal.errors import XunjianError
from portal.snapshot import Snapshot
from reports.build import cleaned
from reports.files import replacing
from xunjian import pipeline
from xunjian.clock import reference_time
from xunjian.hooks import announce
from xunjian.jobs import faults
from xunjian.jobs.profiles import profile_of_site
from xunjian.jobs.progress import watched
from xunjian.jobs.records import records_of_site
from xunjian.jobs.reminders import Due, tell_office
from xunjian.ledger.covered import Covered
from xunjian.ledger.recording import record
from xunjian.shelf import plan_own
from xunjian.store.models import Scan, ScanState

STOPPED = "已暂停，等待继续"
MOST = 3  # times a scan may take its worker with it
DEADLY = f"检查到一半程序就退出了，已连续 {MOST} 次，不再重试；多半是内存或磁盘不够，请运行 xunjian doctor 查看，解决后重新开始检查"


def conduct(scan: Scan) -> None:
    """Runs the scan to its end: finished, or failed with a reason. A scan that is over is left as it is.

    KeyboardInterrupt (the worker is asked to stop) puts it back into the queue; what was gathered is kept.
    """
    scan.refresh_from_db()
    if not scan.is_open:
        return
    _begin(scan)
    try:
        _work(scan)
    except KeyboardInterrupt:
        scan.attempts -= 1  # it was not the scan that ended the worker
        _leave(scan, ScanState.QUEUED, stage=STOPPED)
        raise
    except XunjianError as error:
        _leave(scan, ScanState.FAILED, error=str(error))
    except Exception as error:
        _leave(scan, ScanState.FAILED, error=faults.told(error))
        raise  # the job keeps the traceback


def give_up(scan: Scan) -> None:
    """A scan that was begun MOST times and never came to an end. Run while the site is held."""
    scan.refresh_from_db()
    if scan.is_open and scan.attempts >= MOST:
        _leave(scan, ScanState.FAILED, error=DEADLY)
        line = f"{scan.site.name}，第 {scan.pk} 号检查：{DEADLY}"
        tell_office("检查没有完成", [Due(f"gave-up:{scan.pk}", line)], reference_time())


def _begin(scan: Scan) -> None:
    scan.state = ScanState.RUNNING
    scan.started_at = scan.started_at or reference_time()
    scan.error = scan.stage = ""
    scan.attempts += 1
    scan.save(update_fields=["state", "started_at", "error", "stage", "attempts"])


def _work(scan: Scan) -> None:
    profile, output = profile_of_site(scan.site), scan.site.folder
    plan = plan_own(output, profile, reference_time(), scan.folder)
    scan.folder, scan.profile_digest = plan.folder.name, profile.digest
    scan.save(update_fields=["folder", "profile_digest"])
    at, records = scan.reference_time, records_of_site(scan.site, scan.reference_time)
    with watched(scan) as watch:
        folder = pipeline.crawl(profile, output, at, plan=plan, watch=watch, records=records)
        audit = pipeline.check(folder, output, profile=profile, at=at, watch=watch, records=records)
    with replacing(scan.report) as draft:
        copyfile(audit.written.json, draft)
    with transaction.atomic():
        _record(scan, audit)
        scan.pages = scan.known = audit.pages
        scan.state, scan.ended_at, scan.stage = ScanState.FINISHED, reference_time(), ""
        scan.unlooked = dict(audit.report.unlooked)
        scan.save(update_fields=["pages", "known", "state", "ended_at", "stage", "unlooked"])
        announce.scan_ended(scan, reference_time())


def _record(scan: Scan, audit: pipeline.Audit) -> None:
    snapshot = Snapshot.open(audit.snapshot)
    try:
        seen = Covered.of(snapshot, audit.judgement, audit.columns)
        record(scan, [cleaned(f) for f in audit.judgement.findings], seen, reference_time())
    finally:
        snapshot.close()


def _leave(scan: Scan, state: ScanState, *, stage: str = "", error: str = "") -> None:
    scan.state, scan.stage, scan.error = state, stage, error
    scan.ended_at = None if state is ScanState.QUEUED else reference_time()
    with transaction.atomic():
        scan.save(update_fields=["state", "stage", "error", "ended_at", "attempts"])
        if state is ScanState.FAILED:
            announce.scan_ended(scan, reference_time())
