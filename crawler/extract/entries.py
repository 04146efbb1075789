"""List entries: title, date and target of every line of a news list, whatever it is built of.

From each date stamp climb to the smallest element that also holds a titled link (the item); where one element
holds several stamps (dl, flat div, br lists) pair stamps and links in reading order. Items are grouped by their
place in the structure; a lone match that does not look like a list line is dropped.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from crawler.extract import dates
from crawler.extract.columns import published
from crawler.extract.stamps import Stamp, date_in
from crawler.extract.titles import is_idle, is_title, row_title, title_of
from crawler.extract.tree import Tree, squeeze, within
from portal.page import Entry
from portal.urls import join

_CLIMB = 7
_ITEM_CHARS = 700
_APART = 200  # characters between a title and its date in a flat list
_LINE_TAGS = frozenset({"li", "tr", "dd", "dt", "dl"})
_TWO_CELLS = 4  # lines of a list whose titles and dates stand in two cells
_MOST_LINKS = 50  # looked at in a line
_GROUP = 3  # equal items that make a list whatever they look like
_PINNED = re.compile(r"置\s*顶|\[顶\]|zhiding|istop|icon[-_]?top", re.I)
_LABEL = re.compile(r"[\s\[(（【]*[\u4e00-\u9fff\s]{0,6}[:：∶]?\s*")
_SAME = 12  # characters by which two titles are the same
_EDGE = re.compile(r"^[\s\])）】〕]|[\s\[(（【〔]$")
_SHORTEST_TITLE = 4  # characters
_STEPPING = re.compile(r"上一[篇条页]|下一[篇条页]")


@dataclass(frozen=True, slots=True)
class Item:
    """One list line: its element, its link element, its stamp."""

    at: int
    end: int
    link: int
    stamp: Stamp | None


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry together with the nodes it came from."""

    entry: Entry
    item: Item


def dated(tree: Tree, stamps: list[Stamp], base: str) -> tuple[list[Listed], list[Listed]]:
    """Entries with a date in page order; apart, those too few to be told from a line above an article."""
    items = _items(tree, stamps) if stamps else []
    groups: dict[tuple[str, ...], list[Item]] = defaultdict(list)
    for item in items:
        groups[_key(tree, item)].append(item)
    found: list[Listed] = []
    few: list[Listed] = []
    lines: set[tuple[str, date | None]] = set()
    for group in groups.values():
        listed = _listed(tree, group, base)
        if len(group) < _GROUP:
            few += [one for one in listed if _is_line(tree, one.item)]
            continue
        own = {(squeeze(e.entry.title)[:_SAME], e.entry.date) for e in listed}
        if not own <= lines:  # else the same list again, for small screens
            found += listed
        lines |= own
    return sorted(found, key=_place), few


def _place(listed: Listed) -> int:
    return listed.item.link


def _items(tree: Tree, stamps: list[Stamp]) -> list[Item]:
    stamps = [s for s in stamps if not _in_title(tree, s)]
    titled = [a for a in tree.links if is_title(tree, a)]
    places = [s.at for s in stamps]
    by_place = {s.at: s for s in stamps}
    items: list[Item] = []
    taken: set[int] = set()
    done: set[int] = set()
    for stamp in stamps:
        if stamp.at in done:
            continue
        holder = _holder(tree, stamp, titled)
        if holder < 0:
            continue
        here = [by_place[p] for p in within(places, holder, tree.end[holder])]
        if len(here) > 1 and _is_one_line(tree, holder, titled):
            done.update(s.at for s in here)
            here = published(tree, holder, here)
        if len(here) == 1:
            found: list[Item | None] = [_single(tree, holder, here[0], titled)]
        else:
            found = [*_paired(tree, holder, here, titled)]
            done.update(s.at for s in here)
        for item in found:
            if item and item.link not in taken and not _STEPPING.search(_around(tree, item)):
                taken.add(item.link)
                items.append(item)
    return items


def _is_one_line(tree: Tree, holder: int, titled: list[int]) -> bool:
    """Whether an element is a line of a list with a single title, or a link that only leads on."""
    links = within(titled, holder, tree.end[holder]) or tree.links_in(holder)
    return tree.tag[holder] in _LINE_TAGS and len(links) == 1


def _around(tree: Tree, item: Item) -> str:
    return "".join(tree.text[t] for t in tree.texts_in(item.at)[:6])[:20] if item.at >= 0 else ""


def _holder(tree: Tree, stamp: Stamp, titled: list[int]) -> int:
    """Smallest element with the stamp and a titled link; -1 if none is near."""
    card = tree.ancestor(stamp.at, "a", _CLIMB)
    if card >= 0:
        return card
    at = tree.parent[stamp.at]
    for _ in range(_CLIMB):
        if at <= 0 or tree.tag[at] in ("body", "html"):
            return -1
        if tree.end[at] > stamp.last:
            if within(titled, at, tree.end[at]):
                return at
            if tree.tag[at] in _LINE_TAGS and any(
                len(tree.label(a)) > 1 for a in tree.links_in(at)[:_MOST_LINKS]
            ):
                return at
        at = tree.parent[at]
    return -1


def _in_title(tree: Tree, stamp: Stamp) -> bool:
    """Whether a date is part of a link's title and not the date of a list line that is one big link."""
    link = tree.ancestor(stamp.at, "a", _CLIMB)
    if link < 0:
        return False
    others = sum(len(tree.text[t].strip()) for t in tree.texts_in(link) if not stamp.at <= t <= stamp.last)
    if stamp.alone:
        return others < _SHORTEST_TITLE
    text = tree.text[stamp.at].strip()
    found = date_in(text)
    if not found:
        return True
    if _LABEL.fullmatch(text[: found.start()]) and others >= _SHORTEST_TITLE:
        return False
    before, after = text[: found.start()], text[found.end() :]
    last = not after.strip("])）】〕 ") and _EDGE.search(before) is not None
    first = not before.strip("[(（【〔 ") and _EDGE.match(after) is not None
    return "年" in found[0] or not (last or first)


def _single(tree: Tree, holder: int, stamp: Stamp, titled: list[int]) -> Item | None:
    """The item of an element with one stamp: its longest titled link."""
    links = [holder] if tree.tag[holder] == "a" else within(titled, holder, tree.end[holder])
    links = links or tree.links_in(holder)
    texts = tree.texts_in(holder)
    if not links or sum(len(tree.text[t].strip()) for t in texts) > _ITEM_CHARS:
        return None
    link = max(links, key=lambda a: len(squeeze(title_of(tree, a, stamp))))
    return Item(holder, tree.end[holder], link, stamp)


def _are_two_cells(tree: Tree, row: int, links: Sequence[int], stamps: list[Stamp]) -> bool:
    """Whether one cell of a table holds the titles of a list and another its dates."""
    apart = links[-1] < stamps[0].at or stamps[-1].at < links[0]
    many = len(links) == len(stamps) >= _TWO_CELLS
    return tree.tag[row] == "tr" and many and apart and all(stamp.alone for stamp in stamps)


def _paired(tree: Tree, holder: int, stamps: list[Stamp], titled: list[int]) -> list[Item]:
    """Items of an element with several stamps, paired with links in reading order."""
    links = within(titled, holder, tree.end[holder]) or tree.links_in(holder)
    if _are_two_cells(tree, holder, links, stamps):
        return [Item(a, tree.end[a], a, stamp) for a, stamp in zip(links, stamps, strict=True)]
    date_first = stamps[0].at < links[0]
    items = []
    for order, stamp in enumerate(stamps):
        if date_first:
            start, stop = stamp.at, stamps[order + 1].at if order + 1 < len(stamps) else tree.end[holder]
        else:
            start, stop = (stamps[order - 1].at if order else holder), stamp.at
        choices = within(links, start, stop)
        if not choices:
            continue
        link = max(choices, key=lambda a: len(squeeze(title_of(tree, a, stamp))))
        first, last = min(link, stamp.at), max(tree.end[link], stamp.last + 1)
        between = within(tree.texts, min(tree.end[link], stamp.at), max(link, stamp.last))
        if sum(len(tree.text[t]) for t in between) <= _APART:
            items.append(Item(first, last, link, stamp))
    return items


def _key(tree: Tree, item: Item) -> tuple[str, ...]:
    """Where an item stands: tags and classes of itself and two ancestors (odd/even row classes ignored)."""
    parts: list[str] = []
    at = item.link if tree.tag[item.at] in ("", "a") else item.at
    for level in range(3):
        if at < 0:
            break
        parts.append(tree.tag[at])
        if level:
            parts.append(tree.attrs[at].get("class") or "")
        at = tree.parent[at]
    return tuple(parts)


def _is_line(tree: Tree, item: Item) -> bool:
    """Whether a lone item is beyond doubt a list line: a row with one link and a bare date, or one big link."""
    if item.stamp is None or item.stamp.day is None or len(squeeze(tree.label(item.link))) < 2:
        return False
    if item.at == item.link and item.stamp.last < tree.end[item.link]:
        return True
    line = item.at if tree.tag[item.at] in _LINE_TAGS else tree.parent[item.at]
    if line < 0 or tree.tag[line] not in _LINE_TAGS:
        return False
    return item.stamp.alone and sum(len(tree.label(a)) > 0 for a in tree.links_in(line)) <= 2


def _listed(tree: Tree, group: list[Item], base: str) -> list[Listed]:
    found = []
    for item in group:
        stamp = item.stamp
        if stamp is None:
            continue
        href = (tree.attrs[item.link].get("href") or "").strip()
        url = join(base, href)[0] if href and not href.startswith("#") else ""
        title = title_of(tree, item.link, stamp)
        if is_idle(title) and tree.tag[item.at] in ("tr", "li"):
            title = row_title(tree, item.at, stamp)
        if len(squeeze(title)) < 2:
            continue
        own = "".join(tree.text[t] for t in tree.texts_in(item.at)) if item.at >= 0 else ""
        pinned = _PINNED.search(own) is not None or _pinned_mark(tree, item)
        entry = Entry(title, stamp.day or _dated_by(stamp, url), url, stamp.month_day is not None, pinned)
        found.append(Listed(entry, item))
    return _infer_years(tree, found)


def _pinned_mark(tree: Tree, item: Item) -> bool:
    stop = tree.end[item.at] if item.at >= 0 else item.end
    for i in range(max(item.at, 0), min(stop, item.at + 40)):
        if tree.tag[i] in ("img", "i", "em", "span", "font") and tree.attrs[i]:
            marks = " ".join(str(tree.attrs[i].get(k) or "") for k in ("class", "src", "alt", "title"))
            if _PINNED.search(marks):
                return True
    return False


def _dated_by(stamp: Stamp, url: str) -> date | None:
    """Month and day with the year its address suggests."""
    seen = dates.in_url(url)
    anchor = dates.make(*seen) if seen else None
    return dates.nearest_year(*stamp.month_day, anchor) if anchor and stamp.month_day else None


def _infer_years(tree: Tree, group: list[Listed]) -> list[Listed]:
    """Years for month-day entries from their neighbours in one list, where most of those have one."""
    lists: dict[int, list[Listed]] = defaultdict(list)
    for listed in group:
        lists[tree.parent[listed.item.at]].append(listed)
    return [done for members in lists.values() for done in _with_years(members)]


def _with_years(members: list[Listed]) -> list[Listed]:
    dated_days = [listed.entry.date for listed in members if listed.entry.date]
    if len(dated_days) * 2 < len(members):
        return members
    known = next(iter(dated_days), None)
    done = []
    for listed in members:
        entry, stamp = listed.entry, listed.item.stamp
        if entry.date:
            known = entry.date
        elif known and stamp and stamp.month_day:
            entry = replace(entry, date=dates.nearest_year(*stamp.month_day, known))
        done.append(replace(listed, entry=entry))
    return done
