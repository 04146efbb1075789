"""What the form and the last lines of a document say: its number, the day it was written, how long it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from dateutil.relativedelta import relativedelta

from checks.disclosure.tables import squeezed
from checks.disclosure.titles import numbers
from checks.disclosure.words import words
from portal.page import Page

_DAY = r"((?:19|20)\d\d)[年./-](\d{1,2})[月./-](\d{1,2})日?"
_WRITTEN = re.compile(rf"^(?:成文|发文|印发|制发|签发|文件|生成)(?:日期|时间):?(?:{_DAY})?")
_SIGNED = re.compile(rf"{_DAY}$")
_SIGNED_IN_HANZI = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_NUMBER_LABEL = re.compile(r"^(?:发文字号|文号|文件编号|发布文号|公文文号|发文文号|文件字号):?(.{0,40})$")
_VALIDITY_LABEL = re.compile(
    r"^(?:有效性|是否有效|时效性|文件状态|效力状态|时效状态|文件有效性|效力):?(.{0,10})$"
)
_LASTS = re.compile(r"(?:有效期|试行期)(?:限)?(?:为|是)?:?([一二三四五六七八九十两\d]{1,2})年")
_UNTIL = re.compile(rf"有效期(?:限)?(?:延长)?(?:至|到)(?:{_DAY})|施行至{_DAY}(?:止)?")
_SINCE = re.compile(rf"自{_DAY}起(?:施行|实施|执行|生效|试行)")
_FROM_PUBLICATION = re.compile(r"自(?:印发|发布|公布|颁布|发文)之日起(?:施行|实施|执行|生效|试行)?")
_ITSELF = re.compile(r"(?:办法|规定|细则|通知|意见|方案|措施|政策|文件|决定|规则|通告|公告|规范|标准)$")
_THING = re.compile(
    r"(?:证|证书|证明|执照|保函|担保|投标|报价|协议|合同|承诺|许可|审批|信用|信息|公示|批文|备案|资质|资格|检验|检测|检定|保险|处罚|名单|账户|药品|食品|口令)[^,。;、]{0,4}$"
)
_BEFORE = 12  # characters that say what a period is of
_HANZI = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
_YEAR = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_FIELD = 40  # characters of a block that is a field of a form
_ALONE = 24  # characters of a line that is a number and nothing else
_HEAD = 12  # first blocks, among which the number stands alone
_TAIL = 12  # last blocks of the text, among which the signature stands


def number_of(page: Page, texts: Sequence[str]) -> str:
    """发文字号 of the form, else a line at the head that is nothing else; "" if there is none."""
    alone = (text for text in texts[:_HEAD] if len(text) <= _ALONE and numbers(text))
    labelled = _labelled(page, _NUMBER_LABEL) or next(alone, "")
    return next(iter(numbers(labelled)), "")


def _labelled(page: Page, label: re.Pattern[str]) -> str:
    """The value of a labelled field, in the label's own block or in the next."""
    fields = [squeezed(block.text) for block in page.blocks]
    for at, text in enumerate(fields):
        if len(text) <= _FIELD * 2 and (match := label.match(text)):
            following = fields[at + 1] if at + 1 < len(fields) else ""
            return match[1] or (following if len(following) <= _FIELD else "")
    return ""


def written_on(page: Page, texts: list[str]) -> date | None:
    """成文日期 of the form, else the date under the signature."""
    fields = [squeezed(block.text) for block in page.blocks]
    for at, text in enumerate(fields):
        if match := _WRITTEN.match(text):
            following = fields[at + 1] if at + 1 < len(fields) else ""
            found = re.match(_DAY, following) if match[1] is None and match.end() == len(text) else match
            if found and (day := _date(found.groups())):
                return day
    for text in reversed(texts[-_TAIL:]):
        if day := _signed(text):
            return day
    return None


def _signed(text: str) -> date | None:
    """A line that is a day and nothing else: 2026年5月6日, 二〇二六年五月六日."""
    if match := _SIGNED_IN_HANZI.fullmatch(text):
        return _date((match[1].translate(_YEAR), str(_number(match[2])), str(_number(match[3]))))
    match = _SIGNED.fullmatch(text)
    return _date(match.groups()) if match else None


def _date(parts: tuple[str | None, ...]) -> date | None:
    held = [int(part) for part in parts if part]
    try:
        return date(*held[:3]) if len(held) >= 3 else None
    except ValueError:
        return None


def expiry(body: str, published: date | None) -> tuple[date | None, str]:
    """Last day of validity and the words it was read in; only where the text speaks of one such period."""
    if (until := list(_of_itself(_UNTIL, body))) and len({m[0] for m in until}) == 1:
        return _date(until[0].groups()), until[0][0]
    lasts = list(_of_itself(_LASTS, body))
    if len({m[1] for m in lasts}) != 1:
        return None, ""
    since = [day for m in _SINCE.finditer(body) if (day := _date(m.groups()))]
    start = (
        since[0]
        if len(set(since)) == 1
        else published
        if not since and _FROM_PUBLICATION.search(body)
        else None
    )
    years = _number(lasts[0][1])
    return (start + relativedelta(years=years) if start and years else None), lasts[0][0]


def _of_itself(pattern: re.Pattern[str], body: str) -> Iterator[re.Match[str]]:
    """Periods of the document, not of a licence or a guarantee it speaks of."""
    for match in pattern.finditer(body):
        before = body[max(0, match.start() - _BEFORE) : match.start()]
        if _ITSELF.search(before) or not _THING.search(before):
            yield match


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十")
    return (_HANZI.get(tens, 1) * 10 if "十" in text else 0) + _HANZI.get(ones, 0)


def validity(page: Page, title: str) -> bool | None:
    """What the page says: True 有效, False 失效 or 废止, None nothing."""
    value = _labelled(page, _VALIDITY_LABEL)
    if words("over").search(value) or re.search(r"[\[(【](?:已)?(?:失效|废止)", title):
        return False
    return True if words("valid").search(value) else None
