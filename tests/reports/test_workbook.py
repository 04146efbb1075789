"""The workbook as openpyxl reads it back, and the CSV beside it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from checks import Occurrence, Outcome, Severity
from reports import Report, write_csv, write_workbook
from reports.ledger import CELL_MAX, FINGERPRINT, HEADINGS, REVIEWS, STATES, cell
from reports.wording import deadline
from reports.workbook import places, sheet
from reports.workbook.sheet import linkable
from tests.reports.samples import HOME, empty, finding, sample

LEDGERS = ("整改台账", "疑似待核", "无法判断")
NASTY = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1", '=HYPERLINK("http://x")')


def written(report: Report, folder: Path) -> Workbook:
    return load_workbook(write_workbook(report, folder))


def test_sheets_and_headings(tmp_path: Path) -> None:
    book = written(sample(), tmp_path)
    assert book.sheetnames == [*LEDGERS, "出现位置", "评分表", "说明"]
    assert len(HEADINGS) == 20
    for name in LEDGERS:
        found = book[name]
        assert [c.value for c in found[1]] == [*HEADINGS, FINGERPRINT]
        assert found.freeze_panes == "B2"
        assert found.auto_filter.ref.startswith("A1:U")
        assert found.column_dimensions["U"].hidden
        assert found.page_setup.orientation == "landscape"
        assert found.page_setup.paperSize == 9
        assert found.print_title_rows == "$1:$1"


def test_every_finding_is_in_exactly_one_sheet(tmp_path: Path) -> None:
    report = sample()
    book = written(report, tmp_path)
    shown = {name: [row[-1].value for row in book[name].iter_rows(min_row=2)] for name in LEDGERS}
    assert shown["整改台账"] == [f.fingerprint for f in report.of(Outcome.FAIL)]
    assert shown["疑似待核"] == [f.fingerprint for f in report.of(Outcome.REVIEW)]
    assert shown["无法判断"] == [f.fingerprint for f in report.undecided]
    numbers = [row[0].value for name in LEDGERS for row in book[name].iter_rows(min_row=2)]
    assert numbers == list(range(1, len(report.findings) + 1))


def test_places_are_keyed_by_number_and_fingerprint(tmp_path: Path) -> None:
    book = written(sample(), tmp_path)
    marks = {row[0].value: row[-1].value for name in LEDGERS for row in book[name].iter_rows(min_row=2)}
    listed = [(row[0].value, row[-1].value) for row in book["出现位置"].iter_rows(min_row=2)]
    assert len(listed) == sum(len(f.occurrences) for f in sample().findings)
    assert all(marks[number] == mark for number, mark in listed)


def test_drop_downs(tmp_path: Path) -> None:
    lists = {
        str(v.sqref).split(":", maxsplit=1)[0]: v.formula1
        for v in written(sample(), tmp_path)["整改台账"].data_validations.dataValidation
    }
    assert lists == {"Q2": f'"{",".join(STATES)}"', "S2": f'"{",".join(REVIEWS)}"'}


def test_a_row_says_what_the_office_needs(tmp_path: Path) -> None:
    typo = finding(
        "TXT001",
        "“按排”应为“安排”",
        name="错别字",
        text="按排",
        suggestion="安排",
        owner="信息科",
        basis="指标",
        verified=False,
        occurrences=(Occurrence(HOME + "a.html", "正文第 3 段"), Occurrence(HOME + "b.html", "标题")),
        url=HOME + "a.html",
    )
    row = dict(
        zip(
            HEADINGS,
            (c.value for c in written(empty(findings=(typo,)), tmp_path)["整改台账"][2]),
            strict=False,
        )
    )
    assert row["问题描述"] == "“按排”应为“安排”（共 2 处，见“出现位置”）\n位置：正文第 3 段"
    assert row["错误原文→建议"] == "按排 → 安排"
    assert (row["所在页面"], row["父页面"]) == (HOME + "a.html", HOME + "b.html")
    assert (row["严重程度"], row["责任单位"], row["整改情况"]) == ("扣分", "信息科", "未整改")
    assert (row["发现时间"], row["整改时限"]) == ("2026-11-24 09:00", "2026-12-08")
    assert row["依据"] == "指标（未核验）"
    assert row["截图/快照"] == "20261124-090000"


def test_links_open_and_odd_addresses_stay_text(tmp_path: Path) -> None:
    urls = [HOME + "a.html", HOME + "x" * 2100, "javascript:alert(1)", HOME + 'a"b', HOME + "中文"]
    ledger = written(empty(findings=tuple(finding(url=u) for u in urls)), tmp_path)["整改台账"]
    cells = [ledger.cell(at, HEADINGS.index("所在页面") + 1) for at in range(2, 7)]
    assert [c.value for c in cells] == urls
    assert [c.hyperlink.target if c.hyperlink else None for c in cells] == [urls[0], None, None, None, None]


def test_links_stop_where_excel_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "LINKS_MAX", 2)
    ledger = written(empty(findings=tuple(finding(url=f"{HOME}{n}") for n in range(4))), tmp_path)["整改台账"]
    assert [bool(ledger.cell(at, 9).hyperlink) for at in range(2, 6)] == [True, True, False, False]
    assert linkable("http://a.cn/?a=1&b=2%20c")


@pytest.mark.parametrize("text", NASTY)
def test_no_cell_is_a_formula(tmp_path: Path, text: str) -> None:
    bad = finding("TXT001", text, text=text, suggestion=text, column=text, owner=text, name=text, basis=text)
    bad = replace(bad, occurrences=(Occurrence(HOME, text),))
    book = written(empty(name=text, id_code=text, findings=(bad,)), tmp_path)
    values = [c for found in book for row in found.iter_rows() for c in row if c.value is not None]
    assert {c.data_type for c in values} <= {"s", "n"}
    assert not [c.value for c in values if str(c.value).startswith(text.strip()[0])]
    table = write_csv(empty(findings=(bad,)), tmp_path).read_text(encoding="utf-8-sig")
    assert not [v for line in csv.reader(io.StringIO(table)) for v in line if v.startswith(text[0])]


def test_hostile_text_keeps_the_workbook_whole(tmp_path: Path) -> None:
    places_ = tuple(Occurrence(f"{HOME}{n}", "\x00\x1f") for n in range(10_000))
    bad = finding(message="<script>\x00\x08&</script>", text="长" * 40_000, occurrences=places_, count=12_000)
    book = written(empty(name="A&B<&>\x00", findings=(bad,)), tmp_path)
    ledger = book["整改台账"]
    assert str(ledger["G2"].value).startswith("<script>&</script>（共 12000 处")
    assert len(str(ledger["H2"].value)) == CELL_MAX
    assert book["出现位置"].max_row == 10_001
    assert any("另有 2000 处" in str(row[1].value) for row in book["说明"].iter_rows())


def test_places_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "PLACES_MAX", 50)
    book = written(sample(), tmp_path)
    assert book["出现位置"].max_row == 51


def test_large_books_are_written_too(tmp_path: Path) -> None:
    many = tuple(finding(url=f"{HOME}{n}.html") for n in range(6_000))
    book = load_workbook(write_workbook(empty(findings=many), tmp_path), read_only=True)
    assert sum(1 for _ in book["整改台账"].iter_rows()) == 6_001
    book.close()


def test_empty_report(tmp_path: Path) -> None:
    book = written(empty(), tmp_path)
    assert [book[name].max_row for name in LEDGERS] == [1, 1, 1]


def test_csv(tmp_path: Path) -> None:
    content = write_csv(sample(), tmp_path).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == 1 + len(sample().findings)
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert lines[0] == [*HEADINGS, "结论", FINGERPRINT]
    assert [line[-1] for line in lines[1:]] == [
        f.fingerprint for o in ("fail", "review", "unknown") for f in sample().findings if f.outcome == o
    ]


def test_cell_keeps_plain_text() -> None:
    assert cell("正常 a=b\n第二行") == "正常 a=b\n第二行"


@pytest.mark.parametrize(
    ("severity", "due"),
    [(Severity.VETO, date(2026, 11, 30)), (Severity.ERROR, date(2026, 12, 10)), (Severity.INFO, None)],
)
def test_deadlines_skip_weekends(severity: Severity, due: date | None) -> None:
    assert deadline(date(2026, 11, 26), severity) == due  # a Thursday


def test_deadlines_know_holidays_and_the_weekends_worked_for_them() -> None:
    assert deadline(date(2026, 9, 30), Severity.VETO) == date(2026, 10, 9)  # after the National Day week
    assert deadline(date(2026, 9, 18), Severity.VETO) == date(2026, 9, 21)  # Sunday 20th was a working day
