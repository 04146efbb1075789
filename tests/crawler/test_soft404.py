"""Error pages that answer 200, and pages that must not be taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.soft404 import Yardstick, says_error
from portal.page import Block, Page, Published, Zone
from portal.target import Baseline
from tests.crawler.helpers import scan, verdict_of
from tests.crawler.portal_server import HTML, PortalServer, Reply, Request, page, redirect


def error_200(request: Request) -> Reply:
    html = (
        "<html><head><title>南岗区人民政府</title></head><body><div>首页 政务公开 互动交流</div>"
        f"<p>抱歉，您访问的页面 {request.path} 不存在</p><p>请求编号 {request.time}{len(request.path)}</p></body></html>"
    )
    return Reply(body=html.encode(), headers={"Content-Type": HTML})


def test_pages_like_the_error_page_of_the_host(tmp_path: Path) -> None:
    article = page(title="南岗区人民政府", text="我区召开常务会议，研究部署重点工作。")
    with PortalServer(
        {"/": page("/a.html", "/gone/1.html", "/x/2.html"), "/a.html": article}, otherwise=error_200
    ) as site:
        snapshot = scan(tmp_path / "s", site)
        assert verdict_of(snapshot, site, "/gone/1.html") == "soft-404 same-as-error-page"
        assert verdict_of(snapshot, site, "/x/2.html") == "soft-404 same-as-error-page"
        assert verdict_of(snapshot, site, "/a.html") == "ok"
        assert verdict_of(snapshot, site, "/") == "ok"
        assert {baseline.status for baseline in snapshot.baselines()} == {200}


def test_an_empty_shell_for_every_address_is_no_error_page(tmp_path: Path) -> None:
    """A single-page application answers the same shell everywhere: nothing can be told."""
    shell = Reply(
        body=b"<html><title>x</title><div id=app></div><script src=/app.js></script></html>",
        headers={"Content-Type": HTML},
    )
    with PortalServer({"/": page("/a", "/b")}, otherwise=shell) as site:
        snapshot = scan(tmp_path / "s", site)
        assert verdict_of(snapshot, site, "/a") == "ok"


def test_redirects_to_an_error_page_or_to_the_front_door(tmp_path: Path) -> None:
    routes = {
        "/": page("/old/1.html", "/index.html", "/news", "/lost.html"),
        "/index.html": page(),
        "/old/1.html": redirect("/"),
        "/news": redirect("/news/"),
        "/news/": page(text="新闻列表"),
        "/404.html": page(title="出错", text="出错啦，请从栏目进入"),
    }
    with PortalServer(routes, otherwise=redirect("/404.html")) as site:
        snapshot = scan(tmp_path / "s", site)
        assert verdict_of(snapshot, site, "/old/1.html") == "redirect-home"
        assert verdict_of(snapshot, site, "/index.html") == "ok"
        assert verdict_of(snapshot, site, "/news") == "ok"
        assert verdict_of(snapshot, site, "/lost.html") == "soft-404 redirect-to-error-page"


def test_a_start_address_that_redirects_is_no_fault(tmp_path: Path) -> None:
    with PortalServer({"/": redirect("/portal/index.html"), "/portal/index.html": page("/")}) as site:
        snapshot = scan(tmp_path / "s", site)
        assert verdict_of(snapshot, site, "/") == "ok"
        assert snapshot.home == f"{site.url}/portal/index.html"


def reading(title: str, *lines: str, how: str = "none") -> Page:
    blocks = (Block(Zone.TITLE, title), *(Block(Zone.BODY, line) for line in lines))
    return Page("http://x/a.html", title=title, blocks=blocks, published=Published(how=how))


def template(title: str, *lines: str) -> Page:
    """A page of which everything seems to be navigation."""
    return Page("http://x/a.html", title=title, blocks=tuple(Block(Zone.NAV, line) for line in lines))


@pytest.mark.parametrize(
    "page_read",
    [
        template("提示_某区人民政府", "首页", "政务公开", "很抱歉，您访问的页面不存在或已被删除", "返回首页"),
        reading("404 Not Found", "404 Not Found", "nginx"),
        reading("404错误页面 - 南岗区人民政府", "抱歉，您访问的页面不存在", "返回首页"),
        reading("页面不存在", "页面不存在"),
        reading("提示信息", "您访问的页面不存在或已被删除！", "返回首页"),
        reading("南岗区政府", "找不到该页面。", "返回上一页"),
        reading("信息提示", "该信息已被删除", "返回首页"),
        reading("404"),
    ],
)
def test_pages_that_say_they_are_errors(page_read: Page) -> None:
    assert says_error(page_read)


@pytest.mark.parametrize(
    "page_read",
    [
        template("政务公开_某区人民政府", "首页", "政务公开", "网站404页面"),
        template("某区人民政府", "{{ item.title }}", "您访问的页面不存在"),
        reading("网站404页面设置规范", "各单位网站应设置404页面，提示页面不存在并引导返回首页。"),
        reading("关于处理“页面不存在”问题的通知", "近期有群众反映部分网页打不开，现将整改情况通报如下。"),
        reading("通知公告", "关于人口普查的公告", "本页面不存在广告。"),
        reading("页面不存在", "正文" * 200),
        reading("您访问的页面不存在怎么办", "请检查网址。", how="label"),
        reading("南岗区404路公交调整", "404路公交线路自即日起调整。"),
        reading("政策解读"),
        reading("", ""),
        reading("招聘信息", "该岗位信息不存在年龄限制"),
    ],
)
def test_pages_that_only_speak_of_errors(page_read: Page) -> None:
    assert not says_error(page_read)


def test_a_yardstick_needs_words_of_error() -> None:
    assert not Yardstick(
        Baseline("http://x/", 200, "", "南岗区", "需要启用 JavaScript 才能浏览本网站")
    ).usable
    assert Yardstick(Baseline("http://x/", 200, "", "南岗区", "您要查看的文章不存在")).usable


def test_stubs_that_hold_a_message_or_send_people_home(tmp_path: Path) -> None:
    def bare(html: str) -> Reply:
        return Reply(body=html.encode(), headers={"Content-Type": HTML})

    routes = {
        "/": page(
            "/box.asp", "/id.asp", "/stub.htm", "/js.htm", "/on.htm", "/splash.htm", "/void.htm", "/news.html"
        ),
        "/box.asp": bare("<script>alert('该信息不存在！');history.back();</script>"),
        "/id.asp": bare('<html><title>提示</title><script>alert("参数错误");history.go(-1)</script></html>'),
        "/stub.htm": bare('<meta http-equiv="refresh" content="0;url=/"><body></body>'),
        "/js.htm": bare('<script>window.location.href="/";</script>'),
        "/on.htm": bare('<meta http-equiv="refresh" content="0;url=/news.html">'),
        "/splash.htm": bare('<a href="/"><img src="/x.png"></a>'),
        "/x.png": Reply(body=b"\x89PNG", headers={"Content-Type": "image/png"}),
        "/void.htm": bare(""),
        "/news.html": page(text="我区召开常务会议，研究部署重点工作。"),
    }
    with PortalServer(routes) as site:
        snapshot = scan(tmp_path / "s", site)
        said = {path: verdict_of(snapshot, site, path) for path in routes}
    assert said["/box.asp"] == said["/id.asp"] == "soft-404 own-words"
    assert said["/stub.htm"] == said["/js.htm"] == "redirect-home sent-home"
    assert said["/void.htm"] == "broken empty"
    assert said["/on.htm"] == said["/splash.htm"] == said["/news.html"] == "ok"


@pytest.mark.parametrize(
    "text",
    [
        "您要查看的信息不存在或者已经被管理员删除！",
        "该新闻已过期，或已被删除",
        "对不起，您要下载的文件不存在！",
        "该文章已下线，感谢您的关注。",
        "很抱歉，您查看的内容已被撤稿或删除",
        "Sorry, Page Not Found",
        "文档ID错误！",
        "HTTP Status 404 – Not Found\nType Status Report",
        "“/”应用程序中的服务器错误。\n未将对象引用设置到对象的实例。",
        "Microsoft OLE DB Provider for SQL Server 错误 '80040e14'",
    ],
)
def test_words_of_other_systems(text: str) -> None:
    blocks = tuple(Block(Zone.BODY, line) for line in text.split("\n"))
    assert says_error(Page("http://x/", title="提示信息", blocks=blocks))


@pytest.mark.parametrize(
    "text",
    [
        "该调查已结束，感谢参与。",
        "报名已截止，请关注下一期。",
        "没有找到相关信息，请更换关键词。",
        "未查询到您的办件记录，请核对后重试。",
        "您还没有登录，请先登录。",
        "系统正在升级，部分服务暂停。",
    ],
)
def test_words_of_services_that_work(text: str) -> None:
    assert not says_error(Page("http://x/", title="在线服务", blocks=(Block(Zone.BODY, text),)))
