"""The daily work on problems, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from reports.workbook import write_unit_workbook
from reports.workbook.unit import HEADER, HEADINGS, HIDDEN, STATUS
from tests.web.browsing import CHROMIUM, log_in
from tests.web.seeding import Office
from xunjian.mail.lines import open_cases, unit_list
from xunjian.store.models import Case, State
from xunjian.store.models import Office as OfficeRow

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not there"),
    pytest.mark.django_db(transaction=True),
]


def test_the_queue_is_worked_off_by_keyboard(office: Office, entered: Callable[[str, str], Page]) -> None:
    page = entered("clerk", "desk")
    page.goto("/findings/")
    items = [
        int(str(each.get_attribute("id")).removeprefix("case-")) for each in page.locator(".review").all()
    ]
    expect(page.locator(f"#case-{items[0]}")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator(f"#case-{items[1]}")).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("y")
    expect(page.locator(f"#case-{items[0]}")).to_contain_text("确认属实：")
    expect(page.locator(f"#case-{items[1]}")).to_be_focused()
    page.keyboard.press("n")
    page.keyboard.type("yjn 是专有名词")
    page.keyboard.press("Enter")
    expect(page.locator(f"#case-{items[1]}")).to_contain_text("判为误报：")
    expect(page.locator(f"#case-{items[2]}")).to_be_focused()
    page.keyboard.press("a")
    page.locator(f"#case-{items[2]}").get_by_label("责任单位").select_option(label="区司法局")
    page.locator(f"#case-{items[2]}").get_by_role("button", name="确定分派").click()
    expect(page.locator(f"#case-{items[2]} .review-head")).to_contain_text("区司法局")
    confirmed, dismissed, assigned = (Case.objects.get(pk=number) for number in items[:3])
    assert confirmed.confirmed
    assert (dismissed.state, dismissed.events.last().note) == (State.DISMISSED, "yjn 是专有名词")
    assert str(assigned.unit) == "区司法局"


def test_several_cases_are_confirmed_and_assigned_at_once(
    office: Office, entered: Callable[[str, str], Page]
) -> None:
    page = entered("clerk", "desk")
    page.goto("/cases/?state=new")
    page.get_by_label("全选本页").check()
    page.get_by_label("对勾选的问题", exact=True).select_option("confirm")
    page.get_by_role("button", name="执行").click()
    expect(page.get_by_role("status")).to_contain_text("确认属实")
    assert page.url.endswith("/cases/?state=new")
    assert not office.site.cases.filter(state=State.NEW, confirmed=False).exists()
    page.get_by_label("选择", exact=False).first.check()
    page.get_by_label("对勾选的问题", exact=True).select_option("assign")
    page.get_by_label("分派给").select_option(label="区发展改革局")
    page.get_by_role("button", name="执行").click()
    expect(page.locator("tbody tr").first).to_contain_text("区发展改革局")


def test_the_ledger_is_taken_away_and_a_filled_workbook_brought_back(
    office: Office, entered: Callable[[str, str], Page], tmp_path: Path
) -> None:
    unit = office.liaison.unit
    unit.cases.update(confirmed=True, state=State.NOTIFIED)
    path = write_unit_workbook(
        unit_list(unit, open_cases(unit), OfficeRow.current(), timezone.now()), tmp_path
    )
    book = load_workbook(path)
    sheet = book["整改台账"]
    row = next(row[0] for row in sheet.iter_rows(min_row=HEADER + 1) if isinstance(row[0].value, int))
    sheet.cell(row.row, (*HEADINGS, *HIDDEN).index(STATUS) + 1, "已整改")
    book.save(path)
    page = entered("liaison", "phone")
    page.goto("/cases/")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载表格").click()
    download.value.save_as(tmp_path / "taken.xlsx")
    assert download.value.suggested_filename.startswith("台账-")
    taken = load_workbook(tmp_path / "taken.xlsx").active
    assert {line[0].value for line in taken.iter_rows(min_row=2)} == set(
        unit.cases.values_list("pk", flat=True)
    )
    page.get_by_label("填好的《整改台账》").set_input_files(path)
    page.get_by_role("button", name="交回").click()
    expect(page.get_by_role("status")).to_contain_text("报告已改 1 个")
    assert Case.objects.get(pk=row.value).state == State.CLAIMED


def test_what_did_not_reach_the_office_is_said(
    office: Office, browser: Browser, live_server: LiveServer
) -> None:
    page = browser.new_context(base_url=live_server.url).new_page()
    log_in(page, "clerk")
    page.goto("/findings/")
    expect(page.locator(".review").first).to_be_focused()
    page.context.set_offline(True)
    page.keyboard.press("y")
    expect(page.get_by_role("alert")).to_contain_text("没有成功")
    page.context.set_offline(False)
    page.locator(".review").first.get_by_role("button", name="确认属实").click()
    expect(page.locator("[data-done]")).to_have_count(1)
    expect(page.get_by_role("alert")).to_have_count(0)
    page.context.close()
