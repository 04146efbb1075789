"""Personal numbers of a page, and how they are told: one finding a page, every number masked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checks.finding import Fault, Occurrence, Outcome
from checks.language.sentences import Passage, excerpt, kept, paragraphs
from checks.privacy.numbers import LONG, concealed, masked, narrow, plain
from checks.scan import Scan
from portal.page import LinkKind, Page, Zone

SHOWN = 3  # numbers named in a message


@dataclass(frozen=True, slots=True)
class Hit:
    """A number as written, and where: passage.text[start:end]."""

    passage: Passage
    start: int
    end: int
    outcome: Outcome = Outcome.FAIL

    @property
    def number(self) -> str:
        """Its digits, narrow, without what separates them."""
        return plain(narrow(self.passage.text[self.start : self.end]))


@kept
def whole_text(page: Page) -> str:
    """All a rule of this group looks at, with its digits made plain, for a first glance."""
    images = (link.text for link in page.links if link.kind is LinkKind.IMAGE)
    return narrow("\n".join((page.text, page.title, *page.meta.values(), *images)))


@kept
def has_long_number(page: Page) -> bool:
    return LONG.search(whole_text(page)) is not None


def headings(page: Page) -> str:
    """What a page says it is about: title element and headline."""
    return "\n".join((page.title, *(block.text for block in page.blocks if block.zone is Zone.TITLE)))


def passages(page: Page) -> list[Passage]:
    """Every different text: blocks, title, meta tags, what images are called."""
    meta = [Passage(text, f"meta 标签 {name}", None) for name, text in page.meta.items() if text]
    images = dict.fromkeys(link.text for link in page.links if link.kind is LinkKind.IMAGE and link.text)
    return [*paragraphs(page), *meta, *(Passage(text, "图片说明文字", None) for text in images)]


def is_allowed(scan: Scan, number: str) -> bool:
    """Whether the profile says that the number may be public."""
    return number in {plain(allowed) for allowed in scan.profile.privacy.allowed}


def told(page: Page, hits: Sequence[Hit], what: str, why: str, suggestion: str) -> Iterator[Fault]:
    """At most one finding of the page's own text for each outcome; one for each number of a footer: it stands on every page."""
    for outcome in (Outcome.FAIL, Outcome.REVIEW):
        own = [hit for hit in hits if hit.outcome is outcome and hit.passage.zone is not Zone.FOOTER]
        if own:
            yield _fault(page.url, own, what, why, suggestion)
        for hit in hits:
            if (
                hit.outcome is outcome
                and hit.passage.zone is Zone.FOOTER
                and hit.number not in {h.number for h in own}
            ):
                yield _fault(page.url, [hit], what, why, suggestion)


def _fault(url: str, hits: Sequence[Hit], what: str, why: str, suggestion: str) -> Fault:
    first = hits[0]
    numbers = list(dict.fromkeys(masked(hit.number) for hit in hits))
    doubt = "疑似" if first.outcome is Outcome.REVIEW else ""
    more = f" 等 {len(numbers)} 个" if len(numbers) > SHOWN else ""
    return Fault(
        url,
        f"{doubt}公开了{what}：{'、'.join(numbers[:SHOWN])}{more}{why}",
        first.outcome,
        text=excerpt(concealed(first.passage.text), first.start, first.end),
        suggestion=suggestion,
        subject=numbers[0],
        count=len(numbers),
        occurrences=tuple(dict.fromkeys(Occurrence(url, hit.passage.locator) for hit in hits)),
    )
