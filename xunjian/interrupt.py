"""Ctrl-C at a moment of the program's choosing."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from xunjian.bars import console


@contextmanager
def noticed_interrupt() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl-C was pressed, to be asked where stopping is safe; pressed again it interrupts at once."""
    pressed: list[int] = []

    def notice(number: int, _: FrameType | None) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(number)
        console.print("正在停止，先保存进度；再按一次 Ctrl-C 立即停止")

    before = signal.signal(signal.SIGINT, notice)
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)
