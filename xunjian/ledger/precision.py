"""How often each rule is right, by the rulings of the people who looked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from xunjian.store.models import Event, EventKind, Office, Site

ENOUGH = 20  # rulings from which a rule is judged
Z = 1.959964  # of a 95 % interval
RULINGS = (EventKind.CONFIRMED, EventKind.DISMISSED, EventKind.REOPENED)


@dataclass(frozen=True, slots=True)
class RulePrecision:
    """right, wrong: cases by their last ruling · low, high: Wilson interval of the share of right ones, 95 %.

    Under ENOUGH rulings nothing is said of a rule.
    """

    rule: str
    right: int
    wrong: int
    low: float
    high: float

    @property
    def is_known(self) -> bool:
        return self.right + self.wrong >= ENOUGH

    @property
    def share(self) -> float:
        return self.right / (self.right + self.wrong)


def precisions(sites: Iterable[Site]) -> list[RulePrecision]:
    """Of the rules with rulings, by code. A ruling that was taken back (REOPENED) counts for neither side.

    Only people confirm and dismiss, so every such row is a ruling, its author gone or not.
    """
    rulings = Event.objects.filter(case__site__in=list(sites), kind__in=RULINGS).order_by("id")
    last = {case: (rule, kind) for case, rule, kind in rulings.values_list("case", "case__rule", "kind")}
    counts = Counter(last.values())
    return [
        _precision(rule, counts[rule, EventKind.CONFIRMED], counts[rule, EventKind.DISMISSED])
        for rule in sorted({rule for rule, kind in counts if kind != EventKind.REOPENED})
    ]


def doubtful_rules(site: Site, office: Office) -> frozenset[str]:
    """Rules known to be right less often than the office asks: what they find is for review."""
    known = [p for p in precisions([site]) if p.is_known]
    return frozenset(p.rule for p in known if p.share < office.precision_floor)


def _precision(rule: str, right: int, wrong: int) -> RulePrecision:
    low, high = wilson(right, right + wrong)
    return RulePrecision(rule, right, wrong, low, high)


def wilson(hits: int, number: int) -> tuple[float, float]:
    """Wilson score interval of a share."""
    share = hits / number
    middle = share + Z * Z / (2 * number)
    spread = Z * sqrt(share * (1 - share) / number + Z * Z / (4 * number * number))
    scale = 1 + Z * Z / number
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)
