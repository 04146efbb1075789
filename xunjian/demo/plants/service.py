"""Letters, surveys and guides of the sample portal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from xunjian.demo.layout import SITE, Item, Reply, article, listing, page
from xunjian.demo.plants import Ground

FRONTS = (
    ("区长信箱", "/qzxx/"),
    ("我要写信", "/qzxx/write.html"),
    ("在线咨询", "/zxzx/"),
    ("留言选登", "/lyxd/"),
    ("网上信访", "/wsxf/"),
    ("意见征集", "/yjzj/"),
    ("办事指南", "/bszn/"),
)
LETTERS = (  # title, days since asked, days until answered (-1: not), state in the list, state on its page
    ("关于新建小区门前道路积水的问题", 150, -1, "办理中", "办理中"),
    ("关于公园夜间照明的建议", 140, 6, "办理中", "已答复"),
    ("关于菜市场周边停车的问题", 20, -1, "办理中", "办理中"),
    ("关于老旧小区屋面漏雨的问题", 200, 60, "已答复", "已答复"),
    ("关于增设公交站点的建议", 90, 5, "已答复", "已答复"),
    ("关于商铺推广的来信", 130, -1, "不予受理", "不予受理"),
    ("关于供水管道维修的问题", 500, -1, "办理中", "办理中"),
)
ASKED = (  # title, days since asked, days until answered, reply; "" no reply at all
    ("居住证到期以后怎样续签", 120, -1, "暂无回复"),
    ("灵活就业人员怎样参加养老保险", 110, 70, "请携带身份证到区政务服务中心社会保险窗口办理。"),
    ("公租房配租一般要等多久", 40, 4, "按照轮候顺序配租，轮候情况每月公布一次。"),
    ("义务教育入学怎样登记", 30, 3, "需要，请在规定时间内登记。"),
)
BASIS, TERMS, PAPERS = "设定依据", "申请条件", "办理材料"
PLACE, HOURS, PHONE, COURSE = "办理地点", "办理时间", "联系电话", "办理流程"
WHOLE = {
    BASIS: "《居住证暂行条例》",
    TERMS: "在本区居住满六个月",
    PAPERS: "居民身份证一份，居住地址证明一份",
    PLACE: "区政务服务中心一楼大厅",
    HOURS: "工作日 9:00 至 17:00",
    PHONE: "0451-00000000",
    COURSE: "申请、受理、审核、发证",
}


def paths(ground: Ground) -> dict[str, Reply]:
    return _box(ground.today) | _consultation(ground.today) | _surveys(ground.today) | _guides(ground.today)


def _box(today: date) -> dict[str, Reply]:
    """A table of letters with a page each; a form; petitions, which nobody counts."""
    found: dict[str, Reply] = {}
    rows = "<tr><th>编号</th><th>信件标题</th><th>来信时间</th><th>办理状态</th></tr>"
    for number, (title, ago, wait, listed, state) in enumerate(LETTERS, 1):
        asked, path = today - timedelta(ago), f"/qzxx/letter_{number}.html"
        rows += f'<tr><td>{number}</td><td><a href="{path}">{title}</a></td><td>{asked}</td><td>{listed}</td></tr>'
        answered, reply = (
            (f"{asked + timedelta(wait)}", "您好，已安排处理，感谢来信。") if wait >= 0 else ("", "")
        )
        fields = (
            f"<tr><td>来信时间</td><td>{asked}</td><td>办理状态</td><td>{state}</td></tr>"
            "<tr><td>来信内容</td><td>请有关单位帮助解决，谢谢。</td></tr>"
            f"<tr><td>答复单位</td><td>{'区住房城乡建设局' if reply else ''}</td><td>答复时间</td><td>{answered}</td></tr>"
            f"<tr><td>答复内容</td><td>{reply}</td></tr>"
        )
        found[path] = _dated(title, f"<table>{fields}</table>", asked, "区长信箱", "/qzxx/")
    form = (
        '<form action="/qzxx/submit" method="post"><p>标题 <input name="title"></p><p>内容 <textarea name="content">'
        '</textarea></p><p>验证码 <input name="code"></p></form>'
    )
    petitions = [
        Item("关于信访事项办理的说明", f"/wsxf/{n}.html", today - timedelta(150 + n)) for n in range(3)
    ]
    rest = "".join(
        f'<li><a href="{i.path}">{i.title}</a><span>未回复</span><span>{i.day}</span></li>' for i in petitions
    )
    return found | {
        "/qzxx/": page(
            "区长信箱", f"<h2>区长信箱</h2><table>{rows}</table>", column="区长信箱", path="/qzxx/"
        ),
        "/qzxx/write.html": page("我要写信", f"<h2>我要写信</h2>{form}", column="区长信箱", path="/qzxx/"),
        "/wsxf/": page(
            "网上信访", f'<h2>网上信访</h2><ul class="list">{rest}</ul>', column="网上信访", path="/wsxf/"
        ),
        **{
            i.path: article(i.title, ("请通过信访渠道查询办理情况。",), i.day, "网上信访", "/wsxf/")
            for i in petitions
        },
    }


def _consultation(today: date) -> dict[str, Reply]:
    """A plain list whose pages name the times; letters shown as cards, without pages of their own."""
    found: dict[str, Reply] = {}
    items = []
    for number, (title, ago, wait, reply) in enumerate(ASKED, 1):
        asked, path = today - timedelta(ago), f"/zxzx/ask_{number}.html"
        items.append(Item(title, path, asked))
        answered = f"<dt>回复时间：</dt><dd>{asked + timedelta(wait)}</dd>" if wait >= 0 else ""
        asking = "<dt>留言内容：</dt><dd>想了解办理要求。</dd>"
        fields = f"<dt>留言时间：</dt><dd>{asked}</dd>{asking}{answered}<dt>回复内容：</dt><dd>{reply}</dd>"
        found[path] = _dated(title, f"<dl>{fields}</dl>", asked, "在线咨询", "/zxzx/")
    cards = (
        ("夜间施工噪声能否管一管", 125, "<p>状态：待办理</p>"),
        ("希望增加社区健身器材", 180, f"<p>答复时间：{today - timedelta(100)}</p><p>状态：已答复</p>"),
        ("河道两侧能否加装护栏", 60, f"<p>答复时间：{today - timedelta(55)}</p><p>状态：已答复</p>"),
        ("公共厕所开放时间能否延长", 15, "<p>状态：待办理</p>"),
    )
    shown = "".join(
        f'<div class="card"><h3>{title}</h3><p>留言时间：{today - timedelta(ago)}</p><p>承办单位：区城市管理局</p>{rest}</div>'
        for title, ago, rest in cards
    )
    return found | {
        "/zxzx/": listing("在线咨询", "/zxzx/", items),
        "/lyxd/": page("留言选登", f"<h2>留言选登</h2>{shown}", column="留言选登", path="/lyxd/"),
    }


def _surveys(today: date) -> dict[str, Reply]:
    surveys = tuple(_surveyed(today))
    items = [
        Item(title, f"/yjzj/survey_{n}.html", today - timedelta(ago))
        for n, (title, ago, _) in enumerate(surveys, 1)
    ]
    found = {
        item.path: _dated(item.title, f"<p>欢迎社会各界参与。</p>{text}", item.day, "意见征集", "/yjzj/")
        for item, (_, _, text) in zip(items, surveys, strict=True)
    }
    return found | {"/yjzj/": listing("意见征集", "/yjzj/", items)}


def _surveyed(today: date) -> Iterator[tuple[str, int, str]]:
    """Title, published how many days ago, and what the page says of the time."""

    def day(ago: int) -> str:
        then = today - timedelta(ago)
        return f"{then.year}年{then.month}月{then.day}日"

    def asked(about: str, ago: int, first: int, last: int) -> tuple[str, int, str]:
        title = f"关于《示范区{about}（征求意见稿）》公开征求意见的公告"
        return title, ago, f"<p>征集时间：{day(first)}至{day(last)}</p>"

    yield asked("停车场管理办法", 130, 120, 90)
    yield "关于社区公交线路优化方案征求意见的公告", 110, f"<p>请于{day(80)}前将意见发送至电子邮箱。</p>"
    until = f"<table><tr><td>截止日期</td><td>{today - timedelta(70)}</td></tr></table>"
    yield "社区养老服务满意度问卷调查", 100, until
    yield asked("公园管理规定", 90, 90, 60)
    yield asked("户外招牌设置规范", 50, 50, 20)
    yield asked("河道管理规定", 10, 10, -20)
    yield "关于公开征集社区志愿者的公告", 95, f"<p>报名时间：{day(90)}至{day(60)}</p>"
    yield "《示范区公园管理规定》公开征求意见采纳情况", 40, "<p>共收到意见五条，采纳三条。</p>"


def _guides(today: date) -> dict[str, Reply]:
    vague = "居民身份证一份；法律法规规定的其他材料"
    guides = (
        ("食品摊贩备案登记", _table({key: WHOLE[key] for key in (TERMS, PAPERS, PHONE)})),
        ("老年人优待证办理", _headings({**WHOLE, COURSE: ""})),
        ("残疾人就业补贴申请", _terms({**WHOLE, BASIS: "暂无", PHONE: ""})),
        ("居住证申领", _table({**WHOLE, PAPERS: vague})),
        ("临时救助申请", _headings({**WHOLE, PAPERS: "申请书、户口簿等材料"})),
        ("户外招牌设置备案", _terms({**WHOLE, PAPERS: "申请书，有关部门出具的证明"})),
        ("教师资格认定", _table({**WHOLE, PAPERS: "高等学校毕业证书、普通话水平测试等级证书等2种材料"})),
        (
            "公共场所卫生许可",
            _headings({**WHOLE, TERMS: "无", COURSE: '<img src="/static/banner.png" alt="流程图">'}),
        ),
        ("就业失业登记", _terms({**WHOLE, COURSE: "由有关部门核对其他材料后发证"})),
    )
    items = [
        Item(name, f"/bszn/guide_{n}.html", today - timedelta(30 + n))
        for n, (name, _) in enumerate(guides, 1)
    ]
    notice = (
        "<p>一、申请条件</p><p>在本区注册满一年</p><p>二、申报材料</p><p>申请书和其他材料</p><p>三、申报流程</p><p>网上申报</p>"
        "<p>四、联系电话</p><p>0451-00000000</p>"
    )
    found = {
        item.path: _dated(item.title, text, item.day, "办事指南", "/bszn/")
        for item, (_, text) in zip(items, guides, strict=True)
    }
    return found | {
        "/bszn/": listing("办事指南", "/bszn/", items),
        "/yjzj/grant.html": _dated(
            "关于申报专项补助的通知", notice, today - timedelta(9), "意见征集", "/yjzj/"
        ),
    }


def _table(values: dict[str, str]) -> str:
    return (
        "<table>"
        + "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in values.items())
        + "</table>"
    )


def _headings(values: dict[str, str]) -> str:
    numbers = "一二三四五六七"
    return "".join(
        f"<p>{n}、{name}</p><p>{value}</p>" for n, (name, value) in zip(numbers, values.items(), strict=True)
    )


def _terms(values: dict[str, str]) -> str:
    return "<dl>" + "".join(f"<dt>{name}：</dt><dd>{value}</dd>" for name, value in values.items()) + "</dl>"


def _dated(title: str, content: str, day: date, column: str, path: str) -> Reply:
    stamp = f'<div class="info">发布时间：{day} 09:30　来源：{SITE}办公室</div>'
    return page(title, f"<h1>{title}</h1>{stamp}<div>{content}</div>", column=column, path=path, day=day)
