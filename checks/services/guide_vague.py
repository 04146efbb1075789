"""办事指南材料表述模糊

## 检查什么
办事指南「办理材料」一段里有“其他材料”“有关部门”“……等材料”“……等。”这类含糊的兜底说法，办事人不知道究竟要带什么。只看办理材料一段；
“等级”“高等学校”“等 3 种材料”“不得要求提供其他材料”之类不算。
## 依据
检查指标·办事服务·办事指南：办理材料应明确、具体，不得使用“其他材料”“有关部门”“等”模糊表述（条文未与原文核对）。
## 怎么改
逐项列明材料的名称、份数和形式要求；确有特殊情形的，写明是哪种情形、需要哪种材料。
## 例子
```site fail=1
column 办事指南 /bszn/ guide
/ 200 <a href="/bszn/1.html">指南</a>
/bszn/1.html 200 <h1>个体工商户设立登记</h1><table><tr><td>申请条件</td><td>有经营能力的公民</td></tr><tr><td>办理材料</td><td>1.身份证；2.根据相关法律法规需要提交的其他材料</td></tr><tr><td>联系电话</td><td>0451-00000000</td></tr></table>
```
```site fail=2
column 办事指南 /bszn/ guide
/ 200 <a href="/bszn/2.html">指南</a>
/bszn/2.html 200 <h1>临时救助</h1><p>申请条件：生活困难的家庭。</p><p>所需材料：</p><p>1.身份证、户口簿等材料；</p><p>2.有关部门出具的证明。</p><p>办理流程：申请、审核、发放。</p>
```
```site fail=1
/ 200 <a href="/fw/3.html">指南</a>
/fw/3.html 200 <title>残疾人证办理指南</title><h1>残疾人证办理指南</h1><dl><dt>受理条件</dt><dd>符合残疾标准</dd><dt>申请材料</dt><dd>户口簿、照片等。</dd><dt>咨询电话</dt><dd>00000000</dd></dl>
```
写得明确的：
```site fail=0
column 办事指南 /bszn/ guide
/ 200 <a href="/bszn/1.html">指南</a>
/bszn/1.html 200 <h1>教师资格认定</h1><table><tr><td>申请条件</td><td>有关部门规定的条件，高中等学历</td></tr><tr><td>办理材料</td><td>高等学校毕业证书、普通话水平测试等级证书、中等职业学校证书等3种材料</td></tr><tr><td>联系电话</td><td>0451-00000000</td></tr></table>
```
模糊说法不在材料一段：
```site fail=0
column 办事指南 /bszn/ guide
/ 200 <a href="/bszn/2.html">指南</a>
/bszn/2.html 200 <h1>临时救助</h1><p>申请条件：因病等原因生活困难，或者有关部门认定的其他情形。</p><p>所需材料：身份证、户口簿、诊断证明。</p><p>办理流程：由有关部门审核其他材料后发放。</p>
```
“不得要求提供其他材料”；不是办事指南的页面：
```site fail=0
column 办事指南 /bszn/ guide
/ 200 <a href="/bszn/3.html">指南</a><a href="/gz/1.html">文</a>
/bszn/3.html 200 <h1>居住证申领</h1><p>受理条件：居住半年以上。</p><p>申请材料：身份证；窗口不得要求提供其他材料。</p><p>咨询电话：110</p>
/gz/1.html 200 <h1>区政务大厅精简办事材料</h1><p>办理材料：有关部门要求的其他材料一律取消。</p>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.finding import Fault, Severity
from checks.language.sentences import excerpt
from checks.rule import site_rule
from checks.scan import Scan
from checks.services.guides import Guide, never_vague, vague

_BEFORE = 16  # characters before a phrase that may take it back


@site_rule("SVC002", "guide-vague", Severity.WARNING, "pages")
def guide_vague(scan: Scan) -> Iterator[Fault]:
    for guide in scan.affairs.guides:
        for line, match in _phrases(guide):
            yield _fault(guide, line, match)


def _phrases(guide: Guide) -> Iterator[tuple[str, re.Match[str]]]:
    """Each vague phrase of the materials once."""
    seen: set[str] = set()
    for line in guide.materials.split("\n"):
        for match in vague().finditer(line):
            taken_back = never_vague().search(line[max(0, match.start() - _BEFORE) : match.start()])
            if not taken_back and match[0] not in seen:
                seen.add(match[0])
                yield line, match


def _fault(guide: Guide, line: str, match: re.Match[str]) -> Fault:
    phrase = match[0].rstrip("；;。，,）)")
    return Fault(
        url=guide.url,
        message=f"办事指南「{guide.title}」的办理材料写有“{phrase}”，没有说清要哪些材料。",
        text=excerpt(line, match.start(), match.end()),
        suggestion="逐项列明材料的名称、份数和要求，去掉兜底说法。",
    )
