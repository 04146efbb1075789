"""An event as a message in a group: short, and no more than ten lines of cases."""

from __future__ import annotations

from collections.abc import Iterator

from reports.wording import flat
from xunjian.hooks.payload import CaseFact, Payload

LISTED = 10


def title(payload: Payload) -> str:
    count = f"（{len(payload.cases)} 个）" if payload.cases else ""
    site = f"：{payload.site.name}" if payload.site else ""
    return flat(f"【巡检】{payload.event.label}{count}{site}", 100)


def words(payload: Payload) -> str:
    return "\n".join(_lines(payload))


def _lines(payload: Payload) -> Iterator[str]:
    if payload.night:
        yield f"{payload.night:%Y-%m-%d} 夜间巡查{payload.reason}"
    if payload.scan:
        yield payload.scan.error or f"第 {payload.scan.id} 号检查，看了 {payload.scan.pages} 个网页。"
    for case in payload.cases[:LISTED]:
        yield _line(case)
    if left := len(payload.cases[LISTED:]):
        yield f"另有 {left} 个，见台账。"
    if not (payload.night or payload.scan or payload.cases):
        yield "收到这条消息，说明推送设置正确。"


def _line(case: CaseFact) -> str:
    told = [f"编号 {case.id}", case.unit or "未分派", *([f"期限 {case.due}"] if case.due else [])]
    doubt = "" if case.confirmed else "疑似，"
    return f"· {doubt}{flat(case.message, 80)}（{'，'.join(told)}）"
