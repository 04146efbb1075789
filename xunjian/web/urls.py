"""Every page. The first part of an address names the room of the menu it lies in (see navigation)."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from xunjian.web.views import (
    account,
    accounts,
    columns,
    office,
    rules,
    schedule,
    site,
    sites,
    today,
    units,
    upkeep,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", today.today, name="today"),
    path("login/", account.Login.as_view(), name="login"),
    path("logout/", account.Logout.as_view(), name="logout"),
    path("password/", account.password, name="password"),
    path("sites/", sites.sites, name="sites"),
    path("sites/add/", sites.add, name="site-add"),
    path("sites/<int:pk>/", site.site, name="site"),
    path("sites/<int:pk>/settings/", sites.settings, name="site-settings"),
    path("sites/<int:pk>/profile/", sites.profile, name="site-profile"),
    path("sites/<int:pk>/start/", site.start, name="site-start"),
    path("sites/<int:pk>/progress/", site.progress, name="site-progress"),
    path("sites/<int:pk>/files/<str:name>", site.file, name="site-file"),
    path("sites/<int:pk>/ownerships/", upkeep.own, name="own"),
    path("sites/<int:pk>/ownerships/<int:ownership>/delete/", upkeep.disown, name="disown"),
    path("sites/<int:pk>/maintenances/", upkeep.rest, name="rest"),
    path("sites/<int:pk>/maintenances/<int:maintenance>/delete/", upkeep.unrest, name="unrest"),
    path("sites/scans/<int:pk>/", site.scan, name="scan"),
    path("columns/", columns.columns, name="columns"),
    path("columns/<int:pk>/declare/", columns.declare, name="declare"),
    path("columns/declarations/<int:pk>/delete/", columns.withdraw, name="withdraw"),
    path("rules/", rules.rules, name="rules"),
    path("rules/<str:code>/", rules.rule, name="rule"),
    path("schedule/", schedule.schedule, name="schedule"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/add/", accounts.add, name="account-add"),
    path("accounts/<int:pk>/", accounts.account, name="account"),
    path("accounts/<int:pk>/password/", accounts.reset, name="account-reset"),
    path("accounts/<int:pk>/tokens/", accounts.issue, name="token-issue"),
    path("accounts/<int:pk>/tokens/<int:token>/delete/", accounts.revoke, name="token-revoke"),
    path("accounts/units/", units.units, name="units"),
    path("accounts/units/<int:pk>/", units.unit, name="unit"),
    path("accounts/units/<int:pk>/delete/", units.remove, name="unit-delete"),
    path("settings/", office.settings, name="settings"),
    path("settings/test-mail/", office.test_mail, name="test-mail"),
    path("log/", office.log, name="log"),
]
