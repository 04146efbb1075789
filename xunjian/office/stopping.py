"""A long-running command stops on SIGTERM as it does on Ctrl-C."""

from __future__ import annotations

import signal


def stop_on_sigterm() -> None:
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
