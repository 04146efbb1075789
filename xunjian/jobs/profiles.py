"""The profile of a site as the office keeps it."""

from __future__ import annotations

from portal.profile import Profile, default_profile, read_profile
from xunjian.store.models import Site


def profile_of_site(site: Site) -> Profile:
    """Raises ProfileError."""
    if not site.profile.strip():
        return default_profile(site.home)
    return read_profile(site.profile, f"「{site.name}」的网站配置")
