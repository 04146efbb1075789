"""Keeps several commands of ours running on one machine: starts them, starts them again, stops them together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from xunjian.office.stopping import LIFELINE

LOOK_EVERY = 0.5  # seconds
STEADY = 60.0  # seconds after which a start counts as a good one
LONGEST_WAIT = 60.0  # seconds between starts of one that keeps dying
PATIENCE = 20.0  # seconds to stop in, then killed


@dataclass(slots=True)
class Member:
    """One command. ready_at: when it may be started again (monotonic seconds)."""

    title: str
    arguments: tuple[str, ...]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    ready_at: float = 0.0
    failures: int = field(default=0)

    def start(self) -> None:
        command = [sys.executable, "-m", "xunjian", *self.arguments]
        # in a session of its own: Ctrl-C reaches us alone, and we stop it; its standard input ends with us, however we end
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            command, start_new_session=True, stdin=subprocess.PIPE, env=os.environ | {LIFELINE: "1"}
        )
        self.started = time.monotonic()

    def fell(self) -> int | None:
        """Its exit code when it has just ended; then it rests a while, the longer the oftener it ends."""
        code = self.process.poll() if self.process else None
        if code is None:
            return None
        now, self.process = time.monotonic(), None
        self.failures = 0 if now - self.started >= STEADY else self.failures + 1
        self.ready_at = now + (min(LONGEST_WAIT, 2.0 ** (self.failures - 1)) if self.failures > 1 else 0.0)
        return code


class Crew:
    """`say` gets a line of Chinese for everything that happens."""

    def __init__(self, members: Sequence[Member], say: Callable[[str], None]) -> None:
        self._members = members
        self._say = say
        self._over = threading.Event()

    def run(self) -> None:
        """Until SIGINT or SIGTERM; then every member is stopped before this returns."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self._over.set())
        try:
            while not self._over.is_set():
                self._look()
                self._over.wait(LOOK_EVERY)
        finally:
            self._stop()

    def _look(self) -> None:
        for member in self._members:
            code = member.fell()
            if code is not None:
                self._say(f"{member.title}意外停止（退出码 {code}），将自动重新启动")
            if member.process is None and time.monotonic() >= member.ready_at:
                member.start()
                self._say(f"{member.title}已启动（进程 {member.process.pid if member.process else 0}）")

    def _stop(self) -> None:
        self._say("正在停止……")
        running = [m.process for m in self._members if m.process]
        for process in running:
            process.terminate()
        until = time.monotonic() + PATIENCE
        for process in running:
            try:
                process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._say("已全部停止。")
