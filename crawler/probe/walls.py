"""Walls in front of a site that let people in and programs not: no broken links, whatever their status."""

from __future__ import annotations

import re

from crawler.answer import Answer

BLOCKED = frozenset({401, 402, 403, 405, 407, 412, 418, 423, 429, 451, 521, 999})
SMALL = 20_000  # bytes; a wall is a small page, an article about walls is not
SMALL_200 = 12_000
_LINKS = 5  # a page that answers well with more of them is no wall
_CHALLENGE = re.compile(
    rb"acw_sc__v2|__jsl_clearance|__jsluid_|_0x[0-9a-f]{4,}.{0,400}document\[?.?cookie|\$_ts\s*[=.]", re.S
)
_NAMES = (
    ("加速乐/创宇盾", ("创宇盾", "知道创宇", "加速乐", "jiasule", "yunaq.com")),
    ("安全狗", ("网站安全狗", "safedog.cn", "waf.safedog")),
    ("云锁", ("yunsuo", "云锁")),
    ("360网站卫士", ("360网站卫士", "wangzhan.360.cn", "360wzws")),
    ("阿里云盾", ("errors.aliyun.com", "阿里云盾", "traceid:")),
    ("腾讯云WAF", ("waf.tencent", "tencent cloud waf", "腾讯云waf", "stgw")),
    ("Cloudflare", ("cf-chl-", "challenge-platform", "attention required! | cloudflare")),
    ("安全验证", ("请完成安全验证", "滑动验证", "人机验证", "请输入验证码以继续", "安全验证页面", "captcha-")),
    ("访问拦截", ("您的访问被拦截", "您的请求被拦截", "访问被阻断", "请求存在威胁", "可能的攻击行为",
               "您的请求带有不合法参数", "您所在的ip", "web应用防火墙", "web application firewall")),
)  # fmt: skip

_SCRIPTED = (b"acw_sc__v2", b"jsl", b"_0x", b"$_ts")
_BYTES = _SCRIPTED + tuple(
    dict.fromkeys(
        mark.encode(coding) for _, marks in _NAMES for mark in marks for coding in ("utf-8", "gb18030")
    )
)


def wall(answer: Answer) -> str:
    """Name of the wall an answer comes from, "" if it is none."""
    if answer.header("cf-mitigated"):
        return "Cloudflare"
    body = answer.body
    if not body or len(body) > (SMALL_200 if answer.good else SMALL):
        return ""
    if answer.good and (body.count(b"<a ") > _LINKS or not any(map(body.lower().__contains__, _BYTES))):
        return ""
    if answer.status == 202 and _CHALLENGE.search(body):
        return "动态防护"
    return _challenge(body, answer.good)


def _challenge(body: bytes, good: bool) -> str:
    """A page that is nothing but a challenge. A 200 must show no text of its own to be taken for one."""
    if _CHALLENGE.search(body) and _bare(body):
        return "脚本验证"
    text = _decode(body)
    if good and (len(_visible(text)) > 300 or text.lower().count("<a ") > _LINKS):
        return ""
    lowered = text.lower()
    return next((name for name, marks in _NAMES if any(mark in lowered for mark in marks)), "")


def _bare(body: bytes) -> bool:
    return len(_visible(_decode(body))) < 200


def _visible(text: str) -> str:
    text = re.sub(r"<(script|style|noscript)\b.*?(?:</\1>|$)", " ", text, flags=re.S | re.I)
    return re.sub(r"\s+|<[^>]*>", "", text)


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end >= len(body) - 4:  # cut in the middle of a character
            return body.decode("utf-8", "replace")
        return body.decode("gb18030", "replace")
