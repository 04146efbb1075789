"""The first start: database, office account, a site to try things on."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command

from portal.errors import XunjianError
from xunjian.demo.profile import sample_profile
from xunjian.demo.server import LOOPBACK, SAMPLE_PORT
from xunjian.store.models import Office, Role, Site, User

SAMPLE_NAME = "示例门户（随程序附带）"
SAMPLE_HOME = f"http://{LOOPBACK}:{SAMPLE_PORT}/"  # where `xunjian demo --serve` answers
SAMPLE_AWAY = f"http://{LOOPBACK}:{SAMPLE_PORT + 1}/"


@dataclass(frozen=True, slots=True)
class FirstAccount:
    """password: empty where the account was there before."""

    username: str
    password: str


def set_up(username: str, password: str = "") -> FirstAccount:
    """Brings the database to the newest form, makes the account and the sample site where there are none.

    Raises XunjianError when the password is too weak.
    """
    call_command("migrate", verbosity=0)
    Office.current()
    if not Site.objects.exists():
        Site.objects.create(
            name=SAMPLE_NAME,
            home=SAMPLE_HOME,
            profile=sample_profile(SAMPLE_HOME, SAMPLE_AWAY),
            nightly=False,
            probing=False,
        )
    if User.objects.filter(username=username).exists():
        return FirstAccount(username, "")
    user = User(username=username, role=Role.OFFICE)
    password = password or secrets.token_urlsafe(9)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise XunjianError("密码不合要求：" + "；".join(error.messages)) from error
    user.set_password(password)
    user.save()
    return FirstAccount(username, password)
