"""One scan from gathering to the ledger. Run while the site is held; may be begun again at any point."""

from __future__ import annotations

from django.db import transaction

from portal.errors import XunjianError
from portal.snapshot import Snapshot
from reports.build import cleaned
from xunjian import pipeline
from xunjian.clock import reference_time
from xunjian.jobs.profiles import profile_of_site
from xunjian.jobs.progress import watched
from xunjian.jobs.records import records_of_site
from xunjian.ledger.covered import Covered
from xunjian.ledger.recording import record
from xunjian.shelf import plan_own
from xunjian.store.models import Scan, ScanState

STOPPED = "已暂停，等待继续"


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
        _leave(scan, ScanState.QUEUED, stage=STOPPED)
        raise
    except XunjianError as error:
        _leave(scan, ScanState.FAILED, error=str(error))
    except Exception as error:
        reason = " ".join(str(error).split())
        _leave(scan, ScanState.FAILED, error=f"程序出错：{type(error).__name__}: {reason}"[:500])
        raise  # the job keeps the traceback


def _begin(scan: Scan) -> None:
    scan.state = ScanState.RUNNING
    scan.started_at = scan.started_at or reference_time()
    scan.error = scan.stage = ""
    scan.save(update_fields=["state", "started_at", "error", "stage"])


def _work(scan: Scan) -> None:
    profile, output = profile_of_site(scan.site), scan.site.folder
    plan = plan_own(output, profile, reference_time(), scan.folder)
    scan.folder, scan.profile_digest = plan.folder.name, profile.digest
    scan.save(update_fields=["folder", "profile_digest"])
    at, records = scan.reference_time, records_of_site(scan.site, scan.reference_time)
    with watched(scan) as watch:
        folder = pipeline.crawl(profile, output, at, plan=plan, watch=watch, records=records)
        audit = pipeline.check(folder, output, profile=profile, at=at, watch=watch, records=records)
    with transaction.atomic():
        _record(scan, audit)
        scan.pages = scan.known = audit.pages
        scan.state, scan.ended_at, scan.stage = ScanState.FINISHED, reference_time(), ""
        scan.unlooked = dict(audit.unlooked)
        scan.save(update_fields=["pages", "known", "state", "ended_at", "stage", "unlooked"])


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
    scan.save(update_fields=["state", "stage", "error", "ended_at"])
