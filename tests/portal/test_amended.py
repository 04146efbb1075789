"""A whole scan amended by an errand reads as one snapshot."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from portal.page import Link, Page, Published
from portal.profile import Profile
from portal.records import Letter, Records
from portal.snapshot import Amended, Snapshot, SnapshotWriter, Validators
from portal.target import Baseline, Probe, TargetKind, Verdict

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
HOST = "http://www.t.gov.cn"
OK = Probe(Verdict.OK, 200)


def page(path: str, title: str, *links: str) -> Page:
    return Page(
        f"{HOST}{path}",
        title=title,
        links=tuple(Link(to, HOST + to) for to in links),
        published=Published(NOW.date(), "label"),
    )


def snapshot(when: datetime, *pages: Page, probes: dict[str, Probe] | None = None) -> Snapshot:
    writer = SnapshotWriter.memory(Profile(start=(f"{HOST}/",)), when)
    for each in pages:
        writer.add([(each.url, TargetKind.PAGE, 1)])
        writer.store_page(each, OK, Validators(), None)
    for path, probe in (probes or {}).items():
        writer.add([(HOST + path, TargetKind.PAGE, 1)])
        writer.store_probe(HOST + path, probe)
    writer.store_baseline(Baseline(f"{HOST}/{len(pages)}/", 404))
    return writer.snapshot()


@pytest.fixture
def whole() -> Snapshot:
    return snapshot(
        NOW,
        page("/", "首页", "/a", "/b"),
        page("/a", "旧甲", "/x"),
        page("/b", "乙"),
        probes={"/x": Probe(Verdict.BROKEN, 404)},
    )


def titles(seen: Snapshot) -> list[str]:
    return [each.title for each in seen.pages()]


def test_fetched_pages_stand_where_the_old_ones_stood_and_new_ones_last(whole: Snapshot) -> None:
    later = NOW + timedelta(days=1)
    seen = Amended(whole, snapshot(later, page("/new", "新"), page("/a", "新甲"), probes={"/x": OK}))
    assert titles(seen) == ["首页", "新甲", "乙", "新"]
    assert [url.removeprefix(HOST) for url, _ in seen.links()] == ["/", "/a", "/b", "/new"]
    assert dict(seen.links())[f"{HOST}/a"] == ()
    assert seen.reference_time == later
    assert seen.probe(f"{HOST}/x") == OK
    assert sorted(seen.addresses()) == sorted({*whole.addresses(), f"{HOST}/new"})
    assert [t.url for t in seen.targets([Verdict.BROKEN])] == []
    assert len(seen.baselines()) == 2
    assert len(list(seen.published())) == 4


@pytest.mark.parametrize(
    ("probe", "left"),
    [
        (Probe(Verdict.BROKEN, 404), False),
        (Probe(Verdict.BROKEN, 410), False),
        (Probe(Verdict.OK, 200, chain=(f"{HOST}/b",)), False),
        (Probe(Verdict.BROKEN, 500), True),
        (Probe(Verdict.BROKEN, 0, "timeout"), True),
        (Probe(Verdict.BLOCKED, 403), True),
        (Probe(Verdict.CANNOT_TELL, 404), True),
        (Probe(Verdict.NOT_ASKED, 0, "robots"), True),
    ],
)
def test_a_page_is_left_out_only_when_it_certainly_is_none(whole: Snapshot, probe: Probe, left: bool) -> None:
    seen = Amended(whole, snapshot(NOW, probes={"/a": probe}))
    assert ("旧甲" in titles(seen)) is left
    assert (seen.page(f"{HOST}/a") is not None) is left
    assert (f"{HOST}/a" in dict(seen.links())) is left
    assert (seen.page_row(f"{HOST}/a") is not None) is left


def test_pages_may_be_read_otherwise_than_they_were_fetched(whole: Snapshot) -> None:
    errand = snapshot(NOW, page("/a", "新甲", "/y"))
    bare = page("/a", "无链接")
    seen = Amended(whole, errand, {bare.url: bare})
    assert titles(seen) == ["首页", "无链接", "乙"]
    assert seen.page(bare.url) == bare
    assert dict(seen.links())[bare.url] == ()


def test_what_was_observed_besides_is_that_of_the_whole_scan() -> None:
    writer = SnapshotWriter.memory(Profile(start=(f"{HOST}/",)), NOW)
    told = Records(letters=(Letter("1", "路灯不亮", NOW.date()),))
    writer.store_records(told)
    assert Amended(writer.snapshot(), snapshot(NOW)).records == told
