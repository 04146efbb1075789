"""Logging in and out, and one's own password."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from xunjian.web.access import EVERYONE, Request, seen_by
from xunjian.web.acts import told


class Login(LoginView):
    template_name = "web/login.html"
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        told(cast(Request, self.request), "登录")
        return response


class Logout(LogoutView):
    """POST only, as Django has it."""

    next_page = "login"

    def post(self, request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        if request.user.is_authenticated:
            told(cast(Request, request), "退出")
        return super().post(request, *args, **kwargs)


def locked(
    request: HttpRequest, response: HttpResponse | None = None, credentials: object = None
) -> HttpResponse:
    """What django-axes answers after too many wrong passwords."""
    wait = round(settings.AXES_COOLOFF_TIME * 60)
    context = {"minutes": wait, "tries": settings.AXES_FAILURE_LIMIT}
    return render(request, "web/locked.html", context, status=429)


@seen_by(*EVERYONE)
def password(request: Request) -> HttpResponse:
    form = PasswordChangeForm(request.user, request.POST or None)
    if form.is_valid():
        form.save()
        update_session_auth_hash(request, request.user)
        told(request, "修改自己的密码")
        messages.success(request, "密码已修改。")
        return redirect("today")
    return render(request, "web/password.html", {"form": form})
