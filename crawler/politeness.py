"""How a host is treated: how many requests at once, how far apart, when it is left alone."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from crawler.answer import Answer
from crawler.tuning import Tuning

BUSY = frozenset({429, 503})
_RECOVERED = 20  # good answers in a row after which a slowed host is trusted a little more
_HOST_FAULTS = ("timeout", "reset", "refused", "unreachable", "tls:handshake")


class Lane:
    """One host (host:port). Requests enter and leave; every answer teaches the lane."""

    def __init__(self, limit: int, delay: float, tuning: Tuning) -> None:
        self.limit = self._most = limit
        self.delay = self._least = delay
        self.given_up = False
        self.pauses = 0  # in the present trouble
        self.recoveries = 0
        self.slowed = 0  # how often it had to be slowed down
        self._tuning = tuning
        self._active = 0
        self._next_at = 0.0
        self._held_until = 0.0  # Retry-After
        self._waited_out = 0.0
        self._good_run = 0
        self._bad_run = 0
        self._recent: deque[bool] = deque(maxlen=tuning.breaker_window)
        self._open = asyncio.Event()
        self._open.set()
        self._turns: deque[asyncio.Future[None]] = deque()

    @property
    def paused(self) -> bool:
        return not self._open.is_set()

    @property
    def ready(self) -> bool:
        """Whether a request could go out soon: not paused, not asked to wait."""
        return self._open.is_set() and self._held_until <= time.monotonic()

    async def enter(self) -> None:
        """Wait for a turn; check `given_up` afterwards."""
        while self._active >= self.limit:
            turn = asyncio.get_running_loop().create_future()
            self._turns.append(turn)
            await turn
        self._active += 1
        with ExitStack() as unless_held:
            unless_held.callback(self.leave)
            await self._hold()
            unless_held.pop_all()

    async def _hold(self) -> None:
        while not self.given_up:
            await self._open.wait()
            now = time.monotonic()
            at = max(now, self._next_at, self._held_until)
            if self.delay or at > now:
                self._next_at = at + self.delay
                await asyncio.sleep(at - now)
            if self._open.is_set() and self._held_until <= time.monotonic():
                return

    def leave(self) -> None:
        self._active -= 1
        while self._turns and self._active < self.limit:
            turn = self._turns.popleft()
            if not turn.done():
                turn.set_result(None)
                break

    def learn(self, answer: Answer) -> bool:
        """Take an answer into account; true when the host must be paused."""
        fault = is_fault(answer)
        self._recent.append(fault)
        if fault:
            self._good_run, self._bad_run = 0, self._bad_run + 1
            if answer.status in BUSY or answer.status >= 500:
                self._slow_down()
            if answer.status in BUSY:
                self._obey(retry_after(answer))
            return self._open.is_set() and self._tripped()
        self._bad_run, self._good_run = 0, self._good_run + 1
        if self._good_run >= _RECOVERED:
            self._speed_up()
        return False

    def pause(self) -> float:
        """Close the lane; returns how long it should stay closed."""
        self._open.clear()
        self.pauses += 1
        return float(self._tuning.breaker_pause * 2 ** (self.pauses - 1))

    def reopen(self, *, give_up: bool = False) -> None:
        """End a pause. A host whose front door answers is alive: its broken pages are borne with longer."""
        self.given_up = give_up
        self.recoveries += not give_up
        self.pauses = 0
        self._recent.clear()
        self._bad_run = 0
        self._open.set()

    def _tripped(self) -> bool:
        if self._bad_run >= self._tuning.breaker_run * 2**self.recoveries:
            return True
        window = self._tuning.breaker_window
        return not self.recoveries and len(self._recent) == window and sum(self._recent) * 2 >= window

    def _slow_down(self) -> None:
        self.slowed += 1
        self.limit = max(1, self.limit // 2)
        self.delay = min(self._tuning.slow_most, max(self.delay * 2, self._tuning.slow_step))

    def _speed_up(self) -> None:
        self._good_run = 0
        self.limit = min(self._most, self.limit + 1)
        halved = self.delay / 2
        self.delay = max(self._least, halved if halved >= self._tuning.slow_step / 4 else 0.0)

    def _obey(self, seconds: float) -> None:
        now = time.monotonic()
        held = max(0.0, self._held_until - now)
        allowed = self._tuning.retry_after_total - self._waited_out
        seconds = min(seconds, self._tuning.retry_after_most, allowed)
        if seconds > held:
            self._waited_out += seconds - held
            self._held_until = now + seconds


class Pace:
    """The lanes of all hosts."""

    def __init__(self, tuning: Tuning, limits: Callable[[str], tuple[int, float]]) -> None:
        """`limits` gives requests at once and delay in seconds for an origin."""
        self._tuning = tuning
        self._limits = limits
        self.lanes: dict[str, Lane] = {}

    def lane(self, origin: str) -> Lane:
        found = self.lanes.get(origin)
        if found is None:
            found = self.lanes[origin] = Lane(*self._limits(origin), self._tuning)
        return found


def is_fault(answer: Answer) -> bool:
    """Whether an answer says that the host, not the page, is in trouble."""
    if answer.status:
        return answer.status == 429 or (answer.status >= 500 and answer.status not in {501, 505, 999})
    return answer.reason in _HOST_FAULTS


def retry_after(answer: Answer) -> float:
    """Seconds a server asks to be left alone: a number or an HTTP date; 0 when it does not say."""
    value = answer.header("retry-after").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
