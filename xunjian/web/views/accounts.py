"""账号: who may log in, as what, and the tokens of their programs."""

from __future__ import annotations

import secrets

from axes.utils import reset as unlock
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from xunjian.store.models import ApiToken, Role, User
from xunjian.web.access import Request, seen_by
from xunjian.web.account_forms import AccountForm, NewPassword, OwnAccountForm
from xunjian.web.acts import changed, told


@seen_by(Role.OFFICE)
def accounts(request: Request) -> HttpResponse:
    listed = User.objects.select_related("unit", "site").order_by("-is_active", "role", "username")
    return render(request, "web/accounts/list.html", {"accounts": listed})


@seen_by(Role.OFFICE)
def add(request: Request) -> HttpResponse:
    form, secret = AccountForm(request.POST or None), NewPassword(request.POST or None)
    if form.is_valid() and secret.is_valid():
        made = form.save(commit=False)
        password = _set_password(made, secret)
        told(request, "新建账号", made.username, made.get_role_display())
        return _page(request, made, password=password)
    return render(request, "web/accounts/add.html", {"form": form, "secret": secret})


@seen_by(Role.OFFICE)
def account(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(User, pk=pk)
    form = _form(request, found)
    if form.is_valid():
        form.save()
        told(request, "修改账号", found.username, changed(form))
        messages.success(request, f"账号 {found.username} 已保存。")
        return redirect("accounts")
    return _page(request, User.objects.get(pk=pk), form=form)


@require_POST
@seen_by(Role.OFFICE)
def reset(request: Request, pk: int) -> HttpResponse:
    """A new password, shown once."""
    found, form = get_object_or_404(User, pk=pk), NewPassword(request.POST)
    if not form.is_valid():
        return _page(request, found, secret=form)
    password = _set_password(found, form)
    unlock(username=found.username)  # who typed it wrong too often need not wait as well
    told(request, "重设密码", found.username)
    return _page(request, found, password=password)


@require_POST
@seen_by(Role.OFFICE)
def issue(request: Request, pk: int) -> HttpResponse:
    """A new token, shown once."""
    found = get_object_or_404(User, pk=pk)
    name = request.POST.get("name", "").strip()[:100]
    if not name:
        messages.error(request, "请写明令牌给什么程序用。")
        return redirect("account", pk)
    _, text = ApiToken.issue(found, name)
    told(request, "发放接口令牌", found.username, name)
    return _page(request, found, token=text)


@require_POST
@seen_by(Role.OFFICE)
def revoke(request: Request, pk: int, token: int) -> HttpResponse:
    found = get_object_or_404(ApiToken, user=pk, pk=token)
    told(request, "收回接口令牌", found.user.username, found.name)
    found.delete()
    messages.success(request, f"令牌「{found.name}」已收回，立即失效。")
    return redirect("account", pk)


def _form(request: Request, user: User) -> AccountForm:
    made = OwnAccountForm if user == request.user else AccountForm
    return made(request.POST if request.method == "POST" else None, instance=user)


def _set_password(user: User, form: NewPassword) -> str:
    password = form.cleaned_data["password"] or secrets.token_urlsafe(9)
    user.set_password(password)
    user.save()
    return str(password)


def _page(
    request: Request,
    user: User,
    form: AccountForm | None = None,
    secret: NewPassword | None = None,
    password: str = "",
    token: str = "",
) -> HttpResponse:
    """password, token: shown on this page and never again."""
    context = {
        "account": user,
        "form": form or (OwnAccountForm if user == request.user else AccountForm)(instance=user),
        "secret": secret or NewPassword(),
        "password": password,
        "token": token,
    }
    return render(request, "web/accounts/account.html", context)
