"""Publication dates: what a reader sees, never a guess."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.extract import read_page
from portal.page import Published

PAGE = "http://www.nangang.example/xw/202105/t20210520_1.html"
BODY = (
    "<p>5月11日，区政府召开常务会议，传达学习上级会议精神，研究部署城市更新、民生保障和安全生产等工作。</p>"
    "<p>会议强调，自2021年6月1日起施行的管理办法要抓好落实，各部门要在2021-06-30前报送进展情况。</p>"
)


def published(info: str, head: str = "", after: str = "") -> Published:
    html = f"""<html><head><title>区政府召开常务会议-南岗区人民政府</title>{head}</head><body>
    <div class="top">今天是2026年11月24日 星期二</div><div class="dqwz">当前位置：<a href="/">首页</a> &gt; <a href="/xw/">新闻</a></div>
    <h1>区政府召开常务会议</h1>{info}<div class="TRS_Editor">{BODY}{after}</div>
    <div class="footer">版权所有 2019-08-01 黑ICP备05000001号</div></body></html>"""
    return read_page(PAGE, html.encode()).published


@pytest.mark.parametrize(
    ("info", "how"),
    [
        ("<p>发布时间：2021-05-12　来源：本站</p>", "label"),
        ("<p>发布日期∶2021年5月12日</p>", "label"),
        ("<table><tr><td>发布日期</td><td>2021-05-12</td></tr></table>", "label"),
        ("<p>[发布时间：2021.05.12 09:30]</p>", "label"),
        ("<p>成文日期：2021-04-01　发布日期：2021-05-12</p>", "label"),
        ("<p>日期：二〇二一年五月十二日</p>", "label"),
        ("<p>时间：20210512</p>", "label"),
        ("<p>更新时间：2021-06-01　发布时间：2021-05-12</p>", "label"),
        ("<p>更新日期：2021-05-12</p>", "label"),
        ("<p>征集时间：2021-05-13 至 2021-06-12</p><p>发布时间：2021-05-12</p>", "label"),
        ("<p><b>12</b><i>2021-05</i></p>", "near"),
        ("<p>2021-05-12 10:08　来源：南岗发布　浏览：12</p>", "near"),
        ("<span>2021/5/12</span>", "near"),
        ("<script>var pubdata='2021-05-12';document.write(pubdata)</script>", "script"),
    ],
)
def test_where_dates_stand(info: str, how: str) -> None:
    found = published(info)
    assert (found.date, found.how) == (date(2021, 5, 12), how)


def test_the_page_writes_its_own_date_above_a_quoted_document() -> None:
    own = "<div>发布时间：<script>var pubdata='2012年06月01日';document.write(pubdata)</script></div>"
    found = published(own + "<div class='TRS_Editor'><p>信息发布时间：2009-11-25</p></div>")
    assert (found.date, found.how) == (date(2012, 6, 1), "script")


def test_the_visible_date_wins_over_the_tag() -> None:
    found = published("<p>发布时间：2009-09-30</p>", '<meta name="PubDate" content="2023-05-12 08:00">')
    assert (found.date, found.how, found.meta) == (date(2009, 9, 30), "label", date(2023, 5, 12))


def test_the_tag_where_nothing_is_shown() -> None:
    found = published("", '<meta name="pubdate" content="2021-05-12">')
    assert (found.date, found.how, found.meta) == (date(2021, 5, 12), "meta", date(2021, 5, 12))


@pytest.mark.parametrize(
    "info",
    [
        "",
        "<p>成文日期：2021-04-01</p>",
        "<p>报名截止时间：2021-05-12</p>",
        "<p>今天是2021年5月12日</p>",
        "<p>时间：20210512123</p>",
        "<p>征集时间：2021-05-12 至 2021-06-12</p>",
        "<p>浏览时间：2021-05-12</p>",
        "<p>（2021年5月12日区人民政府第8次常务会议审议通过 根据2022年3月1日《关于修改部分文件的决定》修正）</p>",
        "<p><b>12</b><i>2021-05</i></p><p><b>13</b><i>2021-06</i></p>",
    ],
)
def test_no_date_is_invented(info: str) -> None:
    assert published(info).date is None


def test_an_english_page() -> None:
    text = "The autumn job fair opened on May 3, 2021, with eight hundred positions for residents of the district."
    title, info = "Job Fair Opens in Nangang", "Updated: May 12, 2021 | Source: District Office"
    html = f"<title>{title}</title><h1>{title}</h1><p>{info}</p><p>{text}</p>"
    found = read_page(PAGE, html.encode()).published
    assert (found.date, found.how) == (date(2021, 5, 12), "label")


@pytest.mark.parametrize("name", ["datePublished", "pubDate"])
def test_a_date_in_structured_data(name: str) -> None:
    data = f'{{"@context": "https://schema.org", "{name}": "2021-05-12T08:00:00+08:00", "upDate": "2022-01-01T08:00:00"}}'
    found = published("", f'<script type="application/ld+json">{data}</script>')
    assert (found.date, found.how) == (date(2021, 5, 12), "meta")


def test_rows_of_dates_without_headline_are_no_article() -> None:
    rows = "".join(
        f"<div onclick=\"go('{i}')\"><p>关于第{i}号事项的通知，请各单位遵照执行</p><p>2021-05-{i:02}</p></div>"
        for i in range(1, 6)
    )
    assert read_page(PAGE, f"<title>动态</title>{rows}".encode()).published.date is None


def test_cards_are_no_article_though_the_first_has_a_heading() -> None:
    cards = "".join(
        f"<div><h4>关于第{i}号事项的通知公告</h4><p>请各单位遵照执行</p><p class=d>2021-05-{i:02}</p><a href={i}>查看详情</a></div>"
        for i in range(1, 6)
    )
    assert read_page(PAGE, f"<title>动态</title>{cards}".encode()).published.date is None


def test_a_date_under_a_headline_counts_whatever_dates_follow() -> None:
    days = "".join(f"<p>2021-06-{i:02}</p>" for i in range(1, 9))
    html = f"<title>值班表</title><h1>端午节假期值班安排表</h1><p>2021-05-12</p>{BODY}{days}"
    assert read_page(PAGE, html.encode()).published.date == date(2021, 5, 12)


def test_lists_have_no_date() -> None:
    lines = "".join(
        f'<li><a href="{i}.html">关于第{i}号事项的通知公告</a><span>2021-05-{i:02}</span></li>'
        for i in range(1, 20)
    )
    html = (
        f"<title>通知公告-南岗区人民政府</title><p>今天是2026年11月24日</p><h2>通知公告</h2><ul>{lines}</ul>"
    )
    assert read_page(PAGE, html.encode()).published == Published()
