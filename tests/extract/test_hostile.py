"""Crawled input is hostile: whatever comes, a page comes out."""

from __future__ import annotations

import random

import pytest

from crawler.extract import read_page

PAGE = "http://www.nangang.example/x/index.html"
JUNK = random.Random(1).randbytes(200_000)
INPUTS = {
    "nothing": b"",
    "NUL": b"\x00" * 1000,
    "junk": JUNK,
    "cut gzip": b"\x1f\x8b\x08" + JUNK[:500],
    "5,000 deep": b"<div>" * 5000 + "<p>正文，2021-05-01".encode(),
    "5,000 open links": b"<div><a href=x>title text" * 5000,
    "nested lists": b"<ul><li><a href=x>title</a>2021-01-01" * 2000,
    "5 MB of text": "文字，".encode() * 550_000,
    "unclosed records": b"<script><record><![CDATA[" + b"<record>" * 20_000 + b"</script>",
    "unclosed arrays": b"<script>var title=1,url=[{" + b"[{" * 20_000 + b"</script>",
    "unclosed brackets": b"<script>document.write(" + b"(" * 50_000 + b"</script>",
    "many trails": "<a href=x>首页</a> &gt; ".encode() * 20_000,
    "many dates": b"2021-01-01 " * 100_000,
    "flat list": b"<div>" + b"<a href=q>title text</a><i>2021-01-01</i>" * 10_000,
    "attributes": b"<a " + b"x=1 " * 50_000 + b">",
    "open tags": b"<" * 100_000,
    "frames only": b"<frameset><frame src=a.html></frameset>",
}


@pytest.mark.parametrize("body", INPUTS.values(), ids=INPUTS.keys())
def test_every_input_gives_a_page(body: bytes) -> None:
    page = read_page(PAGE, body, "text/html; charset=utf-8", 200, 3)
    assert (page.url, page.size, page.depth, len(page.digest)) == (PAGE, len(body), 3, 64)


def test_what_went_wrong_is_noted() -> None:
    assert read_page(PAGE, b"").notes == ("页面内容为空",)
    (note,) = read_page(PAGE, "<meta charset=gb2312><p>正文</p>".encode()).notes
    assert note == "编码声明（gb2312）与实际编码（utf-8）不符"
    assert "页面含有空字节（NUL）" in read_page(PAGE, b"a\x00b").notes


def test_every_address_may_be_a_page() -> None:
    for url in ("http://[::1]/", "http://www.nangang.example", "http://www.nangang.example/a?b=//c"):
        assert read_page(url, b'<a href="x.html">a</a>').links[0].url.endswith("x.html")
