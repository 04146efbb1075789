"""Column inventory: which 栏目 a site has, of which kind, with which entries."""

from __future__ import annotations

from portal.column import Column
from portal.profile import Profile
from portal.snapshot import Snapshot


def learn_columns(snapshot: Snapshot, profile: Profile) -> tuple[Column, ...]:
    """Columns of the profile, then those learned from navigation, breadcrumbs, ColumnName and lists."""
    return ()
