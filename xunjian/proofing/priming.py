"""Before a site is judged: its new sentences read in large batches, by as many processes as pay."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from itertools import chain, islice

from checks.language.sentences import sentences
from checks.proofreader import Correction, Proofread, Proofreader
from portal.page import Page
from xunjian.proofing.remembered import Remembered

BATCH = 20_000  # characters a task
WORTH = 15  # batches from which a pool pays for starting its processes
ASKED = 300_000  # sentences
Answers = list[tuple[str, list[Correction]]]
Tick = Callable[[int], None]


def prime(
    pages: Iterable[Page],
    remembered: Remembered,
    make_engine: Callable[[], Proofreader],
    tick: Tick = lambda done: None,
    workers: int = 0,
) -> Proofread:
    """Let `remembered` know every sentence of the pages. make_engine: picklable. workers 0: one a core."""
    batches = _batches(pages, remembered, tick)
    few = list(islice(batches, WORTH))
    workers = workers or os.cpu_count() or 1
    if len(few) < WORTH or workers == 1:
        for batch in chain(few, batches):
            remembered.check_batch(batch)
    else:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(workers, context, _start, (make_engine,)) as pool:
            for answers in _answers(pool, chain(few, batches), 2 * workers):
                remembered.learn(answers)
    return Proofread(remembered.version, remembered.flawed)


def _batches(pages: Iterable[Page], remembered: Remembered, tick: Tick) -> Iterator[list[str]]:
    """Sentences not remembered, about BATCH characters together."""
    waiting: list[str] = []
    size = 0
    asked: set[int] = set()  # hashes of sentences: known, or handed out and perhaps not known yet
    for done, page in enumerate(pages, 1):
        texts = [passage.text for passage in sentences(page)]
        missing = remembered.missing(text for text in texts if hash(text) not in asked)
        asked.update(map(hash, texts))
        waiting += missing
        size += sum(map(len, missing))
        if size >= BATCH:
            yield waiting
            waiting, size = [], 0
        if len(asked) > ASKED:
            asked.clear()
        tick(done)
    if waiting:
        yield waiting


def _answers(pool: Executor, batches: Iterator[list[str]], most: int) -> Iterator[Answers]:
    """Answers as they come; never more than `most` batches under way."""
    running: set[Future[Answers]] = set()
    for batch in batches:
        running.add(pool.submit(_work, batch))
        if len(running) >= most:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    yield from (future.result() for future in wait(running).done)


_engine: Proofreader | None = None  # of this worker process


def _start(make_engine: Callable[[], Proofreader]) -> None:
    global _engine  # noqa: PLW0603 - one engine a process, loaded once
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _engine = make_engine()


def _end_with_parent() -> None:
    """A parent that was killed tells nobody; its workers would wait for work for ever."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _work(batch: list[str]) -> Answers:
    if _engine is None:
        raise RuntimeError("the worker was not started")
    return list(zip(batch, _engine.check_batch(batch), strict=True))
