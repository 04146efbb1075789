"""The attachments of a notice."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from reports.cases import UnitList
from reports.notice import write_notice
from reports.workbook import write_unit_workbook
from xunjian.mail.outbox import Attachment

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def notice_files(listed: UnitList, prefix: str = "") -> tuple[Attachment, Attachment]:
    """整改通知.docx and 整改台账.xlsx; `prefix` goes before their names."""
    with TemporaryDirectory(prefix="xunjian-") as folder:
        notice, workbook = write_notice(listed, Path(folder)), write_unit_workbook(listed, Path(folder))
        return (
            Attachment(prefix + notice.name, DOCX, notice.read_bytes()),
            Attachment(prefix + workbook.name, XLSX, workbook.read_bytes()),
        )
