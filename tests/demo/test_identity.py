"""What a site has but once: its domain, its 找错 entry, its search, certificate, IPv6 and speed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from checks.engine import judge
from checks.finding import Outcome
from checks.identity.own import own_of
from checks.rule import catalogue
from checks.scan import Scan
from crawler.extract import read_page
from portal.access import Certificate, Ipv6, Level, SearchAnswer
from portal.snapshot import SnapshotWriter
from portal.target import TargetKind
from tests.demo.reading import HOME, scan_of
from xunjian.demo.layout import CODE, Reply

Store = Callable[[SnapshotWriter], None]
Paths = dict[str, Reply]
ENTRY = f'<span class="jiucuo" data-setting="{{sitecode:{CODE}}}"></span>'
SCRIPT = f'<script id="_jiucuo_" sitecode="{CODE}" src="/static/jiucuo.js"></script>'
SEARCH = f'search = {{url = "{HOME}search?q={{query}}"}}\n'


def told(rule: str, scan: Scan) -> list[Outcome]:
    return [finding.outcome for finding in judge(scan, [catalogue()[rule]]).findings]


def test_a_part_of_the_site_may_name_the_whole() -> None:
    scan = scan_of(profile='hosts = ["xxgk.shifan.gov.cn"]\n')
    assert own_of(scan, "xxgk.shifan.gov.cn:80", []).domains == {"shifan.gov.cn", "xxgk.shifan.gov.cn"}


FOREIGN = ["www.shifan-zf.com", "zf.shifan.org.cn", "www.gov.cn.shifan.net"]
OWN = ["jyj.shifan.gov.cn", "192.168.3.4:8080", "shifan.xn--zfr164b"]


@pytest.mark.parametrize("host", FOREIGN)
def test_a_host_that_is_no_government_domain(host: str) -> None:
    assert told("IDN004", scan_of(profile=f'hosts = ["{host}"]\n')) == [Outcome.FAIL]


@pytest.mark.parametrize("host", OWN)
def test_a_host_that_is_one_or_cannot_be_told(host: str) -> None:
    assert not told("IDN004", scan_of(profile=f'hosts = ["{host}"]\n'))


def with_entry(html: str) -> Callable[[Paths], None]:
    """The home page with other code in place of the entry."""

    def change(paths: Paths) -> None:
        home = paths["/"].body.decode()
        assert ENTRY in home
        paths["/"] = Reply(home.replace(ENTRY, html).encode())

    return change


@pytest.mark.parametrize(
    "html",
    [
        "",
        f"<!--{ENTRY}-->",
        '<a href="/jubao/">投诉举报</a>',
        ENTRY.replace(CODE, "9901990007"),
        SCRIPT.replace(CODE, "9901990007"),
        '<a href="https://zfwzzc.www.gov.cn/check_web/errorInfo_sitecode?site_code=9901990007">找错</a>',
    ],
)
def test_no_entry_or_that_of_another_site(html: str) -> None:
    assert told("IDN005", scan_of(with_entry(html))) == [Outcome.FAIL]


@pytest.mark.parametrize(
    "html",
    [
        ENTRY,
        SCRIPT,
        f'<img src="/i/zc.png" onclick="window.open(\'https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={CODE}\')">',
        '<a href="http://pucha.kaipuyun.cn/exposure/jiucuo.html?site_code=CA071160000604299710001"><img src="/a.png"></a>',
    ],
)
def test_an_entry_of_whatever_form(html: str) -> None:
    assert not told("IDN005", scan_of(with_entry(html)))


def answers(*pages: str) -> Store:
    found = tuple(
        SearchAnswer(
            f"关于第{n}号停水的通知",
            f"{HOME}a/{n}.html",
            f"{HOME}search?q={n}",
            200,
            "",
            read_page(HOME, html.encode()),
        )
        for n, html in enumerate(pages, 1)
    )
    return lambda writer: writer.store_searches(found)


HIT = '<a href="/s?u=1">关于第1号停水的通知</a>'
LINKED = '<a href="/a/1.html">关于第1号…</a>'
OTHER = '<a href="/b/7.html">关于公交线路调整的公告</a>'


@pytest.mark.parametrize(
    "pages", [(f"{HIT}", "<p>没有找到相关结果</p>"), (OTHER,), (f"<p>共 0 条</p>{OTHER}",)]
)
def test_a_search_that_does_not_find(pages: tuple[str, ...]) -> None:
    assert told("IDN006", scan_of(profile=SEARCH, store=answers(*pages))) == [Outcome.FAIL]


@pytest.mark.parametrize("pages", [(HIT,), (LINKED,), (f"<p>没有找到？换个词再试</p>{HIT}",)])
def test_a_search_that_finds(pages: tuple[str, ...]) -> None:
    assert not told("IDN006", scan_of(profile=SEARCH, store=answers(*pages)))


GOOD = Certificate("www.shifan.gov.cn", True, "", "2027-06-01T00:00:00+00:00", "TLSv1.3", True)


@pytest.mark.parametrize(
    "seen",
    [
        replace(GOOD, not_after="2026-12-10T00:00:00+00:00"),
        replace(GOOD, reason="incomplete-chain"),
        replace(GOOD, version="TLSv1"),
        replace(GOOD, onward=False),
        Certificate("www.shifan.gov.cn", False, "refused"),
    ],
)
def test_a_certificate_with_a_fault(seen: Certificate) -> None:
    assert told("AVL003", scan_of(store=lambda writer: writer.store_access(seen))) == [Outcome.FAIL]


@pytest.mark.parametrize(
    "seen",
    [
        GOOD,
        replace(GOOD, version="TLSv1.2", onward=None),
        replace(GOOD, not_after="2026-12-26T00:00:00+00:00"),
    ],
)
def test_a_certificate_without(seen: Certificate) -> None:
    assert not told("AVL003", scan_of(store=lambda writer: writer.store_access(seen)))


LEVELS = (Level("首页", 1, 1), Level("二级页面", 10, 9), Level("三级页面", 10, 10))
SIX = Ipv6("www.shifan.gov.cn", ("240e:1::1",), LEVELS)


@pytest.mark.parametrize(
    "seen",
    [
        replace(SIX, addresses=(), levels=()),
        replace(SIX, levels=(Level("首页", 1, 0),)),
        replace(SIX, levels=(*LEVELS[:2], Level("三级页面", 10, 2))),
    ],
)
def test_ipv6_that_is_not_there_or_not_enough(seen: Ipv6) -> None:
    assert told("AVL004", scan_of(store=lambda writer: writer.store_access(seen))) == [Outcome.FAIL]


@pytest.mark.parametrize("levels", [LEVELS, LEVELS[:1], LEVELS[:2]])
def test_ipv6_that_is_enough(levels: tuple[Level, ...]) -> None:
    seen = replace(SIX, levels=levels)
    assert not told("AVL004", scan_of(store=lambda writer: writer.store_access(seen)))


def test_ipv6_that_was_not_measured_is_no_pass() -> None:
    seen = replace(SIX, levels=())
    assert told("AVL004", scan_of(store=lambda writer: writer.store_access(seen))) == [Outcome.UNKNOWN]


def slowed(seconds: float, share: float) -> Store:
    """Some pages take so long, the others a moment: all were loaded anew."""

    def store(writer: SnapshotWriter) -> None:
        pages = [t for t in writer.targets((TargetKind.PAGE,)) if t.probe and t.probe.status == 200]
        slow = round(share * len(pages))
        for number, target in enumerate(pages):
            if target.probe:
                spent = int(seconds * 1000) if number < slow else 50
                writer.store_probe(target.url, replace(target.probe, elapsed_ms=spent))

    return store


@pytest.mark.parametrize(("seconds", "share"), [(3.1, 0.1), (9, 0.06), (4, 1)])
def test_slow_pages(seconds: float, share: float) -> None:
    assert told("AVL002", scan_of(store=slowed(seconds, share))) == [Outcome.FAIL]


@pytest.mark.parametrize(("seconds", "share"), [(3, 1), (14, 0.03), (0.4, 1)])
def test_pages_that_are_quick_enough(seconds: float, share: float) -> None:
    assert not told("AVL002", scan_of(store=slowed(seconds, share)))
