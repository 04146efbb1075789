"""The ledger, read. Annotations stay real here: `paginate` looks for their names in its own module."""

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema
from ninja.pagination import paginate

from checks import Severity
from xunjian.api.answers import CaseAnswer, CaseHistory, Trouble
from xunjian.store import sight
from xunjian.store.models import Case, Event, State
from xunjian.web.access import Request
from xunjian.web.selection import due_cases, open_cases

router = Router(tags=["台账"])


class Wanted(Schema):
    """What may be asked for; nothing asked, nothing left out. open: not closed, dismissed or waived."""

    site: int | None = None
    unit: int | None = None
    rule: str | None = None
    severity: Severity | None = None
    state: State | None = None
    confirmed: bool | None = None
    open: bool = False
    overdue: bool = False

    def of(self, cases: QuerySet[Case]) -> QuerySet[Case]:
        asked = self.model_dump(exclude={"open", "overdue"}, exclude_none=True)
        chosen = cases.filter(**asked)
        if self.open:
            chosen = open_cases(chosen)
        return due_cases(chosen, "overdue", timezone.localdate()) if self.overdue else chosen


@router.get("/cases", response=list[CaseAnswer], summary="台账中的问题")
@paginate
def cases(request: Request, wanted: Query[Wanted]) -> QuerySet[Case]:
    return wanted.of(sight.cases(request.user)).select_related("finding", "unit")


@router.get("/cases/{int:pk}", response={200: CaseHistory, 404: Trouble}, summary="一个问题和它的处理经过")
def case(request: Request, pk: int) -> Case:
    history = Prefetch("events", Event.objects.select_related("actor"))
    seen = sight.cases(request.user).select_related("finding", "unit").prefetch_related(history)
    return get_object_or_404(seen, pk=pk)
