"""SEC001 and SEC002 on many shapes: what an attacker writes, and what honest templates look like."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from checks.engine import judge
from checks.finding import Finding
from checks.rule import catalogue
from checks.scan import Scan
from crawler.extract import hiding, read_page
from portal.profile import default_profile
from portal.snapshot import SnapshotWriter, Validators
from portal.target import Probe, TargetKind, Verdict
from tests.rules.examples import HOST, examples

LINK = '<a href="http://a.example">供电公司</a>'


def judged(code: str, body: str) -> list[Finding]:
    (example,) = examples(f"```site\n{body}\n```")
    return list(judge(example.scan(), [catalogue()[code]]).findings)


@pytest.mark.parametrize(
    "html",
    [
        '<a href="http://a.example" style="display:none">网站优化公司</a>',
        '<div class="menu" style="display:none"><a href="http://a.example">老虎机</a></div>',
        '<ul style="display:none"><li><a href="http://bet365.example">首页</a></li></ul>',
        "<script>document.write('<a href=\"http://a.example/\">澳门新葡京</a>')</script>",
        "<noscript><a href='http://a.example'>真人娱乐</a></noscript>",
        '<p>正文<a href="http://a.example" style="color:#000;cursor:text;display:none">机械</a></p>',
        '<div style="overflow:hidden;height:1px;"><a href=http://a.example/>机械</a></div>',
    ],
)
def test_told_of(html: str) -> None:
    assert len(judged("SEC001", f"/ 200 <p>x</p>{html}")) == 1


@pytest.mark.parametrize(
    "html",
    [
        f'<div class="yqlj"><span>链接</span><div class="yqlj_con" style="display:none">{LINK}'
        '<a href="http://www.x.gov.cn/">局</a></div></div>',
        '<select style="display:none"><option value="http://a.example">供电公司</option></select>',
        f'<div id="con_one_2" style="display:none">{LINK}</div>',
        '<div style="display:none"><a href="http://a.example"></a><img src="http://a.example/1.png"></div>',
        '<div style="display:none"><a href="http://www.a.edu.cn">学校</a> <a href="/x.html">内</a></div>',
        '<a class="sr-only" style="position:absolute;left:-9999px" href="http://a.example">读屏说明</a>',
        f'<div style="display:none">{LINK}</div><p>{LINK}</p>',
        '<div style="display:none"><a href="http://www.t.gov.cn:8080/">旧版</a></div>',
        f'<div class="layer" style="display:none">{LINK}</div>',
        f'<table><tr style="display:none"><td>{LINK}</td></tr><tr><td><a href="/1.html">a</a></td></tr></table>',
        f'<div style="height:0px;overflow:hidden" id="more1">{LINK}</div>',
        f'<a href="http://a.example">百家乐</a>{LINK}',
    ],
)
def test_passed_over(html: str) -> None:
    assert judged("SEC001", f"/ 200 <p>x</p>{html}") == []


@pytest.mark.parametrize(
    ("css", "text", "told"),
    [
        (".k9{display:none}", "百家乐", 1),
        (".k9{display:none}", "供电公司", 0),
        (".k9{display:none} .nav:hover .k9{display:block}", "百家乐", 0),
        (".other{display:none}", "百家乐", 0),
    ],
)
def test_hidden_by_the_sites_own_style_sheet(css: str, text: str, told: int) -> None:
    home, sheet = f"{HOST}/", f"{HOST}/s.css"
    html = f'<link rel="stylesheet" href="/s.css"><p>x</p><div class="k9"><a href="http://a.example">{text}</a></div>'
    writer = SnapshotWriter.memory(default_profile(home), datetime(2026, 11, 24, tzinfo=UTC))
    writer.add([(home, TargetKind.PAGE, 0), (sheet, TargetKind.RESOURCE, 1)])
    writer.store_page(read_page(home, html.encode()), Probe(Verdict.OK, 200), Validators(), None)
    writer.store_hidings(sheet, hiding(css))
    found = judge(Scan(writer.snapshot(), default_profile(home)), [catalogue()["SEC001"]]).findings
    assert len(found) == told


SITES = [
    ("亚博体育app下载_官网入口 | 亚博体育官网注册送彩金", 1),
    ("365体育 | bet365 体育投注", 1),
    ("日韩av在线 | 国产精品 无码 免费观看", 1),
    ("HugeDomains.com | x.com is for sale. buy this domain", 1),
    ("old.example | old.example may be for sale. Make an offer", 1),
    ("域名停放 | 该域名已停放 联系域名所有者", 1),
    ("体育局 彩票 足球 | 体育彩票 投注站 公告", 0),
    ("娱乐城餐饮有限公司 | 菜单 联系", 0),
    ("网站建设公司 | 域名注册 域名续费 域名转让 主机", 0),
    ("澳门旅游 | 威尼斯人 银河 酒店预订", 0),
    ("东南亚博览会 | 走私服务 民生现金网点 健康码无码人员通道", 0),
]


@pytest.mark.parametrize(("shown", "told"), SITES)
def test_what_a_site_has_become(shown: str, told: int) -> None:
    body = f'/ 200 <a href="http://old.example/">协会</a>\nhttp://old.example/ 200 away {shown}'
    assert len(judged("SEC002", body)) == told
