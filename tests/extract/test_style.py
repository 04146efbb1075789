from __future__ import annotations

from crawler.extract import css_urls
from portal.page import LinkKind

BASE = "http://www.nangang.example/css/main.css"


def test_addresses_of_a_style_sheet() -> None:
    css = """@charset "utf-8"; @import "base.css"; @import url(print.css) print;
    a { background: URL( '../img/a.png' ) } /* b { background: url(old.png) } */
    i { src: url("f.woff2?v=1#iefix") } s { background: url(data:image/png;base64,AA) } u { fill: url(#g) }"""
    found = css_urls(css, BASE)
    assert [link.url for link in found] == [
        "http://www.nangang.example/css/base.css",
        "http://www.nangang.example/css/print.css",
        "http://www.nangang.example/img/a.png",
        "http://www.nangang.example/css/f.woff2?v=1",
    ]
    assert {link.kind for link in found} == {LinkKind.STYLE}


def test_an_unclosed_comment_hides_the_rest() -> None:
    assert css_urls("/* a{background:url(x.png)}", BASE) == []


def test_no_address_at_all() -> None:
    assert css_urls("a{color:red}", BASE) == []
