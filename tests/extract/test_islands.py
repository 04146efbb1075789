"""Lists that travel as data."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.extract import json_entries, read_page

BASE = "http://www.nangang.example/col/col12/index.html"
FIRST = (
    "关于做好防汛工作的通知",
    date(2021, 5, 12),
    "http://www.nangang.example/art/2021/5/12/art_12_1.html",
)


def test_hanweb_records_in_a_page() -> None:
    records = "".join(
        f'<record><![CDATA[<li><a href="/art/2021/5/{day}/art_12_{i}.html" title="{name}">{name}</a>'
        f"<span>2021-05-{day}</span></li>]]></record>"
        for i, (day, name) in enumerate(
            ((12, FIRST[0]), (11, "关于开展安全检查的通知"), (10, "关于公布目录的公告")), 1
        )
    )
    island = f"<datastore><recordset>{records}</recordset></datastore>"
    html = f'<html><body><div id="1"><script type="text/xml">{island}</script></div></body></html>'
    page = read_page(BASE, html.encode())
    assert len(page.entries) == 3
    assert (page.entries[0].title, page.entries[0].date, page.entries[0].url) == FIRST
    assert page.entries[0].url in {link.url for link in page.links}


@pytest.mark.parametrize(
    "body",
    [
        '{"data":[{"title":"关于做好防汛工作的通知","url":"/art/2021/5/12/art_12_1.html","date":"2021-05-12"}]}',
        '\ufeff[{"docTitle":"关于做好<em>防汛</em>工作的通知","docPubUrl":"/art/2021/5/12/art_12_1.html","docRelTime":"2021-05-12 09:00"}]',
        'cb({"rows":[{"TITLE":"关于做好防汛工作的通知","LINK_URL":"/art/2021/5/12/art_12_1.html","PUB_DATE":1620748800000}]});',
        """var list = [{title:'关于做好防汛工作的通知', url:'/art/2021/5/12/art_12_1.html', time:'2021-05-12',}];""",
        r'{"a":{"list":[{"title":"关于做好防汛工作的通知","urls":"{\"common\":\"/art/2021/5/12/art_12_1.html\"}","publishTime":"1620748800"}]}}',
        '{"html":"<ul><li><a href=\'/art/2021/5/12/art_12_1.html\'>关于做好防汛工作的通知</a><span>2021-05-12</span></li></ul>"}',
        "<datastore><record><![CDATA[<li><a href='/art/2021/5/12/art_12_1.html'>关于做好防汛工作的通知</a>"
        "<b>2021-05-12</b></li>]]></record></datastore>",
        "<rss><item><title><![CDATA[关于做好防汛工作的通知]]></title><link>/art/2021/5/12/art_12_1.html</link>"
        "<pubDate>2021-05-12</pubDate></item></rss>",
    ],
)  # fmt: skip
def test_list_interfaces(body: str) -> None:
    (found,) = json_entries(body, BASE)
    assert (found.title, found.date, found.url) == FIRST


def test_json_in_a_script_of_the_page() -> None:
    html = '<script>var list=[{"title":"关于做好防汛工作的通知","url":"/art/2021/5/12/art_12_1.html","date":"2021-05-12"}];</script>'
    page = read_page(BASE, html.encode())
    assert [(e.title, e.date, e.url) for e in page.entries] == [FIRST]
    assert [(link.url, link.inferred) for link in page.links] == [(FIRST[2], True)]


@pytest.mark.parametrize(
    "body", ["", "null", "{", "[" * 5000, "<", "<record>" * 3000, "var x = 1;", '{"title":1}', "\x00"]
)
def test_what_holds_no_list(body: str) -> None:
    assert json_entries(body, BASE) == []
