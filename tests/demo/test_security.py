"""SEC004 on the sample portal as it would be behind https: it needs an address the local server has not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checks.engine import judge
from checks.rule import catalogue
from tests.demo.reading import HOME, scan_of
from xunjian.demo.layout import Reply, page
from xunjian.demo.plants.security import FOLDER

SECURE = HOME.replace("http:", "https:")
Change = Callable[[dict[str, Reply]], None]


def with_content(content: str, *places: str) -> Change:
    """Pages with the content, without those of the sample portal that take in what others serve by http."""

    def change(paths: dict[str, Reply]) -> None:
        for path in [path for path in paths if path.startswith(FOLDER)]:
            del paths[path]
        paths.update({place: page("测试页", content) for place in places or ("/cs/1.html",)})

    return change


def found(change: Change, home: str = SECURE) -> list[tuple[str, int]]:
    findings = judge(scan_of(change, home=home), [catalogue()["SEC004"]]).findings
    return [(finding.target, finding.count) for finding in findings]


@pytest.mark.parametrize(
    ("content", "target"),
    [
        (f'<script src="{HOME}static/a.js"></script>', f"{HOME}static/a.js"),
        ('<img src="http://img.shifan.gov.cn/1.png" alt="图">', "http://img.shifan.gov.cn/1.png"),
        ('<iframe src="http://map.shi.gov.cn/"></iframe>', "http://map.shi.gov.cn/"),
        ('<link rel="stylesheet" href="http://www.shi.gov.cn/s.css">', "http://www.shi.gov.cn/s.css"),
        ('<video src="http://v.shifan.gov.cn/1.mp4"></video>', "http://v.shifan.gov.cn/1.mp4"),
    ],
)
def test_what_a_browser_blocks_or_warns_of(content: str, target: str) -> None:
    assert found(with_content(content)) == [(target, 1)]


def test_one_host_on_many_pages_is_one_finding() -> None:
    image = '<img src="http://img.shifan.gov.cn/1.png" alt="图">'
    assert found(with_content(image, "/cs/1.html", "/cs/2.html", "/cs/3.html")) == [
        ("http://img.shifan.gov.cn/1.png", 3)
    ]


@pytest.mark.parametrize(
    ("content", "home"),
    [
        ("", SECURE),
        (f'<script src="{HOME}static/a.js"></script>', HOME),
        ('<script src="//www.shifan.gov.cn/a.js"></script><img src="/static/banner.png" alt="图">', SECURE),
        (f'<a href="{HOME}">旧址</a><a href="http://www.shi.gov.cn/x.pdf">附件</a>', SECURE),
    ],
)
def test_what_harms_nothing(content: str, home: str) -> None:
    assert found(with_content(content), home) == []
