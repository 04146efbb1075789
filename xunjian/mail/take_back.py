"""A unit's filled-in workbook moves its cases: 整改中 starts, 已整改 claims, 说明 is kept with the case.

Reading the same workbook again changes nothing: a row that says what the case already says is left alone, and a row
older than a recheck or ruling of its case is explained and not followed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

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


@dataclass(slots=True)
class Returned:
    """What a workbook did. claimed: to be looked at again (the caller queues it)."""

    started: list[Case] = field(default_factory=list)
    claimed: list[Case] = field(default_factory=list)
    remarked: list[Case] = field(default_factory=list)
    unchanged: int = 0
    refused: list[Refused] = field(default_factory=list)

    @property
    def changed(self) -> int:
        return len(self.started) + len(self.claimed) + len(self.remarked)

    def summary(self) -> str:
        told = f"报告已改 {len(self.claimed)} 个，开始整改 {len(self.started)} 个，记下说明 {len(self.remarked)} 个"
        return f"{told}，没有变化 {self.unchanged} 个，没有登记 {len(self.refused)} 行。"


def take_back(content: bytes, cases: QuerySet[Case], at: datetime, actor: User | None = None) -> Returned:
    """Follows a workbook row by row. `cases`: those its sender may touch. Raises WorkbookError where it is none of
    ours; a single row that is wrong is refused with the reason and stops no other.
    """
    return follow(read_returned(content), cases, at, actor)


def follow(rows: Iterable[ReturnedRow], cases: QuerySet[Case], at: datetime, actor: User | None) -> Returned:
    returned, seen = Returned(), dict[int, int]()
    for row in rows:
        if row.number in seen:
            returned.refused.append(Refused(row.at, f"编号 {row.number} 与第 {seen[row.number]} 行重复"))
            continue
        if row.number:
            seen[row.number] = row.at
        try:
            with transaction.atomic():
                _follow(row, cases, at, actor, returned)
        except XunjianError as error:
            returned.refused.append(Refused(row.at, str(error)))
    return returned


def _follow(
    row: ReturnedRow, cases: QuerySet[Case], at: datetime, actor: User | None, returned: Returned
) -> None:
    case = cases.filter(pk=row.number).select_related("site", "finding").first()
    if case is None or (case.fingerprint, case.site.home) != (row.fingerprint, row.home):
        raise XunjianError(STRANGER)
    said = last_said(case)
    status = row.status or TODO
    if not case.is_open or (status, row.remark) == (said.status, said.remark):
        returned.unchanged += 1
        return
    _check(row, case, status)
    if status == MENDED and case.state != State.CLAIMED:
        acts.claim(case, actor, at, row.remark)
        returned.claimed.append(case)
    elif status == MENDING and case.state != State.MENDING:
        acts.start(case, actor, at, row.remark)
        returned.started.append(case)
    elif row.remark and (row.remark != said.remark or status == CANNOT):
        acts.remark(case, actor, at, (CANNOT_MARK if status == CANNOT else "") + row.remark)
        returned.remarked.append(case)
    else:
        returned.unchanged += 1


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
