"""台账, a case, its evidence, the review queue, and what is done on them."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook

from checks import Outcome, catalogue
from reports.workbook.unit import HEADER, HEADINGS, HIDDEN, STATUS
from tests.web.seeding import Office
from xunjian.jobs.tasks import send_digests
from xunjian.ledger import acts
from xunjian.periodic.export import CASE_HEADINGS
from xunjian.store.models import Act, Case, Event, Role, State

PLACE = {heading: column for column, heading in enumerate((*HEADINGS, *HIDDEN), 1)}


def listed(page: bytes) -> set[int]:
    return {int(number) for number in re.findall(r'href="/cases/(\d+)/"', page.decode())}


def own_case(office: Office) -> Case:
    return office.site.cases.filter(unit=office.liaison.unit)[0]


def act(client: Client, case: Case, name: str, **fields: object) -> str:
    return client.post(f"/cases/{case.pk}/act/", {"act": name, **fields}, follow=True).content.decode()


def test_the_figures_of_today_and_the_lists_they_lead_to_agree(office: Office, client: Client) -> None:
    for user in office.accounts.values():
        client.force_login(user)
        for tile in client.get("/").context["tiles"]:
            found = client.get(tile.url).context["page"].paginator
            assert found.count == tile.count, tile.words


def test_filters_choose_and_what_is_out_of_sight_is_not_found(office: Office, client: Client) -> None:
    client.force_login(office.clerk)
    case = own_case(office)
    unit = office.liaison.unit
    query = {"rule": case.rule, "severity": case.severity, "unit": unit.pk, "site": office.site.pk}
    wanted = office.site.cases.filter(rule=case.rule, severity=case.severity, unit=unit)
    assert listed(client.get("/cases/", query).content) == set(wanted.values_list("pk", flat=True))
    unassigned = office.site.cases.filter(unit=None).count()
    assert client.get("/cases/", {"unit": "none"}).context["page"].paginator.count == unassigned
    assert client.get("/cases/", {"severity": "x"}).status_code == 404
    client.force_login(office.inspector)
    assert client.get("/cases/", {"site": office.other.pk}).status_code == 404


def test_rules_are_chosen_by_their_titles(office: Office, client: Client) -> None:
    client.force_login(office.clerk)
    for address in ("/cases/", "/findings/"):
        offered = dict(client.get(address).context["form"].fields["rule"].choices)
        assert offered["LNK002"] == f"LNK002 {catalogue()['LNK002'].title}"


def test_the_ledger_is_searched_by_number_and_by_words(office: Office, client: Client) -> None:
    client.force_login(office.clerk)
    case = office.site.cases.filter(rule="TXT001")[0]
    words = case.finding.text[2:8]
    assert case.pk in listed(client.get("/cases/", {"q": words}).content)
    assert listed(client.get("/cases/", {"q": words, "state": "closed"}).content) == set()
    assert client.get("/cases/", {"q": f" {case.pk} "}).context["page"][0] == case
    assert "没有符合条件的问题" in client.get("/cases/", {"q": "没有这样的字"}).content.decode()
    assert client.get("/cases/", {"q": "9" * 40}).status_code == 200
    client.force_login(office.liaison)
    strange = office.site.cases.exclude(unit=office.liaison.unit)[0]
    assert strange.pk not in listed(client.get("/cases/", {"q": strange.pk}).content)


def test_several_are_assigned_to_the_unit_named_and_never_to_none(office: Office, client: Client) -> None:
    client.force_login(office.clerk)
    mine = office.site.cases.exclude(unit=None)
    numbers, before = [case.pk for case in mine], dict(mine.values_list("pk", "unit"))
    answer = client.post("/cases/batch/", {"act": "assign", "case": numbers, "unit": ""}, follow=True)
    assert "请选分派给哪个单位" in answer.content.decode()
    assert dict(mine.values_list("pk", "unit")) == before
    client.post("/cases/batch/", {"act": "assign", "case": numbers, "unit": office.liaison.unit.pk})
    assert set(mine.values_list("unit", flat=True)) == {office.liaison.unit.pk}


def test_a_unit_lists_exports_and_touches_its_own_alone(office: Office, client: Client) -> None:
    client.force_login(office.liaison)
    mine = set(office.site.cases.filter(unit=office.liaison.unit).values_list("pk", flat=True))
    assert listed(client.get("/cases/").content) == mine
    sheet = load_workbook(io.BytesIO(client.get("/cases/export.xlsx").content)).active
    assert {row[0].value for row in sheet.iter_rows(min_row=2)} == mine
    strange = office.site.cases.exclude(unit=office.liaison.unit)[0]
    for address in (f"/cases/{strange.pk}/", f"/evidence/{strange.pk}/"):
        assert client.get(address).status_code == 404
    assert client.post(f"/cases/{strange.pk}/act/", {"act": "start"}).status_code == 404


def test_the_download_is_the_list_as_chosen(office: Office, client: Client) -> None:
    client.force_login(office.clerk)
    answer = client.get("/cases/export.xlsx", {"state": "claimed"})
    head, *rows = load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
    assert head == CASE_HEADINGS  # as everywhere the ledger is taken away
    wanted = office.site.cases.filter(state=State.CLAIMED)
    assert {row[0] for row in rows} == set(wanted.values_list("pk", flat=True)) != set()
    assert {row[CASE_HEADINGS.index("状态")] for row in rows} == {"待复核"}
    shown = client.get("/cases/", {"state": "claimed"}).context["page"].object_list
    assert [row[0] for row in rows][: len(shown)] == [case.pk for case in shown]


def test_the_office_rules_on_a_case_and_each_act_is_told(office: Office, client: Client) -> None:
    client.force_login(office.clerk)
    case = office.site.cases.filter(state=State.NEW)[0]
    act(client, case, "confirm")
    act(client, case, "assign", unit=office.liaison.unit.pk)
    act(client, case, "due", until="2999-01-04")
    assert "请写明理由" in act(client, case, "dismiss", note=" ")
    act(client, case, "waive", note="已列入改版计划", until="2999-02-01")
    case.refresh_from_db()
    assert (case.state, case.unit, case.confirmed) == (State.WAIVED, office.liaison.unit, True)
    assert "不能" in act(client, case, "dismiss", note="误报")
    act(client, case, "reopen")
    page = act(client, case, "remark", note="<b>电话已核实</b>")
    assert "&lt;b&gt;电话已核实" in page
    kinds = [event.kind for event in Event.objects.filter(case=case, actor=office.clerk)]
    assert kinds == ["confirmed", "assigned", "due", "waived", "reopened", "remarked"]
    verbs = list(Act.objects.filter(subject=f"问题 {case.pk}").order_by("id").values_list("verb", flat=True))
    assert verbs == ["确认属实", "分派", "调整期限", "豁免", "重新打开", "备注"]


def test_a_unit_mends_its_case_and_a_recheck_is_queued(office: Office, client: Client) -> None:
    client.force_login(office.liaison)
    case = own_case(office)
    Case.objects.filter(pk=case.pk).update(state=State.NOTIFIED)
    act(client, case, "start")
    act(client, case, "claim", note="已更正")
    case.refresh_from_db()
    assert case.state == State.CLAIMED
    assert DBTaskResult.objects.filter(task_path__endswith="run_recheck").count() == 1
    for name in ("confirm", "dismiss", "waive", "assign", "due", "reopen", "recheck"):
        assert client.post(f"/cases/{case.pk}/act/", {"act": name, "note": "x"}).status_code == 403
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert set(re.findall(r'name="act" value="(\w+)"', page)) == {"remark"}


@pytest.mark.parametrize("role", [Role.LEADER, Role.INSPECTOR])
def test_who_only_reads_is_offered_nothing(role: Role, office: Office, client: Client) -> None:
    client.force_login(office.accounts[role])
    case = own_case(office)
    for address in (f"/cases/{case.pk}/", "/cases/", "/findings/"):
        assert 'name="act"' not in client.get(address).content.decode()
    assert client.post(f"/cases/{case.pk}/act/", {"act": "remark", "note": "x"}).status_code == 403


def test_a_batch_does_what_it_can_and_says_what_it_cannot(office: Office, client: Client) -> None:
    client.force_login(office.clerk)
    chosen = list(office.site.cases.all()[:4])
    acts.waive(chosen[0], office.clerk, timezone.now(), "改版")
    sent = {
        "act": "dismiss",
        "case": [case.pk for case in chosen],
        "note": "专有名词",
        "back": "/cases/?due=week",
    }
    answer = client.post("/cases/batch/", sent)
    assert answer.headers["Location"] == "/cases/?due=week"
    states = [Case.objects.get(pk=case.pk).state for case in chosen]
    assert states == [State.WAIVED, *[State.DISMISSED] * 3]
    page = client.get("/cases/").content.decode()
    assert f"编号 {chosen[0].pk} 没有判为误报" in page
    assert Act.objects.filter(verb="判为误报").count() == 1
    assert client.post("/cases/batch/", sent | {"back": "//evil.example/"}).headers["Location"] == "/cases/"


def test_a_batch_is_rechecked_in_one_errand(office: Office, client: Client) -> None:
    client.force_login(office.clerk)
    chosen = [case.pk for case in office.site.cases.all()[:3]]
    client.post("/cases/batch/", {"act": "recheck", "case": chosen})
    assert DBTaskResult.objects.filter(task_path__endswith="run_recheck").count() == 1


def test_a_returned_workbook_is_followed_row_by_row(office: Office, client: Client) -> None:
    client.force_login(office.liaison)
    unit = office.liaison.unit
    unit.cases.update(confirmed=True, state=State.NOTIFIED)
    book = load_workbook(io.BytesIO(client.get("/cases/workbook.xlsx").content))
    sheet = book["整改台账"]
    rows = [row[0].row for row in sheet.iter_rows(min_row=HEADER + 1) if isinstance(row[0].value, int)]
    sheet.cell(rows[0], PLACE[STATUS], "已整改")
    sheet.cell(rows[1], PLACE[STATUS], "随便")
    filled = io.BytesIO()
    book.save(filled)
    answer = client.post("/cases/returned/", {"workbook": SimpleUploadedFile("台账.xlsx", filled.getvalue())})
    page = answer.content.decode()
    number = sheet.cell(rows[0], 1).value
    assert Case.objects.get(pk=number).state == State.CLAIMED
    assert f'href="/cases/{number}/"' in page
    assert f"第 {rows[1]} 行" in page
    assert DBTaskResult.objects.filter(task_path__endswith="run_recheck").count() == 1
    assert Act.objects.filter(verb="登记整改台账", actor=office.liaison).count() == 1
    wrong = {"workbook": SimpleUploadedFile("台账.xlsx", b"not a workbook")}
    assert "alert-danger" in client.post("/cases/returned/", wrong, follow=True).content.decode()


def test_the_queue_holds_what_is_unconfirmed_and_lets_go_of_what_was_judged(
    office: Office, client: Client
) -> None:
    client.force_login(office.clerk)
    page = client.get("/findings/").context["page"]
    assert page.paginator.count == office.site.cases.filter(confirmed=False).count() > 2
    ranks = ["veto", "error", "warning", "info"]
    assert page.object_list == sorted(page.object_list, key=lambda case: ranks.index(case.severity))
    first, second, third = page.object_list[:3]
    part = {"HTTP_HX_REQUEST": "true"}
    done = client.post(f"/cases/{first.pk}/act/", {"act": "confirm"}, **part).content.decode()
    assert "data-done" in done
    refused = client.post(f"/cases/{second.pk}/act/", {"act": "dismiss"}, **part).content.decode()
    assert "请写明理由" in refused
    assert "data-done" not in refused
    client.post(f"/cases/{second.pk}/act/", {"act": "dismiss", "note": "人名"}, **part)
    kept = client.post(f"/cases/{third.pk}/act/", {"act": "assign", "unit": office.liaison.unit.pk}, **part)
    assert str(office.liaison.unit) in kept.content.decode()
    left = {case.pk for case in client.get("/findings/").context["page"].paginator.object_list}
    assert not left & {first.pk, second.pk}
    assert third.pk in left


def test_what_could_not_be_told_is_listed(office: Office, client: Client) -> None:
    client.force_login(office.leader)
    unknown = office.scan.findings.filter(outcome=Outcome.UNKNOWN)
    page = client.get("/findings/", {"site": office.site.pk, "outcome": "unknown"}).context["page"]
    assert page.paginator.count == unknown.count() > 0
    rule = unknown[0].rule
    page = client.get("/findings/", {"outcome": "unknown", "rule": rule}).context["page"]
    assert page.paginator.count == unknown.filter(rule=rule).count()


def test_single_veto_that_a_person_confirms_is_told_at_once(office: Office, client: Client) -> None:
    client.force_login(office.clerk)
    asked = DBTaskResult.objects.filter(task_path=send_digests.module_path)
    for case, severity in zip(office.site.cases.all()[:2], ("error", "veto"), strict=True):
        Case.objects.filter(pk=case.pk).update(severity=severity)
        assert "已登记" in act(client, case, "confirm")
        assert asked.count() == (severity == "veto")
