"""Names to kinds; addresses to further pages."""

from __future__ import annotations

import pytest

from checks.inventory.pager import front_key, is_pager
from checks.inventory.vocabulary import guess_kind, is_archive, is_ignored, is_name, is_static
from portal.column import ColumnKind

KNOWN = {"http://h/a/", "http://h/tzgg.htm", "http://h/list_12.html", "http://h/news.asp?id=3"}


@pytest.mark.parametrize(
    ("name", "kind", "clear"),
    [
        ("南岗要闻", ColumnKind.NEWS, True),
        ("部门动态", ColumnKind.NEWS, True),
        ("通知公告", ColumnKind.NOTICE, True),
        ("公示公告", ColumnKind.NOTICE, True),
        ("行政规范性文件", ColumnKind.POLICY, True),
        ("政策解读", ColumnKind.OTHER, True),
        ("区长信箱", ColumnKind.LETTERS, True),
        ("办事指南", ColumnKind.GUIDE, True),
        ("政策法规科", ColumnKind.OTHER, False),
        ("民族艺术", ColumnKind.OTHER, False),
    ],
)
def test_kind(name: str, kind: ColumnKind, clear: bool) -> None:
    guess = guess_kind(name)
    assert (guess.kind, guess.clear) == (kind, clear)
    assert guess.why


@pytest.mark.parametrize(
    ("path", "further"),
    [
        ("/a/index_3.html", True),
        ("/tzgg/2.htm", True),
        ("/list_12_4.html", True),
        ("/news.asp?id=3&page=2", True),
        ("/x/?page=5", True),
        ("/news.asp?id=4", False),
        ("/a/b/", False),
        ("/list_13.html", False),
    ],
)
def test_pager(path: str, further: bool) -> None:
    assert is_pager(f"http://h{path}", KNOWN) is further


def test_directory_and_index_are_one() -> None:
    assert front_key("http://h/a/index.html") == front_key("http://h/a/") == "http://h/a/"


@pytest.mark.parametrize("name", ["更多 ···", "更多>>", "1", "more", ">"])
def test_no_name(name: str) -> None:
    assert not is_name(name)


def test_what_needs_no_news() -> None:
    assert is_archive("历史专题", 2026)
    assert is_archive("2021年工作要点", 2026)
    assert not is_archive("2026年工作要点", 2026)
    assert is_static("机构职能")
    assert is_static("领导之窗")
    assert not is_static("领导活动")
    assert not is_static("工作动态")
    assert is_ignored("站点地图", "/a/")
    assert is_ignored("全站", "/utils/searchAll.html")
