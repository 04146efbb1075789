"""The menu: each role sees what it may open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from xunjian.store.models import Role, User
from xunjian.web.access import EVERYONE, READERS


@dataclass(frozen=True, slots=True)
class Room:
    """One entry of the menu. name: of its URL, which also begins the names of the pages below it."""

    name: str
    label: str
    roles: tuple[Role, ...]

    @property
    def url(self) -> str:
        try:
            return reverse(self.name)
        except NoReverseMatch:  # not built yet
            return ""


OFFICE = (Role.OFFICE,)
ROOMS = (
    Room("today", "今日", EVERYONE),
    Room("sites", "网站", READERS),
    Room("columns", "栏目", READERS),
    Room("findings", "问题", READERS),
    Room("cases", "台账", EVERYONE),
    Room("scores", "评分表", READERS),
    Room("mock", "模拟检查", EVERYONE),
    Room("reports", "报告", EVERYONE),
    Room("mails", "邮件", OFFICE),
    Room("publication", "发布前审核", (Role.OFFICE, Role.UNIT, Role.LEADER)),
    Room("rules", "规则", EVERYONE),
    Room("schedule", "日程", (Role.OFFICE, Role.LEADER)),
    Room("accounts", "账号", OFFICE),
    Room("settings", "设置", OFFICE),
    Room("log", "操作记录", OFFICE),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`rooms` of the menu for every page, and in which of them it lies: the first part of its address."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {}
    rooms = [room for room in ROOMS if user.role in room.roles and room.url]
    first = request.path.strip("/").split("/")[0].replace("evidence", "cases")  # proof of a case
    return {"rooms": rooms, "room": next((r for r in rooms if r.url.strip("/") == first), None)}
