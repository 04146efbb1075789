"""整改台账.xlsx: what the office sends out, fills in and prints."""

from reports.workbook.book import FILE, write_workbook

__all__ = ["FILE", "write_workbook"]
