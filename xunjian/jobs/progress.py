"""How far a scan or a mock inspection is, written to its row at most once a second: what the page of it shows."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

from crawler import Standing
from xunjian.store.models import MockInspection, Scan

GATHERING, REPORTING = "采集", "出报告"
EVERY = 1.0  # seconds
Row = Scan | MockInspection


@dataclass(frozen=True, slots=True)
class Stage:
    """known: pages known of, done or not."""

    name: str = ""
    pages: int = 0
    known: int = 0


class RowWatch:
    """The pipeline's `Watch` over a row. `stage` is always the newest; `write` puts it down."""

    def __init__(self, row: Row) -> None:
        self._rows = type(row)._default_manager.filter(pk=row.pk)
        self._written = Stage()
        self.stage = Stage()

    @contextmanager
    def crawling(self) -> Iterator[RowWatch]:
        self.stage = Stage(GATHERING)
        yield self

    def update(self, standing: Standing) -> None:
        self.stage = Stage(GATHERING, standing.pages_done, standing.pages_done + standing.pages_waiting)

    @contextmanager
    def counting(self, text: str, total: int) -> Iterator[Callable[[int], None]]:
        def tick(done: int) -> None:
            self.stage = Stage(text, done, total)

        tick(0)
        yield tick
        tick(total)

    @contextmanager
    def reporting(self) -> Iterator[None]:
        self.stage = Stage(REPORTING, self.stage.pages, self.stage.known)
        yield

    def write(self) -> None:
        stage = self.stage
        if stage != self._written:
            self._rows.update(stage=stage.name, pages=stage.pages, known=stage.known)
            self._written = stage


@contextmanager
def watched(row: Row) -> Iterator[RowWatch]:
    """A watch whose standing is written while the work goes on, by a thread of its own: the crawler's loop must
    not wait for the database, nor may Django be called from it.
    """
    watch, over = RowWatch(row), threading.Event()
    writer = threading.Thread(target=_keep_writing, args=(watch, over), name="progress", daemon=True)
    writer.start()
    try:
        yield watch
    finally:
        over.set()
        writer.join()


def _keep_writing(watch: RowWatch, over: threading.Event) -> None:
    try:
        while not over.wait(EVERY):
            watch.write()
        watch.write()
    finally:
        connection.close()
