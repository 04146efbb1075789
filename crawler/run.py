"""Crawls a site into a sealed snapshot."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from crawler.ask import Asker
from crawler.earlier import Earlier, file_reader, reader
from crawler.errand import FACT, Errand, Gate
from crawler.feeds import read_feeds
from crawler.frontdoor import look_at_certificate, look_at_ipv6
from crawler.frontier import Frontier
from crawler.gathering import Gathering, Parts
from crawler.intake import Intake
from crawler.politeness import Pace
from crawler.progress import Progress
from crawler.robots import HIDDEN, Robots
from crawler.scope import Scope
from crawler.searching import ask_search
from crawler.settle import settle
from crawler.sitemap import read_sitemaps
from crawler.start import reach
from crawler.traps import Traps
from crawler.tuning import PATIENT, Tuning
from portal import urls
from portal.calendar import CHINA
from portal.errors import StartError
from portal.garbage import seldom_collected
from portal.page import LinkKind
from portal.profile import Profile
from portal.records import Records
from portal.snapshot import FILE_READER, READER, Note, Snapshot, SnapshotWriter
from portal.target import TargetKind, Verdict


@seldom_collected()
def gather(
    profile: Profile,
    folder: Path,
    reference_time: datetime,
    *,
    previous: Path | None = None,
    resume: bool = False,
    progress: Progress | None = None,
    max_pages: int | None = None,
    tuning: Tuning = PATIENT,
    only: Errand | None = None,
    records: Records | None = None,
) -> Path:
    """Crawl the site of a profile into `folder` and seal it; returns the folder.

    `previous` is the folder of the scan before: what did not change is taken over from it. `resume` goes on
    with a scan that was stopped (Ctrl-C, kill); the profile stored there must be the same. `only` looks at what an
    errand names and follows nothing. `records` were observed besides the crawl and are kept with it, as are the feeds of the
    profile's accounts.
    Raises StartError (the site cannot be reached; nothing is left behind), OutputError (folder cannot be
    written), SnapshotError (nothing to resume, or damaged), KeyboardInterrupt (stopped cleanly).
    """
    order = _Order(profile, folder, reference_time, previous, resume, max_pages, tuning, only, records)
    return asyncio.run(_gather(order, progress))


@dataclass(frozen=True, slots=True)
class _Order:
    profile: Profile
    folder: Path
    reference_time: datetime
    previous: Path | None
    resume: bool
    max_pages: int | None
    tuning: Tuning
    only: Errand | None
    records: Records | None


async def _gather(order: _Order, progress: Progress | None) -> Path:
    profile = order.profile
    scope, robots = Scope(profile), Robots(obey=profile.crawl.obey_robots)
    pace = Pace(order.tuning, lambda origin: _limits(profile, scope, robots, order.tuning, origin))
    asker = Asker(profile, pace)
    earlier = _open_earlier(order)
    try:
        await _approach(profile, scope, robots, asker)
        writer = _open_writer(order)
        with ExitStack() as unless_done:
            unless_done.callback(writer.close)
            parts = _assemble(order, writer, scope, robots, pace, asker, earlier)
            if order.only:
                _send(parts, order.only)
            else:
                await _seed(parts, robots, resume=order.resume)
                await _observe(order, writer, asker)
            await Gathering(parts, progress).run()
            if order.only:
                _take_over_baselines(writer, earlier)
            settle(writer, scope, pace)
            if not order.only:
                await _look_around(order, writer)
            unless_done.pop_all()
        writer.finish(order.previous)
    finally:
        earlier.close()
        await asker.close()
    return order.folder


async def _approach(profile: Profile, scope: Scope, robots: Robots, asker: Asker) -> None:
    """Make sure the site answers, learn where its front door and its rules are."""
    home = await reach(asker, profile.home, profile.crawl.max_bytes)
    scope.include(home)
    doors = dict.fromkeys([home, *profile.start])
    for origin, door in {urls.origin(door): door for door in doors}.items():
        await robots.read(asker, door)
        if origin in robots.delays:
            lane = asker.pace.lane(origin)
            lane.delay = max(lane.delay, robots.delays[origin])
    if robots.hides(home):
        raise StartError(
            f"{profile.home} 的 {HIDDEN}首页；若是本单位网站，可在配置中写 [crawl] obey_robots = false 后再试"
        )


async def _look_around(order: _Order, writer: SnapshotWriter) -> None:
    """What is asked once a scan, when the site is at rest again."""
    profile, home = order.profile, writer.snapshot().home
    pace = Pace(order.tuning, lambda _: (1, profile.crawl.delay))
    asker = Asker(profile, pace)
    try:
        if certificate := await look_at_certificate(profile, asker, home):
            writer.store_access(certificate)
        if ipv6 := await look_at_ipv6(profile, pace, home, [_at_depth(writer, depth) for depth in (1, 2)]):
            writer.store_access(ipv6)
        await ask_search(profile, asker, writer, order.reference_time)
    finally:
        await asker.close()


def _at_depth(writer: SnapshotWriter, depth: int) -> list[str]:
    """Pages so many clicks from the home page."""
    pages = writer.targets((TargetKind.PAGE,))
    return [t.url for t in pages if t.depth == depth and t.probe and t.probe.verdict is Verdict.OK]


def _assemble(
    order: _Order,
    writer: SnapshotWriter,
    scope: Scope,
    robots: Robots,
    pace: Pace,
    asker: Asker,
    earlier: Earlier,
) -> Parts:
    crawl = order.profile.crawl
    frontier = Frontier(
        writer,
        scope,
        Traps(order.reference_time.year, crawl.max_directory),
        robots,
        pace,
        max_pages=order.max_pages or crawl.max_pages,
        max_depth=crawl.max_depth,
        external=crawl.external,
        seen_before=earlier.knows,
        gate=Gate(order.only, scope, earlier.has) if order.only else None,
    )
    today = order.reference_time.astimezone(CHINA).date()
    intake = Intake(
        writer, frontier, scope, order.tuning, earlier, today, reads_files=bool(crawl.attachment_bytes)
    )

    def may(url: str) -> bool:
        return not robots.hides(url) if scope.inside(url) else crawl.external

    return Parts(order.profile, order.tuning, writer, scope, pace, asker, frontier, intake, earlier, may)


async def _seed(parts: Parts, robots: Robots, *, resume: bool) -> None:
    """Queue the start addresses, the columns and the sitemap; take up the counts of a stopped scan."""
    if resume:
        parts.frontier.recall()
        parts.writer.store_note(Note("resumed", "", "采集曾中断，已从中断处继续"))
    profile = parts.profile
    parts.frontier.add([(start, TargetKind.PAGE) for start in profile.start], 0)
    named = [column.url for column in profile.columns]
    parts.frontier.add([(url, parts.scope.kind(url, LinkKind.ANCHOR)) for url in named], 1)
    places = [urls.join(home, "/sitemap.xml")[0] for home in (parts.profile.home, *sorted(parts.scope.homes))]
    listed = await read_sitemaps(parts.asker, [*robots.sitemaps, *places], parts.scope.inside)
    parts.frontier.add([(url, parts.scope.kind(url, LinkKind.ANCHOR)) for url in listed], 1)
    parts.writer.fact(READER, reader())
    parts.writer.fact(FILE_READER, file_reader())
    parts.writer.commit()


async def _observe(order: _Order, writer: SnapshotWriter, asker: Asker) -> None:
    """Keep what was observed besides the crawl, and read the feeds."""
    told = (order.records or Records()).over(writer.snapshot().records)
    if feeds := await read_feeds(asker, order.profile.accounts, order.reference_time):
        told = told.with_feeds(feeds)
    writer.store_records(told)
    writer.commit()


def _send(parts: Parts, errand: Errand) -> None:
    """Queue the addresses of an errand, each as the kind of target it was in the scan before."""
    for url in errand.addresses:
        before = parts.earlier.target(url)
        kind = before.kind if before else parts.scope.kind(url, LinkKind.ANCHOR)
        parts.frontier.add([(url, kind)], before.depth if before else 1)
    number = len(errand.addresses)
    parts.writer.fact(FACT, str(number))
    parts.writer.fact(READER, reader())
    parts.writer.fact(FILE_READER, file_reader())
    parts.writer.store_note(Note(FACT, "", f"这是一次复核，只访问了指定的 {number} 个网址，不代表全站情况"))
    parts.writer.commit()


def _take_over_baselines(writer: SnapshotWriter, earlier: Earlier) -> None:
    """Error pages of directories an errand did not come to are known from the scan before."""
    measured = {baseline.directory for baseline in writer.snapshot().baselines()}
    for baseline in earlier.baselines():
        if baseline.directory not in measured:
            writer.store_baseline(baseline)


def _open_writer(order: _Order) -> SnapshotWriter:
    if order.resume:
        return SnapshotWriter.resume(order.folder)
    return SnapshotWriter.create(order.folder, order.profile, order.reference_time)


def _open_earlier(order: _Order) -> Earlier:
    snapshot = Snapshot.open(order.previous) if order.previous else None
    hours = 0 if order.only else order.profile.crawl.reuse_hours  # an errand asks anew
    return Earlier(snapshot, timedelta(hours=hours))


def _limits(profile: Profile, scope: Scope, robots: Robots, tuning: Tuning, origin: str) -> tuple[int, float]:
    if scope.has(origin):
        return profile.crawl.concurrency, max(profile.crawl.delay, robots.delays.get(origin, 0.0))
    return min(tuning.external_per_host, profile.crawl.concurrency), 0.0
