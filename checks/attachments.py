"""What stands in an attachment, judged by the rules of pages and told with the page that offers it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from checks.finding import Fault, Occurrence
from checks.scan import Scan
from portal.attachment import Attachment, Line
from portal.page import Block, Cell, Page, Zone

HEAD_ROWS = 8  # rows of a table among which its heads stand
HEAD_LONGEST = 20  # characters of a head
_NUMBER = re.compile(r"\d{6}")
HEADLINE = 60  # characters of a first line that is one
SHOWN = 40  # characters of a name or a title
BEARERS = 20  # pages named


def as_page(attachment: Attachment, heading: str = "") -> Page:
    """Each cell a block, as those of a table on a page are. heading: of the page that offers it."""
    first = attachment.lines[0].cells if attachment.lines else ()
    headed = len(first) == 1 and len(first[0]) <= HEADLINE
    texts = [text for line in attachment.lines for text in line.cells]
    zones = (Zone.TITLE if headed and not number else Zone.BODY for number in range(len(texts)))
    return Page(
        url=attachment.url,
        title=f"{attachment.name}\n{heading}",
        blocks=tuple(map(Block, zones, texts)),
        cells=tuple(_cells(attachment.lines)),
    )


def _cells(lines: Iterable[Line]) -> Iterator[Cell]:
    heads: dict[tuple[str, str], str] = {}
    rows: Counter[str] = Counter()
    for line in lines:
        rows[line.table] += 1
        if not line.columns:
            yield from [Cell(line.place)] * len(line.cells)
            continue
        for text, column in zip(line.cells, line.columns, strict=True):
            key = (line.table, column)
            if rows[line.table] <= HEAD_ROWS and len(text) <= HEAD_LONGEST and not _NUMBER.search(text):
                heads[key] = f"{heads.get(key, '')} {text}".strip()[: 3 * HEAD_LONGEST]
            yield Cell(line.place + column, heads.get(key, ""))


def heading_of(attachment: Attachment, scan: Scan) -> str:
    """What the page that offers it says it is about."""
    bearers = scan.bearers(attachment.url)
    page = scan.snapshot.page(bearers[0].url) if bearers else None
    return page.title if page else ""


def carried(fault: Fault, attachment: Attachment, scan: Scan) -> Fault:
    """The fault as the owner of the page that offers the file finds it; of a file no page links to, at its own address."""
    bearers = scan.bearers(attachment.url)
    named = f"附件《{_short(attachment.name) or '未命名'}》"
    places = [f"{named}{place.locator}" for place in fault.occurrences] or [named]
    first = bearers[0] if bearers else Occurrence(attachment.url)
    told = [Occurrence(first.url, place) for place in places]
    told += [Occurrence(each.url, f"{named}（{each.locator}）") for each in bearers[1:BEARERS]]
    return replace(
        fault,
        url=first.url,
        target=attachment.url,
        subject=f"{attachment.url} {fault.subject}",
        message=f"{named}{fault.message}{_where(first.url, scan) if bearers else ''}",
        occurrences=tuple(dict.fromkeys(told)),
    )


def _where(url: str, scan: Scan) -> str:
    page = scan.snapshot.page(url)
    title = f"《{_short(page.title)}》" if page and page.title.strip() else "网页"
    column, _ = scan.column_told(url)
    return f"（附在{f'“{column}”栏目的' if column else ''}{title}）"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
