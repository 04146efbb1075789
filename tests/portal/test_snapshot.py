"""What is written is read back; what was not committed is gone; what was touched is noticed."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.errors import OutputError, SnapshotError
from portal.page import Block, Cover, Hiding, Link, Page, Zone
from portal.profile import default_profile
from portal.snapshot import Capture, Snapshot, SnapshotWriter, Unreached, Validators, intact, verify
from portal.target import Probe, TargetKind, Verdict

HOME = "http://a.gov.cn/"
NOW = datetime(2026, 11, 24, tzinfo=UTC)
BODY = "<html>正文</html>".encode() * 50
PAGE = Page(HOME, title="首页", blocks=(Block(Zone.BODY, "正文"),), links=(Link("/x", HOME + "x", "链接"),))


def _capture(url: str = HOME, body: bytes = BODY) -> Capture:
    headers = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"))
    return Capture(url, 200, headers, body, hashlib.sha256(body).hexdigest())


def _scan(folder: Path) -> Path:
    writer = SnapshotWriter.create(folder, default_profile(HOME), NOW)
    writer.add([(HOME, TargetKind.PAGE, 0), (HOME + "x", TargetKind.PAGE, 1)])
    writer.store_page(PAGE, Probe(Verdict.OK, 200), Validators('"e"'), _capture())
    writer.store_probe(HOME + "x", Probe(Verdict.BROKEN, 404))
    writer.store_unreached(Unreached(HOME + "y", "超过深度"))
    writer.finish()
    return folder


def test_a_snapshot_reads_back_as_written(tmp_path: Path) -> None:
    snapshot = Snapshot.open(_scan(tmp_path / "s"))
    assert list(snapshot.pages()) == [PAGE]
    assert [t.url for t in snapshot.targets([Verdict.BROKEN])] == [HOME + "x"]
    assert snapshot.validators(HOME) == Validators('"e"')
    coverage = snapshot.coverage()
    assert (coverage.pages, coverage.links, coverage.unreached_total) == (1, 2, 1)
    evidence = snapshot.evidence(HOME)
    assert evidence is not None
    assert evidence.body == BODY
    assert evidence.digest == hashlib.sha256(BODY).hexdigest()
    snapshot.close()


def test_what_style_sheets_hide_is_kept(tmp_path: Path) -> None:
    sheet, rules = HOME + "s.css", (Hiding(".a", Cover.DISPLAY), Hiding(".a.on", None))
    writer = SnapshotWriter.create(tmp_path / "s", default_profile(HOME), NOW)
    writer.add([(sheet, TargetKind.RESOURCE, 0)])
    writer.store_hidings(sheet, rules)
    writer.finish()
    assert dict(Snapshot.open(tmp_path / "s").hidings()) == {sheet: rules}


def test_a_snapshot_made_before_there_were_such_rules_is_read_and_gone_on_with(tmp_path: Path) -> None:
    SnapshotWriter.create(tmp_path, default_profile(HOME), NOW).close()
    with closing(sqlite3.connect(tmp_path / "snapshot.sqlite")) as database:
        database.execute("DROP TABLE veil")
    assert list(Snapshot.open(tmp_path, unfinished=True).hidings()) == []
    writer = SnapshotWriter.resume(tmp_path)
    writer.add([(HOME + "s.css", TargetKind.RESOURCE, 0)])
    writer.store_hidings(HOME + "s.css", (Hiding(".a", Cover.DISPLAY),))
    assert [url for url, _ in writer.snapshot().hidings()] == [HOME + "s.css"]
    writer.close()


def test_verify_notices_every_change(tmp_path: Path) -> None:
    folder = _scan(tmp_path / "s")
    assert verify(folder) == []
    archive = next(folder.glob("*.warc.gz"))
    original = archive.read_bytes()
    archive.write_bytes(original[:-1] + bytes([original[-1] ^ 1]))
    assert verify(folder) == [f"文件内容被改动：{archive.name}"]
    archive.unlink()
    (folder / "new.txt").write_text("x")
    assert verify(folder) == [f"缺少文件：{archive.name}", "多出文件：new.txt"]


def test_a_database_that_was_changed_is_not_judged(tmp_path: Path) -> None:
    folder = _scan(tmp_path / "s")
    intact(folder)
    database = folder / "snapshot.sqlite"
    database.write_bytes(database.read_bytes()[:-1] + b"x")
    with pytest.raises(SnapshotError, match=r"与封存时不一致.*请用备份恢复"):
        intact(folder)
    intact(tmp_path / "none")


def test_snapshots_are_chained(tmp_path: Path) -> None:
    first = _scan(tmp_path / "1")
    writer = SnapshotWriter.create(tmp_path / "2", default_profile(HOME), NOW)
    writer.finish(first)
    assert verify(tmp_path / "2") == []
    manifest = first / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert verify(tmp_path / "2") == ["上一次快照的清单被改动，与本次记录的不符"]


def test_what_was_not_committed_is_taken_back(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    writer = SnapshotWriter.create(folder, default_profile(HOME), NOW)
    writer.add([(HOME, TargetKind.PAGE, 0), (HOME + "x", TargetKind.PAGE, 1)])
    writer.take([TargetKind.PAGE], 10)
    writer.store_page(PAGE, Probe(Verdict.OK, 200), Validators(), _capture())
    writer.commit()
    size = next(folder.glob("*.warc.gz")).stat().st_size
    writer.store_page(Page(HOME + "x"), Probe(Verdict.OK, 200), Validators(), _capture(HOME + "x"))
    assert writer._archive
    writer._archive.close()  # the kill comes after the evidence, before the commit
    writer._db.close()
    assert writer._lock
    writer._lock.release()
    resumed = SnapshotWriter.resume(folder)
    assert next(folder.glob("*.warc.gz")).stat().st_size == size
    assert [t.url for t in resumed.take([TargetKind.PAGE], 10)] == [HOME + "x"]
    assert resumed.pages() == 1
    resumed.close()


def test_bad_folders_are_named(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="没有快照"):
        Snapshot.open(tmp_path)
    (tmp_path / "snapshot.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(SnapshotError, match="损坏"):
        Snapshot.open(tmp_path)
    with pytest.raises(OutputError, match="不是空的"):
        SnapshotWriter.create(tmp_path, default_profile(HOME), NOW)
    with pytest.raises(OutputError, match="写不进"):
        SnapshotWriter.create(Path("/proc/none"), default_profile(HOME), NOW)


def test_an_unfinished_scan_is_not_judged(tmp_path: Path) -> None:
    SnapshotWriter.create(tmp_path / "s", default_profile(HOME), NOW).close()
    with pytest.raises(SnapshotError, match="尚未完成"):
        Snapshot.open(tmp_path / "s")
