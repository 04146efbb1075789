"""The profile of the sample portal."""

from __future__ import annotations

from importlib.resources import files
from urllib.parse import urlsplit


def sample_profile(home: str, away: str) -> str:
    """Its TOML, with the addresses (http://…/) the portal and the other sample host answer at."""
    template = (files("xunjian.demo") / "profile.toml").read_text(encoding="utf-8")
    return template.replace("@HOME@", home).replace("@AWAY@", urlsplit(away).netloc)
