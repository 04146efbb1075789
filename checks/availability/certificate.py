"""HTTPS 证书或设置有问题

## 检查什么
每次采集连接一次网站的 HTTPS 端口：证书是否被浏览器信任（签发机构、域名、有效期），离到期还有几天（30 天、14 天、7 天以内依次提醒），
TLS 版本是否低于 1.2，访问 http:// 是否跳转到 https://，网站是否还没有启用 HTTPS。
用 IP 地址或自定端口的 http:// 地址巡查的，HTTPS 地址无从推断，列为「无法判断」。
## 依据
2019 年检查指标没有 HTTPS 的要求，按良好做法提示，不扣分。
## 怎么改
证书到期前向签发机构续期并更换；提示证书链不完整的，把中间证书一并装上；在服务器上停用 TLS 1.0 和 1.1；把 http:// 的访问跳转到 https://。
## 例子
还有 6 天到期：
```site fail=1
/ 200 <p>首页</p>
fact certificate {"host": "www.t.gov.cn", "secure": true, "not_after": "2026-11-30T09:00:00+00:00", "version": "TLSv1.3", "onward": true}
```
证书是别的域名的，又没有跳转：
```site fail=2
/ 200 <p>首页</p>
fact certificate {"host": "www.t.gov.cn", "secure": true, "reason": "hostname", "not_after": "2027-11-30T09:00:00+00:00", "version": "TLSv1.2", "onward": false}
```
只支持旧版 TLS：
```site fail=1
/ 200 <p>首页</p>
fact certificate {"host": "www.t.gov.cn", "secure": true, "version": "TLSv1.1", "onward": true}
```
没有启用 HTTPS：
```site fail=1
/ 200 <p>首页</p>
fact certificate {"host": "www.t.gov.cn", "secure": false, "reason": "refused"}
```
```site fail=0
/ 200 <p>首页</p>
fact certificate {"host": "www.t.gov.cn", "secure": true, "not_after": "2027-02-01T09:00:00+00:00", "version": "TLSv1.3", "onward": true}
```
刚好还有 31 天：
```site fail=0
/ 200 <p>首页</p>
fact certificate {"host": "www.t.gov.cn", "secure": true, "not_after": "2026-12-25T01:00:00+00:00", "version": "TLSv1.2", "onward": true}
```
网站就在 https 的自定端口上，http 无从谈起：
```site fail=0
/ 200 <p>首页</p>
fact certificate {"host": "www.t.gov.cn", "secure": true, "not_after": "2027-02-01T09:00:00+00:00", "version": "TLSv1.2"}
```
```site unknown=1
/ 200 <p>首页</p>
fact certificate {"host": "www.t.gov.cn", "secure": false, "reason": "timeout"}
```
```site unknown=1
/ 200 <p>首页</p>
```
"""  # noqa: E501 - one fact a line

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from checks.finding import Fault, Outcome, Severity
from checks.rule import site_rule
from checks.scan import Scan
from portal.access import Certificate

_STAGES = (7, 14, 30)  # days before the end
_OLD = ("SSLv2", "SSLv3", "TLSv1", "TLSv1.0", "TLSv1.1")
_ABSENT = ("refused", "reset", "handshake")
_WRONG = {
    "expired": "已经过期",
    "not-yet-valid": "还没有到生效时间",
    "self-signed": "是自己签发的，浏览器不信任",
    "incomplete-chain": "的证书链不完整，有的浏览器打不开",
    "hostname": "不是给这个域名签发的",
    "untrusted": "不被浏览器信任",
}


@site_rule("AVL003", "certificate", Severity.WARNING, "pages")
def certificate(scan: Scan) -> Iterator[Fault]:
    seen = scan.snapshot.certificate()
    if seen is None:
        told = "没有检查 HTTPS 证书：巡查用的是 IP 地址或自定端口，或采集时没有记录。"
        yield _fault(scan, "HTTPS", told, outcome=Outcome.UNKNOWN)
    elif seen.secure:
        yield from _secure(scan, seen)
    elif seen.reason in _ABSENT:
        told = f"{seen.host} 没有启用 HTTPS（443 端口不能建立安全连接），网民的访问没有加密，浏览器提示“不安全”。"
        yield _fault(scan, "HTTPS", told, "申请证书，启用 HTTPS，并把 http:// 跳转过去。")
    else:
        told = f"没有连上 {seen.host} 的 HTTPS 端口（{seen.reason}），无法判断证书情况。"
        yield _fault(scan, "HTTPS", told, outcome=Outcome.UNKNOWN)


def _secure(scan: Scan, seen: Certificate) -> Iterator[Fault]:
    if seen.reason:
        told = f"{seen.host} 的证书{_WRONG.get(seen.reason, _WRONG['untrusted'])}，浏览器会拦住访问。"
        yield _fault(scan, "证书", told, "更换有效的证书，并把中间证书一并装上。")
    if seen.not_after and seen.reason != "expired":
        yield from _ending(scan, seen)
    if seen.version in _OLD:
        told = f"{seen.host} 只支持 {seen.version}，低于 TLS 1.2，新的浏览器打不开。"
        yield _fault(scan, "TLS 版本", told, "在服务器上启用 TLS 1.2 和 1.3，停用更低的版本。")
    if seen.onward is False:
        told = f"访问 http://{seen.host}/ 不会跳转到 https://，网民仍在不加密地访问。"
        yield _fault(scan, "跳转", told, "把 http:// 的访问用 301 跳转到 https://。")


def _ending(scan: Scan, seen: Certificate) -> Iterator[Fault]:
    until = datetime.fromisoformat(seen.not_after)
    days = (until - scan.reference_time).days
    stage = next((stage for stage in _STAGES if days <= stage), None)
    if stage is not None and until > scan.reference_time:
        told = f"{seen.host} 的证书 {until:%Y-%m-%d} 到期，还有 {days} 天（{stage} 天以内）。"
        yield _fault(scan, "证书到期", told, "尽快续期并更换证书。")
    elif until <= scan.reference_time:
        told = f"{seen.host} 的证书在检查日之前（{until:%Y-%m-%d}）到期。"
        yield _fault(scan, "证书到期", told, "立即续期并更换证书。")


def _fault(
    scan: Scan, text: str, message: str, suggestion: str = "", outcome: Outcome = Outcome.FAIL
) -> Fault:
    return Fault(
        scan.home, message, outcome, text=text, suggestion=suggestion, subject=f"certificate {outcome}"
    )
