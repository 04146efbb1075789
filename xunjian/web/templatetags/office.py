"""Words and marks of the ledger, from the one place each of them is worded."""

from __future__ import annotations

from django import template
from django.forms import BoundField
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from checks import Outcome, Severity
from checks.sheet import Line
from reports import scoring
from reports.wording import OUTCOME, SEVERITY
from xunjian.mail.take_back import Effect
from xunjian.store.models import Case, State
from xunjian.web.evidence import passage

register = template.Library()
SOON = 2  # days
EFFECT = {
    Effect.STARTED: "开始整改", Effect.CLAIMED: "报告已改", Effect.REMARKED: "记下说明", Effect.UNCHANGED: "没有变化",
}  # fmt: skip
SEVERITY_LOOK = {"veto": "red", "error": "orange", "warning": "yellow", "info": "secondary"}
STATE_LOOK = {
    State.NEW: "blue", State.NOTIFIED: "azure", State.MENDING: "cyan", State.CLAIMED: "purple", State.CLOSED: "green",
    State.BACK: "red", State.DISMISSED: "secondary", State.WAIVED: "secondary",
}  # fmt: skip


@register.filter
def severity(value: str) -> str:
    """veto → 单项否决"""
    return SEVERITY[Severity(value)]


@register.filter
def outcome(value: str) -> str:
    """review → 疑似待核"""
    return OUTCOME[Outcome(value)]


@register.filter
def effect(value: Effect) -> str:
    """What a row of a returned workbook did."""
    return EFFECT[value]


@register.filter
def web_address(url: str) -> str:
    """An address that may be followed from our pages; "" for javascript: and the like."""
    return url if url.startswith(("http://", "https://")) else ""


register.filter("passage", passage)


@register.filter
def percent(share: float) -> str:
    """0.834 → 83%"""
    return f"{share:.0%}"


@register.simple_tag
def severity_mark(value: str) -> SafeString:
    return _mark(SEVERITY_LOOK[value], severity(value))


@register.simple_tag
def state_mark(value: str) -> SafeString:
    return _mark(STATE_LOOK[State(value)], State(value).label)


SCORE_LOOK = {"bad": "red", "soon": "orange", "unsure": "yellow", "good": "green", "": "grey"}


@register.simple_tag
def score_mark(line: Line) -> SafeString:
    """How a row of the score sheet stands."""
    return _mark(SCORE_LOOK[scoring.TONE[line.state]], scoring.state(line))


register.simple_tag(scoring.counts, name="score_counts")
register.simple_tag(scoring.points, name="score_points")


@register.simple_tag
def due_mark(case: Case) -> SafeString:
    """The day it is due, and how many days that is from now."""
    if case.due is None or not case.is_open:
        return format_html('<span class="quiet">{}</span>', "—")
    left = (case.due - timezone.localdate()).days
    words = f"超 {-left} 天" if left < 0 else "今天到期" if left == 0 else f"还剩 {left} 天"
    look = "red" if left < 0 else "orange" if left <= SOON else "grey"
    return format_html('{} <span class="mark mark-{}">{}</span>', case.due.isoformat(), look, words)


def _mark(look: str, words: str) -> SafeString:
    return format_html('<span class="mark mark-{}">{}</span>', look, words)


@register.inclusion_tag("web/parts/field.html")
def field(bound: BoundField, hint: str = "") -> dict[str, object]:
    """A form field with label, help and errors; `hint` stands in for the field's own help."""
    widget = bound.field.widget
    look = {"select": "form-select", "checkbox": "form-check-input"}.get(
        getattr(widget, "input_type", ""), "form-control"
    )
    attributes: dict[str, str | bool] = {
        "class": " ".join(
            filter(None, (look, widget.attrs.get("class"), "is-invalid" if bound.errors else ""))
        )
    }
    if bound.errors:
        attributes["aria-invalid"] = "true"
    if hint or bound.help_text or bound.errors:
        attributes["aria-describedby"] = f"{bound.id_for_label}-told"
    return {
        "bound": bound,
        "widget": bound.as_widget(attrs=attributes),
        "hint": hint or bound.help_text,
        "check": look == "form-check-input",
    }
