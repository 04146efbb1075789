"""What the schedule does when a time has come: it asks for jobs, and does none of them itself.

But for one thing: that a night was missed is told here, for a worker that is down would not tell of it.
"""

from __future__ import annotations

from datetime import datetime

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from xunjian.hooks import announce
from xunjian.jobs import tasks
from xunjian.jobs.clearing import clear_old
from xunjian.jobs.nights import catch_up, missed_nights, request_night
from xunjian.jobs.probes import slot_of
from xunjian.jobs.reminders import Due, tell_office
from xunjian.jobs.scans import recover
from xunjian.store.models import Channel, Message, MessageState, Office, Site

MISSED = "夜间巡查没有完成"


def start(at: datetime) -> None:
    """At the start of the schedule: what fell into the time it was off. Probes are not made up for."""
    catch_up(at)
    morning(at)
    digests(at)


def night(at: datetime, site_id: int) -> None:
    if site := Site.objects.filter(pk=site_id, nightly=True).first():
        request_night(site, at)


def probe(at: datetime, site_id: int) -> None:
    tasks.look_at_home.enqueue(site_id, slot_of(at).isoformat())


def digests(at: datetime) -> None:
    tasks.send_digests.enqueue(at.isoformat())


def morning(at: datetime) -> None:
    tell_missed(at)
    tasks.remind.enqueue(at.isoformat())
    tasks.tidy.enqueue()


def tell_missed(at: datetime) -> Message | None:
    missed = missed_nights(at)
    for one in missed:
        announce.night_missed(one.site, one.night, one.why, at)
    lines = (f"{m.site.name}，{m.night:%Y-%m-%d} 夜间巡查{m.why}" for m in missed)
    keys = (f"missed-night:{m.site.pk}:{m.night}" for m in missed)
    return tell_office(MISSED, map(Due, keys, lines), at)


def clearing(_: datetime) -> None:
    clear_old.enqueue()


def pulse(at: datetime) -> None:
    recover()
    _deliver(at)


def _deliver(at: datetime) -> None:
    """Ask for a delivery where something waits; not a second time while one is queued, nor without a server to send by."""
    waiting = Message.objects.filter(state=MessageState.WAITING, after__lte=at)
    mails, pushes = waiting.filter(channel=Channel.MAIL), waiting.filter(webhook__active=True)
    if not Office.current().smtp_host:
        mails = mails.filter(error="")  # those are told why they wait
    if not (mails.exists() or pushes.exists()):
        return
    queued = DBTaskResult.objects.filter(task_path=tasks.deliver.module_path, status=TaskResultStatus.READY)
    if not queued.exists():
        tasks.deliver.enqueue()
