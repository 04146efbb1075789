"""What a clerk fills in about sites, units and the office itself."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils import timezone

from portal.errors import ProfileError
from portal.profile import default_profile, read_profile
from xunjian.store.models import Declaration, Maintenance, Office, Ownership, Site, Unit

MOMENT = "%Y-%m-%dT%H:%M"


def _time() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


def _moment() -> forms.DateTimeInput:
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)


class NewSite(forms.Form):
    home = forms.CharField(
        label="首页网址",
        max_length=500,
        widget=forms.TextInput(
            attrs={"placeholder": "www.example.gov.cn", "autocomplete": "off", "inputmode": "url"}
        ),
    )
    name = forms.CharField(label="网站名称", max_length=200, help_text="例如：示范区人民政府")

    def clean_home(self) -> str:
        typed = self.cleaned_data["home"].strip()
        try:
            home = default_profile(typed if "://" in typed else f"http://{typed}").home
        except ProfileError as error:
            raise forms.ValidationError(str(error)) from error
        host = urlsplit(home).hostname or ""
        if not {".", ":"} & set(host) and host != "localhost":
            raise forms.ValidationError("网址不完整，应形如 www.example.gov.cn。")
        if Site.objects.filter(home=home).exists():
            raise forms.ValidationError("这个网站已经在列表里。")
        return home

    def save(self) -> Site:
        return Site.objects.create(name=self.cleaned_data["name"], home=self.cleaned_data["home"])


class SiteForm(forms.ModelForm[Site]):
    class Meta:
        model = Site
        fields = ("name", "nightly", "nightly_at", "probing")
        widgets = {"nightly_at": _time()}


class ProfileForm(forms.ModelForm[Site]):
    class Meta:
        model = Site
        fields = ("profile",)
        widgets = {"profile": forms.Textarea(attrs={"rows": 24, "class": "code", "spellcheck": "false"})}

    def clean_profile(self) -> str:
        text: str = self.cleaned_data["profile"]
        if not text.strip():
            return ""
        try:
            read_profile(text, "网站配置")
        except ProfileError as error:
            raise forms.ValidationError(str(error).replace("；", "；\n")) from error
        return text


class OwnershipForm(forms.ModelForm[Ownership]):
    unit = forms.ModelChoiceField(
        Unit.objects.all(),
        label="单位",
        empty_label="请选择",
        error_messages={"required": "请选择单位。"},
    )
    prefix = forms.URLField(  # type: ignore[assignment] # a field: Django takes it out of the class
        label="网址开头", required=False, max_length=500, assume_scheme="http", help_text="与栏目名称二选一"
    )

    class Meta:
        model = Ownership
        fields = ("unit", "column", "prefix")
        help_texts = {"column": "与「栏目」页里的名称一致"}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if bool(values.get("column")) == bool(values.get("prefix")):
            raise forms.ValidationError("栏目名称和网址开头，请填且只填一项。")
        return values


class MaintenanceForm(forms.ModelForm[Maintenance]):
    class Meta:
        model = Maintenance
        fields = ("starts_at", "ends_at", "reason")
        widgets = {"starts_at": _moment(), "ends_at": _moment()}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        start, end = values.get("starts_at"), values.get("ends_at")
        if start and end and end <= start:
            self.add_error("ends_at", "结束时间应晚于开始时间。")
        return values


class DeclarationForm(forms.ModelForm[Declaration]):
    class Meta:
        model = Declaration
        fields = ("reason", "until")
        widgets = {"until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {
            "reason": "例如：本年度没有人事任免事项。检查人员会看到这段话。",
            "until": "到期后恢复检查。",
        }

    def clean_until(self) -> object:
        until = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise forms.ValidationError("有效期应在今天或以后。")
        return until


class UnitForm(forms.ModelForm[Unit]):
    class Meta:
        model = Unit
        error_messages = {"name": {"unique": "这个单位已经在列表里。"}}
        fields = ("name", "email", "contact")
        help_texts = {"email": "整改通知发到这里；不填则不发。"}


class OfficeForm(forms.ModelForm[Office]):
    """An empty password keeps the one that is there."""

    class Meta:
        model = Office
        exclude = ()
        labels = {"days_veto": "单项否决类", "days_error": "扣分类", "days_warning": "提示类"}
        widgets = {
            "smtp_password": forms.PasswordInput(attrs={"autocomplete": "new-password"}),
            "digest_at": _time(),
            "quiet_from": _time(),
            "quiet_until": _time(),
            "holidays": forms.Textarea(attrs={"rows": 4}),
            "report_to": forms.Textarea(attrs={"rows": 3}),
            "inspections": forms.Textarea(attrs={"rows": 4}),
            "hook_networks": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "smtp_password": "不改就留空。",
            "precision_floor": "0 到 1。人工裁定后，准确率低于它的规则改为「疑似待核」。",
        }

    @property
    def changed_data(self) -> list[str]:
        return [name for name in super().changed_data if name != "smtp_password" or self.data.get(name)]

    def clean_smtp_password(self) -> str:
        return str(self.cleaned_data["smtp_password"] or self.initial["smtp_password"])
