"""report.html: one self-contained page for leader, clerk and inspector."""

from reports.page.render import FILE, write_page

__all__ = ["FILE", "write_page"]
