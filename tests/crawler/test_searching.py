"""The site's own search is asked for the newest titles, and what it answers is kept beside the pages."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from crawler import gather
from crawler.searching import TITLES
from portal.access import SearchAnswer
from portal.search import Search
from portal.snapshot import Snapshot, verify
from tests.crawler.helpers import HASTY, profile_of
from tests.crawler.portal_server import HTML, PortalServer, Reply, Request, page

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
TEXT = "会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。" * 3
DAYS = (24, 23, 20, 15, 10, 5)  # of November; the first is today


def article(day: int) -> Reply:
    title = f"关于第{day}号民生实事项目的通知"
    html = f"<title>{title}</title><h1>{title}</h1><p>发布时间：2026-11-{day:02}</p><div><p>{TEXT}</p></div>"
    return Reply(body=html.encode(), headers={"Content-Type": HTML})


def results(request: Request) -> Reply:
    (words,) = parse_qs(urlsplit(request.path).query)["q"]
    return page("/", title="搜索结果", text=f"“{words}”的搜索结果")


def asked(folder: Path, *, search: str) -> tuple[PortalServer, Snapshot]:
    routes = {"/": page(*(f"/{day}.html" for day in DAYS)), "/search": results}
    with PortalServer(routes | {f"/{day}.html": article(day) for day in DAYS}) as site:
        profile = profile_of(site)
        if search:
            profile = profile.model_copy(update={"search": Search(url=site.url + search)})
        gather(profile, folder, NOW, tuning=HASTY)
        return site, Snapshot.open(folder)


def test_the_newest_titles_before_today_are_searched_for(tmp_path: Path) -> None:
    site, snapshot = asked(tmp_path / "s", search="/search?q={query}&page=1")
    found = snapshot.searches()
    assert [answer.article.rpartition("/")[2] for answer in found] == [
        f"{day}.html" for day in DAYS[1 : TITLES + 1]
    ]
    assert all(answer.status == 200 and answer.title in _text(answer) for answer in found)
    assert not [page.url for page in snapshot.pages() if "search" in page.url]
    assert sum(request.path.startswith("/search") for request in site.log) == TITLES
    assert verify(tmp_path / "s") == []


def test_a_search_that_does_not_open_is_kept_with_its_reason(tmp_path: Path) -> None:
    _, snapshot = asked(tmp_path / "s", search="/nowhere?q={query}")
    assert {(answer.status, answer.page) for answer in snapshot.searches()} == {(404, None)}


def test_nothing_is_asked_without_a_search(tmp_path: Path) -> None:
    site, snapshot = asked(tmp_path / "s", search="")
    assert snapshot.searches() == ()
    assert not [request.path for request in site.log if "q=" in request.path]


def _text(answer: SearchAnswer) -> str:
    return answer.page.text if answer.page else ""
