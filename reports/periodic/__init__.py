"""Monthly and quarterly reports: how many problems came, went and stay, by month, unit and rule. HTML and docx."""

from reports.periodic.model import Flow, OpenCase, PeriodReport, SiteWatch, Tally, tally
from reports.periodic.page import write_period_page
from reports.periodic.paper import write_period_paper

__all__ = [
    "Flow",
    "OpenCase",
    "PeriodReport",
    "SiteWatch",
    "Tally",
    "tally",
    "write_period_page",
    "write_period_paper",
]
