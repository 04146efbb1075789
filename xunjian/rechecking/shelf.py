"""Where errands are kept, and the whole scan they are judged within. Errands lie beside the scans, never among them."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from portal.errors import OutputError, SnapshotError, why
from portal.snapshot import Snapshot

FOLDER = "rechecks"


def new_folder(parent: Path, at: datetime) -> Path:
    """An empty folder for one errand. Raises OutputError."""
    try:
        (parent / FOLDER).mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f"{at:%Y%m%d-%H%M%S}-", dir=parent / FOLDER))
    except OSError as error:
        raise OutputError(f"写不进文件夹 {parent}：{why(error)}；请检查权限和剩余空间") from error


def is_whole(folder: Path) -> bool:
    """Whether a finished scan lies there, unharmed enough to be read."""
    try:
        Snapshot.open(folder).close()
    except SnapshotError:
        return False
    return True
