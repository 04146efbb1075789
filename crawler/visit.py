"""One look at a home page, as AVL001 counts them: does a usable page arrive in time?"""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass
from enum import StrEnum

from crawler.answer import Answer
from crawler.ask import Asker, whole_page
from crawler.body import FOREIGN
from crawler.extract import read_page
from crawler.intake import is_html
from crawler.politeness import Pace
from crawler.probe.follow import Manner, Trail, follow
from crawler.probe.verdict import judge
from crawler.soft404 import SHORT, says_error
from crawler.start import no_answer
from crawler.tuning import PATIENT
from portal.profile import Profile
from portal.target import TargetKind, Verdict

TIME_LIMIT = 15.0  # seconds; 国办秘函〔2019〕19号: 「超过（含）15秒网站仍打不开」, redirects included
_MAINTENANCE = re.compile(
    r"(?:系统|网站|平台|服务器?)\S{0,4}(?:维护|升级|割接)|(?:正在|停机|临时)(?:维护|升级)|暂停(?:访问|服务|运行)"
)


class Arrival(StrEnum):
    ARRIVED = "arrived"
    FAILED = "failed"
    CANNOT_TELL = "cannot-tell"  # turned away as a program, or our own network: a person may well get in


@dataclass(frozen=True, slots=True)
class Visit:
    """status 0: no HTTP answer · seconds: until the whole page was there, or the look was ended · error: Chinese."""

    arrival: Arrival
    status: int
    seconds: float
    error: str = ""


def visit_home(profile: Profile, *, limit: float = TIME_LIMIT) -> Visit:
    """GET the home page with every guard of a scan, redirects followed, within `limit` seconds. Never raises."""
    return asyncio.run(_visit(profile, limit))


async def _visit(profile: Profile, limit: float) -> Visit:
    asker = Asker(profile, Pace(PATIENT, lambda _: (1, 0.0)))
    started = time.monotonic()
    try:
        async with asyncio.timeout(limit):
            trail = await _ask(asker, profile)
    except TimeoutError:
        return Visit(Arrival.FAILED, 0, time.monotonic() - started, f"{limit:g} 秒内没有打开")
    finally:
        await asker.close()
    arrival, error = _judge(profile.home, trail)
    return Visit(arrival, trail.answer.status, time.monotonic() - started, error)


async def _ask(asker: Asker, profile: Profile) -> Trail:
    """As a program with its name; where a wall stands, once more as a browser asks."""
    keep = whole_page(profile.crawl.max_bytes)
    trail = Trail(Answer(profile.home))
    for manner in (Manner(cookies=True), Manner(browser=True, cookies=True)):
        trail = await follow(asker, "GET", profile.home, keep=keep, may=lambda _: True, manner=manner)
        if judge(profile.home, TargetKind.PAGE, trail.answer)[0] is not Verdict.BLOCKED:
            break
    return trail


def _judge(home: str, trail: Trail) -> tuple[Arrival, str]:
    answer = trail.answer
    verdict = judge(home, TargetKind.PAGE, answer)[0]
    if problem := no_answer(trail):
        unsure = verdict is not Verdict.BROKEN and not trail.fault
        return Arrival.CANNOT_TELL if unsure else Arrival.FAILED, problem
    if verdict is Verdict.BLOCKED:
        return Arrival.CANNOT_TELL, f"网站拒绝程序访问（状态码 {answer.status}），不计入"
    if answer.cut == FOREIGN:
        return Arrival.CANNOT_TELL, "首页的压缩方式本程序不能解压，不计入"
    if not answer.good:
        return Arrival.FAILED, f"首页返回错误（状态码 {answer.status}）"
    error = _unusable(answer)
    return Arrival.FAILED if error else Arrival.ARRIVED, error


def _unusable(answer: Answer) -> str:
    """Why a page that was answered with 200 is of no use; "" when it is."""
    if answer.cut in {"dropped", "total-timeout"}:
        return "首页没有传完"
    if not answer.body.strip():
        return "首页是空白的"
    if not is_html(answer):
        return f"首页不是网页（类型 {answer.content_type or '未知'}）"
    page = read_page(answer.url, answer.body, answer.header("content-type"), answer.status)
    if says_error(page):
        return "首页是出错页面"
    closed = len(page.text) <= SHORT and _MAINTENANCE.search(f"{page.title} {page.text}")
    return "首页是维护公告" if closed else ""
