"""What a clerk fills in about accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from xunjian.store.models import Role, Site, Unit, User


class AccountForm(forms.ModelForm[User]):
    """An account without its password."""

    unit = forms.ModelChoiceField(
        Unit.objects.all(),
        label="单位",
        required=False,
        empty_label="（不选）",
        help_text="身份是「部门」时必填",
    )
    site = forms.ModelChoiceField(
        Site.objects.all(),
        label="可看的网站",
        required=False,
        empty_label="（不选）",
        help_text="身份是「检查人员」时必填",
    )

    class Meta:
        model = User
        fields: tuple[str, ...] = ("username", "first_name", "role", "unit", "site", "is_active")
        labels = {"first_name": "姓名", "is_active": "可以登录"}
        help_texts = {
            "username": "登录用，字母、数字都可以",
            "role": "信息科：全部；部门：只看自己的台账；领导：看全部；检查人员：只看一个网站",
            "is_active": "",
        }

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        role = values.get("role")  # absent from one's own
        if role == Role.UNIT and not values.get("unit"):
            self.add_error("unit", "身份是「部门」时，请选择单位。")
        if role == Role.INSPECTOR and not values.get("site"):
            self.add_error("site", "身份是「检查人员」时，请选择可看的网站。")
        return values


class OwnAccountForm(AccountForm):
    """The editor's own: nobody takes the office's rights from himself."""

    unit = site = None  # type: ignore[assignment] # Django's way of leaving a declared field out

    class Meta(AccountForm.Meta):
        fields = ("username", "first_name")


class NewPassword(forms.Form):
    """Empty: one is made."""

    password = forms.CharField(
        label="密码",
        required=False,
        max_length=128,
        widget=forms.TextInput(attrs={"autocomplete": "new-password"}),
        help_text="留空则随机生成，并显示一次。至少 8 位，不要全是数字。",
    )

    def clean_password(self) -> str:
        if password := self.cleaned_data["password"]:
            validate_password(password)
        return str(password)
