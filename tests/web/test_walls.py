"""Every address there is, asked for as each account: nothing of another's is in any answer."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from tests.web.seeding import MOCK_DAY, Office, seed_mock
from xunjian.store.models import (
    ApiToken,
    Case,
    Event,
    Finding,
    Message,
    MessageFile,
    MockInspection,
    RecordKind,
    RecordUpload,
    Role,
    User,
)
from xunjian.store.uploads import keep

SECRET = (
    "not-for-you-7391"  # planted wherever a case of another unit could show; ASCII, which no format escapes
)
SAFE = {"logout"}  # ends the session that walks


def patterns(found: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in found:
        address = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each.url_patterns, address)
        else:
            yield address, each


def walk(values: dict[str, list[object]]) -> Iterator[tuple[str, str]]:
    """Name and address of everything the program answers at, with every value its parts may be given."""
    for route, pattern in patterns(get_resolver().url_patterns):
        if pattern.name in SAFE:
            continue
        converters = pattern.pattern.converters
        for chosen in product(*(values[name] for name in converters)):
            address = route
            for name, value in zip(converters, chosen, strict=True):
                address = address.replace(f"<int:{name}>", str(value)).replace(f"<str:{name}>", str(value))
                address = address.replace(f"<{name}>", str(value))
            assert "<" not in address, route
            yield f"{'api ' if route.startswith('api/') else ''}{pattern.name or route}", f"/{address}"


def told(answer: HttpResponseBase) -> str:
    """All that an answer says, what is packed in an Office file too."""
    body = b"".join(answer) if answer.streaming else answer.content
    if not body.startswith(b"PK"):
        return body.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def others(office: Office) -> Case:
    """A case of another unit, marked wherever it has words."""
    case = office.site.cases.exclude(unit=office.liaison.unit).exclude(unit=None)[0]
    Finding.objects.filter(pk=case.finding_id).update(
        text=SECRET, message=SECRET, suggestion=SECRET, name=SECRET, column=SECRET, target=f"http://a.example/{SECRET}",
        url=f"http://a.example/{SECRET}", places=[[f"http://a.example/{SECRET}", SECRET]],
    )  # fmt: skip
    Event.objects.filter(case=case).update(note=SECRET)
    mail_to(case)
    return case


def mail_to(case: Case) -> None:
    """A notice of the other unit: mails are for the office alone."""
    now = timezone.now()
    mail = Message.objects.create(
        key="a",
        unit=case.unit,
        to="a@example.invalid",
        subject=SECRET,
        body=SECRET,
        created_at=now,
        after=now,
    )
    MessageFile.objects.create(message=mail, name=SECRET, kind="text/plain", content=SECRET.encode())


def mark_mock(office: Office, case: Case, mocked: Path) -> MockInspection:
    """A mock inspection whose report names what is another unit's wherever it has words, the columns' names included."""
    mock, owner = seed_mock(office, mocked), case.unit
    told = f"标题,来信时间\n{SECRET},2026-07-01\n".encode()
    keep(
        office.site,
        RecordKind.LETTERS,
        f"{SECRET}.csv",
        told,
        replace=True,
        user=office.clerk,
        at=timezone.now(),
    )
    office.site.ownerships.filter(unit=office.liaison.unit).delete()
    office.site.ownerships.create(unit=owner, prefix=office.site.home)
    for path in mock.folder.iterdir():
        if path.suffix in {".json", ".csv", ".html"}:
            path.write_bytes(path.read_bytes().replace("要闻动态".encode(), SECRET.encode()))
    assert SECRET in (mock.folder / "findings.json").read_text(encoding="utf-8")
    return mock


def addresses(office: Office, case: Case) -> list[tuple[str, str]]:
    numbers = {case.pk, case.finding_id, office.scan.pk, office.site.pk, case.unit_id}
    for kept in (MockInspection, Message):
        numbers |= set(kept.objects.values_list("pk", flat=True))
    found = walk({
        "pk": sorted(numbers),
        "name": ["findings.csv", "findings.json"],
        "code": [case.rule],
        "kind": ["letters", "accounts", "visits"],
        "upload": [*RecordUpload.objects.values_list("pk", flat=True)],
        "file": [*MessageFile.objects.values_list("pk", flat=True)],
        "ownership": [office.site.ownerships.exclude(unit=office.liaison.unit)[0].pk],
        "maintenance": [office.site.maintenances.get().pk],
        "token": [ApiToken.objects.get(user=office.clerk).pk],
    })  # fmt: skip
    return list(found)


def answers(client: Client, office: Office, case: Case) -> Iterator[tuple[str, str]]:
    """What each address says: bare, with everything asked for that it may know, and to a form."""
    asked = {
        "site": office.site.pk,
        "scan": office.scan.pk,
        "unit": case.unit_id,
        "state": "open",
        "kind": "csv",
        "page_size": 500,
        "day": MOCK_DAY.isoformat(),
    }
    sent = {"act": "claim", "case": case.pk, "note": "改好了", "text": "一段文字"}
    for name, address in addresses(office, case):
        for answer in (client.get(address), client.get(address, asked), client.post(address, sent)):
            yield name, told(answer)


def enter(user: User, *, by_token: bool) -> Client:
    client = Client(headers={"Authorization": f"Bearer {ApiToken.issue(user, '试用')[1]}"})
    if not by_token:
        client = Client()
        client.force_login(user)
    return client


@pytest.mark.parametrize("by_token", [False, True])
@pytest.mark.parametrize("who", ["liaison", "inspector of another site"])
def test_nothing_of_anothers_is_in_any_answer(who: str, by_token: bool, office: Office, mocked: Path) -> None:
    ApiToken.issue(office.clerk, "试用")
    case = others(office)
    mark_mock(office, case, mocked)
    stranger = User.objects.create_user("other", role=Role.INSPECTOR, site=office.other)
    before = case.state, case.events.count()
    walker = office.liaison if who == "liaison" else stranger
    leaks = {name for name, text in answers(enter(walker, by_token=by_token), office, case) if SECRET in text}
    assert leaks == set()
    case.refresh_from_db()
    assert (case.state, case.events.count()) == before


def test_the_walk_comes_to_where_it_is(office: Office, mocked: Path) -> None:
    """What a leader may see is met: the walk above would have found it."""
    ApiToken.issue(office.clerk, "试用")
    case = others(office)
    mark_mock(office, case, mocked)
    met = {
        name
        for by_token in (False, True)
        for name, text in answers(enter(office.leader, by_token=by_token), office, case)
        if SECRET in text
    }
    assert met >= {"case", "evidence", "cases", "case-export", "findings", "report-cases", "report-findings"}
    assert met >= {"records", "mock", "mock-findings", "mock-file"}
    assert met >= {"api case", "api cases", "api findings"}
