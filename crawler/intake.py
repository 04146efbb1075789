"""Everything that was fetched as a page comes in here: one answer, one transaction's worth of rows."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date

from crawler.answer import UNCHANGED, Answer, is_page_type, looks_like_html
from crawler.body import FOREIGN
from crawler.earlier import Earlier
from crawler.extract import css_urls, decode, hiding, read_page, with_lists
from crawler.frontier import Frontier
from crawler.probe import magic
from crawler.probe.follow import BAD, HOPS, LOOP, TOO_MANY, Trail
from crawler.probe.looks import combine
from crawler.probe.magic import EMPTY
from crawler.probe.pool import Look
from crawler.probe.verdict import probe_of
from crawler.redirects import deep_to_home
from crawler.scope import ATTACHMENTS, Scope, without_session
from crawler.soft404 import alerts_error, says_error
from crawler.tuning import Tuning
from portal import urls
from portal.attachment import Attachment, Reading
from portal.files import kind_of
from portal.page import Hiding, Link, LinkKind, Page
from portal.snapshot import AttachmentRow, Capture, Note, PageRow, SnapshotWriter, Validators
from portal.snapshot.codec import pack_attachment, unpack_links
from portal.target import UNREADABLE, Probe, Target, TargetKind, Verdict

OK = 200
OWN_WORDS = "own-words"  # why a page is a soft 404: it says so itself
SENT_HOME = "sent-home"  # a page that does nothing but send people to the home page
_FOUND_INSIDE = frozenset({OWN_WORDS, SENT_HOME})
_REFRESH = re.compile(rb"http-equiv\s*=\s*[\"']?refresh", re.I)
TRUNCATED = "部分页面过大、传输不完或不能解压，没有读全"


class Intake:
    def __init__(
        self,
        writer: SnapshotWriter,
        frontier: Frontier,
        scope: Scope,
        tuning: Tuning,
        earlier: Earlier,
        today: date,
        *,
        reads_files: bool,
    ) -> None:
        self._writer = writer
        self._frontier = frontier
        self._scope = scope
        self._tuning = tuning
        self._earlier = earlier
        self._today = today
        self._reads_files = reads_files
        self._hops: dict[str, int] = {}

    def page(self, target: Target, answer: Answer) -> bool:
        """Take the answer for a page target; true when it became a page."""
        if answer.location:
            self._redirect(target, answer)
            return False
        probe = probe_of(target.url, target.kind, answer)
        if not answer.good or probe.verdict is Verdict.BLOCKED:
            self.probe(target, probe, TargetKind.ATTACHMENT if self._earlier.was_file(target.url) else None)
            return False
        if not is_html(answer):
            self._file(target, answer, probe)
            return False
        if self._is_void(target, answer):
            self.probe(target, replace(probe, verdict=Verdict.BROKEN, reason=EMPTY))
            return False
        return self._html(target, answer, probe)

    def _is_void(self, target: Target, answer: Answer) -> bool:
        """Whether a page other than the home page came without a single character."""
        return answer.status == OK and not (
            answer.body.strip() or answer.cut or self._scope.is_home(target.url)
        )

    def unchanged(self, target: Target, answer: Answer, row: PageRow) -> None:
        """A page the server says is as it was in the scan before."""
        self._adopt(target, answer, probe_of(target.url, target.kind, answer), row)

    def trail(self, target: Target, trail: Trail) -> bool:
        """Take a page that was asked with cookies and redirects followed."""
        if trail.fault or not trail.answer.good:
            self.probe(
                target,
                probe_of(
                    target.url,
                    target.kind,
                    trail.answer,
                    chain=trail.chain,
                    statuses=trail.statuses,
                    fault=trail.fault,
                ),
            )
            return False
        return self.page(target, replace(trail.answer, url=target.url))

    def leaf(self, target: Target, look: Look) -> None:
        self.probe(target, look.probe)
        if look.sheet:
            self._sheet(target, tuple(css_urls(look.sheet, look.base)), hiding(look.sheet))

    def file(self, target: Target, look: Look, found: Attachment, answer: Answer | None = None) -> None:
        """A file that was answered; `answer`: where it was fetched whole, to be sealed."""
        probe = look.probe
        if found.reading is Reading.DAMAGED:
            probe = replace(probe, verdict=Verdict.BROKEN, reason=found.fault)
        capture = (
            Capture(target.url, answer.status, answer.headers, answer.body, found.digest) if answer else None
        )
        self.probe(target, probe, validators=validators_of(answer) if answer else None)
        row = AttachmentRow(found.reading, pack_attachment(found), found.digest)
        self._writer.files.store(target.url, row, capture)

    def file_unchanged(self, target: Target, answer: Answer, row: AttachmentRow) -> None:
        """A file the server says is as it was, or that is."""
        probe = probe_of(target.url, target.kind, answer)
        before = self._earlier.probe(target.url)
        if before and answer.status == UNCHANGED:
            probe = _as_before(before, probe)
        self.probe(target, probe, validators=validators_of(answer))
        capture = Capture(target.url, answer.status, answer.headers, b"", row.digest, unchanged=True)
        self._writer.files.store(target.url, row, capture)

    def reuse(self, target: Target, probe: Probe) -> None:
        """A leaf that was fine in the scan before, not long ago."""
        self._writer.store_probe(target.url, probe, self._earlier.validators(target.url))
        if row := self._earlier.attachment(target.url):
            self._writer.files.store(target.url, row)
        links, rules = self._earlier.sheet(target.url), self._earlier.hiding(target.url)
        if links or rules:
            self._sheet(target, links, rules)

    def _sheet(self, target: Target, links: tuple[Link, ...], rules: tuple[Hiding, ...]) -> None:
        self._writer.store_sheet(target.url, links)
        if rules:
            self._writer.store_hidings(target.url, rules)
        self._frontier.queue(target, links)

    def probe(
        self,
        target: Target,
        probe: Probe,
        kind: TargetKind | None = None,
        validators: Validators | None = None,
    ) -> None:
        """`kind`: what the target turned out to be."""
        kept, doubt = combine(target.probe, probe, kind or target.kind, self._tuning)
        self._writer.store_probe(target.url, kept, validators, doubt=doubt, kind=kind)

    def _html(self, target: Target, answer: Answer, probe: Probe) -> bool:
        digest = hashlib.sha256(answer.body).hexdigest()
        before = self._earlier.page(target.url)
        if before and before.digest == digest and not answer.cut and not answer.lists:
            self._adopt(target, answer, probe, before)
            return True
        page = self._read(target, answer)
        if page is None:
            self.probe(target, replace(probe, verdict=Verdict.CANNOT_TELL, reason=UNREADABLE))
            return False
        if probe.verdict is Verdict.OK and not self._scope.is_home(target.url):
            probe = self._seen_inside(probe, page, answer.body)
        probe = replace(probe, tries=(target.probe.tries if target.probe else 0) + 1)
        capture = Capture(target.url, answer.status, answer.headers, answer.body, digest)
        self._writer.store_page(page, probe, validators_of(answer), capture)
        self._writer.store_beside(
            Capture(each.url, each.status, each.headers, each.body, hashlib.sha256(each.body).hexdigest())
            for each in answer.lists
        )
        return True

    def _seen_inside(self, probe: Probe, page: Page, html: bytes) -> Probe:
        """The probe of a page that opens, after a look at what it shows."""
        if says_error(page) or alerts_error(page, html):
            return replace(probe, verdict=Verdict.SOFT_404, reason=OWN_WORDS)
        if sends(page, html) and deep_to_home(page.url, page.onward, self._scope.is_home):
            return replace(probe, verdict=Verdict.REDIRECT_HOME, reason=SENT_HOME)
        return probe

    def _read(self, target: Target, answer: Answer) -> Page | None:
        """Parse and queue what it links to; page and links are committed together. None: it could not be read."""
        body = b"" if answer.cut in {"bomb", FOREIGN} else _whole(answer)
        try:
            kind = answer.header("content-type")
            page = read_page(target.url, body, kind, answer.status, target.depth, self._today)
            page = with_lists(page, [decode(a.body, a.header("content-type"))[0] for a in answer.lists])
        except Exception as error:  # noqa: BLE001 - a fault of ours in one page must not stop the scan; it is told
            fault = f"程序未能读懂个别页面（{type(error).__name__}），例如 {target.url}"
            self._writer.store_note(Note(UNREADABLE, urls.origin(target.url), fault))
            return None
        if answer.cut:
            self._writer.store_note(
                Note("truncated", urls.origin(target.url), f"{TRUNCATED}，例如 {target.url}")
            )
            page = replace(page, notes=(*page.notes, f"truncated:{answer.cut}"))
        links = self._frontier.queue(target, page.links)
        return page if links is page.links else replace(page, links=links)

    def _adopt(self, target: Target, answer: Answer, probe: Probe, row: PageRow) -> None:
        before = self._earlier.probe(target.url)
        if before and answer.status == UNCHANGED:
            probe = _as_before(before, probe)
        if before and before.reason in _FOUND_INSIDE:
            probe = replace(probe, verdict=before.verdict, reason=before.reason)
        capture = Capture(target.url, answer.status, answer.headers, b"", row.digest, unchanged=True)
        self._writer.adopt_page(target.url, row, probe, validators_of(answer), capture)
        self._frontier.queue(target, unpack_links(row.links))

    def _file(self, target: Target, answer: Answer, probe: Probe) -> None:
        """A page address that turned out to be a file: handed to the desk that looks into files."""
        if self._reads_files and probe.verdict in {Verdict.OK, Verdict.TLS}:
            self._frontier.again([target.url], TargetKind.ATTACHMENT)
        else:
            self.probe(target, probe, TargetKind.ATTACHMENT)

    def _redirect(self, target: Target, answer: Answer) -> None:
        """Store where it leads; `settle` gives it the verdict of the last hop."""
        to = without_session(urls.join(target.url, answer.location)[0])
        hops = self._hops.get(target.url, 0) + 1
        fault = BAD if not to else TOO_MANY if hops > HOPS else ""
        if to == target.url:
            fault = LOOP
        probe = probe_of(target.url, target.kind, answer, chain=(to,) if to else (), fault=fault)
        if fault:
            self.probe(target, probe)
            return
        self._hops[to] = max(hops, self._hops.get(to, 0))
        tries = (target.probe.tries if target.probe else 0) + 1
        self._writer.store_probe(
            target.url, replace(probe, verdict=Verdict.CANNOT_TELL, reason="", tries=tries)
        )
        self._frontier.redirect(target, to)


def is_html(answer: Answer) -> bool:
    """Whether it is a page: some programs send files as if they were one."""
    kind = answer.content_type
    if not is_page_type(kind):
        return not kind and looks_like_html(answer.body)
    return not kind_of(answer.body[:16]) and magic.named(answer) not in ATTACHMENTS


def sends(page: Page, html: bytes) -> bool:
    """Whether a page sends people on without their doing: meta refresh, or a script that does it at once."""
    if not page.onward:
        return False
    at_once = b"function" not in html and all(link.kind is not LinkKind.SCRIPT for link in page.links)
    scripted = all(link.inferred for link in page.links if link.url == page.onward)
    return _REFRESH.search(html) is not None or (at_once and scripted)


def _whole(answer: Answer) -> bytes:
    """The body; of one that was cut within a character of UTF-8, what comes before that."""
    if answer.cut:
        try:
            answer.body.decode("utf-8")
        except UnicodeDecodeError as error:
            if error.reason == "unexpected end of data":
                return answer.body[: error.start]
    return answer.body


def validators_of(answer: Answer) -> Validators:
    """None for a page whose lists come from elsewhere: that it did not change says nothing of them."""
    if answer.lists:
        return Validators()
    return Validators(answer.header("etag"), answer.header("last-modified"))


def _as_before(before: Probe, now: Probe) -> Probe:
    """A 304 in the words of the answer it stands for; verdicts over the whole scan are found anew.

    It has no body: how long the page takes was not measured.
    """
    return replace(
        before,
        verdict=now.verdict,
        reason=now.reason,
        tries=now.tries,
        checked_at=now.checked_at,
        elapsed_ms=0,
    )
