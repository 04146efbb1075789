"""Every address for every role: who may open it, who may not, and nothing of another's."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from tests.web.seeding import Office, seed_mock
from xunjian.evidence.picture import picture_file
from xunjian.store.models import (
    Act,
    ApiToken,
    Message,
    MessageFile,
    Ownership,
    RecordKind,
    Role,
    Unit,
    User,
    Webhook,
)
from xunjian.store.uploads import keep, sample
from xunjian.web.urls import urlpatterns

ALL, READ, RULE, WATCH = "office unit leader inspector", "office leader inspector", "office", "office leader"
WRITE = "office unit leader"
READING: dict[str, str] = {  # name of an address that is opened: roles
    "today": ALL,
    "password": ALL,
    "sites": READ,
    "site-add": RULE,
    "site": READ,
    "site-settings": RULE,
    "site-profile": RULE,
    "records": READ,
    "record-sample": READ,
    "site-progress": READ,
    "site-file": READ,
    "scan": READ,
    "columns": READ,
    "declare": RULE,
    "findings": READ,
    "cases": ALL,
    "case-export": ALL,
    "case-workbook": "unit",
    "case": ALL,
    "evidence": ALL,
    "evidence-page": ALL,
    "evidence-picture": ALL,
    "publication": WRITE,
    "scores": READ,
    "mock": ALL,
    "mock-progress": ALL,
    "mock-findings": READ,
    "mock-file": READ,
    "reports": ALL,
    "report-period": ALL,
    "report-cases": ALL,
    "report-readings": READ,
    "report-selfcheck": READ,
    "report-findings": READ,
    "rules": ALL,
    "rule": ALL,
    "schedule": WATCH,
    "clearing": RULE,
    "accounts": RULE,
    "account-add": RULE,
    "account": RULE,
    "units": RULE,
    "unit": RULE,
    "mails": RULE,
    "mail": RULE,
    "mail-file": RULE,
    "settings": RULE,
    "log": RULE,
}
WRITING: dict[str, str] = {  # of one that only takes forms
    "mock-make": WATCH,
    "case-batch": RULE,
    "case-returned": "office unit",
    "case-act": "office unit",
    "evidence-verify": READ,
    "evidence-take": ALL,
    "site-start": RULE,
    "site-delete": RULE,
    "record-add": RULE,
    "record-withdraw": RULE,
    "own": RULE,
    "disown": RULE,
    "rest": RULE,
    "unrest": RULE,
    "withdraw": RULE,
    "account-reset": RULE,
    "token-issue": RULE,
    "token-revoke": RULE,
    "unit-delete": RULE,
    "test-mail": RULE,
    "mail-send": RULE,
    "mail-again": RULE,
    "clear-now": RULE,
    "hook-add": RULE,
    "hook-test": RULE,
    "hook-delete": RULE,
    "publication-page": WRITE,
}
ENTRANCE = {"login", "logout"}


def addresses(office: Office, mocked: Path) -> dict[str, str]:
    """Each address by its name, of things that are there."""
    site, account, unit = office.site, office.liaison, Unit.objects.create(name="新单位")
    declaration, rest = office.site.declarations.get(), office.site.maintenances.get()
    token, _ = ApiToken.issue(account, "试用")
    hook = Webhook.objects.create(name="督办系统", url="http://127.0.0.1:1/", secret="x")
    ownership = Ownership.objects.filter(site=site)[0]
    case = site.cases.filter(unit=account.unit)[0]
    mock = seed_mock(office, mocked)
    letters = keep(
        site,
        RecordKind.LETTERS,
        "a.csv",
        sample(RecordKind.LETTERS),
        replace=True,
        user=office.clerk,
        at=timezone.now(),
    )
    mail = Message.objects.create(
        key="a", to="a@example.invalid", created_at=timezone.now(), after=timezone.now()
    )
    paper = MessageFile.objects.create(message=mail, name="整改台账.xlsx", kind="text/plain", content=b"x")
    given: dict[str, tuple[object, ...]] = {
        "site": (site.pk,), "site-settings": (site.pk,), "site-profile": (site.pk,), "site-start": (site.pk,), "site-delete": (site.pk,),
        "site-progress": (site.pk,), "site-file": (site.pk, "findings.csv"), "own": (site.pk,),
        "disown": (site.pk, ownership.pk), "rest": (site.pk,), "unrest": (site.pk, rest.pk), "scan": (office.scan.pk,),
        "report-findings": (office.scan.pk,),
        "records": (site.pk,), "record-add": (site.pk, "letters"), "record-withdraw": (site.pk, letters.pk),
        "record-sample": ("letters",),
        "mock-progress": (mock.pk,), "mock-findings": (mock.pk,), "mock-file": (mock.pk, "findings.csv"),
        "declare": (site.pk,), "withdraw": (declaration.pk,), "rule": ("UPD002",), "account": (account.pk,),
        "account-reset": (account.pk,), "token-issue": (account.pk,), "token-revoke": (account.pk, token.pk),
        "case": (case.pk,), "case-act": (case.pk,), "evidence": (case.pk,), "evidence-verify": (case.pk,),
        "evidence-page": (case.pk,), "evidence-picture": (case.pk,), "evidence-take": (case.pk,),
        "mail": (mail.pk,), "mail-again": (mail.pk,), "mail-file": (mail.pk, paper.pk),
        "hook-test": (hook.pk,), "hook-delete": (hook.pk,), "unit": (unit.pk,), "unit-delete": (unit.pk,),
    }  # fmt: skip
    picture = picture_file(case.finding, 0)
    picture.parent.mkdir(exist_ok=True)
    picture.write_bytes(b"png")
    found = {name: reverse(name, args=given.get(name, ())) for name in READING | WRITING}
    found["declare"] += f"?column={office.site.home}ghjh/"
    return found


def test_the_tables_name_every_address() -> None:
    names = {pattern.name for pattern in urlpatterns if isinstance(pattern, URLPattern)}
    assert names == {*READING, *WRITING, *ENTRANCE}


@pytest.mark.parametrize("role", Role)
def test_each_address_opens_for_its_roles_alone(
    role: Role, office: Office, client: Client, mocked: Path
) -> None:
    where = addresses(office, mocked)
    client.force_login(office.accounts[role])
    for name, roles in READING.items():
        answer = client.get(where[name])
        if answer.streaming:
            assert b"".join(answer)
        assert answer.status_code == (200 if role in roles.split() else 403), name
    for name, roles in WRITING.items():
        assert client.get(where[name]).status_code == 405, name
        answer = client.post(where[name])
        assert answer.status_code in ({200, 302} if role in roles.split() else {403}), name


def test_without_account_no_address_opens(office: Office, client: Client, mocked: Path) -> None:
    for name, address in addresses(office, mocked).items():
        answer = client.post(address) if name in WRITING else client.get(address)
        assert answer.status_code == 302, name
        assert answer.headers["Location"].startswith("/login/?next="), name


def test_who_reads_writes_nothing(office: Office, client: Client, mocked: Path) -> None:
    where = addresses(office, mocked)
    before = Act.objects.count()
    for role in (Role.UNIT, Role.LEADER, Role.INSPECTOR):
        client.force_login(office.accounts[role])
        for name, roles in READING.items():
            if role not in roles.split():
                assert client.post(where[name], {"name": "改名"}).status_code == 403
    assert Act.objects.count() == before


def test_an_inspector_finds_nothing_of_another_site(office: Office, client: Client, mocked: Path) -> None:
    stranger = User.objects.create_user("other", role=Role.INSPECTOR, site=office.other)
    client.force_login(stranger)
    where = addresses(office, mocked)
    for name in (
        "site",
        "site-progress",
        "site-file",
        "scan",
        "case",
        "evidence",
        "evidence-page",
        "report-findings",
        "records",
        "mock-progress",
        "mock-findings",
        "mock-file",
    ):
        assert client.get(where[name]).status_code == 404, name
    assert client.get("/columns/", {"site": office.site.pk}).status_code == 404
    assert client.get("/mock/", {"site": office.site.pk}).status_code == 404
    for page in ("/", "/sites/", "/columns/", "/cases/", "/findings/", "/mock/"):
        assert office.site.name not in client.get(page).content.decode(), page


def test_a_unit_sees_its_own_cases_alone(office: Office, client: Client) -> None:
    client.force_login(office.liaison)
    today, listed = (client.get(address).content.decode() for address in ("/", "/cases/"))
    mine = set(office.site.cases.filter(unit=office.liaison.unit).values_list("pk", flat=True))
    assert mine
    for case in office.site.cases.all():
        assert (f'href="/cases/{case.pk}/"' in listed) == (case.pk in mine)
        assert case.pk in mine or f'href="/cases/{case.pk}/"' not in today


@pytest.mark.parametrize("role", Role)
def test_the_menu_holds_what_opens(role: Role, office: Office, client: Client) -> None:
    client.force_login(office.accounts[role])
    rooms = client.get("/").context["rooms"]
    assert rooms
    assert all(client.get(room.url).status_code == 200 for room in rooms)
