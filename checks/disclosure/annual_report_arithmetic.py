"""政府信息公开工作年度报告的数据对不上

## 检查什么
读出网页上年度报告的三张表（按行、列名称认，不按位置；合并单元格、拆成几个表、“/”和空格表示零、全角数字都可以），逐项核对：
每列“本年新收＋上年结转＝（七）总计＋结转下年度”，办理结果各项之和＝（七）总计，每行各类申请人之和＝总计；表四每组四项之和＝总计；
上年结转＝上一年度报告的结转下年度；数据是非负整数；文字中的新收、办结、结转等件数与表格一致；六个部分齐全且次序正确；统计期限与标题年度一致。
能断定是哪一格的，写明行、列、现在的数和应为的数。文字说法有歧义或表中有格式以外的行的，列为疑似。
只看 2019 年度以来、正文在网页上的报告；表格是图片或附件、程序读不到的，列为「无法判断」。
## 依据
《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）表内注明的勾稽关系；《政府信息公开条例》第五十条。
## 怎么改
对照依申请公开台账核实后，改正网页上的报告；上报的报告也有错的，同时报告主管部门。
## 例子
```site fail=1
/a.html 200 <title>2025年政府信息公开工作年度报告</title><table><tr><td>自然人</td><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td><td>总计</td></tr><tr><td>一、本年新收政府信息公开申请数量</td><td>5</td><td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>7</td></tr></table>
```
```site fail=2
/a.html 200 <title>2025年政府信息公开工作年度报告</title><table><tr><td>一、本年新收政府信息公开申请数量</td><td>5</td><td>1</td><td>/</td><td>/</td><td>/</td><td>/</td><td>6</td></tr><tr><td>二、上年结转政府信息公开申请数量</td><td>1</td><td></td><td></td><td></td><td></td><td></td><td>1</td></tr><tr><td>三、本年度办理结果</td><td>（一）予以公开</td><td>6</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>6</td></tr><tr><td>（七）总计</td><td>6</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>6</td></tr><tr><td>四、结转下年度继续办理</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td></tr></table>
```
```site fail=1
/a.html 200 <title>2025年政府信息公开工作年度报告</title><p>2025年，新收政府信息公开申请9件。</p><table><tr><td>一、本年新收政府信息公开申请数量</td><td>5</td><td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>6</td></tr></table>
```
```site fail=1 unknown=1
/a.html 200 <title>2025年政府信息公开工作年度报告</title><table><tr><td>一、本年新收政府信息公开申请数量</td><td>5</td><td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>6</td></tr></table><table><tr><td colspan=5>行政复议</td></tr><tr><td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td></tr><tr><td>1</td><td>0</td><td>1</td><td>0</td><td>3</td></tr></table>
```
```site fail=1
/a.html 200 <title>2025年政府信息公开工作年度报告</title><p>所列数据统计期限自2024年1月1日起至2024年12月31日止。</p><table><tr><td>一、本年新收政府信息公开申请数量</td><td>5</td><td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>6</td></tr></table>
```
```site unknown=1
/a.html 200 <title>2025年政府信息公开工作年度报告</title><p>一、总体情况</p><p>见附件。</p>
```
```site fail=0
/a.html 200 <title>2025年政府信息公开工作年度报告</title><p>2025年，新收政府信息公开申请6件，上年结转1件；其中通过网络收到申请4件。</p><table><tr><td>一、本年新收政府信息公开申请数量</td><td>５</td><td>1</td><td>/</td><td></td><td>-</td><td>0</td><td>6</td></tr><tr><td>二、上年结转政府信息公开申请数量</td><td>1</td><td></td><td></td><td></td><td></td><td></td><td>1</td></tr></table><table><tr><td>三、本年度办理结果</td><td>（一）予以公开</td><td>6</td><td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>7</td></tr><tr><td>（七）总计</td><td>6</td><td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>7</td></tr><tr><td>四、结转下年度继续办理</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td></tr></table>
```
```site fail=0
/a.html 200 <title>关于2025年政府信息公开工作年度报告编制的通知</title><table><tr><td>一、本年新收政府信息公开申请数量</td><td>5</td><td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>7</td></tr></table>
```
```site fail=0
/a.html 200 <title>2015年政府信息公开工作年度报告</title><table><tr><td>收到申请数</td><td>3</td></tr><tr><td>答复数</td><td>2</td></tr></table>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.disclosure.arithmetic import Slip, carried_over, mended, slips
from checks.disclosure.form import Filled, load_form, read_form
from checks.disclosure.gathering import Shown, short_organ
from checks.disclosure.prose import figures, headings, years
from checks.disclosure.yearly import ORDINARY_SINCE, year_of
from checks.finding import Fault, Occurrence, Outcome, Severity
from checks.rule import site_rule
from checks.scan import Scan


@dataclass(frozen=True, slots=True)
class _Report:
    shown: Shown
    filled: Filled
    text: str


@site_rule("DIS002", "annual-report-arithmetic", Severity.ERROR, "pages")
def annual_report_arithmetic(scan: Scan) -> Iterator[Fault]:
    reports = [
        _read(scan, shown) for shown in scan.disclosure.pages.values() if shown.yearly.year >= ORDINARY_SINCE
    ]
    unread = [report for report in reports if report.filled.requests is None]
    for report in reports:
        if report.filled.requests is not None:
            yield from (_fault(report, slip) for slip in _slips(report, reports))
            if odd := _odd(report):
                yield _unread_rows(report, odd)
    if unread:
        yield _unread(scan, unread)


def _read(scan: Scan, shown: Shown) -> _Report:
    page = scan.snapshot.page(shown.url)
    return _Report(shown, read_form(scan.snapshot.markup(shown.url)), page.text if page else "")


def _slips(report: _Report, reports: list[_Report]) -> Iterator[Slip]:
    found = list(slips(report.filled))
    yield from found
    yield from headings(report.text)
    if year := year_of(report.shown.text):
        yield from years(report.text, year)
    yield from figures(report.text, mended(report.filled, found))
    before = [r for r in reports if _precedes(r.shown, report.shown)]
    if len(before) == 1 and report.filled.requests and before[0].filled.requests:
        yield from carried_over(report.filled.requests, before[0].filled.requests)


def _precedes(one: Shown, other: Shown) -> bool:
    """Whether one is the same organ's report on the year before: by the organ in the title and where the page lies."""
    return one.yearly.year == other.yearly.year - 1 and (short_organ(one.yearly.organ), one.trail[:-1]) == (
        short_organ(other.yearly.organ),
        other.trail[:-1],
    )


def _fault(report: _Report, slip: Slip) -> Fault:
    return Fault(
        url=report.shown.url,
        message=f"《{report.shown.text}》：{slip.told}。",
        outcome=Outcome.FAIL if slip.sure else Outcome.REVIEW,
        text=slip.place,
        suggestion=slip.mend,
        severity=Severity.WARNING if slip.minor else None,
    )


def _odd(report: _Report) -> list[str]:
    """What of the tables the page shows could not be read."""
    rows = [f"表三「{row}」" for row in report.filled.requests.odd] if report.filled.requests else []
    read = sum(map(len, report.filled.cases.values()))
    whole = len(load_form().cases) * len(load_form().results)
    shown = "尚未审结" in report.text
    return [*rows, *(["表四"] if shown and read < whole else [])]


def _unread_rows(report: _Report, odd: list[str]) -> Fault:
    names = "、".join(odd)
    message = f"《{report.shown.text}》有的地方与格式不符，程序没有全部读出，请人工核对：{names}。"
    return Fault(url=report.shown.url, message=message, outcome=Outcome.UNKNOWN, text="读不出的行")


def _unread(scan: Scan, reports: list[_Report]) -> Fault:
    message = f"{len(reports)} 份年度报告的表格不在网页文字里（可能是图片或附件），程序读不出，请人工核对。"
    places = tuple(Occurrence(report.shown.url, report.shown.text) for report in reports)
    return Fault(
        url=reports[0].shown.url,
        message=message,
        outcome=Outcome.UNKNOWN,
        text="表格读不出",
        subject=scan.home,
        occurrences=places,
    )
