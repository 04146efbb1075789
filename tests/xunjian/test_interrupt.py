"""Ctrl-C during a training, and the bar it shows."""

from __future__ import annotations

import io
import signal

import pytest
from rich.console import Console

from xunjian import bars
from xunjian.bars import stages
from xunjian.interrupt import noticed_interrupt


def test_the_first_ctrl_c_is_noticed_the_second_interrupts() -> None:
    before = signal.getsignal(signal.SIGINT)
    with noticed_interrupt() as stopping:
        assert not stopping()
        signal.raise_signal(signal.SIGINT)
        assert stopping()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_every_stage_ends_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(bars, "console", Console(file=terminal, force_terminal=True, width=200))
    with stages() as progress:
        progress.begin("读语料", 200, "字节")
        progress.at(100)
        progress.begin("生成", 0, "步")
        progress.tell("写好了")
    told = terminal.getvalue().rpartition("写好了")[2]
    assert told.count("100%") >= 2
