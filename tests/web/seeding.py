"""An office with something in it: a real scan of the sample portal, its cases, units, accounts, probes."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from checks.sheet import NOT_GATHERED
from portal.profile import load_profile
from portal.snapshot import Snapshot
from reports import read_findings
from xunjian import pipeline
from xunjian.clock import reference_time
from xunjian.commands.demo import QUICK, profile_file
from xunjian.demo.server import serve
from xunjian.jobs.mocks import basis_of
from xunjian.store.models import (
    Act,
    Case,
    Declaration,
    Event,
    EventKind,
    Finding,
    Maintenance,
    Message,
    MessageState,
    MockInspection,
    Ownership,
    Probe,
    Role,
    Scan,
    ScanKind,
    ScanState,
    Site,
    State,
    Unit,
    User,
)

MOCK_DAY = reference_time().date() + timedelta(days=30)
PASSWORD = "不易猜到的口令-7"


@dataclass(frozen=True, slots=True)
class Office:
    site: Site
    other: Site
    scan: Scan
    clerk: User
    liaison: User
    leader: User
    inspector: User

    @property
    def accounts(self) -> dict[Role, User]:
        return {Role(user.role): user for user in (self.clerk, self.liaison, self.leader, self.inspector)}


def audit_demo(folder: Path) -> Path:
    """Scans the sample portal; returns the folder with reports and snapshot."""
    when = reference_time()
    with serve(when.date()) as portal:
        pipeline.audit(load_profile(profile_file(portal, folder)), folder, when, fresh=True, tuning=QUICK)
    return folder


def seed(audited: Path) -> Office:
    """`audited`: what audit_demo returned."""
    units = {
        name: Unit.objects.create(name=name, email=f"{n}@example.invalid") for n, name in enumerate(UNITS)
    }
    site, scan = _scanned(audited)
    other = Site.objects.create(name="区文化和旅游局", home="http://127.0.0.1:9/", probing=False)
    for column, unit in (("部门动态", "区政府办公室"), ("财政信息", "区财政局")):
        Ownership.objects.create(site=site, unit=units[unit], column=column)
    Ownership.objects.create(site=site, unit=units["区司法局"], prefix=f"{site.home}zcwj/")
    _cases(site, scan, list(units.values()))
    _probes(site)
    now = timezone.now()
    Maintenance.objects.create(
        site=site,
        starts_at=now + timedelta(days=2),
        ends_at=now + timedelta(days=2, hours=3),
        reason="机房检修",
    )
    accounts = _accounts(site, units["区财政局"])
    Declaration.objects.create(
        site=site, column_url=f"{site.home}ghjh/", column_name="规划计划", made_by=accounts[0],
        reason="本年度规划已全部公开，下一份在次年三月编制", until=(now + timedelta(days=60)).date(),
    )  # fmt: skip
    for verb, subject in (
        ("登录", ""),
        ("添加网站", site.name),
        ("开始检查", site.name),
        ("新建账号", "liaison"),
    ):
        Act.objects.create(
            actor=accounts[0], actor_name="李敏", verb=verb, subject=subject, address="127.0.0.1"
        )
    return Office(site, other, scan, *accounts)


def mock_demo(audited: Path, folder: Path) -> Path:
    """Judges what audit_demo scanned as if inspected in 30 days; returns the folder with the reports."""
    (snapshot,) = (path for path in (audited / "snapshots").iterdir() if path.is_dir())
    pipeline.check(snapshot, folder, at=reference_time(str(MOCK_DAY)), memory=folder.parent / "memory.sqlite")
    return folder


def seed_mock(office: Office, mocked: Path) -> MockInspection:
    """`mocked`: what mock_demo returned."""
    now = timezone.now()
    mock = MockInspection.objects.create(
        scan=office.scan, day=MOCK_DAY, state=ScanState.FINISHED, requested_at=now, ended_at=now,
        basis=basis_of(office.site),
    )  # fmt: skip
    shutil.copytree(mocked, mock.folder)
    return mock


def seed_mails(office: Office) -> None:
    """One that was sent, one that could not be."""
    now, unit = timezone.now(), office.liaison.unit
    body = f"{unit}：\n\n你单位负责的网页有 3 个问题需要整改，其中新增 3 个。\n"
    for state, error in (
        (MessageState.SENT, ""),
        (
            MessageState.FAILED,
            "收件地址被拒绝：0@example.invalid（550 5.1.1）；请核对邮箱（试了 1 次，不再重试）",
        ),
    ):
        Message.objects.create(
            key=state, unit=unit, to="0@example.invalid", subject=f"整改通知：{unit}有 3 个网站问题待整改（新增 3）",
            body=body, state=state, error=error, created_at=now, after=now, tries=1, sent_at=None if error else now,
        )  # fmt: skip


COPIED = (
    "fingerprint", "rule", "name", "severity", "outcome", "url", "target", "column", "owner", "text", "suggestion",
    "message", "basis", "verified", "count",
)  # fmt: skip
UNITS = ("区政府办公室", "区财政局", "区司法局", "区发展改革局")


@cache
def _sealed() -> str:
    """Argon2 is slow on purpose: once is enough."""
    return make_password(PASSWORD)


def _accounts(site: Site, unit: Unit) -> tuple[User, User, User, User]:
    def make(username: str, name: str, role: Role, **more: object) -> User:
        return User.objects.create(username=username, password=_sealed(), first_name=name, role=role, **more)

    return (
        make("clerk", "李敏", Role.OFFICE),
        make("liaison", "王强", Role.UNIT, unit=unit),
        make("leader", "赵主任", Role.LEADER),
        make("inspector", "检查组", Role.INSPECTOR, site=site),
    )


def _scanned(audited: Path) -> tuple[Site, Scan]:
    (snapshot,) = (path for path in (audited / "snapshots").iterdir() if path.is_dir())
    opened = Snapshot.open(snapshot)
    profile, pages = opened.profile, opened.coverage().pages
    opened.close()
    site = Site.objects.create(
        name=profile.name, home=profile.home, profile=(audited / "示范配置.toml").read_text(encoding="utf-8")
    )
    shutil.copytree(audited, site.folder)
    now = timezone.now()
    last = Scan.objects.create(
        site=site, kind=ScanKind.NIGHTLY, state=ScanState.FAILED, reference_time=now,
        ended_at=now - timedelta(days=1), error="网站打不开：连接被拒绝，请检查网址或稍后再试",
    )  # fmt: skip
    scan = Scan.objects.create(
        site=site, kind=ScanKind.NIGHTLY, state=ScanState.FINISHED, reference_time=opened.reference_time,
        night=now.date(), started_at=now - timedelta(minutes=34), ended_at=now - timedelta(minutes=30),
        pages=pages, known=pages, folder=snapshot.name, profile_digest=profile.digest, unlooked={"V2": NOT_GATHERED},
    )  # fmt: skip
    Scan.objects.filter(pk=last.pk).update(queued_at=now - timedelta(days=1))
    return site, scan


def _cases(site: Site, scan: Scan, units: list[Unit]) -> None:
    now, told = timezone.now(), read_findings(site.folder / "findings.json")
    made = Finding.objects.bulk_create(
        Finding(
            scan=scan,
            places=[[o.url, o.locator] for o in found.occurrences],
            **{field: getattr(found, field) for field in COPIED},
        )
        for found in told
    )
    cases = Case.objects.bulk_create(
        Case(
            site=site, fingerprint=finding.fingerprint, rule=finding.rule, severity=finding.severity, finding=finding,
            state=(State.NEW, State.NOTIFIED, State.CLAIMED, State.MENDING)[number % 4],
            unit=units[number % 4] if number % 3 else None, first_scan=scan, last_scan=scan,
            found_at=now, due=(now + timedelta(days=number - 2)).date(),
        )
        for number, finding in enumerate(made)
        if finding.outcome in {"fail", "review"}
    )  # fmt: skip
    Event.objects.bulk_create(
        Event(case=case, at=now, kind=EventKind.FOUND, after=State.NEW, scan=scan) for case in cases
    )


def _probes(site: Site) -> None:
    slot = timezone.now().replace(minute=0, second=0, microsecond=0)
    down = {11, 40}
    Probe.objects.bulk_create(
        Probe(
            site=site, slot=slot - timedelta(hours=hour), at=slot - timedelta(hours=hour), ok=hour not in down,
            status=0 if hour in down else 200, seconds=15.0 if hour in down else 0.4 + hour % 7 * 0.3,
            error="15 秒内没有打开" if hour in down else "",
        )
        for hour in range(72)
    )  # fmt: skip
