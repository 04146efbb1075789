"""Archived pages, hostile ones too: what is shown is harmless, masked, and the fault is marked wherever it is."""

from __future__ import annotations

import hashlib

import pytest
from selectolax.lexbor import LexborHTMLParser

from portal.snapshot import Capture
from xunjian.evidence.marks import Marks
from xunjian.evidence.rendering import Rendered, render

NOTHING, TYPO = Marks(), Marks("全面布署，要求", "布署")
BAD = "http://a.example/zt/bad.html"


def shown(html: str, marks: Marks = NOTHING, encoding: str = "utf-8") -> Rendered:
    body = html.encode(encoding)
    return render(Capture(f"{BAD}?p", 200, (), body, hashlib.sha256(body).hexdigest()), marks)


def marked(rendered: Rendered) -> list[str]:
    return [node.text() for node in LexborHTMLParser(rendered.html).css("mark.xunjian-fault")]


def outlined(rendered: Rendered) -> list[str]:
    return [node.text().strip() for node in LexborHTMLParser(rendered.html).css(".xunjian-fault:not(mark)")]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>作了全面布署，要求落实", ["布署"]),
        (
            "<p>作了全面<b>布</b><font color=red>署</font>，要<br>求",
            [],
        ),  # another paragraph begins at the break
        ("<p>作了全面<b>布</b><font color=red>署</font>，要求落实", ["布", "署"]),
        ("<td>作了全\u200b面布\u200b署，\u200b要求", ["布\u200b署"]),
        ("<title>全面布署，要求</title><p>无", ["布署"]),
        ("<p>全面布署，要求</p><p>又：全面布署，要求", ["布署", "布署"]),
        ("<p>布署得当，不是那一句", []),
        ("<p style='display:none'>全面布署，要求", []),
    ],
)
def test_wrong_words_are_marked_where_they_are_quoted(html: str, found: list[str]) -> None:
    rendered = shown(html, TYPO)
    assert marked(rendered) == found
    assert LexborHTMLParser(rendered.html).css_matches("#xunjian-fault") == bool(found)
    assert (rendered.marks > 0) == bool(found)


def test_white_space_and_old_encodings_hinder_nothing() -> None:
    html = '<meta charset="gb2312"><p>会议 强调，\n   全面布署， 要求'
    assert marked(shown(html, Marks("会议 强调， 全面布署， 要求", "布署"), "gb18030")) == ["布署"]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a href="bad.html">附件</a><a href="good.html">别的</a>', ["附件"]),
        ('<base href="/zt/"><a href="bad.html#top">附件</a>', ["附件"]),
        ('<img src="bad.html" alt="合影">', ["图片：合影"]),
        ('<img data-original="bad.html">', ["图片"]),
        ('<iframe src="/zt/bad.html"></iframe>', ["框架"]),
        ('<select><option value="/zt/bad.html">市政府<option value="/">区政府</select>', ["选项：市政府"]),
        ('<div style="display:none"><p><a href="bad.html">旧闻</a></div>', ["页面上不显示：旧闻"]),
        ('<form action="bad.html"><input>搜索</form>', ["搜索"]),
        ('<script>location="/zt/bad.html"</script>', []),
    ],
)
def test_the_link_at_fault_is_outlined(html: str, found: list[str]) -> None:
    assert outlined(shown(html, Marks(target=BAD))) == found


def test_an_address_that_is_none_is_outlined_as_it_is_written() -> None:
    html = '<img src="file:///C:/Users/1.png" alt="表"><a href="javascript:void(0)">空</a>'
    assert outlined(shown(html, Marks(target="file:///C:/Users/1.png"))) == ["图片：表"]


HOSTILE = """<html><head><base href="http://evil.example/"><meta http-equiv=refresh content="0;url=http://evil.example/">
<link rel=stylesheet href=http://evil.example/x.css><style>mark{display:none!important}</style><style></style><style>a</style></head>
<body onload="alert(1)" background="http://evil.example/b.png"><script>alert(1)</script><svg onload=alert(1)><script>alert(2)</script></svg>
<math><mtext><img src=x onerror=alert(3)></mtext></math>
<p onclick=alert(4) id="xunjian-fault" class="xunjian-fault x" style="color:red">全面布署，要求</p>
<a href="javascript:alert(5)" target=_top ping="http://evil.example/">点</a>
<img src="http://evil.example/i.png" alt='"><script>alert(6)</script>'>
<form action=http://evil.example/><input name=a value=b><button formaction=javascript:alert(7)>送</button></form>
<iframe srcdoc="<script>alert(8)</script>"></iframe><object data=x.swf></object><embed src=x.swf><template><script>9</script></template>
<noscript><img src=http://evil.example/n.png></noscript><x-unknown onfocus=alert(10)>生</x-unknown><plaintext></body><script>alert(11)"""


def test_nothing_of_a_hostile_page_runs_loads_or_leads_away() -> None:
    rendered = shown(HOSTILE, TYPO)
    page = LexborHTMLParser(rendered.html)
    assert not page.css(
        "script, iframe, object, embed, img, link, base, form, input, button, svg, math, template, noscript"
    )
    assert [node.attributes for node in page.css("meta")] == [{"charset": "utf-8"}]
    names = {name for node in page.css("*") for name in node.attributes}
    assert names <= {"lang", "charset", "id", "class", "style", "title"}
    assert marked(rendered) == ["布署"]
    assert len(page.css("#xunjian-fault")) == len(page.css(".xunjian-fault")) == 1


def test_the_style_of_a_page_cannot_break_out() -> None:
    rendered = shown("<style>a</style><svg><style><!--</style><img src=x onerror=alert(1)>--></style></svg>")
    assert "onerror" not in rendered.html


def test_numbers_of_persons_are_masked_even_where_they_are_broken_up() -> None:
    html = (
        "<p>电话138<b>1234</b>5678，<i>身份证</i></p><div style='display:none'>13912345678</div>"
        "<img alt='13712345678'><a title='13612345678' href='/?id=11010519491231002X'>详情</a><title>13512345678</title>"
    )
    rendered = shown(html)
    assert "138****5678" in rendered.html
    for number in ("1234", "13912345678", "13712345678", "13612345678", "13512345678", "11010519491231002X"):
        assert number not in rendered.html, number


def test_what_was_put_right_is_marked_otherwise() -> None:
    rendered = shown("<p>全面部署，要求", Marks("全面部署，要求", "部署", mended=True))
    (node,) = LexborHTMLParser(rendered.html).css("mark.xunjian-mended")
    assert node.text() == "部署"


@pytest.mark.parametrize(
    "html", ["", "\x00", "<", "<p", "<p>" * 5000 + "深", "<table><tr><td>" * 300, "�" * 10]
)
def test_odd_pages_are_shown(html: str) -> None:
    assert shown(html, TYPO).html.endswith("</body></html>")
