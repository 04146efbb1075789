"""The mail server is down for hours: what the schedule has to tell waits, goes later, and goes once."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
import time_machine

from tests.jobs.clockwork import Happening, live, moment
from tests.mail.server import Postbox, Server, free_port
from xunjian.jobs import timetable
from xunjian.store.models import Message, MessageState, Office, Site
from xunjian.store.models.office import Security

pytestmark = pytest.mark.django_db(transaction=True)
BEGIN, END = moment("2027-04-05", "20:00"), moment("2027-04-08", "12:00")
REPAIRED = moment("2027-04-06", "11:00")


def test_a_mail_server_that_is_down_for_a_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody scans here, so that every morning there is a missed night to tell of."""
    monkeypatch.setattr(timetable, "PULSE", "*/5")
    box, port = Postbox(), free_port()
    with ExitStack() as stack, time_machine.travel(BEGIN, tick=False) as clock:
        Office.objects.create(
            pk=1, email="office@example.invalid", sender="xunjian@example.invalid",
            smtp_host="127.0.0.1", smtp_port=port, smtp_security=Security.NONE,
        )  # fmt: skip
        Site.objects.create(name="某区", home="http://127.0.0.1:9/", probing=False)
        repair = Happening(REPAIRED, lambda: stack.enter_context(Server(box, port)))
        live(clock, END, happenings=(repair,))
    first, *later = Message.objects.order_by("created_at")
    assert first.created_at == moment("2027-04-06", "08:00")
    assert first.sent_at
    assert first.sent_at > REPAIRED
    assert first.tries > 1
    mornings = [moment(f"2027-04-0{day}", "08:00") for day in (7, 8)]
    digests = [moment(f"2027-04-0{day}", "08:30") for day in (7, 8)]
    assert [m.created_at for m in later] == mornings
    assert [(m.sent_at, m.tries) for m in later] == [(at, 1) for at in digests]
    assert {m.state for m in Message.objects.all()} == {MessageState.SENT}
    mails = box.read()
    assert len({mail["Message-ID"] for mail in mails}) == len(mails) == 3
