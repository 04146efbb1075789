"""From an office's own scans to local.npz: `xunjian proofread train --snapshots`. Needs no corpus and no training group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from checks.language.sentences import sentences
from checks.proofreading.local import FILE, LEAST, Document, learn
from checks.proofreading.ngram.model import Ngrams
from checks.proofreading.progress import Progress
from checks.proofreading.statistical import NGRAMS, shipped_folder
from portal.errors import SnapshotError
from portal.snapshot import Snapshot

CARD = "local.md"


def adapt(folders: Sequence[Path], output: Path, progress: Progress) -> str:
    """Writes local.npz and a card of it; returns the card. folders: snapshots, or folders they lie in."""
    found = _snapshots(folders)
    output.mkdir(parents=True, exist_ok=True)
    base = output if (output / NGRAMS).exists() else shipped_folder()
    alphabet = Ngrams.load(base / NGRAMS).alphabet
    documents = list(_documents(found, progress))
    local = learn(documents, alphabet, progress)
    local.save(output / FILE)
    card = (
        "# 本单位用语\n\n"
        f"- 快照：{len(found):,} 个，网页 {len({address for address, _ in documents}):,} 个\n"
        f"- 条目：{len(local.keys):,} 个四字搭配，每个至少在 {LEAST} 个网页、{LEAST} 个不同句子中出现；"
        "只有日期、数字不同的句子算一句\n"
        f"- 文件：{FILE} {(output / FILE).stat().st_size:,} 字节\n"
        f"- 使用：--engine xunjian={output}\n"
    )
    (output / CARD).write_text(card, encoding="utf-8")
    return card


def _snapshots(folders: Sequence[Path]) -> list[Path]:
    found = sorted({path.parent for folder in folders for path in folder.rglob("snapshot.sqlite")})
    if not found:
        raise SnapshotError(f"没有快照：{'、'.join(map(str, folders))}；请先用 xunjian audit 扫描")
    return found


def _documents(folders: Sequence[Path], progress: Progress) -> Iterator[Document]:
    progress.begin("读快照", len(folders), "个")
    for number, folder in enumerate(folders, 1):
        snapshot = Snapshot.open(folder, unfinished=True)
        for page in snapshot.pages():
            yield page.url, [passage.text for passage in sentences(page)]
        snapshot.close()
        progress.at(number)
