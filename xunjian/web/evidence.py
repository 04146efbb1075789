"""What the sealed archive holds of a finding, as text: nothing of the page runs, personal data is masked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from hashlib import sha256

from portal.page import Page, Zone
from portal.snapshot import Capture, Snapshot
from reports.masking import clean, clean_url
from reports.wording import china
from xunjian.store.models import Finding, Scan

BLOCKS_SHOWN, LINKS_SHOWN = 2000, 50
CUT = "…"  # at the ends of a quoted wording
QUOTED = re.compile("「([^「」]+)」")
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
    """The page of a finding. links: text and target of those that are at fault · capture: None where the archive has
    only the text · intact: the sealed bytes have the SHA-256 they were sealed with; None where they lie elsewhere.
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
    intact: bool | None = None

    @property
    def first(self) -> int | None:
        """Which part is the first with a mark."""
        return next((number for number, part in enumerate(self.parts) if part.wrong), None)


def passage(finding: Finding) -> tuple[Piece, ...]:
    """The wording as the finding quotes it, what is wrong marked."""
    return _pieces(finding.text, _wrong(finding))


def _wrong(finding: Finding) -> str:
    """The words at fault within the wording quoted: those the message names, else all of it."""
    quoted = finding.text.strip(CUT)
    named = (words for words in QUOTED.findall(finding.message) if words in quoted)
    return next(named, quoted)


def _pieces(text: str, wrong: str) -> tuple[Piece, ...]:
    """The text cut where `wrong` stands in it."""
    if not wrong.strip():
        return (Piece(text),)
    rest = text.split(wrong)
    made = [Piece(rest[0])]
    for after in rest[1:]:
        made += [Piece(wrong, True), Piece(after)]
    return tuple(piece for piece in made if piece.text)


def _marked(text: str, finding: Finding) -> tuple[Piece, ...]:
    """A block of the page: the words at fault marked where the finding quotes them, and nowhere else."""
    quoted = finding.text.strip(CUT)
    if not quoted.strip() or quoted not in text:
        return (Piece(text),)
    before, _, after = text.partition(quoted)
    around = (Piece(before),), _pieces(quoted, _wrong(finding)), (Piece(after),)
    return tuple(piece for part in around for piece in part if piece.text)


def sealed(finding: Finding, url: str) -> Sealed | None:
    """The page at `url` as the finding's scan saw it; None where it is no page. Raises SnapshotError."""
    with _opened(finding.scan) as snapshot:
        page = snapshot.page(url)
        return _sealed(finding, page, snapshot.evidence(url)) if page else None


@contextmanager
def _opened(scan: Scan) -> Iterator[Snapshot]:
    snapshot = Snapshot.open(scan.snapshot)
    try:
        yield snapshot
    finally:
        snapshot.close()


def _sealed(finding: Finding, page: Page, capture: Capture | None) -> Sealed:
    parts = tuple(
        Part(ZONES[block.zone], _marked(clean(block.text), finding)) for block in page.blocks[:BLOCKS_SHOWN]
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
        intact=_intact(capture),
    )


def _answered(capture: Capture | None) -> str:
    """The time the server itself gave with its answer."""
    headers = capture.headers if capture else ()
    said = next((value for name, value in headers if name.lower() == "date"), "")
    try:
        return china(parsedate_to_datetime(said))
    except ValueError:
        return ""


def _intact(capture: Capture | None) -> bool | None:
    if capture is None or capture.unchanged:
        return None
    return sha256(capture.body).hexdigest() == capture.digest
