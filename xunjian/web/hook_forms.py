"""推送: a hook as the office adds it."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms

from xunjian.hooks import chat, signed
from xunjian.store.models import HookEvent, HookKind, Office, Webhook

EVENTS = [(event.value, event.label) for event in HookEvent if event != HookEvent.TEST]
USUAL = [HookEvent.SCAN_FINISHED, HookEvent.SCAN_FAILED, HookEvent.NIGHT_MISSED, HookEvent.VETO]


class HookForm(forms.ModelForm[Webhook]):
    """An empty secret is made up; it is shown once."""

    events = forms.MultipleChoiceField(
        label="推送哪些事件",
        choices=EVENTS,
        initial=[event.value for event in USUAL],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选一种事件。"},
    )

    class Meta:
        model = Webhook
        fields = ("name", "kind", "url", "secret", "events")
        widgets = {"url": forms.TextInput(attrs={"autocomplete": "off"})}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        url = str(values.get("url") or "").strip()
        if url and (wrong := _problem(url, values.get("kind"))):
            self.add_error("url", wrong)
        if values.get("kind") == HookKind.SIGNED:
            values["secret"] = values.get("secret") or secrets.token_urlsafe(32)
        else:
            values["secret"] = ""
        return values


def _problem(url: str, kind: object) -> str:
    if kind == HookKind.CHAT:
        return chat.problem(url)
    return signed.problem(url, Office.current())
