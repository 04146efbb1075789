"""cleared.json: what was taken away from a sealed snapshot on purpose, when and why. Its manifest stays as it was sealed,
so that the next snapshot's chain to it holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from portal.errors import SnapshotError
from portal.snapshot.hashes import entry, hashes

FILE = "cleared.json"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Cleared:
    """removed: names of files · added: entries (as manifests have them) of what was written in their place · manifest:
    SHA-256 of the manifest then · at, why: of the last time.
    """

    manifest: str
    removed: frozenset[str]
    added: tuple[dict[str, Any], ...]
    at: str
    why: str


def read_cleared(folder: Path) -> Cleared | None:
    """None for a snapshot nothing was taken from. Raises SnapshotError for a record that is damaged."""
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        steps = told["steps"]
        removed = frozenset(name for step in steps for name in step["removed"])
        added = {e["name"]: e for step in steps for e in step["added"] if e["name"] not in removed}
        return Cleared(told["manifest"], removed, (*added.values(),), steps[-1]["at"], steps[-1]["why"])
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise SnapshotError(f"清理记录已损坏：{path}") from error


def note(folder: Path, at: datetime, why: str, removed: Iterable[str], added: Iterable[Path] = ()) -> None:
    """One more step. Written before anything is removed: a clearing that is broken off is known by it."""
    path, draft = folder / FILE, folder / (FILE + ".part")
    earlier = json.loads(path.read_text(encoding="utf-8"))["steps"] if read_cleared(folder) else []
    step = {
        "at": at.isoformat(),
        "why": why,
        "removed": sorted(removed),
        "added": [entry(each) for each in added],
    }
    told = {"schema": 1, "manifest": hashes(folder / MANIFEST)["sha256"], "steps": [*earlier, step]}
    draft.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(path)
