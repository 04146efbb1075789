"""Titles made comparable, what a page says of itself, and who explains, changes or ends whom."""

from __future__ import annotations

from datetime import date

import pytest

from checks.disclosure.documents import Document, Role
from checks.disclosure.graph import Graph, Relation
from checks.disclosure.titles import core, numbers, same, subject
from checks.disclosure.yearly import disclosure_report, only_a_year, website_form
from checks.scan import Scan
from tests.rules.examples import examples

HOST = "http://www.t.gov.cn"


def scan(*lines: str) -> Scan:
    body = "\n".join(('+ name = "示范区人民政府"', "column 规范性文件 /zc/ policy", *lines))
    return examples(f"```site fail=0\n{body}\n```")[0].scan()


def document(text: str, title: str = "示范区物业管理办法", day: str = "2026-09-01") -> Document:
    found = scan(f"/zc/1.html 200 <title>{title}</title><h1>{title}</h1><p>发布时间：{day}</p>{text}")
    return found.disclosure.graph.nodes[f"{HOST}/zc/1.html"]


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("示范区人民政府关于印发《示范区物业管理办法（试行）》的通知", "示范区物业管理办法"),
        ("示范区人民政府办公室关于印发示范区物业管理办法的通知", "示范区物业管理办法"),
        ("示范区住房局印发《示范区物业管理办法》", "示范区物业管理办法"),
        ("示范区人民政府关于加强物业管理工作的实施意见", "加强物业管理工作的实施意见"),
        ("关于转发〈示范区物业管理办法〉的通知", "示范区物业管理办法"),
    ],
)
def test_core_of_a_title(title: str, about: str) -> None:
    assert core(title) == about


@pytest.mark.parametrize(
    "title",
    ["《示范区物业管理办法》政策解读", "一图读懂｜示范区物业管理办法", "图解：《示范区物业管理办法（试行）》",
     "关于《示范区人民政府关于印发〈示范区物业管理办法〉的通知》的起草说明", "示范区物业管理办法解读（二）"],
)  # fmt: skip
def test_subject_of_an_interpretation(title: str) -> None:
    assert same(subject(title), "示范区物业管理办法")


def test_like_titles_are_not_the_same() -> None:
    assert same("示范区物业管理办法", "物业管理办法") is False  # too short to be told apart
    assert same("促进社区养老服务发展若干措施", "示范区促进社区养老服务发展若干措施") is True
    assert same("示范区物业管理办法", "示范区供水管理办法") is False


def test_numbers_in_any_brackets() -> None:
    assert numbers("根据示政发〔2026〕3号、示政办规[2024]05号和《意见》的通知区民发（2025）12号") == (
        "示政发〔2026〕3号", "示政办规〔2024〕5号", "区民发〔2025〕12号",
    )  # fmt: skip


def test_fields_of_a_form_and_of_the_text() -> None:
    found = document(
        "<table><tr><td>发文字号</td><td>示政发〔2026〕3号</td><td>成文日期</td><td>2026年8月20日</td></tr>"
        "<tr><td>有效性：</td><td>有效</td></tr></table><p>本办法自2026年10月1日起施行，有效期五年。</p>"
    )
    assert (found.number, found.written, found.valid) == ("示政发〔2026〕3号", date(2026, 8, 20), True)
    assert (found.expires, found.own) == (date(2031, 10, 1), True)


@pytest.mark.parametrize(
    ("text", "expires"),
    [
        ("有效期至2027年12月31日。", date(2027, 12, 31)),
        ("自印发之日起施行，有效期10年。", date(2036, 9, 1)),
        ("许可证有效期3年，合格证有效期1年。", None),
        ("有效期3年。", None),
    ],
)
def test_validity(text: str, expires: date | None) -> None:
    assert document(f"<p>{text}</p>").expires == expires


@pytest.mark.parametrize(
    ("title", "text", "own"),
    [
        ("示范区物业管理办法", "", True),
        ("关于加强物业管理工作的实施意见", "", False),
        ("关于加强物业管理工作的实施意见", "<p>各街道办事处：请遵照执行。</p>", True),
        ("关于加强物业管理工作的实施意见", "<p>示政发〔2026〕3号</p>", True),
        (
            "关于加强物业管理工作的实施意见",
            "<p>国办发〔2026〕3号</p><p>各街道办事处：请遵照执行。</p>",
            False,
        ),
        ("国务院关于加强物业管理工作的意见", "<p>全区贯彻执行。</p>", False),
        ("市人民政府关于加强物业管理工作的意见", "<p>各街道办事处</p>", False),
        ("关于成立示范区物业管理工作领导小组的通知", "<p>示政发〔2026〕3号</p>", False),
    ],
)
def test_whose_a_file_is(title: str, text: str, own: bool) -> None:
    assert document(text, title).own is own


def graph() -> Graph:
    rows = {
        "/zc/1.html": ("示范区物业管理办法", "<p>示政发〔2024〕3号</p>", "2024-01-05"),
        "/zc/2.html": (
            "示范区物业管理规定",
            "<p>《示范区物业管理办法》（示政发〔2024〕3号）同时废止。</p><p><a href='/jd/2.html'>政策解读</a></p>",
            "2026-09-01",
        ),
        "/zc/3.html": ("关于修改《示范区供热管理办法》的决定", "<p>修改如下。</p>", "2026-09-01"),
        "/zc/4.html": ("示范区供热管理办法", "<p>正文。</p>", "2022-09-01"),
        "/jd/2.html": (
            "《示范区物业管理规定》解读",
            "<p>《示范区物业管理办法》施行两年来…</p>",
            "2026-09-01",
        ),
        "/jd/5.html": ("供热新规政策问答", "<p>依据示政发〔2024〕3号。</p>", "2026-09-01"),
    }
    lines = [
        f"{path} 200 <title>{title}</title><h1>{title}</h1><p>发布时间：{day}</p>{text}"
        for path, (title, text, day) in rows.items()
    ]
    return scan(*lines).disclosure.graph


def test_edges_with_how_they_are_known_and_who_links_whom() -> None:
    found = {
        (e.source[len(HOST) :], e.target[len(HOST) :], e.relation, e.how, e.forth, e.back)
        for e in graph().edges
    }
    assert found == {
        ("/jd/2.html", "/zc/2.html", Relation.EXPLAINS, "subject", False, True),
        ("/jd/5.html", "/zc/1.html", Relation.EXPLAINS, "number", False, False),
        ("/zc/2.html", "/zc/1.html", Relation.ENDS, "title", False, False),
        ("/zc/3.html", "/zc/4.html", Relation.CHANGES, "title", False, False),
    }
    assert graph().nodes[f"{HOST}/zc/3.html"].role is Role.NOTICE


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("示范区人民政府2025年政府信息公开工作年度报告", 2025),
        ("政府信息公开年报（2025年度）", 2025),
        ("二〇二五年政务公开工作报告", 2025),
        ("关于2025年政府信息公开工作情况的报告", 2025),
        ("关于做好2025年政府信息公开工作年度报告编制工作的通知", None),
        ("2025年政府工作报告", None),
        ("2025年度政府网站工作年度报表", None),
    ],
)
def test_titles_of_annual_reports(title: str, year: int | None) -> None:
    told = disclosure_report(title)
    assert (told.year if told else None) == year


def test_titles_of_the_websites_form() -> None:
    assert website_form("政府网站工作年度报表（2025年度）") is not None
    assert website_form("2025年政府信息公开工作年度报告") is None
    assert [only_a_year(text) for text in ("2025年", "2025年度报告", "2025年工作要点")] == [2025, 2025, 0]
