"""Surveys and calls for opinions: when they end, and where their results stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from portal.page import Block, Page, Zone

_CALL = re.compile(
    r"征求.{0,40}意见|意见.{0,6}征集|征集.{0,30}(?:意见|建议|民意)|(?:网上|民意|满意度|问卷|在线)调查|调查问卷|公开征求|实事.{0,8}征集|征集.{0,20}实事"
)
_RESULT = re.compile(
    r"结果|反馈|采纳|情况(?:的)?(?:说明|公示|通报|公告|汇总|报告)|(?:意见|建议)情况|汇总|总结|综述|答复|评选"
)
_SAYS_RESULT = re.compile(
    r"结果反馈|反馈结果|征集结果|调查结果|结果公示|结果公布|采纳情况|采纳结果|意见反馈情况|反馈情况|征求意见情况|结果统计|意见汇总"
)
_OF_SURVEY = re.compile(r"征求|征集|调查|问卷|意见|结果反馈|反馈结果|采纳")
_ADDRESSED = re.compile(
    r"^(?:各[^。]{1,60}|[^。]{2,60}(?:局|委|办|单位|部门|政府|学校|公司))\s*[:：](?:$|请|现)"
)
_PUBLIC = re.compile(r"公开征|社会各界|社会公众|公众|广大|市民|居民|群众|网民|向社会")
_ASKS = re.compile(r"意见|建议|征求|征集|参与")
_REPORT = re.compile(
    r"(?!关于)[^《》，。：:“”]{2,16}?(?:就|发布|印发|起草)"
)  # 国家某部就…公开征求意见: news of another's call
_TAB = "意见反馈"  # a tab that may hold the result: nobody can tell what a click shows
_NOTHING = re.compile(r"暂无|尚未|还没有|待公布|正在整理|将[于在会]|另行")
_SHORT = 24  # characters of a heading or link that announces a result
_DAY = r"(?P<{0}y>20\d\d)\s?[-/.年]\s?(?P<{0}m>\d{{1,2}})\s?[-/.月]\s?(?P<{0}d>\d{{1,2}})\s?日?"
_LAST = rf"(?:{_DAY.format('b')}|(?P<m>\d{{1,2}})\s?月\s?(?P<d>\d{{1,2}})\s?日|(?P<only>\d{{1,2}})\s?日)"
_HOUR = r"[\s\d:：时分点上下午（）()起开始周星期一二三四五六日]{0,16}"
_RANGE = re.compile(rf"{_DAY.format('a')}{_HOUR}?(?:至|到|[-—－–~～]+)\s*{_LAST}")
_LABEL = re.compile(
    r"(?:征集|征求意见|征求|调查|活动|公示|反馈|起止|意见|参与|问卷)(?:的)?(?:起止)?(?:时间|期限|日期|期间|时限)\s*(?:为|是)?\s*[:：]?\s*(?:自|从)?\s*$"
)
_UNTIL = re.compile(
    rf"(?:截止|截至|结束)\s*(?:日期|时间|期限)?\s*(?:为|是|到|至|于|[:：])*\s*{_DAY.format('a')}|"
    rf"(?:至|到)\s*{_DAY.format('b')}\s*(?:\d{{1,2}}[:：时]\d{{0,2}}分?)?\s*(?:止|截止|结束|前)|"
    rf"[于在]\s*{_DAY.format('c')}\s*(?:\d{{1,2}}[:：时]\d{{0,2}}分?)?\s*(?:（[^）]{{0,8}}）)?\s*[之以]?前|"
    rf"{_DAY.format('e')}\s*(?:（[^）]{{0,8}}）)?\s*[之以]?前[^。]{{0,30}}(?:反馈|提出|发送|寄|意见)"
)
_YEARLESS = re.compile(
    r"(?:至|到|[于在])\s*(\d{1,2})\s?月\s?(\d{1,2})\s?日\s*(?:\d{1,2}[:：时]\d{0,2}分?)?\s*(?:止|截止|结束|[之以]?前)"
)
_SPAN = re.compile(r"(?:为期|期限为?|公示期为?|时间为?)\s*[:：]?\s*(\d{1,3})\s*(?:天|日|个自然日)")
_STOCK = re.compile(
    r"关于|公开|再次|征求|征集|意见|建议|公告|通知|公示|启事|结果|反馈|采纳|情况|向社会|社会公众|社会各界|社会|公众|征求意见稿|草案|送审稿|修订|"
    r"调查|问卷|网上|说明|汇总|通报|的|对|向|及|和|稿|我区|我县|我市|[《》“”\"（）()【】\[\]、,，。:：\s—-]"
)
_SAME = 6  # characters of a topic that make two titles speak of the same


@dataclass(frozen=True, slots=True)
class Survey:
    """end: its last day · sure: the page says so in as many words · answered: the page itself shows a result."""

    url: str
    title: str
    end: date
    sure: bool
    answered: bool


def survey_on(page: Page) -> Survey | None:
    """The survey a page announces; None where it is none, or where no end can be read."""
    title = title_on(page)
    if not _CALL.search(title) or _RESULT.search(title):
        return None
    blocks = [block for block in page.blocks if block.zone is not Zone.FOOTER]
    text = " ".join(block.text for block in blocks)
    if any(_ADDRESSED.search(block.text) for block in blocks) and not _is_public(title, blocks):
        return None  # asked of other offices
    found = next(_ends(text, page.published.date), None)
    if found is None:
        return None
    told = any(block.text.strip() == _TAB for block in blocks) or _REPORT.match(title) is not None
    sure = found[1] and not told
    return Survey(page.url, title, found[0], sure, _shows_result(page, blocks))


def _is_public(title: str, blocks: list[Block]) -> bool:
    """Whether the title, or a paragraph that asks, speaks of the public."""
    asking = (block.text for block in blocks if _ASKS.search(block.text))
    return any(map(_PUBLIC.search, (title, *asking)))


def topic_of_result(title: str) -> str:
    """What a title announces the result of; "" where it announces none."""
    spoken = _RESULT.search(title) and _OF_SURVEY.search(title)
    return topic_of(title) if spoken else ""


def topic_of(title: str) -> str:
    return _STOCK.sub("", title)


def is_answered(survey: Survey, topics: Iterable[str]) -> bool:
    """Whether the page shows its result, or a result somewhere else speaks of the same."""
    own = topic_of(survey.title)
    for other in topics:
        shorter, longer = sorted((own, other), key=len)
        if (own and own == other) or (len(shorter) >= _SAME and shorter in longer):
            return True
    return survey.answered


def title_on(page: Page) -> str:
    heads = (block.text for block in page.blocks if block.zone is Zone.TITLE)
    return next(heads, "") or page.meta.get("articletitle", "") or page.title


def _ends(text: str, published: date | None) -> Iterator[tuple[date, bool]]:
    """Days on which it may end, the surest first."""
    ranges = [(match, _end_of(match)) for match in _RANGE.finditer(text)]
    for match, end in ranges:
        if end and _LABEL.search(text[max(0, match.start() - 24) : match.start()]):
            yield end, True
    for match in _UNTIL.finditer(text):
        for group in "abce":
            if match[f"{group}y"] and (end := _day(*(match[group + part] for part in "ymd"))):
                yield end, True
    for match, end in ranges:
        if end and re.search(r"[自从]\s*$", text[max(0, match.start() - 4) : match.start()]):
            yield end, False
    if published and (partial := _YEARLESS.search(text)):
        year = published.year + (int(partial[1]) < published.month)
        if end := _day(str(year), partial[1], partial[2]):
            yield end, False
    if published and (span := _SPAN.search(text)):
        yield published + timedelta(days=int(span[1])), False


def _end_of(match: re.Match[str]) -> date | None:
    """The second day of a range; what it does not say again is that of the first."""
    year, month = match["ay"], match["am"]
    if match["by"]:
        return _day(match["by"], match["bm"], match["bd"])
    if match["m"]:
        later = int(match["m"]) < int(month)
        return _day(str(int(year) + later), match["m"], match["d"])
    return _day(year, month, match["only"])


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _shows_result(page: Page, blocks: list[Block]) -> bool:
    """A short heading or a link outside the navigation that announces the result, with something behind it."""
    texts = [block.text for block in blocks if block.zone is not Zone.NAV]
    for text, behind in pairwise([*texts, ""]):
        if (
            len(text) <= _SHORT
            and _SAYS_RESULT.search(text)
            and behind
            and not _NOTHING.search(text + behind)
        ):
            return True
    shown = [link.text for link in page.links if link.zone not in {Zone.NAV, Zone.FOOTER}]
    own = [topic_of(title_on(page))]
    return any(len(t) <= _SHORT and _SAYS_RESULT.search(t) and not _NOTHING.search(t) for t in shown) or any(
        topic and topic in own for topic in map(topic_of_result, shown)
    )
