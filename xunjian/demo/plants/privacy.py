"""Section 公示公告: personal data, secrecy markings, document numbers and repetitions; invented numbers throughout."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

from xlsxwriter import Workbook

from xunjian.demo.layout import Item, Reply, article, listing
from xunjian.demo.plants import Ground

NAME, PATH = "公示公告", "/gsgg/"
FRONTS = ((NAME, PATH),)
LEAD = "经社区评议、街道审核、区级复核，现将有关情况公布如下，公示期为七个工作日，欢迎社会各界监督。"
REST = "如有不同意见，请在公示期内到区政务服务大厅书面反映，反映情况应当客观真实，以便调查核实。"
TWICE = (
    "会议指出，各部门要坚持问题导向，及时回应群众关切，把好事办好、实事办实，不断提升群众的获得感和满意度。"
)


def _table(*rows: Iterable[str]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def _offer(*names: str) -> str:
    return "".join(f'<p><a href="{PATH}{name}">附件：{name}</a></p>' for name in names)


# file name → title, paragraphs
FAULTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "idcard-1": (
        "保障性住房配租名单公示",
        (_table(("姓名", "身份证号"), ("张春生", "230199199001010018"), ("李秋云", "23019919851220002X")),),
    ),
    "idcard-2": (
        "遗失声明公告",
        ("王长河（身份证号：２３０１９９ 19880214 １０３Ｘ）遗失房屋所有权证，声明作废。",),
    ),
    "idcard-3": ("就业补助发放情况公示", ("赵明远，23019919780815****，符合补助条件。",)),
    "mobile-1": (
        "防汛志愿者名单公示",
        (_table(("姓名", "手机号"), ("孙立国", "13900000001"), ("周小雨", "139 0000 0002")),),
    ),
    "mobile-2": (
        "困难群众走访情况公示",
        ("走访组到低保户吴桂兰（13900000003）家中了解取暖情况，现场解决了困难。",),
    ),
    "mobile-3": ("招聘公益性岗位人员公告", ("报名咨询：联系人郑海涛，联系电话13900000004。",)),
    "card-1": ("惠农补贴发放公示", (_table(("姓名", "一卡通账号"), ("冯玉山", "6217000000000000012")),)),
    "card-2": ("临时救助发放公示", ("陈广林，银行卡号6217 0000 0000 0000 020，救助金额一千元。",)),
    "card-3": ("退役军人慰问金发放公示", ("褚国强，开户行某银行，账号：6228480000000000018。",)),
    "file-1": ("临时救助对象名单公示", (_offer("jiuzhu-list.xlsx"),)),
    "file-2": ("高龄津贴发放公示", (_offer("jintie-list.xlsx"),)),
    "home-1": ("危房改造名单公示", (_table(("户主", "家庭住址"), ("卫长顺", "王岗镇红星村3组12号")),)),
    "home-2": (
        "残疾人两项补贴名单公示",
        (_table(("姓名", "残疾等级", "金额"), ("蒋爱民", "肢体二级", "100")),),
    ),
    "home-3": (
        "行政处罚决定公示",
        ("当事人：沈大勇，住址：示范区花园街12号2单元301室，违反了市容管理规定。",),
    ),
    "secret-1": ("关于报送重点工作情况的通知", ("机密★1年", "各部门要按时报送重点工作进展情况。")),
    "secret-2": ("区情简报第三期", ("内部资料，注意保存", "本期刊发各部门重点工作进展情况。")),
    "secret-3": ("关于项目资金安排的批复", ("公开属性：不予公开", "同意该项目的资金安排，请抓紧组织实施。")),
    "number-1": (
        "关于做好供热工作的通知",
        ("按照《关于加强供热管理的意见》（区政办发[2024]12号）要求，现通知如下。",),
    ),
    "number-2": (
        "关于做好汛期值守的通知",
        ("区政发〔2024〕05号", "各单位要落实值守制度，严格执行请示报告制度。"),
    ),
    "number-3": (
        "关于印发养老服务工作方案的通知",
        ("区政办函〔2024〕18号", "（一）、加强领导，各单位要落实责任。", "1、成立专班，定期研究解决问题。"),
    ),
    "twice-1": ("区政府召开安全生产会议公告", ("会议要求各部门对安全隐患进行进行排查，确保整改到位。",)),
    "twice-2": ("全区营商环境评议公告", ("要做好企业服务的的各项工作，及时回应企业诉求。",)),
    "twice-3": (
        "区政府召开民生工作会议公告",
        (TWICE, TWICE, "区政府办公室、区财政局等部门负责同志参加会议。"),
    ),
}
LOOK_ALIKES: dict[str, tuple[str, tuple[str, ...]]] = {
    "clean-1": (
        "企业信用信息公示",
        (
            "某公司，统一社会信用代码：112301199011073100，订单号230199199001010010。",
            "张春生，证件号码23*************013；李秋云，138****0002，银行卡尾号0020。",
            "网站：http://www.shifan.gov.cn/230199199001010011.html，合计13900000001元，编号13900000001。",
        ),
    ),
    "clean-2": (
        "关于缴纳投标保证金的公告",
        (
            "户名：示范区财政局，账号：6217000000000000012。捐款账户为区慈善总会账号6228480000000000018。",
            "单位地址：示范区花园街12号，电话：0451-00000001。",
            _table(("姓名", "家庭住址"), ("卫长顺", "王岗镇"), ("韩小梅", "花园街道")),
            _table(("残疾等级", "补贴标准"), ("一级", "120元"), ("二级", "100元")),
        ),
    ),
    "clean-3": (
        "保密宣传教育公告",
        (
            "国家秘密分为绝密、机密、秘密三级，标志写作“机密★1年”，不得漏标。",
            "属于国家秘密的信息，依照规定不予公开。（此件公开发布）",
            "加强内部资料管理，公开属性：主动公开。",
        ),
    ),
    "clean-4": (
        "关于贯彻有关文件的通知",
        (
            "区政办发〔2024〕12号",
            "（一）加强领导。依据国发〔2014〕12号和国务院令第711号，（2023）黑01民初1号，区采[2024]01号。",
            "1.做好宣传。老文件国发（1984）12号继续有效，土地证号为区国用（2009）第012345号。",
        ),
    ),
    "clean-6": ("公开招聘考试成绩公示", (_offer("chengji-list.xlsx"),)),
    "clean-5": (
        "基层党组织活动公告",
        (
            "党支部支部书记带头学习，为了了解情况，以服务为目的的活动常常开展，人人参与，的的确确有收获。",
            "李丽丽、陈圆圆等志愿者一步一步帮助老人，大家认真研究研究，天天坚持。",
        ),
    ),
}


FILES: dict[str, tuple[tuple[str, ...], ...]] = {
    "jiuzhu-list.xlsx": (
        ("姓名", "身份证号", "联系电话"),
        ("卫长顺", "230199199001010018", "138****0003"),
        ("韩小梅", "2301**********000X", "138****0004"),
    ),
    "jintie-list.xlsx": (("姓名", "年龄", "津贴（元）"), ("褚国强", "81", "100")),  # cut off below
    "chengji-list.xlsx": (
        ("准考证号", "姓名", "受理编号", "成绩"),
        ("13900000005", "沈大勇", "230199202601010011", "86.5"),
        ("13900000006", "蒋爱民", "230199202601010020", "84.0"),
    ),
}
BROKEN = "jintie-list.xlsx"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _sheet(name: str, rows: Iterable[Iterable[str]]) -> Reply:
    """The same bytes every time."""
    sink = BytesIO()
    with Workbook(sink, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2024, 1, 2, tzinfo=UTC)})
        sheet = book.add_worksheet("名单")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    body = sink.getvalue()
    return Reply(body[: len(body) // 2] if name == BROKEN else body, type=_SHEET)


def paths(ground: Ground) -> dict[str, Reply]:
    pages = FAULTS | LOOK_ALIKES
    items = [
        Item(title, f"{PATH}{name}.html", _day(ground, number))
        for number, (name, (title, _)) in enumerate(pages.items())
    ]
    found = {f"{PATH}{name}": _sheet(name, rows) for name, rows in FILES.items()}
    return (
        found
        | {PATH: listing(NAME, PATH, items)}
        | {
            item.path: article(item.title, (LEAD, *text, REST), item.day, NAME, PATH)
            for item, (_, text) in zip(items, pages.values(), strict=True)
        }
    )


def _day(ground: Ground, number: int) -> date:
    return ground.today - timedelta(5 + 2 * number)
