"""One walk over the pages of a scan for all rules on disclosure: yearly reports, names of columns, documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from checks.disclosure.documents import Document, read_document
from checks.disclosure.graph import Graph, link_documents
from checks.disclosure.tables import squeezed
from checks.disclosure.titles import SHORTEST, headline, same, subject
from checks.disclosure.words import words
from checks.disclosure.yearly import (
    Yearly,
    disclosure_report,
    is_reports_column,
    only_a_year,
    website_form,
)
from checks.inventory.look import LIST_ENTRIES
from portal.column import Column
from portal.page import LinkKind, Page, Zone
from portal.snapshot import Snapshot

_LONGEST_NAME = 24  # characters of a link that names a column
_LONGEST_TITLE = 40  # of one that names a document about disclosure
_GOVERNMENT = re.compile(r"(?:人民政府|管理委员会|管委会)(?:门户网站|网站|网)?$|人民政府")
_DEPARTMENT = re.compile(
    r"(?:局|委员会|委|办公室|厅|部|署|街道办事处|中心|支队|分局|联合会|工会|妇联|残联|法院|检察院|学校|医院|公司)(?:门户网站|官方网站|网站|网)?$"
)
_OTHER = re.compile(
    r"[小中大]学|学校|学院|幼儿园|医院|协会|学会|公司|集团|研究[所院]|图书馆|博物馆|党校|人大|政协|法院|检察院|纪委|监委"
)
_GOV_HOST = re.compile(r"\.gov\.cn(?:[:/]|$)|\.政务(?:[:/]|$)")
_DISCLOSURE = re.compile(r"(?:政府)?信息公开|政务公开")


@dataclass(frozen=True, slots=True)
class Shown:
    """A yearly report as some page shows it. url: where it is; page: where it is shown; text: how; trail: names of the
    places that page lies in.
    """

    yearly: Yearly
    url: str
    page: str
    text: str
    trail: tuple[str, ...] = ()


@dataclass
class Disclosure:
    """What a site makes public. reports and forms: 信息公开年度报告 and 政府网站工作年度报表, from titles, links and
    entries · pages: of those reports, the pages with the text · names: texts of links and titles that may name a
    column, with an address · level: "government", "department", or "" for a site of no organ.
    """

    level: str
    organ: str
    reports: list[Shown] = field(default_factory=list)
    forms: list[Shown] = field(default_factory=list)
    pages: dict[str, Shown] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)
    explained: dict[str, list[str]] = field(
        default_factory=dict
    )  # subjects of what is called 解读, by their end
    known: set[str] = field(default_factory=set)  # texts looked at already: menus stand on every page

    @cached_property
    def graph(self) -> Graph:
        return link_documents(self.documents)

    @cached_property
    def region(self) -> str:
        """The last place in the organ's name: 安图县 of 吉林省安图县林业局."""
        places = re.findall(r"[^省市区县旗盟州]{1,8}(?:省|市|自治区|区|自治县|县|旗|盟|自治州)", self.organ)
        return places[-1] if places else ""

    def is_explained(self, about: str) -> bool:
        """Whether some link, entry or title is called the interpretation of a file with this core."""
        return any(same(about, other) for other in self.explained.get(about[-SHORTEST:], ()))

    @property
    def has_section(self) -> bool:
        """Whether anything on the site is called 信息公开 or 政务公开."""
        return any(_DISCLOSURE.search(name) for name in self.names)

    def is_own(self, yearly: Yearly, trail: tuple[str, ...]) -> bool:
        """Whether a report is that of the site's organ, as far as its title and place tell."""
        if self.level == "government" and any(_DEPARTMENT.search(name) for name in trail):
            return False
        mine, theirs = short_organ(self.organ), short_organ(yearly.organ)
        if not theirs or not mine or theirs == mine:
            return True
        if self.level == "government":  # a department's site shows its own
            return not _DEPARTMENT.search(yearly.organ) and not re.search(r"[街镇乡]", yearly.organ)
        return True


def short_organ(organ: str) -> str:
    return re.sub(r"(?:人民)?政府|门户网站|网站|办公室$", "", organ)


def gather(snapshot: Snapshot, organ: str, column_at: Callable[[str], Column | None]) -> Disclosure:
    home = snapshot.page(snapshot.home)
    name = organ or (home.meta.get("sitename", "").strip() or home.title if home else "")
    found = Disclosure(_level(name, home), name)
    for page in snapshot.pages():
        _note_page(found, page, column_at)
    return found


def _level(name: str, home: Page | None) -> str:
    plain = re.split(r"[_|—–\-\s]", name.strip())[0] if name else ""
    if _GOVERNMENT.search(name):
        return "government"
    if _DEPARTMENT.search(plain):
        return "department"
    return "government" if home and _GOV_HOST.search(home.url) and not _OTHER.search(name) else ""


def _note_page(found: Disclosure, page: Page, column_at: Callable[[str], Column | None]) -> None:
    title = headline(page)
    trail = tuple(crumb.name for crumb in page.breadcrumb)[1:]
    report = disclosure_report(title)
    if report and (len(page.entries) < LIST_ENTRIES or page.published.date):
        if not report.year and page.published.date:
            report = replace(report, year=page.published.date.year - 1)
        found.pages.setdefault(page.url, Shown(report, page.url, page.url, title, trail))
    in_reports = is_reports_column(page.column) or is_reports_column(title)
    for url, text in _shown(page, title):
        if text in found.known and not in_reports:
            continue
        found.known.add(text)
        if told := disclosure_report(text):
            found.reports.append(Shown(told, url, page.url, text, trail))
        elif form := website_form(text):
            found.forms.append(Shown(form, url, page.url, text, trail))
        elif in_reports and (year := only_a_year(text)):
            found.reports.append(Shown(Yearly(year, ""), url, page.url, text, trail))
        if words("interpretation").search(text) and len(about := subject(text)) >= SHORTEST:
            found.explained.setdefault(about[-SHORTEST:], []).append(about)
        if len(text) <= (_LONGEST_TITLE if "公开" in text else _LONGEST_NAME):
            found.names.setdefault(squeezed(text), url)
    if document := read_document(page, title, column_at, found.region):
        found.documents.append(document)


def _shown(page: Page, title: str) -> Iterator[tuple[str, str]]:
    """Address and text of all a page shows: its title, its column, its links and the entries of its lists."""
    yield page.url, title
    yield page.url, page.column
    for crumb in page.breadcrumb:
        yield crumb.url or page.url, crumb.name
    for link in page.links:
        if link.kind is LinkKind.ANCHOR and link.text:
            yield link.url, link.text
    for entry in page.entries:
        yield entry.url, entry.title
    for block in page.blocks:
        if block.zone is not Zone.BODY and len(block.text) <= _LONGEST_NAME:
            yield page.url, block.text
