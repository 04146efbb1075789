"""What is taken from snapshots: evidence and chain hold, and what was done is told."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from checks.security.past import look_back
from portal.errors import SnapshotError
from portal.page import Page
from portal.profile import default_profile
from portal.snapshot import Capture, History, Snapshot, SnapshotWriter, Validators, read_cleared, verify
from portal.snapshot.clearing import holders, remove, thin
from portal.target import Probe, TargetKind, Verdict

HOME = "http://a.gov.cn/"
OTHER = HOME + "b.html"
NOW = datetime(2026, 11, 24, tzinfo=UTC)
WHY = "试一试"


def scan(shelf: Path, number: int, texts: Mapping[str, str], previous: Path | None = None) -> Path:
    """As the crawler writes it: a page whose body is that of the scan before is noted as unchanged."""
    earlier = {}
    if previous:
        with_before = Snapshot.open(previous, thinned=True)
        earlier = dict(with_before.digests())
        with_before.close()
    with time_machine.travel(NOW + timedelta(days=number), tick=False):
        writer = SnapshotWriter.create(shelf / str(number), default_profile(HOME), NOW)
        writer.add([(url, TargetKind.PAGE, 0) for url in (*texts, HOME + "gone")])
        for url, text in texts.items():
            body = text.encode()
            digest = hashlib.sha256(body).hexdigest()
            same = earlier.get(url) == digest
            capture = Capture(url, 200, (), b"" if same else body, digest, unchanged=same)
            writer.store_page(
                Page(url, title=text, digest=digest), Probe(Verdict.OK, 200), Validators(), capture
            )
        writer.store_probe(HOME + "gone", Probe(Verdict.BROKEN, 404))
        writer.finish(previous)
    return shelf / str(number)


@pytest.fixture
def chain(tmp_path: Path) -> list[Path]:
    """Five nights: the home page changes on night 2, the other page on night 4, back to what it was on night 5."""
    texts = [("甲", "一"), ("甲", "一"), ("乙", "一"), ("乙", "二"), ("乙", "一")]
    made: list[Path] = []
    for number, (home, other) in enumerate(texts, 1):
        made.append(scan(tmp_path, number, {HOME: home, OTHER: other}, made[-1] if made else None))
    return made


def body(folder: Path, url: str) -> str:
    snapshot = Snapshot.open(folder, thinned=True)
    found = snapshot.body(url).decode()
    snapshot.close()
    return found


def test_who_holds_the_bodies(chain: list[Path]) -> None:
    shelf = [chain[0].parent]
    assert holders(shelf, {"2": None}) == {"1"}
    assert holders(shelf, {"4": None}) == {"3", "4"}
    assert holders(shelf, {"5": None}) == {"3", "5"}
    assert holders(shelf, {"5": None, "3": [OTHER]}) == {"1", "3", "5"}
    assert holders(shelf, {}) == set()


def test_a_thinned_snapshot_is_evidence_and_no_more(chain: list[Path]) -> None:
    thin(chain[1], [OTHER, HOME + "gone"], NOW, WHY)
    with pytest.raises(SnapshotError, match="已按保留设置清理，只留下问题的证据（2026-11-24，试一试）"):
        Snapshot.open(chain[1])
    snapshot = Snapshot.open(chain[1], thinned=True)
    kept, gone = snapshot.page(OTHER), snapshot.probe(HOME + "gone")
    assert kept
    assert gone
    assert (kept.title, gone.status) == ("一", 404)
    assert (snapshot.body(HOME), snapshot.body(OTHER)) == ("甲".encode(), "一".encode())
    with pytest.raises(SnapshotError, match="这个网页的内容已按保留设置清理"):
        snapshot.page(HOME)
    snapshot.close()
    assert [verify(folder) for folder in chain] == [[]] * 5
    told = read_cleared(chain[1])
    assert told
    assert (told.removed, told.why, told.at) == ({"snapshot.sqlite"}, WHY, NOW.isoformat())


def test_bodies_are_found_past_what_was_removed(chain: list[Path]) -> None:
    for number in (1, 3):
        assert remove(chain[number], NOW, WHY) > 0
    assert sorted(path.name for path in chain[1].iterdir()) == ["cleared.json", "manifest.json"]
    assert body(chain[2], OTHER) == "一"
    assert body(chain[4], HOME) == "乙"
    assert holders([chain[0].parent], {"3": None, "5": None}) >= {"1", "3"}
    assert [verify(folder) for folder in chain] == [[]] * 5
    six = scan(chain[0].parent, 6, {HOME: "乙", OTHER: "一"}, chain[4])
    assert body(six, OTHER) == "一"
    assert verify(six) == []


def test_what_was_thinned_may_be_removed_later(chain: list[Path]) -> None:
    thin(chain[1], [], NOW, "先")
    remove(chain[1], NOW + timedelta(days=9), "后")
    told = read_cleared(chain[1])
    assert told
    assert told.removed == {"snapshot.sqlite", "evidence.sqlite", "responses-00001.warc.gz"}
    assert (told.why, told.added) == ("后", ())
    assert verify(chain[1]) == []
    assert remove(chain[1], NOW, WHY) == thin(chain[1], [], NOW, WHY) == 0


def test_a_clearing_broken_off_is_done_again(chain: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(_: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(
            Path, "unlink", lambda path, missing_ok=False: killed(path) if not missing_ok else None
        )
        with pytest.raises(KeyboardInterrupt):
            thin(chain[1], [], NOW, WHY)
    assert Snapshot.open(chain[1]).finished  # nothing is lost
    thin(chain[1], [OTHER], NOW, WHY)
    assert verify(chain[1]) == []
    assert not (chain[1] / "snapshot.sqlite").exists()


def test_whoever_takes_more_or_changes_what_is_left_is_noticed(chain: list[Path]) -> None:
    thin(chain[1], [], NOW, WHY)
    (chain[1] / "responses-00001.warc.gz").unlink()
    assert verify(chain[1]) == ["缺少文件：responses-00001.warc.gz"]
    (chain[2] / "snapshot.sqlite").unlink()
    assert verify(chain[2]) == ["缺少文件：snapshot.sqlite"]  # nobody said so
    manifest = chain[1] / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert "清单被改动，与清理时记录的不符" in verify(chain[1])
    assert verify(chain[4]) == ["更早的快照 2 的清单被改动，与下一次记录的不符"]
    evidence = chain[1] / "evidence.sqlite"
    evidence.write_bytes(evidence.read_bytes() + b"x")
    assert any("evidence.sqlite" in problem for problem in verify(chain[1]))


def test_rules_that_look_back_see_what_is_whole(chain: list[Path]) -> None:
    with closing(Snapshot.open(chain[4])) as snapshot, closing(History.of(snapshot)) as history:
        assert look_back(snapshot, history).scans == 3
        thin(chain[2], [], NOW, WHY)
        assert look_back(snapshot, history).scans == 1
