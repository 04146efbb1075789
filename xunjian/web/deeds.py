"""What a person can do with cases on the pages, and for which roles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.http import QueryDict

from checks import Severity
from portal.errors import LedgerError
from xunjian.jobs.rechecks import request_recheck
from xunjian.jobs.tasks import send_digests
from xunjian.ledger import acts
from xunjian.ledger.states import CHANGES
from xunjian.store.models import Case, EventKind, Role, State, Unit, User

OFFICE, BOTH = (Role.OFFICE,), (Role.OFFICE, Role.UNIT)


@dataclass(frozen=True, slots=True)
class Said:
    """What was filled in beside the button. until: last day of a ruling, or the new due date."""

    note: str = ""
    unit: Unit | None = None
    until: date | None = None


class SaidForm(forms.Form):
    note = forms.CharField(label="说明", required=False, max_length=1000)
    unit = forms.ModelChoiceField(Unit.objects.order_by("name"), label="单位", required=False)
    until = forms.DateField(label="日期", required=False)


Do = Callable[[Case, User, datetime, Said], None]


@dataclass(frozen=True, slots=True)
class Deed:
    """words: as the log tells it · kind: the change it makes, which the state of a case must allow."""

    words: str
    kind: EventKind
    roles: tuple[Role, ...]
    do: Do

    def may(self, user: User, case: Case) -> bool:
        return user.role in self.roles and State(case.state) in CHANGES[self.kind]


def _set_due(case: Case, actor: User, at: datetime, said: Said) -> None:
    if said.until is None:
        raise LedgerError("请选新的整改期限")
    acts.set_due(case, said.until, actor, at, said.note)


def _is_open(case: Case) -> None:
    """All there is to do for one case: those to be looked at again are queued together."""
    if not case.is_open:
        raise LedgerError(f"「{State(case.state).label}」的问题不用复查")


DEEDS: dict[str, Deed] = {
    "confirm": Deed(
        "确认属实",
        EventKind.CONFIRMED,
        OFFICE,
        lambda case, actor, at, said: acts.confirm(case, actor, at, said.note),
    ),
    "assign": Deed(
        "分派",
        EventKind.ASSIGNED,
        OFFICE,
        lambda case, actor, at, said: acts.assign(case, said.unit, actor, at, said.note),
    ),
    "dismiss": Deed(
        "判为误报",
        EventKind.DISMISSED,
        OFFICE,
        lambda case, actor, at, said: acts.dismiss(case, actor, at, said.note, said.until),
    ),
    "waive": Deed(
        "豁免",
        EventKind.WAIVED,
        OFFICE,
        lambda case, actor, at, said: acts.waive(case, actor, at, said.note, said.until),
    ),
    "due": Deed("调整期限", EventKind.DUE, OFFICE, _set_due),
    "reopen": Deed(
        "重新打开",
        EventKind.REOPENED,
        OFFICE,
        lambda case, actor, at, said: acts.reopen(case, actor, at, said.note),
    ),
    "recheck": Deed(
        "安排复查",
        EventKind.SEEN,  # only what is open
        OFFICE,
        lambda case, actor, at, said: _is_open(case),
    ),
    "start": Deed(
        "开始整改",
        EventKind.STARTED,
        (Role.UNIT,),
        lambda case, actor, at, said: acts.start(case, actor, at, said.note),
    ),
    "claim": Deed(
        "报告已改",
        EventKind.CLAIMED,
        (Role.UNIT,),
        lambda case, actor, at, said: acts.claim(case, actor, at, said.note),
    ),
    "remark": Deed(
        "备注",
        EventKind.REMARKED,
        BOTH,
        lambda case, actor, at, said: acts.remark(case, actor, at, said.note),
    ),
}
RECHECKED = ("recheck", "claim")  # what is said to be mended is looked at again at once
TOLD = ("confirm", "assign", "reopen")  # after which a unit may have single veto to hear of: at once
BATCH = ("confirm", "assign", "dismiss", "recheck")


@dataclass(frozen=True, slots=True)
class Done:
    """refused: number of the case and why."""

    cases: tuple[Case, ...]
    refused: tuple[tuple[int, str], ...]


def said_in(posted: QueryDict) -> Said:
    """Raises LedgerError where a field makes no sense."""
    form = SaidForm(posted)
    if not form.is_valid():
        raise LedgerError("填写的内容不对：" + "；".join(str(e[0]) for e in form.errors.values()))
    return Said(form.cleaned_data["note"].strip(), form.cleaned_data["unit"], form.cleaned_data["until"])


def carry_out(name: str, cases: Iterable[Case], user: User, at: datetime, said: Said) -> Done:
    """One case that refuses stops no other."""
    deed, done, refused = DEEDS[name], [], []
    for case in cases:
        try:
            deed.do(case, user, at, said)
            done.append(case)
        except LedgerError as error:
            refused.append((case.pk, str(error)))
    if name in TOLD and any(case.severity == Severity.VETO for case in done):
        send_digests.enqueue(at.isoformat())
    if name in RECHECKED and done:
        request_recheck(done, user)
    return Done(tuple(done), tuple(refused))
