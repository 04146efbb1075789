"""Signs of a footer outside the text, and barriers, as real templates have them."""

from __future__ import annotations

import pytest

from crawler.extract import read_page
from portal.page import Barriers, Page


def read(html: str) -> Page:
    return read_page("http://t.gov.cn/", f"<html lang=zh>{html}".encode())


@pytest.mark.parametrize(
    ("script", "sign"),
    [
        (
            "document.write(unescape(\"%3Cspan id='_ideConac' %3E%3C/span%3E\"))",
            "<span id='_ideConac' ></span>",
        ),
        ("var foot='网站标识码：2301030001';", "网站标识码：2301030001"),
        ("$('#f').html('\\u7f51\\u7ad9\\u6807\\u8bc6\\u7801\\uff1a2301030001')", "网站标识码：2301030001"),
        (
            "document.write('<a href=\"https://beian.miit.gov.cn/\">黑ICP备1号</a>')",
            "https://beian.miit.gov.cn/",
        ),
    ],
)
def test_what_a_script_writes_of_a_footer(script: str, sign: str) -> None:
    assert sign in read(f"<script>{script}</script>").scripted


def test_the_code_of_the_entry_is_kept() -> None:
    assert (
        "sitecode=2301030001"
        in read('<script id="_jiucuo_" sitecode="2301030001" src="/j.js"></script>').scripted
    )


def test_a_script_about_other_things_leaves_nothing() -> None:
    assert not read("<script>var menu = $('.footer'); menu.show();</script>").scripted


def test_empty_elements_that_are_to_be_a_footer() -> None:
    html = '<div id="footer"></div><div class="gov-foot x"><script src=/f.js></script></div><div id="dzjg"></div>'
    assert read(html).hollow == ("footer", "gov-foot x", "dzjg")


def test_a_footer_with_something_in_it_is_not_empty() -> None:
    assert read('<div id="footer"><p>主办</p></div><i class="foot"></i><div class="main"></div>').hollow == ()


@pytest.mark.parametrize(
    ("html", "barriers"),
    [
        ('<a href="/b"><img src=b.png></a>', Barriers(links=1)),
        ('<a href="/b"><img src=b.png alt=专题></a><a href="/c" title=更多></a>', Barriers()),
        ('<a href="/b"> </a>', Barriers(links=1)),
        ('<a name="top"></a><a href="javascript:;"></a><a href="/v"><svg></svg></a>', Barriers()),
        ("<input type=text><select></select><textarea></textarea>", Barriers(fields=3)),
        ("<label>词<input></label><label for=q></label><input id=q><input placeholder=词>", Barriers()),
        ("<input type=hidden><input type=submit><input type=checkbox title=选>", Barriers()),
        ("<meta name=viewport content='width=device-width, maximum-scale=1.0'>", Barriers(zoom_locked=True)),
        ("<meta name=viewport content='user-scalable=0'>", Barriers(zoom_locked=True)),
        ("<meta name=viewport content='initial-scale=1, maximum-scale=1.5'>", Barriers()),
    ],
)
def test_barriers(html: str, barriers: Barriers) -> None:
    assert read(html).barriers == barriers


def test_pictures_of_the_main_text_only() -> None:
    text = "会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。" * 2
    main = f"<div class=main><p>{text}</p><img src=a.jpg><img src=b.gif alt=''><img src=c.gif width=1><p>{text}</p></div>"
    assert read(f"<div class=header><img src=logo.png></div>{main}").barriers == Barriers(images=1)


def test_a_page_without_language() -> None:
    assert read_page("http://t.gov.cn/", b"<html><body>x</body></html>").barriers == Barriers(
        no_language=True
    )
