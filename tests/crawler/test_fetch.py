"""fetch: one page for `xunjian inspect`."""

from __future__ import annotations

import pytest

from crawler.fetch import fetch
from portal.errors import StartError
from portal.profile import default_profile
from tests.crawler.helpers import profile_of
from tests.crawler.portal_server import PortalServer, Reply, page, redirect


def test_redirects_are_followed_and_the_type_is_kept() -> None:
    gbk = Reply(body="<title>公告</title>".encode("gbk"), headers={"Content-Type": "text/html; charset=GBK"})
    with PortalServer({"/": redirect("/a.html"), "/a.html": gbk}) as site:
        response = fetch(f"{site.url}/", profile_of(site))
        assert (response.url, response.status) == (f"{site.url}/a.html", 200)
        assert response.content_type == "text/html; charset=GBK"
        assert response.body.decode("gbk") == "<title>公告</title>"
        assert response.chain == (f"{site.url}/a.html",)


def test_an_error_page_is_an_answer() -> None:
    with PortalServer({}) as site:
        assert fetch(f"{site.url}/gone", profile_of(site)).status == 404


def test_what_does_not_answer_is_explained() -> None:
    with pytest.raises(StartError, match="解析"):
        fetch("http://no-such-host.invalid/", default_profile("http://no-such-host.invalid/"))


def test_private_addresses_are_refused_after_a_redirect() -> None:
    with PortalServer({"/": page()}, host="127.0.0.2") as pot, PortalServer({}) as site:
        site.routes["/"] = redirect(pot.url)
        with pytest.raises(StartError, match="内网"):
            fetch(f"{site.url}/", profile_of(site))
        assert pot.connections == 0
