"""Faults of text rechecked: on the pages they stood on, wherever these have gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from portal.profile import RuleOptions
from tests.crawler.portal_server import PortalServer, Reply, Route, redirect
from tests.rechecking.town import Town, html, only
from xunjian.rechecking import needs
from xunjian.rechecking.answer import Answer
from xunjian.rechecking.needs import MASK, WHOLE_SCAN_ONLY

WRONG = "<h1>通知</h1><p>会议对防火工作作了全面布署，要求各单位抓好落实。</p>"
RIGHT = WRONG.replace("布署", "部署")
ELSEWHERE = "<h1>通知</h1><p>本周召开的会议上，有关领导作了全面布署。</p>"


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    routes: dict[str, Route] = {
        "/": html('<a href="/a.html">甲</a><a href="/b.html">乙</a>'),
        "/a.html": html(WRONG),
        "/b.html": html(WRONG),
    }
    with PortalServer(routes) as site:
        yield Town.of(site, tmp_path)


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({}, Answer.STILL),
        ({"/a.html": html(RIGHT)}, Answer.STILL),
        ({"/a.html": html(RIGHT), "/b.html": html(RIGHT)}, Answer.GONE),
        ({"/a.html": html(RIGHT), "/b.html": html(ELSEWHERE)}, Answer.STILL),
        ({"/a.html": html(RIGHT), "/b.html": Reply(404)}, Answer.GONE),
        ({"/a.html": html(RIGHT), "/b.html": Reply(410)}, Answer.GONE),
        ({"/a.html": html(RIGHT), "/b.html": Reply(503)}, Answer.UNKNOWN),
        ({"/a.html": html(RIGHT), "/b.html": Reply(403)}, Answer.UNKNOWN),
        ({"/a.html": html(RIGHT), "/b.html": Reply(drop=True)}, Answer.UNKNOWN),
        ({"/a.html": html(RIGHT), "/b.html": redirect("/c.html"), "/c.html": html(WRONG)}, Answer.STILL),
        ({"/a.html": html(RIGHT), "/b.html": redirect("/c.html"), "/c.html": html(RIGHT)}, Answer.GONE),
        ({"/a.html": html(RIGHT), "/b.html": redirect("/c.html"), "/c.html": Reply(500)}, Answer.UNKNOWN),
    ],
)  # fmt: skip
def test_a_typo_on_two_pages(town: Town, change: dict[str, Route], answer: Answer) -> None:
    finding = only(town.scan(), "TXT001")
    town.change(change)
    said = town.recheck_one(finding)
    assert said.answer is answer, said.note
    assert answer is not Answer.GONE or not [f for f in town.scan() if f.rule == "TXT001"]


def test_pages_that_were_not_looked_at_keep_it_open(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needs, "MOST_PAGES", 1)
    finding = only(town.scan(), "TXT001")
    town.change({"/a.html": html(RIGHT), "/b.html": html(RIGHT)})
    assert town.recheck_one(finding).answer is Answer.UNKNOWN


def test_proof_names_the_old_wording_and_the_new_page(town: Town) -> None:
    finding = only(town.scan(), "TXT001")
    town.change({"/a.html": html(RIGHT), "/b.html": html(RIGHT)})
    note = town.recheck_one(finding).note
    assert "布署" in note
    assert f"{town.site.url}/a.html，SHA-256 " in note


def test_what_cannot_be_rechecked_says_so_and_asks_nothing(town: Town) -> None:
    finding = only(town.scan(), "TXT001")
    town.change({})
    off = town.profile.model_copy(update={"rules": RuleOptions(disabled=("TXT001",))})
    masked = replace(finding, url=f"{town.site.url}/q?id={MASK}", occurrences=())
    unheard = town.recheck_one(replace(finding, rule="ZZZ001"))
    assert (unheard.answer, unheard.note) == (Answer.UNKNOWN, WHOLE_SCAN_ONLY)
    assert town.recheck(finding, profile=off)[0].answer is Answer.UNKNOWN
    assert "遮盖" in town.recheck_one(masked).note
    assert not town.site.asked
