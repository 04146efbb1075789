"""One thread of BLAS in every process that proofreads: in the worker, and in the pool it starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from checks.proofreader import Correction
from portal.page import Block, Page, Zone
from xunjian.proofing import Remembered, prime
from xunjian.proofing.remembered import MEMORY

VARIABLE = "OPENBLAS_NUM_THREADS"
pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="threads are counted on Linux")


class Multiplying:
    """Writes down, per process, how many threads are not Python's own after a product that pays for several."""

    version = "1"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def check_batch(self, texts: Sequence[str]) -> list[list[Correction]]:
        square = np.ones((1200, 1200))
        square @ square
        (line,) = (
            text for text in Path("/proc/self/status").read_text().splitlines() if text.startswith("Threads:")
        )
        told = [os.environ.get(VARIABLE), int(line.split()[1]) - threading.active_count()]
        (self._folder / str(os.getpid())).write_text(json.dumps(told))
        return [[] for _ in texts]


def proofread(workers: int) -> None:
    """In a process of its own: prints what each process that read has written down."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        make = partial(Multiplying, folder)
        pages = [_page(number) for number in range(16 if workers > 1 else 1)]
        with Remembered(make(), folder / MEMORY) as remembered:
            prime(pages, remembered, make, workers=workers)
        told = [json.loads(path.read_text()) for path in folder.iterdir() if path.name.isdecimal()]
        print(json.dumps(told))


def _page(number: int) -> Page:
    text = "".join(f"第{number}页第{n}句说的是全区各项工作的进展情况和下一步的安排。" for n in range(900))
    return Page(url=f"http://a.example/{number}.html", status=200, blocks=(Block(Zone.BODY, text),))


@pytest.mark.parametrize("workers", [1, 2])
def test_no_process_that_reads_has_threads_of_blas(workers: int) -> None:
    environment = {name: value for name, value in os.environ.items() if name != VARIABLE}
    program = f"import xunjian; from tests.xunjian.test_blas import proofread; proofread({workers})"
    done = subprocess.run(
        [sys.executable, "-c", f"if __name__ == '__main__':\n    {program}"],
        env=environment, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True,
    )  # fmt: skip
    told = json.loads(done.stdout)
    assert told
    assert {tuple(one) for one in told} == {("1", 0)}
