"""Whether a job is still to be begun."""

from __future__ import annotations

from typing import Any

from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks.exceptions import TaskResultDoesNotExist


def is_waiting(task: Task[..., Any], job: str) -> bool:
    """`job`: its id, "" for none."""
    try:
        return bool(task.get_result(job).status == TaskResultStatus.READY)
    except TaskResultDoesNotExist:
        return False
