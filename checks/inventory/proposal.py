"""What a light look at a site lets one guess of its profile, each guess with its reason, for a clerk to correct."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from checks.scan import Scan
from checks.terms import Person, read_leaders
from portal import urls
from portal.column import Column
from portal.page import Page, Zone

ID_CODE = re.compile(r"(?<![0-9A-Za-z])(?:\d{10}|bm\d{8}|N\d{9})(?![0-9A-Za-z])")
_SAYS_CODE = re.compile(r"标识码\D{0,6}((?:\d{10}|bm\d{8}|N\d{9}))(?![0-9A-Za-z])")
_HOST_UNIT = re.compile(r"(?:主办单位|主办|版权所有)[:：\s]*([一-龥]{4,30})")
_UNIT = re.compile(
    r"[一-龥]{2,20}(?:局|委|委员会|办公室|中心|街道办事处|镇人民政府|乡人民政府|分局|支队|大队|科协|总工会|残联)$"
)
_TITLE_PARTS = re.compile(r"\s*[-_—|–·>＞]+\s*")
_MAIN = {"首页", "网站首页", "主页", "欢迎访问"}
_WORDS = re.compile(r"key|word|query|search|wd|^q$|^kw$|title|^s$", re.I)
OWNED = 0.6  # share of a column's pages that name one source
SOURCES = 3  # pages that must name a source


@dataclass(frozen=True, slots=True)
class Guess:
    """A value and what it rests on."""

    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """None where nothing was found. owners: of columns, by address."""

    name: Guess | None
    id_code: Guess | None
    region_code: Guess | None
    search: Guess | None
    columns: tuple[Column, ...]
    owners: Mapping[str, Guess]
    units: tuple[Guess, ...]
    leaders: tuple[Person, ...] = ()


def propose(scan: Scan) -> Proposal:
    home = scan.snapshot.page(scan.home)
    sources = _sources(scan)
    owners = dict(_owners(sources))
    code = _id_code(home) if home else None
    return Proposal(
        name=_name(home) if home else None,
        id_code=code,
        region_code=Guess(code.value[:6], "标识码的前 6 位") if code and code.value.isdecimal() else None,
        search=_search(scan, home) if home else None,
        columns=scan.columns,
        owners=owners,
        units=tuple(_units(sources)),
        leaders=read_leaders(scan.snapshot),
    )


def _name(home: Page) -> Guess | None:
    if said := home.meta.get("sitename", "").strip():
        return Guess(said, "首页标签 SiteName")
    parts = [part for part in _TITLE_PARTS.split(home.title) if part and part not in _MAIN]
    if parts:
        return Guess(max(parts, key=len), "首页标题")
    found = _HOST_UNIT.search(_footer(home))
    return Guess(found[1], "页脚的主办单位") if found else None


def _id_code(home: Page) -> Guess | None:
    if found := ID_CODE.fullmatch(home.meta.get("siteidcode", "").strip()):
        return Guess(found[0], "首页标签 SiteIDCode")
    shown = _SAYS_CODE.search(home.text)
    return Guess(shown[1], "首页上写的网站标识码") if shown else None


def _footer(page: Page) -> str:
    return " ".join(block.text for block in page.blocks if block.zone is Zone.FOOTER)


def _search(scan: Scan, home: Page) -> Guess | None:
    """The address of a search form that sends its words in the address."""
    for form in LexborHTMLParser(scan.snapshot.markup(home.url)).css("form"):
        if (form.attributes.get("method") or "get").lower() != "get":
            continue
        fields = [
            node.attributes.get("name") or ""
            for node in form.css("input[type=text], input[type=search], input:not([type])")
        ]
        field = next((name for name in fields if _WORDS.search(name)), "")
        address = urls.join(home.url, form.attributes.get("action") or "")[0]
        if field and address:
            mark = "&" if "?" in address else "?"
            return Guess(f"{address}{mark}{field}={{query}}", "首页上的搜索框；请搜一次，核对网址")
    return None


def _sources(scan: Scan) -> Mapping[str, Counter[str]]:
    """How often pages of each column, by its address ("" for none), name a unit as their source."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for page in scan.snapshot.pages():
        source = page.meta.get("contentsource", "").strip()
        if _UNIT.fullmatch(source):
            column = scan.column_at(page.url)
            found[column.url if column else ""][source] += 1
    return found


def _owners(sources: Mapping[str, Counter[str]]) -> Iterator[tuple[str, Guess]]:
    for url, counts in sources.items():
        unit, number = counts.most_common(1)[0]
        total = counts.total()
        if url and number >= SOURCES and number >= OWNED * total:
            yield url, Guess(unit, f"{total} 篇文章中有 {number} 篇的来源是它")


def _units(sources: Mapping[str, Counter[str]]) -> Iterable[Guess]:
    total: Counter[str] = Counter()
    for counts in sources.values():
        total.update(counts)
    for unit, number in sorted(total.items(), key=lambda item: (-item[1], item[0])):
        if number >= SOURCES:
            yield Guess(unit, f"{number} 篇文章的来源是它")
