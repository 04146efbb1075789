"""Who holds office, read from a site's own 领导之窗: names with their titles, told with care."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from checks.terms.naming import LINKS, TITLE, WAYS, is_name
from checks.terms.people import Person
from portal.page import LinkKind, Page, Zone
from portal.snapshot import Snapshot

MOST = 80  # pages read
LONGEST = 20  # characters of the text of a link to follow
STEPS = 3  # links from the home page
_SPACE = re.compile(r"\s+")
_NAME = r"(?P<name>[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]\s[\u4e00-\u9fff])"
_TITLES = rf"(?P<title>[\u4e00-\u9fff、，,（）()\s]{{0,40}}(?:{TITLE.pattern}))"
_PAIRS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_TITLES}\s*[:：\s]\s*{_NAME}",
        rf"{_NAME}\s*[:：\s（(|]\s*{_TITLES}[）)]?",
        rf"姓\s*名\s*[:：]\s*{_NAME}\s+职\s*务\s*[:：]\s*{_TITLES}",
    )
)
_CARRIED = re.compile(rf"姓\s*名\s*[:：]\s*{_NAME}")
_POST = re.compile(rf"(?:现任|担任|所任)?职\s*务\s*[:：]\s*{_TITLES}")
_LABEL = re.compile(r"(?:姓\s*名|(?:现任|担任|所任)?职\s*务)\s*[:：]?")
_ALONE = re.compile(_TITLES)
_LIFE = re.compile(r"(?P<name>[\u4e00-\u9fff]\s?[\u4e00-\u9fff]{1,2})[，,]\s*[男女][，,]")
_NOW = re.compile(rf"现任{_TITLES}(?=[，。；,;]|$)")
_FAR = 6  # blocks between a name and the post that goes with it, none of them another name's


def read_leaders(snapshot: Snapshot) -> tuple[Person, ...]:
    """Leaders by the pages that the home page leads to under a name such as 领导之窗."""
    found: dict[tuple[str, str], Person] = {}
    for page in _pages(snapshot):
        for person in people_of(page):
            found.setdefault((person.name, person.title), person)
    return tuple(found.values())


def _pages(snapshot: Snapshot) -> Iterator[Page]:
    """Pages about leaders, and those on the way to them, nearest first."""
    home = snapshot.page(snapshot.home)
    ring, seen, read = [home] if home else [], {snapshot.home}, 0
    for _ in range(STEPS):
        following: list[Page] = []
        for page in ring:
            for url in _leads(page):
                if url in seen or read >= MOST:
                    continue
                seen.add(url)
                if there := snapshot.page(url):
                    read += 1
                    following.append(there)
                    if is_about_leaders(there):
                        yield there
        ring = following


def _leads(page: Page) -> Iterator[str]:
    """Links to follow: on a page about leaders those that are a name or a title too."""
    about = is_about_leaders(page)
    for link in page.links:
        text = _SPACE.sub("", link.text)
        if not link.url or link.kind is not LinkKind.ANCHOR or len(text) > LONGEST:
            continue
        if LINKS.search(text) or WAYS.search(text) or (about and (is_name(text) or TITLE.search(text))):
            yield link.url


def is_about_leaders(page: Page) -> bool:
    """By its title, its crumbs, or the column it says it belongs to."""
    names = [page.title.split("-")[0].split("_")[0], page.column, *(crumb.name for crumb in page.breadcrumb)]
    return any(LINKS.search(name) for name in names)


def people_of(page: Page) -> Iterator[Person]:
    """Names and titles that stand together in one of the usual ways."""
    texts = [block.text.strip() for block in page.blocks if block.zone is not Zone.FOOTER]
    texts = list(_filled(texts))
    texts += [link.text.strip() for link in page.links if link.kind is LinkKind.IMAGE and link.text]
    for name, title in (*_side_by_side(texts), *_labelled(texts), *_lives(texts), *_cards(texts)):
        plain = _SPACE.sub("", name)
        if is_name(plain):
            yield Person(plain, _SPACE.sub("", title), source=page.url)


def _filled(texts: list[str]) -> Iterator[str]:
    """Cells of a table that hold only a label, together with the next."""
    label = ""
    for text in texts:
        if _LABEL.fullmatch(text):
            label = text.rstrip(":： ") + "："
            continue
        yield label + text
        label = ""


def _side_by_side(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for text in texts:
        for pattern in _PAIRS:
            if match := pattern.fullmatch(text):
                yield match["name"], match["title"]


def _labelled(texts: list[str]) -> Iterator[tuple[str, str]]:
    for at, text in enumerate(texts):
        name = _CARRIED.fullmatch(text)
        if name or is_name(_SPACE.sub("", text)):
            posts = (_POST.fullmatch(other) for other in texts[at + 1 : at + 1 + _FAR])
            if post := next(filter(None, posts), None):
                yield name["name"] if name else text, post["title"]


def _lives(texts: list[str]) -> Iterator[tuple[str, str]]:
    """A life in short: 张某，男，汉族，……现任区委副书记、区长。"""
    for at, text in enumerate(texts):
        if name := _LIFE.match(text):
            told = "".join(texts[at : at + 3])
            if post := _NOW.search(told):
                yield name["name"], post["title"]


def _cards(texts: list[str]) -> Iterator[tuple[str, str]]:
    """Names and titles in blocks of their own, in turn; whichever comes first leads."""
    kinds = [(text, _kind(text)) for text in texts]
    leading = next((kind for _, kind in kinds if kind), "")
    if leading == "name":
        yield from ((a, b) for (a, one), (b, two) in pairwise(kinds) if (one, two) == ("name", "title"))
        return
    title = ""
    for text, kind in kinds:
        if kind == "name" and title:
            yield text, title
        else:
            title = text if kind == "title" else ""


def _kind(text: str) -> str:
    if is_name(_SPACE.sub("", text)):
        return "name"
    return "title" if _ALONE.fullmatch(text) else ""
