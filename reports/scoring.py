"""The score sheet in words, for every file and page that shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checks.scheme import Part
from checks.sheet import Line, State
from reports.wording import UNVERIFIED

STATE: Mapping[State, str] = {
    State.TRIPPED: "触发否决",
    State.FOUND: "有问题",
    State.DOUBTFUL: "待核",
    State.CLEAR: "未发现",
    State.OPEN: "未检查",
}
TONE: Mapping[State, str] = {
    State.TRIPPED: "bad",
    State.FOUND: "soon",
    State.DOUBTFUL: "unsure",
    State.CLEAR: "good",
    State.OPEN: "",
}
PART: Mapping[Part, str] = {
    Part.VETO: "单项否决指标",
    Part.POINTS: "扣分指标",
    Part.MEDIA: "政务新媒体单项否决指标",
    Part.OTHER: "评分表以外的检查",
}
NO_POINTS = "本表不计总分：指标原文的分值没有核对过。请照本单位手里的原文在配置 [scheme.items] 中填写分值，填全后显示模拟得分。"
REFERENCE = "参考分·权重未核验"


def state(line: Line) -> str:
    """A veto row that is not tripped may still count findings: it is 未触发, not 未发现."""
    return "未触发" if line.state is State.CLEAR and line.limit else STATE[line.state]


@dataclass(frozen=True, slots=True)
class Total:
    """Points left of those there are; `open_rows` were not checked and lose nothing here."""

    left: float
    full: float
    open_rows: int

    @property
    def told(self) -> str:
        unread = f"；其中 {self.open_rows} 项未检查，按未扣分计" if self.open_rows else ""
        return f"模拟得分 {self.left:g} / {self.full:g}（扣分指标，分值由本单位填写{unread}）"


def total(sheet: Sequence[Line]) -> Total | None:
    """None unless the office entered or verified the points of every row that can lose some."""
    rows = [line for line in sheet if line.part is Part.POINTS]
    if not rows or not all(line.points_verified and line.points is not None for line in rows):
        return None
    full = sum(line.points or 0 for line in rows)
    lost = sum(line.lost or 0 for line in rows)
    return Total(full - lost, full, sum(line.state is State.OPEN for line in rows))


def score_note(sheet: Sequence[Line]) -> str:
    found = total(sheet)
    return found.told if found else NO_POINTS


def counts(line: Line) -> str:
    """ "6 / 5": findings and the limit; "—" where nothing was looked at."""
    if line.state is State.OPEN and not line.count:
        return "—"
    return f"{line.count} / {line.limit}" if line.limit > 1 else str(line.count)


def points(line: Line) -> str:
    """What the row loses, "" where nobody entered points."""
    if line.lost is None:
        return ""
    return f"-{line.lost:g}" + ("" if line.points_verified else f"（{REFERENCE}）")


def wording(line: Line) -> str:
    """The regime's own words, marked where nobody compared them."""
    return line.quote + ("" if line.verified or not line.quote else UNVERIFIED)
