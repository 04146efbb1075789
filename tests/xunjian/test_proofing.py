"""Sentences are read once: over pages, nights and processes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from checks.language.sentences import sentences
from checks.proofreader import Correction
from checks.proofreading import make_proofreader
from portal.errors import XunjianError
from portal.page import Block, Page, Zone
from xunjian.proofing import Remembered, prime
from xunjian.proofing.remembered import KEPT, MEMORY, NOTED


class Counting:
    """Finds every 错; counts what it was asked."""

    def __init__(self, version: str = "1") -> None:
        self.version = version
        self.asked: list[str] = []

    def check_batch(self, texts: Sequence[str]) -> list[list[Correction]]:
        self.asked += texts
        return [
            [Correction(at, at + 1, "错", "对", 0.5, False, "试") for at, c in enumerate(text) if c == "错"]
            for text in texts
        ]


def test_a_sentence_is_read_once_over_nights(tmp_path: Path) -> None:
    engine = Counting()
    with Remembered(engine, tmp_path / MEMORY) as first:
        before = first.check_batch(["没错。", "好。", "没错。"])
    with Remembered(engine, tmp_path / MEMORY) as second:
        assert second.check_batch(["没错。", "好。", "没错。"]) == before
    assert engine.asked == ["没错。", "好。"]
    assert before[0][0].start == 1
    assert before[1] == []


def test_a_new_engine_version_reads_anew(tmp_path: Path) -> None:
    for version in ("1", "2"):
        engine = Counting(version)
        with Remembered(engine, tmp_path / MEMORY) as remembered:
            remembered.check_batch(["没错。"])
        assert engine.asked == ["没错。"]


def test_what_is_not_seen_for_long_is_forgotten(tmp_path: Path) -> None:
    for run in range(KEPT + NOTED + 2):
        with Remembered(Counting(), tmp_path / MEMORY) as remembered:
            remembered.check_batch(["常在。"] if run else ["常在。", "只此一次。"])
    with Remembered(Counting(), tmp_path / MEMORY) as remembered:
        assert remembered.missing(["常在。", "只此一次。"]) == ["只此一次。"]


def test_a_damaged_memory_is_put_aside(tmp_path: Path) -> None:
    (tmp_path / MEMORY).write_bytes(b"no database at all, but long enough to look like one" * 50)
    with Remembered(Counting(), tmp_path / MEMORY) as remembered:
        assert len(remembered.check_batch(["错"])[0]) == 1
    assert (tmp_path / MEMORY).with_suffix(".damaged").exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(XunjianError, match="审读记录"):
        Remembered(Counting(), tmp_path / "file" / MEMORY)


def _pages(count: int) -> list[Page]:
    wrong = [
        Block(Zone.BODY, f"第{n}次会议作了全面布署，" + "各部门要认真落实。" * 300) for n in range(count)
    ]
    return [
        Page(f"http://a.cn/{n}", blocks=(Block(Zone.FOOTER, "版权所有"), block))
        for n, block in enumerate(wrong)
    ]


@pytest.mark.parametrize("workers", [1, 2])
def test_prime_reads_every_new_sentence(
    tmp_path: Path, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xunjian.proofing.priming.WORTH", 3)
    monkeypatch.setattr("xunjian.proofing.priming.BATCH", 100)
    make = partial(make_proofreader, "lexicon")
    ticks: list[int] = []
    with Remembered(make(), tmp_path / MEMORY) as remembered:
        proofread = prime(_pages(12), remembered, make, ticks.append, workers)
        assert remembered.missing(["版权所有", "各部门要认真落实。"]) == []
    assert ticks == list(range(1, 13))
    engine = Counting(make().version)
    with Remembered(engine, tmp_path / MEMORY) as remembered:
        first = remembered.check_batch(["第0次会议作了全面布署，各部门要认真落实。"])[0]
        again = prime(_pages(12), remembered, make, workers=workers)
    assert [fix.right for fix in first] == ["部署"]
    assert engine.asked == []
    texts = [passage.text for page in _pages(12) for passage in sentences(page)]
    assert proofread.check_batch(texts) == again.check_batch(texts) == make().check_batch(texts)
    assert len(again.flawed) == 12


READING = """
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from xunjian.proofing.priming import _start
with ProcessPoolExecutor(2, multiprocessing.get_context("spawn"), _start, (dict,)) as pool:
    list(pool.map(len, ["", ""]))
    print("reading", flush=True)
    input()
"""


def test_processes_that_read_end_with_one_that_is_killed() -> None:
    """They hold its output open for as long as they live."""
    reader = subprocess.Popen(
        [sys.executable, "-c", READING],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert reader.stdout
    assert reader.stdout.readline() == b"reading\n"
    reader.kill()
    assert reader.communicate(timeout=60) == (b"", None)
