"""One scan while it runs: three desks around one frontier, in one event loop."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace

from crawler import baseline, redirects
from crawler.answer import Answer
from crawler.ask import Asker, whole_page
from crawler.attachments import Attachments
from crawler.earlier import Earlier
from crawler.frontier import LEAVES, Desk, Frontier
from crawler.intake import Intake
from crawler.lazyengine import LazyEngine
from crawler.lists import Lists
from crawler.politeness import Lane, Pace
from crawler.probe.looks import due_in
from crawler.probe.pool import Prober
from crawler.progress import Progress, Standing
from crawler.revalidate import Revalidator
from crawler.scope import Scope
from crawler.tuning import Tuning
from portal import urls
from portal.profile import Profile
from portal.snapshot import Note, SnapshotWriter
from portal.target import Target, TargetKind, Verdict

TICK = 0.25  # seconds between looks at the clock: commits, progress, hosts whose wait is over


@dataclass(frozen=True, slots=True)
class Parts:
    """What a gathering is put together from."""

    profile: Profile
    tuning: Tuning
    writer: SnapshotWriter
    scope: Scope
    pace: Pace
    asker: Asker
    frontier: Frontier
    intake: Intake
    earlier: Earlier
    may: Callable[[str], bool]


class Gathering:
    def __init__(self, parts: Parts, progress: Progress | None) -> None:
        self.asker = parts.asker
        self.lists = Lists(parts.asker, lambda url: parts.scope.inside(url) and parts.may(url))
        self.keep = whole_page(parts.profile.crawl.max_bytes)
        self._parts = parts
        self._frontier = parts.frontier
        self._progress = progress
        self._prober = Prober(parts.asker, parts.may)
        self._attachments = Attachments(self._prober, parts.intake, parts.earlier, parts.profile.crawl)
        self._revalidator = Revalidator(
            parts.asker, self.lists, parts.intake, parts.earlier, parts.may, parts.profile.crawl.max_bytes
        )
        self._tasks: set[asyncio.Task[None]] = set()
        self._changed = asyncio.Event()
        self._error: BaseException | None = None
        self._stopping = False
        self._engine = LazyEngine(
            self, parts.profile.crawl.concurrency, lambda: parts.frontier.has(Desk.SPIDER)
        )
        self._committed = 0.0
        self._state = ("", "")
        self._frontier.on_queue = self._changed.set
        self.asker.on_trip = self._tripped

    async def run(self) -> None:
        """Crawl until nothing is left to ask, looking again at what answered badly."""
        clock = asyncio.create_task(self._clock())
        try:
            await self._drain()
            await self._measure()
            self._frontier.spend()
            while await self._look_again():
                await self._drain()
        finally:
            clock.cancel()
            await self._stop()
        self._frontier.sweep()
        self._tell()

    # What the page engine asks for (crawler.spider.Office).

    def next_page(self) -> Target | None:
        return None if self._stopping else self._frontier.pull(Desk.SPIDER)

    def pages_left(self) -> bool:
        return self._frontier.busy

    def page_arrived(self, target: Target, answer: Answer) -> None:
        if self._stopping:
            return
        stored = self._parts.intake.page(target, answer)
        self._frontier.done(Desk.SPIDER, target, stored=stored)
        self._changed.set()

    def failed(self, error: BaseException | None) -> None:
        self._error = self._error or error
        self._changed.set()

    # The loop.

    async def _drain(self) -> None:
        while True:
            self._pump()
            if not self._frontier.busy:
                break
            await self._changed.wait()
            self._changed.clear()
            self._tick()
            if self._error:
                raise self._error
        self._parts.writer.commit()

    async def _clock(self) -> None:
        while True:
            await asyncio.sleep(TICK)
            self._changed.set()

    def _pump(self) -> None:
        crawl = self._parts.profile.crawl
        while self._frontier.out(Desk.LEAF) < crawl.external_concurrency and (
            leaf := self._frontier.pull(Desk.LEAF)
        ):
            self._leaf(leaf)
        while self._frontier.out(Desk.KNOWN) < crawl.concurrency and (
            page := self._frontier.pull(Desk.KNOWN)
        ):
            self._spawn(self._visit(page))
        if self._frontier.out(Desk.SPIDER) < crawl.concurrency:
            self._engine.wake()

    def _leaf(self, target: Target) -> None:
        probe = None if target.probe or self._attachments.owes(target) else self._parts.earlier.fresh(target)
        if probe:
            self._parts.intake.reuse(target, probe)
            self._frontier.done(Desk.LEAF, target)
        else:
            self._spawn(self._look(target))

    async def _look(self, target: Target) -> None:
        if self._attachments.wants(target):
            await self._attachments.look(target)
        else:
            self._parts.intake.leaf(target, await self._prober.look(target))
        self._frontier.done(Desk.LEAF, target)

    async def _visit(self, target: Target) -> None:
        stored = await self._revalidator.visit(target)
        self._frontier.done(Desk.KNOWN, target, stored=stored)

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            self.failed(error)
        self._changed.set()

    def _tick(self) -> None:
        now = time.monotonic()
        if now - self._committed >= self._parts.tuning.commit_every:
            self._committed = now
            self._parts.writer.commit()
            self._tell()

    def _tell(self) -> None:
        if self._progress is None:
            return
        done, waiting = self._parts.writer.standing((TargetKind.PAGE,))
        leaves_done, leaves_waiting = self._parts.writer.standing(LEAVES)
        self._progress.update(Standing(done, waiting, leaves_done, leaves_waiting, *self._state))

    async def _stop(self) -> None:
        """End everything at once; what is still on its way is asked again when the scan goes on."""
        self._stopping = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._attachments.close()
        for lane in self._parts.pace.lanes.values():
            lane.reopen(give_up=True)
        await self.asker.close()
        await self._engine.stop()

    # Second looks.

    async def _look_again(self) -> bool:
        """Queue what is due for another look; false when nothing is in doubt any more."""
        writer, tuning = self._parts.writer, self._parts.tuning
        self._rings()
        doubts = writer.doubtful()
        if not doubts:
            return False
        waits = {target.url: due_in(target.probe, tuning) for target in doubts if target.probe}
        due = [url for url, wait in waits.items() if wait <= 0]
        if not due:
            shortest = min(waits.values())
            self._state = ("", f"等待 {shortest:.0f} 秒后复核 {len(doubts)} 个异常链接")
            await self._wait(shortest)
            self._state = ("", "")
            due = [url for url, wait in waits.items() if wait <= shortest + 1]
        self._frontier.again(due)
        return True

    async def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._tell()
            await asyncio.sleep(min(left, 1.0))

    def _rings(self) -> None:
        """Pages that redirect in a ring may only want a cookie: they get another look, with one."""
        for target in redirects.loops(self._parts.writer.targets((TargetKind.PAGE,))):
            if target.probe:
                probe = redirects.looping(target.probe)
                self._parts.intake.probe(_unseen(target), probe)

    async def _measure(self) -> None:
        """Ask the site for addresses that cannot exist."""
        parts = self._parts
        pages = [
            t.url
            for t in parts.writer.targets((TargetKind.PAGE,))
            if t.probe and t.probe.verdict is not Verdict.NOT_ASKED
        ]
        known = {each.directory for each in parts.writer.snapshot().baselines()}
        seed = parts.profile.digest
        for directory in baseline.directories(pages, parts.scope, parts.tuning.baselines):
            if (
                directory in known
                or not parts.may(directory)
                or parts.pace.lane(urls.origin(directory)).given_up
            ):
                continue
            style = baseline.style_of(pages, directory)
            limit = parts.profile.crawl.max_bytes
            plain = await baseline.measure(self.asker, directory, seed, "", parts.may, limit)
            styled = await baseline.measure(self.asker, directory, seed, style, parts.may, limit)
            parts.writer.store_baseline(baseline.worse(styled, plain))

    # A host in trouble.

    def _tripped(self, origin: str, lane: Lane) -> None:
        if not lane.paused:
            self._spawn(self._recover(origin, lane, lane.pause()))

    async def _recover(self, origin: str, lane: Lane, seconds: float) -> None:
        """Leave a host alone, try its front door, and give it up after some tries."""
        scheme = "https" if origin.endswith(":443") else "http"
        while True:
            self._state = (origin, f"主机连续出错，暂停 {seconds:.0f} 秒")
            await asyncio.sleep(seconds)
            answer = await self.asker.ask("GET", f"{scheme}://{origin}/", keep=lambda _: 0, polite=False)
            self._state = ("", "")
            if 0 < answer.status < 500 and answer.status != 429:
                lane.reopen()
                message = f"{origin} 连续出错，曾暂停访问 {lane.recoveries} 次，均已恢复"
                break
            if lane.pauses >= self._parts.tuning.breaker_pauses:
                message = f"{origin} 连续出错，暂停 {lane.pauses} 次后仍不正常，已停止访问，其余网址未查看"
                lane.reopen(give_up=True)
                break
            seconds = lane.pause()
        self._parts.writer.store_note(Note("breaker", origin, message))


def _unseen(target: Target) -> Target:
    return replace(target, probe=None)
