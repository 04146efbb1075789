"""Links to other hosts, and whether a reader sees them."""

from __future__ import annotations

import pytest

from crawler.extract import glimpse, hiding, read_page
from portal.page import Cover, Hiding, Outside

PAGE = "http://www.shifan.gov.cn/xw/1.html"
LINK = '<a href="http://a.example/">机械设备</a>'


def outside(html: str, url: str = PAGE) -> tuple[Outside, ...]:
    return read_page(url, html.encode()).outside


def only(html: str) -> Outside:
    (group,) = outside(html)
    return group


HIDDEN = [
    (f'<div style="DISPLAY : NONE">{LINK}</div>', Cover.DISPLAY),
    (f"<div hidden>{LINK}</div>", Cover.DISPLAY),
    (f'<span style="visibility:hidden">{LINK}</span>', Cover.VISIBILITY),
    (f'<div style="opacity:0.0">{LINK}</div>', Cover.OPACITY),
    ('<a href="http://a.example" style="font-size:0px">机械</a>', Cover.FONT),
    (f'<div style="font-size:1px">{LINK}</div>', Cover.FONT),
    (f'<div style="text-indent:-9999px">{LINK}</div>', Cover.INDENT),
    (f'<div style="position:fixed;left:-3000px">{LINK}</div>', Cover.AWAY),
    (f'<div style="position:absolute;left:-1000em">{LINK}</div>', Cover.AWAY),
    (f'<div style="margin-left:-9999px">{LINK}</div>', Cover.AWAY),
    (f'<div style="height:0;overflow:hidden">{LINK}</div>', Cover.FLAT),
    (f'<div style="max-height:0;overflow:hidden">{LINK}</div>', Cover.FLAT),
    (f'<div style="width:0;height:0;overflow:hidden">{LINK}</div>', Cover.BOX),
    (f'<div style="position:absolute;clip:rect(0,0,0,0)">{LINK}</div>', Cover.BOX),
    (f'<div style="transform:scale(0)">{LINK}</div>', Cover.BOX),
    (f'<marquee height=0 width=0>{LINK}</marquee>', Cover.MARQUEE),
    (f'<marquee scrollamount="3000">{LINK}</marquee>', Cover.MARQUEE),
    (
        '<table><tr><td bgcolor="#FFF"><a href="http://a.example"><font color="#ffffff">机械</font></a></td></tr></table>',
        Cover.COLOUR,
    ),
    ('<body style="background:#fff"><a href="http://a.example" style="color:white">机械</a></body>', Cover.COLOUR),
    (f"<html><body>正文</body></html>{LINK}", Cover.TAIL),
    (f"<p>正文</p><noscript>{LINK}</noscript>", Cover.NOSCRIPT),
    (f"<style>.zz9{{display:none}}</style><div class=zz9>{LINK}</div>", Cover.DISPLAY),
    (f"<style>#zz9 p{{display:none}} #zz9{{position:absolute;top:-999px}}</style><div id=zz9>{LINK}</div>", Cover.AWAY),
    (f'<div id="zz9">{LINK}</div><script>document.getElementById("zz9").style.display="none";</script>', Cover.SCRIPT),
    (f'<script>document.write("<style>#zz9{{display:none}}</style>")</script><div id=zz9>{LINK}</div>', Cover.SCRIPT),
    (
        f"<script>document.write('<div style=\"display:none\">')</script>{LINK}<script>document.write('</div>')</script>",
        Cover.SCRIPT,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("html", "cover"), HIDDEN)
def test_hidden_links(html: str, cover: Cover) -> None:
    assert (only(html).cover, only(html).opens) == (cover, False)


SEEN = [
    LINK,
    f'<div style="position:relative;left:-2400px;width:5000px">{LINK}</div>',
    f'<div style="position:absolute;left:-1200px;width:3600px">{LINK}</div>',
    '<div style="font-size:0"><a href="http://a.example"><img src="/1.png" alt="图"></a></div>',
    f'<ul style="font-size:0"><li>{LINK}</li></ul>',
    '<div style="background:#fff"><div style="background:#00f"><a style="color:#fff" href="http://a.example">甲</a></div></div>',
    '<a style="color:#fff" href="http://a.example">甲</a>',
    f'<div style="height:1px;overflow:hidden"></div>{LINK}',
    f"<style>@media print{{.ny{{display:none}}}} .ny a:hover{{display:none}}</style><div class=ny>{LINK}</div>",
    f"<style>.n .s{{display:none}} .n:hover .s{{display:block}}</style><div class=n>更多<div class=s>{LINK}</div></div>",
    f'<div id="ad1">{LINK}</div><script>function c(){{document.getElementById("ad1").style.display="none"}}</script>',
]


@pytest.mark.parametrize("html", SEEN)
def test_links_in_full_view(html: str) -> None:
    assert only(html).cover is None


OPENED = [
    f'<ul><li>导航<ul style="display:none"><li>{LINK}</li></ul></li></ul>',
    f'<div><p class="x"><a href="/1">甲</a></p><p class="x" style="display:none">{LINK}</p></div>',
    f'<div class="wxLayer" style="display:none">{LINK}</div>',
    f'<div id="gg7" style="display:none">{LINK}</div><a href="#gg7">看</a>',
    f'<div id="gg7" style="display:none">{LINK}</div><b onmouseover="show(\'gg7\')">看</b>',
    f'<div><h3 onclick="fold(this)">怎样缴费？</h3><p class="q7" style="display:none">{LINK}</p></div>',
    f'<section><b>怎样缴费？</b><p class="answer" style="display:none">{LINK}</p></section>',
]


@pytest.mark.parametrize("html", OPENED)
def test_what_looks_as_if_it_could_be_opened(html: str) -> None:
    assert (only(html).cover, only(html).opens) == (Cover.DISPLAY, True)


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/x.html">本站</a><a href="http://shifan.gov.cn/">本站</a>',
        '<a href="http://www.hlj.gov.cn/">省政府</a><a href="mailto:a@a.example">信箱</a>',
        '<iframe src="https://zwfw.hlj.gov.cn/"></iframe><form action="/s"></form>',
        "<script>var a='<b>字</b>'; document.write(a)</script>",
    ],
)
def test_what_leads_nowhere_else(html: str) -> None:
    assert outside(html) == ()


def test_an_address_of_numbers_is_told_apart_by_its_port() -> None:
    html = '<a href="http://127.0.0.1:81/">别处</a><a href="http://127.0.0.1:80/">本站</a>'
    (group,) = outside(html, "http://127.0.0.1:80/")
    assert [url for url, _ in group.links] == ["http://127.0.0.1:81/"]


SPELT = [
    'document.write(unescape("%3Ca%20href%3D%22http%3A//a.example/%22%3E%u673a%u68b0%3C/a%3E"))',
    r'document.write("\x3c\x61\x20href=\"http://a.example/\"\x3e\u673a\u68b0\x3c/a\x3e")',
    f"document.write(String.fromCharCode({','.join(str(ord(c)) for c in '<a href=http://a.example/>机械</a>')}))",
    'document.write(atob("PGEgaHJlZj0iaHR0cDovL2EuZXhhbXBsZS8iPuacuuaisDwvYT4="))',
]


@pytest.mark.parametrize("script", SPELT)
def test_links_spelt_in_codes(script: str) -> None:
    group = only(f"<script>{script}</script>")
    assert (group.cover, group.links) == (Cover.ENCODED, (("http://a.example/", "机械"),))


def test_a_script_loaded_the_old_way_is_no_secret() -> None:
    loaded = """document.write(unescape("%3Cscript src='http://tj.example/s.js'%3E%3C/script%3E"))"""
    assert only(f"<script>{loaded}</script>").cover is None


def test_visitors_from_search_engines_sent_away() -> None:
    script = "if(/baidu|sogou/.test(document.referrer)){location.href='http://b.example/go'}"
    assert read_page(PAGE, f"<script>{script}</script>".encode()).diverts == ("http://b.example/go",)
    counted = "var r=document.referrer;if(r.indexOf('baidu')>0){n++}"
    assert read_page(PAGE, f"<script>{counted}</script>".encode()).diverts == ()


@pytest.mark.parametrize(
    ("text", "leaving"),
    [
        ("您即将离开示范区政府门户网站，是否继续？", True),
        ("他离开家乡多年。", False),
        ("访问将离开本站", True),
    ],
)
def test_a_notice_for_those_who_leave(text: str, leaving: bool) -> None:
    assert read_page(PAGE, f"<p>{text}</p>".encode()).leaving is leaving


def test_of_a_style_sheet_only_simple_rules_that_hide() -> None:
    css = """/* .a{display:none} */ .b , #c .d{display:none;color:red} .e:hover{display:none} .b.on{display:block}
    .f{color:red} @media print{.g{display:none}} ul{font-size:0} .h{position:absolute;left:-999em}"""
    assert set(hiding(css)) == {
        Hiding(".b", Cover.DISPLAY),
        Hiding("#c .d", Cover.DISPLAY),
        Hiding(".h", Cover.AWAY),
        Hiding(".b.on", None),
    }


def test_a_glimpse_of_another_host() -> None:
    html = """<html><head><meta charset="gbk"><title> 某 协会 </title><meta name="description" content="介绍">
    <script src="http://cdn.example/a.js"></script></head><body><script>location.href="//sale.example/x"</script>
    <p>电话13800000000</p></body></html>"""
    seen = glimpse("http://a.example/", html.encode("gbk"), "text/html")
    assert (seen.title, seen.text) == ("某 协会", "介绍 电话138********")
    assert seen.leads == ("cdn.example", "sale.example")
