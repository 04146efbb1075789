"""Whether the office can be started: its database is there and of this version."""

from __future__ import annotations

from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from portal.errors import XunjianError

SET_UP = "数据库还没有建立，或不是这个版本的；请先运行 xunjian setup"


def check_ready() -> None:
    """Raises XunjianError that says what to do."""
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        reason = " ".join(str(error).split())
        raise XunjianError(f"连不上数据库（{reason}）；请检查 DATABASE_URL 和数据库服务") from error
    if plan:
        raise XunjianError(SET_UP)
