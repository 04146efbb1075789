"""Names beside titles, and the pages they are read from."""

from __future__ import annotations

from datetime import date

import pytest

from checks.terms import People, Person, places_of, shipped_people
from checks.terms.leaders import people_of
from checks.terms.naming import is_name
from crawler.extract import read_page

PEOPLE = People(
    [
        Person("张伟", "区委副书记、区长"),
        Person("林静", "副区长"),
        Person("沈家毫", "区委书记", date(2020, 1, 1), date(2024, 3, 1)),
        Person("王志强", "区人大常委会主任"),
        *shipped_people(),
    ],
    places_of(["哈尔滨市南岗区人民政府"]).names,
)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("区长张炜主持召开会议", "张炜"),
        ("南岗区区长张炜到社区", "张炜"),
        ("出席会议的区长张炜强调", "张炜"),
        ("张炜区长一行", "张炜"),
        ("区委书记沈家豪强调", "沈家豪"),
        ("区委书记沈毫家强调", "沈毫家"),
        ("南岗区委书记沈家豪主持", "沈家豪"),
        ("区人大常委会主任王志墙参加", "王志墙"),
        ("副区长林婧到企业调研", "林婧"),
        ("国务院总理李墙主持召开国务院常务会议", "李墙"),
        ("国家主席习进平会见", "习进平"),
    ],
)
def test_a_name_one_slip_away_beside_its_title(text: str, wrong: str) -> None:
    assert [fix.wrong for fix in PEOPLE.check(text)] == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "区长张伟、副区长林静出席",
        "区长张为民主持",
        "副区长张炜出席",
        "呼兰区区长张炜来访",
        "道里区委书记沈家豪主持",
        "道里区委副书记、区长张炜来访",
        "市人大常委会主任王志墙参加",
        "居民张炜反映问题",
        "英国总理李强森",
        "副区长林静文来访",
        "区长：张伟",
    ],
)
def test_other_people_are_left_alone(text: str) -> None:
    assert list(PEOPLE.check(text)) == []


def test_out_of_office_only_long_after_and_in_the_present() -> None:
    told = "南岗区区委书记沈家毫主持召开区委常委会会议，研究部署工作。"
    assert [p.name for p, _, _ in PEOPLE.out_of_office(told, date(2026, 5, 1))] == ["沈家毫"]
    assert not list(PEOPLE.out_of_office(told, date(2024, 4, 1)))
    assert not list(PEOPLE.out_of_office("时任" + told, date(2026, 5, 1)))
    assert not list(PEOPLE.out_of_office("2021年，" + told, date(2026, 5, 1)))
    assert not list(PEOPLE.out_of_office("国务院总理 李克强", date(2026, 5, 1)))


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<table><tr><td>姓名</td><td>张　伟</td></tr><tr><td>职务</td><td>区长</td></tr></table>", [("张伟", "区长")]),
        ("<ul><li><a>张伟</a><p>区长</p></li><li><a>林静</a><p>副区长</p></li></ul>", [("张伟", "区长"), ("林静", "副区长")]),
        ("<h3>副区长</h3><p>林静</p><p>王芳</p>", [("林静", "副区长"), ("王芳", "副区长")]),
        ("<div><img src=a.jpg alt='区长 张伟'></div>", [("张伟", "区长")]),
        ("<p>张伟，男，汉族，中共党员。</p><p>现任区委副书记、区长，主持工作。</p>", [("张伟", "区委副书记、区长")]),
        ("<p>区委常委、常务副区长　林静</p>", [("林静", "区委常委、常务副区长")]),
        ("<p>张伟（区长）</p>", [("张伟", "区长")]),
        ("<p>姓名：张伟　职务：区长</p>", [("张伟", "区长")]),
        ("<p>张伟</p><p>担任职务：区委副书记、区长</p>", [("张伟", "区委副书记、区长")]),
        ("<h3>区长信箱</h3><p>安全局</p><p>王府井街道</p><p>张伟看望群众</p>", []),
        ("<p>区长</p><p>主持区政府全面工作</p>", []),
    ],
)  # fmt: skip
def test_names_and_titles_of_a_page(html: str, found: list[tuple[str, str]]) -> None:
    page = read_page(
        "http://a.gov.cn/ld/", f"<title>领导之窗</title>{html}".encode(), "text/html; charset=utf-8"
    )
    assert list(dict.fromkeys((person.name, person.title) for person in people_of(page))) == found


def test_names_are_told_from_other_words() -> None:
    assert all(map(is_name, ("张伟", "沈家毫", "欧阳修", "司马相如")))
    assert not any(map(is_name, ("南岗区", "安全局", "主任", "林长", "张", "阿不都热合曼")))
