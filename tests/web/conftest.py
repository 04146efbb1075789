"""One scan of the sample portal for all tests of the pages, and an office that holds it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.web.browsing import CHROMIUM, SIZES, log_in
from tests.web.seeding import Office, audit_demo, mock_demo, seed


@pytest.fixture(scope="session")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return audit_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="session")
def mocked(audited: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mock_demo(audited, tmp_path_factory.mktemp("mock") / "reports")


@pytest.fixture
def office(db: None, audited: Path) -> Iterator[Office]:
    made = seed(audited)
    yield made
    shutil.rmtree(made.site.folder)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the thread of the tests
    with sync_playwright() as playwright:
        chinese = {**os.environ, "LANGUAGE": "zh_CN"}  # as in an office, where chromium-l10n is installed
        yield playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"], env=chinese)
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def entered(browser: Browser, live_server: LiveServer) -> Iterator[Callable[[str, str], Page]]:
    """Opens a window of one of the SIZES with an account logged in; at the end nothing may have been blocked."""
    contexts, told = [], []

    def enter(username: str, width: str) -> Page:
        wide, high = SIZES[width]
        contexts.append(
            browser.new_context(
                base_url=live_server.url, viewport={"width": wide, "height": high}, locale="zh-CN"
            )
        )
        page = contexts[-1].new_page()
        page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: told.append(str(error)))
        log_in(page, username)
        return page

    yield enter
    for context in contexts:
        context.close()
    assert told == []
