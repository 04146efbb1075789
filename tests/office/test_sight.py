"""What each role may see."""

import pytest
from django.utils import timezone

from xunjian.store import sight
from xunjian.store.models import Case, Finding, Role, Scan, Site, Unit, User

pytestmark = pytest.mark.django_db


def case(site: Site, unit: Unit | None, number: int) -> Case:
    now = timezone.now()
    scan = Scan.objects.create(site=site, reference_time=now)
    key = f"{number:016d}"
    finding = Finding.objects.create(
        scan=scan,
        fingerprint=key,
        rule="LNK001",
        name="",
        severity="error",
        outcome="fail",
        url=site.home,
        message="",
    )
    return Case.objects.create(
        site=site, fingerprint=key, rule="LNK001", severity="error", unit=unit, finding=finding,
        first_scan=scan, last_scan=scan, found_at=now,
    )  # fmt: skip


def test_each_role_sees_its_own() -> None:
    ours, theirs = (Site.objects.create(name=f"站{n}", home=f"http://127.0.0.1:{n}/") for n in (1, 2))
    roads, schools = (Unit.objects.create(name=name) for name in ("交通局", "教育局"))
    of_roads, of_schools, of_none = case(ours, roads, 1), case(ours, schools, 2), case(theirs, None, 3)
    everything = {of_roads, of_schools, of_none}
    expected = [
        (User(role=Role.OFFICE), {ours, theirs}, everything, 3),
        (User(role=Role.LEADER), {ours, theirs}, everything, 3),
        (User(role=Role.UNIT, unit=roads), {ours}, {of_roads}, 0),
        (User.objects.create(username="检查", role=Role.INSPECTOR, site=theirs), {theirs}, {of_none}, 1),
        (User.objects.create(username="无", role=Role.INSPECTOR), set(), set(), 0),
    ]
    for user, sites, cases, scans in expected:
        assert set(sight.sites(user)) == sites
        assert set(sight.cases(user)) == cases
        assert sight.scans(user).count() == scans
