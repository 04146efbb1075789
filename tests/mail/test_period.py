"""Monthly and quarterly reports by mail: on their day, to whom the office chose, each once, and no unit sees another's."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest

from tests.jobs.clockwork import moment
from tests.mail.office import case, set_office, site, unit
from tests.mail.server import Postbox, Server
from xunjian.jobs.timetable import timetable
from xunjian.mail.outbox import deliver_due
from xunjian.mail.period import periods_due, send_reports
from xunjian.store.models import Message
from xunjian.store.models.office import Digest, Security

pytestmark = pytest.mark.django_db
LEADER, CHIEF = "zhuren@sfq.example", "kezhang@sfq.example"


def subjects(at: str) -> list[tuple[str, str]]:
    day, hour = at.split()
    return [(message.to, message.subject) for message in send_reports(moment(day, hour))]


def test_each_report_goes_once_to_each_address() -> None:
    set_office(report_day=5, report_to=f"{LEADER}\n{CHIEF}\n")
    case(unit(), found_at=moment("2026-12-10", "09:00"))
    assert subjects("2027-01-05 08:29") == []
    both = [(LEADER, "2026年12月网站巡查月报"), (CHIEF, "2026年12月网站巡查月报")]
    quarter = [(to, "2026年第四季度网站巡查季报") for to, _ in both]
    assert subjects("2027-01-05 08:30") == both + quarter
    for again in ("2027-01-05 15:00", "2027-01-06 08:30", "2027-01-19 08:30"):
        assert subjects(again) == []
    set_office(report_to=f"{LEADER}\nnew@sfq.example")
    assert [to for to, _ in subjects("2027-01-06 08:30")] == ["new@sfq.example"] * 2
    assert subjects("2027-02-05 08:30") == [
        (LEADER, "2027年1月网站巡查月报"),
        ("new@sfq.example", "2027年1月网站巡查月报"),
    ]
    letter = Message.objects.order_by("pk")[0]
    assert "新增问题 1 个，销号 0 个，期末未办结 1 个" in letter.body
    assert letter.files.get(name="2026年12月网站巡查月报.docx")


@pytest.mark.parametrize(
    ("today", "day", "due"),
    [
        ("2026-12-04", 5, []),
        ("2026-12-07", 5, ["2026年11月"]),  # the 5th is a Saturday
        ("2026-12-21", 5, ["2026年11月"]),
        ("2026-12-22", 5, []),  # nobody waits for it any more
        ("2026-10-08", 1, ["2026年9月", "2026年第三季度"]),  # after National Day
        ("2027-02-01", 28, ["2026年12月", "2026年第四季度"]),  # 28 January, made up for
        ("2027-02-01", None, []),
    ],
)
def test_when_a_report_is_due(today: str, day: int | None, due: list[str]) -> None:
    office = set_office(report_day=day)
    assert [period.name for period in periods_due(date.fromisoformat(today), office)] == due


def test_not_on_a_day_off() -> None:
    set_office(report_day=5, report_to=LEADER)
    assert subjects("2026-12-06 10:00") == []
    assert len(subjects("2026-12-07 10:00")) == 1


def test_a_unit_gets_its_own_problems_alone() -> None:
    roads, schools = unit(), unit("教育局", "jyj@sfq.example")
    set_office(report_day=5, report_to="", report_units=True)
    mine = case(roads, found_at=moment("2026-11-10"))
    theirs = case(schools, found_at=moment("2026-11-10"))
    theirs.finding.message = "学校页面打不开"
    theirs.finding.save()
    unit("档案馆", "")
    messages = {message.unit: message for message in send_reports(moment("2026-12-07", "09:00"))}
    assert {u.name: m.to for u, m in messages.items() if u} == {
        "交通局": "jtj@sfq.example", "教育局": "jyj@sfq.example",
    }  # fmt: skip
    told = messages[roads]
    assert told.subject == "2026年11月网站巡查月报（交通局）"
    paper = docx.Document(io.BytesIO(bytes(told.files.get(name__endswith=".docx").content)))
    text = "\n".join(p.text for p in paper.paragraphs) + "\n".join(
        cell.text for table in paper.tables for row in table.rows for cell in row.cells
    )
    assert mine.finding.message in text
    for others in ("教育局", theirs.finding.message, "巡查网站"):
        assert others not in text + told.body
    assert site().name not in told.subject


def test_reports_have_their_hour_where_there_are_no_digests() -> None:
    set_office(digest=Digest.NEVER)
    assert "digest" not in {entry.name for entry in timetable()}
    set_office(report_day=5)
    assert "digest" in {entry.name for entry in timetable()}


def test_a_report_arrives_with_its_file() -> None:
    box = Postbox()
    with Server(box) as server:
        set_office(
            report_day=5,
            report_to=LEADER,
            smtp_host="127.0.0.1",
            smtp_port=server.port,
            smtp_security=Security.NONE,
        )
        case(unit(), found_at=moment("2026-11-10"))
        at = moment("2026-12-07", "09:00")
        send_reports(at)
        deliver_due(at)
    (mail,) = box.read()
    names = [file.get_filename() for file in mail.iter_attachments()]
    assert names[0] == "2026年11月网站巡查月报.docx"
    assert next(mail.iter_attachments()).get_content().startswith(b"PK")
