"""Size, SHA-256 and SM3 of a file, as manifests list them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

CHUNK = 1 << 20


def entry(path: Path) -> dict[str, Any]:
    """name, size (bytes), sha256, sm3 (hex)."""
    return {"name": path.name, "size": path.stat().st_size, **hashes(path)}


def hashes(path: Path) -> dict[str, str]:
    sha, sm3 = hashlib.sha256(), hashlib.new("sm3")
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            sha.update(chunk)
            sm3.update(chunk)
    return {"sha256": sha.hexdigest(), "sm3": sm3.hexdigest()}
