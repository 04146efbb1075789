"""Whose number it is: the name of a person beside it, or the label of a contact line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache, cached_property

from checks.privacy.words import words
from portal.page import Page

AROUND = 24  # characters before a number in which a name may stand
CELLS = 8  # cells before a number in which a row's name may stand
LEAD = 30  # characters of a line that presents contacts
NEAR = 3  # lines before a number that may present it
PHONE_HEAD = 60  # characters of a line of heads
HEADS = 16  # cells before a number that hold the head of a table
_LINK = (
    r"[\s，,、：:（(）)/|]*(?:(?:性\s?别\s?[:：]\s?)?[男女][\s，,、；;]+)?"
    r"(?:(?:移动|联系|手机|办公|本人|家长)?(?:电\s?话|手\s?机|号码|方式|(?:手机|电话)号码?|[Tt]el)[\s：:）)]*)?"
)
_TITLE = r"(?:同志|女士|先生|老师|主任|科长|书记|村长|经理|医生|大夫|所长|局长|律师|教授|副?[处站校院镇乡区县市]长)?"
_COUNTRY = re.compile(r"\s?\+?(?:0086|86)[ \-]?$")
_PHONE = re.compile(r"电\s*话|手\s*机|联\s*系\s*方\s*式")
_SENTENCE = re.compile(r"[。！？!?\n]")


class Texts:
    """Texts of a page's blocks in order, looked up as often as there are numbers: a list may have thousands."""

    def __init__(self, page: Page) -> None:
        self.texts: Sequence[str] = [block.text for block in page.blocks]
        self._first: dict[str, int] = {}
        for at, text in enumerate(self.texts):
            self._first.setdefault(text, at)

    def find(self, text: str) -> int:
        """Where a text stands first, -1 if it is none of them."""
        return self._first.get(text, -1)

    @cached_property
    def name_heads(self) -> list[int]:
        return self.where(lambda cell: words().name_head.fullmatch(cell) is not None)

    @cached_property
    def contact_heads(self) -> list[int]:
        return self.where(lambda cell: words().contact_head.fullmatch(cell) is not None)

    @cached_property
    def phone_heads(self) -> list[int]:
        return self.where(lambda cell: len(cell) <= PHONE_HEAD and is_phone_head(cell))

    def others(self, other: re.Pattern[str]) -> bool:
        """Whether a line among the first ones names what is looked for."""
        return any(len(text) <= PHONE_HEAD and other.search(text) for text in self.texts[:HEADS])

    def where(self, fits: Callable[[str], bool]) -> list[int]:
        """Places of texts that fit, ascending."""
        fitting = {text for text in self._first if fits(text)}
        return [at for at, text in enumerate(self.texts) if text in fitting]


def name_beside(text: str, start: int, end: int) -> str:
    """The name before text[start:end], else the one after; "" if there is none."""
    before = _before().search(_COUNTRY.sub("", text[max(0, start - AROUND) : start]))
    if before and is_name(name := before["name"] or before["bare"]):
        return name
    after = _after().match(text[end : end + AROUND])
    return after["name"] if after and is_name(after["name"]) else ""


def is_phone_head(text: str) -> bool:
    return _PHONE.search(text) is not None or words().contact_head.search(text) is not None


def name_in_row(cells: Texts, at: int, *, strict: bool) -> str:
    """The nearest cell before cells[at] that is a name; `strict`: only below a head that says so. "" if there is none.

    Below such a head the name may also come next.
    """
    headed = any(head < at for head in cells.name_heads[:1])
    if strict and not headed:
        return ""
    texts = cells.texts
    near = [*reversed(texts[max(0, at - CELLS) : at]), *(texts[at + 1 : at + 2] if headed else ())]
    return next((cell for cell in near if is_cell_name(cell)), "")


def is_labelled_above(cells: Texts, at: int) -> bool:
    """Whether the lines before cells[at], or the head of its table, present contacts rather than a list of people."""
    near = cells.texts[max(0, at - NEAR) : at]
    if any(words().label.search(cell) for cell in near if len(cell) <= LEAD or cell.endswith(("：", ":"))):
        return not any(words().name_head.fullmatch(cell) for cell in cells.texts[max(0, at - HEADS) : at])
    return _last(cells.contact_heads, at) > _last(cells.name_heads, at)


def _last(places: list[int], before: int) -> int:
    """The last of ascending places before one, -1 if there is none."""
    at = bisect_left(places, before)
    return places[at - 1] if at else -1


def is_business(name: str) -> bool:
    """张老师, 李经理: somebody one is told to ask for."""
    return name.endswith(("老师", "经理", "主任", "科长", "师傅", "工"))


def is_cell_name(cell: str) -> bool:
    """Whether a cell holds a name and nothing else."""
    cell = re.sub(r"\s", "", cell)
    return _whole().fullmatch(cell) is not None and is_name(cell)


def is_name(name: str) -> bool:
    return name not in words().not_names and name[:2] not in words().not_names


def is_labelled(text: str, start: int) -> bool:
    """Whether the sentence up to `start` presents a contact of an office or firm."""
    before = _SENTENCE.split(text[max(0, start - 120) : start])[-1]
    return words().label.search(before) is not None


@cache
def _before() -> re.Pattern[str]:
    """With something before the name, or else the number right behind it: 低保户王五（139…"""
    name = words().name
    return re.compile(
        rf"(?:(?:^|[\s，,、：:；;（()）。/|0-9\-—.])(?P<name>{name}){_TITLE}{_LINK}|(?P<bare>{name}){_TITLE}[(（]?)$"
    )


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"\s?[（(，,、]?\s?(?P<name>{words().name}){_TITLE}(?=[）)，,、。；;\s\d]|$)")


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(words().name)
