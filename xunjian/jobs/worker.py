"""The worker of django-tasks-db, made to stop as the crawler likes to be stopped."""

from __future__ import annotations

import secrets
from typing import Any

from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from xunjian.jobs.queues import SCANS
from xunjian.jobs.scans import recover


class OfficeWorker(Worker):
    def __init__(self, queue: str, *, batch: bool = False) -> None:
        super().__init__(
            queue_names=[queue],
            interval=1.0,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=secrets.token_hex(16),
            excluded_queue_names=[],
        )

    def run_task(self, db_task_result: DBTaskResult[..., Any]) -> None:
        """A stop in the middle of a job fails the job, and then stops the worker too."""
        super().run_task(db_task_result)
        if db_task_result.exception_class_path.endswith("KeyboardInterrupt"):
            raise KeyboardInterrupt


def work(queue: str, *, batch: bool = False) -> None:
    """Do the jobs of a queue until stopped (KeyboardInterrupt), or with `batch` until there are none."""
    if queue == SCANS:
        recover()
    OfficeWorker(queue, batch=batch).run()
