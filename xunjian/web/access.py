"""Who may open a page. What is on it is for `xunjian.store.sight` to say."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from xunjian.store import sight
from xunjian.store.models import Role, Site, User

P = ParamSpec("P")
EVERYONE = tuple(Role)
NOT_SENT = "登录已过期，刚才提交的没有登记；请登录后再填一次。"
READERS = (Role.OFFICE, Role.LEADER, Role.INSPECTOR)  # of whole sites


class Request(HttpRequest):
    """A request of somebody logged in."""

    user: User


def seen_by(
    *roles: Role,
) -> Callable[[Callable[Concatenate[Request, P], HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """A view for these roles: others get 403, who is not logged in goes to the login page."""

    def decorate(
        view: Callable[Concatenate[Request, P], HttpResponseBase],
    ) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_login(request)
            if request.user.role not in roles:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def _to_login(request: HttpRequest) -> HttpResponse:
    """A part of a page asked for by htmx must not be filled with the login page: the whole page goes there."""
    if request.method == "POST":
        messages.warning(request, NOT_SENT)
    if "HX-Request" in request.headers:
        return HttpResponse(status=401, headers={"HX-Redirect": redirect_to_login(_sent_from(request)).url})
    return redirect_to_login(_sent_from(request) if request.method == "POST" else request.get_full_path())


def _sent_from(request: HttpRequest) -> str:
    """The page with the form on it: an address that only takes forms shows nothing to who comes back to it."""
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return resolve_url("today")
    return urlsplit(page)._replace(scheme="", netloc="").geturl()


def chosen_site(request: Request) -> Site | None:
    """The site of `?site=`, else the first one the account may see; 404 where it may not see the one asked for."""
    seen = sight.sites(request.user)
    if asked := request.GET.get("site"):
        return get_object_or_404(seen, pk=int(asked) if asked.isdecimal() else 0)
    return seen.first()
