"""Forms that personal data takes in attachments, and what only looks like it."""

from __future__ import annotations

import pytest

from checks.engine import judge
from checks.privacy.numbers import is_identity
from checks.rule import catalogue
from checks.scan import Scan
from portal.attachment import Attachment
from portal.files import read
from portal.snapshot import AttachmentRow, SnapshotWriter
from portal.snapshot.codec import pack_attachment
from portal.target import Probe, TargetKind, Verdict
from tests.portal import documents as made
from tests.rules.examples import HOST, Example, examples

ID = "230102199001011230"
CODES = [("受理编号", "事项")] + [(f"2301022026010100{n:02}", "备案") for n in range(40)]
SERIAL = [("序列", "事项"), *CODES[1:]]
SHEETS = [  # rows, outcomes by rule
    ((("姓名", "身份证号"), ("张三", ID)), {"PRV001": "fail"}),
    ((("户主", "证件编号"), ("张三", ID)), {"PRV001": "fail"}),
    ((("名单",), ("张三", ID)), {"PRV001": "fail"}),
    ((("失信被执行人名单",), ("张三", ID)), {"PRV001": "review"}),
    ((("姓名", "身份证号"), ("张三", "2301**********1230")), {}),
    ((("姓名", "身份证号"), ("张三", "23010219900101****")), {"PRV001": "fail"}),
    (CODES, {}),
    (SERIAL, {}),
    ((("案件编号", "当事人"), (ID, "张三")), {}),
    ((("单位", "统一社会信用代码"), ("某公司", "11230103001980001L")), {}),
    ((("姓名", "联系电话"), ("张三", "13904510001")), {"PRV002": "fail"}),
    ((("姓名", "联系电话"), ("张三", 13904510001)), {"PRV002": "fail"}),
    ((("姓名", "手机号码"), ("张三", "139****0001")), {}),
    ((("姓名", "联系电话"), ("张三", "0451-82345678"), ("李四", "82345678")), {}),
    ((("准考证号", "姓名", "成绩"), (13904510001, "张三", 85), (13904510002, "李四", 86)), {}),
    ((("姓名", "报名序号"), ("张三", 15012345678)), {}),
    ((("项目", "金额"), ("合计", 13904510001)), {}),
    ((("单位", "预算（元）"), ("张三", 15012345678)), {}),
    ((("张三", "13904510001"), ("李四", "13904510002")), {"PRV002": "fail"}),
    ((("科室", "联系人", "电话"), ("办公室", "张三", "13904510001")), {"PRV002": "review"}),
    ((("姓名", "一卡通账号"), ("张三", "6217000000000000012")), {"PRV003": "review"}),
    ((("户名", "账号"), ("区财政局", "6217000000000000012")), {}),
    ((("资产名称", "资产编号"), ("电脑", "6217000000000000012")), {}),
]


def scan_of(*files: tuple[str, bytes]) -> Scan:
    example = Example({}, next(iter(examples(catalogue()["PRV001"].doc))).now)
    writer = SnapshotWriter.memory(example.profile, example.now)
    for name, body in files:
        url, found = f"{HOST}/{name}", read(body, name)
        attachment = Attachment(url, found.reading, found.kind, name, found.lines)
        writer.add([(url, TargetKind.ATTACHMENT, 1)])
        writer.store_probe(url, Probe(Verdict.OK, 200))
        writer.files.store(url, AttachmentRow(found.reading, pack_attachment(attachment), "0"))
    return Scan(writer.snapshot(), example.profile)


def outcomes(scan: Scan) -> dict[str, str]:
    rules = [catalogue()[code] for code in ("PRV001", "PRV002", "PRV003")]
    return {finding.rule: finding.outcome.value for finding in judge(scan, rules).findings}


@pytest.mark.parametrize(("rows", "expected"), SHEETS, ids=[str(n) for n in range(len(SHEETS))])
def test_sheets_and_tables(rows: made.Rows, expected: dict[str, str]) -> None:
    assert outcomes(scan_of(("a.xlsx", made.workbook(rows)))) == expected
    wide = [row for row in rows if len(row) == len(rows[-1])]
    above = [str(row[0]) for row in rows if len(row) < len(rows[-1])]
    assert outcomes(scan_of(("a.docx", made.document(above, wide)))) == expected


def test_the_codes_have_valid_ones_among_them() -> None:
    today = scan_of().today
    assert any(is_identity(str(code), today) for code, _ in CODES[1:])


def test_a_number_in_prose_of_a_pdf() -> None:
    scan = scan_of(("a.pdf", made.pdf([f"ID {ID}, tel 0451-82345678", "order 13904510001.50"])))
    assert outcomes(scan) == {"PRV001": "fail"}


def test_a_name_in_another_box_is_not_beside() -> None:
    scan = scan_of(("a.ofd", made.ofd(["李四", "某市某路1号13904510001"])))
    assert outcomes(scan) == {"PRV002": "review"}


def test_a_list_of_ten_thousand_is_read_quickly() -> None:
    rows = [("序号", "姓名", "联系电话", "身份证号", "账号")]
    rows += [(str(n), "张三", f"139{n:08}", ID, "6217000000000000012") for n in range(10_000)]
    scan = scan_of(("a.xlsx", made.workbook(rows)))
    assert outcomes(scan) == {"PRV001": "fail", "PRV002": "fail", "PRV003": "review"}
