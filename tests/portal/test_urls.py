"""Addresses are joined as browsers join them."""

from __future__ import annotations

import pytest

from portal import urls


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("b.html#x", ("http://a.cn/d/b.html", "x")),
        ("//b.cn/x", ("http://b.cn/x", "")),
        ("e f/中文.html", ("http://a.cn/d/e%20f/%E4%B8%AD%E6%96%87.html", "")),
        ("x//y", ("http://a.cn/d/x//y", "")),
        ("..\\z", ("http://a.cn/z", "")),
        ("file:///C:/x.png", ("", "")),
        ("mailto:a@b.cn", ("", "")),
        ("http://name:word@b.cn/x@y", ("http://b.cn/x@y", "")),
        ("http://@b.cn?u@v", ("http://b.cn/?u@v", "")),
        ("http://", ("", "")),
    ],
)
def test_join(href: str, expected: tuple[str, str]) -> None:
    assert urls.join("http://a.cn/d/", href) == expected


@pytest.mark.parametrize(
    "name", ["localhost", "127.0.0.1", "10.1.1.1", "192.168.0.1", "169.254.169.254", "::1", "0.0.0.0"]
)
def test_private(name: str) -> None:
    assert urls.is_private(name)


def test_public_and_parts() -> None:
    assert not urls.is_private("www.gov.cn")
    assert not urls.is_private("8.8.8.8")
    assert urls.origin("https://a.cn/x") == "a.cn:443"
    assert urls.directory("http://a.cn/b/c.html?d=/e") == "http://a.cn/b/"
    assert urls.directory("http://a.cn") == "http://a.cn/"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://A.cn", "a.cn"),
        ("https://u:p@a.cn:8443/b/c?d=http://e.cn/", "a.cn"),
        ("http://a.cn?b=/c", "a.cn"),
        ("http://[::1]:80/x", "::1"),
        ("//a.cn/x", "a.cn"),
        ("weixin://dl/business", "dl"),
        ("http://[a/", ""),
        ("/x/y", ""),
        ("", ""),
    ],
)
def test_host(url: str, expected: str) -> None:
    assert urls.host(url) == expected
