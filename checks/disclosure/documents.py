"""Policy files and their interpretations: what a page says of itself. Pages that are neither are passed over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from checks.disclosure.fields import expiry, number_of, validity, written_on
from checks.disclosure.tables import squeezed
from checks.disclosure.titles import core, numbers, quoted, same, subject
from checks.disclosure.words import words
from checks.inventory.look import LIST_ENTRIES
from checks.inventory.vocabulary import guess_kind
from portal.column import Column, ColumnKind
from portal.page import Link, LinkKind, Page, Zone

_NAME = 6  # characters of a title that is the name of a column
_CITY = re.compile(r"(?:\d{1,4}年度?)?[\u4e00-\u9fff]{0,4}(?<![城都超门])市(?!民|场|政|容|区)")


_ENDING = re.compile(r"(?:同时|即行|予以|现予|决定|一并)(?:废止|失效)|自.{0,20}起(?:废止|失效)|停止执行")
_GROUND = re.compile(r"(?:根据|依据|依照|按照)(?:《[^》]*》(?:\([^()]*\))?[、和及与]?)+")
_MIXED = re.compile(r"修改|修订|修正|有效|清理|保留|通报|公布|调整")  # a list of those that end and of others
_OTHERWISE = re.compile(r"根据|依据|依照|按照|贯彻|落实|修改|修订|有效|保留|代替|替代|执行|适用")


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


def read_document(
    page: Page, title: str, column_at: Callable[[str], Column | None], region: str
) -> Document | None:
    """A page as a document; None for lists and what speaks of no policy. region: that of the site's organ, or ""."""
    plain = squeezed(title)
    if (role := _role(plain, page)) is None:
        return None
    column = column_at(page.url)
    trail = [crumb.name for crumb in page.breadcrumb] + [page.column, column.name if column else ""]
    texts = [squeezed(block.text) for block in page.blocks if block.zone in {Zone.BODY, Zone.TITLE}]
    body = "\n".join(texts)
    number = number_of(page, texts)
    reprint = _is_reprint(plain, trail, number, region)
    ours = bool(number or (region and region in plain) or words("local").search(body))
    expires, lasts = expiry(body, page.published.date)
    anchors = list(_anchors(page))
    return Document(
        url=page.url,
        title=title,
        core=core(title),
        role=role,
        own=role is Role.FILE and not reprint and ours and _is_policy(plain, trail, column),
        reprint=reprint,
        column=column.name if column else page.column,
        number=number,
        written=written_on(page, texts),
        published=page.published.date if page.published.how not in {"meta", "none"} else None,
        named=tuple(dict.fromkeys(core(name) for name in quoted(body) if core(name))),
        cited=tuple(dict.fromkeys(numbers(body))),
        ends=_ends(plain, texts),
        links=frozenset(bare(link.url) for link in anchors),
        pointed=frozenset(link.url for link in anchors if link.zone is Zone.BODY),
        linked=frozenset(core(link.text) for link in anchors if link.zone in {Zone.BODY, Zone.LIST}),
        explained=tuple(_explanations(anchors, core(title))),
        valid=validity(page, plain),
        expires=expires,
        lasts=lasts,
    )


def _role(title: str, page: Page) -> Role | None:
    if len(title) <= _NAME or (len(page.entries) >= LIST_ENTRIES and not page.published.date):
        return None
    column = page.column or (page.breadcrumb[-1].name if page.breadcrumb else "")
    if words("interpretation").search(title) or words("interpretation_columns").search(column):
        return Role.INTERPRETATION
    if words("ended").search(title) or is_extension(title) or re.search(r"关于修改|修正案|关于修订", title):
        return Role.NOTICE
    return Role.FILE if words("file").search(title) and page.published.date else None


def is_extension(title: str) -> bool:
    """Whether a title says that files hold longer than they said."""
    return (
        re.search(r"(?:延长|延续|顺延).*有效期|有效期.*(?:延长|延续|顺延)|继续(?:有效|执行|施行)", title)
        is not None
    )


def _is_reprint(title: str, trail: list[str], number: str, region: str) -> bool:
    """Whether a file is that of a higher organ: by title, column or number. What names the own region is none."""
    if re.search(r"(?:^|关于|政府|办公室)转发", title):
        return True
    if region and region in title:
        return False
    if region.endswith(("区", "县", "旗")) and any(map(_CITY.match, (title, core(title)))):
        return True
    return (
        any(words("reprint").search(text) for text in (title, core(title)))
        or any(words("reprint_columns").search(name) for name in trail)
        or bool(number and words("superior_numbers").search(number))
    )


def _is_policy(title: str, trail: list[str], column: Column | None) -> bool:
    """Whether a file is a policy, by title and column; notices of the day are none."""
    if not words("policy").search(title) or words("exempt").search(title):
        return False
    policy = column is not None and column.kind is ColumnKind.POLICY
    return policy or any(guess_kind(name).kind is ColumnKind.POLICY for name in trail if name)


def _ends(title: str, texts: list[str]) -> tuple[str, ...]:
    """Cores of documents that this one repeals: named in its title, or in a clause that says so."""
    ending = words("ended").search(title) is not None
    found = [core(name) for name in quoted(title)] if ending else []
    listed = ending and not _MIXED.search(title)
    for text in texts:
        for clause in re.split(r"[。;]", _GROUND.sub("", text)):
            if _ENDING.search(clause) or (listed and not _OTHERWISE.search(clause)):
                found += [core(name) for name in quoted(clause)]
    return tuple(dict.fromkeys(name for name in found if name))


def _explanations(anchors: Iterable[Link], own: str) -> list[str]:
    """Targets of links called 解读: those in the text, and those of lists that name this very file."""
    return [
        link.url
        for link in anchors
        if words("interpretation").search(link.text)
        and (link.zone is Zone.BODY or same(subject(link.text), own))
    ]


def _anchors(page: Page) -> Iterator[Link]:
    return (link for link in page.links if link.kind is LinkKind.ANCHOR and link.url)


def bare(url: str) -> str:
    """An address without its scheme: http and https are one page."""
    return url.partition("://")[2]
