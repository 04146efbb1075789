"""Progress on the terminal: a bar with rate and time left; nothing where there is no terminal.

The module itself is the pipeline's default `Watch`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    Task,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import ProgressColumn as Column
from rich.text import Text

from crawler.progress import Standing

console = Console(stderr=True, highlight=False)


class Rate(Column):
    def render(self, task: Task) -> Text:
        return Text(
            f"{task.speed:,.0f} {task.fields.get('unit', '项')}/秒" if task.speed else "", style="dim"
        )


class CrawlBar:
    """crawler.Progress drawn as two bars: pages, and the other addresses on them."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._pages = progress.add_task("网页", total=None)
        self._targets = progress.add_task("链接", total=None)

    def update(self, standing: Standing) -> None:
        self._set(self._pages, "网页", standing.pages_done, standing.pages_waiting)
        state = f"链接 {standing.host} {standing.state}" if standing.state else "链接"
        self._set(self._targets, state, standing.targets_done, standing.targets_waiting)

    def _set(self, task: TaskID, text: str, done: int, waiting: int) -> None:
        self._progress.update(task, description=text, completed=done, total=done + waiting or None)


@contextmanager
def crawling() -> Iterator[CrawlBar]:
    with _bars() as progress:
        yield CrawlBar(progress)


@contextmanager
def counting(text: str, total: int) -> Iterator[TickBar]:
    with _bars() as progress:
        yield TickBar(progress, progress.add_task(text, total=total))


def reporting() -> AbstractContextManager[None]:
    return nullcontext()


class TickBar:
    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress = progress
        self._task = task

    def __call__(self, done: int) -> None:
        self._progress.update(self._task, completed=done)


class StageBar:
    """checks.proofreading.progress.Progress drawn: a bar for each stage."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task: TaskID | None = None
        self._stage = ""

    def begin(self, stage: str, total: int, unit: str) -> None:
        self.finish()
        self._stage = stage
        self._task = self._progress.add_task(stage, total=total or None, unit=unit)

    def at(self, done: int, state: str = "") -> None:
        if self._task is not None:
            self._progress.update(self._task, completed=done, description=f"{self._stage} {state}".rstrip())

    def tell(self, text: str) -> None:
        self._progress.console.print(text)

    def finish(self) -> None:
        """The running stage is over."""
        if self._task is not None:
            task = self._progress.tasks[self._task]
            total = task.total or max(1, task.completed)
            self._progress.update(self._task, total=total, completed=total)


@contextmanager
def stages() -> Iterator[StageBar]:
    with _bars(TaskProgressColumn()) as progress:
        bar = StageBar(progress)
        yield bar
        bar.finish()


def _bars(amount: Column | None = None) -> Progress:
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        amount or MofNCompleteColumn(),
        Rate(),
        TimeElapsedColumn(),
        TextColumn("剩余"),
        TimeRemainingColumn(),
        console=console,
        transient=False,
        disable=not console.is_terminal,  # no bars in pipes and logs
    )
