"""gather → judge → tell, each usable alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from checks import Judgement, Outcome, Scan, Severity, judge
from checks.proofreading import DEFAULT, make_proofreader
from crawler import Tuning, gather
from crawler.tuning import PATIENT
from portal.column import Column
from portal.errors import XunjianError
from portal.profile import Profile, default_profile, load_profile
from portal.snapshot import Snapshot
from reports import Written, build, write_all
from xunjian import bars
from xunjian.clock import reference_time
from xunjian.proofing import MEMORY, Remembered, prime
from xunjian.shelf import Plan, plan_scan
from xunjian.watch import Watch

BAD = {Severity.VETO, Severity.ERROR}


@dataclass(frozen=True, slots=True)
class Audit:
    snapshot: Path
    pages: int
    judgement: Judgement
    columns: tuple[Column, ...]
    written: Written

    @property
    def clean(self) -> bool:
        """No decided finding of error or worse."""
        return not any(f.outcome is Outcome.FAIL and f.severity in BAD for f in self.judgement.findings)


def profile_of(site: str) -> Profile:
    """The profile of a URL, or of a TOML file."""
    if "://" in site:
        return default_profile(site)
    path = Path(site)
    if path.suffix == ".toml" or path.exists():
        return load_profile(path)
    raise XunjianError(
        f"既不是网址也不是配置文件：{site}（网址以 http:// 或 https:// 开头，配置文件以 .toml 结尾）"
    )


def audit(
    profile: Profile,
    output: Path,
    when: datetime,
    *,
    engine: str = DEFAULT,
    max_pages: int | None = None,
    fresh: bool = False,
    tuning: Tuning = PATIENT,
) -> Audit:
    """Scan a site, or go on with a stopped scan, and write its reports into `output`."""
    folder = crawl(profile, output, when, max_pages=max_pages, fresh=fresh, tuning=tuning)
    return check(folder, output, profile=profile, engine=engine, at=when)


def crawl(
    profile: Profile,
    output: Path,
    when: datetime,
    *,
    max_pages: int | None = None,
    fresh: bool = False,
    tuning: Tuning = PATIENT,
    plan: Plan | None = None,
    watch: Watch = bars,
) -> Path:
    """Gather into the folder of `plan`, by default the one the shelf holds next; returns the folder."""
    plan = plan or plan_scan(output, profile, reference_time(), fresh=fresh)
    if plan.complete:
        return plan.folder
    with watch.crawling() as progress:
        return gather(
            profile,
            plan.folder,
            when,
            previous=plan.previous,
            resume=plan.resume,
            progress=progress,
            max_pages=max_pages,
            tuning=tuning,
        )


def check(
    snapshot: Path,
    output: Path,
    *,
    profile: Profile | None = None,
    engine: str = DEFAULT,
    at: datetime | None = None,
    watch: Watch = bars,
) -> Audit:
    """Judge a snapshot, with a newer profile or for another day where given, and write the reports."""
    opened = Snapshot.open(snapshot)
    try:
        profile = profile or opened.profile
        pages = opened.coverage().pages
        make_engine = partial(make_proofreader, engine, profile.protected_names)
        with Remembered(make_engine(), output / MEMORY) as remembered:
            with watch.counting("审读", pages) as tick:
                prime(opened.pages(), remembered, make_engine, tick)
            scan = Scan(opened, profile, remembered, at=at)
            with watch.counting("检查", pages) as tick:
                judgement = judge(scan, tick=tick)
            with watch.reporting():
                report = build(scan, judgement)
                written = write_all(report, output)
        return Audit(snapshot, pages, judgement, scan.columns, written)
    finally:
        opened.close()
