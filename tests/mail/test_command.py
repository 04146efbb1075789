"""`xunjian workbook` as a clerk types it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.mail.office import case, state, unit
from tests.mail.test_take_back import drop, fill_row, filled, sent_workbook
from xunjian.cli import app

pytestmark = pytest.mark.django_db


def test_import_tells_what_it_did_and_what_not(tmp_path: Path) -> None:
    mine, wrong = case(unit()), case(unit())
    book = tmp_path / "台账.xlsx"
    content = filled(sent_workbook(), lambda sheet: fill_row(sheet, mine, "已整改"))
    book.write_bytes(filled(content, lambda sheet: fill_row(sheet, wrong, "好了")))
    done = CliRunner().invoke(app, ["workbook", "import", str(book)])
    assert done.exit_code == 1
    assert "报告已改 1 个" in done.stdout
    assert "第 5 行：“整改情况”填的是“好了”" in done.stdout
    assert f"等待复查的编号：{mine.pk}" in done.stdout
    assert state(mine) == "待复核"


def test_inbox_is_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XUNJIAN_HOME", str(tmp_path))
    assert "没有要登记的文件" in CliRunner().invoke(app, ["workbook", "inbox"]).stdout
    drop(tmp_path, "a.xlsx", b"no workbook")
    done = CliRunner().invoke(app, ["workbook", "inbox"])
    assert "rejected/" in done.stdout
    assert "不是完整的 .xlsx" in done.stdout
