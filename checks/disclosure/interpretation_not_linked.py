"""政策文件与解读没有互相链接

## 检查什么
近一年内发布的政策文件已有解读，但文件页没有链接到解读，或者解读页没有链接到文件。只比对标题写明是解读这份文件的（名称一致或只差发文机关、“关于印发”等），
或已有一边链接的；链接文字写明文件名称、指向附件或其他地址的，也算已链接。页面有脚本填充的“相关解读”、程序看不到的，列为「无法判断」。
## 依据
检查指标·政策解读（解读关联）：解读稿与政策文件应当相互关联。
## 怎么改
在文件页加“相关解读”、在解读页加“相关文件”，互相链接。
## 例子
```site fail=1
+ name = "示范区人民政府"
column 政策文件 /zcwj/ policy
/zcwj/1.html 200 <title>示范区物业管理办法</title><h1>示范区物业管理办法</h1><p>发布时间：2026-09-01</p>
/jd/1.html 200 <title>《示范区物业管理办法》解读</title><h1>《示范区物业管理办法》解读</h1><p>发布时间：2026-09-02</p>
```
```site fail=1
+ name = "示范区人民政府"
column 政策文件 /zcwj/ policy
/zcwj/1.html 200 <title>示范区物业管理办法</title><h1>示范区物业管理办法</h1><p>发布时间：2026-09-01</p><p>相关解读：<a href="/jd/1.html">《示范区物业管理办法》解读</a></p>
/jd/1.html 200 <title>《示范区物业管理办法》解读</title><h1>《示范区物业管理办法》解读</h1><p>发布时间：2026-09-02</p>
```
```site fail=1
+ name = "示范区人民政府"
column 政策文件 /zcwj/ policy
/zcwj/1.html 200 <title>关于印发《示范区物业管理办法（试行）》的通知</title><h1>关于印发《示范区物业管理办法（试行）》的通知</h1><p>发布时间：2026-09-01</p>
/jd/1.html 200 <title>图解：示范区物业管理办法</title><h1>图解：示范区物业管理办法</h1><p>发布时间：2026-09-02</p><p>政策原文：<a href="/zcwj/1.html">点击查看</a></p>
```
```site fail=0
+ name = "示范区人民政府"
column 政策文件 /zcwj/ policy
/zcwj/1.html 200 <title>示范区物业管理办法</title><h1>示范区物业管理办法</h1><p>发布时间：2026-09-01</p><p>相关解读：<a href="/jd/1.html">政策解读</a></p>
/jd/1.html 200 <title>《示范区物业管理办法》解读</title><h1>《示范区物业管理办法》解读</h1><p>发布时间：2026-09-02</p><p>相关文件：<a href="/zcwj/1.html">示范区物业管理办法</a></p>
```
```site fail=0
+ name = "示范区人民政府"
column 政策文件 /zcwj/ policy
/zcwj/1.html 200 <title>示范区物业管理办法</title><h1>示范区物业管理办法</h1><p>发布时间：2026-09-01</p>
/jd/1.html 200 <title>《示范区养老服务办法》解读</title><h1>《示范区养老服务办法》解读</h1><p>发布时间：2026-09-02</p><p>与《示范区物业管理办法》衔接。</p>
```
```site fail=0
+ name = "示范区人民政府"
column 政策文件 /zcwj/ policy
/zcwj/1.html 200 <title>示范区物业管理办法</title><h1>示范区物业管理办法</h1><p>发布时间：2022-09-01</p>
/jd/1.html 200 <title>《示范区物业管理办法》解读</title><h1>《示范区物业管理办法》解读</h1><p>发布时间：2022-09-02</p>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

from collections.abc import Iterator

from checks.disclosure.documents import Document
from checks.disclosure.graph import Edge, Relation
from checks.disclosure.recent import bracketed, cited, recent_files
from checks.finding import Fault, Occurrence, Outcome, Severity
from checks.inventory.look import is_filled
from checks.rule import site_rule
from checks.scan import Scan


@site_rule("DIS004", "interpretation-not-linked", Severity.WARNING, "pages")
def interpretation_not_linked(scan: Scan) -> Iterator[Fault]:
    for file in recent_files(scan, "DIS004"):
        edges = [
            e for e in scan.disclosure.graph.onto(file.url, Relation.EXPLAINS) if e.how in {"subject", "link"}
        ]
        one_way = [edge for edge in edges if not edge.forth]
        unlinked = bool(edges) and not any(edge.back for edge in edges)
        if one_way or unlinked:
            yield _fault(scan, file, one_way, edges if unlinked else [])


def _fault(scan: Scan, file: Document, one_way: list[Edge], unlinked: list[Edge]) -> Fault:
    """One a file: what its page lacks, and which interpretations do not lead back."""
    told = ["文件页没有链接到解读"] if unlinked else []
    told += [
        f"解读页{bracketed(scan.disclosure.graph.nodes[edge.source].title)}没有链接到文件" for edge in one_way
    ]
    first = (one_way or unlinked)[0].source
    pages = [file.url] * bool(unlinked) + [edge.source for edge in one_way]
    unseen = any((page := scan.snapshot.page(url)) and is_filled(page) for url in pages)
    return Fault(
        url=file.url,
        message=f"{cited(file)}与解读（{first}）没有互相链接：{'；'.join(told)}。"
        + ("页面有脚本填充的内容，请人工核对。" if unseen else ""),
        outcome=Outcome.UNKNOWN if unseen else Outcome.FAIL,
        target=first,
        text=file.core,
        suggestion="在文件页加“相关解读”，在解读页加“相关文件”。",
        subject=file.url,
        occurrences=tuple(Occurrence(url) for url in dict.fromkeys((file.url, *pages, first))),
    )
