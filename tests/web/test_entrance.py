"""Logging in and out, the lock after wrong passwords, and the pages of what went wrong."""

import pytest
from django.test import Client

from xunjian.store.models import Act, Role, User

pytestmark = pytest.mark.django_db
SECRET = "不易猜到的口令-7"


@pytest.fixture
def clerk() -> User:
    return User.objects.create_user("clerk", password=SECRET, role=Role.OFFICE)


def test_without_account_every_way_leads_to_the_login(client: Client) -> None:
    response = client.get("/password/")
    assert response.headers["Location"] == "/login/?next=/password/"
    part = client.get("/password/", headers={"HX-Request": "true"})
    assert (part.status_code, part.headers["HX-Redirect"]) == (401, "/login/?next=/")


@pytest.mark.parametrize(
    ("page", "back"),
    [
        ("http://testserver/cases/?page=2", "/cases/%3Fpage%3D2"),
        ("http://elsewhere.example/cases/", "/"),
        ("", "/"),
    ],
)
def test_who_was_logged_out_over_a_form_comes_back_to_its_page(client: Client, page: str, back: str) -> None:
    said = {"act": "dismiss", "note": "写了很久的理由"}
    whole = client.post("/cases/7/act/", said, headers={"Referer": page})
    assert whole.headers["Location"] == f"/login/?next={back}"
    assert "刚才提交的没有登记" in client.get(whole.headers["Location"]).content.decode()
    part = client.post("/cases/7/act/", said, headers={"Referer": page, "HX-Request": "true"})
    assert part.headers["HX-Redirect"] == f"/login/?next={back}"


def test_login_leads_to_today_and_is_told(client: Client, clerk: User) -> None:
    response = client.post("/login/", {"username": "clerk", "password": SECRET}, follow=True)
    page = response.content.decode()
    assert response.redirect_chain == [("/", 302)]
    assert "信息科" in page
    client.post("/logout/")
    assert [act.verb for act in Act.objects.filter(actor=clerk)] == ["退出", "登录"]
    assert client.get("/").status_code == 302


def test_wrong_passwords_lock_and_say_how_long(client: Client, clerk: User) -> None:
    wrong = {"username": "clerk", "password": "错的"}
    answers = [client.post("/login/", wrong).status_code for _ in range(4)]
    locked = client.post("/login/", wrong)
    assert answers == [200] * 4
    assert locked.status_code == 429
    assert "15 分钟" in locked.content.decode()
    assert client.post("/login/", {"username": "clerk", "password": SECRET}).status_code == 429


def test_a_new_password_from_the_office_opens_the_lock(client: Client, clerk: User) -> None:
    liaison = User.objects.create_user("liaison", password="旧口令-旧口令-1", role=Role.LEADER)
    for _ in range(5):
        client.post("/login/", {"username": "liaison", "password": "错的"})
    office = Client()
    office.force_login(clerk)
    office.post(f"/accounts/{liaison.pk}/password/", {"password": SECRET})
    assert client.post("/login/", {"username": "liaison", "password": SECRET}).status_code == 302


def test_own_password_is_changed_and_the_session_stays(client: Client, clerk: User) -> None:
    client.force_login(clerk)
    new = "另一个好口令-9"
    refused = client.post("/password/", {"old_password": "x", "new_password1": new, "new_password2": new})
    assert refused.status_code == 200
    client.post("/password/", {"old_password": SECRET, "new_password1": new, "new_password2": new})
    clerk.refresh_from_db()
    assert clerk.check_password(new)
    assert client.get("/").status_code == 200


def test_pages_of_what_went_wrong_are_chinese(clerk: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(clerk)
    missing, expired = client.get("/nowhere/"), client.post("/password/", {})
    assert (missing.status_code, expired.status_code) == (404, 403)
    assert "没有这个页面" in missing.content.decode()
    assert "页面已过期" in expired.content.decode()


def test_nothing_is_loaded_from_elsewhere_and_no_script_is_inline(client: Client, clerk: User) -> None:
    client.force_login(clerk)
    response = client.get("/")
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert "//" not in response.content.decode().replace("/static/", "")
    for address in ("tabler/tabler.min.css", "htmx/htmx.min.js", "echarts/echarts.min.js"):
        assert len(b"".join(client.get(f"/static/web/vendor/{address}"))) > 10_000
