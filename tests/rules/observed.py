"""The lines of an example that say what was observed besides the crawl; see tests/rules/examples.py."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from portal.calendar import CHINA
from portal.records import Account, Letter, Outage, Records, Source, Visit

OBSERVED = ("visits ", "visit ", "outage ", "account ", "letter ")


def read_observed(lines: Iterable[str], now: datetime) -> Records:
    visits: list[Visit] = []
    outages: list[Outage] = []
    accounts: list[Account] = []
    letters: list[Letter] = []
    for line in lines:
        what, *words = line.split()
        if what == "visits":
            visits += _hourly(words, now)
        elif what == "visit":
            visits.append(Visit(_at(words[0]), words[1] == "ok", float(words[2]), " ".join(words[3:])))
        elif what == "outage":
            outages.append(Outage(_at(words[0]), _at(words[1]), " ".join(words[2:])))
        elif what == "account":
            accounts.append(_account(words))
        else:
            letters.append(_letter(words, len(letters) + 1))
    return Records(
        tuple(visits) or None, tuple(outages) or None, tuple(accounts) or None, tuple(letters) or None
    )


def _hourly(words: list[str], now: datetime) -> list[Visit]:
    a_day, days, *rest = words
    given = dict(word.split("=") for word in rest)
    failed, seconds = int(given.get("failed", 0)), float(given.get("seconds", 0))
    steps = [timedelta(days=1) * number / int(a_day) for number in range(int(a_day) * int(days))]
    return [
        Visit(now - step, n >= failed or seconds > 0, seconds if n < failed else 0.5)
        for n, step in enumerate(steps)
    ]


def _account(words: list[str]) -> Account:
    platform, name, last, *rest = words
    given = dict(word.split("=") for word in rest if "=" in word)
    source = next((Source(word) for word in rest if "=" not in word), Source.MANUAL)
    checked = date.fromisoformat(given["checked"]) if "checked" in given else None
    return Account(platform, name, None if last == "-" else date.fromisoformat(last), source, checked)


def _letter(words: list[str], number: int) -> Letter:
    asked, answered, title, *rest = words
    answered_on = None if answered == "-" else date.fromisoformat(answered)
    return Letter(str(number), title, date.fromisoformat(asked), answered_on, public="private" not in rest)


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)
