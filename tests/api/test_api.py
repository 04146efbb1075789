"""Every address for every role, and nothing of another's."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from secrets import token_hex

import pytest
import time_machine
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from checks.proofreading import make_proofreader
from tests.web.manuscripts import LINE, PROFILE
from tests.web.seeding import Office
from xunjian.api.throttle import A_MINUTE, ByToken
from xunjian.manuscript import LONGEST
from xunjian.manuscript.checking import KEYS
from xunjian.store.models import Act, ApiToken, Case, Role, Scan, ScanState, User


@dataclass(frozen=True, slots=True)
class Program:
    """A program with the token of an account."""

    token: str
    client: Client

    @classmethod
    def of(cls, user: User) -> Program:
        return cls(ApiToken.issue(user, "试用")[1], Client())

    def get(self, path: str, **asked: object) -> HttpResponse:
        return self.client.get(f"/api{path}", asked, headers=self._headers)

    def post(self, path: str, body: object = None) -> HttpResponse:
        return self.client.post(
            f"/api{path}", body or {}, content_type="application/json", headers=self._headers
        )

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


Call = Callable[[Program, Office], HttpResponse]
ALL, READ = frozenset(Role), frozenset({Role.OFFICE, Role.LEADER, Role.INSPECTOR})
ADDRESSES: dict[str, tuple[Call, frozenset[Role], int, int]] = {  # call, roles, their status, that of others
    "GET /sites": (lambda p, o: p.get("/sites"), ALL, 200, 0),
    "POST /sites/{pk}/audits": (
        lambda p, o: p.post(f"/sites/{o.site.pk}/audits"),
        frozenset({Role.OFFICE}),
        202,
        403,
    ),
    "GET /scans/{pk}": (lambda p, o: p.get(f"/scans/{o.scan.pk}"), READ, 200, 404),
    "GET /findings": (lambda p, o: p.get("/findings", scan=o.scan.pk), READ, 200, 404),
    "GET /cases": (lambda p, o: p.get("/cases"), ALL, 200, 0),
    "GET /cases/{pk}": (
        lambda p, o: p.get(f"/cases/{Case.objects.exclude(unit=o.liaison.unit)[0].pk}"),
        READ,
        200,
        404,
    ),
    "POST /proofread": (
        lambda p, o: p.post("/proofread", {"text": LINE}),
        ALL - {Role.INSPECTOR},
        200,
        403,
    ),
}


def test_the_table_names_every_address(office: Office, client: Client) -> None:
    client.force_login(office.leader)
    paths = client.get("/api/openapi.json").json()["paths"]
    told = {f"{m.upper()} {p.removeprefix('/api')}" for p, methods in paths.items() for m in methods}
    assert told == {*ADDRESSES, "GET /health"}


@pytest.mark.parametrize("role", Role)
def test_each_address_answers_its_roles_alone(role: Role, office: Office) -> None:
    program = Program.of(office.accounts[role])
    for name, (call, roles, answered, refused) in ADDRESSES.items():
        answer = call(program, office)
        assert answer.status_code == (answered if role in roles else refused), name
        if role not in roles:
            assert "这个令牌的账号" in answer.json()["detail"], name


def test_an_inspector_of_another_site_finds_nothing(office: Office) -> None:
    program = Program.of(User.objects.create_user("other", role=Role.INSPECTOR, site=office.other))
    for name in ("GET /scans/{pk}", "GET /findings", "GET /cases/{pk}"):
        assert ADDRESSES[name][0](program, office).status_code == 404, name
    assert [site["id"] for site in program.get("/sites").json()["items"]] == [office.other.pk]
    assert program.get("/cases").json() == {"items": [], "count": 0}


def test_without_a_good_token_nothing_answers(office: Office, client: Client) -> None:
    sleeping = Program.of(office.leader)
    User.objects.filter(pk=office.leader.pk).update(is_active=False)
    stolen = ApiToken.objects.get(user=office.leader).digest
    client.force_login(office.clerk)
    for program in (Program("", client), Program("falsch", client), Program(stolen, client), sleeping):
        for name, (call, *_) in ADDRESSES.items():
            answer = call(program, office)
            assert answer.status_code == 401, name
            assert answer.headers["WWW-Authenticate"] == "Bearer"
            assert "令牌" in answer.json()["detail"]
    assert client.get("/api/sites").status_code == 401


def test_a_token_withdrawn_no_longer_answers_and_one_used_shows_it(office: Office) -> None:
    program = Program.of(office.clerk)
    token = ApiToken.objects.get(user=office.clerk)
    assert token.used_at is None
    assert program.get("/sites").status_code == 200
    token.refresh_from_db()
    assert token.used_at is not None
    token.delete()
    assert program.get("/sites").status_code == 401


def test_health_needs_no_token(db: None, client: Client) -> None:
    assert client.get("/api/health").json() == {"status": "ok"}


def test_an_audit_is_queued_once_and_written_down(office: Office) -> None:
    program, before = Program.of(office.clerk), Act.objects.count()
    first, second = (program.post(f"/sites/{office.site.pk}/audits").json() for _ in range(2))
    assert first == second
    assert Scan.objects.get(pk=first["id"]).requested_by == office.clerk
    assert first["state"] == ScanState.QUEUED
    assert program.get(f"/scans/{first['id']}").json() == first
    act = Act.objects.all()[0]
    assert (Act.objects.count() - before, act.verb, act.actor, act.detail) == (
        2,
        "开始检查",
        office.clerk,
        "接口",
    )
    assert program.post("/sites/999999/audits").status_code == 404


def test_reading_writes_nothing_down(office: Office) -> None:
    before = Act.objects.count()
    for role in Role:
        for name, (call, *_) in ADDRESSES.items():
            if not (role == Role.OFFICE and name.startswith("POST /sites")):
                call(Program.of(office.accounts[role]), office)
    assert Act.objects.count() == before


def test_a_unit_sees_its_own_cases_alone(office: Office) -> None:
    program = Program.of(office.liaison)
    mine = set(Case.objects.filter(unit=office.liaison.unit).values_list("pk", flat=True))
    answer = program.get("/cases", page_size=100).json()
    assert {case["id"] for case in answer["items"]} == mine
    assert answer["count"] == len(mine) > 0
    assert {case["unit"] for case in answer["items"]} == {"区财政局"}


def test_cases_by_what_is_asked(office: Office) -> None:
    program = Program.of(office.leader)
    Case.objects.filter(pk=Case.objects.first().pk).update(state="closed", confirmed=True)  # type: ignore[union-attr]
    everything = Case.objects.all()
    for asked, chosen in (
        ({"state": "claimed"}, everything.filter(state="claimed")),
        ({"severity": "error", "site": office.site.pk}, everything.filter(severity="error")),
        ({"rule": "LNK002"}, everything.filter(rule="LNK002")),
        ({"unit": office.liaison.unit_id}, everything.filter(unit=office.liaison.unit)),
        ({"open": True}, everything.exclude(state="closed")),
        ({"confirmed": True}, everything.filter(confirmed=True)),
        ({"site": office.other.pk}, everything.none()),
    ):
        pages = (program.get("/cases", page_size=100, page=n, **asked).json()["items"] for n in (1, 2, 3))
        assert {case["id"] for page in pages for case in page} == set(chosen.values_list("pk", flat=True)), (
            asked
        )
    assert {c["id"] for c in program.get("/cases", overdue=True).json()["items"]} < set(
        everything.values_list("pk", flat=True)
    )


def test_pages_follow_one_another(office: Office) -> None:
    program, total = Program.of(office.leader), office.scan.findings.count()
    seen = [
        finding["id"]
        for page in range(1, total // 10 + 2)
        for finding in program.get("/findings", scan=office.scan.pk, page=page, page_size=10).json()["items"]
    ]
    assert seen == list(office.scan.findings.values_list("pk", flat=True))


def test_a_case_tells_its_history(office: Office) -> None:
    case = Case.objects.filter(unit=office.liaison.unit)[0]
    told = Program.of(office.liaison).get(f"/cases/{case.pk}").json()
    assert told["finding"]["url"] == case.finding.url
    assert [(event["kind"], event["after"], event["actor"]) for event in told["events"]] == [
        ("found", "new", None)
    ]


def test_proofread_answers_as_the_engine_does(office: Office) -> None:
    text = f"第一行没有错。\n{LINE}\r\n"
    (expected,) = make_proofreader("xunjian").check_batch([LINE])
    assert expected
    answer = Program.of(office.liaison).post("/proofread", {"text": text})
    (line,) = answer.json()
    assert line["corrections"] == [{key: getattr(fix, key) for key in KEYS} for fix in expected]
    assert [(told["rule"], told["wrong"]) for told in line["remarks"]] == [
        ("TXT001", fix.wrong) for fix in expected
    ]


def test_proofread_knows_the_leaders_of_the_site_and_the_day(office: Office) -> None:
    office.site.profile = PROFILE
    office.site.save()
    text = "区长沈家豪主持召开会议。\n定于2026年11月25日（星期二）召开。"
    answer = Program.of(office.clerk).post("/proofread", {"text": text, "site": office.site.pk})
    told = [(one["rule"], one["right"]) for line in answer.json() for one in line["remarks"]]
    assert told == [("TXT002", "沈家毫"), ("TXT005", None)]
    assert Program.of(office.clerk).post("/proofread", {"text": text, "site": 10_000}).status_code == 404


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        ({"text": "字" * (LONGEST + 1)}, 400, f"一次最多检查 {LONGEST} 个字"),
        ({"text": " \n"}, 400, "没有读到文字"),
        ({"words": "字"}, 422, "参数缺少或不对：text"),
    ],
)
def test_what_cannot_be_checked_says_why(body: object, status: int, told: str, office: Office) -> None:
    answer = Program.of(office.clerk).post("/proofread", body)
    assert answer.status_code == status
    assert told in answer.json()["detail"]


@pytest.mark.parametrize("asked", [{"state": "gone"}, {"page": 0}, {"site": "x"}])
def test_a_wrong_parameter_is_named(asked: dict[str, object], office: Office) -> None:
    answer = Program.of(office.clerk).get("/cases", **asked)
    assert answer.status_code == 422
    assert next(iter(asked)) in answer.json()["detail"]


def test_the_documentation_opens_for_accounts_and_loads_nothing_from_afar(
    office: Office, client: Client
) -> None:
    for address in ("/api/docs", "/api/openapi.json"):
        assert client.get(address).status_code == 302
    client.force_login(office.inspector)
    page = client.get("/api/docs").content.decode()
    assert "/static/ninja/swagger-ui-bundle.js" in page
    assert "https://" not in page


def test_a_token_may_ask_so_often_a_minute_and_no_other_suffers(office: Office) -> None:
    hasty, other = Program.of(office.clerk), Program.of(office.clerk)
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        answers = [hasty.post("/proofread", {"text": "字"}).status_code for _ in range(A_MINUTE + 1)]
        assert answers == [200] * A_MINUTE + [429]
        clock.shift(10)
        refused = hasty.post("/proofread", {"text": "字"})
        assert refused.json() == {"detail": f"请求太频繁：每个令牌每分钟最多 {A_MINUTE} 次，请 50 秒后再试"}
        assert refused.headers["Retry-After"] == "50"
        assert other.post("/proofread", {"text": "字"}).status_code == 200
        assert hasty.get("/sites").status_code == 200
        clock.shift(50)
        assert hasty.post("/proofread", {"text": "字"}).status_code == 200


def test_threads_do_not_mix_up_their_tokens() -> None:
    """Between two steps of one thread's request another thread goes through a whole one."""
    throttle, first, second = ByToken(), _request(token_hex()), _request(token_hex())
    assert all(throttle.allow_request(first) for _ in range(A_MINUTE))
    assert not throttle.allow_request(first)
    with ThreadPoolExecutor(1) as another:
        assert another.submit(throttle.allow_request, second).result()
    assert throttle.key == throttle.get_cache_key(first)


def _request(name: str) -> HttpRequest:
    return RequestFactory().post("/api/proofread", headers={"Authorization": f"Bearer {name}"})
