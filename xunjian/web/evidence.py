"""What the sealed archive holds of a finding, as text: nothing of the page runs, personal data is masked."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from portal.page import Page, Zone
from portal.snapshot import Capture
from reports.masking import clean, clean_url
from reports.wording import china, china_iso
from xunjian.evidence.archive import capture_of, intact, opened
from xunjian.evidence.marks import Marks, marks_of, words_at_fault
from xunjian.evidence.rendering import render
from xunjian.store.models import Finding

BLOCKS_SHOWN, LINKS_SHOWN = 2000, 50
ZONES = {Zone.TITLE: "标题", Zone.BODY: "正文", Zone.LIST: "列表", Zone.NAV: "导航", Zone.FOOTER: "页脚"}


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the page."""

    zone: str
    pieces: tuple[Piece, ...]

    @property
    def wrong(self) -> bool:
        return any(piece.wrong for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Sealed:
    """The page of a finding. links: text and target of those that are at fault · taken: when it was sealed · earlier:
    when its bytes were, if it has not changed since · intact: these have the SHA-256 they were sealed with; None where
    they are gone · rendered: how many marks the page has when it is shown as sealed; None where it cannot be.
    """

    url: str
    title: str
    status: int
    digest: str
    size: int
    parts: tuple[Part, ...]
    links: tuple[tuple[str, str], ...]
    cut: bool
    answered: str = ""
    taken: str = ""
    earlier: str = ""
    intact: bool | None = None
    rendered: int | None = None

    @property
    def first(self) -> int | None:
        """Which part is the first with a mark."""
        return next((number for number, part in enumerate(self.parts) if part.wrong), None)


def passage(finding: Finding) -> tuple[Piece, ...]:
    """The wording as the finding quotes it, what is wrong marked."""
    return _pieces(finding.text, words_at_fault(finding))


def _pieces(text: str, wrong: str) -> tuple[Piece, ...]:
    """The text cut where `wrong` stands in it."""
    if not wrong.strip():
        return (Piece(text),)
    rest = text.split(wrong)
    made = [Piece(rest[0])]
    for after in rest[1:]:
        made += [Piece(wrong, True), Piece(after)]
    return tuple(piece for piece in made if piece.text)


def _marked(text: str, marks: Marks) -> tuple[Piece, ...]:
    """A block of the page: the words at fault marked where the finding quotes them, and nowhere else."""
    if not marks.quoted.strip() or marks.quoted not in text:
        return (Piece(text),)
    before, _, after = text.partition(marks.quoted)
    around = (Piece(before),), _pieces(marks.quoted, marks.words), (Piece(after),)
    return tuple(piece for part in around for piece in part if piece.text)


def sealed(finding: Finding, url: str) -> Sealed | None:
    """The page at `url` as the finding's scan saw it; None where it is no page. Raises SnapshotError."""
    with opened(finding.scan) as snapshot:
        page, capture = snapshot.page(url), snapshot.evidence(url)
    whole = capture_of(finding.scan, url)
    return _sealed(finding, page, capture, whole) if page else None


def _sealed(finding: Finding, page: Page, capture: Capture | None, whole: Capture | None) -> Sealed:
    marks = marks_of(finding)
    parts = tuple(
        Part(ZONES[block.zone], _marked(clean(block.text), marks)) for block in page.blocks[:BLOCKS_SHOWN]
    )
    faulty = [link for link in page.links if finding.target and finding.target in {link.url, link.href}]
    return Sealed(
        url=clean_url(page.url),
        title=clean(page.title),
        status=page.status,
        digest=page.digest,
        size=page.size,
        parts=parts,
        links=tuple((clean(link.text), clean_url(link.url or link.href)) for link in faulty[:LINKS_SHOWN]),
        cut=len(page.blocks) > BLOCKS_SHOWN,
        answered=_answered(capture),
        taken=china_iso(capture.at) if capture else "",
        earlier=china_iso(whole.at) if capture and capture.unchanged and whole else "",
        intact=intact(whole) if whole else None,
        rendered=render(whole, marks).marks if whole else None,
    )


def _answered(capture: Capture | None) -> str:
    """The time the server itself gave with its answer."""
    headers = capture.headers if capture else ()
    said = next((value for name, value in headers if name.lower() == "date"), "")
    try:
        return china(parsedate_to_datetime(said))
    except ValueError:
        return ""
