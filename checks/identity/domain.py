"""域名不是政府网站域名

## 检查什么
网站（首页所在主机，以及配置 hosts 中列为本网站的主机）的域名应以 .gov.cn 结尾，或是 .政务 中文域名。
用 IP 地址、内网名称或本机地址巡查的，程序不知道对外的域名，列为「无法判断」；在配置中写 domain = "www.□□□.gov.cn" 即可判断。
## 依据
发展指引·域名：政府网站使用以 .gov.cn 为后缀的英文域名和 .政务 中文域名，不宜注册多个域名。
## 怎么改
向主管单位申请 .gov.cn 域名并迁移；旧域名在过渡期内跳转到新域名，到期注销。
## 例子
```site fail=1
+ start = ["http://www.tqzf.com/"]
http://www.tqzf.com/ 200 <p>某区人民政府</p>
```
```site fail=1
+ start = ["http://www.t.gov.cn.tqzf.cn/"]
http://www.t.gov.cn.tqzf.cn/ 200 <p>某区人民政府</p>
```
网站另有一个不是政府域名的主机：
```site fail=1
+ hosts = ["www.tq-education.org.cn"]
/ 200 <p>某区人民政府</p>
```
在内网巡查，配置中写的对外域名不是政府域名：
```site fail=1
+ start = ["http://10.1.2.3/"]
+ domain = "www.tqzf.org.cn"
http://10.1.2.3/ 200 <p>某区人民政府</p>
```
```site fail=0
/ 200 <p>某区人民政府</p>
```
```site fail=0
+ start = ["http://xn--9kqw61a.xn--zfr164b/"]
http://xn--9kqw61a.xn--zfr164b/ 200 <p>某区人民政府</p>
```
```site fail=0
+ start = ["http://10.1.2.3/"]
+ domain = "www.t.gov.cn"
+ hosts = ["jyj.t.gov.cn", "10.1.2.4:8080"]
http://10.1.2.3/ 200 <p>某区人民政府</p>
```
```site unknown=1
+ start = ["http://10.1.2.3/"]
http://10.1.2.3/ 200 <p>某区人民政府</p>
```
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.finding import Fault, Outcome, Severity
from checks.identity.own import is_public
from checks.rule import site_rule
from checks.scan import Scan
from portal import urls

_GOVERNMENT = (".gov.cn", ".政务", ".xn--zfr164b")


@site_rule("IDN004", "domain", Severity.ERROR, "pages")
def domain(scan: Scan) -> Iterator[Fault]:
    front = scan.profile.domain.strip().lower() or urls.host(scan.home)
    if not is_public(front):
        yield Fault(
            url=scan.home,
            message=f'巡查用的地址是 {front}，不是对外的域名，无法判断；请在配置中写 domain = "对外的域名"。',
            outcome=Outcome.UNKNOWN,
            subject="domain",
        )
    named = (urls.host(f"http://{host}/") for host in scan.profile.hosts)
    for host in dict.fromkeys([front, *named]):
        if is_public(host) and not f".{host}".endswith(_GOVERNMENT):
            yield Fault(
                url=scan.home,
                message=f"网站域名 {host} 不是政府网站域名（应以 .gov.cn 或 .政务 结尾）。",
                text=host,
                suggestion="申请并启用 .gov.cn 域名。",
                subject=host,
            )
