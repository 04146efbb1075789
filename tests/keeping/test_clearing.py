"""An office that clears up after real scans of a small portal: what anybody may still ask for is there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from typer.testing import CliRunner

from portal.snapshot import Snapshot, read_cleared, verify
from portal.snapshot.history import History
from tests.crawler.portal_server import PortalServer, page
from tests.jobs.clockwork import moment, work_off
from tests.mail.office import case
from xunjian.cli import app
from xunjian.evidence.archive import capture_of
from xunjian.evidence.closing import closing_of, page_after
from xunjian.evidence.picture import picture_file
from xunjian.jobs.locks import site_held
from xunjian.jobs.queues import SCANS
from xunjian.jobs.scans import request_scan
from xunjian.keeping.item import Kind
from xunjian.keeping.plan import clear, plan
from xunjian.keeping.room import Room
from xunjian.periodic.period import Period
from xunjian.periodic.selfcheck import last_scan, report_of
from xunjian.rechecking.moving import recheck
from xunjian.store.models import (
    Act,
    Case,
    Channel,
    Message,
    MessageFile,
    MessageState,
    Role,
    Scan,
    ScanKind,
    ScanState,
    Site,
    State,
    User,
    Webhook,
)  # fmt: skip
from xunjian.web.evidence import sealed

pytestmark = pytest.mark.django_db(transaction=True)
TYPO = "会议要求，各部门要按步就班推进工作，不得推诿。"
NIGHTS = tuple(moment(f"2027-01-{day}", "01:30") for day in ("04", "05", "06", "10", "11", "12", "13"))
LATER = moment("2027-02-20", "05:00")  # 38 days after the last; the newest four are kept however old


@pytest.fixture(autouse=True)
def shelves() -> Iterator[None]:
    yield
    shutil.rmtree(Path(settings.DATA) / "sites", ignore_errors=True)


@pytest.fixture
def portal() -> Iterator[PortalServer]:
    routes = {
        "/": page("/a.html", "/b.html"),
        "/a.html": page("/gone.html", title="甲"),
        "/b.html": page(text=TYPO),
    }
    with PortalServer(routes) as server:
        yield server


@pytest.fixture
def site(portal: PortalServer) -> Site:
    """Seven nights. The typo is there from the first to the second and mended on the third; the dead link stays."""
    profile = f'start = ["{portal.url}/"]\n[crawl]\nexternal = false\n'
    made = Site.objects.create(name="某区人民政府", home=f"{portal.url}/", profile=profile)
    for number, at in enumerate(NIGHTS):
        portal.routes["/"] = page("/a.html", "/b.html", text=f"第 {number} 天")
        if number == 2:
            portal.routes["/b.html"] = page(text=TYPO.replace("步", "部"))
        night(made, at)
    return made


def night(site: Site, at: datetime) -> Scan:
    with time_machine.travel(at, tick=False):
        scan = request_scan(site, ScanKind.NIGHTLY, at, night=at.date())
        work_off(SCANS)
    scan.refresh_from_db()
    assert scan.state == ScanState.FINISHED
    return scan


def scans(site: Site) -> list[Scan]:
    return list(site.scans.order_by("reference_time"))


def cases() -> tuple[Case, Case]:
    """The mended typo, and the dead link."""
    return Case.objects.get(finding__suggestion__contains="按部就班"), Case.objects.get(rule="LNK002")


def test_what_is_needed_stays_and_the_rest_goes(site: Site, portal: PortalServer) -> None:
    first, second, third, *rest = scans(site)
    typo, _ = cases()
    assert (typo.state, typo.finding.scan, closing_of(typo).scan) == (State.CLOSED, second, third)  # type: ignore[union-attr]
    groups = plan(LATER)
    told = {group.kind: [item.name for item in group.items] for group in groups}
    assert told == {
        Kind.THINNED: [f"2027-01-{day:02} 每晚巡查（第 {pk} 号）" for day, pk in
                       ((4, first.pk), (5, second.pk), (6, third.pk))],
    }  # fmt: skip
    assert sum(group.size for group in groups) > 50_000
    assert clear(LATER) > 0
    assert plan(LATER) == []
    assert [verify(scan.snapshot) for scan in scans(site)] == [[]] * 7
    assert [is_whole(scan) for scan in scans(site)] == [False] * 3 + [True] * 4
    page_of = f"{portal.url}/b.html"
    found = sealed(typo.finding, page_of)
    assert found
    assert found.rendered  # the fault is marked in the page as it was sealed
    assert any(part.wrong for part in found.parts)
    before = capture_of(second, page_of)
    after, why = page_after(closing_of(typo), page_of)  # type: ignore[arg-type]
    assert before
    assert after, why
    assert "按步就班" in before.body.decode()
    assert "按部就班" in after.body.decode()
    assert last_scan(site, Period.month(2027, 1)) == rest[-1]
    assert report_of(rest[-1]).coverage.pages == 3
    assert [path.stem for path in sorted((site.folder / "reports").iterdir())] == [
        scan.folder for scan in rest
    ]


def test_every_page_of_a_kept_scan_can_still_be_proved(site: Site, portal: PortalServer) -> None:
    clear(LATER)
    last = scans(site)[-1]
    snapshot = Snapshot.open(last.snapshot)
    assert {url for url, _ in snapshot.digests() if not snapshot.body(url)} == set()
    history = History.of(snapshot)
    assert len(history.days) == 7
    assert history.sights(f"{portal.url}/b.html")[-1].day == date(2027, 1, 6)
    history.close()
    snapshot.close()
    again = night(site, LATER)
    assert verify(again.snapshot) == []
    assert cases()[1].finding.scan == again
    clear(LATER + timedelta(hours=1))
    assert is_whole(again)


def test_without_cases_to_prove_a_whole_night_goes(site: Site) -> None:
    Case.objects.all().delete()
    kinds = {group.kind: group.count for group in plan(LATER)}
    clear(LATER)
    second = scans(site)[1]
    # the first holds the pages that never changed, the third the page as it has been since
    assert kinds == {Kind.THINNED: 2, Kind.REMOVED: 1}
    assert sorted(path.name for path in second.snapshot.iterdir()) == ["cleared.json", "manifest.json"]
    assert not second.report.exists()
    assert all(verify(scan.snapshot) == [] for scan in scans(site))
    told = read_cleared(second.snapshot)
    assert told
    assert "封存清单留下" in told.why


def test_a_recheck_that_closed_a_case_is_proof(site: Site, portal: PortalServer) -> None:
    portal.routes["/gone.html"] = page(title="补上了")
    _, dead = cases()
    with time_machine.travel(NIGHTS[-1] + timedelta(hours=9), tick=False):
        assert recheck([dead], NIGHTS[-1] + timedelta(hours=9)).closed
    dead.refresh_from_db()
    night(site, LATER)
    clear(LATER)
    closing = closing_of(dead)
    assert closing
    assert closing.scan
    assert not is_whole(closing.scan)
    after, why = page_after(closing, f"{portal.url}/a.html")
    assert after, why
    assert b"/gone.html" in after.body  # noted as unchanged: the body is in a whole scan's archive
    assert verify(closing.scan.snapshot) == []


def is_whole(scan: Scan) -> bool:
    return (scan.snapshot / "snapshot.sqlite").is_file()


@pytest.fixture
def idle() -> Site:
    return Site.objects.create(name="某区人民政府", home="http://127.0.0.1:9/", probing=False)


def old(path: Path, at: datetime) -> Path:
    os.utime(path, (at.timestamp(), at.timestamp()))
    return path


def test_what_was_never_finished_goes_after_its_time(idle: Site) -> None:
    for name, day in (("a", "2027-01-01"), ("b", "2027-02-19"), ("c", "2027-01-01")):
        folder = idle.folder / "snapshots" / name
        folder.mkdir(parents=True)
        old_file = folder / "snapshot.sqlite"
        old_file.write_bytes(b"x" * 5000)
        old(old(old_file, moment(day)).parent, moment(day))
    Scan.objects.create(site=idle, folder="c", state=ScanState.QUEUED, reference_time=LATER)
    (group,) = plan(LATER)
    assert (group.kind, [item.name for item in group.items], group.size) == (Kind.UNFINISHED, ["a"], 5000)
    assert clear(LATER) == 5000
    assert sorted(path.name for path in (idle.folder / "snapshots").iterdir()) == ["b", "c"]


def test_pictures_of_cases_that_are_over() -> None:
    closed, still = case(None, state=State.CLOSED), case(None)
    for each in (closed, still):
        picture_file(each.finding, 0).parent.mkdir(parents=True, exist_ok=True)
        picture_file(each.finding, 0).write_bytes(b"png")
        old(picture_file(each.finding, 0), NIGHTS[0])
    assert clear(LATER) == 3
    assert [picture_file(each.finding, 0).exists() for each in (closed, still)] == [False, True]


def test_what_was_sent_long_ago(idle: Site) -> None:
    hook = Webhook.objects.create(name="大屏", url="http://127.0.0.1:9/", events=[])
    for key, at, state in (
        ("old", "2026-02-01", MessageState.SENT), ("new", "2027-02-01", MessageState.SENT),
        ("waiting", "2026-02-01", MessageState.WAITING),
    ):  # fmt: skip
        given = {"created_at": moment(at), "after": moment(at), "state": state, "body": "正文"}
        mail = Message.objects.create(key=key, **given)
        MessageFile.objects.create(message=mail, name="整改通知.docx", kind="x", content=b"123")
        Message.objects.create(key=f"hook {key}", channel=Channel.WEBHOOK, webhook=hook, **given)
    assert [(group.kind, group.count) for group in plan(LATER)] == [(Kind.ATTACHMENTS, 1), (Kind.PUSHES, 1)]
    clear(LATER)
    assert set(Message.objects.values_list("key", flat=True)) == {
        "old",
        "new",
        "waiting",
        "hook new",
        "hook waiting",
    }
    assert set(MessageFile.objects.values_list("message__key", flat=True)) == {"new", "waiting"}


def test_a_site_that_cannot_be_read_is_told_of_and_holds_up_nothing(idle: Site) -> None:
    (idle.folder / "snapshots" / "x").mkdir(parents=True)
    (idle.folder / "snapshots" / "x" / "manifest.json").write_text("{", encoding="utf-8")
    Scan.objects.create(
        site=idle, folder="x", state=ScanState.FINISHED, reference_time=NIGHTS[0], ended_at=NIGHTS[0]
    )
    given = {"created_at": NIGHTS[0], "after": NIGHTS[0], "state": MessageState.SENT, "body": "正文"}
    MessageFile.objects.create(message=Message.objects.create(**given), name="a", kind="x", content=b"123")
    at = LATER + timedelta(days=500)
    assert clear(at) == 3
    assert [(act.verb, act.subject) for act in Act.objects.order_by("pk")] == [
        ("清理没有做完", idle.name), ("清理", "邮件和推送：邮件附件 1 项"),
    ]  # fmt: skip


def test_it_is_told_before_it_is_done_and_logged_after(site: Site, client: Client) -> None:
    with time_machine.travel(LATER, tick=True):
        client.force_login(
            User.objects.create_user("clerk", role=Role.OFFICE), "django.contrib.auth.backends.ModelBackend"
        )
        shown = client.get("/schedule/clearing/").content.decode()
        assert "快照里的网页内容 3 项" in shown
        assert "30 天内全部保留" in shown
        listed = CliRunner().invoke(app, ["clear", "--each"]).output
        assert "2027-01-04 每晚巡查" in listed
        assert "什么都没有动" in listed
        with site_held(site):
            assert clear(LATER) == 0  # it is being scanned
        assert [is_whole(scan) for scan in scans(site)] == [True] * 7
        client.post("/schedule/clearing/start/")
        work_off(SCANS)
        assert [is_whole(scan) for scan in scans(site)] == [False] * 3 + [True] * 4
        assert "没有要清理的" in client.get("/schedule/clearing/").content.decode()
        assert "没有要清理的" in CliRunner().invoke(app, ["clear", "--yes"]).output
    asked, done = Act.objects.order_by("pk")
    assert (asked.actor_name, asked.verb) == ("clerk", "开始清理旧数据")
    assert (done.actor_name, done.verb, done.subject) == (
        "程序", "清理", "某区人民政府：快照里的网页内容 3 项",
    )  # fmt: skip
    assert "2027-01-05 每晚巡查" in done.detail


def test_the_command_clears_only_with_yes(idle: Site) -> None:
    folder = idle.folder / "snapshots" / "a"
    folder.mkdir(parents=True)
    old(folder, NIGHTS[0])
    with time_machine.travel(LATER, tick=False):
        assert CliRunner().invoke(app, ["clear"]).exit_code == 0
        assert folder.exists()
        assert "已清理，腾出" in CliRunner().invoke(app, ["clear", "--yes"]).output
    assert not folder.exists()


@pytest.mark.parametrize(
    ("free", "night", "low"),
    [(100 << 30, 1 << 30, False), (13 << 30, 1 << 30, True), (1 << 30, 0, True), (3 << 30, 0, False)],
)
def test_room_is_low(free: int, night: int, low: bool) -> None:
    assert Room(free, 200 << 30, night).low is low


def test_low_room_is_told_to_who_can_help(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xunjian.web.views.today.room", lambda: Room(1 << 30, 100 << 30, 300 << 20))
    for role, told in ((Role.OFFICE, True), (Role.LEADER, False)):
        client.force_login(
            User.objects.create_user(role, role=role), "django.contrib.auth.backends.ModelBackend"
        )
        shown = client.get("/").content.decode()
        assert ("还剩 1.0 GB，共 100.0 GB；每晚约增加 300 MB，还够约 3 晚" in shown) is told
