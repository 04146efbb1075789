"""Guides to administrative services: how one is recognised, and what its eight classes of content say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from checks.pieces import grouped, pieces_of, tree_of
from portal import urls
from portal.column import Column, ColumnKind
from portal.page import Block, Page, Zone

MATTER, MATERIALS = "事项名称", "办理材料"
_LABELS = 3  # different classes that make a guide where the column or title says it is one
_CERTAIN, _DISTINCTIVE = 4, 2  # classes elsewhere, and those of them only a guide has
_ROOT = 3  # slashes of a folder that holds everything
_SHORT = 2  # characters of labels that are read only where they stand alone
_HEADING = 3  # labels in a row that are a heading above as many values, or tabs
_PAPERS = frozenset({ColumnKind.NEWS, ColumnKind.NOTICE, ColumnKind.POLICY})
_NUMBER = re.compile(
    r"^\s*(?:[（(]?\s*[一二三四五六七八九十\d]{1,3}\s*[)）]?\s*[、.．:：]?|第[一二三四五六七八九十]+[、部分项]+|[◆●■▪★※>»·\-—]+)\s*"
)
_EDGE = re.compile(r"^[\s【\[「《（(]+|[\s】\]」》）):：]+$")
_BETWEEN = re.compile(r"<(?:img|iframe|embed|object|video|canvas|a\s)", re.I)
_APPARATUS = re.compile(
    r"^[\s【\[]*(?:上一[篇条页]|下一[篇条页]|打印|关闭|分享|返回|扫一扫|责任编辑|浏览次数)"
)
_ASIDE = " \t\u3000；;【["
_TEMPLATE = re.compile(r"\{\{|\$\{|<%")
_GENERIC = {
    "办事指南",
    "服务指南",
    "办理指南",
    "指南",
    "办事服务",
    "政务服务",
    "网上办事",
    "首页",
    "事项详情",
    "详情",
}
OTHER = ""  # the class of headings that are none of the eight


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands. guides: below a column of guides, or listed in one · papers: in a column of news or documents."""

    guides: bool = False
    papers: bool = False

    @classmethod
    def of(cls, page: Page, columns: Sequence[Column], at: Column | None) -> Place:
        mine = [c for c in columns if c.kind is ColumnKind.GUIDE and _holds(c, page.url)]
        return cls(bool(mine), at is not None and at.kind in _PAPERS)


def _holds(column: Column, url: str) -> bool:
    folder = urls.directory(column.url)
    below = folder.count("/") > _ROOT and url.startswith(folder)
    return below or any(entry.url == url for entry in column.entries)


@dataclass(frozen=True, slots=True)
class Guide:
    """values: text of each class that has a label, in the order of the data; "" for a label with nothing behind it."""

    url: str
    title: str
    values: tuple[tuple[str, str], ...]
    by_script: bool = False  # its values are filled in by a script

    @property
    def missing(self) -> tuple[str, ...]:
        given = {name for name, value in self.values if not _is_empty(name, value)}
        if self.title and _plain(self.title) not in _GENERIC:
            given.add(MATTER)
        return tuple(name for name in class_names() if name not in given)

    @property
    def materials(self) -> str:
        return dict(self.values).get(MATERIALS, "")


def sounds_like(page: Page) -> bool:
    """Whether enough labels of a guide stand on a page to look closer."""
    return len(set(_sounds().findall(page.text))) >= _LABELS


def guide_of(page: Page, place: Place, html: str) -> Guide | None:
    """The guide a page is, by its labels; None for documents that only look like one. `html`: its markup."""
    tree = tree_of(html)
    labelled = tuple(_fields(page, grouped(tree.body)))
    classes = {name for name, _ in labelled if name}
    title = _title(page, tree)
    if not _is_guide(page, classes, title, place):
        return None
    found: dict[str, str] = {}
    for name, value in labelled:
        found[name] = "\n".join(filter(None, (found.get(name, ""), value)))
    values = tuple((name, found[name]) for name in class_names() if name in found)
    templates = sum(bool(_TEMPLATE.search(value)) for _, value in values)
    blank = all(not value.strip() for name, value in values if name != MATTER)
    shown = tuple(
        (name, value if not _is_empty(name, value) else _pictured(name, html)) for name, value in values
    )
    return Guide(page.url, title, shown, by_script=templates > 0 or blank)


@cache
def class_names() -> tuple[str, ...]:
    return tuple(each["name"] for each in _data()["classes"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("checks") / "data" / "guides.toml").read_text(encoding="utf-8"))


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    """Classes a label stands for; one label may stand for two."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(_data()["other"]["labels"], (OTHER,))
    for each in _data()["classes"]:
        for label in each["labels"]:
            found[label] = (*(name for name in found.get(label, ()) if name), each["name"])
    return found


@cache
def _sounds() -> re.Pattern[str]:
    """Labels of the eight classes, anywhere in a text."""
    words = [word for word, names in _classes().items() if any(names) and len(word) > _SHORT]
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


@lru_cache(maxsize=256)
def _marks(alone: frozenset[str]) -> re.Pattern[str]:
    """Labels with their colon; those that stand in an element of their own (`alone`), without it too."""
    words = sorted((word for word in _classes() if len(word) > _SHORT), key=len, reverse=True)
    spaced = "|".join(r"[\s\u3000]*".join(word) for word in words)
    marks = rf"(?:^|[【\[〔]|(?<=[\s。；;】、.)）]))({spaced})(?:[\s\u3000】\])）]*[:：]|[】\]〕])[\s\u3000]*"
    bare = "|".join(sorted(map(re.escape, alone), key=len, reverse=True))
    return re.compile(rf"{marks}|({bare})[:：]?" if bare else rf"{marks}|(?!)()")


def _plain(text: str) -> str:
    return re.sub(r"[\s\u3000]+", "", _EDGE.sub("", _NUMBER.sub("", text, count=1)))


def _is_guide(page: Page, classes: set[str], title: str, place: Place) -> bool:
    distinctive = {each["name"] for each in _data()["classes"] if each.get("distinctive")}
    plainly = place.guides and "指南" in title and _plain(title) not in _GENERIC
    if len(classes) < _LABELS or not (classes & distinctive or plainly):
        return False
    words = _data()["recognised"]
    if any(word in title for word in words["not_titles"]):
        return False
    where = " ".join((*(crumb.name for crumb in page.breadcrumb), page.column))
    if any(word in where for word in words["not_columns"]):
        return False
    if place.guides or "指南" in f"{title} {where}":
        return True
    enough = len(classes) >= _CERTAIN and len(classes & distinctive) >= _DISTINCTIVE
    return enough and not place.papers and any(word in title for word in words["titles"])


def _title(page: Page, tree: LexborHTMLParser) -> str:
    heads = next((block.text for block in page.blocks if block.zone is Zone.TITLE), "")
    named = heads or page.meta.get("articletitle", "") or re.split(r"[-_—|]", page.title)[0].strip()
    return named or " ".join(pieces_of(tree.css_first("h1,h2")))


@dataclass(slots=True)
class _Field:
    """closed: its label ends its group, so that what follows on the page is not its value."""

    names: tuple[str, ...]
    values: list[str]
    closed: bool = False


def _fields(page: Page, pieces: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Classes with what stands between their label and the next; `pieces`: texts of the page in groups."""
    known = [(_plain(piece), after) for piece, after in pairwise((*pieces, "")) if piece]
    ends = frozenset(label for label, after in known if not after) - {
        label for label, after in known if after
    }
    marks = _marks(frozenset(label for label, _ in known if label in _classes() and len(label) > _SHORT))
    fields: list[_Field] = []
    for block in page.blocks:
        if block.zone is not Zone.FOOTER and not _APPARATUS.search(block.text):
            _read(block, marks, ends, fields)
    for number, field in enumerate(fields):
        run = _run_before(fields, number)
        values = field.values
        if len(run) >= _HEADING and len(values) >= len(run):
            for earlier, value in zip(run, values, strict=False):
                earlier.values = earlier.values or [value]
    for field in fields:
        for name in field.names:
            if name:
                yield name, "\n".join(field.values)


def _run_before(fields: Sequence[_Field], number: int) -> Sequence[_Field]:
    """A field with the empty ones right before it."""
    start = number
    while start and not fields[start - 1].values:
        start -= 1
    return fields[start : number + 1]


def _read(block: Block, pattern: re.Pattern[str], ends: frozenset[str], fields: list[_Field]) -> None:
    """A label alone, labels with values, or more of the value above; of the navigation only what follows a label."""
    alone = _plain(block.text)
    if names := _classes().get(alone):
        fields.append(_Field(names, [], closed=alone in ends))
        return
    text = _NUMBER.sub("", block.text, count=1)
    marks = list(pattern.finditer(text))
    before = text[: marks[0].start()].strip() if marks else block.text.strip()
    if before and fields and not _is_over(fields) and (block.zone is not Zone.NAV or not fields[-1].values):
        fields[-1].values.append(before)
    for mark, after in zip(marks, [*marks[1:], None], strict=False):
        value = text[mark.end() : after.start() if after else len(text)].strip(_ASIDE)
        names = _classes()[re.sub(r"[\s\u3000]+", "", mark[1] or mark[2])]
        fields.append(_Field(names, [value] if value else []))


def _is_over(fields: Sequence[_Field]) -> bool:
    """Whether nothing more belongs to the last field; below a heading row its values do."""
    return fields[-1].closed and len(_run_before(fields, len(fields) - 1)) < _HEADING


def _is_empty(name: str, value: str) -> bool:
    words = _data()["empty"]
    said = re.sub(r"[\s\u3000。.，、；：:]+", "", value)
    return said in words["values"] or (said in words["nothing"] and name not in words["may_be_nothing"])


def _pictured(name: str, markup: str) -> str:
    """「图」 where a picture or link stands between a label of the class and the next label in the HTML."""
    every = re.compile("|".join(sorted(map(re.escape, _classes()), key=len, reverse=True)))
    marks = [mark for mark in every.finditer(markup) if len(mark[0]) > _SHORT]
    for mark, after in zip(marks, [*marks[1:], None], strict=False):
        between = markup[mark.end() : after.start() if after else mark.end() + 2000]
        if name in _classes()[mark[0]] and _BETWEEN.search(between):
            return "图"
    return ""


@cache
def vague() -> re.Pattern[str]:
    """Phrases that leave open what must be brought."""
    return re.compile("|".join(_data()["vague"]["patterns"]))


@cache
def never_vague() -> re.Pattern[str]:
    """What takes such a phrase back, right before it."""
    return re.compile("|".join(_data()["vague"]["never"]))
