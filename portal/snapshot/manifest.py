"""manifest.json: size, SHA-256 and SM3 of every file, chained to the snapshot before it. Needs no network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from portal.errors import SnapshotError
from portal.snapshot import cleared, schema
from portal.snapshot.hashes import entry, hashes

FILE = cleared.MANIFEST


def seal(folder: Path, facts: dict[str, str], previous: Path | None) -> Path:
    """Write the manifest of a finished snapshot; `previous` is the folder of the scan before it."""
    before = None
    if previous and (previous / FILE).is_file():
        before = {"folder": previous.name, "sha256": hashes(previous / FILE)["sha256"]}
    files = [entry(path) for path in sorted(folder.iterdir()) if path.is_file() and path.name != FILE]
    target = folder / FILE
    draft = folder / (FILE + ".part")
    content = {"schema": 1, **facts, "previous": before, "files": files}
    draft.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(target)
    return target


def verify(folder: Path) -> list[str]:
    """What is wrong with a snapshot, one Chinese line each; empty when every file is as sealed, or was taken away as its
    record of clearing says, and the manifests before it are those it is chained to.
    """
    manifest, gone = load(folder), cleared.read_cleared(folder)
    there = [e for e in manifest["files"] if not gone or e["name"] not in gone.removed]
    if gone:
        there += gone.added
    problems = [problem for each in there for problem in _compare(folder, each)]
    listed = {each["name"] for each in there} | {FILE} | ({cleared.FILE} if gone else set())
    problems += [
        f"多出文件：{p.name}" for p in sorted(folder.iterdir()) if p.is_file() and p.name not in listed
    ]
    if gone and gone.manifest != hashes(folder / FILE)["sha256"]:
        problems.append("清单被改动，与清理时记录的不符")
    return problems + list(_breaks(folder))


def intact(folder: Path) -> None:
    """Raises SnapshotError where the database of a sealed snapshot is not as it was sealed."""
    if not (folder / FILE).is_file() or not (folder / schema.FILE).is_file():
        return  # whoever opens it says so
    for each in load(folder)["files"]:
        if each["name"] == schema.FILE:
            for problem in _compare(folder, each):
                raise SnapshotError(f"快照与封存时不一致：{folder}（{problem}）；请用备份恢复，或重新采集")


def _compare(folder: Path, sealed: dict[str, Any]) -> Iterator[str]:
    path = folder / sealed["name"]
    if not path.is_file():
        yield f"缺少文件：{path.name}"
    elif path.stat().st_size != sealed["size"]:
        yield f"文件大小变了：{path.name}（原 {sealed['size']} 字节，现 {path.stat().st_size} 字节）"
    elif any(value != sealed[key] for key, value in hashes(path).items()):
        yield f"文件内容被改动：{path.name}"


def _breaks(folder: Path) -> Iterator[str]:
    """Manifests before this one, as far back as they lie beside it, that are not what the next one was chained to."""
    last = True
    while told := load(folder).get("previous"):
        earlier = folder.parent / told["folder"]
        if not (earlier / FILE).is_file():
            return
        if hashes(earlier / FILE)["sha256"] != told["sha256"]:
            yield (
                "上一次快照的清单被改动，与本次记录的不符"
                if last
                else f"更早的快照 {earlier.name} 的清单被改动，与下一次记录的不符"
            )
            return
        folder, last = earlier, False


def before(folder: Path) -> Path | None:
    """The snapshot a snapshot was built upon, where it, or its manifest alone, still lies beside it."""
    if not (folder / FILE).is_file():
        return None
    earlier = load(folder).get("previous")
    found = folder.parent / earlier["folder"] if earlier else None
    return found if found and (found / FILE).is_file() else None


def load(folder: Path) -> dict[str, Any]:
    """Raises SnapshotError."""
    try:
        manifest = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except OSError as error:
        raise SnapshotError(f"这里没有封存的快照：{folder}（缺少 {FILE}，可能采集尚未完成）") from error
    except ValueError as error:
        raise SnapshotError(f"快照清单已损坏：{folder / FILE}") from error
    if not isinstance(manifest, dict) or manifest.get("schema") != 1 or "files" not in manifest:
        raise SnapshotError(f"快照清单不是本程序写的：{folder / FILE}")
    return manifest
