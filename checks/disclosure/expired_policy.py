"""已到期或已废止的文件仍显示有效

## 检查什么
文件写明的有效期已过（“有效期5年”从施行日起算，“有效期至某年某月某日”），或者网站上另有文件宣布它废止、失效，而页面仍标“有效”。
页面没有标有效、也没有标失效或废止的，列为疑似，由人核对是否已续期。一份文件里有几个不同有效期的、转载上级的文件不判断；
证照、保函等的有效期不算；网站上另有文件延长有效期、宣布继续有效的不报。
## 依据
《政府网站发展指引》：文件修改、废止、失效的，应当及时在文件页标明。
## 怎么改
在文件页标明“失效”或“废止”和日期；已经延长有效期的，标明延期文件。
## 例子
```site fail=1
/zcwj/1.html 200 <title>示范区物业管理办法</title><h1>示范区物业管理办法</h1><p>发布时间：2019-09-01</p><table><tr><td>有效性</td><td>有效</td></tr></table><p>本办法自2019年10月1日起施行，有效期5年。</p>
```
```site fail=1
/zcwj/1.html 200 <title>示范区物业管理办法</title><h1>示范区物业管理办法</h1><p>发布时间：2019-09-01</p><p>是否有效：是</p><p>本办法有效期至2024年12月31日。</p>
```
```site fail=1
/zcwj/1.html 200 <title>示范区物业管理办法</title><h1>示范区物业管理办法</h1><p>发布时间：2019-09-01</p><p>文件状态：有效</p>
/zcwj/2.html 200 <title>示范区物业管理条例实施办法</title><h1>示范区物业管理条例实施办法</h1><p>发布时间：2024-09-01</p><p>本办法自印发之日起施行，《示范区物业管理办法》同时废止。</p>
```
```site review=1
/zcwj/1.html 200 <title>示范区物业管理办法</title><h1>示范区物业管理办法</h1><p>发布时间：2019-09-01</p><p>本办法自2019年10月1日起施行，有效期三年。</p>
```
```site fail=0
/zcwj/1.html 200 <title>示范区物业管理办法</title><h1>示范区物业管理办法</h1><p>发布时间：2019-09-01</p><p>有效性：失效</p><p>本办法自2019年10月1日起施行，有效期5年。</p>
```
```site fail=0
/zcwj/1.html 200 <title>示范区物业管理办法</title><h1>示范区物业管理办法</h1><p>发布时间：2024-09-01</p><p>有效性：有效</p><p>本办法自2024年10月1日起施行，有效期5年。</p>
```
```site fail=0
/zcwj/1.html 200 <title>示范区物业管理办法</title><h1>示范区物业管理办法</h1><p>发布时间：2019-09-01</p><p>有效性：有效</p><p>食品经营许可证有效期5年，健康证有效期1年。</p>
/zcwj/2.html 200 <title>关于废止《示范区养老服务办法》的决定</title><h1>关于废止《示范区养老服务办法》的决定</h1><p>发布时间：2024-09-01</p>
```
```site fail=2
/zcwj/1.html 200 <title>示范区马车管理办法</title><h1>示范区马车管理办法</h1><p>发布时间：2009-09-01</p><p>有效性：有效</p>
/zcwj/2.html 200 <title>示范区粮票管理办法</title><h1>示范区粮票管理办法</h1><p>发布时间：2008-09-01</p><p>有效性：有效</p>
/zcwj/3.html 200 <title>示范区规章清理办法</title><h1>示范区规章清理办法</h1><p>发布时间：2010-09-01</p><p>有效性：有效</p>
/zcwj/4.html 200 <title>关于废止部分规范性文件的决定</title><h1>关于废止部分规范性文件的决定</h1><p>发布时间：2024-09-01</p><p>根据《示范区规章清理办法》，决定废止下列文件：</p><p>1.《示范区马车管理办法》；</p><p>2.《示范区粮票管理办法》。</p>
```
```site fail=0
/zcwj/1.html 200 <title>示范区物业管理办法</title><h1>示范区物业管理办法</h1><p>发布时间：2019-09-01</p><p>有效性：有效</p><p>本办法自2019年10月1日起施行，有效期5年。</p>
/zcwj/2.html 200 <title>示范区投标保函办法</title><h1>示范区投标保函办法</h1><p>发布时间：2020-09-01</p><p>有效性：有效</p><p>保函有效期至2021年12月31日。</p>
/zcwj/3.html 200 <title>关于延长部分规范性文件有效期的通知</title><h1>关于延长部分规范性文件有效期的通知</h1><p>发布时间：2024-08-01</p><p>《示范区物业管理办法》有效期延长5年。</p>
```
```site fail=1
/zcwj/1.html 200 <title>示范区物业管理办法（试行）</title><h1>示范区物业管理办法（试行）</h1><p>发布时间：2019-09-01</p><p>有效性：有效</p><p>本办法自2019年10月1日起试行，试行期两年。</p>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

from collections.abc import Iterator

from checks.disclosure.documents import Document, Role, is_extension
from checks.disclosure.graph import Relation
from checks.disclosure.recent import cited
from checks.finding import Fault, Outcome, Severity
from checks.rule import site_rule
from checks.scan import Scan


@site_rule("DIS005", "expired-policy", Severity.WARNING, "pages")
def expired_policy(scan: Scan) -> Iterator[Fault]:
    for file in scan.disclosure.graph.nodes.values():
        if (
            file.role is Role.FILE
            and not file.reprint
            and file.valid is not False
            and (why := _ended(scan, file))
        ):
            shown = "页面仍标“有效”" if file.valid else "页面没有标明失效或废止"
            yield Fault(
                url=file.url,
                message=f"{cited(file)}{why}，{shown}。",
                outcome=Outcome.FAIL if file.valid else Outcome.REVIEW,
                text=file.core,
                suggestion="标明失效或废止；已延长有效期的，标明延期文件。",
            )


def _ended(scan: Scan, file: Document) -> str:
    """Why a file no longer holds, in words; "" if it does."""
    graph = scan.disclosure.graph
    for edge in graph.onto(file.url, Relation.ENDS):
        other = graph.nodes[edge.source]
        if file.published is None or other.published is None or other.published > file.published:
            return f"已由{cited(other)}宣布废止或失效"
    if file.expires and file.expires < scan.today and not _is_extended(scan, file):
        return f"写明“{file.lasts}”，已于 {file.expires:%Y-%m-%d} 到期"
    return ""


def _is_extended(scan: Scan, file: Document) -> bool:
    graph = scan.disclosure.graph
    return any(
        is_extension(graph.nodes[edge.source].title) for edge in graph.onto(file.url, Relation.CHANGES)
    )
