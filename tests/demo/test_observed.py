"""AVL001 and MED001 over the sample portal: what was observed besides the crawl, in shapes that fire and that do not."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from checks.engine import judge
from checks.rule import catalogue
from portal.calendar import CHINA
from portal.records import Account, Outage, Records, Source, Visit
from tests.demo.reading import TODAY, scan_of

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=CHINA)
HOUR = timedelta(hours=1)


def _said(code: str, records: Records, profile: str = "") -> list[tuple[str, str]]:
    scan = scan_of(profile=profile)
    scan.told = records
    return [(f.outcome.value, f.severity.value) for f in judge(scan, [catalogue()[code]]).findings]


def _week(failed: set[int], *, step: timedelta = HOUR, days: int = 7, slow: float = 0.4) -> Records:
    """Visits counted back from now; those numbered are in vain."""
    number = int(timedelta(days=days) / step)
    return Records(tuple(Visit(NOW - n * step, n not in failed, slow) for n in range(number)))


def _slow(seconds: float, number: int) -> Records:
    visits = tuple(Visit(NOW - n * HOUR, True, seconds if n < number else 1.0) for n in range(168))
    return Records(visits)


WINDOW = Outage(NOW - 20 * HOUR, NOW - 9 * HOUR, "机房搬迁")


@pytest.mark.parametrize(
    ("records", "said"),
    [
        (_week(set(range(9))), [("fail", "veto")]),
        (_week(set(range(0, 168, 18))), [("fail", "veto")]),  # spread over the week
        (_slow(15.0, 9), [("fail", "veto")]),
        (_week(set(range(100)), step=timedelta(minutes=15)), [("fail", "veto")]),
        (_week(set(range(6))), [("fail", "warning")]),
        (Records(_week(set(range(16))).visits, (Outage(NOW - 8 * HOUR, NOW - HOUR),)), [("fail", "veto")]),
        (_week(set()), []),
        (_week(set(range(5))), []),
        (_slow(14.9, 20), []),
        (Records(_week(set(range(10, 20))).visits, (WINDOW,)), []),
        (Records(_week(set(range(168, 240)), days=10).visits), []),  # before the week
        (_week(set(range(9)), step=2 * HOUR), [("unknown", "veto")]),
        (_week(set(), days=6), [("unknown", "veto")]),
        (_week(set(range(50)), step=timedelta(minutes=1), days=1), [("unknown", "veto")]),
        (Records(), [("unknown", "veto")]),
    ],
)
def test_visits(records: Records, said: list[tuple[str, str]]) -> None:
    assert _said("AVL001", records) == said


def _account(days_ago: int, source: Source = Source.CSV, checked: int | None = None) -> Account:
    looked = TODAY - timedelta(days=checked) if checked is not None else None
    return Account("微信公众号", f"示范{days_ago}", TODAY - timedelta(days=days_ago), source, looked)


TYPED = 'accounts = [{{ platform = "微博", name = "示范发布", last_post = {} }}]\n'


@pytest.mark.parametrize(
    ("accounts", "typed", "said"),
    [
        ((_account(15),), "", [("fail", "veto")]),
        ((_account(400, Source.FEED, 0), _account(20), _account(3)), "", [("fail", "veto")] * 2),
        ((_account(11),), "", [("fail", "warning")]),
        ((), TYPED.format("2026-11-01"), [("fail", "veto")]),
        ((_account(30, Source.MANUAL, 2),), "", [("fail", "veto")]),
        ((_account(10), _account(0)), "", []),
        ((), TYPED.format("2026-11-20"), []),
        (
            (Account("微博", "示范发布", date(2026, 11, 23), Source.FEED),),
            TYPED.format("2026-08-01"),
            [],
        ),
        ((_account(-3), _account(1)), "", [("unknown", "veto")]),
        ((_account(40, Source.MANUAL, 35),), "", [("unknown", "veto")]),
        ((Account("微博", "示范", None, Source.FEED, TODAY, "", "订阅源打不开"),), "", [("unknown", "veto")]),
        ((), "", [("unknown", "veto")]),
    ],
)
def test_accounts(accounts: tuple[Account, ...], typed: str, said: list[tuple[str, str]]) -> None:
    assert _said("MED001", Records(accounts=accounts or None), typed) == said
