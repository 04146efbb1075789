"""Which kinds of rules a scan has covered: small sites judged by the real rules."""

from __future__ import annotations

import pytest

from checks import Judgement, judge
from checks import Scan as Judged
from portal.snapshot import SnapshotWriter, Validators
from portal.target import Probe, TargetKind, Verdict
from reports.build import cleaned
from tests.ledger.offices import site
from tests.ledger.scans import NOW
from tests.rules.examples import HOST, examples
from xunjian.ledger.covered import Covered
from xunjian.ledger.recording import Change, record
from xunjian.store.models import Case, Scan

pytestmark = pytest.mark.django_db
ITEMS = "".join(
    f'<li><a href="/gg/{n}.html">关于做好第{n}项重点工作的通知</a><span>{{day}}</span></li>'
    for n in range(1, 7)
)
OLD, NEW = (f"<ul>{ITEMS.format(day=day)}</ul>" for day in ("2025-01-06", "2026-11-20"))
BLANK = (
    '/gg/ 200 <div class="nav"><a href="/">首页</a></div><ul></ul><div class="footer">版权所有 某区政府</div>'
)
UNDATED = f"<ul>{ITEMS.replace('<span>{day}</span>', '')}</ul>"
COLUMN, FRONT = "column 通知公告 /gg/ notice", '/ 200 <a href="/gg/">通知公告</a><a href="/p.html">页</a>'
ARTICLE = "<title>关于开展检查的通知</title><meta name='ArticleTitle' content='关于开展检查的通知'><h1>关于开展检查的通知</h1>{date}"
ARTICLE += "<p>" + "会议听取了有关工作情况汇报，研究部署下一阶段重点任务。" * 8 + "</p>"


def night(*lines: str, finished: bool = True) -> Change:
    judged = examples("```site now=2026-11-24\n" + "\n".join(lines) + "\n```")[0].scan()
    return _record(judged, finished=finished)


def _record(judged: Judged, *, finished: bool = True) -> Change:
    if finished:
        judged.snapshot.facts["finished"] = "now"  # a snapshot in memory is never sealed
    judgement = judge(judged)
    scan = Scan.objects.create(site=site(), reference_time=NOW)
    seen = Covered.of(judged.snapshot, judgement, judged.columns)
    return record(scan, list(map(cleaned, judgement.findings)), seen, NOW)


def closed(change: Change) -> set[str]:
    return {case.rule for case in change.closed}


def of(rule: str) -> Case:
    return Case.objects.get(rule=rule)


@pytest.mark.parametrize(
    ("lines", "mended"),
    [
        ((COLUMN, FRONT, f"/gg/ 200 {NEW}"), True),
        ((COLUMN, FRONT, f"/gg/ 200 {UNDATED}"), False),  # no date can be read
        ((COLUMN, FRONT, "/gg/ 200 <div id=app></div>"), False),  # filled by a script
        ((COLUMN, FRONT, "/gg/ cannot-tell timeout"), False),
        ((COLUMN, FRONT, "/gg/ 503"), False),
        ((COLUMN, FRONT, "/gg/ 404"), True),  # the column was taken down
        (
            (FRONT, "/gg/ 200 <p>正在建设</p>"),
            False,
        ),  # vanished: its page is there, but it is no column any more
        (("/ 200 <p>首页</p>",), False),  # nobody links to it
    ],
)
def test_a_stale_column(lines: tuple[str, ...], mended: bool) -> None:
    night(COLUMN, FRONT, f"/gg/ 200 {OLD}")
    assert of("UPD003").state == "new"
    assert ("UPD003" in closed(night(*lines))) is mended


@pytest.mark.parametrize(
    ("lines", "mended"),
    [
        ((COLUMN, FRONT, f"/gg/ 200 {NEW}"), True),
        ((COLUMN, FRONT, "/gg/ 200 <div id=app></div><script src=/new.js></script>"), False),
        ((COLUMN, FRONT, "/gg/ blocked"), False),
    ],
)
def test_a_blank_column(lines: tuple[str, ...], mended: bool) -> None:
    night(COLUMN, FRONT, BLANK)
    assert of("UPD005").state == "new"
    assert ("UPD005" in closed(night(*lines))) is mended


@pytest.mark.parametrize(
    ("home", "mended"),
    [
        (NEW, True),
        ('<div id="app">{{list}}</div>', False),  # no date can be seen
    ],
)
def test_the_home_page(home: str, mended: bool) -> None:
    night(f"/ 200 {OLD}")
    assert of("UPD001").state == "new"
    assert ("UPD001" in closed(night(f"/ 200 {home}"))) is mended


def test_an_undated_article_is_mended_by_its_date_alone() -> None:
    night(FRONT, f"/p.html 200 {ARTICLE.format(date='')}")
    bare = ARTICLE.format(date="").replace("ArticleTitle", "x")  # not known for an article any more
    assert "UPD007" not in closed(night(FRONT, f"/p.html 200 {bare}"))
    dated = ARTICLE.format(date="<p>发布时间：2026-11-20</p>")
    assert "UPD007" in closed(night(FRONT, f"/p.html 200 {dated}"))


@pytest.mark.parametrize(
    ("answer", "mended"),
    [
        ("/q.html 200 <h2 id=fee>收费</h2>", True),
        ("/q.html 503", False),  # the page that should hold the place did not load
        ("/q.html 404", True),  # a dead link now, told by another rule
    ],
)
def test_a_place_on_a_page(answer: str, mended: bool) -> None:
    lines = ('/ 200 <a href="/q.html#fee">收费标准</a>', "/q.html 200 <h2 id=time>时间</h2>")
    night(*lines)
    assert of("LNK009").state == "new"
    assert ("LNK009" in closed(night(lines[0], answer))) is mended


@pytest.mark.parametrize(
    ("answer", "mended"),
    [
        ("/x.pdf 200", True),
        ("/x.pdf not-asked budget", False),
        ("/x.pdf cannot-tell timeout", False),
        ("/x.pdf tls tls:expired", False),
    ],
)
def test_a_dead_attachment(answer: str, mended: bool) -> None:
    front, holder = '/ 200 <a href="/p.html">页</a>', '/p.html 200 <a href="/x.pdf">附件</a>'
    night(front, holder, "/x.pdf 404")
    assert of("LNK004").state == "new"
    asked = answer.replace("/x.pdf 200", "/x.pdf ok")
    assert ("LNK004" in closed(night(front, holder, asked))) is mended


def test_the_page_that_moved_is_read_where_it_went() -> None:
    front = '/ 200 <a href="/p.html">页</a><a href="/new.html">新</a>'
    night(front, "/p.html 200 <a href='D:\\1.doc'>附件</a>", "/new.html 200 <p>新</p>")
    assert of("LNK010").state == "new"
    assert "LNK010" in closed(night(front, "/p.html 301 /new.html", "/new.html 200 <p>新</p>"))


def test_an_unfinished_scan_closes_nothing() -> None:
    night(COLUMN, FRONT, f"/gg/ 200 {OLD}")
    assert closed(night(COLUMN, FRONT, f"/gg/ 200 {NEW}", finished=False)) == set()


def test_a_page_that_was_cut_off_is_not_read_to_the_end() -> None:
    example = examples("```site\n/ 200 <p>正文</p>\n```")[0]
    writer = SnapshotWriter.memory(example.profile, NOW)
    page = next(example.scan().snapshot.pages())
    writer.add([(page.url, TargetKind.PAGE, 0)])
    cut = type(page)(url=page.url, notes=("truncated:size",))
    writer.store_page(cut, Probe(Verdict.OK, 200), Validators(), None)
    seen = Covered.of(writer.snapshot(), Judgement(()), ())
    assert not seen.settled(page.url)
    writer.store_page(page, Probe(Verdict.OK, 200), Validators(), None)
    assert Covered.of(writer.snapshot(), Judgement(()), ()).settled(HOST + "/")


def test_a_rule_that_broke_closes_nothing() -> None:
    night(FRONT, "/p.html 200 <a href='D:\\1.doc'>附件</a>")
    judged = examples(f"```site\n{FRONT}\n/p.html 200 <p>好</p>\n```")[0].scan()
    judged.__dict__["links"] = None  # every link rule raises now
    change = _record(judged)
    assert not closed(change) & {"LNK010"}
    assert of("LNK010").state == "new"
