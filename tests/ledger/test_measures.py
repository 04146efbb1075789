"""Deadlines, owners, precision, and the profile the office keeps."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from checks import Severity
from portal.calendar import after_workdays, is_workday
from portal.errors import ProfileError
from tests.ledger.offices import HOME, found, later, office, scanned, site
from tests.ledger.scans import NOW
from xunjian.jobs.profiles import profile_of_site
from xunjian.ledger import acts
from xunjian.ledger.deadlines import due_date
from xunjian.ledger.deadlines import is_workday as is_office_workday
from xunjian.ledger.owners import unit_of
from xunjian.ledger.precision import ENOUGH, doubtful_rules, precisions, wilson
from xunjian.store.models import Declaration, Office, Ownership, Site, Unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 2, 14), True),  # a Saturday made up for Spring Festival
        (date(2026, 2, 16), False),
        (date(2026, 10, 7), False),
        (date(2026, 11, 21), False),  # Saturday
        (date(2026, 11, 24), True),
        (date(2040, 10, 1), True),  # nobody has announced that year: a Monday
    ],
)
def test_chinese_working_days(day: date, works: bool) -> None:
    assert is_workday(day) is works


def test_deadlines_count_working_days_from_the_day_after() -> None:
    before_the_holiday = date(2026, 9, 29)
    assert after_workdays(before_the_holiday, 1) == date(2026, 9, 30)
    assert after_workdays(before_the_holiday, 2) == date(2026, 10, 8)
    local = Office(holidays="2026-10-08\n2026-10-10")
    assert due_date(Severity.VETO, date(2026, 9, 30), local) == date(2026, 10, 12)
    assert not is_office_workday(date(2026, 10, 10), local)  # 调休 elsewhere, off here
    assert due_date(Severity.INFO, before_the_holiday, local) is None


def test_a_bad_holiday_line_is_named() -> None:
    with pytest.raises(ValidationError, match="第 2 行"):
        Office(holidays="2027-01-01\n2027年1月1日").full_clean()
    Office(holidays=" 2027-01-01\r\n\r\n2027-01-02 ").full_clean()


def test_owners_by_column_then_longest_prefix_then_profile() -> None:
    roads, schools, office_ = (Unit.objects.create(name=name) for name in ("交通局", "教育局", "办公室"))
    for unit, where in [
        (roads, {"column": "路况"}),
        (schools, {"prefix": HOME + "jy"}),
        (office_, {"prefix": HOME}),
    ]:
        Ownership.objects.create(site=site(), unit=unit, **where)
    assert unit_of(site(), found(column="路况", url=HOME + "jy/1.html")) == roads
    assert unit_of(site(), found(url=HOME + "jy/1.html")) == schools
    assert unit_of(site(), found(url=HOME.replace("http:", "https:") + "jy?id=1")) == schools
    assert unit_of(site(), found(url=HOME + "jyj/1.html")) == office_
    elsewhere = "http://b.gov.cn/1.html"
    assert unit_of(site(), found(url=elsewhere, owner="教育局")) == schools
    assert unit_of(site(), found(url=elsewhere, owner="没有的局")) is None


def test_wilson_interval() -> None:
    low, high = wilson(18, 20)
    assert (round(low, 4), round(high, 4)) == (0.6990, 0.9721)
    assert wilson(20, 20)[1] == pytest.approx(1)
    assert wilson(0, 20)[0] == pytest.approx(0)


def test_precision_counts_the_last_ruling_of_each_case() -> None:
    cases = scanned(*(found(str(n)) for n in range(ENOUGH + 1))).new
    for case in cases[:2]:
        acts.dismiss(case, office(), NOW, "专有名词")
    acts.reopen(cases[0], office(), NOW)
    acts.confirm(cases[0], office(), NOW)
    acts.confirm(cases[2], office(), NOW)
    acts.dismiss(cases[2], office(), NOW, "看错了")
    acts.reopen(cases[2], office(), NOW)
    (measured,) = precisions([site()])
    assert (measured.rule, measured.right, measured.wrong) == ("TXT001", 1, 1)
    assert not measured.is_known
    assert doubtful_rules(site(), Office(precision_floor=0.9)) == frozenset()
    for case in cases[3:]:
        acts.confirm(case, office(), later(1))
    (measured,) = precisions(Site.objects.all())
    assert (measured.is_known, measured.share) == (True, 0.95)
    assert (round(measured.low, 2), round(measured.high, 2)) == (0.76, 0.99)
    assert doubtful_rules(site(), Office(precision_floor=0.9)) == frozenset()
    assert doubtful_rules(site(), Office(precision_floor=0.96)) == {"TXT001"}
    assert precisions([]) == []


def test_the_profile_of_a_site_with_its_declarations() -> None:
    ours = site()
    assert profile_of_site(ours).start == (HOME,)
    ours.profile = (
        f'name = "某区"\nstart = ["{HOME}"]\n[[columns]]\nname = "公告"\nurl = "{HOME}gg/"\nkind = "notice"\n'
    )
    for url, name, until in [("gg/", "公告", 1), ("gg/", "公告", 5), ("dt/", "工作动态", 3)]:
        Declaration.objects.create(
            site=ours,
            column_url=HOME + url,
            column_name=name,
            reason="本月无内容",
            until=date(2026, 12, until),
        )
    known, learned = profile_of_site(ours).columns
    assert (known.kind, known.declaration and known.declaration.until) == ("notice", date(2026, 12, 5))
    assert (learned.name, learned.kind, learned.declaration and learned.declaration.by) == (
        "工作动态",
        "news",
        "信息科",
    )


def test_a_bad_profile_is_told_of_its_site() -> None:
    with pytest.raises(ProfileError, match="某区人民政府"):
        profile_of_site(Site(name="某区人民政府", home=HOME, profile="start = ["))
