"""The profile of a site as the office keeps it: its TOML, and what units declared on its pages."""

from __future__ import annotations

from collections.abc import Iterable

from checks.inventory.vocabulary import guess_kind
from portal.profile import ColumnConfig, DeclarationConfig, Profile, default_profile, read_profile
from xunjian.store.models import Declaration, Site

UNNAMED = "信息科"


def profile_of_site(site: Site) -> Profile:
    """Raises ProfileError."""
    text = site.profile.strip()
    profile = read_profile(text, f"「{site.name}」的网站配置") if text else default_profile(site.home)
    declared = {
        told.column_url: told for told in site.declarations.order_by("until", "id")
    }  # the last to end holds
    return _with_declarations(profile, declared.values()) if declared else profile


def _with_declarations(profile: Profile, declared: Iterable[Declaration]) -> Profile:
    columns = {column.url: column for column in profile.columns}
    for told in declared:
        column = _column(told)
        known = columns.get(column.url, column)
        if known.declaration is None or known.declaration.until <= told.until:
            known = known.model_copy(update={"declaration": column.declaration})
        columns[column.url] = known
    return profile.model_copy(update={"columns": tuple(columns.values())})


def _column(told: Declaration) -> ColumnConfig:
    """A column the program found by itself becomes one of the profile when a unit declares on it."""
    by = str(told.made_by) if told.made_by else UNNAMED
    return ColumnConfig(
        name=told.column_name,
        url=told.column_url,
        kind=guess_kind(told.column_name).kind,
        declaration=DeclarationConfig(reason=told.reason, by=by, until=told.until),
    )
