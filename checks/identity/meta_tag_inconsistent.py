"""页面标签（meta）与网站不一致

## 检查什么
- SiteDomain 应是本网站域名，不带 http://，不带路径。
- SiteIDCode 应是 10 位标识码，与页脚写的、配置中登记的一致，前 6 位与区划代码一致。
- PubDate 应是 24 小时制：多数文章的小时数比页面上显示的少 12 的，是模板用错了时间格式。
- ArticleTitle 应与页面上的标题一致（空白、标点、截断不算）。
- SiteName 不应是别的地区政府的名称；标签从别的网站复制而来的，一并指出。

同一个错误的值合为一条，注明页面数；标题不符的逐页列出，过半数文章都不符的合为一条。标签缺少的不在此列。
## 依据
发展指引 附件·网页设计规范：页面标签。
## 怎么改
标签的值错了改模板或网站设置；标题不符的在内容管理系统中改该篇文章的标题字段。标识码和区划代码在配置中写 id_code、region_code；
用内网地址或 IP 巡查的，在配置中写 domain（对外的域名），程序才知道域名对不对。
## 例子
带协议头：
```site fail=1
/ 200 <meta name=SiteDomain content=http://www.t.gov.cn/>
```
标签和页脚都是别的网站的：
```site fail=2 review=1
+ id_code = "2301030001"
/ 200 <meta name=SiteName content=某某区人民政府><meta name=SiteDomain content=www.t.gov.cn><meta name=SiteIDCode content=2301030001>
/a/ 200 <meta name=SiteName content=另外区人民政府><meta name=SiteDomain content=www.other.gov.cn><meta name=SiteIDCode content=5001070012>
```
标识码与页脚不同：
```site fail=1
/ 200 <meta name=SiteIDCode content=2301030001><div class=footer>主办：某区人民政府 网站标识码：2301030002</div>
```
标识码不是 10 位：
```site fail=1
/ 200 <meta name=SiteIDCode content=230103001>
```
区划代码不同：
```site fail=1
+ region_code = "230103"
/ 200 <meta name=SiteIDCode content=2301040001>
```
标题与页面不符：
```site fail=1
/a/1.html 200 <meta name=ArticleTitle content=区政府召开常务会议><meta name=PubDate content="2026-11-01 09:00"><title>关于城区供热的公告</title><h1>关于城区供热的公告</h1><p>发布时间：2026-11-01</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实，按时完成全年目标任务，并对安全生产工作作出安排。</p>
```
都一致：
```site fail=0
+ id_code = "2301030001"
+ region_code = "230103"
/ 200 <meta name=SiteName content=某区人民政府><meta name=SiteDomain content=www.t.gov.cn><meta name=SiteIDCode content=2301030001><div class=footer>主办：某区人民政府 网站标识码：2301030001</div>
```
少了 www.、换行和截断的标题、一个网站有两个域名都不算：
```site fail=0
/ 200 <meta name=SiteDomain content="t.gov.cn，www.tq.gov.cn"><meta name=SiteIDCode content=bm05000001>
/a/1.html 200 <meta name=ArticleTitle content="区政府召开常务会议&lt;br&gt;研究部署…"><meta name=PubDate content="2026-11-01 09:00"><title>区政府召开常务会议</title><h1>区政府召开常务会议 研究部署安全生产工作</h1><p>发布时间：2026-11-01</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实，按时完成全年目标任务，并对安全生产工作作出安排。</p>
```
部门子网站用自己的标识码，标签与页脚一致：
```site review=0
/ 200 <meta name=SiteIDCode content=2301030001><div class=footer>主办：某区人民政府 网站标识码：2301030001</div>
/jyj/ 200 <meta name=SiteIDCode content=2301030025><div class=footer>主办：某区教育局 网站标识码：2301030025</div>
```
空的标签由另一条规则检查：
```site fail=0
/ 200 <meta name=SiteDomain content=""><meta name=SiteIDCode content=null>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checks.finding import Fault, Outcome, Severity
from checks.identity.own import CODE_FORM, Own, bare, domains_in, own_of, place_of
from checks.identity.places import examples, occurrences, ordered, share
from checks.identity.signs import Signs
from checks.identity.tags import is_none
from checks.rule import site_rule
from checks.scan import Scan

_HALF_DAY = 12
_AFTERNOON = 3  # articles shown in the afternoon and tagged twelve hours less
_HALF = 0.5  # part of the articles from which a wrong title is the template's
_FEW = 10  # articles below which no template is judged
_ADDRESS_FORM = re.compile(r"://|/")


@dataclass(frozen=True, slots=True)
class _Trouble:
    """One wrong value: the tag, the value, what is wrong with it, what to write."""

    tag: str
    value: str
    told: str
    remedy: str
    outcome: Outcome = Outcome.FAIL


@site_rule("IDN003", "meta-tag-inconsistent", Severity.ERROR, "pages")
def meta_tag_inconsistent(scan: Scan) -> Iterator[Fault]:
    for host in scan.signs.hosts:
        pages = [signs for signs in scan.signs.pages if signs.host == host]
        own = own_of(scan, host, pages)
        found: dict[_Trouble, list[Signs]] = defaultdict(list)
        for signs in pages:
            for trouble in (*_domain(signs, own), *_code(signs, own), *_name(signs, own)):
                found[trouble].append(signs)
        for trouble, where in found.items():
            yield _fault(host, trouble, ordered(where), len(pages))
        yield from _titles(host, pages)
        yield from _hours(host, pages)


def _domain(signs: Signs, own: Own) -> Iterator[_Trouble]:
    value = signs.tags.get("SiteDomain", "").strip()
    if is_none(value):
        return
    named = domains_in(value)
    right = min(own.domains, default="本网站域名")
    if own.domains and not own.domains & {bare(name) for name in named}:
        told = f"写的是“{value}”，不是本网站的域名（{'、'.join(sorted(own.domains))}）"
        yield _Trouble("SiteDomain", value, told, f"写成本网站的域名：{right}")
    elif _ADDRESS_FORM.search(value):
        told = f"写成了网址“{value}”，应只写域名，不带 http:// 和斜杠"
        yield _Trouble("SiteDomain", value, told, f"只写域名：{'、'.join(named)}")


def _code(signs: Signs, own: Own) -> Iterator[_Trouble]:
    value, shown = signs.tags.get("SiteIDCode", "").strip(), {code.upper() for code in signs.footing.codes}
    if is_none(value):
        yield from _footer_code(shown, own)
        return
    told, remedy, outcome = "", f"写成本网站的标识码：{own.code or '10 位数字'}", Outcome.FAIL
    if not CODE_FORM.fullmatch(value):
        told = f"写的是“{value}”，不是 10 位标识码"
    elif shown and value.upper() not in shown:
        told = f"写的是 {value}，页脚写的是 {'、'.join(sorted(shown))}"
    elif own.code and value.upper() != own.code and not (shown and not own.from_profile):
        told = f"写的是 {value}，{'配置中登记的' if own.from_profile else '首页'}是 {own.code}"
        outcome = Outcome.REVIEW if shown or not own.from_profile else Outcome.FAIL
    elif own.region and value[:1].isdigit() and not value.startswith(own.region):
        told = f"写的是 {value}，前 6 位与区划代码 {own.region} 不符"
    if told:
        yield _Trouble("SiteIDCode", value, told, remedy, outcome)


def _footer_code(shown: set[str], own: Own) -> Iterator[_Trouble]:
    """The code of the footer alone, where the page has no tag to compare it with."""
    if shown and own.code and own.code not in shown:
        value = "、".join(sorted(shown))
        told = f"页脚写的是 {value}，{'配置中登记的' if own.from_profile else '首页标签'}是 {own.code}"
        yield _Trouble("网站标识码", value, told, f"写成本网站的标识码：{own.code}", Outcome.REVIEW)


def _name(signs: Signs, own: Own) -> Iterator[_Trouble]:
    value = signs.tags.get("SiteName", "").strip()
    place = place_of(value)
    if not place or not own.place or place in own.place or own.place in place:
        return
    told = f"写的是“{value}”，是别的地区政府的名称，疑似从别的网站复制而来"
    yield _Trouble("SiteName", value, told, "写成本网站的规范名称", Outcome.REVIEW)


def _fault(host: str, trouble: _Trouble, pages: Sequence[str], total: int) -> Fault:
    return Fault(
        url=pages[0],
        message=f"{trouble.tag} {trouble.told}：{share(len(pages), total)}如此，{examples(pages)}。",
        outcome=trouble.outcome,
        text=trouble.value,
        suggestion=trouble.remedy + "。",
        subject=f"{host} {trouble.tag}",
        occurrences=occurrences(pages, f"页面标签 {trouble.tag}"),
        count=len(pages),
    )


def _titles(host: str, pages: Sequence[Signs]) -> Iterator[Fault]:
    articles = [signs for signs in pages if signs.heading and not is_none(signs.tags.get("ArticleTitle", ""))]
    wrong = [signs for signs in articles if signs.heading and signs.heading.tagged]
    if len(articles) >= _FEW and len(wrong) > _HALF * len(articles):
        urls = ordered(wrong)
        told = f"ArticleTitle 与页面上的标题不一致：{share(len(urls), len(articles))}如此，{examples(urls)}。像是模板取错了字段。"
        yield Fault(
            url=urls[0],
            message=told,
            outcome=Outcome.REVIEW,
            text="ArticleTitle",
            suggestion="检查内容页模板中 ArticleTitle 取的字段。",
            subject=f"{host} ArticleTitle",
            occurrences=occurrences(urls, "页面标签 ArticleTitle"),
            count=len(urls),
        )
        return
    for signs in wrong:
        if heading := signs.heading:
            yield Fault(
                url=signs.url,
                message=f"ArticleTitle 写的是“{heading.tagged}”，页面上的标题是“{heading.shown}”。",
                outcome=Outcome.REVIEW if heading.alike else Outcome.FAIL,
                text=heading.tagged,
                suggestion="两处改成一致的标题。",
            )


def _hours(host: str, pages: Sequence[Signs]) -> Iterator[Fault]:
    """PubDate never after noon, though pages show the same minute twelve hours later."""
    timed = [signs for signs in pages if signs.heading and signs.heading.hour >= 0]
    late = [s for s in timed if s.heading and s.heading.shown_hour - s.heading.hour == _HALF_DAY]
    if len(late) >= _AFTERNOON and all(s.heading and s.heading.hour <= _HALF_DAY for s in timed):
        urls = ordered(late)
        told = (
            f"PubDate 用的是 12 小时制：检查的 {len(timed)} 篇文章的小时数都不超过 12，其中 {len(late)} 篇页面上显示的是下午的时间，"
            f"比标签晚 12 小时，{examples(urls)}。"
        )
        yield Fault(
            url=urls[0],
            message=told,
            text="PubDate",
            suggestion="内容页模板中 PubDate 的时间格式改为 24 小时制（yyyy-MM-dd HH:mm）。",
            subject=f"{host} PubDate",
            occurrences=occurrences(urls, "页面标签 PubDate"),
            count=len(urls),
        )
