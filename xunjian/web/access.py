"""Who may open a page. What is on it is for `xunjian.store.sight` to say."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, resolve_url

from xunjian.store import sight
from xunjian.store.models import Role, Site, User

P = ParamSpec("P")
EVERYONE = tuple(Role)
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
    if "HX-Request" in request.headers:
        return HttpResponse(status=401, headers={"HX-Redirect": resolve_url("login")})
    return redirect_to_login(request.get_full_path())


def chosen_site(request: Request) -> Site | None:
    """The site of `?site=`, else the first one the account may see; 404 where it may not see the one asked for."""
    seen = sight.sites(request.user)
    if asked := request.GET.get("site"):
        return get_object_or_404(seen, pk=int(asked) if asked.isdecimal() else 0)
    return seen.first()
