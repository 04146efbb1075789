"""What is looked at once a scan: the way to https, IPv6."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Coroutine

import pytest

from crawler import frontdoor
from crawler.ask import Asker
from crawler.frontdoor import leads_on
from crawler.politeness import Pace
from crawler.tuning import PATIENT
from portal.access import Ipv6, Level
from portal.profile import Profile
from tests.crawler.helpers import profile_of
from tests.crawler.portal_server import PortalServer, Reply, page, redirect


@pytest.mark.parametrize(
    ("home", "secure", "plain"),
    [
        ("https://www.t.gov.cn/index.html", "https://www.t.gov.cn/index.html", "http://www.t.gov.cn/"),
        ("http://www.t.gov.cn/", "https://www.t.gov.cn/", "http://www.t.gov.cn/"),
        ("https://www.t.gov.cn:8443/", "https://www.t.gov.cn:8443/", ""),
        ("http://www.t.gov.cn:8080/", "", "http://www.t.gov.cn:8080/"),
        ("http://10.1.2.3/", "", "http://10.1.2.3/"),
    ],
)
def test_doors_of_a_site(home: str, secure: str, plain: str) -> None:
    assert frontdoor.doors(home) == (secure, plain)


def _run(look: Callable[[Asker], Coroutine[None, None, bool | None]], profile: Profile) -> bool | None:
    async def within() -> bool | None:
        asker = Asker(profile, Pace(PATIENT, lambda _: (1, 0.0)))
        try:
            return await look(asker)
        finally:
            await asker.close()

    return asyncio.run(within())


@pytest.mark.parametrize(
    ("answer", "onward"),
    [
        (redirect("https://127.0.0.1:1/", 301), True),
        (page(), False),
        (redirect("/m/"), False),
        (Reply(body=b'<meta http-equiv="refresh" content="0;url=https://127.0.0.1:1/">'), True),
        (Reply(body=b"<script>location.href='https://127.0.0.1:1/'</script>"), True),
        (Reply(body=b"<a href='https://127.0.0.1:1/'>a</a>"), False),
        (Reply(drop=True), None),
    ],
)
def test_whether_http_leads_to_https(answer: Reply, onward: bool | None) -> None:
    with PortalServer({"/": answer, "/m/": page()}) as site:
        found = _run(
            lambda asker: leads_on(asker, f"{site.url}/"), profile_of(site, allow_private=["127.0.0.0/8"])
        )
    assert found is onward


def test_where_no_http_is_served_nobody_comes_in_unencrypted() -> None:
    with PortalServer({}) as site:
        closed = f"{site.url}/"
    assert _run(lambda asker: leads_on(asker, closed), profile_of(closed)) is True


@pytest.fixture
def six(monkeypatch: pytest.MonkeyPatch) -> None:
    """localhost is ::1, whatever this machine's table of hosts says."""
    asked = socket.getaddrinfo

    def resolve(
        host: str, port: int, family: int = 0, type: int = 0, proto: int = 0, flags: int = 0
    ) -> object:
        return asked("::1" if host == "localhost" else host, port, family, type, proto, flags)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


@pytest.mark.usefixtures("six")
def test_ipv6_of_a_host_is_measured_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frontdoor, "has_ipv6", lambda: True)
    with PortalServer({"/": page(), "/a": page(), "/b": Reply(500)}, host="::1") as site:
        home = f"http://localhost:{site.port}/"
        found = _six(home, [[f"{home}a", f"{home}b"], []])
    assert found == Ipv6("localhost", ("::1",), (Level("首页", 1, 1), Level("二级页面", 2, 1)))


@pytest.mark.usefixtures("six")
def test_without_ipv6_here_nothing_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frontdoor, "has_ipv6", lambda: False)
    assert _six("http://localhost/", [[], []]) == Ipv6("localhost", ("::1",), ())


def test_an_address_has_no_name_to_ask_for() -> None:
    assert _six("http://127.0.0.1/", [[], []]) is None


def _six(home: str, levels: list[list[str]]) -> Ipv6 | None:
    pace = Pace(PATIENT, lambda _: (1, 0.0))
    return asyncio.run(frontdoor.look_at_ipv6(profile_of(home), pace, home, levels))
