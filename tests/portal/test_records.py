"""Records from files an office exports, and kept with a scan."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from portal.calendar import CHINA
from portal.errors import ProfileError, RecordsError
from portal.profile import Profile, read_profile
from portal.record_files import read_accounts, read_letters, read_visits
from portal.records import Account, Letter, Outage, Records, Source, Unread, Visit, unpack
from portal.snapshot import Snapshot, SnapshotWriter, verify

NOW = datetime(2026, 11, 24, 9, tzinfo=CHINA)
PROFILE = Profile(start=("http://www.t.gov.cn/",))


def _file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "export.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_letters_as_excel_saves_them(tmp_path: Path, encoding: str) -> None:
    text = (
        "信件编号,主题,写信日期,回复时间,办理单位,是否公开\r\n"
        '2026001,"道路积水,盼修",2026/7/1 8:05,2026年7月9日,区住建局,是\r\n'
        "2026002,路灯不亮,2026-07-02T10:00:00+08:00,,区城管局,否\r\n"
    )
    read = read_letters(_file(tmp_path, text, encoding))
    assert read == Records(
        letters=(
            Letter("2026001", "道路积水,盼修", date(2026, 7, 1), date(2026, 7, 9), "区住建局"),
            Letter("2026002", "路灯不亮", date(2026, 7, 2), None, "区城管局", public=False),
        )
    )


def test_bad_rows_are_named_and_the_others_count(tmp_path: Path) -> None:
    text = (
        "标题,来信时间,答复时间,是否公开\n"
        "好的一行,2026-07-01,,\n"
        "没有这一天,2026-02-30,,\n"
        ",2026-07-01,,\n"
        '"两行\n标题",2026-07-01,2026-06-01,\n'
        "看不懂,昨天,,\n"
        "\n"
        "公开与否,2026-07-01,,也许\n"
        "又一行,2026-07-03,2026-07-08,公开\n"
    )
    read = read_letters(_file(tmp_path, text))
    assert [letter.title for letter in read.letters or ()] == ["好的一行", "又一行"]
    assert [(row.line, row.problem) for row in read.unread] == [
        (3, "「来信时间」写的是“2026-02-30”，没有这一天或这个时刻"),
        (4, "缺少「标题」"),
        (5, "答复时间 2026-06-01 早于来信时间 2026-07-01"),
        (7, "「来信时间」写的是“昨天”，看不懂，应形如 2026-11-24 或 2026-11-24 09:30"),
        (9, "「是否公开」写的是“也许”，应写“是”或“否”"),
    ]


def test_visits_and_announced_outages(tmp_path: Path) -> None:
    text = (
        "时间\t结果\t用时\t原因\t结束\n"
        "2026-11-23 10:00\t正常\t0.8秒\t\t\n"
        "2026-11-23 11:00\t打不开\t15\t超时\t\n"
        "2026-11-23 12:00\t停机\t\t割接\t2026-11-23 14:00\n"
        "2026-11-23 15:00\t停机\t\t割接\t2026-11-23 14:00\n"
        "2026-11-23 16:00\t\t3\t\t\n"
        "2026-11-23 17:00\t正常\t很快\t\t\n"
    )
    read = read_visits(_file(tmp_path, text))
    at = datetime(2026, 11, 23, 10, tzinfo=CHINA)
    assert read.visits == (Visit(at, True, 0.8), Visit(at.replace(hour=11), False, 15.0, "超时"))
    assert read.outages == (Outage(at.replace(hour=12), at.replace(hour=14), "割接"),)
    assert [(row.line, row.problem) for row in read.unread] == [
        (5, "停机的结束时间不晚于开始时间"),
        (6, "缺少「结果」"),
        (7, "「用时」写的是“很快”，应是秒数"),
    ]


def test_accounts(tmp_path: Path) -> None:
    text = "平台,账号名称,最近更新日期,核查日期\n微信公众号,某区发布,2026.11.20,2026.11.23\n微博,某区,,\n"
    assert read_accounts(_file(tmp_path, text)).accounts == (
        Account("微信公众号", "某区发布", date(2026, 11, 20), Source.CSV, date(2026, 11, 23)),
        Account("微博", "某区", None, Source.CSV),
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "缺少：标题、来信时间"),
        ("标题,内容\n一,二\n".encode(), "缺少：来信时间"),
        (b"PK\x03\x04\xff\xff\x00\x81\xfe\xff", "不是完整的 .xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 .xls"),
        (b"\xff\xff\x00\x81\xfe\xff", "CSV"),
    ],
)
def test_a_file_that_is_no_such_table(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(content)
    with pytest.raises(RecordsError, match=words):
        read_letters(path)


def test_a_workbook_with_a_title_above_its_heading(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["区长信箱导出"])
    sheet.append(["编号", "标题", "来信时间", "答复时间", "是否公开"])
    at = datetime(2026, 7, 1, 8, 5)  # noqa: DTZ001 - a cell has no zone
    sheet.append([2026001, "道路积水", at, date(2026, 7, 9), True])
    sheet.append([2026002.0, "路灯不亮", "2026年7月2日", None, "否"])
    sheet.append([None, None, None])
    sheet.append([2026003, None, "2026-07-03"])
    book.save(tmp_path / "export.xlsx")
    read = read_letters(tmp_path / "export.xlsx")
    assert read.letters == (
        Letter("2026001", "道路积水", date(2026, 7, 1), date(2026, 7, 9)),
        Letter("2026002", "路灯不亮", date(2026, 7, 2), None, public=False),
    )
    assert [(row.line, row.problem) for row in read.unread] == [(6, "缺少「标题」")]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match="打不开"):
        read_visits(tmp_path / "none.csv")


def _told() -> Records:
    return Records(
        visits=(Visit(NOW, False, 15.0, "超时", counted=False),),
        outages=(Outage(NOW, datetime(2026, 11, 25, tzinfo=UTC), "割接"),),
        accounts=(Account("微博", "某区", date(2026, 11, 1), Source.FEED, NOW.date(), "", "坏了"),),
        letters=(Letter("1", "标题", date(2026, 7, 1), None, "区住建局", public=False),),
        unread=(Unread("留言记录", 3, "缺少「标题」"),),
    )


def test_records_are_sealed_with_the_scan(tmp_path: Path) -> None:
    writer = SnapshotWriter.create(tmp_path / "scan", PROFILE, NOW)
    writer.store_records(_told())
    writer.finish()
    snapshot = Snapshot.open(tmp_path / "scan")
    assert snapshot.records == _told()
    snapshot.close()
    assert verify(tmp_path / "scan") == []
    assert "区住建局" not in (tmp_path / "scan" / "manifest.json").read_text(encoding="utf-8")


def test_a_scan_nobody_told_anything_of() -> None:
    assert SnapshotWriter.memory(PROFILE, NOW).snapshot().records == Records()


def test_what_is_told_later_goes_before_what_was_kept() -> None:
    later = Records(letters=())
    merged = later.over(_told())
    assert (merged.letters, merged.visits) == ((), _told().visits)
    assert unpack(merged.pack()) == merged


def test_outages_of_a_profile_are_in_order_and_in_china() -> None:
    text = 'start = ["http://www.t.gov.cn/"]\n[[outages]]\nstart = 2026-11-20T00:00:00\nend = {}\nreason = "割接"'
    (outage,) = read_profile(text.format("2026-11-20T06:00:00"), "配置").outages
    assert outage.announced.covers(datetime(2026, 11, 19, 16, tzinfo=UTC))
    with pytest.raises(ProfileError, match="结束时间应晚于开始时间"):
        read_profile(text.format("2026-11-19T06:00:00"), "配置")
