"""The pages in a real browser: nothing sticks out, nothing is blocked, nobody is shut out.

With XUNJIAN_PICTURES=docs/images/office the pictures of the documentation are made anew.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.web.seeding import PASSWORD, Office
from xunjian.store.models import Probe, Scan, ScanKind, ScanState

CHROMIUM = Path("/usr/bin/chromium")
WIDTHS = {"desk": (1366, 768), "phone": (390, 844)}
PICTURES = os.environ.get("XUNJIAN_PICTURES", "")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not there"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the thread of the tests
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def entered(browser: Browser, live_server: LiveServer) -> Iterator[Callable[[str, str], Page]]:
    """Opens a window of one of the WIDTHS with an account logged in; at the end nothing may have been blocked."""
    contexts, told = [], []

    def enter(username: str, width: str) -> Page:
        wide, high = WIDTHS[width]
        contexts.append(
            browser.new_context(
                base_url=live_server.url, viewport={"width": wide, "height": high}, locale="zh-CN"
            )
        )
        page = contexts[-1].new_page()
        page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto("/login/")
        page.get_by_label("用户名").fill(username)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        return page

    yield enter
    for context in contexts:
        context.close()
    assert told == []


def pages(office: Office) -> dict[str, str]:
    site, scan = office.site.pk, office.scan.pk
    return {
        "today": "/",
        "sites": "/sites/",
        "site-add": "/sites/add/",
        "site": f"/sites/{site}/",
        "site-settings": f"/sites/{site}/settings/",
        "site-profile": f"/sites/{site}/profile/",
        "scan": f"/sites/scans/{scan}/",
        "columns": f"/columns/?site={site}",
        "declare": f"/columns/{site}/declare/?column={office.site.home}tzgg/",
        "rules": "/rules/",
        "rule": "/rules/UPD002/",
        "schedule": "/schedule/",
        "accounts": "/accounts/",
        "account-add": "/accounts/add/",
        "account": f"/accounts/{office.liaison.pk}/",
        "units": "/accounts/units/",
        "settings": "/settings/",
        "log": "/log/",
        "password": "/password/",
        "missing": "/nowhere/",
    }


def look(page: Page, name: str, width: str) -> list[str]:
    """What is wrong with the page that is open: sideways scrolling, faults axe calls serious."""
    if PICTURES:
        folder = Path(PICTURES)
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}-{width}.png")
    faults = []
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        faults.append(f"{name} {width}: wider than the window")
    for violation in Axe().run(page).response["violations"]:
        if violation["impact"] in {"serious", "critical"}:
            where = violation["nodes"][0]["html"][:120]
            faults.append(f"{name} {width}: {violation['id']} ×{len(violation['nodes'])} {where}")
    return faults


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_fits_its_window_and_shuts_nobody_out(
    width: str, office: Office, entered: Callable[[str, str], Page]
) -> None:
    page, faults = entered("clerk", width), []
    for name, address in pages(office).items():
        if name != "missing":
            page.goto(address)
            faults += look(page, name, width)
    page.locator("form[action='/logout/']").evaluate("form => form.submit()")
    page.wait_for_url("**/login/")
    faults += look(page, "login", width)
    assert faults == []


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
