"""Sheet 说明: what the sheets are, how to fill them in, what the words mean, what was looked at."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter import Workbook

from reports.ledger import cell
from reports.model import Report
from reports.wording import DEADLINE_NOTE, MEANING, SEVERITY, china
from reports.workbook.sheet import Styles, height

NAME = "说明"
WIDTHS = (18, 100)
HOW = (
    (
        "整改台账",
        "已确认的问题，一行一个问题；同一问题出现在多个页面的只列一行，全部位置在“出现位置”表，按序号对应。",
    ),
    (
        "疑似待核",
        "程序认为可能有错、需要人工看一眼的。确属问题的，请整行复制到“整改台账”；不是问题的，整改情况选“误报”。",
    ),
    ("无法判断", "程序没能查清的（如对方网站拒绝访问），既不算问题，也不算没问题，请人工点开查看。"),
    ("绿色表头", "由办公室和责任单位填写：责任单位、责任人、整改情况、整改时间、复核结果。"),
    (
        "整改情况",
        "下拉选择：未整改、整改中、已整改、误报（程序判断错了）、申请豁免（属实但有正当理由不改）。",
    ),
    ("复核结果", "由办公室复查后选择：待复核、通过、不通过。"),
    (
        "请勿删改",
        "最右侧有一列隐藏的“指纹”，用于下次检查时认出同一问题，请不要删除；可以排序、筛选、加批注。",
    ),
    ("单引号开头", "原文以 =、+、-、@ 开头的，前面加了一个单引号，防止被表格软件当作公式执行。"),
)


def write_guide(book: Workbook, report: Report, styles: Styles, unlisted: int) -> None:
    """`unlisted`: places that the sheet 出现位置 leaves out."""
    sheet = book.add_worksheet(NAME)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, cell(f"{report.title} 整改台账说明"), styles.title)
    for at, line in enumerate(_lines(report, unlisted), 1):
        sheet.set_row(at, height(line, WIDTHS))
        for column, text in enumerate(line):
            sheet.write_string(at, column, cell(text), styles.cell)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.hide_gridlines(2)


def _lines(report: Report, unlisted: int) -> Iterator[tuple[str, str]]:
    seen, proof = report.coverage, report.evidence
    yield "网站", " ".join(filter(None, (report.name, report.id_code, report.home)))
    yield "检查时间", f"{china(report.reference_time)}（北京时间）"
    yield (
        "检查范围",
        f"网页 {seen.pages} 个，附件 {seen.attachments} 个，不同网址 {seen.links} 个；"
        f"未能查看 {seen.unreached_total} 个，原因见 report.html“覆盖情况”。",
    )
    yield from HOW
    for severity, meaning in MEANING.items():
        yield f"严重程度：{SEVERITY[severity]}", meaning
    yield "整改时限", DEADLINE_NOTE
    yield "未核验", "“依据”中标有“未核验”的，其数字没有与文件原文核对过，请以本单位手头的文件为准。"
    if unlisted > 0:
        yield "出现位置", f"位置过多，另有 {unlisted} 处没有逐一列出。"
    yield (
        "证据",
        f"快照 {proof.snapshot}；清单 SHA-256 {proof.manifest or '（无）'}；程序版本 {proof.version}",
    )
