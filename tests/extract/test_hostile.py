"""Crawled input is hostile: whatever comes, a page comes out."""

from __future__ import annotations

import random

import pytest

from crawler.extract import read_page
from crawler.extract.bounds import TOO_MUCH, bounded

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
    "100,000 attributes": b"<p " + b" ".join(b"a%d='>'" % i for i in range(100_000)) + b">",
    "attributes of a script": b"<script " + b" ".join(b"a%d" % i for i in range(100_000)) + b">a</script>",
    "open tags": b"<" * 100_000,
    "200,000 deep": b"<div>" * 200_000 + b"</div>" * 200_000,
    "ends that end nothing": b"<div></x>" * 100_000,
    "open formatting": b"".join(b"<font a=%d><p>" % i for i in range(20_000)),
    "open lists": b"<ul><li><a href=x>a</a>2026-01-02" * 30_000,
    "open fields": b"<form><input><label>x" * 100_000,
    "1,000,000 links": b"<a href=x>x</a>" * 1_000_000,
    "blank refresh": b"<meta http-equiv=refresh content='" + b" " * 1_000_000 + b"'>",
    "many farewells": "离开".encode() * 1_000_000,
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


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p " + " ".join(f"a{i}='>'" for i in range(40_000)) + ">正文</p><i>尾</i>", "正文 尾"),
        ("<div class=x>" * 6000 + "正文" + "</div>" * 6000 + "<p>尾</p>", "正文 尾"),
        ("<b><p>段" * 3000 + "</p></b>" * 3000 + "<p>尾</p>", "段 尾"),
    ],
    ids=["attributes", "depth", "formatting"],
)
def test_what_goes_beyond_the_bounds_is_said_and_the_text_is_kept(html: str, kept: str) -> None:
    page = read_page(PAGE, f"<!doctype html><meta charset=utf-8><body>{html}".encode())
    assert TOO_MUCH in page.notes
    assert set(page.text.split()) == set(kept.split())


@pytest.mark.parametrize(
    "html",
    [
        "<div><p>段</div>" * 2500,
        "<ul>" + "<li><a href=x>题<td>" * 3000,
        f"<script>var a = 1; if (a<b) {{ {'x y ' * 60_000} }}</script>",
        "<!-- " + "<div>" * 3000 + " --><p>x",
        "<table>" + "<tr><td><font>字</font>" * 3000,
    ],
)
def test_what_is_within_the_bounds_stays_as_it_is(html: str) -> None:
    assert bounded(html.encode()) == (html.encode(), False)
