"""站外记录: a table is kept whole or not at all, replaced or added to, withdrawn, and judged like the profile's files."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook

from portal.calendar import CHINA
from portal.record_files import read_accounts, read_letters, read_visits
from portal.records import Letter
from reports import read_report
from tests.jobs.clockwork import work_off
from tests.web.seeding import MOCK_DAY, Office, seed_mock
from xunjian.clock import reference_time
from xunjian.jobs.queues import MOCKS
from xunjian.jobs.records import records_of_site
from xunjian.records import RecordFiles
from xunjian.store.models import Act, MockInspection, RecordKind, RecordUpload, Role
from xunjian.store.uploads import SAMPLES, sample, told_of

LETTERS = "编号,标题,来信时间,答复时间\n1,道路积水,2026-07-01,2026-07-09\n2,路灯不亮,2026-07-02,\n"
WRONG = "编号,标题,来信时间\n1,张三的信 13800138000,昨天\n2,,2026-07-02\n3,好的,2026-07-03\n"


@pytest.fixture
def clerk(office: Office, client: Client) -> Client:
    client.force_login(office.clerk)
    return client


def upload(
    client: Client,
    office: Office,
    content: bytes | str,
    name: str = "信件.csv",
    kind: str = "letters",
    how: str = "replace",
) -> str:
    data = content.encode() if isinstance(content, str) else content
    sent = {"file": SimpleUploadedFile(name, data), "how": how}
    return client.post(f"/sites/{office.site.pk}/records/{kind}/", sent, follow=True).content.decode()


def letters(office: Office) -> list[str]:
    return [letter.number for letter in told_of(office.site).letters or ()]


def as_workbook() -> bytes:
    book, file = Workbook(), io.BytesIO()
    for row in LETTERS.splitlines():
        book.active.append(row.split(","))
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", LETTERS.encode()),
        ("b.csv", LETTERS.encode("gb18030")),
        ("c.csv", LETTERS.encode("utf-8-sig")),
        ("d.xlsx", as_workbook()),
    ],
)
def test_what_excel_and_back_ends_write_is_taken(
    name: str, content: bytes, office: Office, clerk: Client
) -> None:
    said = upload(clerk, office, content, name)
    assert f"已采用「{name}」的 2 行（2026-07-01 至 2026-07-02）" in said
    assert "在用 2 条" in said
    assert letters(office) == ["1", "2"]
    act = Act.objects.get(verb="上传留言")
    assert (act.actor, act.subject, act.detail) == (office.clerk, office.site.name, f"{name}，2 行")
    kept = RecordUpload.objects.get()
    assert (kept.uploaded_by, kept.name, kept.rows, len(kept.digest)) == (office.clerk, name, 2, 64)


def test_a_wrong_file_is_refused_line_by_line_and_kept_nowhere(office: Office, clerk: Client) -> None:
    before = set(office.site.folder.rglob("*"))
    said = upload(clerk, office, WRONG)
    assert "没有采用：2 行看不懂" in said
    assert "第 2 行：「来信时间」写的是“昨天”，看不懂" in said
    assert "第 3 行：缺少「标题」" in said
    assert not RecordUpload.objects.exists()
    assert not Act.objects.filter(verb="上传留言").exists()
    assert set(office.site.folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "文件是空的"),
        ("标题,内容\n一,二\n", "缺少：来信时间"),
        ("标题,来信时间\n", "只有表头"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 .xls"),
        (b"PK\x03\x04nothing", "不是完整的 .xlsx"),
        (b"\x00" * 10_000_001, "文件超过 10 MB"),
    ],
)
def test_what_is_no_table_is_refused_in_words(
    content: bytes | str, words: str, office: Office, clerk: Client
) -> None:
    said = upload(clerk, office, content)
    assert words in said
    assert "/tmp" not in said
    assert not RecordUpload.objects.exists()


def test_added_and_replaced_before_everybodys_eyes(office: Office, clerk: Client) -> None:
    upload(clerk, office, LETTERS)
    more = "编号,标题,来信时间,答复时间\n2,路灯不亮,2026-07-02,2026-07-20\n3,噪声,2026-08-01,\n"
    said = upload(clerk, office, more, "补充.csv", how="append")
    assert "加在原来的 2 行之后" in said
    assert "在用 3 条" in said
    assert letters(office) == ["1", "2", "3"]
    told = {letter.number: letter for letter in told_of(office.site).letters or ()}
    assert str(told["2"].answered) == "2026-07-20"  # the later file tells
    assert "替换了原来的 4 行" in upload(clerk, office, "标题,来信时间\n新的,2026-09-01\n", "新.csv")
    assert told_of(office.site).letters == (Letter("", "新的", datetime(2026, 9, 1, tzinfo=CHINA).date()),)
    assert set(RecordUpload.objects.exclude(replaced_at=None).values_list("told", flat=True)) == {""}


def test_what_is_withdrawn_is_gone(office: Office, clerk: Client) -> None:
    upload(clerk, office, LETTERS)
    kept = RecordUpload.objects.get()
    address = f"/sites/{office.site.pk}/records/{kept.pk}/withdraw/"
    said = clerk.post(address, follow=True).content.decode()
    assert "已撤回「信件.csv」的 2 行" in said
    kept.refresh_from_db()
    assert (kept.told, kept.withdrawn_by, kept.holds) == ("", office.clerk, False)
    assert told_of(office.site).letters is None
    clerk.post(address)
    assert Act.objects.filter(verb="撤回留言").count() == 1


def test_titles_of_letters_are_shown_nowhere(office: Office, clerk: Client) -> None:
    upload(clerk, office, LETTERS)
    for address in (f"/sites/{office.site.pk}/records/", "/log/", f"/sites/{office.site.pk}/"):
        assert "道路积水" not in clerk.get(address).content.decode()


@pytest.mark.parametrize("kind", RecordKind)
def test_the_sample_is_taken_as_it_is(kind: RecordKind, office: Office, clerk: Client) -> None:
    answer = clerk.get(f"/sites/records/{kind}.csv")
    assert answer.content == sample(kind)
    assert answer.content.startswith(b"\xef\xbb\xbf")
    said = upload(clerk, office, answer.content, "样表.csv", kind)
    assert f"在用 {len(SAMPLES[kind]) - 1} 条" in said


def test_it_is_told_as_the_files_of_a_profile_are(office: Office, clerk: Client, tmp_path: Path) -> None:
    office.site.probes.all().delete()
    office.site.maintenances.all().delete()
    for kind in RecordKind:
        (tmp_path / f"{kind}.csv").write_bytes(sample(kind))
        upload(clerk, office, sample(kind), f"{kind}.csv", kind)
    files = RecordFiles(*(tmp_path / f"{kind}.csv" for kind in ("visits", "letters", "accounts")))
    assert records_of_site(office.site, datetime(2026, 11, 24, 9, tzinfo=CHINA)) == files.read()
    assert read_letters(files.letters or tmp_path).letters == told_of(office.site).letters
    assert read_accounts(files.accounts or tmp_path).accounts == told_of(office.site).accounts
    assert read_visits(files.visits or tmp_path).outages == told_of(office.site).outages


def test_visits_of_others_count_beside_our_own(office: Office, clerk: Client) -> None:
    now = reference_time()
    own = len(records_of_site(office.site, now).visits or ())
    rows = "".join(f"{now - timedelta(hours=n, minutes=30):%Y-%m-%d %H:%M},失败\n" for n in (1, 2, 24 * 30))
    upload(clerk, office, "时间,结果\n" + rows, "监测.csv", "visits")
    visits = records_of_site(office.site, now).visits or ()
    assert len(visits) == own + 2  # the one of a month ago is of no week
    assert [visit.at for visit in visits] == sorted(visit.at for visit in visits)


@pytest.mark.django_db(transaction=True)
def test_the_mock_inspection_uses_it_and_tells_that_it_changed(
    office: Office, clerk: Client, mocked: Path
) -> None:
    seed_mock(office, mocked)
    address = f"/mock/?site={office.site.pk}&day={MOCK_DAY}"
    assert "算过以后" not in clerk.get(address).content.decode()
    old = timezone.localdate() - timedelta(days=200)
    upload(clerk, office, f"编号,标题,来信时间\n77,没有人答复,{old}\n")
    upload(clerk, office, f"平台,名称,最后发布日期\n微博,某区发布,{old}\n", "账号.csv", "accounts")
    assert "算过以后" in clerk.get(address).content.decode()
    clerk.post("/mock/make/", {"site": office.site.pk, "day": str(MOCK_DAY)})
    work_off(MOCKS)
    report = read_report(MockInspection.objects.get().folder / "findings.json")
    (stale,) = (finding for finding in report.findings if finding.rule == "MED001")
    assert (stale.outcome, "某区发布" in stale.message) == ("fail", True)
    before = read_report(mocked / "findings.json").findings
    unanswered = {finding.fingerprint for finding in report.findings if finding.rule == "INT002"}
    assert len(unanswered - {finding.fingerprint for finding in before}) == 1


@pytest.mark.parametrize("role", [Role.LEADER, Role.INSPECTOR])
def test_who_reads_sees_and_changes_nothing(role: Role, office: Office, client: Client) -> None:
    client.force_login(office.accounts[role])
    said = client.get(f"/sites/{office.site.pk}/records/").content.decode()
    assert "还没有上传" in said
    assert 'type="file"' not in said
    answer = client.post(
        f"/sites/{office.site.pk}/records/letters/", {"file": SimpleUploadedFile("a.csv", LETTERS.encode())}
    )
    assert answer.status_code == 403
    assert not RecordUpload.objects.exists()


def test_of_another_site_nothing_is_withdrawn(office: Office, clerk: Client) -> None:
    upload(clerk, office, LETTERS)
    kept = RecordUpload.objects.get()
    assert clerk.post(f"/sites/{office.other.pk}/records/{kept.pk}/withdraw/").status_code == 404
    assert clerk.post(f"/sites/{office.site.pk}/records/diaries/").status_code == 404
    kept.refresh_from_db()
    assert kept.holds
