"""Error pages that answer 200: found by asking for what cannot exist, and by pages that say so themselves."""

from __future__ import annotations

import re

from portal.page import Page, Zone
from portal.target import Baseline

_BY = r"(?:被(?:系统)?(?:管理员|作者|发布者)?)?"
_ERROR = (
    r"(?:http\s*)?(?:status|错误|error)?\s*(?:404|410)(?:\s*[-–—:：]?\s*(?:错误|error|页面?|not\s*found))?"
    r"|(?:404\s*[-:：,，]?\s*)?(?:sorry|oops)?[,，!！.…\s]*(?:the\s+)?(?:file\s+or\s+directory\s+|page\s+|file\s+)?not\s+found"
    r"|(?:404\s*[-:：,，]?\s*)?(?:对不起|很抱歉|抱歉|非常抱歉|sorry|糟糕|哎呀|温馨提示)?[，,！!。\s]*"
    r"(?:您?(?:要|所|正在)?(?:访问|查看|请求|浏览|打开|查找|搜索|下载|查阅|阅读)的?)?(?:该|此|这个?)?"
    r"(?:网页|页面|文章|信息|内容|文件|文档|新闻|数据|专题|栏目|资源|地址|链接|网址|稿件|记录)"
    r"(?:已经?|可能|暂时|暂)*(?:不存在|找不到|未找到|没有找到|无法找到|不见了|丢失了?|走丢了"
    rf"|{_BY}(?:删除|移除|撤稿|下架)|失效|过期|下线|撤稿)"
    rf"(?:了|[，,]?或(?:者)?(?:已经?)?{_BY}(?:删除|移除|更名|不存在|转移|移动|失效|过期|下线))*"
    r"|(?:文档|文章|信息|新闻|页面)?\s*(?:[Ii][Dd]|参数)(?:错误|不正确|有误|无效|不存在)"
    r"|(?:找不到|未找到|没有找到|无法找到)(?:该|此|您?(?:要|所)?(?:访问|查看|请求)的)?(?:网页|页面|文章|信息|内容|文件|资源|地址)"
)
_CRASH = re.compile(  # what a server says of a program that broke down
    r"“/[^”]{0,40}”应用程序中的服务器错误|Server Error in '/[^']{0,40}' Application|^\W*(?:运行时错误|Runtime Error)\W*$"
    r"|^(?:Parse|Fatal) error:|Microsoft OLE DB Provider for|ADODB\.\w+ 错误|^HTTP Status [45]\d\d\b|java\.\w+\.\w*Exception"
    r"|You have an error in your SQL syntax|^Warning: mysqli?_|Whitelabel Error Page",
    re.M,
)
_ALERT = re.compile(r"\balert\(\s*([\"'])(.{2,60}?)\1\s*\)")
_REFUSAL = re.compile(r"(?:参数|[Ii][Dd]|编号)(?:错误|不正确|有误|无效|非法)|非法(?:参数|访问|请求|操作)")
_THANKS = r"(?:[，,](?:感谢|谢谢|请|给您|如有|敬请).{0,40})?"
_WHOLE = re.compile(rf"^\W*(?:{_ERROR}){_THANKS}\W*$", re.I)
_START = re.compile(rf"^\W*(?:{_ERROR})(?:\W|$)", re.I)
_ANYWHERE = re.compile(rf"(?:{_ERROR})", re.I)
_SUFFIX = re.compile(r"\s*[-_|—–·>»]+\s*.*$")
CRASHED = 4000  # characters of a page with the trace of a program
ALERTING = 4000  # bytes of a page that only opens a message box
SHORT = 220  # characters of main text an error page may have
_UNFILLED = re.compile(r"\{\{|\$\{|加载中|[Ll]oading")
_SPACE = re.compile(r"\s+")
_VOLATILE = re.compile(r"https?://\S+|\d+|/[\w./-]+")


def says_error(page: Page) -> bool:
    """Whether a page is plainly an error page by its own words. Anything longer, dated or with a list is not."""
    if page.published.how in {"label", "near"} or len(page.entries) > 2:
        return False
    everything = page.text
    if len(everything) <= CRASHED and _CRASH.search(everything):
        return True
    text = page.main_text
    if not text.strip() and not page.entries:
        text = _only_line(page)
    if len(text) > SHORT:
        return False
    titled = bool(_WHOLE.match(_SUFFIX.sub("", page.title)))
    lines = [block for line in text.splitlines() for block in re.split(r"[。！!]", line) if block.strip()]
    stated = any(_WHOLE.match(line) for line in lines if line.strip() != page.title.strip())
    return (titled and (stated or not lines or len(text) < 120)) or (stated and _mostly_error(lines))


def alerts_error(page: Page, html: bytes) -> bool:
    """Whether a page shows nothing but a message box that says there is nothing to see."""
    if len(html) > ALERTING or page.text.strip():
        return False
    told = [match[2] for match in _ALERT.finditer(html.decode(page.encoding.used, "replace"))]
    return any(_ANYWHERE.search(message) or _REFUSAL.search(message) for message in told)


def _only_line(page: Page) -> str:
    """The error sentence of a page that is template else: too short to be told from navigation by its place."""
    said = [block.text for block in page.blocks if block.zone is Zone.NAV and _WHOLE.match(block.text)]
    return said[0] if len(said) == 1 and not _is_scripted(page) else ""


def _is_scripted(page: Page) -> bool:
    """Whether a script fills the page: what it holds for the case of an error is not what a reader sees."""
    return any(_UNFILLED.search(block.text) for block in page.blocks)


def _mostly_error(lines: list[str]) -> bool:
    """Whether the error sentence opens the text: what follows is 返回首页 and the like."""
    return any(_START.match(line) for line in lines[:3]) and len(lines) <= 8


class Yardstick:
    """What one host says about addresses that cannot exist, answered with 200."""

    def __init__(self, baseline: Baseline) -> None:
        lines = [*baseline.text.splitlines(), baseline.title]
        self._lines = {_masked(line) for line in lines}
        self.usable = bool(_START.match(baseline.title)) or any(map(_ANYWHERE.search, self._lines))

    def measures(self, page: Page) -> bool:
        """Whether a page says nothing the error page does not say."""
        said = {_masked(line) for block in page.blocks for line in block.text.splitlines()} | {
            _masked(page.title)
        }
        said.discard("")
        own = said - self._lines
        return bool(said) and sum(map(len, own)) <= 4


def _masked(line: str) -> str:
    """A line without what changes from answer to answer: addresses, numbers, white space."""
    return _SPACE.sub("", _VOLATILE.sub("", line))
