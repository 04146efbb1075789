"""One signed POST: guarded against being led into private networks, no redirects followed, every failure in words."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from datetime import datetime

import aiohttp
import httpx

from crawler.guard import Guard
from crawler.wire import Unanswered, Wire
from portal import urls
from xunjian import __version__
from xunjian.hooks.payload import stamped
from xunjian.mail.failures import InDoubt, NotSent, ServerDown
from xunjian.store.models import Message, Office, Webhook

TIMEOUT = 10.0  # seconds, for the connection and for the answer
LATER = {408, 425, 429}  # statuses under 500 after which it may be tried again
_UNSENT = {"private", "dns", "dns-failure", "refused", "unreachable", "bad-url"}
_WHY = {
    "private": "地址在内网，没有推送；如确需推送，请在“设置”里写上它的网段",
    "dns": "域名解析不了",
    "dns-failure": "域名服务器没有答复",
    "refused": "对方拒绝连接",
    "unreachable": "网络不通",
    "timeout": "超时没有答复",
    "reset": "连接中断",
    "bad-url": "地址不对",
}


def signature(secret: str, body: bytes) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def send(message: Message, hook: Webhook, office: Office, at: datetime) -> None:
    """Returns when the receiver has answered 2xx. Raises NotSent (ServerDown among it) or InDoubt."""
    status = asyncio.run(_post(hook, stamped(message.body, at), at, guard_of(office)))
    if 200 <= status < 300:
        return
    if status >= 500:
        raise ServerDown(f"对方程序出错（状态码 {status}）")
    if 300 <= status < 400:
        raise NotSent(f"对方要求转到别的地址（状态码 {status}）；请把推送地址改成最终地址", final=True)
    raise NotSent(f"对方没有接受（状态码 {status}）", final=status not in LATER)


def guard_of(office: Office) -> Guard:
    return Guard(networks=office.hook_networks.split())


async def _post(hook: Webhook, body: bytes, at: datetime, guard: Guard) -> int:
    wire = Wire(guard, 1, TIMEOUT)
    try:
        async with asyncio.timeout(3 * TIMEOUT), httpx.AsyncClient(transport=wire, trust_env=False) as client:
            return (await client.send(_request(client, hook, body, at), stream=True)).status_code
    except TimeoutError as error:
        raise InDoubt(_WHY["timeout"]) from error
    except Unanswered as error:
        raise _failure(error) from error
    except (httpx.InvalidURL, UnicodeError) as error:
        raise NotSent(_WHY["bad-url"], final=True) from error


def _request(client: httpx.AsyncClient, hook: Webhook, body: bytes, at: datetime) -> httpx.Request:
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": f"xunjian/{__version__}",
        "X-Xunjian-Timestamp": str(int(at.timestamp())),
        "X-Xunjian-Signature": signature(hook.secret, body),
    }
    return client.build_request(
        "POST", hook.url, content=body, headers=headers, extensions={"verbatim": hook.url}
    )


def _failure(error: Unanswered) -> Exception:
    """Whether the body may have left us decides: what may have arrived is not sent again."""
    reason = error.reason
    if reason.startswith("tls:"):
        return ServerDown(
            "对方的证书不可信；内网自签的证书，请把根证书文件的路径写在环境变量 SSL_CERT_FILE 里"
        )
    why = _WHY.get(reason, reason)
    connecting = isinstance(error.__cause__, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError)
    if reason in {"private", "bad-url"}:
        return NotSent(why, final=True)
    return ServerDown(why) if reason in _UNSENT or connecting else InDoubt(why)


def problem(url: str, office: Office) -> str:
    """Why the address cannot be used, "" where it can as far as can be seen; names are resolved when something is sent."""
    if not url.startswith(("http://", "https://")) or not urls.host(url):
        return "地址应以 http:// 或 https:// 开头，并写全主机名"
    return _WHY["private"] if guard_of(office).refuses_literal(url) else ""
