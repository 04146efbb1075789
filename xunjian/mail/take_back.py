"""A unit's filled-in workbook moves its cases: 整改中 starts, 已整改 claims, 说明 is kept with the case.

Reading the same workbook again changes nothing: a row that says what the case already says is left alone, and a row
older than a recheck or ruling of its case is explained and not followed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import QuerySet

from portal.errors import XunjianError
from reports.workbook import ReturnedRow, read_returned
from reports.workbook.unit import CANNOT, MENDED, MENDING, REMARK_MAX, STATUSES, TODO
from xunjian.ledger import acts
from xunjian.mail.lines import AFRESH, CANNOT_MARK, events_since, last_said
from xunjian.store.models import Case, EventKind, State, User

OVERTAKING = AFRESH | {EventKind.RECHECKED, EventKind.DISMISSED, EventKind.WAIVED, EventKind.CLOSED}
STRANGER = (
    "编号、指纹与网站对不上，或者不是本单位的问题；请用最近一次收到的《整改台账》填写，不要改动锁定的列"
)


@dataclass(frozen=True, slots=True)
class Refused:
    """at: row number in the sheet."""

    at: int
    why: str

    def __str__(self) -> str:
        return f"第 {self.at} 行：{self.why}"


class Effect(StrEnum):
    STARTED = "started"
    CLAIMED = "claimed"
    REMARKED = "remarked"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Returned:
    """What a workbook did, row by row."""

    done: tuple[tuple[Effect, Case], ...]
    refused: tuple[Refused, ...]

    def of(self, effect: Effect) -> tuple[Case, ...]:
        return tuple(case for what, case in self.done if what is effect)

    @property
    def claimed(self) -> tuple[Case, ...]:
        """Said to be mended: to be looked at again, which the caller queues."""
        return self.of(Effect.CLAIMED)

    def summary(self) -> str:
        counts = Counter(effect for effect, _ in self.done)
        return (
            f"报告已改 {counts[Effect.CLAIMED]} 个，开始整改 {counts[Effect.STARTED]} 个，"
            f"记下说明 {counts[Effect.REMARKED]} 个，没有变化 {counts[Effect.UNCHANGED]} 个，"
            f"没有登记 {len(self.refused)} 行。"
        )


def take_back(content: bytes, cases: QuerySet[Case], at: datetime, actor: User | None = None) -> Returned:
    """Follows a workbook row by row. `cases`: those its sender may touch. Raises WorkbookError where it is none of
    ours; a single row that is wrong is refused with the reason and stops no other.
    """
    seen: dict[int, int] = {}
    done, refused = [], []
    for row in read_returned(content):
        try:
            if row.number and (first := seen.setdefault(row.number, row.at)) != row.at:
                raise XunjianError(f"编号 {row.number} 与第 {first} 行重复")
            with transaction.atomic():
                done.append(_follow(row, cases, at, actor))
        except XunjianError as error:
            refused.append(Refused(row.at, str(error)))
    return Returned(tuple(done), tuple(refused))


def _follow(row: ReturnedRow, cases: QuerySet[Case], at: datetime, actor: User | None) -> tuple[Effect, Case]:
    case = cases.filter(pk=row.number).select_related("site", "finding").first()
    if case is None or (case.fingerprint, case.site.home) != (row.fingerprint, row.home):
        raise XunjianError(STRANGER)
    said = last_said(case)
    status = row.status or TODO
    if not case.is_open or (status, row.remark) == (said.status, said.remark):
        return Effect.UNCHANGED, case
    _check(row, case, status)
    if status == MENDED and case.state != State.CLAIMED:
        acts.claim(case, actor, at, row.remark)
        return Effect.CLAIMED, case
    if status == MENDING and case.state != State.MENDING:
        acts.start(case, actor, at, row.remark)
        return Effect.STARTED, case
    if row.remark and (row.remark != said.remark or status == CANNOT):
        acts.remark(case, actor, at, (CANNOT_MARK if status == CANNOT else "") + row.remark)
        return Effect.REMARKED, case
    return Effect.UNCHANGED, case


def _check(row: ReturnedRow, case: Case, status: str) -> None:
    if status not in STATUSES:
        raise XunjianError(f"“整改情况”填的是“{status[:20]}”；请从 {'、'.join(STATUSES)} 中选择")
    if len(row.remark) > REMARK_MAX:
        raise XunjianError(f"“说明”有 {len(row.remark)} 字，请写在 {REMARK_MAX} 字以内")
    if status == CANNOT and not row.remark:
        raise XunjianError("选了“无法整改·说明”，但“说明”是空的；请写明理由")
    if any(event.kind in OVERTAKING for event in events_since(case, row.revision)):
        label = State(case.state).label
        raise XunjianError(
            f"这是旧表：发出以后该问题已经复查或另有处理，现在是“{label}”；请用最近一次收到的《整改台账》"
        )
