"""Page frames of the sample portal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

SITE = "示范区人民政府"
CODE = "2301990001"
NAV = (
    ("首页", "/"),
    ("要闻动态", "/ywdt/"),
    ("部门动态", "/bmdt/"),
    ("通知公告", "/tzgg/"),
    ("政策文件", "/zcwj/"),
    ("规划计划", "/ghjh/"),
    ("财政信息", "/czxx/"),
    ("人事信息", "/rsxx/"),
    ("民生专栏", "/mszl/"),
)
DOMAIN = "www.shifan.gov.cn"
FOOTER = (
    f"<p>主办：{SITE}办公室　联系电话：0451-00000000　网站标识码：{CODE}</p>"
    '<p>黑ICP备00000000号　<img src="/static/gongan.png" alt="公安备案图标">黑公网安备 23019900000000号　'
    '<img src="/static/red.png" alt="党政机关网站标识">'
    f'<span class="jiucuo" data-setting="{{sitecode:{CODE}}}"></span></p>'
)
TOOLS = '<div class="toolbar"><a href="javascript:;" class="wza">无障碍浏览</a></div>'


@dataclass(frozen=True, slots=True)
class Reply:
    """What the sample server answers for one path."""

    body: bytes = b""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Item:
    title: str
    path: str
    day: date


def page(title: str, content: str, *, column: str = "", path: str = "", day: date | None = None) -> Reply:
    nav = "".join(f'<li><a href="{href}">{name}</a></li>' for name, href in NAV)
    crumb = f'<a href="{path}">{column}</a> &gt; ' if column else ""
    tags = {"SiteName": SITE, "SiteDomain": DOMAIN, "SiteIDCode": CODE}
    if column:
        tags |= {"ColumnName": column, "ColumnDescription": f"{SITE}{column}", "ColumnKeywords": column}
        tags |= {"ColumnType": "工作动态"}
    if day:
        tags |= {"ArticleTitle": title, "PubDate": f"{day} 09:30", "ContentSource": f"{SITE}办公室"}
    meta = "".join(f'<meta name="{name}" content="{value}">' for name, value in tags.items())
    html = f"""<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">{meta}<title>{title} - {SITE}</title>
<link rel="stylesheet" href="/static/site.css"></head><body>
<div class="header">{TOOLS}<div class="logo">{SITE}</div><ul class="nav">{nav}</ul></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; {crumb}{title}</div>
<div class="main">{content}</div>
<div class="footer">{FOOTER}</div></body></html>"""
    return Reply(html.encode())


def article(
    title: str,
    paragraphs: Sequence[str],
    day: date | None,
    column: str,
    path: str,
    *,
    shown: date | None = None,
) -> Reply:
    """An article; `shown` is the date on the page where it is not `day`; no day at all: an undated one."""
    visible = shown or day
    stamp = f'<div class="info">发布时间：{visible} 09:30　来源：{SITE}办公室</div>' if visible else ""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return page(
        title, f'<h1>{title}</h1>{stamp}<div class="content">{text}</div>', column=column, path=path, day=day
    )


def listing(name: str, path: str, items: Sequence[Item]) -> Reply:
    rows = "".join(
        f'<li><a href="{i.path}" title="{i.title}">{i.title}</a><span>{i.day}</span></li>' for i in items
    )
    return page(name, f'<h2>{name}</h2><ul class="list">{rows}</ul>', column=name, path=path)
