"""First-seen history over real snapshots, and what it says against dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pytest

from checks.engine import judge
from checks.finding import Finding, Outcome, Severity
from checks.rule import catalogue
from checks.scan import Scan
from crawler.extract import read_page
from portal.calendar import CHINA
from portal.errors import SnapshotError
from portal.profile import Profile
from portal.snapshot import Capture, History, Snapshot, SnapshotWriter, Validators
from portal.snapshot.history import FILE
from portal.target import Probe, TargetKind, Verdict

HOME = "http://www.t.gov.cn/"
TEXT = "会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。" * 6
PROFILE = Profile.model_validate(
    {"start": [HOME], "columns": [{"name": "通知公告", "url": f"{HOME}tzgg/", "kind": "notice"}]}
)


def article(title: str, day: str, text: str = TEXT) -> str:
    return f"<title>{title}</title><h1>{title}</h1><p>发布时间：{day}</p><p>{title}。{text}</p>"


def listing(items: Mapping[str, str]) -> str:
    rows = "".join(
        f'<li><a href="{path}">关于做好{path[-6]}项重点工作的通知</a><span>{day}</span></li>'
        for path, day in items.items()
    )
    return f"<title>通知公告</title><h2>通知公告</h2><ul>{rows}</ul>"


def write(shelf: Path, day: str, pages: Mapping[str, str]) -> Path:
    when = datetime.fromisoformat(day).replace(hour=2, tzinfo=CHINA)
    folder = shelf / when.strftime("%Y%m%d-%H%M%S")
    writer = SnapshotWriter.create(folder, PROFILE, when)
    for path, html in {"/": '<a href="/tzgg/">通知公告</a>', **pages}.items():
        url = HOME.rstrip("/") + path
        page = read_page(url, html.encode(), "text/html; charset=utf-8")
        writer.add([(url, TargetKind.PAGE, 0)])
        writer.store_page(
            page, Probe(Verdict.OK, 200), Validators(), Capture(url, 200, (), html.encode(), page.digest)
        )
    writer.finish()
    return folder


def told(folder: Path) -> list[Finding]:
    snapshot = Snapshot.open(folder)
    history = History.of(snapshot)
    try:
        found = judge(Scan(snapshot, PROFILE, history=history), [catalogue()["UPD008"]]).findings
        return [finding for finding in found if finding.outcome is not Outcome.UNKNOWN]
    finally:
        history.close()
        snapshot.close()


OLD = {f"/tzgg/{n}.html": f"2026-0{n}-05" for n in range(1, 8)}


def column(items: Mapping[str, str]) -> dict[str, str]:
    return {"/tzgg/": listing(items), **{path: article(path, day) for path, day in items.items()}}


def test_first_seen_and_changes_are_kept_as_of_each_scan(tmp_path: Path) -> None:
    one = write(tmp_path, "2026-11-01", {"/a.html": article("甲", "2026-10-30")})
    two = write(tmp_path, "2026-11-02", {"/a.html": article("甲", "2026-11-02")})
    three = write(tmp_path, "2026-11-03", {"/a.html": article("甲", "2026-11-02")})
    for folder, count in ((three, 2), (one, 1), (two, 2)):
        snapshot = Snapshot.open(folder)
        history = History.of(snapshot)
        sights = history.sights(f"{HOME}a.html")
        assert len(sights) == count
        assert (sights[0].day, sights[0].published) == (date(2026, 11, 1), date(2026, 10, 30))
        history.close()
        snapshot.close()


def test_lost_it_is_made_again(tmp_path: Path) -> None:
    write(tmp_path, "2026-11-01", {"/a.html": article("甲", "2026-10-30")})
    two = write(tmp_path, "2026-11-20", {"/a.html": article("甲", "2026-11-19")})
    before = told(two)
    (tmp_path / FILE).unlink()
    assert told(two) == before
    assert [finding.text for finding in before] == ["发布日期改动过"]


def test_a_damaged_history_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path, "2026-11-01", {})
    (tmp_path / FILE).write_bytes(b"no database" * 100)
    with pytest.raises(SnapshotError, match="历史记录读写不了"):
        told(folder)


def test_an_item_slotted_in_among_older_ones_is_named_with_its_column(tmp_path: Path) -> None:
    write(tmp_path, "2026-11-01", column(OLD))
    late = {**OLD, "/tzgg/9.html": "2026-05-20"}
    (finding,) = told(write(tmp_path, "2026-11-02", column(late)))
    assert (finding.outcome, finding.severity) == (Outcome.FAIL, Severity.WARNING)
    assert finding.url == f"{HOME}tzgg/"
    assert [place.url for place in finding.occurrences] == [f"{HOME}tzgg/9.html"]


@pytest.mark.parametrize(
    "late",
    [
        {**OLD, "/tzgg/9.html": "2026-11-02"},  # new today
        {**OLD, "/tzgg/9.html": "2026-10-27"},  # entered a few days late
        {"/tzgg/9.html": "2025-12-20", **OLD},  # older than all: the list has grown at its end
    ],
)
def test_ordinary_new_items_are_silent(tmp_path: Path, late: Mapping[str, str]) -> None:
    write(tmp_path, "2026-11-01", column(OLD))
    assert told(write(tmp_path, "2026-11-02", column(late))) == []


def test_a_first_scan_accuses_nobody(tmp_path: Path) -> None:
    assert told(write(tmp_path, "2026-11-01", column({**OLD, "/tzgg/9.html": "2026-05-20"}))) == []


def test_an_old_text_put_out_anew(tmp_path: Path) -> None:
    old = {"/old.html": article("通知", "2026-03-01")}
    write(tmp_path, "2026-11-01", old)
    (finding,) = told(write(tmp_path, "2026-11-02", {**old, "/new.html": article("通知", "2026-11-02")}))
    assert finding.text == "旧稿新发"
    assert "/old.html" in finding.message


def test_two_signs_are_a_matter_of_veto(tmp_path: Path) -> None:
    old = {"/old.html": article("通知", "2026-03-01")}
    write(tmp_path, "2026-11-01", old)
    write(tmp_path, "2026-11-02", {**old, "/new.html": article("通知", "2026-04-02")})
    (finding,) = told(write(tmp_path, "2026-11-20", {**old, "/new.html": article("通知", "2026-11-19")}))
    assert (finding.outcome, finding.severity) == (Outcome.REVIEW, Severity.VETO)
    assert finding.text == "发布日期改动过、旧稿新发"


@pytest.mark.parametrize("last", ["2026-10-01", "2026-10-28"])
def test_a_slip_put_right_is_forgiven(tmp_path: Path, last: str) -> None:
    for day, shown in (("2026-11-01", "2026-10-01"), ("2026-11-12", "2026-11-11"), ("2026-11-13", last)):
        folder = write(tmp_path, day, {"/a.html": article("甲", shown)})
    assert told(folder) == []
