"""A file of records somebody hands in: held in memory only, and kept whole or not at all."""

from __future__ import annotations

from django import forms

from portal.errors import RecordsError
from portal.records import Unread
from xunjian.clock import reference_time
from xunjian.store.models import RecordKind, RecordUpload, Site, User
from xunjian.store.uploads import Refused, keep

LARGEST = 10_000_000  # bytes
REPLACE, APPEND = "replace", "append"


class RecordForm(forms.Form):
    """refused: rows that cannot be read, after a failed save."""

    file = forms.FileField(
        label="文件",
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        help_text=f"CSV（UTF-8 或 GBK）或 Excel（.xlsx），不超过 {LARGEST // 1_000_000} MB。",
        error_messages={"required": "请选择文件。", "empty": "文件是空的。", "max_length": "文件名太长。"},
    )
    how = forms.ChoiceField(
        label="原来上传的",
        choices=((REPLACE, "全部换成这个文件"), (APPEND, "保留，再加上这个文件")),
        initial=REPLACE,
        error_messages={"required": "请选择替换还是追加。"},
    )
    refused: tuple[Unread, ...] = ()

    def save(self, site: Site, kind: RecordKind, user: User) -> RecordUpload | None:
        """None where the form says what is wrong."""
        if not self.is_valid():
            return None
        file, replace = self.cleaned_data["file"], self.cleaned_data["how"] == REPLACE
        try:
            if file.size > LARGEST:
                raise RecordsError(f"文件超过 {LARGEST // 1_000_000} MB；请按时间分成几个文件")
            return keep(site, kind, file.name, file.read(), replace=replace, user=user, at=reference_time())
        except Refused as error:
            self.refused = error.rows
            self.add_error("file", str(error))
        except RecordsError as error:
            self.add_error("file", str(error))
        return None
