"""From a suspect to the fault a clerk reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from checks.finding import Fault, Occurrence, Outcome, Severity
from checks.links.fate import Fate
from checks.links.occurrences import LISTED, Places, Suspect, frame_of
from checks.links.series import Series, gathered
from checks.links.wording import UNUSABLE, happens, remedy
from checks.scan import Scan
from portal.page import LinkKind
from portal.target import Probe, TargetKind

PARTS = frozenset({LinkKind.IMAGE, LinkKind.SCRIPT, LinkKind.STYLE, LinkKind.MEDIA})


_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar)\s*(?:[)）】\]]|[(（][^()（）]*[)）])?$", re.I
)


class Share(StrEnum):
    """Which of the rules on dead links tells of an address: the first that fits, in this order."""

    HOME = "home"
    EXTERNAL = "external"
    ATTACHMENT = "attachment"
    RESOURCE = "resource"
    PAGE = "page"


def share_of(suspect: Suspect) -> Share:
    """A video that is played in the page is a part of it, though the same file may be offered elsewhere."""
    if suspect.places.at_home:
        return Share.HOME
    share = Share(suspect.target.kind.value)
    if share is Share.PAGE and _promises_file(suspect):
        return Share.ATTACHMENT
    return Share.RESOURCE if share is Share.ATTACHMENT and suspect.places.kinds <= PARTS else share


def _promises_file(suspect: Suspect) -> bool:
    """Whether people are told that it is a file: by what every link says, or by the name in the address."""
    texts = suspect.places.texts
    return bool(texts) and (all(map(_FILE.search, texts)) or _FILE.search(suspect.target.url) is not None)


def dead(scan: Scan, share: Share) -> Iterator[Fault]:
    """Faults for the dead addresses of one rule. Strings in scripts may be no links: those are for review."""
    suspects = (s for s in scan.links.of(Fate.DEAD) if share_of(s) is share and not _is_idle_frame(s))
    for found in gathered(suspects):
        yield _series(scan, found) if isinstance(found, Series) else _dead(scan, found)


def _is_idle_frame(suspect: Suspect) -> bool:
    """An empty page in a frame: what a form or a script writes into."""
    return probe_of(suspect).reason == "empty" and suspect.places.kinds == {LinkKind.FRAME}


def _dead(scan: Scan, suspect: Suspect) -> Fault:
    probe = probe_of(suspect)
    certain, how = suspect.places.written, _fails(scan, suspect)
    if not certain:
        how += "。该网址取自脚本，请人工核对"
    outcome = Outcome.FAIL if certain else Outcome.REVIEW
    return told(scan, suspect, how, remedy(suspect.target, probe), outcome=outcome)


def _series(scan: Scan, series: Series) -> Fault:
    """One fault for the further pages of a list: one pager announces them all."""
    pages, first = series.pages, series.pages[0]
    return Fault(
        url=series.page,
        message=f"翻页脚本写明的 {len(pages)} 个分页{_fails(scan, first)}（{series.span}）。网址由脚本算出，请翻页核对",
        outcome=Outcome.REVIEW,
        target=first.target.url,
        text="分页",
        suggestion="请重新发布栏目的各个分页；总页数写错的，改正列表模板",
        subject=series.key,
        occurrences=tuple(Occurrence(series.page, f"分页 {page.target.url}") for page in pages[:LISTED]),
        count=len(pages),
    )


def _fails(scan: Scan, suspect: Suspect) -> str:
    probe = probe_of(suspect)
    what = happens(suspect.target, probe, scan.snapshot.profile.crawl.timeout)
    if probe.reason in UNUSABLE:
        return f"不能用：{what}"
    return f"打不开：{what}" + ("（已复核）" if probe.tries > 1 else "")


def told(
    scan: Scan,
    suspect: Suspect,
    how: str,
    suggestion: str,
    *,
    outcome: Outcome = Outcome.FAIL,
    severity: Severity | None = None,
) -> Fault:
    """One fault for one address with every place; `how` goes on after the place."""
    return fault_of(
        scan, suspect.places, suspect.target.url, how, suggestion, outcome=outcome, severity=severity
    )


def fault_of(
    scan: Scan,
    places: Places,
    target: str,
    how: str,
    suggestion: str,
    *,
    outcome: Outcome = Outcome.FAIL,
    severity: Severity | None = None,
) -> Fault:
    first = places.listed[0]
    front = "首页" if places.at_home else ""
    return Fault(
        url=first.url,
        message=f"{front}{first.locator}{how}{_extent(scan, places, outcome)}",
        outcome=outcome,
        target=target,
        text=places.text,
        suggestion=suggestion,
        subject=target,
        severity=severity,
        occurrences=listed(scan, places),
        count=places.count,
    )


def listed(scan: Scan, places: Places) -> tuple[Occurrence, ...]:
    """Places for the office: a shared template is named first, for one mending there mends all."""
    if not scan.links.is_template(places):
        return tuple(places.listed)
    first = places.listed[0]
    template = Occurrence(first.url, f"{_template(places)}：{first.locator}")
    return (template, *places.listed[1:LISTED])


def probe_of(suspect: Suspect) -> Probe:
    """The probe that gave a suspect its fate; there always is one."""
    if suspect.target.probe is None:
        raise ValueError(f"no probe: {suspect.target.url}")
    return suspect.target.probe


def _extent(scan: Scan, places: Places, outcome: Outcome) -> str:
    if scan.links.is_template(places):
        return f"。位于{_template(places)}" + ("" if outcome is Outcome.UNKNOWN else "，改一处模板即可")
    return f"。共 {places.count} 处" if places.count > 1 else ""


def _template(places: Places) -> str:
    return f"模板（{frame_of(places)}），共 {places.framed} 页"


def is_external(suspect: Suspect) -> bool:
    return suspect.target.kind is TargetKind.EXTERNAL
