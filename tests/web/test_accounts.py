"""Accounts, units, tokens, settings and the log of who did what."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.web.seeding import PASSWORD, Office
from xunjian.store.models import Act, ApiToken, Case, Unit, User
from xunjian.store.models import Office as Settings


@pytest.fixture
def clerk(office: Office, client: Client) -> Client:
    client.force_login(office.clerk)
    return client


def test_a_new_account_has_a_password_that_is_shown_once(office: Office, clerk: Client) -> None:
    unit = Unit.objects.get(name="区司法局")
    fields = {"username": "sifa", "first_name": "刘洋", "role": "unit", "is_active": "on", "password": ""}
    assert clerk.post("/accounts/add/", fields).context["form"].errors["unit"]
    answer = clerk.post("/accounts/add/", fields | {"unit": unit.pk})
    made, password = User.objects.get(username="sifa"), answer.context["password"]
    assert made.check_password(password)
    assert (made.unit, made.role) == (unit, "unit")
    assert password not in clerk.get(f"/accounts/{made.pk}/").content.decode()
    assert not Act.objects.filter(detail__contains=password).exists()


def test_a_weak_password_is_refused(office: Office, clerk: Client) -> None:
    answer = clerk.post(f"/accounts/{office.liaison.pk}/password/", {"password": "12345678"})
    office.liaison.refresh_from_db()
    assert answer.context["secret"].errors
    assert office.liaison.check_password(PASSWORD)


def test_a_disabled_account_is_out_at_once(office: Office, clerk: Client) -> None:
    theirs = Client()
    theirs.force_login(office.liaison)
    assert theirs.get("/").status_code == 200
    fields = {"username": "liaison", "role": "unit", "unit": office.liaison.unit_id}
    clerk.post(f"/accounts/{office.liaison.pk}/", fields)
    assert theirs.get("/").status_code == 302


def test_nobody_takes_the_rights_of_the_office_from_himself(office: Office, clerk: Client) -> None:
    clerk.post(
        f"/accounts/{office.clerk.pk}/", {"username": "clerk", "first_name": "李敏敏", "role": "leader"}
    )
    office.clerk.refresh_from_db()
    assert (office.clerk.first_name, office.clerk.role, office.clerk.is_active) == ("李敏敏", "office", True)


def test_a_token_is_shown_once_and_revoked(office: Office, clerk: Client) -> None:
    where = f"/accounts/{office.liaison.pk}/tokens/"
    text = clerk.post(where, {"name": "内容管理系统"}).context["token"]
    made = ApiToken.objects.get(user=office.liaison)
    assert made.digest == ApiToken.digest_of(text)
    assert text not in clerk.get(f"/accounts/{office.liaison.pk}/").content.decode()
    clerk.post(f"{where}{made.pk}/delete/")
    assert not ApiToken.objects.exists()


def test_a_unit_with_accounts_stays_and_cases_outlive_theirs(office: Office, clerk: Client) -> None:
    clerk.post(f"/accounts/units/{office.liaison.unit_id}/delete/")
    assert Unit.objects.filter(pk=office.liaison.unit_id).exists()
    other = Unit.objects.get(name="区司法局")
    case = Case.objects.filter(unit=other).first()
    clerk.post(f"/accounts/units/{other.pk}/delete/")
    case.refresh_from_db()
    assert case.unit is None


def test_settings_keep_the_password_that_is_not_typed_again(office: Office, clerk: Client) -> None:
    Settings.objects.filter(pk=Settings.current().pk).update(smtp_password="机密")
    shown = clerk.get("/settings/")
    assert "机密" not in shown.content.decode()
    fields = {name: value for name, value in shown.context["form"].initial.items() if value not in (None, "")}
    clerk.post("/settings/", fields | {"name": "区政府信息科", "smtp_password": "", "days_error": 6})
    kept = Settings.current()
    assert (kept.name, kept.smtp_password, kept.days_error) == ("区政府信息科", "机密", 6)
    assert Act.objects.first().detail == "本单位名称、扣分类"  # in the words of the page
    assert clerk.post("/settings/", fields | {"precision_floor": 2}).context["form"].errors


def test_the_log_is_searched(office: Office, clerk: Client) -> None:
    acts = clerk.get("/log/", {"q": "添加网站"}).context["page"].object_list
    assert [act.verb for act in acts] == ["添加网站"]
    assert "没有找到" in clerk.get("/log/", {"q": "没有的事"}).content.decode()


def test_a_test_mail_says_what_is_wrong(office: Office, clerk: Client) -> None:
    assert "请先填写本单位邮箱" in clerk.post("/settings/test-mail/", follow=True).content.decode()
    Settings.objects.filter(pk=Settings.current().pk).update(
        email="office@example.invalid", smtp_host="127.0.0.1", smtp_port=1, smtp_security="none"
    )
    answer = clerk.post("/settings/test-mail/", follow=True).content.decode()
    assert "没有发出：" in answer
    assert "127.0.0.1" in answer
