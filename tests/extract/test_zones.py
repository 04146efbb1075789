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


@pytest.mark.parametrize(
    ("trail", "names"),
    [
        ("<div>当前位置：首页&gt;信息公开&gt;责权清单</div>", ["首页", "信息公开", "责权清单"]),
        (
            '<ul><li><a href="/">网站首页</a></li></ul><p>您当前所在位置：<span>首页</span><span>&gt;</span><span>政务动态</span></p>',
            ["首页", "政务动态"],
        ),
        ('<div>Location: <a href="/">Home</a> &gt; <a href="/xw/">News</a></div>', ["Home", "News"]),
        ('<div><a href="/">南岗区政府网</a> &gt; <a href="/xw/">要闻</a></div>', ["南岗区政府网", "要闻"]),
        ('<div><a href="1.html">1</a> &gt; <a href="2.html">下一页</a></div>', []),
        (
            '<div>当前位置：<a href="/">首页</a>-<a href="/xw/">新闻</a>-正文</div>',
            ["首页", "新闻", "正文"],
        ),
        (
            '<div class="bread"><a href="/">首页</a>&gt;<a href="/gb/">公报</a>&gt;第3号<p>字号：<b>大</b> <b>小</b></p></div>',
            ["首页", "公报", "第3号"],
        ),
        (
            '<p><a href="/">首页</a> / '
            + " / ".join(f'<a href="/{n}/">栏目{n}</a>' for n in range(7))
            + "</p>",
            [],
        ),
    ],
)
def test_where_a_trail_begins_and_ends(trail: str, names: list[str]) -> None:
    crumbs = read_page(PAGE, f"{trail}<p>{TEXT[0]}</p>".encode()).breadcrumb
    assert [crumb.name for crumb in crumbs] == names


@pytest.mark.parametrize(
    ("trail", "column"),
    [
        ('<a href="/">首页</a> &gt; <a href="/xw/">新闻</a> &gt; 正文', "新闻"),
        ('<a href="/">首页</a> &gt; <a href="/xw/">新闻</a> &gt; 通知公告', "通知公告"),
        ('<a href="/">首页</a> &gt; <a href="/xw/">新闻</a> &gt; 区政府召开常务会议', "新闻"),
        ('<a href="/">首页</a> &gt; <a href="/xw/">区政府</a> &gt; 区政府召开常务会议研究城市…', "区政府"),
        ('<a href="/">首页</a> &gt; <a href="/qzf/">区政府</a>', "区政府"),
        ('<a href="/">首页</a> &gt; 正文', ""),
    ],
)
def test_the_column_of_an_article_is_the_last_crumb_that_is_no_title(trail: str, column: str) -> None:
    title = "区政府召开常务会议研究城市更新工作" if "…" in trail else "区政府召开常务会议"
    html = f"<title>{title}</title><div>当前位置：{trail}</div><h1>{title}</h1><p>{TEXT[0]}</p>"
    assert read_page(PAGE, html.encode()).column == column


def test_the_column_of_a_list_is_its_own() -> None:
    rows = "".join(
        f'<li><a href="{i}.html">关于第{i}号事项的通知</a><i>2021-05-1{i}</i></li>' for i in range(5)
    )
    html = f'<title>公告</title><div>当前位置：<a href="/">首页</a> &gt; <a href="{PAGE}">公告</a></div><h2>公告</h2><ul>{rows}</ul>'
    assert read_page(PAGE, html.encode()).column == "公告"


@pytest.mark.parametrize("name", ["news-content-top", "article-header", "entry-header"])
def test_the_head_of_an_article_is_no_menu(name: str) -> None:
    head = f'<div class="{name}"><h1>区领导调研供水工作</h1><p>2021-05-12 09:30</p></div>'
    page = read_page(PAGE, f"<title>南岗区-图片新闻</title>{head}<div><p>{TEXT[0]}</p></div>".encode())
    assert zone(page, "区领导调研供水工作") is Zone.TITLE


def test_a_page_of_one_picture_has_a_headline_and_no_text() -> None:
    small = "Copyright 2020-2026 南岗区某某研究所 版权所有<br>南岗区人民路26号信箱<br>电话：00000000000 传真：00000000000"
    head = "<h2>青年人才招聘结果公示</h2><p>2021-05-12 09:30</p>"
    html = f"<title>南岗区-公示</title><table><tr><td>{head}<img src=1.png></td></tr><tr><td>{small}</td></tr></table>"
    page = read_page(PAGE, html.encode())
    assert [b.text for b in page.blocks if b.zone is Zone.TITLE] == ["青年人才招聘结果公示"]
    assert not [b.text for b in page.blocks if b.zone is Zone.BODY]
    assert zone(page, "电话") is Zone.FOOTER


def test_a_sentence_about_who_holds_an_event_is_no_footer() -> None:
    note = "本次活动由区文化馆承办，技术支持：区图书馆，欢迎广大市民朋友踊跃报名参加，报名电话请见附件所列。"
    assert zone(article(around="{}<p>" + note + "</p>"), note) is Zone.BODY


def test_the_heading_of_related_articles_is_no_text() -> None:
    assert zone(article(extra="<h4>热点推荐：</h4>"), "热点推荐") is Zone.NAV
    assert zone(article(extra="<p>相关政策要落实到位。</p>"), "相关政策") is Zone.BODY


def test_no_breadcrumb() -> None:
    assert read_page(PAGE, f'<a href="/">首页</a><p>{TEXT[0]}</p>'.encode()).breadcrumb == ()
