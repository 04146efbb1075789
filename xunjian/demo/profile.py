"""The profile of the sample portal."""

from __future__ import annotations

from importlib.resources import files


def sample_profile(home: str) -> str:
    """Its TOML, with the address (http://…/) the portal answers at."""
    template = (files("xunjian.demo") / "profile.toml").read_text(encoding="utf-8")
    return template.replace("@HOME@", home)
