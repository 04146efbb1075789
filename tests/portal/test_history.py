"""What history keeps of what pages take in: the same as reading every page of every scan, at the cost of changed ones."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.extract import read_page
from portal import urls
from portal.profile import Profile
from portal.snapshot import READER, History, Snapshot, SnapshotWriter, Validators
from portal.snapshot.history import FILE
from portal.target import Probe, TargetKind, Verdict

HOME = "http://www.shifan.gov.cn/"
PROFILE = Profile(start=(HOME,))
NOW = datetime(2026, 11, 24, tzinfo=UTC)
A, B = (f'<script src="http://{name}.example/v.js"></script>' for name in "ab")
FORM = '<form method="post" action="https://c.example:8443/save"><input name="q"></form>'
NIGHTS: tuple[Mapping[str, str], ...] = (
    {"": A, "1.html": A + B, "2.html": FORM, "3.html": ""},
    {"": A, "1.html": A + B, "2.html": A, "4.html": B},  # one changed, one gone, one new
    {"": A, "1.html": "", "2.html": A, "3.html": ""},
)


def scanned(shelf: Path, name: str, pages: Mapping[str, str], reader: str = "1") -> Path:
    writer = SnapshotWriter.create(shelf / name, PROFILE, NOW)
    writer.fact(READER, reader)
    for path, html in pages.items():
        writer.add([(HOME + path, TargetKind.PAGE, 0)])
        page = read_page(HOME + path, f"<body>{html}</body>".encode())
        writer.store_page(page, Probe(Verdict.OK, 200), Validators(), None)
    writer.finish()
    return shelf / name


def counted(folder: Path) -> Mapping[tuple[str, ...], int]:
    """Without any history."""
    with closing(Snapshot.open(folder)) as snapshot:
        roots = [{urls.join(url, "/")[0] for url in page.embedded} for page in snapshot.pages()]
    return Counter(tuple(sorted(each)) for each in roots)


def remembered(folder: Path, scan: str) -> Mapping[tuple[str, ...], int]:
    with closing(Snapshot.open(folder)) as snapshot, closing(History.of(snapshot)) as history:
        return history.embedded(scan)


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    return [scanned(tmp_path, f"s{number}", pages) for number, pages in enumerate(NIGHTS)]


def test_it_knows_what_reading_every_page_would_tell(folders: list[Path]) -> None:
    for last in (folders[0], folders[2]):  # night by night, and two nights at once
        for folder in folders:
            if folder <= last:
                assert remembered(last, folder.name) == counted(folder)
    assert not remembered(folders[2], "never")


def test_a_later_night_unpacks_changed_pages_only(
    folders: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    remembered(folders[0], "s0")
    asked: list[str] = []
    page = Snapshot.page
    monkeypatch.setattr(Snapshot, "page", lambda self, url: asked.append(url) or page(self, url))
    remembered(folders[1], "s1")
    assert asked == [f"{HOME}2.html", f"{HOME}4.html"]
    remembered(folders[1], "s1")
    assert len(asked) == 2


def test_pages_are_looked_at_anew_where_another_version_read_them(tmp_path: Path) -> None:
    scanned(tmp_path, "s0", NIGHTS[0])
    remembered(tmp_path / "s0", "s0")
    with closing(sqlite3.connect(tmp_path / FILE)) as database, database:
        database.execute("UPDATE reading SET embedded = 'http://misread.example/'")
    assert remembered(scanned(tmp_path, "s1", NIGHTS[0]), "s1") != counted(tmp_path / "s1")
    assert remembered(scanned(tmp_path, "s2", NIGHTS[0], reader="2"), "s2") == counted(tmp_path / "s2")


def test_a_history_kept_before_there_was_this_is_filled_up(folders: list[Path], tmp_path: Path) -> None:
    remembered(folders[1], "s1")
    with closing(sqlite3.connect(tmp_path / FILE)) as database, database:
        database.execute("DROP TABLE carriers")
        database.execute("DROP TABLE reading")
        before = database.execute("SELECT * FROM sight").fetchall()
    assert remembered(folders[2], "s0") == counted(folders[0])
    with closing(sqlite3.connect(tmp_path / FILE)) as database:
        assert set(before) <= set(database.execute("SELECT * FROM sight"))
