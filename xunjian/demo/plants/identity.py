"""标识、页脚、页面标签：a column and single pages with one thing amiss each."""

from __future__ import annotations

from datetime import timedelta

from xunjian.demo.layout import CODE, DOMAIN, SITE, Item, Reply, article, listing, page
from xunjian.demo.plants import Ground

FRONTS = (("志愿服务", "/zyfw/"), ("便民提示", "/bmts/"), ("活动专题", "/hdzt/"))
TEXT = (
    "区志愿服务联合会组织志愿者走进社区，为居民提供义诊、理发、家电维修等服务，受到居民欢迎。",
    "各街道将继续开展志愿服务活动，方便群众办事，欢迎广大居民参加。",
)
TITLES = (
    "社区志愿服务日活动举行",
    "冬季清雪志愿服务启动",
    "图书整理志愿者招募完成",
    "敬老院慰问活动举行",
    "便民理发服务走进社区",
    "家电义务维修活动举行",
    "文明交通劝导活动启动",
    "旧衣回收活动顺利完成",
)
FOOTERS = (
    ("/zyfw/jiedao/", "街道志愿服务站", "黑公网安备 23019900000000号", ""),
    ("/zyfw/lianxi/", "志愿服务站介绍", "联系电话：0451-00000000　", ""),
    ("/zyfw/bianma/", "志愿服务站编码", f"网站标识码：{CODE}", "网站标识码："),
    ("/zyfw/banquan/", "志愿服务站章程", "主办：", "版权所有："),
)


def paths(ground: Ground) -> dict[str, Reply]:
    items = [
        Item(title, f"/zyfw/{number}.html", ground.today - timedelta(2 * number))
        for number, title in enumerate(TITLES, 1)
    ]
    whole = {i.path: article(i.title, TEXT, i.day, "志愿服务", "/zyfw/") for i in items}
    front = listing("志愿服务", "/zyfw/", items)
    found = whole | {"/zyfw/": _with(front, "".join(f'<p><a href="{f[0]}">{f[1]}</a></p>' for f in FOOTERS))}
    return found | _footers() | _tags(found) | _topics() | _tips()


def _with(reply: Reply, html: str) -> Reply:
    """The page with more at the end of its main part."""
    return _swap(reply, '<div class="footer">', f'{html}<div class="footer">')


def _swap(reply: Reply, old: str, new: str) -> Reply:
    """The page with one wording changed."""
    html = reply.body.decode()
    if old not in html:
        raise ValueError(f"the page does not hold {old}")
    return Reply(html.replace(old, new).encode())


def _footers() -> dict[str, Reply]:
    """Footers that lack one thing; that of the first has neither icon nor number of the police."""
    found = {path: _swap(_plain(title), old, new) for path, title, old, new in FOOTERS}
    icon = '<img src="/static/gongan.png" alt="公安备案图标">'
    return found | {"/zyfw/jiedao/": _swap(found["/zyfw/jiedao/"], icon, "")}


def _plain(title: str) -> Reply:
    return page(title, f"<h2>{title}</h2><p>{TEXT[1]}</p>")


def _tags(whole: dict[str, Reply]) -> dict[str, Reply]:
    """Tags that are missing or wrong, each on another page of the column."""
    source = f'<meta name="ContentSource" content="{SITE}办公室">'
    domain = f'<meta name="SiteDomain" content="{DOMAIN}">'
    description = f'<meta name="ColumnDescription" content="{SITE}志愿服务">'
    code = f'<meta name="SiteIDCode" content="{CODE}">'
    title = f'<meta name="ArticleTitle" content="{TITLES[4]}">'
    cut = f'<meta name="ArticleTitle" content="{TITLES[5]}">'
    return {
        "/zyfw/": _swap(whole["/zyfw/"], description, '<meta name="ColumnDescription" content="">'),
        "/zyfw/1.html": _swap(whole["/zyfw/1.html"], source, '<meta name="ContentSource" content="null">'),
        "/zyfw/2.html": _swap(whole["/zyfw/2.html"], '<meta name="ColumnType" content="工作动态">', ""),
        "/zyfw/3.html": _swap(
            whole["/zyfw/3.html"], domain, f'<meta name="SiteDomain" content="http://{DOMAIN}/">'
        ),
        "/zyfw/4.html": _swap(whole["/zyfw/4.html"], code, '<meta name="SiteIDCode" content="9901990007">'),
        "/zyfw/5.html": _swap(whole["/zyfw/5.html"], title, f'<meta name="ArticleTitle" content="{NOTICE}">'),
        "/zyfw/6.html": _swap(
            whole["/zyfw/6.html"], cut, f'<meta name="ArticleTitle" content="{TITLES[5][:6]}…">'
        ),
        "/zyfw/7.html": _swap(
            whole["/zyfw/7.html"], domain, '<meta name="sitedomain" content="shifan.gov.cn">'
        ),
    }


NOTICE = "关于年末窗口服务时间的公告"


def _topics() -> dict[str, Reply]:
    """A topic without footer, a print view and a frame, which need none."""
    links = '<a href="/hdzt/dayin.html">打印本页</a><iframe src="/hdzt/tianqi.html" title="天气"></iframe>'
    bare = page("活动专题", f"<h2>活动专题</h2><p>{TEXT[0]}</p>{links}").body.decode()
    return {
        "/hdzt/": Reply((bare.partition('<div class="footer">')[0] + "</body></html>").encode()),
        "/hdzt/dayin.html": Reply(
            f"<html lang=zh><title>打印</title><h1>活动专题</h1><p>{TEXT[0]}</p></html>".encode()
        ),
        "/hdzt/tianqi.html": Reply(
            "<html lang=zh><title>天气</title><p>今天多云，气温零下五度。</p></html>".encode()
        ),
    }


def _tips() -> dict[str, Reply]:
    """Barriers, each on a page of its own, and what is none."""
    rows = "".join(f'<p><a href="/bmts/{n}.html">便民提示之{n}</a></p>' for n in range(1, 6))
    plain = [_plain(f"便民提示之{n}") for n in range(1, 6)]
    found = {
        "/bmts/1.html": _with(plain[0], f'<div><p>{TEXT[0]}</p><img src="/static/banner.png"></div>'),
        "/bmts/2.html": _with(plain[1], '<a href="/bmts/1.html"><img src="/static/banner.png" alt=""></a>'),
        "/bmts/3.html": _swap(
            plain[2], "<title>", '<meta name="viewport" content="user-scalable=no"><title>'
        ),
        "/bmts/4.html": _with(plain[3], '<form><input type="text" name="q"></form>'),
        "/bmts/5.html": _with(
            plain[4],
            '<form><label for="k">关键词</label><input id="k" type="text"><input type="hidden" name="t"></form>'
            '<a href="/bmts/1.html" title="上一条"><img src="/static/banner.png" alt=""></a><img src="/static/red.png" alt="">',
        ),
    }
    return found | {"/bmts/": page("便民提示", f"<h2>便民提示</h2>{rows}")}
