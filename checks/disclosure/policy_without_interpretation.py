"""政策文件没有配套解读

## 检查什么
近一年内发布的本机关规范性、政策性文件，发布 3 个工作日后仍没有找到解读。解读的标题、正文写明文件名称或文号，或文件页与解读页有链接的，都算有；
解读在微信、图片、附件里，列表或链接的文字写明文件名称的，也算。解读晚于期限发布的只作提示。人事、会议、放假、通报、机构调整等文件和转载上级的文件不要求解读。
全站没有任何解读的只报一条。只看“政策文件”一类栏目里的文件。期限可用配置 [disclosure] interpretation_days 修改。
## 依据
检查指标·政策解读（解读比例）：涉及公众权益的政策文件应当配套解读，解读与文件同步发布。工作日数未核验。
## 怎么改
组织起草单位编写解读并发布，在解读中写明文件名称；解读页与文件页互相链接。
## 例子
```site fail=1
+ name = "示范区人民政府"
column 政策文件 /zcwj/ policy
/zcwj/ 200 <ul><li><a href="/zcwj/1.html">示范区支持小微企业发展若干政策的通知</a><span>2026-10-12</span></li></ul>
/zcwj/1.html 200 <title>关于印发示范区支持小微企业发展若干政策的通知</title><h1>关于印发示范区支持小微企业发展若干政策的通知</h1><p>发布时间：2026-10-12</p><p>示政发〔2026〕3号</p>
/jd/9.html 200 <h1>《示范区社区养老服务办法》政策解读</h1><p>发布时间：2026-10-12</p>
```
```site fail=1
+ name = "示范区人民政府"
column 规范性文件 /zcwj/ policy
/zcwj/1.html 200 <title>示范区物业管理办法</title><h1>示范区物业管理办法</h1><p>发布时间：2026-09-01</p>
/zcwj/2.html 200 <title>关于加强养老服务工作的实施意见</title><h1>关于加强养老服务工作的实施意见</h1><p>发布时间：2026-09-02</p>
```
```site fail=1
+ name = "示范区人民政府"
column 政策文件 /zcwj/ policy
/zcwj/1.html 200 <title>示范区物业管理办法</title><h1>示范区物业管理办法</h1><p>发布时间：2026-09-01</p>
/jd/1.html 200 <title>《示范区物业管理办法》解读</title><h1>《示范区物业管理办法》解读</h1><p>发布时间：2026-10-20</p>
```
```site fail=0
+ name = "示范区人民政府"
column 政策文件 /zcwj/ policy
/zcwj/1.html 200 <title>示范区人民政府关于印发《示范区物业管理办法》的通知</title><h1>示范区人民政府关于印发《示范区物业管理办法》的通知</h1><p>发布时间：2026-09-01</p>
/jd/1.html 200 <title>一图读懂示范区物业管理办法</title><h1>一图读懂示范区物业管理办法</h1><p>发布时间：2026-09-02</p>
```
```site fail=0
+ name = "示范区人民政府"
column 政策文件 /zcwj/ policy
/zcwj/1.html 200 <title>关于成立示范区城市更新工作领导小组的通知</title><h1>关于成立示范区城市更新工作领导小组的通知</h1><p>发布时间：2026-09-01</p>
/zcwj/2.html 200 <title>国务院关于促进服务消费的意见</title><h1>国务院关于促进服务消费的意见</h1><p>发布时间：2026-09-01</p><p>国发〔2026〕8号</p>
/zcwj/3.html 200 <title>示范区物业管理办法</title><h1>示范区物业管理办法</h1><p>发布时间：2024-09-01</p>
/zcwj/5.html 200 <title>示范区人民政府关于转发省政府《优化营商环境实施细则》的通知</title><h1>示范区人民政府关于转发省政府《优化营商环境实施细则》的通知</h1><p>发布时间：2026-09-01</p><p>各街道：</p>
/zcwj/6.html 200 <title>示范区人民政府关于公布现行有效规范性文件目录的通知</title><h1>示范区人民政府关于公布现行有效规范性文件目录的通知</h1><p>发布时间：2026-09-01</p><p>各街道：</p>
/zcwj/4.html 200 <title>2026年省会市“全民植树”活动月实施方案</title><h1>2026年省会市“全民植树”活动月实施方案</h1><p>发布时间：2026-09-01</p><p>各街道：</p>
```
```site fail=0
+ name = "示范区人民政府"
column 政策文件 /zcwj/ policy
/ 200 <ul><li><a href="http://mp.weixin.example/s/1">图解《示范区物业管理办法》</a><span>2026-09-01</span></li></ul>
/zcwj/1.html 200 <title>示范区物业管理办法</title><h1>示范区物业管理办法</h1><p>发布时间：2026-09-01</p>
```
```site fail=0 now=2026-10-14
+ name = "示范区人民政府"
column 政策文件 /zcwj/ policy
/zcwj/1.html 200 <title>关于印发示范区支持小微企业发展若干政策的通知</title><h1>关于印发示范区支持小微企业发展若干政策的通知</h1><p>发布时间：2026-10-12</p>
/jd/9.html 200 <h1>《示范区社区养老服务办法》政策解读</h1><p>发布时间：2026-10-12</p>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.disclosure.documents import Document, Role
from checks.disclosure.graph import Relation
from checks.disclosure.recent import cited, recent_files
from checks.finding import Fault, Occurrence, Severity
from checks.rule import site_rule
from checks.scan import Scan
from portal.calendar import after_workdays

_ADVICE = "编写并发布解读，写明文件名称，与文件互相链接。"


@site_rule("DIS003", "policy-without-interpretation", Severity.WARNING, "pages")
def policy_without_interpretation(scan: Scan) -> Iterator[Fault]:
    days = scan.profile.disclosure.interpretation_days or scan.scheme.clause("DIS003").working_days
    bare: list[Document] = []
    for file in recent_files(scan, "DIS003"):
        due = after_workdays(file.published or scan.today, days)
        if scan.today <= due or file.explained or file.valid is False:
            continue
        if _dates(scan, file):
            yield from _late(scan, file, due, days)
        elif not scan.disclosure.is_explained(file.core) and not scan.disclosure.graph.onto(
            file.url, Relation.EXPLAINS
        ):
            bare.append(file)
    if bare and not _has_any(scan):
        yield _none(scan, bare)
    else:
        yield from (
            _fault(file, f"{_published(file)}，{days} 个工作日内没有找到解读。", _ADVICE) for file in bare
        )


def _dates(scan: Scan, file: Document) -> list[date]:
    """Publication days of the interpretations that are pages of the scan."""
    graph = scan.disclosure.graph
    edges = graph.onto(file.url, Relation.EXPLAINS)
    return [day for edge in edges if (day := graph.nodes[edge.source].published)]


def _late(scan: Scan, file: Document, due: date, days: int) -> Iterator[Fault]:
    first = min(_dates(scan, file))
    if first > due:
        message = (
            f"{_published(file)}，解读 {first:%Y-%m-%d} 才发布，晚于 {days} 个工作日（{due:%Y-%m-%d}）。"
        )
        yield _fault(file, message, "今后解读与文件同步起草、同步发布。", Severity.INFO)


def _has_any(scan: Scan) -> bool:
    told = any(document.role is Role.INTERPRETATION for document in scan.disclosure.documents)
    return told or bool(scan.disclosure.explained)


def _none(scan: Scan, files: list[Document]) -> Fault:
    return Fault(
        url=files[0].url,
        message=f"全站没有找到政策解读；近一年发布的 {len(files)} 份政策文件都没有解读，如{cited(files[0])}。",
        text="没有政策解读",
        suggestion=_ADVICE,
        subject=scan.home,
        occurrences=tuple(Occurrence(file.url, file.title) for file in files),
    )


def _published(file: Document) -> str:
    return f"{cited(file)}{file.published:%Y-%m-%d} 发布"


def _fault(file: Document, message: str, suggestion: str, severity: Severity | None = None) -> Fault:
    return Fault(url=file.url, message=message, text=file.core, suggestion=suggestion, severity=severity)
