"""The whole round in a real browser, with a real portal and a real worker: found, assigned, mended, proved, closed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from reports.workbook.unit import HEADER, HEADINGS, STATUS
from tests.web.browsing import CHROMIUM, look
from tests.web.seeding import PASSWORD
from xunjian.clock import reference_time
from xunjian.demo.profile import sample_profile
from xunjian.demo.server import Demo, serve
from xunjian.jobs.queues import QUICK, SCANS
from xunjian.store.models import Case, EventKind, Role, Site, State, Unit, User

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not there"),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the worker is given the test's SQLite file"),
    pytest.mark.django_db(transaction=True),
]
WRONG, RIGHT = "布署", "部署"
DOUBTFUL = ("{{article.source}}", "{{reader.name}}")  # scripts may fill them in: a person has to look
SLOWLY = "\ndelay = 0.1  # so that there is something to watch\n"


@pytest.fixture
def portal() -> Iterator[Demo]:
    """The sample portal with two doubtful pages more, and without its link to a machine that is off: to ask that
    thrice takes a minute.
    """
    with serve(reference_time().date()) as served:
        rewrite(served, b"/booking/", lambda body: re.sub(rb'<a href="[^"]*/booking/">', b"<a>", body))
        pages = [path for path in served.paths if path.startswith("/rsxx/2")][: len(DOUBTFUL)]
        for path, words in zip(pages, DOUBTFUL, strict=True):
            body = served.paths[path].body.replace(
                b"</h1>", f"</h1><script src=/static/fill.js></script><p>{words}</p>".encode()
            )
            served.paths[path] = replace(served.paths[path], body=body)
        yield served


@pytest.fixture
def people(db: None) -> Iterator[Unit]:
    unit = Unit.objects.create(name="区应急管理局", email="unit@example.invalid")
    User.objects.create_user("clerk", password=PASSWORD, first_name="李敏", role=Role.OFFICE)
    User.objects.create_user("liaison", password=PASSWORD, first_name="王强", role=Role.UNIT, unit=unit)
    yield unit
    for site in Site.objects.all():
        shutil.rmtree(site.folder, ignore_errors=True)


def rewrite(portal: Demo, words: bytes, change: Callable[[bytes], bytes]) -> None:
    """Every page with the words in it is changed; the next who asks gets it so."""
    for path, reply in tuple(portal.paths.items()):
        if words in reply.body:
            portal.paths[path] = replace(reply, body=change(reply.body))


def worker(queue: str = SCANS) -> subprocess.Popen[str]:
    """`xunjian worker` on the office of the test; ends when nothing is left to do."""
    own = {
        "XUNJIAN_HOME": str(settings.DATA),
        "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        "DJANGO_SETTINGS_MODULE": "xunjian.office.settings",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "xunjian", "worker", "--queue", queue, "--batch"],
        env=os.environ | own,
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def ended(process: subprocess.Popen[str]) -> None:
    said = process.communicate(timeout=120)[0]
    assert process.returncode == 0, said


def add_site(page: Page, portal: Demo) -> None:
    page.goto("/sites/add/")
    page.get_by_label("网站名称").fill("示范区人民政府")
    page.get_by_label("首页网址").fill(portal.url)
    page.get_by_role("button", name="添加").click()
    page.get_by_role("link", name="配置", exact=True).click()
    page.get_by_role("textbox").first.fill(sample_profile(portal.url, portal.away) + SLOWLY)
    page.get_by_role("button", name="保存").click()


def audit(page: Page) -> None:
    """Started on the page, done by the worker, watched on the page until it ends."""
    page.get_by_role("button", name="现在检查").click()
    progress = page.locator("#progress")
    expect(progress).to_contain_text("排队中")
    process = worker()
    expect(progress).to_have_text(re.compile(r"采集\s+已看 [1-9]\d* 页"), timeout=60_000)
    told = re.search(r"已看 (\d+) 页", progress.inner_text())
    assert told
    expect(progress).to_have_text(re.compile(rf"已看 (?!{told[1]} )[1-9]\d* 页"), timeout=10_000)
    page.get_by_role("button", name="现在检查").wait_for(timeout=120_000)
    ended(process)
    expect(page.locator("tbody").first).to_contain_text("已完成")


def judge(page: Page) -> tuple[Case, Case]:
    """In the queue: one is confirmed, one dismissed with a reason."""
    page.goto("/findings/")
    expect(page.locator(".review").first).to_be_focused()
    confirmed, dismissed = (Case.objects.get(finding__text__contains=words) for words in DOUBTFUL)
    page.locator(f"#case-{confirmed.pk}").focus()
    page.keyboard.press("y")
    expect(page.locator(f"#case-{confirmed.pk}")).to_contain_text("确认属实：")
    page.locator(f"#case-{dismissed.pk}").focus()
    page.keyboard.press("n")
    page.keyboard.type("由脚本填写，浏览器里看是好的")
    page.keyboard.press("Enter")
    expect(page.locator(f"#case-{dismissed.pk}")).to_contain_text("判为误报：")
    return confirmed, dismissed


def assign(page: Page, case: Case, unit: Unit) -> None:
    page.goto("/cases/")
    page.locator(f"a[href='/cases/{case.pk}/']").click()
    page.get_by_label("责任单位").select_option(label=unit.name)
    page.get_by_role("button", name="分派", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("分派：已登记")


def bring_back_workbook(page: Page, case: Case, folder: Path) -> None:
    """The unit downloads its list, says that all is mended, and hands it in."""
    page.goto("/cases/")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载本单位的《整改台账》").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    rows = [row for row in sheet.iter_rows(min_row=HEADER + 1) if isinstance(row[0].value, int)]
    assert [row[0].value for row in rows] == [case.pk]
    sheet.cell(rows[0][0].row, HEADINGS.index(STATUS) + 1, "已整改")
    book.save(path)
    page.get_by_label("填好的《整改台账》").set_input_files(path)
    page.get_by_role("button", name="交回").click()
    expect(page.get_by_role("status")).to_contain_text("报告已改 1 个")


def prove(office: Page, unit: Page, case: Case) -> None:
    """Before and after side by side, for the office and for the unit; a picture of it taken by the other worker."""
    for page in (office, unit):
        page.goto(f"/evidence/{case.pk}/")
        before, after = (page.frame_locator(f"iframe[title='整改{when}的页面']") for when in "前后")
        expect(before.locator("mark")).to_have_text(WRONG)
        expect(before.locator("mark")).to_be_in_viewport()
        expect(after.locator("mark")).to_have_text(RIGHT)
        expect(after.locator("body")).not_to_contain_text(WRONG)
        hashes = page.locator(".two-pages .code").all_inner_texts()
        assert len({re.fullmatch(r"SHA-256 ([0-9a-f]{64})", told.strip())[1] for told in hashes}) == 2
    assert look(office, "evidence-closed", "desk") == []
    office.get_by_role("button", name="生成截图").click()
    ended(worker(QUICK))
    office.reload()
    with office.expect_download() as saved:
        office.get_by_role("link", name="下载截图（PNG）").click()
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")


def test_from_the_audit_to_the_proof_that_it_is_mended(
    portal: Demo, people: Unit, entered: Callable[[str, str], Page], tmp_path: Path
) -> None:
    office = entered("clerk", "desk")
    add_site(office, portal)
    audit(office)
    confirmed, dismissed = judge(office)
    assert confirmed.events.filter(kind=EventKind.CONFIRMED, actor__username="clerk").exists()
    typo = Case.objects.get(rule="TXT001", finding__text__contains=f"全面{WRONG}")
    assign(office, typo, people)
    unit = entered("liaison", "desk")
    unit.goto("/cases/")
    assert unit.locator(".table-cases tbody tr").count() == 1
    for path in (f"/cases/{confirmed.pk}/", f"/evidence/{confirmed.pk}/"):
        assert unit.request.get(path).status == 404
    bring_back_workbook(unit, typo, tmp_path)
    expect(unit.locator("tbody").first).to_contain_text("待复核")
    rewrite(portal, WRONG.encode(), lambda body: body.replace(WRONG.encode(), RIGHT.encode()))
    ended(worker())
    office.goto(f"/cases/{typo.pk}/")
    expect(office.get_by_role("heading", level=1)).to_contain_text("已销号")
    history = office.locator("tbody").last
    for words in ("程序发现", f"李敏分派新发现{people}", "王强报告已改", "程序复查（王强提出）销号"):
        expect(history).to_contain_text(words)
    prove(office, unit, typo)
    states = dict(Case.objects.values_list("pk", "state"))
    assert (states.pop(typo.pk), states.pop(dismissed.pk)) == (State.CLOSED, State.DISMISSED)
    assert set(states.values()) == {State.NEW}
