"""Months and quarters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from portal.calendar import CHINA


@dataclass(frozen=True, slots=True)
class Period:
    """months: 1, or 3 for a quarter, beginning on `first`."""

    first: date
    months: int = 1

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        return cls(date(year, month, 1))

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        return cls(date(year, 3 * quarter - 2, 1), 3)

    @property
    def last(self) -> date:
        return self.first + relativedelta(months=self.months, days=-1)

    @property
    def span(self) -> tuple[datetime, datetime]:
        """Its first and last moment in China."""
        end = datetime.combine(self.last + timedelta(days=1), time(), CHINA)
        return datetime.combine(self.first, time(), CHINA), end - timedelta(microseconds=1)

    @property
    def name(self) -> str:
        if self.months == 1:
            return f"{self.first.year}年{self.first.month}月"
        return f"{self.first.year}年第{'一二三四'[self.first.month // 3]}季度"

    @property
    def title(self) -> str:
        return f"{self.name}网站巡查{'月报' if self.months == 1 else '季报'}"

    def trend(self) -> tuple[Period, ...]:
        """The months to compare with, the last of them this period's last: half a year, or a year."""
        count = 6 if self.months == 1 else 12
        end = self.first + relativedelta(months=self.months)
        return tuple(Period(end - relativedelta(months=back)) for back in range(count, 0, -1))
