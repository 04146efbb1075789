"""Can the site be reached at all? Asked before anything is written."""

from __future__ import annotations

from crawler.answer import Answer
from crawler.ask import Asker, whole_page
from crawler.body import FOREIGN
from crawler.intake import is_html
from crawler.probe.follow import Manner, Trail, follow
from crawler.probe.walls import BLOCKED, wall
from portal.errors import StartError

_REASONS = {
    "dns": "域名不存在，无法解析；请检查网址是否写错",
    "dns-failure": "域名解析失败；请检查本机的网络和 DNS 设置",
    "refused": "连接被拒绝，该地址上没有网站服务；请检查端口或确认服务已启动",
    "timeout": "连接超时，没有应答；请检查网络，或稍后再试",
    "unreachable": "网络不通；请检查本机网络",
    "reset": "连接被中断，没有收到完整应答；请稍后再试",
    "malformed": "应答不合 HTTP 规范；请检查端口，或请网站技术人员检查服务器",
    "tls:handshake": "安全连接（TLS）握手失败；可改用 http:// 地址再试",
    "private": "网址转到了内网地址，未在配置 crawl.allow_private 中放行",
    "bad-url": "网址不合规范；请检查是否写错",
}


async def reach(asker: Asker, url: str, max_bytes: int) -> str:
    """Address of the home page after redirects. Raises StartError, one line that says what to do."""
    keep = whole_page(max_bytes)
    trail = Trail(Answer(url))
    for manner in (Manner(cookies=True), Manner(browser=True, cookies=True)):
        trail = await follow(asker, "GET", url, keep=keep, may=lambda _: True, manner=manner)
        if trail.answer.good and not wall(trail.answer) and not trail.fault:
            break
    if problem := _problem(trail):
        raise StartError(f"打不开 {url}：{problem}")
    return trail.answer.url


def no_answer(trail: Trail) -> str:
    """Why nothing answered, and what to do; "" when something did."""
    if trail.fault:
        return "网址反复跳转，无法到达页面"
    reason = trail.answer.reason
    return _REASONS.get(reason, f"没有应答（{reason}）") if not trail.answer.status else ""


def _problem(trail: Trail) -> str:
    answer = trail.answer
    if problem := no_answer(trail):
        return problem
    if wall(answer) or answer.status in BLOCKED:
        return f"网站拒绝程序访问（状态码 {answer.status}，疑似防护墙）；请联系网站管理单位将本机加入白名单"
    if not answer.good:
        return f"首页返回错误（状态码 {answer.status}）；请检查网址，或确认网站运行正常"
    if answer.cut == FOREIGN:
        return f"首页用 {answer.header('content-encoding')} 压缩，本程序没有要求也不能解压；请网站技术人员检查服务器"
    return "" if is_html(answer) else f"首页不是网页（类型 {answer.content_type or '未知'}）；请检查网址"
