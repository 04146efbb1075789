"""政府信息公开 of the sample portal: statutory columns, yearly reports, policy files and their interpretations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from xunjian.demo.layout import SITE, Item, Reply, article, listing, page
from xunjian.demo.plants import Ground
from xunjian.demo.reports import WEBSITE_FORM, report_pages

ROOT = "/zwgk/"
FILES, TALKS = ("规范性文件", f"{ROOT}gfxwj/"), ("政策解读", f"{ROOT}zcjd/")
STATUTORY = (
    (
        "政府信息公开指南",
        "zn",
        "公民、法人和其他组织可以在网站、政务服务大厅和档案馆查阅主动公开的政府信息，也可以提出申请。",
    ),
    (
        "政府信息公开制度",
        "zd",
        "本机关按照信息公开审查、依申请公开办理、信息公开协调和责任追究等制度开展工作。",
    ),
    (
        "机构职能",
        "jg",
        "区政府办公室负责处理区政府日常工作，办公地址为示范区中心路1号，工作日9时至17时对外办公。",
    ),
    (
        "法定主动公开内容",
        "fd",
        "法定主动公开内容包括规划计划、统计信息、行政许可、行政处罚、政府采购、重大建设项目、应急管理和公务员招考。",
    ),
)
BODY = (
    "各街道办事处，区政府各部门：",
    "现将文件印发给你们，请结合实际认真组织实施，工作中的问题及时向区政府办公室反映。",
)
TALK = (
    "文件明确了适用范围、支持内容和办理流程，由主管部门负责组织实施，符合条件的居民和企业可以到窗口咨询办理。"
)


def _front(name: str, folder: str) -> tuple[str, str]:
    return name, f"{ROOT}{folder}/"


FRONTS = (
    ("政府信息公开", ROOT),
    FILES,
    TALKS,
    ("政府信息公开年报", f"{ROOT}nb/"),
    ("政府网站工作年度报表", WEBSITE_FORM),
    *(_front(name, folder) for name, folder, _ in STATUTORY),
)
LINKED = ("统计信息", "行政许可和行政处罚", "政府采购", "重大建设项目", "应急管理", "公务员招考")


@dataclass(frozen=True, slots=True)
class File:
    """A policy file. days: since publication · written: days before that of its signature (0: none) · talk: title of
    its interpretation ("": none) · links: which of the two leads to the other ("both", "file", "talk", "none").
    """

    title: str
    days: int
    number: int = 0
    written: int = 0
    talk: str = ""
    links: str = "both"
    text: tuple[str, ...] = ()


def _talked(file: File, about: str = "") -> File:
    """A file with an interpretation, which names it in its own words where `about` gives them."""
    return replace(file, talk=f"《{about or file.title}》政策解读")


RECENT = (
    # without interpretation: planted
    File(f"{SITE}关于印发《示范区社区食堂运营补助办法》的通知", 20, 11),
    File("示范区口袋公园建设管理规定", 33, 12),
    File("关于促进夜间经济发展的若干措施", 47, 13),
    # explained, linked both ways: silent; the wording of the interpretation differs
    _talked(
        File(f"{SITE}办公室关于印发《示范区既有住宅加装电梯实施办法（试行）》的通知", 24, number=14),
        "示范区既有住宅加装电梯实施办法",
    ),
    File("示范区非机动车停放管理办法", 30, 15, talk="一图读懂：示范区非机动车停放管理办法"),
    _talked(File("关于印发示范区家政服务提质扩容方案的通知", 36, number=16), "示范区家政服务提质扩容方案"),
    # nobody has to explain these: silent
    File("关于成立示范区城市更新工作领导小组的通知", 28, 17),
    File("关于2026年度优秀志愿服务项目评选结果的通报", 52, 18),
    File("国务院办公厅关于促进养老托育服务健康发展的意见", 40, text=("国办发〔2020〕52号",)),
    # links that are missing: planted
    _talked(File("示范区餐饮油烟污染防治管理办法", 55, number=19, links="none")),
    _talked(File("关于支持老字号创新发展的实施意见", 62, number=20, links="file")),
    _talked(File("示范区公共体育设施开放管理办法", 70, number=21, links="talk")),
    # made public late: planted
    _talked(File("示范区社区养老服务设施管理办法", 76, number=22, written=62)),
    _talked(File("关于加强历史建筑保护利用的实施意见", 83, number=23, text=("成文日期：@90@",))),
    _talked(File("示范区小型餐饮店备案管理规定", 90, number=24, written=45)),
    # in time: silent
    _talked(File("关于规范共享单车停放秩序的若干措施", 97, number=25, written=5)),
    _talked(File("示范区临时救助实施办法", 104, number=26, text=("成文日期：@12@",))),
    _talked(File("关于优化养犬登记服务的实施方案", 111, number=27, written=14)),
)
OLD = (
    # run out or ended, still shown as valid: planted
    File("示范区创业担保贷款贴息办法", 2400, 1, text=("有效性：有效", "本办法自印发之日起施行，有效期5年。")),
    File("示范区户外招牌设置规定", 1900, 2, text=("有效性：有效", "本规定有效期至2024年12月31日。")),
    File("示范区二次供水管理办法", 1700, 3, text=("有效性：有效",)),
    File(
        "示范区供水用水管理办法",
        500,
        4,
        text=("本办法自印发之日起施行，《示范区二次供水管理办法》同时废止。",),
    ),
    # marked, still in force, or another's period: silent
    File("示范区散煤治理补贴办法", 2500, 5, text=("有效性：失效", "本办法自印发之日起施行，有效期3年。")),
    File("示范区绿色建筑奖励办法", 600, 6, text=("有效性：有效", "本办法自印发之日起施行，有效期5年。")),
    File(
        "示范区小餐饮经营许可管理规定", 1500, 7, text=("有效性：有效", "登记证有效期3年，健康证明有效期1年。")
    ),
)


def paths(ground: Ground) -> dict[str, Reply]:
    found: dict[str, Reply] = {}
    files: list[Item] = []
    talks: list[Item] = []
    for at, file in enumerate((*RECENT, *OLD), 1):
        _lay(found, files, talks, at, file, ground.today)
    found |= {
        FILES[1]: listing(*FILES, files),
        TALKS[1]: listing(*TALKS, talks),
        ROOT: _section(),
    }
    for name, folder, text in STATUTORY:
        path = f"{ROOT}{folder}/"
        found[path] = page(
            name, f'<h2>{name}</h2><div class="content"><p>{text}</p></div>', column=name, path=path
        )
    return found | report_pages(ground.today)


def _section() -> Reply:
    links = "".join(f'<p><a href="{path}">{name}</a></p>' for name, path in FRONTS[1:])
    links += '<p><a href="/ghjh/">规划信息</a></p><p><a href="/czxx/">财政预算决算</a></p>'
    links += "".join(f'<p><a href="{ROOT}fd/">{name}</a></p>' for name in LINKED)
    return page("政府信息公开", f"<h2>政府信息公开</h2>{links}", column="政府信息公开", path=ROOT)


def _lay(
    found: dict[str, Reply], files: list[Item], talks: list[Item], at: int, file: File, today: date
) -> None:
    """A file and its interpretation, with their entries in the lists."""
    day = today - timedelta(file.days)
    path, talk = f"{FILES[1]}wj{at}.html", f"{TALKS[1]}jd{at}.html"
    number = (f"示政规〔{day.year}〕{file.number}号",) if file.number else ()
    back = (
        [f'相关解读：<a href="{talk}">{file.talk}</a>']
        if file.talk and file.links in {"both", "file"}
        else []
    )
    text = [*number, *(_dated(part, day) for part in file.text), *BODY, *_signed(file, day), *back]
    files.append(Item(file.title, path, day))
    found[path] = article(file.title, text, day, *FILES)
    if file.talk:
        forth = [f'相关文件：<a href="{path}">{file.title}</a>'] if file.links in {"both", "talk"} else []
        talks.append(Item(file.talk, talk, day))
        found[talk] = article(file.talk, [TALK, *forth], day, *TALKS)


def _dated(text: str, day: date) -> str:
    """@n@ stands for the day n days before publication."""
    head, mark, rest = text.partition("@")
    return f"{head}{day - timedelta(int(rest.rstrip('@')))}" if mark else text


def _signed(file: File, day: date) -> Sequence[str]:
    written = day - timedelta(file.written)
    return (SITE, f"{written.year}年{written.month}月{written.day}日") if file.written else ()
