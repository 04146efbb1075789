"""安全自查: links that hide, hosts that changed hands, scripts nobody knows; beside them what only looks like it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xunjian.demo.layout import Reply, page
from xunjian.demo.plants import STRANGERS, Ground

COLUMN, FOLDER = "安全自查", "/aqzc/"
FRONTS = ((COLUMN, FOLDER),)
TEXT = "<p>为便于群众了解有关情况，现将相关网站汇总如下，请根据需要查阅。</p>"
SALE = "<p>您访问的域名正在出售，购买该域名请联系域名经纪，域名报价面议。</p>"
GAMBLING = "<p>注册送彩金，体育投注、百家乐、棋牌游戏、时时彩，首存返水。</p>"
CRIME = "<p>记者从公安机关获悉，警方抓获利用投注平台、百家乐组织赌博的犯罪嫌疑人多名。</p>"
LESSON = "<p>域名到期后应及时办理域名续费，避免域名过期后被他人抢注。</p>"


def strangers() -> tuple[dict[str, Reply], ...]:
    """What the hosts of others answer: four that mind their own business, three that changed hands."""
    plain = _other("示范区行业协会", "<p>协会简介、会员服务、行业动态。</p>")
    script = Reply(b"void 0;", type="text/javascript")
    hosts = [{"/": plain, "/a/": plain, "/x.html": plain, "/s.js": script} for _ in range(STRANGERS - 3)]
    hosts[0]["/xiehui/"] = plain
    hosts[1]["/baodao/"] = _other("警方打掉网络赌博团伙 涉百家乐、时时彩", CRIME)
    hosts[2]["/zhishi/"] = _other("网站管理知识：域名过期怎么办", LESSON)
    sold = {"/lvyou/": _other("lvyou.example 域名出售", SALE)}
    betting = _other("真人百家乐_时时彩_皇冠体育投注平台", GAMBLING)
    return (
        *hosts,
        sold,
        {"/jiaoyu/": betting},
        {"/wenhua/": Reply(status=302, headers=(("Location", "/bet/"),)), "/bet/": betting},
    )


def paths(ground: Ground) -> Mapping[str, Reply]:
    pages = _hidden(ground.strangers) | _parts(ground) | _outside(ground.strangers) | _innocent(ground)
    rows = "".join(f'<li><a href="{path}">{title}</a></li>' for path, (title, _) in pages.items())
    front = {FOLDER: page(COLUMN, f"<h2>{COLUMN}</h2><ul>{rows}</ul>", column=COLUMN, path=FOLDER)}
    done = {
        path: page(title, f"<h1>{title}</h1>{TEXT}{content}", column=COLUMN, path=FOLDER)
        for path, (title, content) in pages.items()
    }
    tail = f"{FOLDER}anlian-tail.html"
    done[tail] = Reply(done[tail].body + f'<a href="{ground.strangers[0]}a/">培训学校招生</a>'.encode())
    return front | done


Pages = dict[str, tuple[str, str]]


def _other(title: str, text: str) -> Reply:
    return Reply(f"<html><head><title>{title}</title></head><body>{text}</body></html>".encode())


def _hidden(hosts: Sequence[str]) -> Pages:
    link = f'<a href="{hosts[0]}a/">'
    return {
        f"{FOLDER}anlian-display.html": (
            "城区道路养护说明",
            f'<div style="display:none">{link}真人百家乐</a></div>',
        ),
        f"{FOLDER}anlian-away.html": (
            "社区活动场地说明",
            f'<div style="position:absolute;top:-5000px">{link}办公家具</a></div>',
        ),
        f"{FOLDER}anlian-marquee.html": (
            "供水管网维护说明",
            f'<marquee width="1" height="1" scrollamount="4000">{link}装修公司</a></marquee>',
        ),
        f"{FOLDER}anlian-script.html": (
            "公园开放时间说明",
            f"<script>document.write('<div style=\"display:none\">')</script>{link}网站优化</a>"
            "<script>document.write('</div>')</script>",
        ),
        f"{FOLDER}anlian-sheet.html": (
            "停车场收费说明",
            f"<style>.k7q{{font-size:1px}}</style><div class='k7q'>{link}出国留学</a></div>",
        ),
        f"{FOLDER}anlian-tail.html": ("公交站点调整说明", ""),
    }


def _parts(ground: Ground) -> Pages:
    first, second, third = ground.strangers[:3]
    return {
        f"{FOLDER}jiaoben-script.html": ("办事大厅排队说明", f'<script src="{first}s.js"></script>'),
        f"{FOLDER}jiaoben-frame.html": (
            "图书借阅说明",
            f'<iframe src="{second}x.html" width="0" height="0"></iframe>',
        ),
        f"{FOLDER}jiaoben-form.html": (
            "意见征集说明",
            f'<form method="post" action="{third}save"><input name="q" title="意见"></form>',
        ),
        f"{FOLDER}jiaoben-title.html": ("真人百家乐_网上赌场_体育投注", ""),
    }


def _outside(hosts: Sequence[str]) -> Pages:
    links = zip(
        ("xiehui/", "baodao/", "zhishi/"), hosts[:3], ("行业协会", "新闻报道", "域名知识"), strict=True
    )
    taken = zip(
        ("lvyou/", "jiaoyu/", "wenhua/"), hosts[4:], ("旅游推介", "教育培训", "文化活动"), strict=True
    )
    shown = [f'<p><a href="{host}{path}">{text}</a></p>' for path, host, text in (*links, *taken)]
    return {
        f"{FOLDER}waizhan-1.html": ("行业服务网站汇总", "".join(shown[:3])),
        f"{FOLDER}waizhan-2.html": ("文旅服务网站汇总", "".join(shown[3:])),
    }


def _innocent(ground: Ground) -> Pages:
    link = f'<a href="{ground.strangers[3]}">供水公司</a>'
    return {
        f"{FOLDER}xuanxiangka.html": (
            "便民服务选项卡",
            '<div class="tabs"><div class="tabcon"><a href="/tzgg/">公告</a></div>'
            f'<div class="tabcon" style="display:none">{link}</div></div>',
        ),
        f"{FOLDER}xiala.html": (
            "便民服务下拉框",
            f'<dl><dt>便民网站</dt><dd style="display:none">{link}</dd></dl>'
            f'<div style="display:none"><a href="{ground.away}">市人民政府</a></div>',
        ),
        f"{FOLDER}tanchu.html": (
            "便民服务弹出框",
            f'<div id="bianmin" style="display:none">{link}</div>'
            "<p onclick=\"document.getElementById('bianmin').style.display='block'\">查看</p>",
        ),
        f"{FOLDER}likai.html": (
            "便民服务离站提示",
            f'<p>{link}</p><div class="tip">您即将离开示范区人民政府门户网站，是否继续？</div>',
        ),
        f"{FOLDER}jindu.html": (
            "公安机关打击百家乐、时时彩等网上赌场专项行动",
            f'<script src="{ground.away}a.js"></script><form method="post" action="{FOLDER}"><input name="q" title="姓名"></form>',
        ),
    }
