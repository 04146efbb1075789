"""Looking at pages in a real browser."""

from __future__ import annotations

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.web.seeding import PASSWORD

CHROMIUM = Path("/usr/bin/chromium")
WIDTHS = {"desk": (1366, 768), "phone": (390, 844)}
SIZES = {**WIDTHS, "small": (1024, 768)}  # an old screen or a projector; no pictures of it
PICTURES = os.environ.get("XUNJIAN_PICTURES", "")


def log_in(page: Page, username: str) -> None:
    page.goto("/login/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()


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
