"""评分表: rows count what stands in the ledger, as people ruled; nothing unlooked at is called clear."""

from __future__ import annotations

from django.test import Client

from checks.scheme import scheme_of
from checks.sheet import Line
from checks.sheet import State as Row
from tests.web.seeding import Office
from xunjian.jobs.profiles import profile_of_site
from xunjian.ledger.standing import UNRECORDED, standing_of
from xunjian.store.models import Case, Finding, Scan, State


def rows(office: Office) -> dict[str, Line]:
    scan = Scan.objects.get(pk=office.scan.pk)
    return {line.code: line for line in standing_of(scan, profile_of_site(office.site)).sheet}


def test_a_ruling_changes_the_row(office: Office) -> None:
    Case.objects.update(state=State.NEW, confirmed=True)
    stale = Case.objects.filter(rule__in=("UPD002", "UPD003"))
    assert rows(office)["V4a"].count == stale.count() > 0
    stale.update(confirmed=False)
    assert (rows(office)["V4a"].count, rows(office)["V4a"].doubtful) == (0, stale.count())
    stale.update(state=State.DISMISSED)
    assert (rows(office)["V4a"].count, rows(office)["V4a"].doubtful) == (0, 0)


def test_what_was_not_looked_at_is_never_clear(office: Office) -> None:
    assert rows(office)["V2"].state is Row.OPEN
    assert rows(office)["D20"].state is Row.OPEN
    Scan.objects.update(unlooked=None)
    Case.objects.update(state=State.CLOSED)
    found = rows(office)
    assert {line.state for line in found.values()} == {Row.OPEN}
    assert found["V3"].note == UNRECORDED


def test_the_page_opens_every_row_to_its_cases(office: Office, client: Client) -> None:
    Case.objects.update(confirmed=True)
    Finding.objects.update(count=9)
    client.force_login(office.leader)
    page = client.get(f"/scores/?site={office.site.pk}").content.decode()
    for item in scheme_of(profile_of_site(office.site).scheme).items:
        assert f'id="row-{item.code}"' in page
    broken = Case.objects.filter(rule="LNK001")[0]
    assert f'href="/cases/{broken.pk}/"' in page
    assert f'href="/evidence/{broken.pk}/"' in page
    assert "先改什么" in page
    assert "本表不计总分" in page


def test_points_the_office_entered_give_a_mock_score(office: Office, client: Client) -> None:
    Case.objects.update(state=State.NEW, confirmed=True)
    items = [item for item in scheme_of(profile_of_site(office.site).scheme).items if item.part == "points"]
    told = "".join(f"[scheme.items.{item.code}]\npoints = 5\neach = 1\n" for item in items)
    office.site.profile += f"\n{told}"
    office.site.save()
    client.force_login(office.clerk)
    assert f"/ {5 * len(items)}（扣分指标" in client.get(f"/scores/?site={office.site.pk}").content.decode()
