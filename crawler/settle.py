"""The end of a scan: verdicts that need the whole of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from crawler import redirects
from crawler.politeness import Pace
from crawler.robots import HIDDEN
from crawler.scope import Scope, is_front
from crawler.soft404 import Yardstick
from portal import urls
from portal.attachment import Reading
from portal.snapshot import Note, SnapshotWriter
from portal.target import Baseline, Probe, Target, TargetKind, Verdict

OFFLINE_DOMAINS = 5  # registered domains that must all fail where the site's own name was found
OFFLINE = "offline"
FILES = "attachments"
_SOFTENED = frozenset({Verdict.OK, Verdict.TLS})


def settle(writer: SnapshotWriter, scope: Scope, pace: Pace) -> None:
    """Redirects, home-page redirects, soft 404, a machine without internet, notes."""
    targets = writer.targets()
    _resolve_redirects(writer, scope, targets)
    _soft_404(writer, scope)
    _offline(writer, scope, [t for t in targets if t.kind is TargetKind.EXTERNAL])
    _notes(writer, pace)


def _resolve_redirects(writer: SnapshotWriter, scope: Scope, targets: list[Target]) -> None:
    probes = {target.url: target.probe for target in targets}
    files = {target.url for target in targets if target.kind is TargetKind.ATTACHMENT}
    missing = {baseline.to for baseline in writer.snapshot().baselines() if baseline.to}
    for target in targets:
        probe = target.probe
        if probe is None or not probe.chain:
            continue
        final = redirects.resolve(probe, probes.get) if redirects.is_hop(probe) else probe
        final = _judge_end(target, final, scope, missing)
        if final != probe:
            led_to_file = target.kind is TargetKind.PAGE and final.final in files
            writer.store_probe(target.url, final, kind=TargetKind.ATTACHMENT if led_to_file else None)


def _judge_end(target: Target, probe: Probe, scope: Scope, missing: set[str]) -> Probe:
    if probe.verdict not in _SOFTENED:
        return probe
    is_home = is_front if target.kind is TargetKind.EXTERNAL else scope.is_home
    if redirects.deep_to_home(target.url, probe.final, is_home):
        return replace(probe, verdict=Verdict.REDIRECT_HOME)
    if target.kind is not TargetKind.EXTERNAL and probe.final in missing and target.url not in missing:
        return replace(probe, verdict=Verdict.SOFT_404, reason="redirect-to-error-page")
    return probe


def _soft_404(writer: SnapshotWriter, scope: Scope) -> None:
    """Pages that say nothing the host's error page does not say. Hosts that answer 404 cost nothing here."""
    measures = _yardsticks(writer.snapshot().baselines())
    if not measures:
        return
    snapshot = writer.snapshot()
    found = []
    for page in snapshot.pages():
        sticks = measures.get(urls.origin(page.url), [])
        if sticks and not scope.is_home(page.url) and any(stick.measures(page) for stick in sticks):
            found.append(page.url)
    for url in found:
        probe = snapshot.probe(url)
        if probe and probe.verdict in _SOFTENED:
            soft = replace(probe, verdict=Verdict.SOFT_404, reason="same-as-error-page")
            writer.store_probe(url, soft, snapshot.validators(url))


def _yardsticks(baselines: Iterable[Baseline]) -> dict[str, list[Yardstick]]:
    measures: dict[str, list[Yardstick]] = {}
    for baseline in baselines:
        if baseline.status == 200 and (stick := Yardstick(baseline)).usable:
            measures.setdefault(urls.origin(baseline.directory), []).append(stick)
    return measures


def _offline(writer: SnapshotWriter, scope: Scope, external: list[Target]) -> None:
    """When no outside name resolves, it is likely this machine that is cut off; the links may be alive."""
    asked = [t for t in external if t.probe and t.probe.verdict not in {Verdict.NOT_ASKED, Verdict.PRIVATE}]
    named = [t for t in asked if urls.address_of(urls.host(t.url)) is None]
    failed = [t for t in named if t.probe and t.probe.reason in {"dns", "dns-failure"}]
    if len(failed) < len(named) or not failed:
        return
    only_failures = all(t.probe and t.probe.reason == "dns-failure" for t in failed)
    sure = only_failures or _registered_domains(t.url for t in failed) >= OFFLINE_DOMAINS
    if not sure and _names_are_found(scope):
        return
    for target in failed:
        if target.probe:
            writer.store_probe(target.url, replace(target.probe, verdict=Verdict.CANNOT_TELL, reason=OFFLINE))
    why = "本机无法访问外网" if sure else "外部域名全部无法解析，可能是本机无法访问外网"
    writer.store_note(Note(OFFLINE, "", f"{why}：{len(failed)} 个外部链接未能核实，不计为错链"))


def _names_are_found(scope: Scope) -> bool:
    """Whether the site itself was reached by a name: then there is a resolver whose answers mean something."""
    hosts = {urls.host(home) for home in scope.homes}
    return any(urls.address_of(host) is None and not urls.is_private(host) for host in hosts)


def _registered_domains(addresses: Iterable[str]) -> int:
    from tldextract import TLDExtract  # noqa: PLC0415 - half a second of imports, hardly ever needed

    split = TLDExtract(suffix_list_urls=(), cache_dir=None)  # the bundled list, never the network
    return len({split(url).top_domain_under_public_suffix or urls.host(url) for url in addresses})


_READINGS = {  # in this order; of what was read to its end there is nothing more to say
    Reading.PARTLY: "太长或中途读不下去、只读了前一部分的",
    Reading.UNREAD: "旧格式（doc、xls、wps 等）、压缩包等读不出文字的",
    Reading.TEXTLESS: "扫描件、图片等没有文字的",
    Reading.LOCKED: "设了密码打不开的",
    Reading.TOO_LARGE: "超过大小上限（[crawl] attachment_bytes）没有下载的",
    Reading.NOT_FETCHED: "超过本次下载总量（[crawl] attachments_total）留待下次的",
    Reading.FAILED: "程序没能读懂或没有下载完的",
}


def _read_files(writer: SnapshotWriter) -> None:
    """What stands in attachments was looked at only where their text could be read; the rest is told."""
    found = writer.files.readings()
    if not found:
        return
    if not writer.snapshot().profile.crawl.attachment_bytes:
        writer.store_note(
            Note(FILES, "", "配置为不读附件（[crawl] attachment_bytes = 0），附件里的文字没有检查")
        )
        return
    parts = [f"{what} {found[reading]} 个" for reading, what in _READINGS.items() if reading in found]
    rest = f"；文字没有检查或没有查全：{'，'.join(parts)}" if parts else ""
    whole = found.get(Reading.READ, 0)
    writer.store_note(Note(FILES, "", f"能打开的附件 {sum(found.values())} 个，读出文字 {whole} 个{rest}"))


def _notes(writer: SnapshotWriter, pace: Pace) -> None:
    _read_files(writer)
    hidden = writer.unreached(HIDDEN)
    if hidden:
        writer.store_note(Note("robots", "", f"robots.txt 不允许抓取，未查看 {hidden} 个网址"))
    for origin, lane in pace.lanes.items():
        if lane.slowed:
            writer.store_note(
                Note("slowed", origin, f"{origin} 应答吃力（429 或 5xx），已放慢访问 {lane.slowed} 次")
            )
