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
    """Where a scan goes: a new folder, or one that was stopped; and the finished scan before it.

    complete: everything is gathered already.
    """

    folder: Path
    resume: bool
    previous: Path | None
    complete: bool = False


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


def plan_own(output: Path, profile: Profile, now: datetime, name: str) -> Plan:
    """Go on in the scan's own folder, `name`, whatever other scans were stopped; a new one where that cannot be."""
    scans = sorted((output / "snapshots").glob("*/"), reverse=True)
    own = next((scan for scan in scans if scan.name == name), None)
    state = _state(own, profile) if own else ""
    earlier = (scan for scan in scans if scan != own and _state(scan, profile) == "finished")
    previous = next(earlier, None)
    if own and state:
        return Plan(own, state == "stopped", previous, complete=state == "finished")
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
