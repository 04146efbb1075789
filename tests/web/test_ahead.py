"""模拟检查 and 站外记录 in a real browser: asked for, watched, read, printed and saved; handed in, refused, taken, withdrawn."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.jobs.clockwork import work_off
from tests.web.browsing import CHROMIUM, WIDTHS, look
from tests.web.seeding import MOCK_DAY, Office, seed_mock
from xunjian.jobs.queues import MOCKS
from xunjian.store.models import MockInspection, RecordUpload, ScanState

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not there"),
    pytest.mark.django_db(transaction=True),
]
LETTERS = "编号,标题,来信时间,答复时间\n1,道路积水,2026-07-01,2026-07-09\n2,路灯不亮,2026-07-02,\n"
WRONG = "编号,标题,来信时间\n1,道路积水,上周\n2,,2026-07-02\n3,路灯不亮,2026-02-30\n"


def test_asked_for_watched_and_saved(
    office: Office, entered: Callable[[str, str], Page], tmp_path: Path
) -> None:
    page = entered("clerk", "desk")
    page.goto("/")
    page.get_by_role("link", name=f"模拟检查 {office.site}").click()
    expect(page.get_by_label("检查日")).to_have_value(MOCK_DAY.isoformat())
    page.get_by_role("button", name="开始模拟").click()
    expect(page.locator("#progress")).to_contain_text("排队中")
    MockInspection.objects.update(state=ScanState.RUNNING, stage="检查", pages=120, known=267)
    expect(page.locator("#progress")).to_contain_text("120 / 267 页")
    assert look(page, "mock-running", "desk") == []
    MockInspection.objects.update(state=ScanState.QUEUED)
    work_off(MOCKS)
    expect(page.get_by_role("heading", name="到那天超期的栏目")).to_be_visible(timeout=10_000)
    with page.expect_download() as saved:
        page.get_by_role("link", name="整改台账（Excel）").click()
    assert saved.value.suggested_filename == f"模拟检查-{MOCK_DAY}-整改台账.xlsx"
    saved.value.save_as(tmp_path / "book.xlsx")
    assert load_workbook(tmp_path / "book.xlsx").sheetnames


def test_a_number_leads_to_its_list_and_back(
    office: Office, mocked: Path, entered: Callable[[str, str], Page]
) -> None:
    mock = seed_mock(office, mocked)
    page = entered("leader", "desk")
    page.goto(f"/mock/?site={office.site.pk}&day={mock.day}")
    tile = page.locator(".tile", has_text="确定的问题")
    number = tile.locator(".tile-count").inner_text()
    tile.click()
    expect(page.get_by_role("main")).to_contain_text(f"共 {number} 个")
    page.get_by_role("link", name=mock.day.isoformat()).click()
    expect(page.get_by_role("heading", name="有风险的单项否决项")).to_be_visible()


def test_only_the_content_is_printed(
    office: Office, mocked: Path, entered: Callable[[str, str], Page]
) -> None:
    mock = seed_mock(office, mocked)
    page = entered("leader", "desk")
    page.goto(f"/mock/?site={office.site.pk}&day={mock.day}")
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="打印").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    for gone in (
        page.get_by_role("navigation", name="主菜单"),
        page.locator(".filters"),
        page.locator(".downloads"),
    ):
        expect(gone).to_be_hidden()
    expect(page.get_by_role("heading", name="到那天超期的栏目")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_unit_reads_its_own_columns(
    width: str, office: Office, mocked: Path, entered: Callable[[str, str], Page]
) -> None:
    mock = seed_mock(office, mocked)
    office.site.ownerships.all().delete()
    office.site.ownerships.create(unit=office.liaison.unit, column="要闻动态")
    office.site.cases.filter(rule__startswith="UPD").update(unit=None)
    page = entered("liaison", width)
    page.goto(f"/mock/?site={office.site.pk}&day={mock.day}")
    expect(page.locator("#late tbody tr")).to_have_count(1)
    expect(page.locator("#late tbody")).to_contain_text("要闻动态")
    assert look(page, "mock-unit", width) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_handed_in_refused_taken_withdrawn(
    width: str, office: Office, entered: Callable[[str, str], Page], tmp_path: Path
) -> None:
    wrong, right = tmp_path / "信件-1.csv", tmp_path / "信件-2.csv"
    wrong.write_text(WRONG, encoding="gb18030")
    right.write_text(LETTERS, encoding="gb18030")
    page = entered("clerk", width)
    page.goto(f"/sites/{office.site.pk}/")
    page.get_by_role("link", name="站外记录").click()
    letters = page.locator("#letters")
    with page.expect_download() as saved:
        letters.get_by_role("link", name="下载样表").click()
    assert saved.value.suggested_filename == "留言-样表.csv"
    letters.get_by_label("文件").set_input_files(wrong)
    letters.get_by_role("button", name="上传").click()
    expect(letters.get_by_role("alert")).to_contain_text("第 2 行：「来信时间」写的是“上周”，看不懂")
    expect(letters.get_by_role("alert")).to_contain_text(
        "第 4 行：「来信时间」写的是“2026-02-30”，没有这一天"
    )
    assert look(page, "records-refused", width) == []
    letters.get_by_label("文件").set_input_files(right)
    letters.get_by_role("button", name="上传").click()
    expect(page.get_by_role("status")).to_contain_text("已采用「信件-2.csv」的 2 行")
    letters.get_by_label("文件").set_input_files(right)
    letters.get_by_label("原来上传的").select_option(label="全部换成这个文件")
    letters.get_by_role("button", name="上传").click()
    expect(page.get_by_role("status")).to_contain_text("替换了原来的 2 行")
    assert look(page, "records-taken", width) == []
    page.once("dialog", lambda dialog: dialog.accept())
    letters.get_by_role("button", name="撤回").click()
    expect(page.get_by_role("status")).to_contain_text("以后的检查不再使用")
    expect(letters.get_by_role("heading")).to_have_text(re.compile("还没有上传"))
    assert not RecordUpload.objects.exclude(told="").exists()
    assert timezone.now() - RecordUpload.objects.latest("uploaded_at").uploaded_at < timedelta(minutes=5)
