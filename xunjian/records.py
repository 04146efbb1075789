"""Records named on the command line or in a profile file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from portal.profile import Profile
from portal.record_files import read_accounts, read_letters, read_visits
from portal.records import Records

READERS = {"visits": read_visits, "letters": read_letters, "accounts": read_accounts}


@dataclass(frozen=True, slots=True)
class RecordFiles:
    """CSV files; None: none named."""

    visits: Path | None = None
    letters: Path | None = None
    accounts: Path | None = None

    def read(self, profile: Profile | None = None, folder: Path | None = None) -> Records:
        """Files not named here are those of the profile; its paths start from `folder`. Raises RecordsError."""
        told = Records()
        for kind, reader in READERS.items():
            named = getattr(self, kind)
            configured = getattr(profile.records, kind) if profile and folder else ""
            if path := named or (folder / configured if folder and configured else None):
                told = told.over(reader(path))
        return told
