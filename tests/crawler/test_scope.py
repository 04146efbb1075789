"""What belongs to a site, session ids, and paths that go in circles."""

from __future__ import annotations

import ipaddress

import pytest

from crawler.guard import is_public
from crawler.scope import Scope, without_session
from crawler.traps import Traps, repeats
from portal.page import LinkKind
from portal.profile import Profile
from portal.target import TargetKind

SITE = Scope(Profile(start=("http://www.nangang.gov.cn/",), hosts=("zwgk.nangang.gov.cn", "10.1.1.1:8080")))


@pytest.mark.parametrize(
    ("url", "inside"),
    [
        ("http://www.nangang.gov.cn/a", True),
        ("https://www.nangang.gov.cn/a", True),
        ("http://nangang.gov.cn/a", True),
        ("https://zwgk.nangang.gov.cn/", True),
        ("http://10.1.1.1:8080/", True),
        ("http://10.1.1.1/", False),
        ("http://www.nangang.gov.cn:8080/", False),
        ("http://oa.nangang.gov.cn/", False),
        ("http://www.nangang.gov.cn.evil.com/", False),
    ],
)
def test_inside(url: str, inside: bool) -> None:
    assert SITE.inside(url) is inside


@pytest.mark.parametrize(
    ("path", "link", "kind"),
    [
        ("/a.html", LinkKind.ANCHOR, TargetKind.PAGE),
        ("/frame.jsp", LinkKind.FRAME, TargetKind.PAGE),
        ("/a.PDF?x=1", LinkKind.ANCHOR, TargetKind.ATTACHMENT),
        ("/a.ofd", LinkKind.FRAME, TargetKind.ATTACHMENT),
        ("/a.png", LinkKind.ANCHOR, TargetKind.RESOURCE),
        ("/code.do", LinkKind.IMAGE, TargetKind.RESOURCE),
        ("/v.mp4", LinkKind.MEDIA, TargetKind.ATTACHMENT),
        ("/.html", LinkKind.ANCHOR, TargetKind.PAGE),
    ],
)
def test_kind(path: str, link: LinkKind, kind: TargetKind) -> None:
    assert SITE.kind(f"http://www.nangang.gov.cn{path}", link) is kind
    assert SITE.kind(f"http://other.example{path}", link) is TargetKind.EXTERNAL


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("http://www.nangang.gov.cn/", True),
        ("http://www.nangang.gov.cn/index.html", True),
        ("http://nangang.gov.cn/Default.aspx", True),
        ("http://www.nangang.gov.cn/zwgk/index.html", False),
        ("http://www.nangang.gov.cn/?id=1", False),
    ],
)
def test_home(url: str, home: bool) -> None:
    assert SITE.is_home(url) is home


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("http://x/a.jsp;jsessionid=0A1B?id=1", "http://x/a.jsp?id=1"),
        ("http://x/a?PHPSESSID=1&id=2", "http://x/a?id=2"),
        ("http://x/a?id=2&PHPSESSID=1", "http://x/a?id=2"),
        ("http://x/a?PHPSESSID=1&sessionid=2&id=3", "http://x/a?id=3"),
        ("http://x/a?sid=0123456789abcdef0123456789abcdef", "http://x/a"),
        ("http://x/(S(abc123))/a.aspx", "http://x/a.aspx"),
        ("http://x/a?sid=12", "http://x/a?sid=12"),
        (
            "http://x/a?insid=0123456789abcdef0123456789abcdef",
            "http://x/a?insid=0123456789abcdef0123456789abcdef",
        ),
        ("http://x/a?id=2", "http://x/a?id=2"),
    ],
)
def test_session_ids(url: str, plain: str) -> None:
    assert without_session(url) == plain


@pytest.mark.parametrize(
    ("path", "circles"),
    [
        ("http://x/a/b/a/b/a/b", True),
        ("http://x/a/a/a/a/", True),
        ("http://x/a/b/c/a/b/c/a/b/c/", True),
        ("http://x/a/b/a/b/", False),
        ("http://x/2024/2024/2024/x.html", False),
        ("http://x/zwgk/tzgg/202403/t20240305_1.html", False),
    ],
)
def test_circles(path: str, circles: bool) -> None:
    assert repeats(path) is circles


def test_articles_by_number_are_no_trap() -> None:
    """Ten thousand articles behind one script are a site, not a trap; a calendar without end is one."""
    traps = Traps(2026, 20_000)
    assert not any(traps.refuse(f"http://x/art.jsp?id={n}&type=1") for n in range(10_000))
    assert not any(traps.refuse(f"http://x/news/html/?{n}.html") for n in range(1_000))
    assert not any(
        traps.refuse(f"http://x/content.jsp?urltype=news&treeid={n % 40}&newsid={n}") for n in range(2_000)
    )
    assert any(
        traps.refuse(f"http://x/find?a={a}&b={b}&c={c}") for a in range(9) for b in range(9) for c in range(9)
    )
    assert not traps.refuse("http://x/news/2019/05/a.html")
    assert traps.refuse("http://x/list?year=2099&month=1")
    assert traps.refuse("http://x/calendar/2099/01/")
    assert not traps.refuse("http://x/calendar/2026/01/")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.0.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public
