"""The output folder of a site: reports at the top, one folder a scan under `snapshots/`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from portal.errors import SnapshotError
from portal.profile import Profile
from portal.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the next scan goes: a new folder, or one that was stopped; and the finished scan before it."""

    folder: Path
    resume: bool
    previous: Path | None


def plan_scan(output: Path, profile: Profile, now: datetime, *, fresh: bool = False) -> Plan:
    """Go on with the newest scan if it was stopped and the profile is the same; else start a new one.

    `fresh` asks everything anew: no earlier scan is built upon.
    """
    scans = sorted((output / "snapshots").glob("*/"), reverse=True)
    finished = next((scan for scan in scans if _state(scan, profile) == "finished"), None)
    previous = None if fresh else finished
    if scans and not fresh and _state(scans[0], profile) == "stopped":
        return Plan(scans[0], True, previous)
    return Plan(_free(output / "snapshots", now.strftime("%Y%m%d-%H%M%S")), False, previous)


def _free(parent: Path, name: str) -> Path:
    folder, number = parent / name, 1
    while folder.exists():
        number += 1
        folder = parent / f"{name}-{number}"
    return folder


def _state(folder: Path, profile: Profile) -> str:
    """ "finished", "stopped" (resumable with this profile) or "" (damaged, or of another profile)."""
    try:
        snapshot = Snapshot.open(folder, unfinished=True)
    except SnapshotError:
        return ""
    try:
        if snapshot.finished:
            return "finished"
        return "stopped" if snapshot.profile.digest == profile.digest else ""
    except SnapshotError:
        return ""
    finally:
        snapshot.close()
