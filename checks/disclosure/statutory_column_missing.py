"""缺少法定的政府信息公开栏目

## 检查什么
网站上找不到法定公开栏目：公开指南、公开制度、法定主动公开内容、公开年报、机构职能、财政预决算；政府门户网站还看规划、统计、行政许可和处罚、
采购、重大项目、应急、招考（后六项只作提示）。栏目名、链接、标题、当前位置都认，各地常用的不同叫法也认（见 checks/data/disclosure.toml）。
全站没有任何“信息公开”字样的只报一条。信息公开专栏在站外的，列为「无法判断」。单位名称看不出是政府机关的网站不检查。
## 依据
《政府信息公开条例》第十二条、第二十条、第二十一条。
## 怎么改
补建栏目并发布内容；内容已在别处的，在“政府信息公开”专栏加上链接，名称用规范叫法。
## 例子
```site fail=1
+ name = "示范区财政局"
/ 200 <a href="/gk/">政府信息公开</a>
/gk/ 200 <a href="/zd/">政府信息公开制度</a> <a href="/fd/">法定主动公开内容</a> <a href="/nb/">政府信息公开年报</a> <a href="/jg/">机构职能</a> <a href="/js/">预算决算</a>
```
```site fail=1
+ name = "示范区财政局"
/ 200 <p>欢迎访问</p><a href="/dt/">工作动态</a>
```
```site fail=3
+ name = "示范区财政局"
/ 200 <a href="/gk/">政务公开</a>
/gk/ 200 <a href="/zn/">信息公开指南</a> <a href="/jg/">机构设置</a> <a href="/js/">部门决算</a>
```
```site unknown=1
+ name = "示范区财政局"
/ 200 <a href="http://zwgk.example.gov.cn/czj/">政府信息公开</a> <a href="/jg/">机构职责</a>
```
```site fail=0
+ name = "示范区财政局"
/ 200 <a href="/gk/">政府信息公开</a>
/gk/ 200 <a href="/zn/">政府信息公开指南</a> <a href="/zd/">政府信息公开制度</a> <a href="/fd/">法定主动公开内容</a> <a href="/nb/">政府信息公开年报</a> <a href="/jg/">机构职能</a> <a href="/js/">预算决算</a>
```
```site fail=0
+ name = "示范区财政局"
/ 200 <a href="/gk/">信息公开</a> <a href="/jg/">单位概况</a>
/gk/ 200 <ul><li><a href="/zn/">公开指南</a></li><li><a href="/zd/">公开规定</a></li><li><a href="/fd/">主动公开目录</a></li><li><a href="/nb/">年度报告</a></li><li><a href="/js/">三公经费</a></li></ul>
```
指南、制度以文件的全名出现，也算；关于指南的通知不算：
```site fail=0
+ name = "示范区财政局"
/ 200 <a href="/gk/">政府信息公开</a>
/gk/ 200 <ul><li><a href="/zn.html">示范区人民政府示范区财政局政府信息公开指南（2026年修订）</a></li><li><a href="/zd.html">示范区财政局政府信息公开工作保密审查制度</a></li></ul><a href="/zd/">公开制度</a><a href="/fd/">法定主动公开内容</a> <a href="/nb/">政府信息公开年报</a> <a href="/jg/">机构职能</a> <a href="/js/">预算决算</a>
```
```site fail=1
+ name = "示范区财政局"
/ 200 <a href="/gk/">政府信息公开</a>
/gk/ 200 <a href="/1.html">关于做好2026年政府信息公开指南编制工作的通知</a><a href="/zd/">公开制度</a><a href="/fd/">法定主动公开内容</a> <a href="/nb/">政府信息公开年报</a> <a href="/jg/">机构职能</a> <a href="/js/">预算决算</a>
```
```site fail=0
+ name = "示范区第一小学"
/ 200 <a href="/gk/">校务公开</a>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from checks.disclosure.due import level_of
from checks.finding import Fault, Outcome, Severity
from checks.inventory.survey import front_page
from checks.rule import site_rule
from checks.scan import Scan

_LONGEST = 14  # characters of a column's name; longer ones are titles, which say at their end what they are
_REVISED = re.compile(r"(?:\([^()]*\)|\d{4}年?.{0,4}版)?")
_SECTION = re.compile(r"(?:信息|政务)公开(?:专栏|平台|目录)?$")


@dataclass(frozen=True, slots=True)
class _Statutory:
    name: str
    match: re.Pattern[str]
    levels: frozenset[str]
    basis: str
    minor: bool


@cache
def _statutory() -> tuple[_Statutory, ...]:
    values = tomllib.loads((files("checks") / "data" / "disclosure.toml").read_text(encoding="utf-8"))
    return tuple(
        _Statutory(c["name"], re.compile(c["match"]), frozenset(c["for"]), c["basis"], c.get("minor", False))
        for c in values["columns"]
    )


@site_rule("DIS007", "statutory-column-missing", Severity.ERROR, "pages")
def statutory_column_missing(scan: Scan) -> Iterator[Fault]:
    level = level_of(scan)
    names = [*scan.disclosure.names, *(column.name for column in scan.columns)]
    wanted = [s for s in _statutory() if level in s.levels]
    missing = [s for s in wanted if not any(_is_called(s, name) for name in names)]
    if not missing:
        return
    if away := _section_away(scan):
        listed = "、".join(s.name for s in missing)
        yield _fault(
            scan,
            f"没有找到 {listed}；信息公开专栏（{away}）不在采集范围内，请人工核对。",
            "信息公开专栏",
            Outcome.UNKNOWN,
        )
    elif not scan.disclosure.has_section:
        listed = "、".join(s.name for s in missing if not s.minor)
        yield _fault(scan, f"全站没有找到“政府信息公开”专栏，也没有找到 {listed}。", "政府信息公开专栏")
    else:
        for column in missing:
            message = (
                f"没有找到「{column.name}」栏目（{column.basis}）。如已有此类内容，请核对栏目名称是否规范。"
            )
            yield _fault(scan, message, column.name, minor=column.minor)


def _is_called(column: _Statutory, name: str) -> bool:
    """某区人民政府信息公开指南（2026年修订） is one; a notice about it is none."""
    if len(name) <= _LONGEST:
        return column.match.search(name) is not None
    return any(_REVISED.fullmatch(name[found.end() :]) for found in column.match.finditer(name))


def _section_away(scan: Scan) -> str:
    """The address of the disclosure section where the scan does not hold it and nothing says that it is gone."""
    for name, url in scan.disclosure.names.items():
        if _SECTION.search(name) and url and front_page(scan.snapshot, url) is None:
            probe = scan.snapshot.probe(url)
            if probe is None or probe.status < 400:
                return url
    return ""


def _fault(
    scan: Scan, message: str, name: str, outcome: Outcome = Outcome.FAIL, *, minor: bool = False
) -> Fault:
    return Fault(
        url=scan.home,
        message=message,
        outcome=outcome,
        text=name,
        suggestion=f"建立「{name}」并发布内容，或在信息公开专栏加上链接。",
        subject=scan.home,
        severity=Severity.WARNING if minor else None,
    )
