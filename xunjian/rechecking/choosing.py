"""Which open cases of the ledger a recheck is for."""

from __future__ import annotations

from collections.abc import Sequence

from portal.errors import XunjianError
from xunjian.ledger.found import found_of
from xunjian.rechecking.kinds import pages_of
from xunjian.store.models import Case, Site, Unit
from xunjian.store.models.case import OPEN


def choose(numbers: Sequence[int], *, unit: str = "", page: str = "", site: str = "") -> list[Case]:
    """Open cases that fit everything given. Raises XunjianError when a name is unknown or nothing fits."""
    cases = Case.objects.select_related("finding", "site").filter(state__in=OPEN)
    if numbers:
        cases = cases.filter(pk__in=numbers)
        if missing := sorted(set(numbers) - set(cases.values_list("pk", flat=True))):
            raise XunjianError(f"台账中没有这些未办结的问题：{'、'.join(map(str, missing))}")
    if unit:
        cases = cases.filter(unit=_unit(unit))
    if site:
        cases = cases.filter(site=_site(site))
    found = [case for case in cases if not page or _is_on(case, page)]
    if not found:
        raise XunjianError("没有符合条件的未办结问题")
    return found


def _is_on(case: Case, page: str) -> bool:
    finding = found_of(case.finding)
    return page in {finding.url, finding.target} | pages_of(finding)


def _unit(name: str) -> Unit:
    found = Unit.objects.filter(name=name).first()
    if found is None:
        known = "、".join(Unit.objects.values_list("name", flat=True)) or "（还没有登记单位）"
        raise XunjianError(f"没有这个单位：{name}；已登记的有：{known}")
    return found


def _site(text: str) -> Site:
    found = next((site for site in Site.objects.all() if text in {str(site.pk), site.name, site.home}), None)
    if found is None:
        raise XunjianError(f"没有这个网站：{text}；请写编号、名称或首页网址")
    return found
