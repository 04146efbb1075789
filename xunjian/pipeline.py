"""gather → judge → tell, each usable alone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from checks import Judgement, Outcome, Scan, Severity, judge
from checks.proofreading import DEFAULT, make_proofreader
from checks.scheme import scheme_of
from crawler import Tuning, gather
from crawler.tuning import PATIENT
from portal.column import Column
from portal.errors import XunjianError
from portal.garbage import seldom_collected
from portal.profile import Profile, default_profile, load_profile, under_scheme
from portal.records import Records
from portal.snapshot import History, Snapshot
from reports import Report, Written, build, write_all
from xunjian import bars
from xunjian.clock import reference_time
from xunjian.proofing import MEMORY, Remembered, prime
from xunjian.shelf import Plan, plan_scan
from xunjian.watch import Watch

UNTOLD = Records()
BAD = {Severity.VETO, Severity.ERROR}


@dataclass(frozen=True, slots=True)
class Audit:
    snapshot: Path
    pages: int
    judgement: Judgement
    columns: tuple[Column, ...]
    report: Report
    written: Written

    @property
    def clean(self) -> bool:
        """No decided finding of error or worse."""
        return not any(f.outcome is Outcome.FAIL and f.severity in BAD for f in self.judgement.findings)


def profile_of(site: str, scheme: Path | None = None) -> Profile:
    """The profile of a URL, or of a TOML file; `scheme`: a TOML file of the regime's values an office laid down."""
    if "://" in site:
        return under_scheme(default_profile(site), scheme)
    path = Path(site)
    if path.suffix == ".toml" or path.exists():
        return under_scheme(load_profile(path), scheme)
    raise XunjianError(
        f"既不是网址也不是配置文件：{site}（网址以 http:// 或 https:// 开头，配置文件以 .toml 结尾）"
    )


def audit(
    profile: Profile,
    output: Path,
    when: datetime,
    *,
    on: datetime | None = None,
    engine: str = DEFAULT,
    max_pages: int | None = None,
    fresh: bool = False,
    tuning: Tuning = PATIENT,
    records: Records = UNTOLD,
) -> Audit:
    """Scan a site, or go on with a stopped scan, and write its reports into `output`.

    `on`: judge it as if inspected on that day; those reports go into a folder of their own. `records`: what was observed
    besides the crawl.
    """
    scheme_of(profile.scheme)  # what is wrong here is said before an hour of crawling
    if engine != DEFAULT:
        make_proofreader(engine, profile.protected_names)
    folder = crawl(profile, output, when, max_pages=max_pages, fresh=fresh, tuning=tuning, records=records)
    if on is None:
        return check(folder, output, profile=profile, engine=engine, at=when, records=records)
    mock = output / f"模拟检查-{on:%Y-%m-%d}"
    return check(folder, mock, profile=profile, engine=engine, at=on, memory=output / MEMORY, records=records)


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
    records: Records = UNTOLD,
) -> Path:
    """Gather into the folder of `plan`, by default the one the shelf holds next; returns the folder.

    `records`: what was observed besides the crawl, kept in the snapshot.
    """
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
            records=records,
        )


@seldom_collected()
def check(
    snapshot: Path,
    output: Path,
    *,
    profile: Profile | None = None,
    engine: str = DEFAULT,
    at: datetime | None = None,
    watch: Watch = bars,
    memory: Path | None = None,
    records: Records = UNTOLD,
    revise: Callable[[Judgement], Judgement] = lambda judgement: judgement,
) -> Audit:
    """Judge a snapshot, with a newer profile or records or for another day where given, and write the reports.

    memory: of sentences read before; by default the one beside the reports. revise: what people ruled, before anything
    is counted.
    """
    with closing(Snapshot.open(snapshot)) as opened:
        profile = profile or opened.profile
        make_engine = partial(make_proofreader, engine, profile.protected_names)
        with Remembered(make_engine(), memory or output / MEMORY) as remembered:
            with watch.counting("审读", opened.coverage().pages) as tick:
                proofread = prime(opened.pages(), remembered, make_engine, tick)
            scan = Scan(opened, profile, proofread, at=at, history=History.of(opened), told=records)
            judgement, report = _judged(scan, watch, revise)
            with watch.reporting():
                written = write_all(report, output)
        return Audit(snapshot, report.coverage.pages, judgement, scan.columns, report, written)


@seldom_collected()
def replay(
    snapshot: Path, *, engine: str = DEFAULT, at: datetime | None = None, watch: Watch = bars
) -> Report:
    """The report of a snapshot judged once more with the profile it was gathered with; remembers and writes nothing."""
    with closing(Snapshot.open(snapshot)) as opened:
        proofreader = make_proofreader(engine, opened.profile.protected_names)
        return _judged(Scan(opened, opened.profile, proofreader, at=at, history=History.of(opened)), watch)[1]


def _judged(
    scan: Scan, watch: Watch, revise: Callable[[Judgement], Judgement] = lambda judgement: judgement
) -> tuple[Judgement, Report]:
    with watch.counting("检查", scan.snapshot.coverage().pages) as tick:
        judgement = revise(judge(scan, tick=tick))
        return judgement, build(scan, judgement)
