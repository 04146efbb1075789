"""页面打开慢

## 检查什么
采集时记下每个页面从发出请求到收完 HTML 的时间（不含图片和脚本，也不含排队）。最慢的 5%（不少于两个页面）超过 3 秒的列出；
测到的页面不足 5 个的，列为「无法判断」；服务器答“没有变化”（304）、没有重新下载的页面不计。
采集时程序同时访问几个页面，又是从巡查所在的网络访问，与用户的感受可能不同；
结论供参考，用浏览器打开几个页面核对。
## 依据
发展指引·网页设计规范：页面加载时长不宜超过 3 秒。
## 怎么改
请网站建设单位检查慢的页面：动态页面改为静态发布或加缓存，数据库查询慢的加索引，过大的页面精简内容。
## 例子
```site fail=1
/ 200 4100ms <p>首页</p>
/a 200 3900ms <p>甲</p>
/b 200 3500ms <p>乙</p>
/c 200 3500ms <p>丙</p>
/d 200 3700ms <p>丁</p>
```
```site fail=1
/ 200 200ms <p>首页</p>
/a 200 150ms <p>甲</p>
/b 200 5200ms <p>乙</p>
/c 200 6100ms <p>丙</p>
/d 200 150ms <p>丁</p>
```
```site fail=1
/ 200 3001ms <p>首页</p>
/a 200 3001ms <p>甲</p>
/b 200 3001ms <p>乙</p>
/c 200 3001ms <p>丙</p>
/d 200 3001ms <p>丁</p>
```
偶有一个页面慢不算：
```site fail=0
/ 200 200ms <p>首页</p>
/a 200 150ms <p>甲</p>
/b 200 14000ms <p>乙</p>
/c 200 150ms <p>丙</p>
/d 200 150ms <p>丁</p>
```
```site fail=0
/ 200 1200ms <p>首页</p>
/a 200 2999ms <p>甲</p>
/b 200 3000ms <p>乙</p>
/c 200 3000ms <p>丙</p>
/d 200 3000ms <p>丁</p>
```
打不开的页面、附件、外站由别的规则检查：
```site fail=0
/ 200 100ms <p>首页</p>
/a 200 100ms <p>甲</p>
/b 200 100ms <p>乙</p>
/c 200 100ms <p>丙</p>
/d 200 100ms <p>丁</p>
/e broken timeout
/f.pdf broken timeout
```
页面太少，说明不了问题：
```site unknown=1
/ 200 9000ms <p>首页</p>
```
上次采集以来没有变化、没有重新下载的页面（0ms）不算打开得快：
```site fail=1
/ 200 4100ms <p>首页</p>
/a 200 3900ms <p>甲</p>
/b 200 3500ms <p>乙</p>
/c 200 3500ms <p>丙</p>
/d 200 3700ms <p>丁</p>
/e 200 0ms <p>戊</p>
/f 200 0ms <p>己</p>
```
```site unknown=1
/ 200 0ms <p>首页</p>
/a 200 0ms <p>甲</p>
/b 200 0ms <p>乙</p>
/c 200 0ms <p>丙</p>
/d 200 0ms <p>丁</p>
```
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import ceil

from checks.finding import Fault, Occurrence, Outcome, Severity
from checks.rule import site_rule
from checks.scan import Scan
from portal import urls
from portal.target import TargetKind, Verdict

_LEAST = 5  # pages measured
_SLOW = 2  # pages that must be slow: one may have met a bad moment
_SHARE = 0.95
_LISTED = 50


@site_rule("AVL002", "slow-page", Severity.INFO, "pages", "probes")
def slow_page(scan: Scan) -> Iterator[Fault]:
    times: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for target in scan.snapshot.targets((Verdict.OK, Verdict.TLS)):
        probe = target.probe
        if target.kind is TargetKind.PAGE and probe and not probe.chain:
            measured = times[urls.host(target.url)]
            if probe.elapsed_ms:
                measured.append((probe.elapsed_ms, target.url))
    for host, measured in times.items():
        if len(measured) < _LEAST:
            yield _too_few(scan, host, len(measured))
        else:
            yield from _slow(scan, host, sorted(measured, reverse=True))


def _slow(scan: Scan, host: str, measured: Sequence[tuple[int, str]]) -> Iterator[Fault]:
    """`measured`: milliseconds and address, slowest first."""
    limit = scan.scheme.clause("AVL002").seconds
    p95 = measured[len(measured) - ceil(_SHARE * len(measured))][0] / 1000
    slow = [(spent, url) for spent, url in measured if spent > limit * 1000]
    if p95 <= limit or len(slow) < _SLOW:
        return
    at_once = scan.snapshot.profile.crawl.concurrency
    told = (
        f"{host} 的页面打开慢：测了 {len(measured)} 个页面，95% 的页面在 {p95:.1f} 秒内收完（不宜超过 {limit:g} 秒），"
        f"超过的有 {len(slow)} 个，最慢的 {measured[0][0] / 1000:.1f} 秒：{measured[0][1]}。"
        f"时间在采集时测得，程序最多同时访问 {at_once} 个页面，只计 HTML。"
    )
    yield Fault(
        url=slow[0][1],
        message=told,
        text="页面打开慢",
        suggestion="请网站建设单位检查慢的页面和服务器。",
        subject=host,
        occurrences=tuple(Occurrence(url, f"{spent / 1000:.1f} 秒") for spent, url in slow[:_LISTED]),
        count=len(slow),
    )


def _too_few(scan: Scan, host: str, count: int) -> Fault:
    told = f"{host} 只测到 {count} 个页面的打开时间（没有重新下载的不计），太少，无法判断快慢。"
    return Fault(scan.home, told, Outcome.UNKNOWN, text="页面打开慢", subject=host)
