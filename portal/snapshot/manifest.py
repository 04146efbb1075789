"""manifest.json: size, SHA-256 and SM3 of every file, chained to the snapshot before it. Needs no network."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from portal.errors import SnapshotError

FILE = "manifest.json"
CHUNK = 1 << 20


def seal(folder: Path, facts: dict[str, str], previous: Path | None) -> Path:
    """Write the manifest of a finished snapshot; `previous` is the folder of the scan before it."""
    before = None
    if previous and (previous / FILE).is_file():
        before = {"folder": previous.name, "sha256": _hashes(previous / FILE)["sha256"]}
    files = [
        {"name": path.name, "size": path.stat().st_size, **_hashes(path)}
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name != FILE
    ]
    target = folder / FILE
    draft = folder / (FILE + ".part")
    content = {"schema": 1, **facts, "previous": before, "files": files}
    draft.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(target)
    return target


def verify(folder: Path) -> list[str]:
    """What is wrong with a snapshot, one Chinese line each; empty when every file is as sealed."""
    manifest = _load(folder)
    problems = []
    for entry in manifest["files"]:
        path = folder / entry["name"]
        if not path.is_file():
            problems.append(f"缺少文件：{entry['name']}")
        elif path.stat().st_size != entry["size"]:
            problems.append(
                f"文件大小变了：{entry['name']}（原 {entry['size']} 字节，现 {path.stat().st_size} 字节）"
            )
        elif any(value != entry[key] for key, value in _hashes(path).items()):
            problems.append(f"文件内容被改动：{entry['name']}")
    listed = {entry["name"] for entry in manifest["files"]} | {FILE}
    problems += [
        f"多出文件：{p.name}" for p in sorted(folder.iterdir()) if p.is_file() and p.name not in listed
    ]
    if not _chained(folder, manifest.get("previous")):
        problems.append("上一次快照的清单被改动，与本次记录的不符")
    return problems


def before(folder: Path) -> Path | None:
    """The snapshot a snapshot was built upon, where it still lies beside it."""
    if not (folder / FILE).is_file():
        return None
    earlier = _load(folder).get("previous")
    found = folder.parent / earlier["folder"] if earlier else None
    return found if found and (found / FILE).is_file() else None


def _chained(folder: Path, before: dict[str, str] | None) -> bool:
    """Whether the snapshot before this one, where it still lies beside it, is the one that was sealed."""
    if before is None or not (earlier := folder.parent / before["folder"] / FILE).is_file():
        return True
    return _hashes(earlier)["sha256"] == before["sha256"]


def _load(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except OSError as error:
        raise SnapshotError(f"这里没有封存的快照：{folder}（缺少 {FILE}，可能采集尚未完成）") from error
    except ValueError as error:
        raise SnapshotError(f"快照清单已损坏：{folder / FILE}") from error
    if not isinstance(manifest, dict) or manifest.get("schema") != 1 or "files" not in manifest:
        raise SnapshotError(f"快照清单不是本程序写的：{folder / FILE}")
    return manifest


def _hashes(path: Path) -> dict[str, str]:
    sha, sm3 = hashlib.sha256(), hashlib.new("sm3")
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            sha.update(chunk)
            sm3.update(chunk)
    return {"sha256": sha.hexdigest(), "sm3": sm3.hexdigest()}
