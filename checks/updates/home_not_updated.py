"""首页超过两周未更新

## 检查什么
首页上（含首页列出的文章）最新一条信息的日期距检查日超过 14 天；超过 10 天先作提示。没有注明日期的信息视为未更新。
首页只是导航入口、没有信息的，看首页通往的全部二级页面。首页打不开或信息由脚本填充、程序看不到的，列为「无法判断」。
## 依据
单项否决·首页不更新：监测 2 周，首页无信息更新的，即单项否决；首页仅为栏目导航入口的，所有二级页面无信息更新即单项否决。
## 怎么改
及时在首页发布信息并标明日期；首页信息块取数规则有误的，联系网站建设单位修正。
## 例子
```site fail=1
/ 200 <ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-11-01</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2026-10-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2026-09-09</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2025-12-12</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2025-11-11</span></li></ul>
```
```site fail=1
/ 200 <ul><li><a href="/content/10001.html">区政府召开第1次常务会议研究部署工作</a></li><li><a href="/content/20001.html">区政府召开第2次常务会议研究部署工作</a></li><li><a href="/content/30001.html">区政府召开第3次常务会议研究部署工作</a></li><li><a href="/content/40001.html">区政府召开第4次常务会议研究部署工作</a></li><li><a href="/content/50001.html">区政府召开第5次常务会议研究部署工作</a></li><li><a href="/content/60001.html">区政府召开第6次常务会议研究部署工作</a></li></ul>
/content/10001.html 200 <title>区政府召开常务会议</title><h1>区政府召开第1次常务会议研究部署工作</h1><p>发布时间：2026-09-01　来源：办公室</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位抓好落实。</p>
/content/20001.html 200 <title>区政府召开常务会议</title><h1>区政府召开第1次常务会议研究部署工作</h1><p>发布时间：2026-09-02　来源：办公室</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位抓好落实。</p>
/content/30001.html 200 <title>区政府召开常务会议</title><h1>区政府召开第1次常务会议研究部署工作</h1><p>发布时间：2026-09-03　来源：办公室</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位抓好落实。</p>
```
```site fail=1
/ 200 <div class="nav"><a href="/">首页</a><a href="/gzdt/">工作动态</a></div>
/gzdt/ 200 <ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-11-01</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2026-10-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2026-09-09</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2025-12-12</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2025-11-11</span></li></ul>
```
```site fail=1
/ 200 <ul><li><a href="/content/10001.html">区政府召开第1次常务会议研究部署工作</a></li><li><a href="/content/20001.html">区政府召开第2次常务会议研究部署工作</a></li><li><a href="/content/30001.html">区政府召开第3次常务会议研究部署工作</a></li><li><a href="/content/40001.html">区政府召开第4次常务会议研究部署工作</a></li><li><a href="/content/50001.html">区政府召开第5次常务会议研究部署工作</a></li><li><a href="/content/60001.html">区政府召开第6次常务会议研究部署工作</a></li></ul>
/content/10001.html 200 <title>区政府召开常务会议</title><h1>区政府召开第1次常务会议研究部署工作</h1><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位抓好落实。</p>
/content/20001.html 200 <title>区政府召开常务会议</title><h1>区政府召开第1次常务会议研究部署工作</h1><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位抓好落实。</p>
/content/30001.html 200 <title>区政府召开常务会议</title><h1>区政府召开第1次常务会议研究部署工作</h1><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位抓好落实。</p>
```
```site fail=1 now=2026-11-13
/ 200 <ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-11-01</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2026-10-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2026-09-09</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2025-12-12</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2025-11-11</span></li></ul>
```
```site unknown=1
/ 200 <div id="app">{{list}}</div>
```
```site unknown=1
/ broken timeout
```
```site fail=0
/ 200 <ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-11-20</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2026-10-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2026-09-09</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2025-12-12</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2025-11-11</span></li></ul>
```
```site fail=0
/ 200 <ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-10-02</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2026-09-09</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2025-12-12</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2025-11-11</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2026-11-22</span></li></ul>
```
```site fail=0
/ 200 <ul><li><a href="/content/10001.html">区政府召开第1次常务会议研究部署工作</a></li><li><a href="/content/20001.html">区政府召开第2次常务会议研究部署工作</a></li><li><a href="/content/30001.html">区政府召开第3次常务会议研究部署工作</a></li><li><a href="/content/40001.html">区政府召开第4次常务会议研究部署工作</a></li><li><a href="/content/50001.html">区政府召开第5次常务会议研究部署工作</a></li><li><a href="/content/60001.html">区政府召开第6次常务会议研究部署工作</a></li></ul>
/content/30001.html 200 <title>区政府召开常务会议</title><h1>区政府召开第1次常务会议研究部署工作</h1><p>发布时间：2026-11-20　来源：办公室</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位抓好落实。</p>
```
```site fail=0
/ 200 <div class="nav"><a href="/">首页</a><a href="/gzdt/">工作动态</a></div>
/gzdt/ 200 <ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-11-20</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2026-10-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2026-09-09</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2025-12-12</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2025-11-11</span></li></ul>
```
```site fail=0
/ 200 <iframe src="/news.html"></iframe>
/news.html 200 <ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-11-20</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2026-10-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2026-09-09</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2025-12-12</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2025-11-11</span></li></ul>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from checks.finding import Fault, Outcome, Severity
from checks.inventory.look import LIST_ENTRIES, is_filled, is_shell
from checks.inventory.survey import front_page
from checks.rule import site_rule
from checks.scan import Scan
from portal import urls
from portal.page import Entry, LinkKind, Page

_TEXT = "首页"


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Dates seen and where; `undated` counts what was read and shows no date."""

    where: str
    dates: tuple[date, ...] = ()
    inferred: bool = False
    undated: int = 0


@site_rule("UPD001", "home-not-updated", Severity.VETO, "pages")
def home_not_updated(scan: Scan) -> Iterator[Fault]:
    home = front_page(scan.snapshot, scan.home)
    if home is None:
        yield _unknown(scan, "首页没有读到，无法判断是否更新")
        return
    seen = _seen(home, scan)
    if seen.dates:
        yield from _aged(scan, home, seen)
    elif is_shell(home) or not seen.undated:
        yield _unknown(scan, "首页信息由脚本填充或没有可读的信息，程序看不到日期，请打开首页查看")
    else:
        message = f"{seen.where}有 {seen.undated} 条信息，都没有注明日期；未注明发布时间的视为未更新。请核对并标明日期。"
        yield _fault(scan, message, Outcome.FAIL)


def home_days(scan: Scan) -> tuple[date, ...]:
    """The dates this rule goes by, those of one day each for itself."""
    home = front_page(scan.snapshot, scan.home)
    return _seen(home, scan).dates if home else ()


def _seen(home: Page, scan: Scan) -> _Evidence:
    seen = _on_home(home, scan)
    if seen.dates:
        return seen
    second = _second_level(home, scan)
    return second if second.dates or not seen.undated else seen


def _on_home(home: Page, scan: Scan) -> _Evidence:
    """Entries of the home page and its frames, and the articles they or other links lead to."""
    pages = [home, *_targets(home, scan, LinkKind.FRAME)]
    entries = [entry for page in pages for entry in page.entries]
    articles = [article for page in pages for article in _targets(page, scan, LinkKind.ANCHOR)]
    shown = {a.url: a.published.date for a in articles if a.published.date and len(a.entries) < LIST_ENTRIES}
    sure = [entry for entry in entries if not (entry.inferred_year and entry.url in shown)]
    return _evidence("首页", sure, tuple(shown.values()), scan.today)


def _second_level(home: Page, scan: Scan) -> _Evidence:
    entries = [entry for page in _targets(home, scan, LinkKind.ANCHOR) for entry in page.entries]
    return _evidence("首页通往的二级页面", entries, (), scan.today)


def _targets(page: Page, scan: Scan, kind: LinkKind) -> Iterator[Page]:
    for url in dict.fromkeys(link.url for link in page.links if link.kind is kind and link.url):
        if url != page.url and (target := front_page(scan.snapshot, url)):
            yield target


def _evidence(where: str, entries: list[Entry], shown: Collection[date], today: date) -> _Evidence:
    listed = [entry for entry in entries if entry.date and entry.date <= today]
    days = [*(entry.date for entry in listed if entry.date), *(day for day in shown if day <= today)]
    if not days:
        return _Evidence(where, undated=len(entries))
    newest = max(days)
    marked = [entry.inferred_year for entry in listed if entry.date == newest]
    inferred = bool(marked) and all(marked) and newest not in shown
    return _Evidence(where, tuple(days), inferred)


def _aged(scan: Scan, home: Page, seen: _Evidence) -> Iterator[Fault]:
    clause, newest = scan.scheme.clause("UPD001"), max(seen.dates)
    age = (scan.today - newest).days
    if age <= clause.warn_days:
        return
    message = f"{seen.where}最新一条信息的日期是 {newest:%Y-%m-%d}，距检查日 {age} 天（共读到 {len(seen.dates)} 个日期）"
    if age <= clause.days:
        message += f"；满 {clause.days} 天仍不更新即单项否决，请尽快发布信息。"
        yield _fault(scan, message, Outcome.FAIL, Severity.WARNING)
        return
    doubtful = seen.inferred or is_filled(home) or _has_unread_frame(home, scan)
    reason = "首页另有脚本或内嵌框架填充的内容，或日期没有年份，请人工核对。" if doubtful else ""
    message += f"，超过 {clause.days} 天，属单项否决。{reason}"
    yield _fault(scan, message, Outcome.REVIEW if doubtful else Outcome.FAIL)


def _has_unread_frame(home: Page, scan: Scan) -> bool:
    """A frame of the site itself that was not read; frames of other sites show weather and maps."""
    return any(
        link.kind is LinkKind.FRAME
        and urls.host(link.url) == urls.host(home.url)
        and front_page(scan.snapshot, link.url) is None
        for link in home.links
    )


def _unknown(scan: Scan, message: str) -> Fault:
    return _fault(scan, message + "。", Outcome.UNKNOWN)


def _fault(scan: Scan, message: str, outcome: Outcome, severity: Severity | None = None) -> Fault:
    return Fault(
        url=scan.home,
        message=message,
        outcome=outcome,
        column="首页",
        text=_TEXT,
        suggestion="在首页发布新的信息并标明日期。",
        subject=scan.home,
        severity=severity,
    )
