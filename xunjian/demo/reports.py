"""Yearly reports of the sample portal: the government's and its units' annual reports, and the website's own form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from xunjian.demo.layout import SITE, Item, Reply, article, listing

COLUMN, PATH = "政府信息公开年报", "/zwgk/nb/"
WEBSITE_FORM = "/zwgk/ndbb/"
APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
ROWS = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "三、本年度办理结果（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "（三）不予公开1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
    "（四）无法提供1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确",
    "（五）不予处理1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
    "（六）其他处理1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
    "（七）总计",
    "四、结转下年度继续办理",
)
GRANTED, UNHELD, TOTAL, ONWARD = 2, 12, 23, 24
ZERO = (0,) * len(APPLICANTS)
Table = dict[int, tuple[int, ...]]


def _table(granted: Sequence[int], unheld: Sequence[int], carried: int, onward: int) -> Table:
    """Rows that add up. carried and onward are natural persons' applications."""
    parts = {
        GRANTED: (*granted,),
        UNHELD: (*unheld,),
        1: (carried, 0, 0, 0, 0, 0),
        ONWARD: (onward, 0, 0, 0, 0, 0),
    }
    parts[TOTAL] = tuple(a + b for a, b in zip(granted, unheld, strict=True))
    parts[0] = tuple(t + o - c for t, o, c in zip(parts[TOTAL], parts[ONWARD], parts[1], strict=True))
    return {row: (*cells, sum(cells)) for row, cells in parts.items()}


def report_pages(today: date) -> dict[str, Reply]:
    """Reports on last year and the year before, their column, and the website's form."""
    year = today.year - 1
    own = _table((21, 4, 0, 0, 1, 0), (12, 2, 0, 0, 0, 1), 1, 3)
    before = _table((17, 2, 0, 0, 0, 0), (9, 1, 0, 0, 1, 0), 0, 1)
    unit = _table((6, 1, 0, 0, 0, 0), (3, 0, 0, 0, 0, 0), 0, 0)
    wrong = {**unit, GRANTED: (6, 1, 0, 0, 0, 0, 8)}
    cases, short = (2, 0, 0, 1, 3, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0), (1, 0, 0, 1, 3, *([0] * 10))
    filed = (
        ("zf1", SITE, year, own, cases, ""),
        ("zf2", SITE, year - 1, before, (0,) * 15, "/"),
        ("cz", "示范区财政局", year, wrong, (0,) * 15, ""),
        ("mz", "示范区民政局", year, unit, (0,) * 15, "—"),
        ("jy", "示范区教育局", year, unit, short, "/"),
        ("sf", "示范区司法局", year, unit, (0,) * 15, ""),
    )
    pages: dict[str, Reply] = {}
    items: list[Item] = []
    for name, organ, on, table, held, zero in filed:
        title, path, day = (
            f"{organ}{on}年政府信息公开工作年度报告",
            f"{PATH}{name}.html",
            min(date(on + 1, 1, 20), today - timedelta(1)),
        )
        items.append(Item(title, path, day))
        pages[path] = _report(title, path, day, on, table, held, zero)
    pages[PATH] = listing(COLUMN, PATH, items)
    pages[WEBSITE_FORM] = article(
        f"政府网站工作年度报表（{year}年度）",
        (f"{SITE}网站全年发布信息2316条，办理网民留言128条，开设专栏专题6个，组织征集调查3次。",),
        min(date(year + 1, 1, 18), today - timedelta(1)),
        "政府网站工作年度报表",
        WEBSITE_FORM,
    )
    return pages


def _report(
    title: str, path: str, day: date, year: int, table: Table, cases: Sequence[int], zero: str
) -> Reply:
    received = table[0][-1] + (2 if path.endswith("mz.html") else 0)
    text = (
        f"本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
        "一、总体情况",
        f"{year}年，新收政府信息公开申请{received}件，均在法定期限内答复；其中通过网络提出的申请2件。",
        "二、主动公开政府信息情况",
        "按照条例规定公开规划、预算、决算和行政执法信息。",
        "三、收到和处理政府信息公开申请情况",
        _requests(table, zero),
        "四、政府信息公开行政复议、行政诉讼情况",
        _cases(cases, zero),
        "五、存在的主要问题及改进情况",
        "公开内容的时效性有待提高，下一步将加强业务培训。",
        "六、其他需要报告的事项",
        "本年度没有收取信息处理费。",
    )
    return article(title, text, day, COLUMN, PATH)


def _requests(table: Table, zero: str) -> str:
    head = "".join(f"<th>{name}</th>" for name in APPLICANTS)
    rows = "".join(
        f"<tr><td>{name}</td>{_figures(table.get(row, ZERO), zero)}</tr>" for row, name in enumerate(ROWS)
    )
    return f'<table border="1"><tr><th>申请人情况</th>{head}</tr>{rows}</table>'


def _cases(cases: Sequence[int], zero: str) -> str:
    names = "".join(f"<td>{name}</td>" for name in RESULTS)
    kinds = "".join(f'<td colspan="5">{kind}</td>' for kind in ("行政复议", "未经复议直接起诉", "复议后起诉"))
    return f'<table border="1"><tr>{kinds}</tr><tr>{names * 3}</tr><tr>{_figures(cases, zero)}</tr></table>'


def _figures(numbers: Sequence[int], zero: str) -> str:
    return "".join(f"<td>{number or zero}</td>" for number in numbers)
