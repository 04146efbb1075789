"""One message to a group robot, through Apprise: an extra, loaded only when it is used.

Only the robots named here: Apprise knows a hundred more ways, some of which run commands or write files.
"""

from __future__ import annotations

import ipaddress
import socket
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from crawler.guard import Guard
from xunjian.hooks.signed import guard_of
from xunjian.mail.failures import InDoubt, NotSent
from xunjian.store.models import Message, Office, Webhook

VERSION = "2.3.0"  # of the extra `apprise` in pyproject.toml
INSTALL = f"群消息需要另装 apprise：在程序文件夹里运行 .venv/bin/python -m pip install apprise=={VERSION}，再重新启动程序"
ROBOTS = {"wecombot": "企业微信", "dingtalk": "钉钉", "feishu": "飞书", "lark": "Lark"}
GENERIC = {"json": 80, "jsons": 443}  # to an address of one's own; default ports
_IN_DOUBT = ("Read timed out", "Connection aborted")  # as requests words what came after the body was sent


def is_installed() -> bool:
    return find_spec("apprise") is not None


def problem(url: str) -> str:
    """Why the address is of no use, "" where it is."""
    if url.partition("://")[0].lower() not in ROBOTS | GENERIC:
        known = "、".join(f"{scheme}://（{name}）" for scheme, name in ROBOTS.items())
        return f"地址应以这些开头：{known}，或 json://、jsons://"
    if not is_installed():
        return INSTALL
    return "" if _robot(url) else "地址看不懂；请按说明核对令牌是否完整"


def send(message: Message, hook: Webhook, office: Office) -> None:
    """Returns when the robot has taken it. Raises NotSent or InDoubt."""
    if reason := problem(hook.url):
        raise NotSent(reason, final=is_installed())
    robot = _robot(hook.url)
    if hook.url.partition("://")[0].lower() in GENERIC:
        _check_address(robot, guard_of(office))
    apprise = import_module("apprise")
    with apprise.LogCapture(level=apprise.logging.DEBUG) as log:
        taken = robot.notify(title=message.subject, body=message.body)
        said = log.getvalue()
    if taken:
        return
    if any(words in said for words in _IN_DOUBT):
        raise InDoubt("没有等到答复")
    raise NotSent("群机器人没有接受；请核对地址里的令牌，并看机器人是否被停用、是否设了关键词或来源限制")


def _robot(url: str) -> Any:  # noqa: ANN401 - Apprise is not there when types are checked
    """The plugin of Apprise; None where it cannot read the address."""
    apprise = import_module("apprise")
    made = apprise.Apprise.instantiate(url, asset=apprise.AppriseAsset(http_redirects=False))
    if made:
        made.redirects = False  # whatever the address says
    return made


def _check_address(robot: Any, guard: Guard) -> None:  # noqa: ANN401
    host, port = str(robot.host), int(robot.port or (443 if robot.secure else 80))
    try:
        found = {str(answer[4][0]).partition("%")[0] for answer in socket.getaddrinfo(host, port)}
    except OSError as error:
        raise NotSent("域名解析不了") from error
    if not all(guard.allows(ipaddress.ip_address(address), host, port) for address in found):
        raise NotSent("地址在内网，没有推送；如确需推送，请在“设置”里写上它的网段", final=True)
