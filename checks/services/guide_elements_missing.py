"""办事指南要素缺失

## 检查什么
办事指南页面是否写明八类要素：事项名称、设定依据、申请条件、办理材料、办理地点、办理时间、联系电话、办理流程（各地的其他叫法也认，如“受理条件”“所需材料”“咨询电话”）。
有标题而没有内容的按缺失计；放图片、附件或链接的算有内容。一份指南报一条，写明缺哪几类；缺 4 类以上的指南达到 5 份，按单项否决提示。
在省政务服务平台上的指南不在本站，列为「无法判断」一次；由脚本填充、看不到内容的指南不判断。
## 依据
单项否决·服务不实用：办事指南重点要素类别缺失 4 类及以上的事项超过（含）5 个（个数未与原文核对）。
## 怎么改
补全缺失的要素并保持准确；已进驻省平台的事项改为链接到省平台对应页面，撤下本站旧指南。
## 例子
表格，缺四类：
```site fail=1
column 办事指南 /bszn/ guide
/ 200 <a href="/bszn/1.html">指南</a>
/bszn/1.html 200 <h1>个体工商户设立登记</h1><table><tr><td>申请条件</td><td>有经营能力的公民</td></tr><tr><td>办理材料</td><td>身份证、申请书</td></tr><tr><td>联系电话</td><td>0451-00000000</td></tr></table>
```
标题加正文，“办理流程”下面是空的：
```site fail=1
/ 200 <a href="/fw/2.html">指南</a>
/fw/2.html 200 <title>老年人优待证办理指南</title><h1>老年人优待证办理指南</h1><p>一、办理依据</p><p>老年人权益保障法</p><p>二、受理条件</p><p>年满六十周岁</p><p>三、所需材料</p><p>身份证一份</p><p>四、办理地点</p><p>区政务大厅三楼</p><p>五、办公时间</p><p>工作日九时至十七时</p><p>六、咨询电话</p><p>00000000</p><p>七、办理程序</p>
```
定义列表，设定依据写“暂无”：
```site fail=1
column 服务事项 /fw/ guide
/ 200 <a href="/fw/3.html">指南</a>
/fw/3.html 200 <h1>食品经营许可</h1><dl><dt>设定依据：</dt><dd>暂无</dd><dt>申请条件：</dt><dd>有固定场所</dd><dt>申请材料：</dt><dd>申请书</dd><dt>办理地点：</dt><dd>政务大厅</dd><dt>办理时间：</dt><dd>工作日</dd><dt>办理流程：</dt><dd>受理、审查、决定</dd><dt>联系方式：</dt><dd>00000000</dd></dl>
```
只剩地点、时间、电话的指南；栏目里写地址电话的简介不是指南：
```site fail=1
column 办事指南 /bszn/ guide
/ 200 <a href="/bszn/4.html">指南</a><a href="/bszn/9.html">简介</a>
/bszn/4.html 200 <h1>老年人优待证办事指南</h1><table><tr><td>办理地点</td><td>政务大厅</td></tr><tr><td>办理时间</td><td>工作日</td></tr><tr><td>联系电话</td><td>0451-00000000</td></tr></table>
/bszn/9.html 200 <h1>政务服务中心简介</h1><p>办公地址：青云路1号</p><p>办公时间：工作日</p><p>联系电话：0451-00000000</p>
```
八类齐全：
```site fail=0
column 办事指南 /bszn/ guide
/ 200 <a href="/bszn/1.html">指南</a>
/bszn/1.html 200 <h1>个体工商户设立登记</h1><table><tr><td>设定依据</td><td>个体工商户条例</td></tr><tr><td>申请条件</td><td>无</td></tr><tr><td>办理材料</td><td>身份证、申请书</td></tr><tr><td>办理地点</td><td>政务大厅</td><td>办理时间</td><td>工作日</td></tr><tr><td>咨询电话</td><td>0451-00000000</td></tr><tr><td>办理流程</td><td><img src="/lc.png" alt="流程图"></td></tr></table>
/lc.png ok
```
标签和内容写在相邻的标签里，地点和时间合写：
```site fail=0
column 办事指南 /bszn/ guide
/ 200 <a href="/bszn/2.html">指南</a>
/bszn/2.html 200 <h1>居住证申领</h1><div><span>法律依据</span><span>居住证暂行条例</span></div><div><span>办理条件</span><span>居住半年以上</span></div><div><span>申报材料</span><span>身份证</span></div><div><span>办理地点及时间</span><span>派出所，工作日</span></div><div><span>联系电话</span><span>110</span></div><div><span>办理程序</span><span>窗口受理</span></div>
```
通知里有申请条件、材料、流程，但不是办事指南；普通文章：
```site fail=0
column 通知公告 /tzgg/ notice
/ 200 <a href="/tzgg/1.html">通知</a><a href="/tzgg/2.html">文</a><a href="/bszn/5.html">例</a>
/bszn/5.html 200 <title>户口迁移办理指南</title><p>设定依据：户口登记条例</p><p>申请条件：有合法稳定住所</p><p>申请材料：户口簿、身份证</p><p>受理地点：派出所户籍窗口</p><p>工作时间：工作日</p><p>咨询电话：110</p><p>办理流程：申请、审核、办结</p>
/tzgg/1.html 200 <h1>关于申报科技项目的通知</h1><p>一、申请条件</p><p>注册满一年</p><p>二、申报材料</p><p>申请书</p><p>三、申报流程</p><p>网上申报</p><p>四、联系方式</p><p>00000000</p>
/tzgg/2.html 200 <h1>区领导调研政务大厅</h1><p>区领导察看了办理流程和办理材料公示情况，要求优化办理时间。</p>
```
由脚本填充，看不到内容：
```site unknown=1
column 办事指南 /bszn/ guide
/ 200 <a href="/bszn/3.html">指南</a>
/bszn/3.html 200 <h1>不动产登记</h1><dl><dt>设定依据</dt><dd>{{item.basis}}</dd><dt>申请条件</dt><dd>{{item.cond}}</dd><dt>办理材料</dt><dd>{{item.docs}}</dd></dl>
```
指南在省政务服务平台：
```site unknown=1
/ 200 <a href="https://zwfw.hlj.gov.cn/">政务服务网</a>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

from collections.abc import Iterator

from checks.finding import Fault, Outcome, Severity
from checks.rule import site_rule
from checks.scan import Scan
from checks.services.guides import Guide
from checks.services.platform import platform_link

_NONE = (
    '没有在本站识别出办事指南，无法判断要素是否齐全。指南在本站的，请在网站配置中把栏目写成 kind = "guide"。'
)


@site_rule("SVC001", "guide-elements-missing", Severity.ERROR, "pages")
def guide_elements_missing(scan: Scan) -> Iterator[Fault]:
    clause = scan.scheme.clause("SVC001")
    read = [guide for guide in scan.affairs.guides if not guide.by_script]
    poor = sum(len(guide.missing) >= clause.least for guide in read)
    for guide in read:
        if guide.missing:
            counts = len(guide.missing) >= clause.least
            told = (
                f"本次缺 {clause.least} 类以上的指南共 {poor} 份，达 {clause.limit} 份即单项否决。"
                if counts
                else ""
            )
            yield _fault(guide, told, Severity.VETO if counts and poor >= clause.limit else None)
    if away := platform_link(scan):
        message = f"办事指南链接到政务服务平台（{away}），不在本站，没有检查要素是否齐全。"
        yield Fault(scan.home, message, Outcome.UNKNOWN, target=away, column="办事服务", subject="platform")
    elif not read:
        script = "办事指南由脚本填充，程序看不到内容，请打开页面查看要素是否齐全。"
        message = script if scan.affairs.guides else _NONE
        yield Fault(scan.home, message, Outcome.UNKNOWN, column="办事服务", subject="guides")


def _fault(guide: Guide, told: str, severity: Severity | None) -> Fault:
    missing = "、".join(guide.missing)
    return Fault(
        url=guide.url,
        message=f"办事指南「{guide.title}」缺 {len(guide.missing)} 类要素：{missing}。{told}",
        text=guide.title,
        suggestion=f"补全{missing}；事项已在省政务服务平台的，改为链接到省平台对应页面。",
        severity=severity,
    )
