"""Which columns a site is found to have."""

from __future__ import annotations

from checks.scan import Scan
from portal.column import Column, ColumnKind
from tests.rules.examples import examples

FIVE = ("2026-11-20", "2026-11-10", "2026-10-09", "2026-09-08", "2026-08-07")
MENU = (
    '<div class="nav"><a href="/">首页</a><a href="/tzgg/">通知公告</a><a href="/gzdt/">工作动态</a>'
    '<a href="/zt/">历史专题</a><a href="/wzdt/">网站地图</a><a href="/jgzn/">机构职能</a></div>'
)
PROSE = f"<h1>机构职能</h1><p>{'负责全区政务公开和网站管理工作，承办区政府交办的其他事项。' * 3}</p>"


def rows(name: str, days: tuple[str, ...] = FIVE) -> str:
    lines = (
        f'<li><a href="/{name}/{n}.html">关于{name}做好第{n}项重点工作的通知</a><span>{day}</span></li>'
        for n, day in enumerate(days, 1)
    )
    return f"<ul>{''.join(lines)}</ul>"


def site(*lines: str) -> Scan:
    body = "\n".join(lines)
    return examples(f"```site fail=0\n{body}\n```")[0].scan()


def named(scan: Scan) -> dict[str, Column]:
    return {column.name: column for column in scan.columns}


def test_navigation_gives_columns_with_kind_and_reason() -> None:
    scan = site(
        f"/ 200 {MENU}",
        f"/tzgg/ 200 {MENU}{rows('tz')}",
        f"/gzdt/ 200 {MENU}{rows('dt')}",
        f"/zt/ 200 {MENU}{rows('zt')}",
        f"/wzdt/ 200 {MENU}{rows('dt')}",
        f"/jgzn/ 200 {MENU}{PROSE}",
    )
    found = named(scan)
    assert set(found) == {"通知公告", "工作动态"}
    assert found["通知公告"].kind is ColumnKind.NOTICE
    assert found["工作动态"].kind is ColumnKind.NEWS
    assert all(
        column.guessed and column.first_level and "首页导航" in column.why for column in found.values()
    )
    assert len(found["通知公告"].entries) == len(FIVE)


def test_further_pages_of_a_list_are_no_columns() -> None:
    pager = '<a href="/tzgg/index_1.html">下一页</a><a href="/tzgg/index_2.html">尾页</a>'
    scan = site(
        f"/ 200 {MENU}",
        f"/tzgg/ 200 {MENU}{rows('tz')}{pager}",
        f"/tzgg/index_1.html 200 {MENU}{rows('more')}{pager}",
        f"/tzgg/index_2.html 200 {MENU}{rows('last')}{pager}",
        f"/tzgg/list.asp?page=2 200 {MENU}{rows('old')}",
    )
    assert [column.url for column in scan.columns] == ["http://www.t.gov.cn/tzgg/"]


def test_one_list_under_two_addresses_is_one_column() -> None:
    scan = site(
        f"/ 200 {MENU}",
        f"/tzgg/ 200 {MENU}{rows('tz')}",
        f"/tzgg/index.html 200 {MENU}{rows('tz')}",
        f"/other/notices.html 200 {MENU}<title>通知公告</title>{rows('tz')}",
    )
    assert [column.name for column in scan.columns] == ["通知公告"]


def test_entries_of_a_block_on_every_page_are_not_the_columns_own() -> None:
    side = rows("side", ("2026-11-23", "2026-11-22", "2026-11-21"))
    columns = [f"/c{n}/ 200 <title>栏目{n}号</title>{side}{rows(f'own{n}', FIVE[1:])}" for n in range(1, 8)]
    links = "".join(f'<a href="/c{n}/">栏目{n}号</a>' for n in range(1, 8))
    scan = site(f'/ 200 <div class="nav">{links}</div>', *columns)
    assert len(scan.columns) == 7
    assert all(column.newest and column.newest.isoformat() == FIVE[1] for column in scan.columns)


def test_configured_columns_come_first_and_follow_redirects_and_stubs() -> None:
    scan = site(
        "column 公示 /gs/ notice",
        "column 要闻 /yw/ news",
        f"/ 200 {MENU}",
        f"/tzgg/ 200 {MENU}{rows('tz')}",
        "/gs/ 301 /gongshi/",
        f"/gongshi/ 200 {rows('gs')}",
        '/yw/ 200 <meta http-equiv="refresh" content="0;url=/yw/list.html">',
        f"/yw/list.html 200 {rows('yw')}",
    )
    assert [column.name for column in scan.columns[:2]] == ["公示", "要闻"]
    assert [len(column.entries) for column in scan.columns[:2]] == [len(FIVE), len(FIVE)]
    assert not scan.columns[0].guessed
    assert {column.name for column in scan.columns} == {"公示", "要闻", "通知公告"}


def test_undated_list_takes_the_dates_of_its_articles() -> None:
    links = "".join(
        f'<li><a href="/content/{n}0001.html">区政府召开第{n}次常务会议研究部署工作</a></li>'
        for n in range(1, 7)
    )
    text = "会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门抓好落实。" * 3
    scan = site(
        "column 要闻 /yw/ news",
        '/ 200 <a href="/yw/">要闻</a>',
        f"/yw/ 200 <ul>{links}</ul>",
        f"/content/20001.html 200 <h1>区政府召开第2次常务会议研究部署工作</h1><p>发布时间：2026-11-03</p><p>{text}</p>",
    )
    newest = scan.columns[0].newest
    assert newest is not None
    assert newest.isoformat() == "2026-11-03"


def test_a_short_list_under_a_trail_of_its_own_is_a_column() -> None:
    trail = '<div class="dqwz">当前位置：<a href="/">首页</a> &gt; <a href="/ldjc/">监察大队</a> &gt; <a href="/ldjc/tg/">通告</a></div>'
    scan = site(
        f"/ 200 {MENU}<a href='/ldjc/'>监察大队</a>",
        f"/ldjc/ 200 {MENU}<a href='/ldjc/tg/'>更多</a>",
        f"/ldjc/tg/ 200 {trail}{rows('tg', FIVE[:1])}",
        f"/ldjc/one.html 200 {trail}{rows('one', FIVE[1:2])}",
    )
    assert [column.url for column in scan.columns if column.name == "通告"] == [
        "http://www.t.gov.cn/ldjc/tg/"
    ]


def test_a_menu_that_names_the_part_above_does_not_name_the_column() -> None:
    part = '<a href="/ldjc/">监察大队</a> &gt; <a href="/ldjc/dt/">工作动态</a>'
    trail = f'<div class="dqwz">当前位置：<a href="/">首页</a> &gt; {part}</div>'
    scan = site(
        '/ 200 <div class="nav"><a href="/">首页</a><a href="/ldjc/dt/">监察大队</a></div>',
        f"/ldjc/dt/ 200 {trail}{rows('dt')}",
    )
    assert named(scan)["工作动态"].kind is ColumnKind.NEWS
