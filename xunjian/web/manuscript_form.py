"""What a clerk hands in for the check before publication: pasted text or a file, held in memory only."""

from __future__ import annotations

from typing import Any

from django import forms

from portal.errors import XunjianError
from xunjian.manuscript import LONGEST, Manuscript, manuscript_of, typed

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
    name = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """`manuscript` and the `name` it is shown under."""
        given = self.cleaned_data
        try:
            manuscript, name = self._read()
        except XunjianError as error:
            raise forms.ValidationError(str(error)) from error
        return given | {"manuscript": manuscript, "name": name}

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
