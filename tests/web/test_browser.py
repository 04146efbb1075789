"""The pages in a real browser: nothing sticks out, nothing is blocked, nobody is shut out.

With XUNJIAN_PICTURES=docs/images/office the pictures of the documentation are made anew.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.web.browsing import CHROMIUM, WIDTHS, log_in, look
from tests.web.seeding import Office, seed_mails, seed_mock
from xunjian.store.models import (
    Case,
    Finding,
    Message,
    MockInspection,
    Probe,
    Scan,
    ScanKind,
    ScanState,
    Site,
    State,
)

MANUSCRIPT = """关于做好冬季安全生产工作的通知
各单位要认真贯彻落实会议精神，按步就班推进各项工作，确保人民群众生命财产安全。
要加强值班值守，既使在节假日也要保持通讯畅通。
对查出的问题要立即整改，决不能走过场；要以身做则，带头遵守各项规定。"""
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not there"),
    pytest.mark.django_db(transaction=True),
]


def pages(office: Office, mock: MockInspection) -> dict[str, str]:
    site, scan = office.site.pk, office.scan.pk
    wrong = office.site.cases.filter(rule="TXT001")[0].pk
    return {
        "today": "/",
        "sites": "/sites/",
        "site-add": "/sites/add/",
        "site": f"/sites/{site}/",
        "site-settings": f"/sites/{site}/settings/",
        "records": f"/sites/{site}/records/",
        "site-profile": f"/sites/{site}/profile/",
        "scan": f"/sites/scans/{scan}/",
        "columns": f"/columns/?site={site}",
        "declare": f"/columns/{site}/declare/?column={office.site.home}tzgg/",
        "findings": "/findings/",
        "unknown": "/findings/?outcome=unknown",
        "cases": "/cases/",
        "case": f"/cases/{wrong}/",
        "evidence": f"/evidence/{wrong}/",
        "evidence-link": f"/evidence/{office.site.cases.filter(rule='LNK002')[0].pk}/",
        "selfcheck": f"/reports/selfcheck/?site={site}",
        "readings": f"/reports/readings/?site={site}",
        "publication": "/publication/",
        "rules": "/rules/",
        "rule": "/rules/UPD002/",
        "scores": f"/scores/?site={site}",
        "mock": f"/mock/?site={site}&day={mock.day}",
        "mock-list": f"/mock/{mock.pk}/findings/?outcome=fail",
        "mock-none": f"/mock/?site={site}&day={mock.day + timedelta(days=7)}",
        "schedule": "/schedule/",
        "clearing": "/schedule/clearing/",
        "accounts": "/accounts/",
        "account-add": "/accounts/add/",
        "account": f"/accounts/{office.liaison.pk}/",
        "units": "/accounts/units/",
        "mails": "/mails/",
        "mail": f"/mails/{Message.objects.latest('pk').pk}/",
        "settings": "/settings/",
        "log": "/log/",
        "password": "/password/",
    }


NARROWEST = """Math.min(...Array.from(document.querySelectorAll("td:not(:first-child, .number, :empty)"), (cell) =>
    cell.getBoundingClientRect().width))"""


def test_on_a_small_screen_no_column_is_squeezed_to_single_characters(
    office: Office, entered: Callable[[str, str], Page]
) -> None:
    Finding.objects.update(text="很长的原文" * 60, message="很长的说明" * 80, column="")
    Site.objects.update(name="名称特别长的示范区人民政府卫生健康局")
    site, case = office.site.pk, office.site.cases.filter(rule="TXT001")[0].pk
    page = entered("clerk", "small")
    for address in ("/", "/cases/", f"/cases/{case}/", f"/columns/?site={site}", "/schedule/", "/mails/"):
        page.goto(address)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), address
        assert page.evaluate(NARROWEST) > 50, address


def _leave_something_to_clear(office: Office) -> None:
    folder = office.site.folder / "snapshots" / "20260901-013000"
    folder.mkdir()
    (folder / "snapshot.sqlite").write_bytes(b"x" * 3_000_000)
    for path in (folder / "snapshot.sqlite", folder):
        os.utime(path, (0, 0))


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_fits_its_window_and_shuts_nobody_out(
    width: str, office: Office, mocked: Path, entered: Callable[[str, str], Page]
) -> None:
    mock = seed_mock(office, mocked)
    seed_mails(office)
    page, faults = entered("clerk", width), []
    _leave_something_to_clear(office)
    for name, address in pages(office, mock).items():
        page.goto(address)
        faults += look(page, name, width)
    page.locator("form[action='/logout/']").evaluate("form => form.submit()")
    page.wait_for_url("**/login/")
    faults += look(page, "login", width)
    assert faults == []


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_what_went_wrong_shut_nobody_out(
    width: str, office: Office, browser: Browser, live_server: LiveServer
) -> None:
    wide, high = WIDTHS[width]
    page = browser.new_context(
        base_url=live_server.url, viewport={"width": wide, "height": high}, locale="zh-CN"
    ).new_page()
    log_in(page, "liaison")
    for name, address, words in (("missing", "/nowhere/", "没有"), ("forbidden", "/accounts/", "不能")):
        page.goto(address)
        expect(page.get_by_role("main")).to_contain_text(words)
        assert look(page, name, width) == []
    page.context.close()


def test_the_menu_of_a_phone_opens_and_leads_on(office: Office, entered: Callable[[str, str], Page]) -> None:
    page = entered("clerk", "phone")
    entry = page.get_by_role("navigation", name="主菜单").get_by_role("link", name="栏目")
    assert not entry.is_visible()
    page.get_by_role("button", name="菜单").click()
    entry.click()
    assert page.get_by_role("heading", level=1).inner_text() == "栏目"


def test_charts_are_drawn(office: Office, entered: Callable[[str, str], Page]) -> None:
    page = entered("clerk", "desk")
    for address, name in (
        (f"/sites/{office.site.pk}/", "首页探测"),
        (f"/columns/?site={office.site.pk}", "每天发布"),
    ):
        page.goto(address)
        drawing = page.get_by_role("img", name=name).locator("svg")
        drawing.wait_for()
        assert drawing.locator("path").count() > 10


def test_progress_moves_while_the_page_is_open_and_ends(
    office: Office, entered: Callable[[str, str], Page]
) -> None:
    scan = Scan.objects.create(
        site=office.site, kind=ScanKind.AUDIT, state=ScanState.RUNNING, stage="采集", pages=3, known=40,
        reference_time=office.scan.reference_time,
    )  # fmt: skip
    page = entered("clerk", "desk")
    page.goto(f"/sites/{office.site.pk}/")
    page.get_by_text("已看 3 页").wait_for()
    Scan.objects.filter(pk=scan.pk).update(pages=21)
    page.get_by_text("已看 21 页").wait_for()
    look(page, "site-running", "desk")
    Scan.objects.filter(pk=scan.pk).update(state=ScanState.FINISHED)
    page.get_by_role("button", name="现在检查").wait_for()
    assert page.get_by_role("status").count() == 0


def test_asked_before_deleting(office: Office, entered: Callable[[str, str], Page]) -> None:
    page = entered("clerk", "desk")
    page.goto(f"/sites/{office.site.pk}/")
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    before = office.site.ownerships.count()
    page.locator("#ownerships").get_by_role("button", name="删除").first.click()
    assert "取消" in asked[0]
    assert office.site.ownerships.count() == before
    assert Probe.objects.exists()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_veto_risk_is_seen_at_once(width: str, office: Office, entered: Callable[[str, str], Page]) -> None:
    case = office.site.cases.filter(rule="UPD003")[0]
    Case.objects.filter(pk=case.pk).update(severity="veto")
    page = entered("leader", width)
    risks = page.locator("#vetoes")
    expect(risks.get_by_role("heading", name="单项否决风险")).to_be_in_viewport()
    expect(risks.get_by_role("link", name=case.finding.name)).to_have_attribute("href", f"/cases/{case.pk}/")
    assert look(page, "today-veto", width) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_year_is_drawn_beside_the_reports(
    width: str, office: Office, entered: Callable[[str, str], Page]
) -> None:
    now = timezone.now()
    for number, case in enumerate(Case.objects.all()):
        case.confirmed, case.found_at = True, now - timedelta(days=number * number % 150)
        if number % 3:
            case.state, case.closed_at = State.CLOSED, now - timedelta(days=number * number % 150 // 2)
        case.save()
    page = entered("clerk", width)
    page.goto("/reports/")
    bars = page.get_by_role("img", name="近 12 个月").locator("svg path[fill='#b3261e']")
    bars.first.wait_for(state="attached")
    assert max(box["height"] for bar in bars.all() if (box := bar.bounding_box())) > 50
    assert look(page, "reports", width) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_manuscript_is_marked_and_saved(
    width: str, office: Office, entered: Callable[[str, str], Page]
) -> None:
    page = entered("liaison", width)
    page.goto("/publication/")
    page.get_by_label("粘贴文字").fill(MANUSCRIPT)
    page.get_by_role("button", name="检查").click()
    assert page.locator("mark.sure").count() > 0
    assert look(page, "publication-marked", width) == []
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载标出问题的网页").click()
    assert saved.value.suggested_filename == "审核结果.html"
    assert "<del>" in saved.value.path().read_text(encoding="utf-8")


def test_the_documentation_of_the_api_needs_nothing_from_afar(
    office: Office, entered: Callable[[str, str], Page]
) -> None:
    page = entered("leader", "desk")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/api/docs")
    page.get_by_text("/api/proofread").wait_for()
    assert all(url.startswith((page.url.split("/api/")[0], "data:")) for url in asked)
