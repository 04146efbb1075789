"""链接的外站已变成停放、出售的域名或赌博、色情网站

## 检查什么
链接的外站还能打开，但打开的已不是原来的网站：域名停放、正在出售，或成了赌博、色情网站（看标题和正文开头，不同的信号至少两个）；
以及跳转到域名停放、交易服务的。域名已失效、打不开的见 LNK006。报道、通报查处赌博的新闻不报。

## 依据
国办发〔2017〕47号 发展指引：加强链接管理，防止链接的网站域名失效后被他人抢注、变为违法网站。

## 怎么改
立即撤下链接（先撤再查）；列出的每一处都要撤。对方有新网址的，改为新网址；并核对同一单位的其他旧域名。

## 例子
```site review=1
/ 200 <a href="http://old.example/">旅游协会</a>
http://old.example/ 200 away 澳门新葡京_真人百家乐官网 | 注册送彩金 体育投注 六合彩
```
域名正在出售；一个网站一条，列出每一处：
```site review=1
/ 200 <a href="http://old.example/">协会</a><a href="/p.html">页</a>
/p.html 200 <a href="http://old.example/n/1.html">协会通知</a>
http://old.example/ 200 away old.example 域名出售 | 您访问的域名正在出售 购买该域名请联系
```
跳转到停放服务、换了域名的赌博网站：
```site review=2
/ 200 <a href="http://a.example/">甲</a><a href="http://b.example/x">乙</a>
http://a.example/ 302 http://www.sedoparking.com/a.example
http://b.example/x 200 away 皇冠体育投注平台 | 首存 返水 百家乐
```
正常网站、报道赌博案件的新闻不报：
```site
/ 200 <a href="http://a.example/">甲</a><a href="http://b.example/n.html">报道</a>
http://a.example/ 200 away 示范区旅游协会 | 协会简介 新闻动态
http://b.example/n.html 200 away 警方打掉特大网络赌博团伙 涉百家乐六合彩 | 记者从公安机关获悉，犯罪嫌疑人利用投注平台
```
只有一个信号的、写着域名知识的、旅游攻略不报：
```site
/ 200 <a href="http://a.example/">甲</a><a href="http://b.example/">乙</a><a href="http://c.example/">丙</a>
http://a.example/ 200 away 体彩中心 | 足球 彩票 开奖公告
http://b.example/ 200 away 网站常识 | 什么是域名过期，到期后要及时续费
http://c.example/ 200 away 澳门旅游攻略-威尼斯人酒店、葡京 | 旅游景点介绍：大三巴、葡京酒店
```
打不开的（见 LNK006）、只是换了网址的不报：
```site
/ 200 <a href="http://dead.example/">丙</a><a href="http://moved.example/">丁</a>
http://dead.example/ broken dns
http://moved.example/ 301 https://www.new.example/
```
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from checks.finding import Fault, Occurrence, Outcome, Severity
from checks.links.occurrences import locator, shorten
from checks.rule import site_rule
from checks.scan import Scan
from checks.security.hosts import owner, place, registered
from checks.security.illicit import PLAIN, PUBLIC, WORD, host_promotes, is_report, promotes
from portal import urls
from portal.target import Glimpse, Probe, Target, TargetKind, Verdict

_ANSWERED = (Verdict.OK, Verdict.TLS, Verdict.REDIRECT_HOME, Verdict.SOFT_404)
_ENOUGH = 2  # different signals
_CROWD = 6  # what words count together that need no title
_LISTED = 200  # places


@dataclass(frozen=True, slots=True)
class _Find:
    target: Target
    what: str


@site_rule("SEC002", "hijacked-domain", Severity.VETO, "probes", "external")
def check(scan: Scan) -> Iterator[Fault]:
    found: dict[str, _Find] = {}
    for target in scan.snapshot.targets(_ANSWERED):
        if target.kind is TargetKind.EXTERNAL and (what := _what_it_is(target, scan)):
            found.setdefault(place(target.url), _Find(target, what))
    if not found:
        return
    places, counts, first = _places(scan, set(found))
    for host, find in found.items():
        if listed := places.get(host):
            where = f"，共 {counts[host]} 处" if counts[host] > 1 else ""
            yield Fault(
                listed[0].url,
                f"{listed[0].locator}指向的外站 {host} {find.what}{where}",
                Outcome.REVIEW,
                target=find.target.url,
                text=first[host],
                suggestion="请立即撤下所列各处链接；对方有新网址的改为新网址，并核对该单位的其他旧域名",
                subject=host,
                occurrences=tuple(listed),
                count=counts[host],
            )


def _is_vouched_for(target: Target, scan: Scan) -> bool:
    final = target.probe.final if target.probe else ""
    return scan.hosts.is_vouched_for(target.url) and (not final or scan.hosts.is_vouched_for(final))


def _what_it_is(target: Target, scan: Scan) -> str:
    """What stands at an address in place of what was linked, "" if nothing speaks for it."""
    probe = target.probe
    if probe is None or _is_vouched_for(target, scan):
        return ""
    services = [h for h in (*(urls.host(hop) for hop in probe.chain), *_leads(probe)) if _is_parking(h)]
    if services:
        return f"已跳转到域名停放、交易服务（{services[0]}）"
    seen = probe.glimpse
    if seen is None:
        return ""
    if _parked(target.url, seen) >= _ENOUGH:
        return f"已成为停放或出售的域名页面（标题“{shorten(seen.title)}”）"
    if kind := _promoted(target.url, probe, seen):
        return f"已成为{kind}类网站（标题“{shorten(seen.title)}”）"
    return ""


def _leads(probe: Probe) -> tuple[str, ...]:
    return probe.glimpse.leads if probe.glimpse else ()


def _parked(url: str, seen: Glimpse) -> int:
    """How many different signals say that nobody uses the domain."""
    words = _parking()
    title, text = seen.title.lower(), f"{seen.title} {seen.text}".lower()
    if any(word in text for word in words["context"]):
        return 0
    said = [w for w in words["words"] if w in text]
    different = [w for w in said if not any(w != longer and w in longer for longer in said)]
    if any(word in title for word in words["titles"]):
        return len(different) + 1
    bare = title.strip() in {"", urls.host(url), registered(urls.host(url))}
    return len(different) - (not bare)  # a text about such things has the words as well


def _promoted(url: str, probe: Probe, seen: Glimpse) -> str:
    """The kind of site a glimpse shows: by its title, borne out by the text, the name or a jump to another domain."""
    said = f"{seen.title} {seen.text}"
    whole = promotes(said)
    if whole is None or whole.kind not in PUBLIC or whole.weight < PLAIN or is_report(said):
        return ""
    title = promotes(seen.title)
    titled = title.weight if title and title.kind == whole.kind else 0
    if titled < WORD and whole.weight < _CROWD:
        return ""
    jumped = bool(probe.final) and owner(probe.final) != owner(url)
    named = bool(host_promotes(urls.host(probe.final or url)))
    more = whole.weight >= titled + WORD
    signals = (titled >= WORD) + (titled > PLAIN) + more + (whole.weight >= _CROWD) + jumped + named
    return whole.kind if signals >= _ENOUGH else ""


def _is_parking(host: str) -> bool:
    return any(host == name or host.endswith("." + name) for name in _parking()["hosts"])


@cache
def _parking() -> dict[str, list[str]]:
    values: dict[str, list[str]] = tomllib.loads(
        (files("checks") / "data" / "parking.toml").read_text(encoding="utf-8")
    )
    return values


def _places(scan: Scan, hosts: set[str]) -> tuple[dict[str, list[Occurrence]], Counter[str], dict[str, str]]:
    """Where links to the hosts stand: places, how many there are, the text of the first."""
    found: dict[str, list[Occurrence]] = {}
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    for page, links in scan.snapshot.links():
        for link in links:
            if link.url and (host := place(link.url)) in hosts:
                counts[host] += 1
                first.setdefault(host, link.text)
                if len(listed := found.setdefault(host, [])) < _LISTED:
                    listed.append(Occurrence(page, locator(link.kind, link.zone, link.text)))
    return found, counts, first
