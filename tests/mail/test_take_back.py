"""A workbook goes out, is filled in and comes back."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.ledger import FINGERPRINT
from reports.workbook.unit import HEADER, HEADINGS, HIDDEN, HOME, REMARK, REVISION, STATUS
from tests.mail.office import AT, case, set_office, state, unit
from xunjian.ledger import acts
from xunjian.mail.digests import send_due
from xunjian.mail.mailbox import Collected, collect
from xunjian.mail.take_back import Effect, Returned, take_back
from xunjian.store import sight
from xunjian.store.models import Act, Case, EventKind, Message, Role, Site, Unit, User

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)
PLACE = {heading: column for column, heading in enumerate((*HEADINGS, *HIDDEN), 1)}


def sent_workbook() -> bytes:
    set_office()
    message = send_due(AT)[-1]
    return bytes(message.files.get(name="整改台账.xlsx").content)


def filled(content: bytes, fill: Callable[[Worksheet], None]) -> bytes:
    book = load_workbook(io.BytesIO(content))
    fill(book["整改台账"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def fill_row(sheet: Worksheet, of: Case, status: str, remark: str = "") -> None:
    sheet.cell(row_of(sheet, of), PLACE[STATUS], status)
    sheet.cell(row_of(sheet, of), PLACE[REMARK], remark).data_type = "s"  # text, though it begin with "="


def row_of(sheet: Worksheet, of: Case) -> int:
    return next(row[0].row for row in sheet.iter_rows(min_row=HEADER + 2) if row[0].value == of.pk)


def told(returned: Returned) -> tuple[int, ...]:
    """How many were started, claimed, remarked, unchanged and refused."""
    return *(len(returned.of(effect)) for effect in Effect), len(returned.refused)


def own(of: Unit) -> User:
    return User.objects.get_or_create(username=of.name, defaults={"role": Role.UNIT, "unit": of})[0]


def test_round_trip_moves_what_was_filled_in_and_only_once() -> None:
    mending, mended, cannot, noted, untouched = (case(unit()) for _ in range(5))

    def fill(sheet: Worksheet) -> None:
        fill_row(sheet, mending, "整改中", "正在联系技术公司")
        fill_row(sheet, mended, "已整改", "已重新上传")
        fill_row(sheet, cannot, "无法整改·说明", "原件已遗失")
        fill_row(sheet, noted, "未开始", "=1+1")

    user, book = own(unit()), filled(sent_workbook(), fill)
    returned = take_back(book, sight.cases(user), LATER, user)
    assert told(returned) == (1, 1, 2, 1, 0)
    assert returned.claimed == (mended,)
    assert [state(c) for c in (mending, mended, cannot, noted, untouched)] == [
        "整改中", "待复核", "已通知", "已通知", "已通知",
    ]  # fmt: skip
    claimed = mended.events.get(kind=EventKind.CLAIMED)
    assert (claimed.actor, claimed.at, claimed.note) == (user, LATER, "已重新上传")
    assert cannot.events.get(kind=EventKind.REMARKED).note == "无法整改：原件已遗失"
    assert told(take_back(book, sight.cases(user), LATER, user)) == (0, 0, 0, 5, 0)


def test_the_next_workbook_shows_what_was_said() -> None:
    mending, cannot = case(unit()), case(unit())

    def fill(sheet: Worksheet) -> None:
        fill_row(sheet, mending, "整改中", "=正在办")
        fill_row(sheet, cannot, "无法整改·说明", "原件已遗失")

    take_back(filled(sent_workbook(), fill), Case.objects.all(), LATER)
    case(unit())
    message = send_due(LATER)[0]
    content = bytes(message.files.get(name="整改台账.xlsx").content)
    sheet = load_workbook(io.BytesIO(content))["整改台账"]
    shown = {
        row[0].value: (row[PLACE[STATUS] - 1].value, row[PLACE[REMARK] - 1].value)
        for row in sheet.iter_rows()
    }
    assert shown[mending.pk] == ("整改中", "'=正在办")
    assert shown[cannot.pk] == ("无法整改·说明", "原件已遗失")
    assert told(take_back(content, Case.objects.all(), LATER)) == (0, 0, 0, 3, 0)


def test_a_unit_touches_no_case_of_another() -> None:
    theirs = case(unit("教育局", "jyj@sfq.example"))
    book = filled(sent_workbook(), lambda sheet: fill_row(sheet, theirs, "已整改"))
    user = own(unit())
    returned = take_back(book, sight.cases(user), LATER, user)
    assert told(returned) == (0, 0, 0, 0, 1)
    assert str(returned.refused[0]).startswith("第 4 行：编号、指纹与网站对不上，或者不是本单位的问题")
    assert state(theirs) == "已通知"


def test_a_workbook_of_another_office_touches_nothing() -> None:
    mine = case(unit())
    book = filled(sent_workbook(), lambda sheet: fill_row(sheet, mine, "已整改"))
    Site.objects.update(home="http://www.other.example/")  # same numbers, another office
    assert told(take_back(book, Case.objects.all(), LATER)) == (0, 0, 0, 0, 1)


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        (
            STATUS,
            "改好了",
            "第 4 行：“整改情况”填的是“改好了”；请从 未开始、整改中、已整改、无法整改·说明 中选择",
        ),
        (STATUS, "无法整改·说明", "“说明”是空的"),
        (REMARK, "长" * 501, "“说明”有 501 字"),
        (FINGERPRINT, "0" * 16, "对不上"),
        ("编号", 99999, "对不上"),
        ("编号", "", "对不上"),
        ("编号", "9" * 400, "对不上"),
        (HOME, "http://www.evil.example/", "对不上"),
    ],
)
def test_wrong_rows_are_explained_and_stop_no_other(column: str, value: object, why: str) -> None:
    wrong, right = case(unit()), case(unit())

    def fill(sheet: Worksheet) -> None:
        fill_row(sheet, right, "已整改")
        sheet.cell(row_of(sheet, wrong), PLACE[column]).value = value  # type: ignore[assignment]

    returned = take_back(filled(sent_workbook(), fill), Case.objects.all(), LATER)
    assert returned.claimed == (right,)
    (refused,) = returned.refused
    assert why in str(refused)
    assert state(wrong) == "已通知"


def test_a_number_that_stands_twice_counts_once() -> None:
    first, second = case(unit()), case(unit())

    def fill(sheet: Worksheet) -> None:
        fill_row(sheet, first, "整改中")
        at = row_of(sheet, second)
        for column in PLACE.values():
            sheet.cell(at, column).value = sheet.cell(row_of(sheet, first), column).value

    returned = take_back(filled(sent_workbook(), fill), Case.objects.all(), LATER)
    assert returned.of(Effect.STARTED) == (first,)
    assert str(returned.refused[0]) == f"第 5 行：编号 {first.pk} 与第 4 行重复"


def test_a_row_older_than_the_recheck_is_not_followed() -> None:
    mine, gone = case(unit()), case(unit())

    def fill(sheet: Worksheet) -> None:
        fill_row(sheet, mine, "已整改")
        fill_row(sheet, gone, "已整改")

    book = filled(sent_workbook(), fill)
    take_back(book, Case.objects.all(), LATER)
    for each in (mine, gone):
        each.refresh_from_db()
    acts.rechecked(mine, LATER, "仍打不开")
    acts.close(gone, LATER, "复查已改好")
    returned = take_back(book, Case.objects.all(), LATER)
    assert told(returned) == (0, 0, 0, 1, 1)
    assert "这是旧表" in str(returned.refused[0])
    assert (state(mine), state(gone)) == ("整改中", "已销号")


def test_what_the_ledger_does_not_allow_is_told_in_its_words() -> None:
    mine = case(unit())
    content = sent_workbook()
    take_back(filled(content, lambda sheet: fill_row(sheet, mine, "已整改")), Case.objects.all(), LATER)
    returned = take_back(
        filled(content, lambda sheet: fill_row(sheet, mine, "整改中")), Case.objects.all(), LATER
    )
    assert "「待复核」的问题不能「开始整改」" in str(returned.refused[0])
    assert state(mine) == "待复核"


def test_personal_numbers_in_remarks_are_masked() -> None:
    mine = case(unit())
    book = filled(sent_workbook(), lambda sheet: fill_row(sheet, mine, "整改中", "联系 13812345678"))
    take_back(book, Case.objects.all(), LATER)
    assert mine.events.get(kind=EventKind.STARTED).note == "联系 138****5678"
    assert told(take_back(book, Case.objects.all(), LATER)) == (0, 0, 0, 1, 0)


def test_revision_cannot_be_left_out() -> None:
    mine = case(unit())

    def fill(sheet: Worksheet) -> None:
        fill_row(sheet, mine, "已整改")
        sheet.cell(row_of(sheet, mine), PLACE[REVISION]).value = None

    assert "旧表" in str(take_back(filled(sent_workbook(), fill), Case.objects.all(), LATER).refused[0])


def drop(folder: Path, name: str, content: bytes) -> None:
    (folder / "inbox").mkdir(exist_ok=True)
    (folder / "inbox" / name).write_bytes(content)
    os.utime(folder / "inbox" / name, (AT.timestamp(), AT.timestamp()))


def mail(sender: str, *books: bytes) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "xxk@sfq.example", "回复：整改通知"
    made.set_content("见附件")
    for number, book in enumerate(books):
        made.add_attachment(
            book, maintype="application", subtype="octet-stream", filename=f"整改台账{number}.xlsx"
        )
    return made.as_bytes()


def only(folder: Path) -> Collected:
    (collected,) = collect(folder, LATER)
    assert collected.path.with_name(collected.path.name + ".txt").read_text() == collected.told + "\n"
    assert not [path for path in (folder / "inbox").iterdir() if path.is_file()]
    return collected


def test_a_mail_moves_the_cases_of_its_sender(tmp_path: Path) -> None:
    mine = case(unit())
    book = filled(sent_workbook(), lambda sheet: fill_row(sheet, mine, "已整改"))
    drop(tmp_path, "1.eml", mail("交通局 <JTJ@sfq.example>", book))
    collected = only(tmp_path)
    assert collected.path.parent.name == "done"
    assert collected.returned is not None
    assert collected.returned.claimed == (mine,)
    assert collected.told == "报告已改 1 个，开始整改 0 个，记下说明 0 个，没有变化 0 个，没有登记 0 行。"
    act = Act.objects.get()
    assert (act.actor_name, act.verb, act.subject) == ("收件夹（交通局）", "导入台账", "1.eml")


def test_a_mail_with_rows_of_others_is_answered_once(tmp_path: Path) -> None:
    theirs = case(unit("教育局", "jyj@sfq.example"))
    unit()
    book = filled(sent_workbook(), lambda sheet: fill_row(sheet, theirs, "已整改"))
    for _ in range(2):
        drop(tmp_path, "1.eml", mail("jtj@sfq.example", book))
        assert only(tmp_path).path.parent.name == "rejected"
    answer = Message.objects.get(key__startswith="answer-")
    assert answer.to == "jtj@sfq.example"
    assert "第 4 行：编号、指纹与网站对不上" in answer.body
    assert state(theirs) == "已通知"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("1.eml", mail("stranger@example.com", b"x"), "stranger@example.com 不是任何单位登记的邮箱"),
        ("1.eml", mail("jtj@sfq.example"), "没有 .xlsx 附件"),
        ("1.eml", mail("jtj@sfq.example", b"x", b"y"), "有 2 个 .xlsx 附件"),
        ("1.eml", mail("jtj@sfq.example", b"x"), "不是完整的 .xlsx"),
        ("1.eml", b"\x00\xff not a mail", "发件人 （空）"),
        ("1.eml", b"From: a:;@b\r\n\r\n", "发件人"),
        ("1.eml", b"From: <\r\n\r\n", "邮件残缺"),
        ("1.xlsx", b"\xd0\xcf\x11\xe0 old", "加了密码"),
        ("1.XLSX", b"", "不是完整的 .xlsx"),
    ],
)
def test_what_cannot_be_used_is_put_aside_with_the_reason(
    name: str, content: bytes, why: str, tmp_path: Path
) -> None:
    unit()
    drop(tmp_path, name, content)
    collected = only(tmp_path)
    assert collected.path.parent.name == "rejected"
    assert why in collected.told


def test_the_office_may_drop_a_bare_workbook(tmp_path: Path) -> None:
    mine = case(unit())
    drop(tmp_path, "交通局.xlsx", filled(sent_workbook(), lambda sheet: fill_row(sheet, mine, "整改中")))
    assert only(tmp_path).path.name == "20261125-090000-交通局.xlsx"
    assert state(mine) == "整改中"


def test_other_files_links_and_unfinished_ones_are_left_alone(tmp_path: Path) -> None:
    for name in ("~$台账.xlsx", ".1.xlsx", "readme.txt", "1.eml.part"):
        drop(tmp_path, name, b"")
    (tmp_path / "secret.xlsx").write_bytes(b"")
    (tmp_path / "inbox" / "link.xlsx").symlink_to(tmp_path / "secret.xlsx")
    assert collect(tmp_path, LATER) == ()
    assert len([path for path in (tmp_path / "inbox").iterdir() if not path.is_dir()]) == 5


def test_a_file_that_is_still_being_written_waits(tmp_path: Path) -> None:
    drop(tmp_path, "1.xlsx", b"half")
    assert collect(tmp_path, AT + timedelta(seconds=29)) == ()
    assert len(collect(tmp_path, AT + timedelta(seconds=30))) == 1
