"""Who is told what, when, and that nobody is told twice."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

import docx
import pytest
from openpyxl import load_workbook

from tests.mail.office import AT, CHINA, case, event, set_office, state, unit
from tests.mail.server import Postbox, Server
from xunjian.mail.digests import is_worth_telling, send_due, send_unit
from xunjian.mail.outbox import deliver_due
from xunjian.mail.quiet import next_workday, sending_time
from xunjian.mail.undeliverable import without_address
from xunjian.store.models import Case, EventKind, Message, MessageState, State, User
from xunjian.store.models.office import Digest, Security

pytestmark = pytest.mark.django_db


def test_each_unit_gets_its_own_list_to_the_byte() -> None:
    roads, schools = unit(), unit("教育局", "jyj@sfq.example")
    mine, other = case(roads), case(schools)
    case(roads, confirmed=False)
    case(roads, state=State.CLOSED)
    box = Postbox()
    with Server(box) as server:
        set_office(smtp_host="127.0.0.1", smtp_port=server.port, smtp_security=Security.NONE)
        made = send_due(AT)
        assert deliver_due(AT).ended(MessageState.SENT) == made
    assert box.tos == ["jtj@sfq.example", "jyj@sfq.example"]
    mail = box.read()[0]
    body = mail.get_body()
    assert body is not None
    assert f"编号 {mine.pk}）" in body.get_content()
    assert f"编号 {other.pk}）" not in body.get_content()
    files = {part.get_filename(): part.get_content() for part in mail.iter_attachments()}
    assert list(files) == ["整改通知.docx", "整改台账.xlsx"]
    kept = {file.name: bytes(file.content) for file in made[0].files.all()}
    assert files == kept
    sheet = load_workbook(io.BytesIO(files["整改台账.xlsx"]))["整改台账"]
    assert [row[0].value for row in sheet.iter_rows(min_row=4)] == [mine.pk]
    paper = docx.Document(io.BytesIO(files["整改通知.docx"]))
    assert paper.paragraphs[0].text == "关于整改示范区人民政府网站问题的通知"
    assert paper.paragraphs[2].text == "交通局："
    assert [row.cells[0].text for row in paper.tables[0].rows] == ["编号", str(mine.pk)]


def test_telling_moves_the_case_and_is_done_once() -> None:
    mine = case(unit())
    set_office()
    (message,) = send_due(AT)
    assert state(mine) == "已通知"
    told = mine.events.get(kind=EventKind.NOTIFIED)
    assert (told.at, told.note) == (AT, "《整改通知》发往 jtj@sfq.example")
    assert message.unit == unit()
    assert send_due(AT) == send_due(AT + timedelta(hours=3)) == send_due(AT + timedelta(days=1)) == ()
    case(unit())
    assert send_due(AT + timedelta(hours=4)) == ()  # one digest a day
    assert len(send_due(AT + timedelta(days=1))) == 1


def test_nothing_to_report_sends_nothing() -> None:
    set_office()
    case(unit(), state=State.CLAIMED, due=date(2026, 11, 1))
    case(unit(), state=State.NOTIFIED, due=date(2026, 12, 20))
    assert send_due(AT) == ()
    assert send_unit(unit("教育局"), AT) is None


@pytest.mark.parametrize(
    ("due", "on", "told"),
    [
        (date(2026, 11, 25), AT, True),  # tomorrow
        (date(2026, 11, 26), AT, False),
        (date(2026, 11, 23), AT, False),  # late: once a week is enough
        (date(2026, 11, 20), AT - timedelta(days=1), True),  # Monday
        (date(2026, 11, 30), AT + timedelta(days=3), True),  # Friday: Monday is the next working day
        (None, AT, False),
    ],
)
def test_reminders(due: date | None, on: datetime, told: bool) -> None:
    office = set_office()
    assert is_worth_telling([case(unit(), state=State.NOTIFIED, due=due)], office, on) is told


def test_no_digest_before_the_hour_on_holidays_or_when_switched_off() -> None:
    case(unit())
    set_office(holidays="2026-11-24")
    assert send_due(AT) == ()
    set_office(holidays="", digest=Digest.NEVER)
    assert send_due(AT) == ()
    set_office(digest=Digest.DAILY, digest_at=time(9, 1))
    assert send_due(AT) == ()
    assert len(send_due(AT + timedelta(minutes=1))) == 1


def test_weekly_goes_on_the_first_working_day_of_the_week() -> None:
    case(unit())
    set_office(digest=Digest.WEEKLY)
    assert send_due(AT) == ()
    set_office(holidays="2026-11-30")
    assert send_due(AT + timedelta(days=6)) == ()
    assert len(send_due(AT + timedelta(days=7))) == 1


def test_single_veto_goes_at_once_even_at_night_and_once() -> None:
    set_office(holidays="2026-11-24")
    grave, light = case(unit(), severity="veto"), case(unit())
    night = AT.replace(hour=2)
    (message,) = send_due(night)
    assert message.after == night
    assert (state(grave), state(light)) == ("已通知", "新发现")
    event(grave, EventKind.SEEN, night)
    assert send_due(night + timedelta(minutes=5)) == ()
    grave.state = State.BACK
    grave.save()
    event(grave, EventKind.BACK, AT)
    assert len(send_due(AT)) == 1


def test_by_hand_the_same_list_goes_once_a_day_and_a_longer_one_again() -> None:
    office, clerk = set_office(), User.objects.create(username="李")
    case(unit())
    late = AT.replace(hour=21)
    first = send_unit(unit(), late, clerk)
    assert first is not None
    assert first.after == late
    assert send_unit(unit(), late, clerk) is None  # though the case is now 已通知
    case(unit())
    second = send_unit(unit(), late)
    assert second is not None
    assert second.after == sending_time(late, office)
    assert send_due(late) == ()  # the unit has its list of today


def test_what_no_unit_can_be_told_of_goes_to_the_office() -> None:
    set_office()
    mute = unit("档案馆", "")
    kept, stray, grave = case(mute), case(None), case(mute, severity="veto")
    night, message = send_due(AT.replace(hour=3))[0], None
    assert night.to == "xxk@sfq.example"
    assert night.subject == "需要您处理：有 1 个单项否决类问题没有送到责任单位"
    assert f"编号 {grave.pk}" in night.body
    assert send_due(AT.replace(hour=4)) == ()
    later = case(None, severity="veto")
    (more,) = send_due(AT.replace(hour=5))
    assert f"编号 {later.pk}" in more.body
    assert f"编号 {grave.pk}" not in more.body  # told already
    Case.objects.filter(pk=later.pk).update(state=State.DISMISSED)
    assert send_due(AT.replace(hour=6)) == ()
    (message,) = send_due(AT)
    assert message.subject == "需要您处理：有 3 个问题没有送到责任单位"
    assert "档案馆（没有邮箱）：2 个" in message.body
    assert "还没有责任单位：1 个" in message.body
    assert [file.name for file in message.files.order_by("pk")] == [
        "档案馆-整改通知.docx",
        "档案馆-整改台账.xlsx",
    ]
    assert {state(kept), state(stray), state(grave)} == {"新发现"}
    assert without_address() == (mute,)
    assert send_due(AT + timedelta(hours=1)) == ()


def test_message_and_history_are_one() -> None:
    """A case is told of when its mail is in the outbox: never one without the other."""
    set_office()
    mine = case(unit())
    mine.finding.severity = "none such"
    mine.finding.save()
    with pytest.raises(ValueError, match="none such"):
        send_due(AT)
    assert not Message.objects.exists()
    assert state(mine) == "新发现"


@pytest.mark.parametrize(
    ("at", "sent"),
    [
        ("2026-11-24 09:00", "2026-11-24 09:00"),
        ("2026-11-24 20:00", "2026-11-25 07:30"),
        ("2026-11-24 03:00", "2026-11-24 07:30"),
        ("2026-11-24 07:30", "2026-11-24 07:30"),
        ("2026-11-27 21:00", "2026-11-30 08:30"),  # Friday night: Monday morning
        ("2026-11-28 10:00", "2026-11-30 08:30"),
        ("2026-10-01 10:00", "2026-10-08 08:30"),  # National Day
        ("2026-10-10 10:00", "2026-10-10 10:00"),  # a Saturday that is worked
    ],
)
def test_quiet_hours_and_days_off(at: str, sent: str) -> None:
    office = set_office()
    moment = datetime.fromisoformat(at).replace(tzinfo=CHINA)
    assert sending_time(moment, office) == datetime.fromisoformat(sent).replace(tzinfo=CHINA)
    assert sending_time(moment, office, urgent=True) == moment


def test_quiet_hours_by_day_and_none() -> None:
    office = set_office(quiet_from=time(12, 0), quiet_until=time(14, 0))
    assert sending_time(AT.replace(hour=13), office) == AT.replace(hour=14)
    assert sending_time(AT.replace(hour=23), office) == AT.replace(hour=23)
    office = set_office(quiet_from=time(0, 0), quiet_until=time(0, 0))
    assert sending_time(AT.replace(hour=3), office) == AT.replace(hour=3)


def test_next_workday_skips_local_holidays() -> None:
    assert next_workday(date(2026, 11, 24), set_office(holidays="2026-11-25\n2026-11-26")) == date(
        2026, 11, 27
    )
