"""One look at a home page: what counts as open, as down, and as neither."""

from __future__ import annotations

import threading

import pytest

from crawler.visit import Arrival, visit_home
from tests.crawler.helpers import profile_of
from tests.crawler.portal_server import HTML, PortalServer, Reply, Request, page, redirect

FULL = page(*(f"/{n}.html" for n in range(20)), title="某区人民政府", text="要闻动态、通知公告、政策文件。")


def _html(text: str, status: int = 200) -> Reply:
    return Reply(status, text.encode(), {"Content-Type": HTML})


@pytest.mark.parametrize(
    ("reply", "arrival", "word"),
    [
        (FULL, Arrival.ARRIVED, ""),
        (_html("出错", 500), Arrival.FAILED, "500"),
        (_html("没有", 404), Arrival.FAILED, "404"),
        (_html("  \n"), Arrival.FAILED, "空白"),
        (_html("<title>公告</title><p>网站系统维护中，暂停访问，请稍后再来。</p>"), Arrival.FAILED, "维护"),
        (_html("<title>404 Not Found</title><h1>404 Not Found</h1>"), Arrival.FAILED, "出错页面"),
        (Reply(body=b"%PDF-1.4", headers={"Content-Type": "application/pdf"}), Arrival.FAILED, "不是网页"),
        (Reply(drop=True), Arrival.FAILED, "中断"),
        (redirect("/"), Arrival.FAILED, "跳转"),
        (
            Reply(body=b"\x0b\x02\x80", headers={"Content-Type": HTML, "Content-Encoding": "br"}),
            Arrival.CANNOT_TELL,
            "不能解压",
        ),
        (Reply(headers={"No Name": "x"}), Arrival.CANNOT_TELL, "不合 HTTP 规范"),
        (_html("<p>请完成安全验证后继续访问</p>", 403), Arrival.CANNOT_TELL, "拒绝"),
    ],
)
def test_what_arrives(reply: Reply, arrival: Arrival, word: str) -> None:
    with PortalServer({"/": reply}) as site:
        seen = visit_home(profile_of(site))
    assert (seen.arrival, bool(seen.error)) == (arrival, bool(word))
    assert word in seen.error


def test_a_page_that_tells_of_maintenance_among_other_news_is_open() -> None:
    news = page(*(f"/{n}.html" for n in range(30)), text="网站系统维护公告。" + "其他要闻。" * 60)
    with PortalServer({"/": news}) as site:
        assert visit_home(profile_of(site)).arrival is Arrival.ARRIVED


def test_redirects_are_followed_and_never_into_a_private_network() -> None:
    with PortalServer({"/": FULL}, host="127.0.0.2") as pot, PortalServer({"/a/": FULL}) as site:
        site.routes["/"] = redirect("/a/")
        assert visit_home(profile_of(site)).arrival is Arrival.ARRIVED
        site.routes["/"] = redirect(pot.url)
        seen = visit_home(profile_of(site))
        assert (seen.arrival, pot.connections) == (Arrival.CANNOT_TELL, 0)
        assert "内网" in seen.error


def test_a_wall_that_lets_browsers_in_is_no_wall() -> None:
    def picky(request: Request) -> Reply:
        return _html("拒绝", 403) if "xunjian" in request.headers["User-Agent"] else FULL

    with PortalServer({"/": picky}) as site:
        assert visit_home(profile_of(site)).arrival is Arrival.ARRIVED


def test_what_does_not_come_in_time_is_down() -> None:
    over = threading.Event()

    def never(_: Request) -> Reply:
        over.wait(60)
        return FULL

    with PortalServer({"/": never}) as site:
        seen = visit_home(profile_of(site), limit=0.2)
        over.set()
    assert (seen.arrival, seen.status) == (Arrival.FAILED, 0)
    assert "秒内没有打开" in seen.error


def test_nobody_listening_is_down() -> None:
    with PortalServer({}) as site:
        profile = profile_of(site)
    assert visit_home(profile).error.startswith("连接被拒绝")
