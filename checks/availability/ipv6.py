"""网站不支持 IPv6 访问

## 检查什么
网站域名有没有 AAAA 记录；巡查所在的机器有 IPv6 网络时，再用 IPv6 打开首页和抽取的二级、三级页面，分别报连通率。
首页打不开，或二级、三级页面连通率低于 90% 的列出。机器没有 IPv6 网络的，只能查 AAAA 记录，连通率列为「无法判断」，不算通过。
## 依据
IPv6 规模部署监测：首页、二级页面、三级页面连通率（90% 的数目取自地方通报，未核验）。
## 怎么改
联系网站托管单位开通 IPv6，在域名解析中加 AAAA 记录；页面连通率低的，检查内容分发和防火墙的 IPv6 设置。
## 例子
```site fail=1
/ 200 <p>首页</p>
fact ipv6 {"host": "www.t.gov.cn", "addresses": []}
```
```site fail=1
/ 200 <p>首页</p>
fact ipv6 {"host": "www.t.gov.cn", "addresses": ["240e:1::1"], "levels": [{"name": "首页", "asked": 1, "reached": 0}]}
```
```site fail=1
/ 200 <p>首页</p>
fact ipv6 {"host": "www.t.gov.cn", "addresses": ["240e:1::1"], "levels": [{"name": "首页", "asked": 1, "reached": 1}, {"name": "二级页面", "asked": 10, "reached": 10}, {"name": "三级页面", "asked": 10, "reached": 8}]}
```
```site fail=0
/ 200 <p>首页</p>
fact ipv6 {"host": "www.t.gov.cn", "addresses": ["240e:1::1"], "levels": [{"name": "首页", "asked": 1, "reached": 1}, {"name": "二级页面", "asked": 10, "reached": 10}, {"name": "三级页面", "asked": 10, "reached": 9}]}
```
```site fail=0
/ 200 <p>首页</p>
fact ipv6 {"host": "www.t.gov.cn", "addresses": ["240e:1::1", "240e:1::2"], "levels": [{"name": "首页", "asked": 1, "reached": 1}]}
```
```site fail=0
/ 200 <p>首页</p>
fact ipv6 {"host": "www.t.gov.cn", "addresses": ["240e:1::1"], "levels": [{"name": "首页", "asked": 1, "reached": 1}, {"name": "二级页面", "asked": 3, "reached": 3}]}
```
有 AAAA 记录，本机没有 IPv6：
```site unknown=1
/ 200 <p>首页</p>
fact ipv6 {"host": "www.t.gov.cn", "addresses": ["240e:1::1"]}
```
```site unknown=1
/ 200 <p>首页</p>
fact ipv6 {"host": "localhost", "addresses": []}
```
```site unknown=1
/ 200 <p>首页</p>
fact ipv6 {"host": "www.t.gov.cn", "addresses": null}
```
"""  # noqa: E501 - one fact a line

from __future__ import annotations

from collections.abc import Iterator

from checks.finding import Fault, Outcome, Severity
from checks.identity.own import is_public
from checks.rule import site_rule
from checks.scan import Scan
from portal.access import Ipv6, Level

_HOW = "联系网站托管单位开通 IPv6。"


@site_rule("AVL004", "ipv6", Severity.INFO, "pages")
def ipv6(scan: Scan) -> Iterator[Fault]:
    seen = scan.snapshot.ipv6()
    if seen is None or not is_public(seen.host):
        yield _fault(scan, "没有检查 IPv6：巡查用的不是对外的域名，或采集时没有记录。", Outcome.UNKNOWN)
    elif seen.addresses is None:
        yield _fault(scan, f"域名服务器没有应答，不知道 {seen.host} 有没有 AAAA 记录。", Outcome.UNKNOWN)
    elif not seen.addresses:
        yield _fault(scan, f"{seen.host} 没有 AAAA 记录，不能用 IPv6 访问。")
    elif not seen.levels:
        told = f"{seen.host} 有 AAAA 记录；本机没有 IPv6 网络，首页、二级页面、三级页面的连通率没有测量。"
        yield _fault(scan, told, Outcome.UNKNOWN)
    else:
        yield from _measured(scan, seen)


def _measured(scan: Scan, seen: Ipv6) -> Iterator[Fault]:
    least = scan.scheme.clause("AVL004").percent
    home, *others = seen.levels
    if home.reached < home.asked or any(_percent(level) < least for level in others):
        rates = "，".join(f"{lv.name} {_percent(lv):.0f}%（{lv.reached}/{lv.asked}）" for lv in seen.levels)
        yield _fault(scan, f"用 IPv6 访问 {seen.host} 的连通率不足：{rates}。")


def _percent(level: Level) -> float:
    return 100 * level.reached / level.asked


def _fault(scan: Scan, message: str, outcome: Outcome = Outcome.FAIL) -> Fault:
    how = _HOW if outcome is Outcome.FAIL else ""
    return Fault(scan.home, message, outcome, text="IPv6", suggestion=how, subject=f"ipv6 {outcome}")
