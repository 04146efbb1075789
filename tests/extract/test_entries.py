"""List entries in the shapes the content management systems of government portals write them."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.extract import read_page
from portal.page import Entry

PAGE = "http://www.nangang.example/zwgk/tzgg/index.html"
HEADER = '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div>'
FOOTER = (
    '<div class="footer"><p>主办：南岗区人民政府办公室　网站标识码：2301030001　黑ICP备05000001号</p></div>'
)
NAMES = (
    "关于做好防汛工作的通知",
    "关于开展燃气安全检查的通知",
    "关于公布政府信息公开目录的公告",
    "老旧小区改造项目招标公告",
)
DAYS = (date(2021, 5, 12), date(2021, 4, 30), date(2021, 4, 2), date(2020, 12, 31))


def entries(html: str, page: str = PAGE) -> list[Entry]:
    return list(read_page(page, f"<html><body>{HEADER}{html}{FOOTER}</body></html>".encode()).entries)


def lines(template: str, around: str = "<ul>{}</ul>") -> str:
    """One line per name; {t} title, {u} address, {d} ISO date, {y} {m} {n} its parts."""
    made = [
        template.format(
            t=name, u=f"t{i}.html", d=day.isoformat(), y=day.year, m=f"{day.month:02}", n=f"{day.day:02}"
        )
        for i, (name, day) in enumerate(zip(NAMES, DAYS, strict=True))
    ]
    return around.format("\n".join(made))


SHAPES = {
    "TRS: date after the title": lines('<li><a href="{u}">{t}</a><span>{d}</span></li>'),
    "TRS: date before the title": lines('<li><span>[{d}]</span><a href="{u}" title="{t}">{t}</a></li>'),
    "VSB: table rows": lines(
        '<tr id="line"><td><a class="c1" href="{u}">{t}</a></td><td><span>{y}/{m}/{n}</span></td></tr>',
        '<table class="winstyle">{}</table>',
    ),
    "VSB: br lists": lines('<a href="{u}">{t}</a> ({y}.{m}.{n})<br>', '<div class="list">{}</div>'),
    "Hanweb: nested tables": lines(
        '<table><tr><td width="20"><img src="dot.gif"></td><td><a href="{u}">{t}</a></td><td>[ {d} ]</td></tr></table>', "<div>{}</div>"
    ),
    "SiteServer: cards": lines(
        '<li><a href="{u}"><h2>{t}</h2><p>摘要文字，说明这件事情的来龙去脉。</p><i>日期：{d}</i></a></li>'
    ),
    "JCMS: definition list": lines('<dt><a href="{u}">{t}</a></dt><dd>{y}年{m}月{n}日</dd>', "<dl>{}</dl>"),
    "kaipu: day above year and month": lines(
        '<li><div class="t"><b>{n}</b><i>{y}-{m}</i></div><div><a href="{u}">{t}</a></div></li>'
    ),
    "hycloud: year and month-day apart": lines(
        '<a class="card" href="{u}"><em>--{y}--</em><strong>{m}-{n}</strong><span class="title">{t}</span></a>', "<div>{}</div>"
    ),
    "nanwei: two-digit year": lines('<li><a href="{u}">{t}</a><em>21-05-12</em></li>').replace("21-05-12", "{}").format(
        *(f"{d:%y-%m-%d}" for d in DAYS)
    ),
    "English page": lines('<li><a href="{u}">{t}</a><span>{}</span></li>'.replace("{}", "§")).replace("§", "{}").format(
        *(f"{d:%b} {d.day}, {d.year}" for d in DAYS)
    ),
    "characters for digits": lines('<li><a href="{u}">{t}</a><span>§</span></li>').replace("§", "{}").format(
        "二〇二一年五月十二日", "二〇二一年四月三十日", "二〇二一年四月二日", "二〇二〇年十二月三十一日"
    ),
    "digits only": lines('<li><a href="{u}">{t}</a><s>{y}{m}{n}</s></li>'),
    "HTML 5: the day stands before the month": lines(
        '<article><a href="{u}">{t}</a><time datetime="{d}">{n}/{m}</time></article>', "<div>{}</div>"
    ),
    "day, month and year in three elements": lines(
        '<li><p><b>{n}</b><i>{m}月</i><i>{y}</i></p><a href="{u}">{t}</a></li>'
    ),
    "day above month and year": lines('<li><p><b>{n}</b><i>{m}/{y}</i></p><a href="{u}">{t}</a></li>'),
    "open policy table: index number, title, written, published": lines(
        '<tr><td>1</td><td>A01-2021-0012</td><td><a href="{u}">{t}</a></td><td>2020-12-30</td><td>{d}</td></tr>',
        "<table><tr><th>序号</th><th>索引号</th><th>标题</th><th>成文日期</th><th>发布日期</th></tr>{}</table>",
    ),
    "dates before the title": lines(
        '<tr><td>{d}</td><td>2030-01-01</td><td><a href="{u}">{t}</a></td></tr>',
        "<table><tr><th>公开日期</th><th>失效日期</th><th>标题</th></tr>{}</table>",
    ),
    "letters: asked and answered": lines(
        '<li><a href="{u}">{t}</a><p>来信日期：2020-12-30　答复日期：{d}　答复单位：区住房和城乡建设局</p></li>'
    ),
    "flat paragraphs": lines('<p>· <a href="{u}">{t}</a>　<font>{d} 08:30</font></p>', "<div>{}</div>"),
    "date in brackets inside the link": lines('<li><a href="{u}">{t}（{d}）</a></li>'),
}  # fmt: skip


@pytest.mark.parametrize("html", SHAPES.values(), ids=SHAPES.keys())
def test_shapes(html: str) -> None:
    found = entries(html)
    assert [(e.title, e.date) for e in found] == list(zip(NAMES, DAYS, strict=True))
    assert [e.url for e in found] == [f"http://www.nangang.example/zwgk/tzgg/t{i}.html" for i in range(4)]
    assert not any(e.inferred_year for e in found)


@pytest.mark.parametrize(
    "html",
    [
        lines(
            '<tr><td><a href="{u}">{t}</a></td><td>2019-01-0{n}</td><td>{d}</td></tr>'.replace("0{n}", "05"),
            "<table><tr><th>标题</th><th>成文日期</th><th>发布日期</th></tr>{}</table>",
        ),
        lines('<li><a href="{u}">{t}</a><i>成文日期：2019-01-05</i><i>发布日期：{d}</i></li>'),
        lines('<li><a href="{u}">{t}</a><i>{d}</i><i>截止日期：2031-01-05</i></li>'),
    ],
    ids=["table", "labels", "deadline"],
)
def test_of_several_dates_that_of_publication(html: str) -> None:
    assert [(e.title, e.date) for e in entries(html)] == list(zip(NAMES, DAYS, strict=True))


def test_titles_in_one_cell_and_dates_in_the_next() -> None:
    titles = "<br>".join(f'<a href="t{i}.html">{name}</a>' for i, name in enumerate(NAMES))
    days = "<br>".join(day.isoformat() for day in DAYS)
    for cells in ((titles, days), (days, titles)):
        html = "<table><tr><td>{}</td><td>{}</td></tr></table>".format(*cells)
        assert [(e.title, e.date) for e in entries(html)] == list(zip(NAMES, DAYS, strict=True))


@pytest.mark.parametrize("form", ["%b %d,%Y", "%-d %b %Y"])
def test_english_dates(form: str) -> None:
    rows = [
        f'<li><a href="{i}.html">{t}</a><em>{d:{form}}</em></li>'
        for i, (t, d) in enumerate(zip(NAMES, DAYS, strict=True))
    ]
    assert [e.date for e in entries(f"<ul>{''.join(rows)}</ul>")] == list(DAYS)


def test_dates_in_chinese_numerals() -> None:
    days = ("二〇二一年五月十二日", "二○二一年四月三十日", "二零二一年四月二日")
    rows = [
        f'<li><a href="{i}.html">{t}</a><em>{d}</em></li>'
        for i, (t, d) in enumerate(zip(NAMES, days, strict=False))
    ]
    assert [e.date for e in entries(f"<ul>{''.join(rows)}</ul>")] == list(DAYS[:3])


def test_a_year_above_a_list_is_no_part_of_its_first_date() -> None:
    html = "<h3>2021年</h3>" + lines('<li><span>{m}月{n}日</span><a href="{u}">{t}</a></li>')
    assert [e.title for e in entries(html)] == list(NAMES)


def test_a_row_is_called_what_it_says_where_its_link_only_leads_on() -> None:
    row = '<tr><td>1</td><td>{t}</td><td>区府办</td><td>{d}</td><td><a href="{u}">查看</a></td></tr>'
    assert [e.title for e in entries(lines(row, "<table>{}</table>"))] == list(NAMES)


def test_the_full_title_may_stand_among_facts() -> None:
    html = lines('<li><a href="{u}" title="标题：{t}&#10;发布时间：{d}">{t:.6}...</a><span>{d}</span></li>')
    assert [e.title for e in entries(html)] == list(NAMES)


def test_numbers_beside_a_year_are_no_date() -> None:
    rows = "".join(
        f'<tr><td>{y}</td><td>3</td><td>12</td><td><a href="{y}.html">年度受理情况统计表</a></td></tr>'
        for y in range(2018, 2022)
    )
    assert not any(e.date for e in entries(f"<table>{rows}</table>"))


def test_the_only_line_of_a_list_may_be_called_like_its_column() -> None:
    html = '<div>当前位置：首页&gt;办事服务&gt;政务咨询</div><ul><li>2021-05-12 <a href="t1.html">政务咨询</a></li></ul>'
    assert [(e.title, e.date) for e in entries(html)] == [("政务咨询", DAYS[0])]


def test_a_link_above_a_headline_with_a_date_is_no_line() -> None:
    trail = '<div>当前位置：<a href="/">首页</a>&gt;<a href="javascript:;">防控疫情专题</a></div>'
    head = "<div><h1>行业捐赠情况（2021年4月17日更新）</h1><p>2021-02-26 04:48</p></div>"
    assert not entries(f"<div>{trail}{head}<p>据统计，各单位捐款五千元。</p></div>")


def test_cut_titles_are_completed() -> None:
    html = lines('<li><a href="{u}" title="{t}">{t:.6}…</a><span>{d}</span></li>')
    assert [e.title for e in entries(html)] == list(NAMES)


CARD = '<a class="box" href="{u}"><img src="{u}.jpg"><h3>{t}({d})</h3><p>{t}</p></a>'


def test_a_card_repeats_its_title() -> None:
    found = entries(lines(CARD))
    assert [(e.title, e.date) for e in found] == list(zip(NAMES, DAYS, strict=True))


def test_a_title_may_hold_a_date_or_today_before_the_date_in_brackets() -> None:
    names = ("2021年1月7日教育体育报道《意识形态形势分析暨联席会议》", "深情演唱“今天是你的生日”", *NAMES)
    found = entries("".join(CARD.format(u=f"t{n}.html", t=t, d="2021-01-10") for n, t in enumerate(names)))
    assert [(e.title, e.date) for e in found] == [(name, date(2021, 1, 10)) for name in names]


def test_a_date_in_a_title_is_not_the_date_of_its_line() -> None:
    html = """<ul><li><a href="1.html">《燃气管理条例》2024年1月1日起施行</a><span>2023-11-02</span></li>
    <li><a href="2.html">截至2023年10月31日的公示名单</a><span>2023-11-01</span></li>
    <li><a href="3.html">关于2023-2024年度供热的通知</a><span>2023-10-20</span></li></ul>"""
    assert [e.date for e in entries(html)] == [date(2023, 11, 2), date(2023, 11, 1), date(2023, 10, 20)]


def test_the_year_comes_from_the_address() -> None:
    html = """<ul><li><a href="../202101/t20210104_1.html">春节期间值班安排公告</a><span>01-04</span></li>
    <li><a href="../202101/t20210104_2.html">年终慰问活动的情况通报</a><span>12-31</span></li>
    <li><a href="../202012/t20201220_3.html">冬季供热服务电话公告</a><span>12-20</span></li></ul>"""
    found = entries(html)
    assert [e.date for e in found] == [date(2021, 1, 4), date(2020, 12, 31), date(2020, 12, 20)]
    assert all(e.inferred_year for e in found)


def test_the_year_comes_from_most_neighbours_but_not_from_one() -> None:
    line = '<li><a href="{u}">{t}</a><span>{d}</span></li>'
    full, short = (line.replace("{d}", day) for day in ("2021-01-05", "12-30"))
    titles = [full.format(t=NAMES[0], u="1"), full.format(t=NAMES[1], u="2"), short.format(t=NAMES[2], u="3")]
    assert entries(f"<ul>{''.join(titles)}</ul>")[2].date == date(2020, 12, 30)
    rest = [short.format(t=name, u=name) for name in NAMES[1:]]
    assert [e.date for e in entries(f"<ul>{titles[0]}{''.join(rest)}</ul>")][1:] == [None, None, None]


def test_without_any_year_there_is_no_date() -> None:
    html = lines('<li><a href="{u}">{t}</a><span>{m}-{n}</span></li>')
    assert [(e.title, e.date) for e in entries(html)] == [(name, None) for name in NAMES]


@pytest.mark.parametrize("mark", ["<b>[置顶]</b>", "【置顶】", '<img src="/images/zhiding.gif">'])
def test_pinned(mark: str) -> None:
    html = lines('<li><a href="{u}">{t}</a><span>{d}</span></li>').replace("<li>", f"<li>{mark}", 1)
    found = entries(html)
    assert [e.pinned for e in found] == [True, False, False, False]
    assert found[0].title == NAMES[0]


def test_short_titles_in_a_list() -> None:
    html = """<ul><li><a href="1.html">通知</a><span>2021-05-12</span></li>
    <li><a href="2.html">关于防汛工作的通知</a><span>2021-05-11</span></li>
    <li><a href="3.html">建议</a><span>2021-05-10</span></li></ul>"""
    assert [e.title for e in entries(html)] == ["通知", "关于防汛工作的通知", "建议"]


def test_days_counted_back_from_the_day_the_page_was_read() -> None:
    told = ("刚刚", "[昨天 16:20]", "3天前", "2周前", "2020-12-31")
    html = "<ul>" + "".join(
        f'<li><a href="{n}.html">关于第{n}次公开征求意见的通知</a><span>{day}</span></li>'
        for n, day in enumerate(told)
    )
    body = f"<html><body>{HEADER}{html}</ul>{FOOTER}</body></html>".encode()
    found = [entry.date for entry in read_page(PAGE, body, on=date(2021, 5, 12)).entries]
    assert found == [
        date(2021, 5, 12),
        date(2021, 5, 11),
        date(2021, 5, 9),
        date(2021, 4, 28),
        date(2020, 12, 31),
    ]
    assert [entry.date for entry in read_page(PAGE, body).entries] == [date(2020, 12, 31)]


def test_a_weather_box_is_no_list() -> None:
    html = '<div><a href="/tq.html">天气预报</a> <b>今天</b> 晴 <b>明天</b> 多云</div><p>3天前报名</p>'
    body = f"<html><body>{HEADER}{html}{FOOTER}</body></html>".encode()
    assert not read_page(PAGE, body, on=date(2021, 5, 12)).entries


def test_a_list_of_one() -> None:
    (found,) = entries('<ul><li><a href="1.html">关于防汛工作的通知</a><span>2021-05-12</span></li></ul>')
    assert found.date == date(2021, 5, 12)


def test_the_same_list_for_small_screens_counts_once() -> None:
    html = lines('<li><a href="{u}">{t}</a><span>{d}</span></li>')
    again = lines('<div class="m"><a href="{u}"><p>{t}</p><i>{d}</i></a></div>', "<section>{}</section>")
    assert len(entries(html + again)) == len(NAMES)


def test_menus_are_no_lists() -> None:
    menu = "".join(f'<li><a href="/c{i}/">政务公开栏目{i}</a></li>' for i in range(9))
    assert entries(f'<div class="menu"><ul>{menu}</ul></div><p>今天是2021年5月12日</p>') == []


def test_a_list_that_shows_no_dates() -> None:
    html = lines(
        '<li><a href="202105/t20210512_{n}.html">{t}</a></li><li><a href="202105/t20210511_{n}.html">{t}</a></li>'
    )
    found = entries(html)
    assert {e.title for e in found} == set(NAMES)
    assert len(found) == 2 * len(NAMES)
    assert all(e.date is None for e in found)


def test_months_without_a_day_make_a_list_that_shows_no_dates() -> None:
    found = entries(lines('<li><a href="{u}">{t}</a><span>{y}年{m}月</span></li>'))
    assert [(e.title, e.date, e.inferred_year) for e in found] == [(name, None, False) for name in NAMES]


def test_a_list_of_pictures_goes_by_what_they_show() -> None:
    html = lines(
        '<li><a href="202105/t20210512_{n}.html"><img src="a.jpg" alt="{t}"></a></li>'
        '<li><a href="202105/t20210511_{n}.html"><img src="b.jpg" alt="{t}"></a></li>'
    )
    assert {(e.title, e.date) for e in entries(html)} == {(name, None) for name in NAMES}


def test_an_article_is_no_list() -> None:
    html = """<h1>关于做好防汛工作的通知</h1><div class="info">发布时间：2021-05-12 来源：<a href="/ly/">区应急管理局</a></div>
    <div id="zoom"><p>各街道办事处、乡镇人民政府，区政府各部门：为做好2021年5月12日以后的防汛工作，现将有关事项通知如下。</p>
    <p>一、加强值班值守，确保信息畅通。各单位要严格执行领导带班制度，及时报送险情灾情。</p></div>"""
    assert entries(html) == []


def test_the_label_of_a_trail_that_a_script_writes_claims_no_list() -> None:
    html = (
        "<div><div>当前位置：<script>document.write(trail)</script></div>"
        "<ul><li><a href='t20210427_1.html'>南岗区2021年单位预算</a><span>(2021-04-27)</span></li></ul></div>"
    )
    (found,) = entries(html)
    assert (found.title, found.date) == ("南岗区2021年单位预算", date(2021, 4, 27))
    assert read_page(PAGE, html.encode()).breadcrumb == ()


def test_a_line_may_lead_to_its_article_by_a_picture_too() -> None:
    pictured = "".join(
        f"<li><a href='/t2026010{n}_{n}.html'><img src='{n}.jpg'></a>"
        f"<a href='/t2026010{n}_{n}.html'>区政府召开第{n}次常务会议研究部署工作</a></li>"
        for n in range(1, 7)
    )
    assert len(entries(f"<ul>{pictured}</ul>")) == 6
