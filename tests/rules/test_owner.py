"""To which column, and so to whom, a finding goes."""

from __future__ import annotations

from checks.engine import judge
from checks.rule import catalogue
from tests.rules.examples import examples

LIST = '<ul><li><a href="/art/2026/1.html">区政府部署秋收工作</a><span>2026-11-01</span></li></ul>'
ARTICLE = "<title>区政府部署秋收工作</title><p>各单位要{0}推进秋收工作，确保颗粒归仓，不误农时。</p>"
SITE = f"""```site
+ [[columns]]
+ name = "部门动态"
+ url = "http://www.t.gov.cn/col/12/index.html"
+ owner = "区农业局"
/ 200 <a href="/col/12/index.html">部门动态</a><a href="/art/2026/2.html">旧闻</a><a href="/art/2026/3.html">别处</a>
/col/12/index.html 200 {LIST}
/art/2026/1.html 200 {ARTICLE.format("按步就班")}
/art/2026/2.html 200 <meta name="ColumnName" content="部门动态">{ARTICLE.format("再接再励")}
/art/2026/3.html 200 <meta name="ColumnName" content="他山之石">{ARTICLE.format("迫不急待")}
```
"""


def test_a_page_kept_apart_from_its_column_is_told_by_the_list_or_its_tag() -> None:
    scan = examples(SITE)[0].scan()
    found = judge(scan, [catalogue()["TXT001"]]).findings
    told = {finding.url.rpartition("/")[2]: (finding.column, finding.owner) for finding in found}
    assert told == {
        "1.html": ("部门动态", "区农业局"),
        "2.html": ("部门动态", "区农业局"),
        "3.html": ("他山之石", ""),
    }
