"""整改台账.xlsx: what the office sends out, fills in and prints; per unit, what comes back filled in."""

from reports.workbook.book import FILE, write_workbook
from reports.workbook.returned import ReturnedRow, read_returned
from reports.workbook.unit import write_unit_workbook

__all__ = ["FILE", "ReturnedRow", "read_returned", "write_unit_workbook", "write_workbook"]
