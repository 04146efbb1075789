"""Runs a command and says what it cost: CPU-seconds with all its children, wall time, peak memory."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

LIMIT = 400.0  # seconds; a tool that is not done by then is cut


@dataclass(frozen=True, slots=True)
class Cost:
    cpu: float  # seconds, user and system
    wall: float
    peak_mb: float
    code: int
    cut: bool = False


def run(command: list[str | Path], output: Path, folder: Path) -> Cost:
    """Standard output and error of the command go to `output`."""
    started = time.monotonic()
    with output.open("wb") as file:
        process = subprocess.Popen(
            command, stdout=file, stderr=subprocess.STDOUT, cwd=folder, start_new_session=True
        )
        code, usage, cut = _wait(process.pid, started + LIMIT)
    process.returncode = code  # reaped by wait4 already
    return Cost(
        usage.ru_utime + usage.ru_stime, time.monotonic() - started, usage.ru_maxrss / 1024, code, cut
    )


def _wait(pid: int, until: float) -> tuple[int, os.struct_rusage, bool]:  # type: ignore[name-defined]
    cut = False
    while True:
        found, status, usage = os.wait4(pid, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status), usage, cut
        if time.monotonic() > until and not cut:
            cut = True
            os.killpg(pid, signal.SIGKILL)
        time.sleep(0.02)
