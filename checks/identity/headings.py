"""Whether the tags of an article agree with what its reader sees: heading and time of day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape

from portal.page import Page, Zone

_TAG = re.compile(r"<[^<>]{0,80}>")
_PLAIN = re.compile(r"[^\w]|_")
_SHORTEST = 4  # characters of a title that can be compared
_ALIKE = 0.6  # similarity from which two titles are one with other words
_CLOCK = re.compile(
    r"(?P<day>(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2})\s*日?[\sT]*(?P<hour>\d{1,2})\s*[:：∶时]\s*(?P<minute>\d\d)"
)
_NEAR = 40  # blocks looked at for the time shown


@dataclass(frozen=True, slots=True)
class Heading:
    """An article's tags against the page.

    tagged, shown: ArticleTitle and heading, "" where they agree or cannot be compared · alike: they differ in words
    only, or <title> has the tag's · hour: of PubDate, -1 if it has none · shown_hour: of the time on the page with the minute of PubDate.
    """

    tagged: str = ""
    shown: str = ""
    alike: bool = False
    hour: int = -1
    shown_hour: int = -1


def heading_of(page: Page) -> Heading:
    tagged, shown, alike = _titles(page)
    hour, shown_hour = _hours(page)
    return Heading(tagged, shown, alike, hour, shown_hour)


def plain(text: str) -> str:
    """A title without tags, entities, white space and punctuation; small letters, half-width."""
    text = _TAG.sub("", unescape(unescape(text)))
    return _PLAIN.sub("", text.translate(_NARROW)).lower()


_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def _titles(page: Page) -> tuple[str, str, bool]:
    """Both titles where the page shows another one than it is tagged with."""
    tagged = page.meta.get("articletitle", "")
    headings = [block.text for block in page.blocks if block.zone is Zone.TITLE]
    wanted = plain(tagged.rstrip(".…·"))
    if not headings or len(wanted) < _SHORTEST:
        return "", "", False
    everything = plain("".join(block.text for block in page.blocks if block.zone in {Zone.TITLE, Zone.BODY}))
    heading = plain("".join(headings))
    if wanted in everything or len(heading) < _SHORTEST or heading in wanted:
        return "", "", False
    similarity = SequenceMatcher(None, wanted, heading, autojunk=False).ratio()
    return tagged, headings[0], similarity >= _ALIKE or wanted in plain(page.title)


def _hours(page: Page) -> tuple[int, int]:
    tagged = _CLOCK.search(page.meta.get("pubdate", ""))
    if not tagged:
        return -1, -1
    day, minute = _digits(tagged["day"]), tagged["minute"]
    for block in page.blocks[:_NEAR]:
        for shown in _CLOCK.finditer(block.text):
            if _digits(shown["day"]) == day and shown["minute"] == minute:
                return int(tagged["hour"]), int(shown["hour"])
    return int(tagged["hour"]), -1


def _digits(day: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", day))
