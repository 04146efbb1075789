"""Titles and numbers of documents, made comparable: 《》, issuing organ, “关于印发…的通知” and 文号."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.disclosure.tables import squeezed
from portal.page import Page, Zone

SHORTEST = 6  # characters of a title's core that is specific enough to be compared
_PARTIAL = 8  # characters of a core that may be part of a longer one
_QUOTED = re.compile(r"《([^《》〈〉]*(?:[〈《][^《》〈〉]*[〉》][^《》〈〉]*)*)》")
_INNER = re.compile(r"[《〈<]([^《》〈〉<>]+)[》〉>]")
_NUMBER = re.compile(r"[\[(【〔﹝〖]((?:19|20)\d\d)[\])】〕﹞〗]第?0*(\d{1,4})号")
_ORGAN_CODE = re.compile(r"[\u4e00-\u9fff]{1,8}$")
_BEFORE_CODE = re.compile(
    r".*(?:通知|规定|意见|办法|公告|决定|方案|措施|根据|按照|依据|文件|文号|字号|的|和|及|与|由|以|原)"
)
_SITE = re.compile(r"\s*[_|｜]\s*|\s+[-–—]{1,2}\s*|[-–—]{1,2}\s+")
_MARKS = re.compile(r"[\W_]+")
_SUFFIX = re.compile(r"(?:的)?(?:通知|公告|通告|批复|函)$|\(\d{4}年?(?:修订|版)\)$")
_NOTES = re.compile(
    r"\((?:试行|暂行|征求意见稿|修订|修订版|废止|失效|已废止|已失效|[\u4e00-\u9fff]+[〔\[(]\d{4}[〕\])]\d+号)\)"
)
_ISSUED = re.compile(
    r"^(?:.{0,40}?(?:关于|政府|办公室|委员会|[局委厅部]))?(?:公布|颁布|发布|印发|转发|修订印发|重新印发)+"
)
_EXPLAINING = re.compile(
    r"^(?:一图(?:读懂|看懂|解读)|图解|[一-鿿]{0,2}解读|政策问答)[:|丨—-]*|"
    r"(?:的)?(?:政策|文字|图文|图片|图示|图表|视频|动漫|专家|媒体|部门|新闻)*(?:解读|图解|问答|起草说明|编制说明|答记者问)(?:材料|稿|\(.*\))?$"
)
_ORGAN = re.compile(r"^.{0,40}?关于")


def headline(page: Page) -> str:
    """The title a reader sees: the heading, the ArticleTitle tag, or the <title> without the site's name."""
    shown = next((block.text for block in page.blocks if block.zone is Zone.TITLE), "")
    tagged = page.meta.get("articletitle", "").strip()
    whole = max(_SITE.split(page.title.strip()), key=len) if page.title else ""
    return next((text for text in (shown, tagged, whole) if len(text) > 3), shown or tagged or whole)


def core(title: str) -> str:
    """What a title is about: 示范区人民政府关于印发《示范区养老办法（试行）》的通知 → 示范区养老办法."""
    text = squeezed(title).replace("〔", "[").replace("〕", "]")
    if len(inner := _INNER.findall(text)) == 1 and len(inner[0]) >= SHORTEST:
        text = inner[0]
    text = _NOTES.sub("", text)
    issued = _ISSUED.sub("", text)
    text = issued if len(issued) >= SHORTEST and issued != text else _ORGAN.sub("", text)
    return _MARKS.sub("", _SUFFIX.sub("", text))


def subject(title: str) -> str:
    """What the title of an interpretation is about, as a core: 《示范区养老办法》政策解读 → 示范区养老办法."""
    plain = squeezed(title)
    inner = [name for name in quoted(plain) if len(core(name)) >= SHORTEST]
    return core(inner[-1] if inner else _EXPLAINING.sub("", plain))


def same(one: str, other: str) -> bool:
    """Whether two cores mean one document: equal, or one the end or the whole of a longer one."""
    if min(len(one), len(other)) < SHORTEST:
        return False
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= _PARTIAL and long.endswith(short) and len(short) * 2 >= len(long)


def quoted(text: str) -> Iterator[str]:
    """Titles in 《》, the inner one of a nested pair too."""
    for match in _QUOTED.finditer(text):
        yield match[1]
        yield from _INNER.findall(match[1])


def numbers(text: str) -> tuple[str, ...]:
    """文号 in a text, whatever brackets they have: 示政发〔2026〕3号."""
    plain = squeezed(text)
    found = []
    for match in _NUMBER.finditer(plain):
        before = _ORGAN_CODE.search(plain, max(match.start() - 8, 0), match.start())
        if before and (code := _BEFORE_CODE.sub("", before[0])):
            found.append(f"{code}〔{match[1]}〕{match[2]}号")
    return tuple(found)
