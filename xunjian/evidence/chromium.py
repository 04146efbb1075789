"""The browser that takes pictures: the Chromium of the system, driven by Playwright (extra `browser`)."""

from __future__ import annotations

import shutil
from importlib.util import find_spec

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
NEEDS = "需要时请管理员安装 Chromium 和 xunjian[browser]"


def browser() -> str | None:
    """Where it is; None where no picture can be taken."""
    if find_spec("playwright") is None:
        return None
    return next(filter(None, map(shutil.which, NAMES)), None)
