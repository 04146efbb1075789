"""A whole scan with what a later errand saw in place of what it held: read, and judged, as one snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from portal.access import Certificate, Ipv6, SearchAnswer
from portal.attachment import Attachment
from portal.page import Hiding, Link, Page
from portal.records import Records
from portal.snapshot.facts import Capture, PageRow
from portal.snapshot.reader import Snapshot
from portal.target import Baseline, Target, TargetKind, Verdict

GONE_STATUSES = frozenset({404, 410})


class Amended(Snapshot):
    """Facts, time, profile and coverage are the errand's. `instead`: pages to be read otherwise than they were fetched.

    A page the errand could not get (server error, time-out, refused) stays as the whole scan had it; one that is
    certainly no page any more (404, 410, moved, now a file) is left out.
    """

    def __init__(self, whole: Snapshot, errand: Snapshot, instead: Mapping[str, Page] | None = None) -> None:
        super().__init__(errand._db, errand.folder, errand._held)
        self._whole = whole
        self._instead = instead or {}

    @cached_property
    def fetched(self) -> frozenset[str]:
        """Addresses of the pages the errand got."""
        return frozenset(url for url, _ in super().links())

    @cached_property
    def asked(self) -> Mapping[str, Target]:
        """What the errand has an answer for, good or bad."""
        found = super().targets()
        return {t.url: t for t in found if t.probe and t.probe.verdict is not Verdict.NOT_ASKED}

    @cached_property
    def gone(self) -> frozenset[str]:
        """Addresses that certainly are no pages any more."""
        return frozenset(
            url for url, target in self.asked.items() if url not in self.fetched and _is_gone(target)
        )

    @cached_property
    def records(self) -> Records:
        return self._whole.records

    def pages(self) -> Iterator[Page]:
        own = {page.url: self._instead.get(page.url, page) for page in super().pages()}
        for page in self._whole.pages():
            if page.url not in self.gone:
                yield own.pop(page.url, page)
        yield from own.values()

    def page(self, url: str) -> Page | None:
        if url in self.fetched:
            return self._instead.get(url) or super().page(url)
        return None if url in self.gone else self._whole.page(url)

    def links(self) -> Iterator[tuple[str, tuple[Link, ...]]]:
        own = {url: self._instead[url].links if url in self._instead else ls for url, ls in super().links()}
        for url, links in self._whole.links():
            if url not in self.gone:
                yield url, own.pop(url, links)
        yield from own.items()

    def sheets(self) -> Iterator[tuple[str, tuple[Link, ...]]]:
        own = dict(super().sheets())
        for url, links in self._whole.sheets():
            yield url, own.pop(url, () if url in self.gone else links)
        yield from own.items()

    def sheet(self, url: str) -> tuple[Link, ...]:
        return super().sheet(url) if url in self.asked else self._whole.sheet(url)

    def hidings(self) -> Iterator[tuple[str, tuple[Hiding, ...]]]:
        own = dict(super().hidings())
        for url, rules in self._whole.hidings():
            yield url, own.pop(url, () if url in self.asked else rules)
        yield from own.items()

    def page_row(self, url: str) -> PageRow | None:
        if url in self.fetched:
            return super().page_row(url)
        return None if url in self.gone else self._whole.page_row(url)

    def attachments(self) -> Iterator[Attachment]:
        yield from super().attachments()
        yield from (each for each in self._whole.attachments() if each.url not in self.asked)

    def read_attachments(self) -> frozenset[str]:
        return super().read_attachments() | (self._whole.read_attachments() - self.asked.keys())

    def attachment(self, url: str) -> Attachment | None:
        return super().attachment(url) if url in self.asked else self._whole.attachment(url)

    def published(self) -> Iterator[tuple[str, str]]:
        yield from super().published()
        replaced = self.fetched | self.gone
        yield from ((url, day) for url, day in self._whole.published() if url not in replaced)

    def targets(self, verdicts: Iterable[Verdict] = ()) -> Iterator[Target]:
        wanted = frozenset(verdicts)
        own = dict(self.asked)
        merged = [own.pop(target.url, target) for target in self._whole.targets()]
        for target in (*merged, *own.values()):
            if not wanted or (target.probe and target.probe.verdict in wanted):
                yield target

    def addresses(self) -> Iterator[str]:
        return (target.url for target in self.targets())

    def target(self, url: str) -> Target | None:
        return self.asked.get(url) or self._whole.target(url) or super().target(url)

    def baselines(self) -> tuple[Baseline, ...]:
        merged = {each.directory: each for each in (*self._whole.baselines(), *super().baselines())}
        return tuple(merged[directory] for directory in sorted(merged))

    def certificate(self) -> Certificate | None:
        return super().certificate() or self._whole.certificate()

    def ipv6(self) -> Ipv6 | None:
        return super().ipv6() or self._whole.ipv6()

    def searches(self) -> tuple[SearchAnswer, ...]:
        return super().searches() or self._whole.searches()

    def evidence(self, url: str) -> Capture | None:
        """An answer "unchanged" stands for the body the whole scan sealed."""
        own = super().evidence(url) if url in self.fetched else None
        return own if own and not own.unchanged else self._whole.evidence(url) or own

    def body(self, url: str) -> bytes:
        capture = self.evidence(url)
        return capture.body if capture and not capture.unchanged else self._whole.body(url)


def _is_gone(target: Target) -> bool:
    probe = target.probe
    if probe is None:
        return False
    moved = bool(probe.chain) and probe.verdict in {Verdict.OK, Verdict.TLS, Verdict.REDIRECT_HOME}
    missing = probe.verdict in {Verdict.BROKEN, Verdict.SOFT_404} and probe.status in GONE_STATUSES
    file = target.kind is TargetKind.ATTACHMENT and probe.verdict is Verdict.OK
    return moved or missing or file or (probe.verdict is Verdict.SOFT_404 and bool(probe.chain))
