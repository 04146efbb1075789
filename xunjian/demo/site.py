"""The sample portal itself: every path and its answer, dated from a given day so that it never goes stale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from xunjian.demo.layout import Item, Reply, article, listing, page
from xunjian.demo.plants import SITE_MAP, Ground, sections
from xunjian.demo.reports import WEBSITE_FORM

PDF = Reply(
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \n"
    b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n",
    type="application/pdf",
)  # an empty page
PNG = Reply(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff3f0005fe02fe"
        "dccc59e70000000049454e44ae426082"
    ),
    type="image/png",
)
NEWS = (
    "区政府召开常务会议研究民生实事项目",
    "全区秋冬季防火工作会议召开",
    "我区开展老旧小区改造现场调研",
    "区领导走访慰问困难群众",
    "社区食堂建设稳步推进",
    "全区营商环境座谈会召开",
    "公园绿道提升工程完工开放",
    "区图书馆延长开放时间",
)
NOTICES = (
    "关于调整部分公交线路的通知",
    "关于城区供热时间安排的公告",
    "关于开展安全生产检查的通知",
    "关于征集民生实事项目的公告",
    "关于社保服务窗口搬迁的公告",
    "关于道路施工临时管制的通告",
)
POLICIES = (
    "关于印发促进社区养老服务发展若干措施的通知",
    "关于加强物业管理工作的实施意见",
    "关于支持小微企业发展的若干政策",
    "关于印发城市更新工作方案的通知",
    "关于规范户外广告设置的管理办法",
    "关于推进垃圾分类工作的实施方案",
)
PLANS = ("年度重点工作计划", "城乡建设规划摘要", "教育事业发展规划", "公共卫生体系建设规划", "绿化工作计划")
BUDGETS = ("部门预算公开说明", "部门决算公开说明", "三公经费公开情况", "专项资金管理情况", "政府采购年度计划")
STAFF = ("人事任免通知", "公开招聘工作人员公告", "职称评审工作安排", "干部任前公示", "招聘面试安排")
PLAIN = (
    "会议听取了各部门工作汇报，研究了下一步重点任务，要求各单位压实责任、细化措施，确保按时完成。",
    "会议指出，要坚持问题导向，及时回应群众关切，把好事办好、实事办实，不断提升群众的满意度。",
    "区政府办公室、区发展改革局、区财政局、区住房城乡建设局等部门负责同志参加会议。",
)


def build(today: date, away: str, dead: str, strangers: tuple[str, ...] = ()) -> Mapping[str, Reply]:
    """All paths. `away` is the other sample host (http://…/), `dead` an address nobody answers at, `strangers` hosts
    that are nobody's business.
    """
    columns = {
        "/ywdt/": ("要闻动态", _items("/ywdt/", NEWS, today - timedelta(1), 2)),
        "/bmdt/": (
            "部门动态",
            _items("/bmdt/", tuple(f"部门工作动态：{title}" for title in NEWS), today - timedelta(40), 6),
        ),
        "/tzgg/": ("通知公告", _items("/tzgg/", NOTICES, today - timedelta(12), 9)),
        "/zcwj/": ("政策文件", _items("/zcwj/", POLICIES, today - timedelta(230), 30)),
        "/ghjh/": ("规划计划", _items("/ghjh/", PLANS, today - timedelta(500), 60)),
        "/czxx/": ("财政信息", _items("/czxx/", BUDGETS, today - timedelta(90), 40)),
        "/rsxx/": ("人事信息", _items("/rsxx/", STAFF, today - timedelta(600), 20)),
    }
    paths = {path: listing(name, path, items) for path, (name, items) in columns.items()}
    for path, (name, items) in columns.items():
        paths |= {item.path: article(item.title, PLAIN, item.day, name, path) for item in items}
    paths |= _home(columns, away, today) | _faults(columns, dead) | _look_alikes(columns, away)
    ground = Ground(today, away, dead)
    paths |= sections(replace(ground, strangers=strangers) if strangers else ground)
    return paths | {
        "/mszl/": page(
            "民生专栏", '<h2>民生专栏</h2><div class="list"></div>', column="民生专栏", path="/mszl/"
        ),
        "/static/site.css": Reply(b"body{background:url(/static/bg.png)}", type="text/css"),
        "/static/bg.png": PNG,
        "/static/banner.png": PNG,
        "/static/gongan.png": PNG,
        "/static/red.png": PNG,
        "/files/guide.pdf": PDF,
        "/files/empty.pdf": Reply(type="application/pdf"),
        "/files/form.doc": page("出错了", "<p>文件正在整理中。</p>"),
        "/robots.txt": Reply(b"User-agent: *\nDisallow: /admin/\n", type="text/plain"),
    }


Columns = Mapping[str, tuple[str, Sequence[Item]]]


def _items(path: str, titles: Sequence[str], newest: date, step: int) -> list[Item]:
    days = [newest - timedelta(step * number) for number in range(len(titles))]
    return [
        Item(t, f"{path}{d:%Y%m}/t{d:%Y%m%d}_{n}.html", d)
        for n, (t, d) in enumerate(zip(titles, days, strict=True), 1)
    ]


def _home(columns: Columns, away: str, today: date) -> dict[str, Reply]:
    blocks = []
    for path in ("/ywdt/", "/tzgg/"):
        name, items = columns[path]
        rows = "".join(f'<li><a href="{i.path}">{i.title}</a><span>{i.day}</span></li>' for i in items[:5])
        blocks.append(
            f'<div class="block"><h3><a href="{path}">{name}</a></h3><ul class="list">{rows}</ul></div>'
        )
    more = (
        '<div class="links"><a href="/lddh/old-phone-list.html">机关通讯录</a> <a href="/files/guide.pdf">办事指南</a> '
        f'<a href="{WEBSITE_FORM}">{today.year - 1}年度政府网站工作年度报表</a> '
        f'<a href="{SITE_MAP}">网站地图</a> <a href="{away}">市人民政府</a></div><img src="/static/banner.png" alt="横幅">'
        '<img src="/static/lost-banner.png" alt="活动横幅"> <a href="/files/lost-report.pdf">年度工作报告</a>'
    )
    return {"/": page("首页", "".join(blocks) + more)}


def _replace(
    columns: Columns, path: str, number: int, paragraphs: Sequence[str], **more: date | None
) -> dict[str, Reply]:
    """The article at a place of a column with other text, the rest as it was."""
    name, items = columns[path]
    item = items[number]
    day = more.get("day", item.day)
    return {item.path: article(item.title, paragraphs, day, name, path, shown=more.get("shown"))}


def _faults(columns: Columns, dead: str) -> dict[str, Reply]:
    soft = page("出错了", "<h1>404</h1><p>很抱歉，您访问的页面不存在或已被删除。</p>")
    return {
        **_replace(
            columns,
            "/ywdt/",
            1,
            (PLAIN[0], "会议对防火工作作了全面布署，要求各乡镇、街道严格落实责任。", PLAIN[2]),
        ),
        **_replace(columns, "/ywdt/", 2, (PLAIN[0], "调研组查看了施工现场,详细询问了工程进度。", PLAIN[2])),
        **_replace(
            columns, "/ywdt/", 3, (*PLAIN, '<a href="/ywdt/missing-report.html">查看走访情况报告</a>')
        ),
        **_replace(columns, "/ywdt/", 4, (*PLAIN, '<img src="/static/lost-photo.jpg" alt="社区食堂照片">')),
        **_replace(columns, "/ywdt/", 5, PLAIN, day=None),
        **_replace(columns, "/tzgg/", 0, ("公交线路调整自2月30日起执行，请市民合理安排出行。", *PLAIN)),
        **_replace(columns, "/tzgg/", 1, (*PLAIN, '<a href="/files/empty.pdf">附件：供热时间表</a>')),
        **_replace(columns, "/tzgg/", 2, (*PLAIN, '<a href="/files/form.doc">附件：检查登记表</a>')),
        **_replace(columns, "/tzgg/", 3, (*PLAIN, '<a href="/zt/closed-topic.html">往期征集结果</a>')),
        **_replace(columns, "/tzgg/", 4, (*PLAIN, f'<a href="{dead}">窗口预约系统</a>')),
        **_replace(
            columns,
            "/czxx/",
            0,
            (*PLAIN, '<img src="file:///C:/Users/admin/AppData/msohtmlclip1/01/clip_image001.png" alt="">'),
        ),
        **_replace(columns, "/czxx/", 1, (*PLAIN, '<a href="http://192.168.1.20/budget/">决算明细表</a>')),
        **_replace(columns, "/czxx/", 2, ("${article.content}", *PLAIN)),
        **_replace(columns, "/czxx/", 3, PLAIN, day=None),
        **_replace(columns, "/czxx/", 4, PLAIN, day=None),
        "/zt/closed-topic.html": soft,
    }


def _look_alikes(columns: Columns, away: str) -> dict[str, Reply]:
    """What looks like a fault and is none."""
    links = (
        f'<a href="{away}guarded/">省政务服务网</a> <a href="/old-address.html">旧版页面</a> '
        f'<a href="mailto:office@example.invalid">联系我们</a> <a href="#top">返回顶部</a>'
    )
    return {
        **_replace(columns, "/ywdt/", 6, (*PLAIN, links)),
        **_replace(
            columns,
            "/ywdt/",
            7,
            ("图书馆开放时间为 9:30-20:00，读者与座位比例为 3:1，全年开放350天。", *PLAIN),
        ),
        "/old-address.html": Reply(status=301, headers=(("Location", "/ywdt/"),)),
    }
