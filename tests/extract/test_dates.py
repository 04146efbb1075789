from __future__ import annotations

from datetime import date

import pytest

from crawler.extract import dates


@pytest.mark.parametrize(
    "text",
    [
        "2021-12-01",
        "2021/12/1",
        "2021.12.01",
        "2021年12月1日",
        "2021 年 12 月 1 日",
        "发布时间：2021-12-01 10∶08",
        "二〇二一年十二月一日",
        "二○二一年十二月一日",
        "20211201",
        "2021-12-01T08:00:00+08:00",
        "Updated: Dec 1,2021",
        "December 1st, 2021",
        "1 Dec. 2021",
        "Wed, 01-Dec-2021",
    ],
)
def test_spellings_of_a_date(text: str) -> None:
    assert dates.parse(text) == date(2021, 12, 1)


@pytest.mark.parametrize("text", ["Dec 1, 2021", "1 December 2021", "(1st Dec. 2021)", "december 01 2021"])
def test_english_spellings_of_a_date(text: str) -> None:
    assert dates.english(text) == date(2021, 12, 1)


@pytest.mark.parametrize("text", ["Dec 2021", "Dec 32, 2021", "December 1", "By Dec 1, 2021 at noon"])
def test_what_is_no_english_date(text: str) -> None:
    assert dates.english(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2021年12月",
        "2021-13-01",
        "2021-02-30",
        "2013.6-7",
        "1.2021-3-4567",
        "12-01",
        "电话 0451-82719001",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert dates.parse(text) is None


@pytest.mark.parametrize(
    ("url", "seen"),
    [
        ("http://a.example/xw/202105/t20210512_9553.html", (2021, 5, 12)),
        ("http://a.example/art/2021/5/2/art_12_3456.html", (2021, 5, 2)),
        ("http://a.example/c/2020-12-29/478761.html", (2020, 12, 29)),
        ("http://a.example/202105/9553.html", (2021, 5, 15)),
        ("http://a.example/info/1052/1870.htm", None),
    ],
)
def test_dates_in_addresses(url: str, seen: tuple[int, int, int] | None) -> None:
    assert dates.in_url(url) == seen


def test_the_year_nearest_to_an_anchor() -> None:
    assert dates.nearest_year(12, 31, date(2021, 1, 4)) == date(2020, 12, 31)
    assert dates.nearest_year(2, 29, date(2021, 3, 1)) == date(2020, 2, 29)
