"""One process that proofreads stays within what the office's machine has for each of a pool."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

MOST = 150  # MB
PROGRAM = """
import sys, xunjian, xunjian.__main__
from checks.proofreading import default_proofreader
from checks.proofreading.lexicon import load_rows
engine, texts = default_proofreader(), [row.example_wrong for row in load_rows()]
assert any(engine.check_batch(texts))
assert "xunjian.cli" not in sys.modules, "a process of the pool would load the command line"
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read as Linux tells it")
def test_memory_of_a_process_that_proofreads() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert int(done.stdout) / 1024 <= MOST
