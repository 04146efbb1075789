"""Policy files and their interpretations: what a page says of itself. Pages that are neither are passed over."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from dateutil.relativedelta import relativedelta

from checks.disclosure.tables import squeezed
from checks.disclosure.titles import core, numbers, quoted, same, subject
from checks.inventory.look import LIST_ENTRIES
from checks.inventory.vocabulary import guess_kind
from portal.column import Column, ColumnKind
from portal.page import Link, LinkKind, Page, Zone

_DAY = r"((?:19|20)\d\d)[年./-](\d{1,2})[月./-](\d{1,2})日?"
_WRITTEN = re.compile(rf"^(?:成文|发文|印发|制发|签发|文件|生成)(?:日期|时间):?(?:{_DAY})?")
_SIGNED = re.compile(rf"{_DAY}$")
_NUMBER_LABEL = re.compile(r"^(?:发文字号|文号|文件编号|发布文号|公文文号|发文文号|文件字号):?(.{0,40})$")
_VALIDITY_LABEL = re.compile(
    r"^(?:有效性|是否有效|时效性|文件状态|效力状态|时效状态|文件有效性|效力):?(.{0,10})$"
)
_LASTS = re.compile(r"有效期(?:限)?(?:为|是)?:?([一二三四五六七八九十两\d]{1,2})年")
_UNTIL = re.compile(rf"有效期(?:限)?(?:延长)?(?:至|到)(?:{_DAY})|施行至{_DAY}(?:止)?")
_SINCE = re.compile(rf"自{_DAY}起(?:施行|实施|执行|生效)")
_FROM_PUBLICATION = re.compile(r"自(?:印发|发布|公布|颁布|发文)之日起(?:施行|实施|执行|生效)?")
_HANZI = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
_NAME = 6  # characters of a title that is the name of a column
_FIELD = 40  # characters of a block that is a field of a form
_CITY = re.compile(r"[\u4e00-\u9fff]{0,4}(?<![城都超门])市(?!民|场|政|容|区)")
_ALONE = 24  # characters of a line that is a number and nothing else
_HEAD = 12  # first blocks, among which the number stands alone
_TAIL = 12  # last blocks of the text, among which the signature stands


class Role(StrEnum):
    FILE = "file"
    INTERPRETATION = "interpretation"
    NOTICE = "notice"  # changes or ends other files, and is none to be interpreted


@dataclass(frozen=True, slots=True)
class Document:
    """One page. core: what its title is about · own: a policy file of the site's organ that asks for an
    interpretation; reprint: the file of a higher one · links: all it links to, without scheme; pointed: those in its
    text; linked: cores of their texts · named and cited: cores and numbers of documents its text names · ends: cores
    of those it repeals · explained: what it calls its 解读 · valid: what its form says (None: nothing) · expires: last day of its
    validity, with the words that say so.
    """

    url: str
    title: str
    core: str
    role: Role
    own: bool
    column: str
    reprint: bool = False
    number: str = ""
    written: date | None = None
    published: date | None = None
    named: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    links: frozenset[str] = frozenset()
    pointed: frozenset[str] = frozenset()
    linked: frozenset[str] = frozenset()
    explained: tuple[str, ...] = ()
    valid: bool | None = None
    expires: date | None = None
    lasts: str = ""


@cache
def words(name: str) -> re.Pattern[str]:
    """A word list of checks/data/disclosure.toml, [documents]."""
    return re.compile(_lists()[name])


@cache
def _lists() -> dict[str, str]:
    data = (files("checks") / "data" / "disclosure.toml").read_text(encoding="utf-8")
    lists: dict[str, str] = tomllib.loads(data)["documents"]
    return lists


def read_document(
    page: Page, title: str, column_at: Callable[[str], Column | None], region: str
) -> Document | None:
    """A page as a document; None for lists and for what is neither a policy file, nor speaks of one. region: that of
    the site's organ, "" if its name tells none.
    """
    plain = squeezed(title)
    if (role := _role(plain, page)) is None:
        return None
    column = column_at(page.url)
    trail = [crumb.name for crumb in page.breadcrumb] + [page.column, column.name if column else ""]
    texts = [squeezed(block.text) for block in page.blocks if block.zone in {Zone.BODY, Zone.TITLE}]
    body = "\n".join(texts)
    number = _labelled(page, _NUMBER_LABEL) or next(
        (text for text in texts[:_HEAD] if len(text) <= _ALONE and numbers(text)), ""
    )
    number = next(iter(numbers(number)), "")
    reprint = _is_reprint(plain, trail, number, region)
    expires, lasts = _expiry(body, page.published.date)
    return Document(
        url=page.url,
        title=title,
        core=core(title),
        role=role,
        own=role is Role.FILE
        and not reprint
        and bool(number or (region and region in plain) or words("local").search(body))
        and _is_own(plain, trail, column),
        reprint=reprint,
        column=column.name if column else page.column,
        number=number,
        written=_written(page, texts),
        published=page.published.date if page.published.how not in {"meta", "none"} else None,
        named=tuple(dict.fromkeys(core(name) for name in quoted(body) if core(name))),
        cited=tuple(dict.fromkeys(numbers(body))),
        ends=_ends(plain, texts),
        links=frozenset(bare(link.url) for link in _anchors(page)),
        pointed=frozenset(link.url for link in _anchors(page) if link.zone is Zone.BODY),
        linked=frozenset(core(link.text) for link in _anchors(page) if link.zone in {Zone.BODY, Zone.LIST}),
        explained=tuple(_explanations(page, core(title))),
        valid=_validity(page, plain),
        expires=expires,
        lasts=lasts,
    )


def _role(title: str, page: Page) -> Role | None:
    if len(title) <= _NAME or (len(page.entries) >= LIST_ENTRIES and not page.published.date):
        return None
    column = page.column or (page.breadcrumb[-1].name if page.breadcrumb else "")
    if words("interpretation").search(title) or words("interpretation_columns").search(column):
        return Role.INTERPRETATION
    if words("ended").search(title) or re.search(r"关于修改|修正案|关于修订", title):
        return Role.NOTICE
    return Role.FILE if words("file").search(title) and page.published.date else None


def _is_reprint(title: str, trail: list[str], number: str, region: str) -> bool:
    """Whether a file is that of a higher organ: by title, column or number. What names the own region is none."""
    if region and region in title:
        return False
    if region.endswith(("区", "县", "旗")) and any(map(_CITY.match, (title, core(title)))):
        return True
    return (
        any(words("reprint").search(text) for text in (title, core(title)))
        or any(words("reprint_columns").search(name) for name in trail)
        or bool(number and words("superior_numbers").search(number))
    )


def _is_own(title: str, trail: list[str], column: Column | None) -> bool:
    """Whether a file is a policy, by title and column; notices of the day are none."""
    if not words("policy").search(title) or words("exempt").search(title):
        return False
    policy = column is not None and column.kind is ColumnKind.POLICY
    return policy or any(guess_kind(name).kind is ColumnKind.POLICY for name in trail if name)


def _labelled(page: Page, label: re.Pattern[str]) -> str:
    """The value of a labelled field, in the label's own block or in the next."""
    fields = [squeezed(block.text) for block in page.blocks]
    for at, text in enumerate(fields):
        if len(text) <= _FIELD * 2 and (match := label.match(text)):
            following = fields[at + 1] if at + 1 < len(fields) else ""
            return match[1] or (following if len(following) <= _FIELD else "")
    return ""


def _written(page: Page, texts: list[str]) -> date | None:
    """成文日期 of the form, else the date under the signature."""
    fields = [squeezed(block.text) for block in page.blocks]
    for at, text in enumerate(fields):
        if match := _WRITTEN.match(text):
            following = fields[at + 1] if at + 1 < len(fields) else ""
            found = re.match(_DAY, following) if match[1] is None and match.end() == len(text) else match
            if found and (day := _date(found.groups())):
                return day
    for text in reversed(texts[-_TAIL:]):
        if (match := _SIGNED.fullmatch(text)) and (day := _date(match.groups())):
            return day
    return None


def _date(parts: tuple[str | None, ...]) -> date | None:
    held = [int(part) for part in parts if part]
    try:
        return date(*held[:3]) if len(held) >= 3 else None
    except ValueError:
        return None


def _expiry(body: str, published: date | None) -> tuple[date | None, str]:
    """Last day of validity and the words it was read in; only where the text speaks of one such period."""
    if (until := list(_UNTIL.finditer(body))) and len({m[0] for m in until}) == 1:
        return _date(until[0].groups()), until[0][0]
    lasts = list(_LASTS.finditer(body))
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


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十")
    return (_HANZI.get(tens, 1) * 10 if "十" in text else 0) + _HANZI.get(ones, 0)


def _validity(page: Page, title: str) -> bool | None:
    """What the page says: True 有效, False 失效 or 废止, None nothing."""
    value = _labelled(page, _VALIDITY_LABEL)
    if words("over").search(value) or re.search(r"[\[(【](?:已)?(?:失效|废止)", title):
        return False
    return True if words("valid").search(value) else None


def _ends(title: str, texts: list[str]) -> tuple[str, ...]:
    """Cores of documents that this one repeals: named in its title, or in a clause that says so."""
    found: list[str] = []
    if words("ended").search(title):
        found += [core(name) for name in quoted(title)]
    for text in texts:
        for clause in re.split(r"[。;]", text):
            if re.search(
                r"(?:同时|即行|予以|现予|决定|一并)(?:废止|失效)|自.{0,20}起(?:废止|失效)|停止执行", clause
            ):
                found += [core(name) for name in quoted(clause)]
    return tuple(dict.fromkeys(name for name in found if name))


def _explanations(page: Page, own: str) -> list[str]:
    """Targets of links called 解读: those in the text, and those of lists that name this very file."""
    return [
        link.url
        for link in _anchors(page)
        if words("interpretation").search(link.text)
        and (link.zone is Zone.BODY or same(subject(link.text), own))
    ]


def _anchors(page: Page) -> Iterator[Link]:
    return (link for link in page.links if link.kind is LinkKind.ANCHOR and link.url)


def bare(url: str) -> str:
    """An address without its scheme: http and https are one page."""
    return url.partition("://")[2]
