"""Every address of the office."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", include("xunjian.api.urls")),
    path("", include("xunjian.web.urls")),
]
