"""Further pages of one list that a pager's script announces: index_1.html, index_2.html … Their fault is one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from checks.links.occurrences import Suspect

LEAST = 3  # pages that make a series
_NUMBERED = re.compile(r"(?P<head>[\w-]+[_-])(?P<number>\d{1,4})(?P<end>\.\w{2,6})")


@dataclass(frozen=True, slots=True)
class Series:
    """Dead pages of the list on `page`, by number. `key` tells the series from another."""

    page: str
    key: str
    pages: tuple[Suspect, ...]

    @property
    def span(self) -> str:
        first, last = (_file(suspect) for suspect in (self.pages[0], self.pages[-1]))
        return f"{first} 至 {last}"


@dataclass(slots=True)
class _Found:
    pages: list[tuple[int, Suspect]] = field(default_factory=list)


def gathered(suspects: Iterable[Suspect]) -> Iterator[Suspect | Series]:
    """Suspects as they come; those of a series together, at the place of the first."""
    found: dict[str, Suspect | _Found] = {}
    for suspect in suspects:
        key, number = _place(suspect)
        if not key:
            found[suspect.target.url] = suspect
            continue
        group = found.setdefault(key, _Found())
        if isinstance(group, _Found):
            group.pages.append((number, suspect))
    for key, one in found.items():
        yield from [one] if isinstance(one, Suspect) else _told_as(key, one)


def _told_as(key: str, found: _Found) -> Iterator[Suspect | Series]:
    pages = tuple(suspect for _, suspect in sorted(found.pages, key=lambda page: page[0]))
    if len(pages) < LEAST:
        yield from pages
    else:
        yield Series(pages[0].places.listed[0].url, key, pages)


def _place(suspect: Suspect) -> tuple[str, int]:
    """Series and number of a page that only scripts name, without a text; ("", 0) for any other address."""
    places, probe = suspect.places, suspect.target.probe
    match = _NUMBERED.fullmatch(_file(suspect))
    if places.written or places.texts or match is None or probe is None:
        return "", 0
    folder = suspect.target.url.rpartition("/")[0]
    if places.listed[0].url.rpartition("/")[0] != folder:
        return "", 0
    return f"{folder}/{match['head']}#{match['end']} {probe.status} {probe.reason}", int(match["number"])


def _file(suspect: Suspect) -> str:
    return urlsplit(suspect.target.url).path.rpartition("/")[2]
