"""Section 便民信息: faults of links, wording and dates beyond those of the first columns, and their look-alikes."""

from __future__ import annotations

from datetime import date, timedelta

from xunjian.demo.layout import Item, Reply, article, listing, page
from xunjian.demo.plants import Ground

NAME, PATH = "便民信息", "/bmxx/"
FRONTS = ((NAME, PATH),)
LEAD = "为方便市民办事，现将有关安排通知如下，请合理安排时间，并注意查看后续通知。"
REST = "如有疑问，可在工作时间到区政务服务大厅咨询，工作人员将一次性告知所需手续。"
SOFT = page("404 Not Found", "<h1>404 Not Found</h1><p>您访问的页面不存在。</p>")

# file name → title, paragraphs
FAULTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "link-1": ("社区医院接种安排", ('<a href="/bmxx/gone-page.html">各接种点一览</a>',)),
    "link-2": (
        "公园免费开放安排",
        ('<iframe src="/bmxx/broken-map.html" width="600" height="300"></iframe>',),
    ),
    "link-3": (
        "自来水检修安排",
        ('<map name="m"><area href="/bmxx/lost-area.html" alt="检修范围" coords="0,0,9,9"></map>',),
    ),
    "part-1": ("天然气安全使用提示", ('<video src="/static/lost-video.mp4" controls></video>',)),
    "part-2": (
        "冬季用电安全提示",
        ('<img src="/static/banner.png" srcset="/static/lost-2x.png 2x" alt="用电提示">',),
    ),
    "part-3": ("防范煤气中毒提示", ('<div style="background:url(/static/lost-tile.png)">提示图</div>',)),
    "file-1": ("居住证办理安排", ('<a href="/files/lost-form.docx">附件：居住证申领表</a>',)),
    "soft-1": ("图书借阅安排", ('<a href="/bmxx/moved.html">借阅指南</a>',)),
    "soft-2": ("体育场馆开放安排", ('<a href="/bmxx/to-home/guide-20250101.html">场馆预约指南</a>',)),
    "away-1": ("公积金网上办理提示", ('<a href="@AWAY@lost-service.html">公积金网上大厅</a>',)),
    "away-2": ("医保查询提示", ('<a href="http://no-such-host.invalid/">医保查询系统</a>',)),
    "wall-1": ("税务办理提示", ('<a href="@AWAY@members/">电子税务局</a>',)),
    "wall-2": ("社保查询提示", ('<a href="@AWAY@legal/">社保查询平台</a>',)),
    "moved-1": ("婚姻登记预约提示", ('<a href="/go/marriage.html">婚姻登记预约</a>',)),
    "moved-2": ("不动产查询提示", ('<img src="/static/moved-map.png" alt="不动产登记大厅位置">',)),
    "moved-3": ("车辆年检提示", ('<a href="/go/vehicle.html">年检预约</a>',)),
    "anchor-1": ("养老机构一览", ('<h2 id="names">机构名单</h2><a href="#hotline">咨询电话见此处</a>',)),
    "anchor-2": ("托育机构一览", ('<a href="/bmxx/anchor-1.html#list">查看养老机构</a>',)),
    "anchor-3": ("家政服务一览", ('<a href="/bmxx/anchor-1.html#%E5%90%8D%E5%8D%95">名单</a>',)),
    "odd-1": ("供暖报修提示", ('<a href="http://localhost:8080/repair/">报修入口</a>',)),
    "typo-1": ("冬季清雪工作安排", ("各街道要按步就班推进清雪工作，确保道路畅通。",)),
    "typo-2": ("窗口服务工作安排", ("工作人员要以身做则，带头落实首问负责制。",)),
    "marks-1": ("公共停车场收费提示", ("停车场实行分时段收费。。夜间免费停放。",)),
    "marks-2": ("公交卡充值提示", ("充值点名单见《公交卡充值网点一览，市民可就近办理。",)),
    "value-1": ("流感疫苗接种提示", ("接种时间为2026年13月1日起，请携带证件。",)),
    "value-2": ("办公场所搬迁提示", ("窗口将于2024年5月1日（星期一）搬迁，旧址同时停用。",)),
    "remain-1": ("垃圾分类投放提示", ("联系人：锟斤拷锟斤拷，投放时间为每日早晚。",)),
    "remain-2": ("便民地图上线提示", ("Lorem ipsum dolor sit amet",)),
}
LOOK_ALIKES: dict[str, tuple[str, tuple[str, ...]]] = {
    "fine-1": (
        "政务大厅办事安排",
        (
            '<a href="/bmxx/fine-2.html">相关安排</a> <a href="javascript:void(0)">收藏本页</a> <a href="tel:12345">政务热线</a>',
        ),
    ),
    "fine-2": (
        "政务热线服务提示",
        (
            '<p id="phone">热线全天接听。</p><a href="#phone">热线电话</a> <a href="#">返回</a> <a href="/bmxx/fine-1.html#top">顶部</a>',
        ),
    ),
    "fine-3": (
        "便民服务点一览",
        (
            '<a href="@AWAY@">市人民政府</a> <img src="/static/banner.png" alt="服务点"> <a href="/bmxx/same-host.html">服务点地图</a>',
        ),
    ),
    "fine-4": (
        "消防安全提示",
        ("社区按部就班开展检查，党员以身作则。比分为3:1，时间为9:30至11:30，版本号为V2.0.1。",),
    ),
    "fine-5": ("普通话测试报名提示", ("本次测试分两批进行，核酸检测和软件测试另行通知。",)),
    "fine-6": (
        "法定节假日值班安排",
        ("2024年5月1日（星期三）至5日放假。2024年2月29日照常办理，完成率同比增长120%。",),
    ),
    "fine-7": (
        "《便民服务手册》领取提示",
        ("手册收录《条例》《办法（试行）》等文件，省略的内容见网站……市民可自行查阅。",),
    ),
}
DATED = {  # file name → title, shown, in the tag, in the list (None: the same); days before today
    "ahead": ("蔬菜价格监测情况", -40, None, None),
    "tagged": ("空气质量监测情况", 20, 60, None),
    "listed": ("饮用水监测情况", 25, None, 45),
}


def paths(ground: Ground) -> dict[str, Reply]:
    today = ground.today
    items: list[Item] = []
    found: dict[str, Reply] = {}
    for number, (name, (title, texts)) in enumerate({**FAULTS, **LOOK_ALIKES}.items()):
        item = Item(title, f"{PATH}{name}.html", today - timedelta(1 + number))
        items.append(item)
        told = tuple(text.replace("@AWAY@", ground.away) for text in texts)
        found[item.path] = article(title, (LEAD, *told, REST), item.day, NAME, PATH)
    found |= _dated(today, items)
    return {PATH: listing(NAME, PATH, items), **found, **_answers(ground)}


def _dated(today: date, items: list[Item]) -> dict[str, Reply]:
    found = {}
    for name, (title, shown, tagged, listed) in DATED.items():
        day = today - timedelta(shown)
        item = Item(title, f"{PATH}{name}.html", today - timedelta(shown if listed is None else listed))
        items.append(item)
        tag = today - timedelta(shown if tagged is None else tagged)
        found[item.path] = article(title, (LEAD, REST), tag, NAME, PATH, shown=day)
    return found


def _answers(ground: Ground) -> dict[str, Reply]:
    """What the odd addresses answer. A name of the other host's own stands for one that has moved."""
    moved = ground.away.replace("127.0.0.1", "localhost")
    return {
        "/bmxx/gone-page.html": Reply(b"gone", 410),
        "/bmxx/broken-map.html": Reply(b"error", 500),
        "/bmxx/moved.html": SOFT,
        "/bmxx/to-home/guide-20250101.html": Reply(status=302, headers=(("Location", "/"),)),
        "/bmxx/same-host.html": Reply(status=301, headers=(("Location", "/bmxx/fine-1.html"),)),
        "/go/marriage.html": Reply(status=308, headers=(("Location", f"{moved}marriage.html"),)),
        "/static/moved-map.png": Reply(status=301, headers=(("Location", f"{moved}map.png"),)),
        "/go/vehicle.html": Reply(status=301, headers=(("Location", f"{moved}vehicle.html"),)),
    }
