"""A picture of an archived page with the fault in view, where a Chromium and Playwright (extra `browser`) are installed.

The page comes from the archive: nothing is asked of the site, no script runs.
"""

from __future__ import annotations

import os
from pathlib import Path

from portal.errors import OutputError
from reports.files import replacing
from xunjian.evidence.chromium import NEEDS, browser
from xunjian.evidence.rendering import FAULT
from xunjian.store.models import Finding

MISSING = f"本机没有装浏览器组件，不能生成截图；{NEEDS}"
SIZE = (1280, 900)
_ADDRESS = "http://archived.invalid/"  # answered from the archive; nothing else is answered


def picture_file(finding: Finding, place: int) -> Path:
    """Where the picture of one of the places of a finding is kept."""
    return finding.scan.site.folder / "pictures" / f"{finding.pk}-{place}.png"


def take(html: str, path: Path) -> None:
    """Raises OutputError where no browser is installed, or it fails."""
    chromium = browser()
    if chromium is None:
        raise OutputError(MISSING)
    from playwright.sync_api import Error, Route, sync_playwright  # noqa: PLC0415 - optional

    def answer(route: Route) -> None:
        if route.request.url == _ADDRESS:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        else:
            route.abort()

    path.parent.mkdir(parents=True, exist_ok=True)
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses root its sandbox
    try:
        with sync_playwright() as playwright, replacing(path) as draft:
            window = playwright.chromium.launch(executable_path=chromium, args=arguments)
            width, height = SIZE
            page = window.new_context(
                viewport={"width": width, "height": height}, java_script_enabled=False
            ).new_page()
            page.route("**/*", answer)
            page.goto(_ADDRESS)
            if (fault := page.locator(f"#{FAULT}")).count():
                fault.scroll_into_view_if_needed()
            draft.write_bytes(page.screenshot())
            window.close()
    except Error as error:
        raise OutputError(f"截图没有生成：{error.message.splitlines()[0]}") from error
