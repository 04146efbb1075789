"""The first start, and every later one."""

import pytest

from portal.errors import XunjianError
from xunjian.office.setup import set_up
from xunjian.store.models import Role, Site, User

pytestmark = pytest.mark.django_db


def test_first_account_has_its_password_and_sees_a_site() -> None:
    account = set_up("admin")
    user = User.objects.get()
    assert user.check_password(account.password)
    assert user.role == Role.OFFICE
    assert user.password.startswith("argon2$")
    assert Site.objects.count() == 1


def test_setting_up_again_changes_no_password_and_adds_no_site() -> None:
    first = set_up("admin")
    Site.objects.update(name="某区人民政府")
    assert set_up("admin").password == ""
    assert User.objects.get().check_password(first.password)
    assert Site.objects.get().name == "某区人民政府"


def test_weak_password_is_refused_and_makes_no_account() -> None:
    with pytest.raises(XunjianError, match="密码"):
        set_up("admin", "123456")
    assert not User.objects.exists()
