"""首页没有上一年度的政府网站工作年度报表

## 检查什么
每年 1 月 31 日前，上一年度的《政府网站工作年度报表》应在首页显著位置公布；1 月 15 日起作提示。首页的文字链接、图片（看替代文字和所通往的页面）都认，
链接到“年度报表”栏目、栏目里有上一年度报表的也认。首页打不开或由脚本填充的，列为「无法判断」。
单位名称看不出是政府机关的网站不检查。本地期限更早的，在配置 [disclosure] 的 form_due 写明（如 "01-20"）。
## 依据
《政府网站发展指引》（国办发〔2017〕47号）、国办函〔2018〕12号：政府网站工作年度报表每年 1 月 31 日前在首页显著位置公布。
## 怎么改
把上一年度报表发布出来，并在首页加上链接，链接文字写明年度。
## 例子
```site fail=1
+ name = "示范区人民政府"
/ 200 <p><a href="/a.html">区政府召开常务会议</a></p>
```
```site fail=1
+ name = "示范区人民政府"
/ 200 <a href="/24.html">2024年度政府网站工作年度报表</a>
```
```site fail=1
+ name = "示范区人民政府"
/ 200 <p><a href="/gk/">政务公开</a></p>
/gk/ 200 <a href="/25.html">政府网站工作年度报表（2025年度）</a>
```
```site fail=1 now=2026-01-20
+ name = "示范区财政局"
/ 200 <p><a href="/a.html">工作动态</a></p>
```
```site unknown=1
+ name = "示范区人民政府"
/ 200 <div id="app">{{list}}</div>
```
```site fail=0
+ name = "示范区人民政府"
/ 200 <a href="/25.html"><img src="/b.png" alt="政府网站工作年度报表（2025年度）"></a>
```
```site fail=0
+ name = "示范区人民政府"
/ 200 <a href="/nb/">政府网站年度报表</a>
/nb/ 200 <p><a href="/25.html">2025年度</a></p>
```
```site fail=0
+ name = "示范区人民政府"
/ 200 <a href="/25.html"><img src="/b.png"></a>
/25.html 200 <title>示范区政府网站工作年度报表</title><h1>政府网站工作年度报表（2025年度）</h1>
```
```site fail=0 now=2026-01-05
+ name = "示范区人民政府"
/ 200 <p><a href="/a.html">工作动态</a></p>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

from collections.abc import Iterator

from checks.disclosure.due import due, level_of, national
from checks.disclosure.titles import headline
from checks.disclosure.yearly import website_form, year_of
from checks.finding import Fault, Outcome, Severity
from checks.inventory.look import is_shell
from checks.inventory.survey import front_page
from checks.rule import site_rule
from checks.scan import Scan
from portal.page import LinkKind, Page


@site_rule("DIS008", "yearly-website-form", Severity.ERROR, "pages")
def yearly_website_form(scan: Scan) -> Iterator[Fault]:
    if not level_of(scan):
        return
    term = due(scan, scan.profile.disclosure.form_due or national("form"))
    if term.left > scan.scheme.clause("DIS008").warn_days:
        return
    home = front_page(scan.snapshot, scan.home)
    if home is not None and _is_shown(scan, home, term.year):
        return
    unseen = "首页没有读到" if home is None else "首页的内容由脚本或内嵌页面填充" if is_shell(home) else ""
    elsewhere = next((s.url for s in scan.disclosure.forms if s.yearly.year == term.year), "")
    name = f"{term.year} 年政府网站工作年度报表"
    message = f"首页没有找到 {name}，{term.said}。"
    if elsewhere:
        message += f"网站上有这份报表（{elsewhere}），请在首页加上链接。"
    yield Fault(
        url=scan.home,
        message=message + (f"{unseen}，请人工核对。" if unseen else ""),
        outcome=Outcome.UNKNOWN if unseen else Outcome.FAIL,
        severity=Severity.WARNING if term.left >= 0 else None,
        target=elsewhere,
        text=name,
        suggestion="在首页显著位置公布上一年度的政府网站工作年度报表。",
        subject=scan.home,
    )


def _is_shown(scan: Scan, home: Page, year: int) -> bool:
    """A link of the home page to the form: by its words, by the page it leads to, or to a column that holds it."""
    for link in home.links:
        if link.kind is LinkKind.ANCHOR and link.url:
            told = website_form(link.text)
            if told and told.year == year:
                return True
            if told or not link.text.strip():
                page = front_page(scan.snapshot, link.url)
                if page and _holds(page, year, named=told is not None and not told.year):
                    return True
    return any(
        (told := website_form(text)) and told.year == year
        for text in (*(entry.title for entry in home.entries), *(block.text for block in home.blocks))
    )


def _holds(page: Page, year: int, *, named: bool) -> bool:
    """Whether a page is the form of a year, or (named: it is a place for such forms) leads to one."""
    title = headline(page)
    if (named or website_form(title) or website_form(page.title)) and year in {
        year_of(title),
        year_of(page.title),
    }:
        return True
    texts = [link.text for link in page.links] + [entry.title for entry in page.entries]
    return any(year_of(text) == year and (named or website_form(text)) for text in texts)
