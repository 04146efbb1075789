"""Links: every place HTML can name an address."""

from __future__ import annotations

import pytest

from crawler.extract import read_page
from portal.page import Link, LinkKind

PAGE = "http://www.nangang.example/xw/index.html"


def links(html: str, page: str = PAGE) -> list[Link]:
    return list(read_page(page, html.encode()).links)


def urls(html: str, page: str = PAGE) -> list[str]:
    return [link.url for link in links(html, page)]


@pytest.mark.parametrize(
    ("html", "url", "kind"),
    [
        ('<a href="a.html">甲</a>', "http://www.nangang.example/xw/a.html", LinkKind.ANCHOR),
        ('<map><area href="/m.html" alt="图"></map>', "http://www.nangang.example/m.html", LinkKind.ANCHOR),
        ('<img src="../i.png">', "http://www.nangang.example/i.png", LinkKind.IMAGE),
        (
            '<img data-src="i.png" src="data:image/gif;base64,R0">',
            "http://www.nangang.example/xw/i.png",
            LinkKind.IMAGE,
        ),
        (
            '<img data-original="i.png" src="/img/loading.gif">',
            "http://www.nangang.example/xw/i.png",
            LinkKind.IMAGE,
        ),
        ('<img src="i.png" _src="/old/i.png">', "http://www.nangang.example/xw/i.png", LinkKind.IMAGE),
        ('<img src="" _src="i.png">', "http://www.nangang.example/xw/i.png", LinkKind.IMAGE),
        ('<input type="image" src="b.png">', "http://www.nangang.example/xw/b.png", LinkKind.IMAGE),
        ('<table><tr><td background="bg.jpg">', "http://www.nangang.example/xw/bg.jpg", LinkKind.IMAGE),
        ('<script src="//cdn.example/j.js"></script>', "http://cdn.example/j.js", LinkKind.SCRIPT),
        ('<link rel="stylesheet" href="c.css">', "http://www.nangang.example/xw/c.css", LinkKind.STYLE),
        ('<link rel="shortcut icon" href="/f.ico">', "http://www.nangang.example/f.ico", LinkKind.IMAGE),
        ('<iframe src="w.html"></iframe>', "http://www.nangang.example/xw/w.html", LinkKind.FRAME),
        ('<object data="o.swf"></object>', "http://www.nangang.example/xw/o.swf", LinkKind.FRAME),
        ('<embed src="v.mp4">', "http://www.nangang.example/xw/v.mp4", LinkKind.MEDIA),
        ('<video poster="p.jpg"></video>', "http://www.nangang.example/xw/p.jpg", LinkKind.MEDIA),
        ('<video><source src="v.mp4"></video>', "http://www.nangang.example/xw/v.mp4", LinkKind.MEDIA),
        (
            '<select><option value="http://www.hlj.example/">省</option></select>',
            "http://www.hlj.example/",
            LinkKind.ANCHOR,
        ),
        ('<form action="/s.jsp"></form>', "http://www.nangang.example/s.jsp", LinkKind.ANCHOR),
        (
            '<meta http-equiv="Refresh" content="0; URL=./zx/">',
            "http://www.nangang.example/xw/zx/",
            LinkKind.ANCHOR,
        ),
        ("<p style=\"background:url('b.gif')\">", "http://www.nangang.example/xw/b.gif", LinkKind.STYLE),
        (
            "<style>@import 'x.css'; i{background:url(y.png)}</style>",
            "http://www.nangang.example/xw/x.css",
            LinkKind.STYLE,
        ),
    ],
)
def test_where_links_stand(html: str, url: str, kind: LinkKind) -> None:
    found = links(html)[0]
    assert (found.url, found.kind, found.inferred) == (url, kind, False)


def test_srcset() -> None:
    assert urls('<img src="a.png" srcset="b.png 1x, /c.png 2x">')[1:] == [
        "http://www.nangang.example/xw/b.png",
        "http://www.nangang.example/c.png",
    ]


def test_base_is_honoured() -> None:
    assert urls('<base href="/news/"><a href="a.html">甲</a><img src="i.png">') == [
        "http://www.nangang.example/news/a.html",
        "http://www.nangang.example/news/i.png",
    ]


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("\n  a.html \t", "http://www.nangang.example/xw/a.html"),
        ("通知 公告.html", "http://www.nangang.example/xw/%E9%80%9A%E7%9F%A5%20%E5%85%AC%E5%91%8A.html"),
        ("..\\zw\\a.html", "http://www.nangang.example/zw/a.html"),
        ("?page=2", "http://www.nangang.example/xw/index.html?page=2"),
        ("//www.hlj.example", "http://www.hlj.example/"),
        ("http://localhost:8080/a", "http://localhost:8080/a"),
        ("http://192.168.1.9/a", "http://192.168.1.9/a"),
        ("file:///C:/Users/x/msohtmlclip1/01/clip.jpg", ""),
        ("C:\\Users\\x\\a.jpg", ""),
        ("http://", ""),
        ("${story.url}", ""),
        ("{{item.url}}", ""),
        ("<%=url%>", ""),
        ("{$url}", ""),
    ],
)
def test_dirty_addresses(href: str, url: str) -> None:
    found = links(f'<a href="{href}">甲</a>')
    assert [link.url for link in found] == [url]


@pytest.mark.parametrize(
    "href",
    [
        "mailto:a@b.example",
        "tel:0451",
        "javascript:void(0)",
        "JavaScript:;",
        "data:text/html,x",
        "about:blank",
        "",
        "#",
        "  ",
    ],
)
def test_what_is_no_link(href: str) -> None:
    assert links(f'<a href="{href}">甲</a>') == []


def test_fragments_stay_checkable() -> None:
    same, other = links('<a href="#fj">附件</a><a href="b.html#s2">二</a><b id="fj"></b><a name="top"></a>')
    assert (same.url, same.fragment) == (PAGE, "fj")
    assert (other.url, other.fragment) == ("http://www.nangang.example/xw/b.html", "s2")
    assert read_page(PAGE, b'<b id="fj"></b><a name="top"></a>').anchors == {"fj", "top"}


def test_comments_and_posted_forms_name_nothing() -> None:
    assert links('<!-- <a href="a.html">甲</a> --><form method="post" action="/x"></form><form></form>') == []


def test_link_text() -> None:
    text = [link.text for link in links(
        '<a href="a">区  政府\n 新闻</a><a href="b" title="全名"></a><a href="c"><img src="i" alt="图"></a><a href="d">'
        + "长" * 200 + "</a>"
    ) if link.kind is LinkKind.ANCHOR]  # fmt: skip
    assert text == ["区 政府 新闻", "全名", "图", "长" * 120]


@pytest.mark.parametrize(
    ("html", "path"),
    [
        ('<a href="javascript:void(0)" onclick="checkXnwk(\'175757.htm\')">甲</a>', "xw/175757.htm"),
        ("<a href=\"javascript:openWin('/zw/1.html',2)\">甲</a>", "zw/1.html"),
        ("<li onclick=\"window.open('../a/b.jsp?id=3')\">甲</li>", "a/b.jsp?id=3"),
        ("<script>location.href='wap/index.html'</script>", "xw/wap/index.html"),
        ("<script>document.write('<a href=\"c.html\">丙</a>')</script>", "xw/c.html"),
        ("<script>var u='./d.html';document.write('<a href=\"'+u+'\">丁</a>')</script>", "xw/d.html"),
    ],
)
def test_addresses_in_script_are_inferred(html: str, path: str) -> None:
    (found,) = links(html)
    assert (found.url, found.inferred) == (f"http://www.nangang.example/{path}", True)


@pytest.mark.parametrize(
    "html",
    [
        "<a onclick=\"share('tsina')\">微博</a>",
        "<a onclick=\"window.open('a.jsp?id='+id)\">甲</a>",
        "<p onclick=\"f('2020/01/02','text/html')\">甲</p>",
        '<script>document.write("<a href=\\"index"+"_"+n+".html\\">下一页</a>")</script>',
        '<script>document.write("<a href=\'index_"+n+".html\'>尾页</a>")</script>',
    ],
)
def test_pieces_of_script_are_no_addresses(html: str) -> None:
    assert links(html) == []


@pytest.mark.parametrize(
    ("script", "pages"),
    [
        ('createPageHTML(3, 0, "index", "html");', ["index_1.html", "index_2.html"]),
        ("createPageHTML('page_div',3, 0,'list','shtml',60);", ["list_1.shtml", "list_2.shtml"]),
        ("Pager({size:2, current:0, prefix:'index',suffix:'html'});", ["index_1.html"]),
        ('createPageHTML(1, 0, "index", "html");', []),
        ("function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){}", []),
    ],
)
def test_pagers(script: str, pages: list[str]) -> None:
    found = links(f"<script>{script}</script>")
    assert [link.url for link in found] == [f"http://www.nangang.example/xw/{page}" for page in pages]
    assert all(link.inferred for link in found)


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ('<link rev="made" href="author.html">', True),
        ('<link rel="next" href="2.html">', True),
        ('<link rel="dns-prefetch" href="//cdn.example">', False),
        ('<link rel="File-List" href="a.files/filelist.xml">', False),
        ('<link rel="schema.DC" href="http://purl.example/dc/">', False),
    ],
)
def test_links_of_the_head(tag: str, found: bool) -> None:
    assert bool(links(f"<head>{tag}</head>")) is found
