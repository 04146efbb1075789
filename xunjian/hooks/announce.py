"""Puts an event into the outbox of every hook that wants it, in the transaction of what happened: one is never there
without the other, and the key of the event makes sure that it is told once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from checks import Severity
from xunjian.hooks.payload import CaseFact, Payload, ScanFact, SiteFact
from xunjian.hooks.wording import title, words
from xunjian.mail.quiet import sending_time
from xunjian.store.models import (
    Case,
    Channel,
    Event,
    EventKind,
    HookEvent,
    HookKind,
    Message,
    Office,
    Scan,
    ScanState,
    Site,
    Webhook,
)

TOLD = {
    EventKind.FOUND: HookEvent.OPENED,
    EventKind.BACK: HookEvent.RECURRED,
    EventKind.LAPSED: HookEvent.REOPENED,
    EventKind.REOPENED: HookEvent.REOPENED,
    EventKind.CLOSED: HookEvent.CLOSED,
    EventKind.DISMISSED: HookEvent.DISMISSED,
    EventKind.WAIVED: HookEvent.WAIVED,
}
AFRESH = (EventKind.FOUND, EventKind.BACK, EventKind.LAPSED, EventKind.REOPENED)
BATCH = 100  # cases in one delivery: the first scan of a portal may open thousands


@transaction.atomic
def scan_ended(scan: Scan, at: datetime) -> None:
    event = HookEvent.SCAN_FINISHED if scan.state == ScanState.FINISHED else HookEvent.SCAN_FAILED
    if hooks := _hooks(event):
        site, told = SiteFact.of(scan.site), ScanFact.of(scan)
        _post(hooks, Payload(f"{event}-{scan.pk}", event, at, _office().name, site=site, scan=told))


@transaction.atomic
def night_missed(site: Site, night: date, why: str, at: datetime) -> None:
    event = HookEvent.NIGHT_MISSED
    if hooks := _hooks(event):
        key = f"{event}-{site.pk}-{night}"
        _post(hooks, Payload(key, event, at, _office().name, SiteFact.of(site), night=night, reason=why))


def case_changes(changes: Iterable[Event]) -> None:
    """`changes`: rows of cases' history that were written just now, in this transaction."""
    kept = [change for change in changes if change.kind in TOLD or change.kind in _CONFIRMING]
    if not kept or not _hooks():
        return
    grouped: dict[HookEvent, list[Event]] = {}
    for change in kept:
        if event := TOLD.get(EventKind(change.kind)):
            grouped.setdefault(event, []).append(change)
    for event, rows in grouped.items():
        for start in range(0, len(rows), BATCH):
            _tell(event, rows[start : start + BATCH])
    for change in kept:
        _tell_veto(change)


def test(hook: Webhook, at: datetime) -> Message:
    payload = Payload(f"{HookEvent.TEST}-{at.timestamp():.6f}", HookEvent.TEST, at, _office().name)
    return _post([hook], payload)[0]


_CONFIRMING = (EventKind.CONFIRMED, EventKind.SEEN, EventKind.DUE)  # may make a case a certain veto


def _hooks(event: HookEvent | None = None) -> list[Webhook]:
    """Those that want the event, or anything at all."""
    return [hook for hook in Webhook.objects.filter(active=True) if event is None or event in hook.events]


def _tell(event: HookEvent, rows: Sequence[Event]) -> None:
    if not (hooks := _hooks(event)):
        return
    chosen = Case.objects.select_related("site", "unit", "finding").in_bulk([row.case_id for row in rows])
    cases = [chosen[row.case_id] for row in rows]
    _post(hooks, _of_cases(f"{event}-{rows[0].pk}", event, cases, rows[0].at))


def _tell_veto(change: Event) -> None:
    """Once for each time a case came to be open."""
    if change.case.severity != Severity.VETO or not (hooks := _hooks(HookEvent.VETO)):
        return
    case = Case.objects.select_related("site", "unit", "finding").get(pk=change.case_id)
    found = case.events.filter(kind__in=AFRESH).order_by("-pk").first()
    if case.confirmed and case.is_open and found:
        _post(hooks, _of_cases(f"{HookEvent.VETO}-{case.pk}-{found.pk}", HookEvent.VETO, [case], change.at))


def _of_cases(key: str, event: HookEvent, cases: Sequence[Case], at: datetime) -> Payload:
    facts = tuple(map(CaseFact.of, cases))
    return Payload(key, event, at, _office().name, SiteFact.of(cases[0].site), cases=facts)


def _post(hooks: Iterable[Webhook], payload: Payload) -> list[Message]:
    return [_post_one(hook, payload) for hook in hooks]


def _post_one(hook: Webhook, payload: Payload) -> Message:
    """Programs are told at once; people in a group not at night, but for what is urgent."""
    chat = hook.kind == HookKind.CHAT
    urgent = not chat or payload.event in {HookEvent.VETO, HookEvent.TEST}
    return Message.objects.get_or_create(
        key=f"hook-{hook.pk}-{payload.id}",
        defaults={
            "channel": Channel.WEBHOOK,
            "webhook": hook,
            "to": hook.name,
            "subject": title(payload),
            "body": words(payload) if chat else payload.encoded(),
            "created_at": payload.at,
            "after": sending_time(payload.at, _office(), urgent=urgent),
        },
    )[0]


def _office() -> Office:
    return Office.current()
