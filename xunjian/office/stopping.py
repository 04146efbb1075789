"""A long-running command stops on SIGTERM as it does on Ctrl-C, and with the crew it belongs to."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

LIFELINE = "XUNJIAN_LIFELINE"  # set for members of a crew: standard input is a pipe that ends with the crew
PATIENCE = 20.0  # seconds to stop in, then ended


def stop_on_sigterm() -> None:
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    if os.environ.pop(LIFELINE, ""):
        threading.Thread(target=_stop_with_crew, name="lifeline", daemon=True).start()


def _stop_with_crew() -> None:
    """A crew that was killed can stop nobody; the end of the pipe tells."""
    os.read(sys.stdin.fileno(), 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE)
    os._exit(1)
