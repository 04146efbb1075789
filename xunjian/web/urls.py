"""Every page. The first part of an address names the room of the menu it lies in (see navigation)."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from xunjian.web.views import account, today

urlpatterns: list[URLPattern | URLResolver] = [
    path("", today.today, name="today"),
    path("login/", account.Login.as_view(), name="login"),
    path("logout/", account.Logout.as_view(), name="logout"),
    path("password/", account.password, name="password"),
]
