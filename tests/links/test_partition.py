"""Each faulty address is told once, under the right rule, with every place."""

from __future__ import annotations

from collections import Counter

import pytest

from checks.engine import judge
from checks.finding import Finding, Outcome
from checks.links import occurrences
from checks.rule import catalogue
from checks.scan import Scan
from portal.page import Link, LinkKind, Page, Zone
from portal.profile import Profile
from portal.snapshot import SnapshotWriter, Validators
from portal.target import Probe, TargetKind, Verdict
from tests.rules.examples import HOST, examples

RULES = [rule for code, rule in catalogue().items() if code.startswith("LNK")]
SHEET = HOST + "/css/s.css"
DEAD = Probe(Verdict.BROKEN, 404, tries=2)
MIXED = """
```site
/ 200 <a href="/p.html">页</a><a href="/home-gone.html">甲</a><a href="http://both.example/">乙</a><a href="/soft.html">软</a>
/p.html 200 <a href="/home-gone.html">甲</a><a href="http://both.example/">乙</a><a href="/gone.html">丙</a><img src="/i.png"><a href="/f.pdf">丁</a><a href="http://out.example/">戊</a><a href="/soft.html">软</a><a href="http://10.1.1.1/">内</a><a href="http://8.8.8.8/dead">数</a><a href="/wall/">墙</a><a href="/away">迁</a>
http://both.example/ broken dns
http://out.example/ broken refused
http://10.1.1.1/ private private
http://8.8.8.8/dead 404
/f.pdf broken empty
/soft.html soft-404 own-words
/wall/ blocked
/away 301 http://new.example/
```
"""  # noqa: E501 - one line a page


def _findings(scan: Scan) -> tuple[Finding, ...]:
    return judge(scan, RULES).findings


def _site(
    pages: dict[str, list[Link]], targets: dict[str, tuple[TargetKind, Probe]], sheet: tuple[Link, ...] = ()
) -> Scan:
    profile = Profile(start=(HOST + "/",))
    example = examples("```site\n/ 200 x\n```")[0]
    writer = SnapshotWriter.memory(profile, example.now)
    for path, links in pages.items():
        writer.add([(HOST + path, TargetKind.PAGE, 0)])
        writer.store_page(Page(HOST + path, links=tuple(links)), Probe(Verdict.OK, 200), Validators(), None)
    for url, (kind, probe) in targets.items():
        writer.add([(url, kind, 1)])
        writer.store_probe(url, probe)
    if sheet:
        writer.add([(SHEET, TargetKind.RESOURCE, 1)])
        writer.store_sheet(SHEET, sheet)
    return Scan(writer.snapshot(), profile)


def _link(path: str, zone: Zone = Zone.BODY, kind: LinkKind = LinkKind.ANCHOR, text: str = "通知") -> Link:
    return Link(path, HOST + path, text, kind, zone)


def test_every_address_is_told_under_one_rule() -> None:
    found = _findings(examples(MIXED)[0].scan())
    assert {f.target.removeprefix(HOST): f.rule for f in found} == {
        "/home-gone.html": "LNK001",
        "http://both.example/": "LNK001",
        "/gone.html": "LNK002",
        "/i.png": "LNK003",
        "/f.pdf": "LNK004",
        "/soft.html": "LNK005",
        "http://out.example/": "LNK006",
        "http://8.8.8.8/dead": "LNK006",
        "/wall/": "LNK007",
        "/away": "LNK008",
        "http://10.1.1.1/": "LNK010",
    }
    assert set(Counter(f.target for f in found).values()) == {1}


def test_home_comes_first_and_every_place_is_kept() -> None:
    pages = {f"/{n}.html": [_link("/gone.html")] for n in range(3)} | {"/": [_link("/gone.html")]}
    (found,) = _findings(_site(pages, {HOST + "/gone.html": (TargetKind.PAGE, DEAD)}))
    assert (found.rule, found.url, found.count) == ("LNK001", HOST + "/", 4)
    assert [o.url.removeprefix(HOST) for o in found.occurrences] == ["/", "/0.html", "/1.html", "/2.html"]
    assert found.message == "首页正文链接“通知”打不开：404 页面不存在（已复核）。共 4 处"


@pytest.mark.parametrize(("framed", "template"), [(4, False), (5, True), (29, False), (30, True)])
def test_a_frame_link_on_many_pages_is_a_template(framed: int, template: bool) -> None:
    total = 100 if framed > 10 else 10
    pages = {f"/{n}.html": [_link("/gone.html", Zone.FOOTER)] if n < framed else [] for n in range(total)}
    (found,) = _findings(_site(pages, {HOST + "/gone.html": (TargetKind.PAGE, DEAD)}))
    assert (f"模板（页脚），共 {framed} 页" in found.message) is template
    assert found.occurrences[0].locator.startswith("模板") is template
    assert len(found.occurrences) == found.count == framed


def test_a_link_in_the_text_of_many_pages_is_no_template() -> None:
    pages = {f"/{n}.html": [_link("/gone.html")] for n in range(20)}
    (found,) = _findings(_site(pages, {HOST + "/gone.html": (TargetKind.PAGE, DEAD)}))
    assert "模板" not in found.message


def test_places_are_capped_and_counted_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(occurrences, "LISTED", 8)
    monkeypatch.setattr(occurrences, "ROOM", 12)
    monkeypatch.setattr(occurrences, "SPARE", 2)
    pages = {f"/{n}.html": [_link("/a.html"), _link("/b.html"), _link("/c.html")] for n in range(50)}
    gone = {HOST + f"/{name}.html": (TargetKind.PAGE, DEAD) for name in "abc"}
    ledger = _site(pages, gone).links
    listed = [len(suspect.places.listed) for suspect in ledger.suspects.values()]
    assert sum(listed) <= 12 + 2 * 3
    assert [suspect.places.count for suspect in ledger.suspects.values()] == [50, 50, 50]


def test_the_same_words_twice_in_one_part_are_one_place() -> None:
    pages = {"/p.html": [_link("/gone.html"), _link("/gone.html"), _link("/gone.html", Zone.FOOTER)]}
    (found,) = _findings(_site(pages, {HOST + "/gone.html": (TargetKind.PAGE, DEAD)}))
    assert [o.locator for o in found.occurrences] == ["正文链接“通知”", "页脚链接“通知”"]


def test_text_does_not_depend_on_the_order_pages_were_found_in() -> None:
    one = {"/a.html": [_link("/gone.html", text="甲")], "/b.html": [_link("/gone.html", text="乙")]}
    gone = {HOST + "/gone.html": (TargetKind.PAGE, DEAD)}
    (first,), (second,) = _findings(_site(one, gone)), _findings(_site(dict(reversed(one.items())), gone))
    assert first.fingerprint == second.fingerprint


def test_a_stylesheet_names_itself_as_the_place() -> None:
    used = (_link("/bg.png", kind=LinkKind.STYLE, text=""),)
    (found,) = _findings(_site({"/": []}, {HOST + "/bg.png": (TargetKind.RESOURCE, DEAD)}, used))
    assert (found.rule, found.url) == ("LNK003", SHEET)
    assert found.occurrences[0].locator == "样式表 s.css 引用的文件"


def test_a_video_played_in_the_page_is_a_resource() -> None:
    video = {HOST + "/v.mp4": (TargetKind.ATTACHMENT, DEAD)}
    played = _site({"/p.html": [_link("/v.mp4", kind=LinkKind.MEDIA, text="")]}, video)
    offered = _site({"/p.html": [_link("/v.mp4", text="下载")]}, video)
    assert [f.rule for f in (*_findings(played), *_findings(offered))] == ["LNK003", "LNK004"]


def test_an_address_no_page_links_to_is_not_told() -> None:
    assert not _findings(_site({"/": []}, {HOST + "/gone.html": (TargetKind.PAGE, DEAD)}))


def test_without_internet_no_silent_host_is_called_dead() -> None:
    away = {
        "http://a.example/": (TargetKind.EXTERNAL, Probe(Verdict.CANNOT_TELL, reason="offline")),
        "http://8.8.8.8/": (TargetKind.EXTERNAL, Probe(Verdict.BROKEN, reason="unreachable", tries=3)),
        HOST + "/gone.html": (TargetKind.PAGE, DEAD),
    }
    links = [Link(url, url, "链接") for url in away]
    found = _findings(_site({"/p.html": links}, away))
    assert [(f.rule, f.outcome) for f in found] == [
        ("LNK002", Outcome.FAIL),
        ("LNK007", Outcome.UNKNOWN),
    ]
    assert found[1].message == (
        "外站域名全部无法解析，可能是本机无法访问外网；2 个外站网址未能核实，不计为错链"
    )


@pytest.mark.parametrize(
    ("probe", "kind", "words"),
    [
        (Probe(Verdict.BROKEN, 404), TargetKind.ATTACHMENT, "404 文件不存在"),
        (Probe(Verdict.BROKEN, 502), TargetKind.PAGE, "502 网关错误"),
        (Probe(Verdict.BROKEN, 520), TargetKind.PAGE, "520 服务器出错"),
        (Probe(Verdict.BROKEN, reason="timeout"), TargetKind.PAGE, "15 秒无响应"),
        (Probe(Verdict.BROKEN, reason="dns"), TargetKind.EXTERNAL, "域名无法解析"),
        (Probe(Verdict.BROKEN, 200, "html-instead-of-file"), TargetKind.ATTACHMENT, "打开的是网页而不是文件"),
        (Probe(Verdict.BROKEN, 200, "empty"), TargetKind.ATTACHMENT, "文件是空的"),
    ],
)
def test_what_happens_is_said_in_plain_words(probe: Probe, kind: TargetKind, words: str) -> None:
    (found,) = _findings(_site({"/p.html": [_link("/x")]}, {HOST + "/x": (kind, probe)}))
    assert words in found.message
    assert found.suggestion
