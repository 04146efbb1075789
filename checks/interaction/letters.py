"""Letters on the pages of a site: which pages show them, and what columns of letters there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from checks.interaction.letter import Seen
from checks.interaction.letter_list import letters_in
from checks.interaction.letter_page import letter_on
from checks.interaction.wording import is_excluded
from checks.inventory.vocabulary import guess_kind
from checks.pieces import grouped, tree_of
from portal.column import Column, ColumnKind
from portal.page import Page

if TYPE_CHECKING:
    from checks.scan import Scan

_DATED = re.compile(r"20\d\d\s?[-/.年]\s?\d")
_FIELD = r"(?:时间|日期|标题|主题|内容|编号|人)"
_PLAINLY = re.compile(rf"(?:来信|留言|写信|信件|咨询|诉求|提问)\s*{_FIELD}")  # letters wherever they stand
_LIKELY = re.compile(
    rf"(?:来信|留言|写信|信件|来件|咨询|诉求|提问|提交|反映|投诉|登记|发表)\s*{_FIELD}|[答回]复|办理|受理|处理|办结"
)


def columns_of_letters(scan: Scan) -> tuple[Column, ...]:
    """Columns where letters of citizens are answered; petitions, interviews and surveys are none."""
    return tuple(c for c in scan.columns if c.kind is ColumnKind.LETTERS and not is_excluded(c.name))


class LetterReader:
    """Reads letters page by page; what columns there are is looked up once."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._columns = {column.url: column.name for column in columns_of_letters(scan)}
        self._listed = {e.url: c.name for c in columns_of_letters(scan) for e in c.entries if e.url}

    def read(self, page: Page) -> Iterator[Seen]:
        """The letter or letters a page shows, with the name of their column."""
        text = page.text
        if not _DATED.search(text) or not _LIKELY.search(text):
            return
        said = [name.strip() for name in (page.column, *(c.name for c in page.breadcrumb)) if name.strip()]
        column = self._column_of(page, said)
        if any(map(is_excluded, said)) or not (column or _PLAINLY.search(text)):
            return
        tree = tree_of(self._scan.snapshot.markup(page.url))
        own = letter_on(page, grouped(tree.body))
        for seen in (own,) if own else letters_in(tree, page.url):
            yield replace(seen, column=column or (said[-1] if said else ""))

    def _column_of(self, page: Page, said: list[str]) -> str:
        """The column of letters a page belongs to: by its place, by the list it stands in, by what it says itself."""
        at = self._scan.column_at(page.url)
        if at and at.url in self._columns:
            return at.name
        if found := self._listed.get(page.url):
            return found
        return next((name for name in said if guess_kind(name).kind is ColumnKind.LETTERS), "")
