"""Zones, headline, breadcrumb, head."""

from __future__ import annotations

import pytest

from crawler.extract import read_page
from portal.page import Page, Zone

PAGE = "http://www.nangang.example/xw/202105/t20210520_1.html"
TEXT = (
    "5月11日，区政府召开常务会议，传达学习上级会议精神，研究部署城市更新、民生保障和安全生产等工作。",
    "会议强调，要压实责任、强化措施，确保各项任务落到实处，以实际行动推动高质量发展取得新成效。",
    "会议还研究了其他事项。",
)


def article(content: str = "zoom", around: str = "{}", extra: str = "") -> Page:
    text = "".join(f"<p>{line}</p>" for line in TEXT)
    info = "<p>发布时间：2021-05-12 来源：本站 【字体：大 中 小】</p>"
    main = f'<h1>区政府召开常务会议</h1>{info}<div class="{content}">{text}{extra}</div>'
    html = f"""<html><head><title>区政府召开常务会议_南岗区人民政府</title><meta name="ColumnName" content=" 政务要闻 ">
    <meta property="og:Type" content="a &amp; b"></head><body>
    <div class="header"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div>
    <div class="mbx">您所在的位置：<a href="/">首页</a> &gt; <a href="/xw/">新闻中心</a> &gt; 正文</div>
    {around.format(main)}
    <p>上一篇：<a href="1.html">另一篇文章的标题</a></p>
    <div style="display:none">隐藏的文字，不给人看。</div><noscript>请启用脚本</noscript><script>var a="脚本文字"</script>
    <div id="footer"><p>主办：南岗区人民政府办公室</p><p>网站标识码：2301030001</p></div></body></html>"""
    return read_page(PAGE, html.encode())


def zone(page: Page, text: str) -> Zone:
    return next(block.zone for block in page.blocks if text in block.text)


@pytest.mark.parametrize(
    "content", ["TRS_Editor", "v_news_content", "UCAP-CONTENT", "Custom_UnionStyle", "x12", "page"]
)
def test_article(content: str) -> None:
    page = article(content)
    assert [b.text for b in page.blocks if b.zone is Zone.BODY] == list(TEXT)
    assert [b.text for b in page.blocks if b.zone is Zone.TITLE] == ["区政府召开常务会议"]
    assert zone(page, "政务公开") is Zone.NAV
    assert zone(page, "您所在的位置") is Zone.NAV
    assert zone(page, "发布时间") is Zone.NAV
    assert zone(page, "上一篇") is Zone.NAV
    assert zone(page, "主办") is Zone.FOOTER
    assert zone(page, "网站标识码") is Zone.FOOTER


@pytest.mark.parametrize(
    "around", ['<div class="header">{}</div>', "<form>{}</form>", "<table><tr><td>{}</td></tr></table>"]
)
def test_wrappers_with_misleading_names(around: str) -> None:
    assert zone(article(around=around), TEXT[0]) is Zone.BODY


def test_what_nobody_sees_is_no_text() -> None:
    assert not any(word in article().text for word in ("隐藏", "脚本"))


def test_attachments_and_tables_belong_to_the_text() -> None:
    page = article(
        extra='<table><tr><td>序号</td><td>单位</td></tr></table><p><a href="a.docx">附件：名单</a></p>'
    )
    assert zone(page, "附件") is Zone.BODY
    assert zone(page, "单位") is Zone.BODY
    assert next(link.zone for link in page.links if link.href == "a.docx") is Zone.BODY


def test_links_know_their_zone() -> None:
    zones = {link.href: link.zone for link in article().links}
    assert zones["/zwgk/"] is Zone.NAV
    assert zones["1.html"] is Zone.NAV


def test_a_second_copy_for_small_screens_is_no_text_of_its_own() -> None:
    copy = f'<div class="wap"><p>{TEXT[0]}</p></div>'
    texts = [b.text for b in article(around="{}" + copy).blocks if b.zone is Zone.BODY]
    assert texts.count(TEXT[0]) == 1


def test_what_the_page_says_about_itself() -> None:
    page = article()
    assert page.title == "区政府召开常务会议_南岗区人民政府"
    assert page.meta == {"columnname": "政务要闻", "og:type": "a & b"}
    assert page.column == "政务要闻"


@pytest.mark.parametrize(
    ("trail", "names"),
    [
        (
            '当前位置：<a href="/">首页</a> &gt; <a href="/xw/">新闻中心</a> &gt; 正文',
            ["首页", "新闻中心", "正文"],
        ),
        ('您现在的位置 : <a href="/">首页</a> » <a href="/xw/">新闻中心</a>', ["首页", "新闻中心"]),
        (
            '<span>位置：</span><a href="/">网站首页</a>/<a href="/xw/">新闻</a>/<a href="/xw/qx/">区县</a>',
            ["网站首页", "新闻", "区县"],
        ),
        ('<a href="/">首页</a> → <a href="/xw/">新闻中心</a>', ["首页", "新闻中心"]),
        (
            '<ul class="breadcrumb"><li><a href="/">南岗</a></li><li><a href="/xw/">新闻</a></li></ul>',
            ["南岗", "新闻"],
        ),
    ],
)
def test_breadcrumb(trail: str, names: list[str]) -> None:
    crumbs = read_page(PAGE, f"<div>{trail}</div><p>{TEXT[0]}</p>".encode()).breadcrumb
    assert [crumb.name for crumb in crumbs] == names
    assert crumbs[1].url == "http://www.nangang.example/xw/"


def test_no_breadcrumb() -> None:
    assert read_page(PAGE, f'<a href="/">首页</a><p>{TEXT[0]}</p>'.encode()).breadcrumb == ()
