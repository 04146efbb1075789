"""Values in a sentence that cannot be: days, months, stretches of time, clock times, weekdays, shares of a whole."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

YEARS = range(1900, 2200)  # Gregorian years an office writes of
LEAP = 2024  # stands for a year that is not given
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Impossible:
    """text[start:end] and why it cannot be (Chinese); `right` is what to check or write instead."""

    start: int
    end: int
    why: str
    right: str = "请核对原始文件后更正"


_DIGIT = re.compile(r"\d")
_LUNAR = re.compile(r"(?:农历|阴历|旧历|夏历|藏历|回历|正月|闰)[^，。；]{0,12}$")
_CODE = re.compile(r"(?:编号|文号|案号|代码|批号|型号|标准|序号|学号|GB|ISO|第|No\.?)[^，。；]{0,8}$", re.I)
_HAN_DATE = re.compile(
    r"(?<!\d)(?:(?P<year>\d{4})\s?年\s?)?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?(?P<unit>[日号])"
)
_HAN_MONTH = re.compile(r"(?<!\d)(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月(?!\s?\d{1,2}\s?[日号])")
_ISO_DATE = re.compile(
    r"(?<![\w\-/.])(?P<year>\d{4})(?P<mark>[-/])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)(?![\w\-/.])"
)
_HAN_TIME = re.compile(
    r"(?:[日午晚晨间于]|[(（]|\d{4}-\d\d-\d\d)\s?(?P<hour>\d{1,2})[时点](?P<minute>\d{1,2})分"
)
_CLOCK = re.compile(
    r"(?:\d日|[-/]\d\d|[上下中]午|晚上|(?:停[水电气暖]|开放|办公|上班|服务|营业|开馆|受理|办理|会议|施工)时间\s?[为是:：]?)\s?(?P<hour>\d{1,2})[:：](?P<minute>\d\d)(?![\d:：])"
)
_UNTIL = re.compile(
    r"[时点](?:\d{1,2}分|半|整)?\s?(?:至|到|[—\-－~～]{1,2})\s?(?P<hour>\d{1,2})[时点](?P<minute>(?:\d{1,2}(?=分))?)"
)
_WEEKDAY = re.compile(
    r"(?<!\d)(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日\s?[（(，,]?\s?"
    r"(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])(?!\s?[至到、—\-~～和及或]|[年期])"
)
_RANGE = re.compile(
    r"(?<!\d)(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日"
    r"(?:[（(](?:星期|周)[一二三四五六日天][）)])?(?:[上下]午|\d{1,2}[时:：](?:\d{2}分?)?)?"
    r"\s?(?:至|到|[—\-－~～]{1,2})\s?"
    r"(?:(?P<to_year>\d{4})\s?年\s?)?(?P<to_month>\d{1,2})\s?月\s?(?P<to_day>\d{1,2})\s?日"
)
_SHRUNK = re.compile(
    r"(?<!负)(?:增长|增加|上升|提高|增幅|增速)(?:了|为|达|约)?\s?[-－—–−]\s?(?P<share>\d+(?:\.\d+)?\s?(?:[%％]|个百分点))"
)
_WHOLE = re.compile(
    r"(?:占比(?:重|例)?|占(?:全[省市区县国年校院]|[^，。；、%％\d]{0,12}(?:总数|总量|总额|总人口|总面积|总人数|全部))"
    r"[^，。；、%％\d]{0,6}|(?P<rate>合格率|满意率|满意度|办结率|覆盖率|优良率|及格率|出勤率|知晓率|绿化率))"
    r"(?:分别)?(?:高?达到?|为|约|超过?|在|是)?(?:了)?\s?(?P<share>\d{3,}(?:\.\d+)?)\s?[%％]"
)
_SEXES = re.compile(
    r"男[性生]?(?:占比?|比例为?)(?P<men>\d+(?:\.\d+)?)\s?[%％][，、；]女[性生]?(?:占比?|比例为?)(?P<women>\d+(?:\.\d+)?)\s?[%％]"
)
_SLACK = 0.5  # rounding, in per cent
_NO_WHOLE = re.compile(
    r"计划|任务|目标|预算|同期|上年|去年|指标|拨备|备付|准备金|流动性|债务|负债|生产总值|GDP"
)


def impossible(text: str) -> list[Impossible]:
    """All of them, in order, without those that lie within another."""
    if not _DIGIT.search(text):
        return []
    found: list[Impossible] = []
    for signs, read in _READERS:
        if any(sign in text for sign in signs):
            found += read(text)
    kept: list[Impossible] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _dates(text: str) -> Iterator[Impossible]:
    for match in _HAN_DATE.finditer(text):
        if match["unit"] == "号" and not match["year"]:
            continue  # 3月32号楼
        why = _no_day(match["year"], int(match["month"]), int(match["day"]))
        if why and not _LUNAR.search(text[: match.start()]) and not _range_end(text, match.start()):
            yield Impossible(*match.span(), why)


def _range_end(text: str, start: int) -> bool:
    """Whether the date is the rest of something longer: 2-13月1日, 第13月…"""
    return text[max(0, start - 1) : start] in {"-", "—", "~", "～", "第", ".", "/", "〔", "["}


def _months(text: str) -> Iterator[Impossible]:
    for match in _HAN_MONTH.finditer(text):
        if not 1 <= int(match["month"]) <= 12 and int(match["year"]) in YEARS:
            yield Impossible(*match.span(), f"没有{int(match['month'])}月")


def _iso(text: str) -> Iterator[Impossible]:
    """Only days that do not exist in a month that does; anything else may be a number of another kind."""
    for match in _ISO_DATE.finditer(text):
        month, day = int(match["month"]), int(match["day"])
        likely = 1 <= month <= 12 and 29 <= day <= 31 and not _CODE.search(text[: match.start()])
        if likely and (why := _no_day(match["year"], month, day)):
            yield Impossible(*match.span(), why)


def _no_day(year: str | None, month: int, day: int) -> str:
    """Why there is no such day, "" if there is (or the year is none of ours)."""
    number = int(year) if year else LEAP
    if number not in YEARS or (month, day) == (0, 0):
        return ""
    if not 1 <= month <= 12:
        return f"没有{month}月"
    last = calendar.monthrange(number, month)[1]
    if 1 <= day <= last:
        return ""
    return f"{number}年2月只有{last}天" if year and (month, day) == (2, 29) else f"{month}月没有{day}日"


def _times(text: str) -> Iterator[Impossible]:
    for pattern in (_HAN_TIME, _UNTIL, _CLOCK):
        for match in pattern.finditer(text):
            hour, minute = int(match["hour"]), int(match["minute"] or 0)
            if hour > 24 or minute > 59 or (hour == 24 and minute):
                yield Impossible(match.start("hour"), match.end(), "没有这个时刻")


def _weekdays(text: str) -> Iterator[Impossible]:
    for match in _WEEKDAY.finditer(text):
        year, month, day = (int(match[part]) for part in ("year", "month", "day"))
        if year not in YEARS or _no_day(match["year"], month, day) or _LUNAR.search(text[: match.start()]):
            continue
        real = WEEKDAYS[date(year, month, day).weekday()]
        if real != match["weekday"].replace("天", "日"):
            yield Impossible(
                *match.span(),
                f"{year}年{month}月{day}日是星期{real}",
                f"核对日期；如日期无误，应为星期{real}",
            )


def _ranges(text: str) -> Iterator[Impossible]:
    """A stretch of time that ends before it begins."""
    for match in _RANGE.finditer(text):
        first = (int(match["year"]), int(match["month"]), int(match["day"]))
        last = (int(match["to_year"] or first[0]), int(match["to_month"]), int(match["to_day"]))
        turns = not match["to_year"] and last[1] < first[1]  # 2026年12月24日至1月5日
        if last < first and not turns and not _LUNAR.search(text[: match.start()]):
            yield Impossible(*match.span(), "结束日期早于开始日期")


def shrunk(text: str) -> Iterator[Impossible]:
    """A growth written with a minus: tables have it, sentences should not."""
    for match in _SHRUNK.finditer(text):
        yield Impossible(*match.span(), "增长不写负数", f"如数据无误，写作“下降{match['share']}”")


def _shares(text: str) -> Iterator[Impossible]:
    for match in _SEXES.finditer(text):
        if float(match["men"]) + float(match["women"]) > 100 + _SLACK:
            yield Impossible(*match.span(), "男女占比相加超过100%")
    for match in _WHOLE.finditer(text):
        around = text[max(0, match.start() - 8) : match.end()]
        if float(match["share"]) > 100 and not _NO_WHOLE.search(around):
            yield Impossible(*match.span(), f"{match['rate'] or '占比'}不会超过100%")


_READERS = (  # what must stand in a text for the reader to be worth its time
    ("月", _dates),
    ("月", _months),
    ("-/", _iso),
    ("时点:：", _times),
    ("期周拜", _weekdays),
    ("至到—-－~～", _ranges),
    ("%％", _shares),
)
