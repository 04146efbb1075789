"""What a clerk hands in for the check before publication: pasted text or a file, held in memory only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from portal.errors import XunjianError
from portal.profile import Profile
from xunjian.jobs.profiles import profile_of_site
from xunjian.manuscript import LONGEST, NOBODYS, Manuscript, manuscript_of, typed
from xunjian.store import sight
from xunjian.store.models import Site
from xunjian.web.access import Request

LARGEST = 10_000_000  # bytes of a file
PASTED = "粘贴的文字"


class ManuscriptForm(forms.Form):
    text = forms.CharField(
        label="粘贴文字",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=f"一次最多 {LONGEST // 10_000} 万字。",
    )
    file = forms.FileField(
        label="或上传文件",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".docx,.txt,.html,.htm"}),
        help_text=f"Word 文档（.docx）、txt 或 html，不超过 {LARGEST // 1_000_000} MB。",
    )
    site = forms.ModelChoiceField(
        Site.objects.none(),
        label="发布到",
        required=False,
        empty_label="不指定",
        help_text="按该网站配置里的领导姓名、保护词和允许词核对。",
    )
    at = forms.DateField(
        label="文稿日期",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="不填按今天。",
    )
    name = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, request: Request) -> None:
        sent = request.method == "POST"
        super().__init__(request.POST if sent else None, request.FILES if sent else None)
        seen = sight.sites(request.user)
        self.fields["site"].queryset = seen  # type: ignore[attr-defined]  # of a ModelChoiceField
        self.fields["site"].initial = seen.first()

    def clean(self) -> dict[str, Any]:
        """`manuscript`, the `name` it is shown under, the `profile` it is checked by and its `day`."""
        given = self.cleaned_data
        try:
            manuscript, name = self._read()
            profile = self._profile()
        except XunjianError as error:
            raise forms.ValidationError(str(error)) from error
        day = given.get("at") or timezone.localdate()
        return given | {"manuscript": manuscript, "name": name, "profile": profile, "day": day}

    def _profile(self) -> Profile:
        site = self.cleaned_data.get("site")
        return profile_of_site(site) if site else NOBODYS

    def _read(self) -> tuple[Manuscript, str]:
        given = self.cleaned_data
        text, file = given.get("text", ""), given.get("file")
        if text.strip() and file:
            raise XunjianError("文字和文件只能选一样：请清空文字，或不要选文件")
        if not file:
            return typed(text), given.get("name") or PASTED
        if file.size > LARGEST:
            raise XunjianError(
                f"文件太大，不能超过 {LARGEST // 1_000_000} MB；请去掉图片后另存，或只粘贴文字"
            )
        return manuscript_of(file.read(), file.name), file.name
