"""What a unit is sent: a letter in plain words and 整改通知.docx in official form."""

from reports.notice.document import FILE, write_notice
from reports.notice.letter import letter, subject

__all__ = ["FILE", "letter", "subject", "write_notice"]
