"""schedule: the clock that asks for jobs."""

from __future__ import annotations

from xunjian.office.start import start
from xunjian.office.stopping import stop_on_sigterm


def schedule() -> None:
    """按时安排巡查、探测、提醒和邮件（北京时间）；实际执行的是 xunjian worker。"""
    start()
    from xunjian.jobs.schedule import OfficeSchedule  # noqa: PLC0415 - Django must have started
    from xunjian.office.ready import check_ready  # noqa: PLC0415

    check_ready()
    stop_on_sigterm()
    OfficeSchedule().run()
