"""What takes seconds, as jobs of the quick queue. Each does its thing once, however often it is run.

Moments are given as ISO texts: of when a thing was due, not of when a worker came to it.
"""

from __future__ import annotations

from datetime import datetime

from django.core.management import call_command
from django_tasks import task

from portal.calendar import CHINA
from xunjian.clock import reference_time
from xunjian.hooks.delivery import deliver_hooks
from xunjian.jobs.countdowns import countdowns_due
from xunjian.jobs.forecasts import forecasts_due
from xunjian.jobs.probes import probe_site
from xunjian.jobs.reminders import Due, tell_office
from xunjian.ledger.deadlines import is_workday
from xunjian.mail.digests import send_due
from xunjian.mail.outbox import deliver_due
from xunjian.mail.period import send_reports
from xunjian.store.models import MessageState, Office, Site

COUNTDOWN = "限期事项提醒"
FORECAST = "栏目即将超期提醒"
UNSENT = "邮件没有送到单位，请在「邮件」里核对地址后重发"


@task
def look_at_home(site_id: int, slot: str) -> None:
    if site := Site.objects.filter(pk=site_id, probing=True).first():
        probe_site(site, datetime.fromisoformat(slot), reference_time())


@task
def send_digests(at: str) -> None:
    send_due(datetime.fromisoformat(at))
    send_reports(datetime.fromisoformat(at))


@task
def deliver() -> None:
    at = reference_time()
    lost = [message for message in deliver_due(at).ended(MessageState.FAILED) if message.unit]
    lines = (f"给{message.unit}的「{message.subject}」：{message.error}" for message in lost)
    keys = (f"unsent:{message.pk}:{message.after.isoformat()}" for message in lost)
    tell_office(
        UNSENT, map(Due, keys, lines), at
    )  # of a unit's alone: one to the office would tell of itself
    deliver_hooks(at)


@task
def tidy() -> None:
    """Forget jobs that were over two weeks ago."""
    call_command("prune_db_task_results", verbosity=0)


@task
def remind(at: str) -> None:
    when, office = datetime.fromisoformat(at), Office.current()
    today = when.astimezone(CHINA).date()
    tell_office(COUNTDOWN, countdowns_due(today, lambda day: is_workday(day, office)), when)
    tell_office(FORECAST, forecasts_due(when), when)
