"""What the office is told when a job ends by a fault of the program."""

from __future__ import annotations

_LONGEST = 500  # characters


def told(error: Exception) -> str:
    """Kind and reason in one line; the job keeps the traceback."""
    reason = " ".join(str(error).split())
    return f"程序出错：{type(error).__name__}: {reason}"[:_LONGEST]
