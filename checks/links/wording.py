"""What happens when a link is clicked, and what to do about it, in a clerk's words."""

from __future__ import annotations

import re

from portal.target import UNREADABLE, Probe, Target, TargetKind

_STATUS = {
    400: "网站不接受这个请求",
    401: "要求登录",
    403: "拒绝访问",
    404: "页面不存在",
    405: "不接受这种访问方式",
    410: "页面已被删除",
    412: "被网站防护拦截",
    429: "访问过于频繁被限制",
    451: "依法不提供",
    500: "网站程序出错",
    502: "网关错误",
    503: "服务暂不可用",
    504: "网关超时",
    999: "拒绝程序访问",
}
_REASON = {
    "dns": "域名无法解析（域名已失效或写错）",
    "dns-failure": "域名解析服务没有应答",
    "refused": "连接被拒绝",
    "reset": "连接被中断",
    "malformed": "应答不合 HTTP 规范，浏览器或许能打开",
    "unreachable": "网络不通",
    "redirect-loop": "来回跳转，永远打不开",
    "too-many-redirects": "跳转次数过多，打不开",
    "bad-redirect": "跳转到无效的网址",
    "bad-url": "网址格式不正确",
    "empty": "文件是空的（0 字节）",
    "html-instead-of-file": "打开的是网页而不是文件",
    "truncated": "文件不完整（只有前一部分），打不开",
    "damaged": "文件已损坏，打不开",
    "other-kind": "文件内容与扩展名不符，打不开",
    "offline": "外站域名全部无法解析，可能是本机无法访问外网",
    UNREADABLE: "程序未能读懂它的内容",
    "own-words": "页面自己写明内容不存在",
    "same-as-error-page": "打开的是网站的出错页面",
    "redirect-to-error-page": "跳转到了出错页面",
    "private": "域名在本机解析到内网地址，本程序未获准访问",
}
_CERTIFICATE = {
    "expired": "证书已过期",
    "not-yet-valid": "证书尚未生效",
    "self-signed": "证书是自签的，不受信任",
    "incomplete-chain": "证书链不完整",
    "hostname": "证书与域名不符",
    "untrusted": "证书不受信任",
    "handshake": "安全连接协商失败",
}
_HEADLESS = re.compile(
    r"/(?:https?(?:(?::|%EF%BC%9A)//?|//)|www\.)[\w-]+\.[\w.-]*\w", re.I
)  # http//www.x.gov.cn, www.x.gov.cn
_SERVER = {"timeout", "refused", "reset", "unreachable"}
_MISSING = {
    TargetKind.PAGE: "请核对网址：内容移走的改为新网址，内容已删除的撤下链接",
    TargetKind.ATTACHMENT: "请重新上传附件并改正链接；不再提供的，撤下链接",
    TargetKind.RESOURCE: "请补传文件，或在页面、模板中改正或删去引用",
}
UNUSABLE = frozenset(
    {"empty", "html-instead-of-file", "truncated", "damaged", "other-kind"}
)  # answered, but no file
_FILES = {TargetKind.ATTACHMENT, TargetKind.RESOURCE}


def happens(target: Target, probe: Probe, timeout: float) -> str:
    """What a visitor meets, such as "404 页面不存在"; `timeout` in seconds."""
    reason = probe.reason
    if reason == "timeout":
        return f"{timeout:g} 秒无响应"
    if reason.startswith("tls:"):
        return certificate(reason)
    if reason.startswith("wall:"):
        return f"被网站防护（{reason.removeprefix('wall:')}）拦截"
    if reason == "empty" and target.kind is TargetKind.PAGE:
        return "打开是一片空白（0 字节）"
    if reason:
        return _REASON.get(reason, reason)
    return status_words(probe.status, target.kind)


def status_words(status: int, kind: TargetKind) -> str:
    if not status:
        return "没有应答"
    words = _STATUS.get(status) or ("服务器出错" if status >= 500 else "打不开")
    if kind in _FILES:
        words = words.replace("页面", "文件")
    return f"{status} {words}"


def certificate(reason: str) -> str:
    return _CERTIFICATE.get(reason.removeprefix("tls:"), "证书有问题")


def remedy(target: Target, probe: Probe) -> str:
    """What to do about a dead address."""
    if probe.reason == "dns":
        return "请核对域名；对方网站已停用的，撤下链接或改为现在的网址（失效域名可能被他人抢注）"
    if target.kind is TargetKind.EXTERNAL:
        return "请用浏览器核对；确实打不开的，撤下链接或改为对方现在的网址"
    if probe.status >= 500 or probe.reason in _SERVER:
        return "请网站技术人员检查该地址对应的程序和服务器，恢复后复查"
    if "redirect" in probe.reason:
        return "请网站技术人员检查跳转设置，或把链接改为最终网址"
    if _HEADLESS.search(target.url, 8):
        return "链接开头写错，浏览器把它当成了本站的路径；请写成完整的网址，形如 http://www.example.gov.cn/"
    return _MISSING[target.kind]
