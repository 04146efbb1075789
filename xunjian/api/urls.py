"""Every address of the API, and what it says when something is wrong.

Its documentation page comes whole from the package (`ninja` is an installed app: no CDN, no inline script) and opens
for whoever is logged in.
"""

from __future__ import annotations

from math import ceil

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, Throttled, ValidationError

from portal.errors import XunjianError
from xunjian.api import cases, inspecting, proofreading
from xunjian.api.access import Bearer
from xunjian.api.answers import Health
from xunjian.api.throttle import A_MINUTE

api = NinjaAPI(
    title="巡检接口",
    version="1",
    description="令牌由信息科在「账号」里发给；每个令牌只能看到它的账号能看到的。",
    auth=Bearer(),
    docs_decorator=login_required,
)
for router in (inspecting.router, cases.router, proofreading.router):
    api.add_router("", router)


@api.get("/health", auth=None, response=Health, summary="服务是否正常；不要令牌", tags=["服务"])
def health(request: HttpRequest) -> Health:
    return Health(status="ok")


def _say(request: HttpRequest, status: int, words: str) -> HttpResponse:
    return api.create_response(request, {"detail": words}, status=status)


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, _: AuthenticationError) -> HttpResponse:
    answer = _say(request, 401, "没有令牌，或令牌无效；请在请求头写 Authorization: Bearer 令牌")
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(PermissionDenied)
def denied(request: HttpRequest, _: PermissionDenied) -> HttpResponse:
    return _say(request, 403, "这个令牌的账号没有这项权限")


@api.exception_handler(Http404)
def missing(request: HttpRequest, _: Http404) -> HttpResponse:
    return _say(request, 404, "没有这一项，或这个令牌的账号看不到它")


@api.exception_handler(Throttled)
def hasty(request: HttpRequest, error: Throttled) -> HttpResponse:
    return _say(
        request, 429, f"请求太频繁：每个令牌每分钟最多 {A_MINUTE} 次，请 {ceil(error.wait or 1)} 秒后再试"
    )


@api.exception_handler(ValidationError)
def wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
    names = dict.fromkeys(str(told["loc"][-1]) for told in error.errors)
    return _say(request, 422, f"参数缺少或不对：{'、'.join(names)}")


@api.exception_handler(XunjianError)
def refused(request: HttpRequest, error: XunjianError) -> HttpResponse:
    return _say(request, 400, str(error))


urlpatterns = [path("", api.urls)]
