"""页面缺少规定的标签（meta）

## 检查什么
首页应有 3 个页面标签：SiteName、SiteDomain、SiteIDCode；栏目页再加 4 个：ColumnName、ColumnDescription、ColumnKeywords、
ColumnType；内容页（文章）再加 3 个：ArticleTitle、PubDate、ContentSource。标签没有值，或值是 null、没有替换的模板代码、标签自己的名称的，
视为缺少。首页、栏目页、内容页（三种模板）各说一次，写明缺哪些标签、多少个页面；4 个栏目标签缺少的另作提示，其余扣分。
只看明确的栏目首页和文章（有日期、有正文）；列表翻页、办事指南、专题等其他页面不检查。
## 依据
发展指引 附件·网页设计规范：页面标签。首页 3 个、栏目页 7 个、内容页 10 个的数目来自实施说明和各地网站的做法，未与原文核对。
## 怎么改
页面标签由模板输出，请网站建设单位在首页、栏目页、内容页三个模板中补上；值为空的，检查内容管理系统中对应的字段是否填写。
## 例子
首页没有标识码，域名标签是空的，合为一条：
```site fail=1
/ 200 <meta name=SiteName content=某区人民政府><meta name=SiteDomain content=""><p>要闻</p>
```
两篇文章的来源都写着 null，合为一条：
```site fail=1
/ 200 <meta name=SiteName content=某区人民政府><meta name=SiteDomain content=www.t.gov.cn><meta name=SiteIDCode content=2301030001>
/a/1.html 200 <meta name=SiteName content=某区人民政府><meta name=SiteDomain content=www.t.gov.cn><meta name=SiteIDCode content=2301030001><meta name=ColumnName content=要闻><meta name=ColumnDescription content=本区要闻><meta name=ColumnKeywords content=要闻><meta name=ColumnType content=工作动态><meta name=ArticleTitle content=区政府召开会议><meta name=PubDate content="2026-11-01 09:00"><meta name=ContentSource content=null><h1>区政府召开会议</h1><p>发布时间：2026-11-01</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实，按时完成全年目标任务，并对安全生产工作作出安排。</p>
/a/2.html 200 <meta name=SiteName content=某区人民政府><meta name=SiteDomain content=www.t.gov.cn><meta name=SiteIDCode content=2301030001><meta name=ColumnName content=要闻><meta name=ColumnDescription content=本区要闻><meta name=ColumnKeywords content=要闻><meta name=ColumnType content=工作动态><meta name=ArticleTitle content=区政府再次召开会议><meta name=PubDate content="2026-11-02 09:00"><meta name=ContentSource content=null><h1>区政府再次召开会议</h1><p>发布时间：2026-11-02</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实，按时完成全年目标任务，并对安全生产工作作出安排。</p>
```
栏目页缺两个栏目标签，一个没有，一个是没有替换的模板代码：
```site fail=1
column 通知公告 /tzgg/ notice
/ 200 <meta name=SiteName content=某区人民政府><meta name=SiteDomain content=www.t.gov.cn><meta name=SiteIDCode content=2301030001>
/tzgg/ 200 <meta name=SiteName content=某区人民政府><meta name=SiteDomain content=www.t.gov.cn><meta name=SiteIDCode content=2301030001><meta name=ColumnName content=通知公告><meta name=ColumnDescription content="${channel.description}"><meta name=ColumnKeywords content=通知,公告><ul><li><a href=/a/1.html>关于停水的通知</a>2026-11-01</li></ul>
```
值就是标签自己的名称：
```site fail=1
/ 200 <meta name=SiteName content=SiteName><meta name=SiteDomain content=www.t.gov.cn><meta name=SiteIDCode content=2301030001>
```
一个标签也没有的网站，首页一条，栏目页扣分、提示各一条：
```site fail=3
column 通知公告 /tzgg/ notice
/ 200 <a href=/tzgg/>通知公告</a>
/tzgg/ 200 <ul><li><a href=/a/1.html>关于停水的通知</a>2026-11-01</li></ul>
```
三个标签齐全的首页：
```site fail=0
/ 200 <meta name=SiteName content=某区人民政府><meta name=SiteDomain content=www.t.gov.cn><meta name=SiteIDCode content=2301030001>
```
标签名大小写不同也算有：
```site fail=0
/ 200 <META NAME=sitename content=某区人民政府><meta name=siteDomain content=www.t.gov.cn><meta name=SITEIDCODE content=bm05000001>
```
不是文章也不是栏目首页的页面不检查：
```site fail=0
/ 200 <meta name=SiteName content=某区人民政府><meta name=SiteDomain content=www.t.gov.cn><meta name=SiteIDCode content=2301030001><a href=/jgzn.html>机构职能</a>
/jgzn.html 200 <h1>机构职能</h1><p>负责全区有关工作的组织协调，承担区政府交办的其他任务，指导各街道开展工作，组织开展督促检查。</p>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from checks.engine import OCCURRENCES_LISTED
from checks.finding import Fault, Occurrence, Severity
from checks.identity.places import examples, ordered, share
from checks.identity.signs import PageKind, Signs
from checks.identity.tags import ARTICLE_TAGS, COLUMN_TAGS, SITE_TAGS, is_none
from checks.rule import site_rule
from checks.scan import Scan

_WANTED = {
    PageKind.HOME: (SITE_TAGS,),
    PageKind.COLUMN: (SITE_TAGS, COLUMN_TAGS),
    PageKind.ARTICLE: ((*SITE_TAGS, *ARTICLE_TAGS), COLUMN_TAGS),
}


@site_rule("IDN002", "meta-tag-missing", Severity.ERROR, "pages")
def meta_tag_missing(scan: Scan) -> Iterator[Fault]:
    for host in scan.signs.hosts:
        for kind, groups in _WANTED.items():
            pages = [signs for signs in scan.signs.pages if signs.host == host and signs.kind is kind]
            for names in groups:
                if lacking := {signs.url: lacks for signs in pages if (lacks := _lacks(signs, names))}:
                    yield _fault(host, kind, lacking, pages)


def _lacks(signs: Signs, names: Sequence[str]) -> list[str]:
    return [name for name in names if _says_nothing(name, signs.tags.get(name, ""))]


def _says_nothing(name: str, value: str) -> bool:
    return is_none(value) or value.strip().lower() == name.lower()


def _fault(host: str, kind: PageKind, lacking: Mapping[str, Sequence[str]], pages: Sequence[Signs]) -> Fault:
    """One for a template: what its pages lack, each tag with their number."""
    held = [signs for signs in pages if signs.url in lacking]
    urls = ordered(held)
    counts = Counter(name for names in lacking.values() for name in names)
    column = counts.keys() <= set(COLUMN_TAGS)
    tags = "、".join(counts)
    return Fault(
        url=urls[0],
        message=f"{kind}缺少页面标签：{_listed(counts, len(pages))}{_written(held, counts)}，{examples(urls)}。",
        text=f"{kind} {'栏目标签' if column else '标签'}",
        suggestion=f'在{kind}模板的 <head> 中输出 {tags}（如 <meta name="{next(iter(counts))}" content="……">），并填写有效的值。',
        subject=host,
        severity=Severity.WARNING if column else None,
        occurrences=tuple(
            Occurrence(url, f"缺少 {'、'.join(lacking[url])}") for url in urls[:OCCURRENCES_LISTED]
        ),
        count=len(urls),
    )


def _listed(counts: Mapping[str, int], total: int) -> str:
    """Tags by the number of pages that lack them."""
    by_count: dict[int, list[str]] = {}
    for name, count in counts.items():
        by_count.setdefault(count, []).append(name)
    parts = [
        "、".join(names) + (f"（{share(count, total)}）" if total > 1 else "")
        for count, names in sorted(by_count.items(), reverse=True)
    ]
    return "；".join(parts)


def _written(pages: Sequence[Signs], names: Iterable[str]) -> str:
    """One value of each tag that is there and says nothing."""
    values = {
        name: value
        for name in names
        if (
            value := next(
                (v for signs in pages if (v := signs.tags.get(name, "").strip()) and _says_nothing(name, v)),
                "",
            )
        )
    }
    told = "、".join(f"{name} 写成“{value[:40]}”" for name, value in values.items())
    return f"；有的 {told}，不是有效的值" if told else ""
