"""半年以上没有公开留言

## 检查什么
各信箱、留言栏目里最新一封公开的来信（看来信、答复和列表中的日期）距检查日超过 6 个月。全站合起来看，一个栏目有新的即可。
导出表（--letters）中标为公开的也算。没有识别出信箱栏目或读不到日期的，列为「无法判断」。
## 依据
检查指标·互动交流·留言公开：超过 6 个月未选登留言。
## 怎么改
定期选登有代表性的来信和答复，公开前隐去来信人的个人信息。
## 例子
```site fail=1
column 区长信箱 /qzxx/ letters
/ 200 <a href="/qzxx/">区长信箱</a>
/qzxx/ 200 <table><tr><th>信件标题</th><th>来信时间</th><th>状态</th></tr><tr><td><a href="/qzxx/1.html">关于道路积水的问题</a></td><td>2026-03-01</td><td>已办结</td></tr><tr><td><a href="/qzxx/2.html">关于路灯不亮的问题</a></td><td>2025-05-02</td><td>已办结</td></tr></table>
```
普通列表，没有状态：
```site fail=1
/ 200 <div class="nav"><a href="/">首页</a><a href="/lyxd/">留言选登</a></div>
/lyxd/ 200 <title>留言选登</title><ul><li><a href="/lyxd/1.html">关于公积金提取的答复</a><span>2026-04-01</span></li><li><a href="/lyxd/2.html">关于学区划分的答复</a><span>2026-03-02</span></li><li><a href="/lyxd/3.html">关于医保报销的答复</a><span>2026-02-02</span></li></ul>
```
导出表里近半年的都没有公开：
```site fail=1
/ 200 <p>某区人民政府</p>
letter 2026-03-01 2026-03-05 公交改线
letter 2026-11-01 2026-11-05 工资拖欠 private
```
```site fail=0
column 区长信箱 /qzxx/ letters
/ 200 <a href="/qzxx/">区长信箱</a>
/qzxx/ 200 <table><tr><th>信件标题</th><th>来信时间</th><th>状态</th></tr><tr><td><a href="/qzxx/1.html">关于道路积水的问题</a></td><td>2026-05-30</td><td>已办结</td></tr></table>
```
一个信箱旧了，另一个有新的：
```site fail=0
column 区长信箱 /qzxx/ letters
column 留言板 /lyb/ letters
/ 200 <a href="/qzxx/">区长信箱</a><a href="/lyb/">留言板</a>
/qzxx/ 200 <ul><li><a href="/qzxx/1.html">关于道路积水的问题</a><span>[已回复]</span><span>2025-05-01</span></li></ul>
/lyb/1.html 200 <h1>怎么办理居住证</h1><p>留言时间：2026-11-01</p><p>回复时间：2026-11-03</p><p>回复内容：请到派出所办理。</p>
```
```site fail=0
/ 200 <p>某区人民政府</p>
letter 2026-10-01 2026-10-05 公交改线
```
没有信箱栏目；有栏目但读不到日期：
```site unknown=1
/ 200 <p>某区人民政府</p>
```
```site unknown=1
column 区长信箱 /qzxx/ letters
/ 200 <a href="/qzxx/">区长信箱</a>
/qzxx/ 200 <form><textarea></textarea></form>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dateutil.relativedelta import relativedelta

from checks.finding import Fault, Outcome, Severity
from checks.interaction.letters import columns_of_letters
from checks.rule import site_rule
from checks.scan import Scan

_NO_DATE = (
    "没有读到公开来信的日期，无法判断最近半年有没有公开留言。"
    "请打开信箱栏目看最新一封的日期，或在后台的「站外记录」上传信件表（命令行用 --letters）。"
)


@site_rule("INT004", "no-letters-published", Severity.ERROR, "pages")
def no_letters_published(scan: Scan) -> Iterator[Fault]:
    months = scan.scheme.clause("INT004").months
    newest = max((found for found in _published(scan) if found[0] <= scan.today), default=None)
    if newest is None:
        yield Fault(scan.home, _NO_DATE, Outcome.UNKNOWN, column="互动交流", subject="letters")
        return
    day, url, column = newest
    if scan.today > day + relativedelta(months=months):
        yield Fault(
            url=url,
            message=f"最新一封公开的来信是 {day}，距检查日已 {(scan.today - day).days} 天，超过 {months} 个月。",
            column=column,
            text="公开留言",
            suggestion="定期选登有代表性的来信和答复，公开前隐去来信人的个人信息。",
            subject="letters",
        )


def _published(scan: Scan) -> Iterator[tuple[date, str, str]]:
    """Days of public letters, with the page or column to look at."""
    fronts = {column.name: column.url for column in columns_of_letters(scan)}
    for seen in scan.affairs.letters:
        if seen.newest:
            yield seen.newest, fronts.get(seen.column, seen.list or seen.url), seen.column
    for column in columns_of_letters(scan):
        for entry in column.entries:
            if entry.date:
                yield entry.date, column.url, column.name
    for letter in scan.records.letters or ():
        if letter.public:
            yield max(letter.asked, letter.answered or letter.asked), scan.home, "互动交流"
