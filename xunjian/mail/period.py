"""Reports of last month, and of last quarter, to the addresses the office chose: on its day of the month, each once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from dateutil.relativedelta import relativedelta

from portal.calendar import CHINA
from reports.periodic import PeriodReport
from xunjian.ledger.deadlines import is_workday
from xunjian.mail.files import DOCX
from xunjian.mail.outbox import Attachment, post
from xunjian.mail.quiet import next_workday, sending_time
from xunjian.periodic.files import PeriodFiles, write_period
from xunjian.periodic.gather import View
from xunjian.periodic.period import Period
from xunjian.store.models import Message, Office, Unit

GRACE = timedelta(days=14)  # after the day, for a machine that was off; later nobody waits for it any more


def send_reports(at: datetime) -> tuple[Message, ...]:
    """Every report that is due at `at` and was not made before: may be called as often as one likes."""
    office, local = Office.current(), at.astimezone(CHINA)
    if not is_workday(local.date(), office) or local.time() < office.digest_at:
        return ()
    periods = tuple(periods_due(local.date(), office))
    return tuple(message for period in periods for message in _send(period, office, at))


def periods_due(today: date, office: Office) -> Iterator[Period]:
    """Last month's, and in the first month of a quarter last quarter's, from the office's day on."""
    if not office.report_day:
        return
    for day in (today.replace(day=office.report_day) - relativedelta(months=back) for back in (0, 1)):
        due = day if is_workday(day, office) else next_workday(day, office)
        if due <= today <= due + GRACE:
            first = day.replace(day=1)
            yield Period(first - relativedelta(months=1))
            if first.month % 3 == 1:
                yield Period(first - relativedelta(months=3), 3)


def _send(period: Period, office: Office, at: datetime) -> Iterator[Message]:
    yield from _send_view(period, View.whole(), office.report_to.split(), office, at)
    if office.report_units:
        for unit in Unit.objects.exclude(email=""):
            yield from _send_view(period, View.of_unit(unit), [unit.email], office, at, unit)


def _send_view(
    period: Period, view: View, addresses: list[str], office: Office, at: datetime, unit: Unit | None = None
) -> Iterator[Message]:
    keys = {
        f"period-{period.first}-{period.months}-{unit.pk if unit else 0}-{to}"[:200]: to for to in addresses
    }
    made = set(Message.objects.filter(key__in=keys).values_list("key", flat=True))
    left = {key: to for key, to in keys.items() if key not in made}
    if not left:
        return
    with TemporaryDirectory(prefix="xunjian-") as folder:
        written = write_period(period, Path(folder), at, view)
        files = tuple(_attachments(written))
    for key, to in left.items():
        message, new = post(
            key, to=to, subject=written.report.title, body=_letter(written.report, unit), at=at,
            after=sending_time(at, office), unit=unit, files=files,
        )  # fmt: skip
        if new:
            yield message


def _attachments(written: PeriodFiles) -> Iterator[Attachment]:
    yield Attachment(written.paper.name, DOCX, written.paper.read_bytes())
    if written.pdf:
        yield Attachment(written.pdf.name, "application/pdf", written.pdf.read_bytes())


def _letter(report: PeriodReport, unit: Unit | None) -> str:
    total = report.total
    lines = (
        f"{unit.name}：" if unit else "您好：", "",
        f"附件是《{report.title}》。{report.first} 至 {report.last}，新增问题 {total.opened} 个，销号 {total.closed} 个，"
        f"期末未办结 {total.after} 个，其中超期 {total.overdue} 个、单项否决类 {len(report.vetoes)} 个。", "",
        report.office,
    )  # fmt: skip
    return "\n".join(lines) + "\n"
