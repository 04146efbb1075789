"""Leaf targets: HEAD, GET on any doubt, once more as a browser would ask."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from crawler.answer import UNCHANGED, Answer, is_page_type
from crawler.ask import HEAD_BYTES, Asker, Keep
from crawler.extract import glimpse
from crawler.probe import magic
from crawler.probe.follow import Manner, May, Trail, follow
from crawler.probe.verdict import probe_of
from crawler.probe.walls import wall
from crawler.scope import ATTACHMENTS, RESOURCES, extension_of
from portal import urls
from portal.snapshot import Validators
from portal.target import Probe, Target, TargetKind

SHEET_BYTES = 2_000_000
GLIMPSE_BYTES = 16_384  # of a page of another host
GLIMPSES = 2  # pages looked into of one host: a hijacked one shows the same everywhere
_ENOUGH = frozenset({404, 410, 429})  # looked at again later; asking more now would not help
_FINAL = frozenset({"dns", "private", "bad-url", "breaker", "not-asked", "timeout", "dns-failure", "refused"})
UNSATISFIABLE = 416


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a leaf. `sheet` holds the text of a stylesheet of the site, "" for anything else."""

    probe: Probe
    sheet: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A look at a file, with the answer at the end of the trail."""

    look: Look
    answer: Answer


class Prober:
    def __init__(self, asker: Asker, may: May) -> None:
        self._asker = asker
        self._may = may
        self._glimpsed: Counter[str] = Counter()

    async def look(self, target: Target) -> Look:
        again = target.probe is not None
        sheet = target.kind is TargetKind.RESOURCE and extension_of(target.url) == "css"
        if sheet or again:
            trail = await self._get(target, target.url, Trail(Answer("")), browser=again)
        elif self._is_worth_a_look(target):
            trail = await self._insist(
                target, await self._get(target, target.url, Trail(Answer("")), browser=False)
            )
        else:
            trail = await follow(self._asker, "HEAD", target.url, keep=_nothing, may=self._may)
            trail = await self._doubt(target, trail)
        return _look(target, trail)

    async def fetch(self, target: Target, keep: Keep, since: Validators) -> Fetched:
        """A file, as much of it as `keep` says, unless it is as it was."""
        again = target.probe is not None
        manner = Manner(browser=again, cookies=again, since=since)
        trail = await follow(self._asker, "GET", target.url, keep=keep, may=self._may, manner=manner)
        if trail.answer.status != UNCHANGED and self._is_refused(trail):
            manner = Manner(browser=True, cookies=True)
            trail = await follow(self._asker, "GET", target.url, keep=keep, may=self._may, manner=manner)
        return Fetched(_look(target, trail), trail.answer)

    def _is_worth_a_look(self, target: Target) -> bool:
        """Whether to ask at once for what a page of another host shows; the first few of a host are."""
        extension = extension_of(target.url)
        if target.kind is not TargetKind.EXTERNAL or extension in ATTACHMENTS or extension in RESOURCES:
            return False
        host = urls.origin(target.url)
        self._glimpsed[host] += 1
        return self._glimpsed[host] <= GLIMPSES

    async def _doubt(self, target: Target, trail: Trail) -> Trail:
        """HEAD lies: GET before believing anything but a clear yes. A 404 is asked again at the end of the scan."""
        answer = trail.answer
        if answer.reason in _FINAL or trail.fault or answer.status in _ENOUGH:
            return trail
        styled = target.kind is TargetKind.RESOURCE and answer.content_type == "text/css"
        if not styled and not magic.doubtful(target.url, target.kind, answer):
            return trail
        return await self._insist(target, await self._get(target, answer.url, trail, browser=False))

    async def _insist(self, target: Target, trail: Trail) -> Trail:
        """Once more as a browser would ask, where a GET was turned away."""
        if not self._is_refused(trail):
            return trail
        return await self._get(target, target.url, Trail(Answer("")), browser=True)

    def _is_refused(self, trail: Trail) -> bool:
        answer = trail.answer
        if answer.reason in _FINAL or trail.fault or answer.status in _ENOUGH:
            return False
        return not answer.good or bool(wall(answer))

    async def _get(self, target: Target, url: str, so_far: Trail, *, browser: bool) -> Trail:
        """GET from the last hop of a trail on, or from the start; servers that dislike ranges are asked without."""
        part = magic.is_file(target.url, target.kind) and extension_of(target.url) != "css"
        manner = Manner(browser=browser, cookies=browser, part=part)
        trail = await follow(self._asker, "GET", url, keep=_leaf_bytes, may=self._may, manner=manner)
        if part and trail.answer.status == UNSATISFIABLE:
            manner = Manner(browser=browser, cookies=browser)
            trail = await follow(self._asker, "GET", url, keep=_leaf_bytes, may=self._may, manner=manner)
        if not so_far.chain:
            return trail
        return Trail(
            trail.answer, so_far.chain + trail.chain, so_far.statuses[:-1] + trail.statuses, trail.fault
        )


def _look(target: Target, trail: Trail) -> Look:
    answer = trail.answer
    probe = probe_of(
        target.url, target.kind, answer, chain=trail.chain, statuses=trail.statuses, fault=trail.fault
    )
    if target.kind is TargetKind.EXTERNAL and answer.body and is_page_type(answer.content_type):
        probe = replace(probe, glimpse=glimpse(answer.url, answer.body, answer.header("content-type")))
    styled = answer.content_type == "text/css" or extension_of(answer.url) == "css"
    if target.kind is TargetKind.RESOURCE and styled and answer.good and not probe.reason:
        return Look(probe, answer.body.decode("utf-8", "replace"), answer.url)
    return Look(probe)


def _leaf_bytes(head: Answer) -> int:
    styled = head.content_type == "text/css" or extension_of(head.url) == "css"
    if styled and head.good:
        return SHEET_BYTES
    return GLIMPSE_BYTES if is_page_type(head.content_type) and head.good else HEAD_BYTES


def _nothing(head: Answer) -> int:
    return 0
