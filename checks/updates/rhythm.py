"""How often a column is updated, and so how likely it is that nothing appears before its limit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import pow

HALF_LIFE = 365.0  # days after which a gap counts half: habits change
PRIOR = 8.0  # weight of the usual habit at the same pace beside the gaps seen
SPREAD, TAIL = 2.0, 2.0  # of that habit: Lomax distribution, scale in paces; long silences are common
LEAST = 4  # days of update from which a rhythm is read


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Gaps between days of update, in days, each with its weight; `pace` is their weighted mean."""

    gaps: tuple[tuple[int, float], ...]
    pace: float

    def survives(self, age: int, until: int) -> float:
        """Probability that a gap that has lasted `age` days lasts longer than `until` days.

        Kaplan–Meier over the gaps seen, mixed with the usual habit at the same pace. The three figures were chosen on
        one half of the lists of `benchmarks.forecast` and hold on the other.
        """
        return min(1.0, self._beyond(until) / self._beyond(age)) if until > age else 1.0

    def silence(self, age: int, ahead: int, limit: int) -> float:
        """Probability that `ahead` days from now, `age` days after the newest update, the newest one then is more than
        `limit` days old: no update at all until then, or a last one too early (a renewal process).
        """
        longer = [self.survives(0, days) for days in range(age + ahead + 1)]
        last = longer[age + ahead] / longer[age] if age + ahead > limit else 0.0
        updates: dict[int, float] = {}  # how likely there is one on a day, counted from the newest update
        for day in range(age + 1, age + ahead - limit):
            first = (longer[day - 1] - longer[day]) / longer[age]
            updates[day] = first + sum(
                chance * (longer[day - earlier - 1] - longer[day - earlier])
                for earlier, chance in updates.items()
            )
            last += updates[day] * longer[age + ahead - day]
        return min(1.0, last)

    def _beyond(self, days: int) -> float:
        return sum(weight for gap, weight in self.gaps if gap > days) + PRIOR * pow(
            1 + days / (SPREAD * self.pace), -TAIL
        )


def rhythm_of(days: Iterable[date], today: date) -> Rhythm | None:
    """From the days shown in a list, those after `today` left out; None where too few are shown."""
    seen = sorted({day for day in days if day <= today})
    if len(seen) < LEAST:
        return None
    gaps = tuple(
        ((later - earlier).days, 0.5 ** ((today - later).days / HALF_LIFE))
        for earlier, later in pairwise(seen)
    )
    total = sum(weight for _, weight in gaps)
    return Rhythm(gaps, sum(gap * weight for gap, weight in gaps) / total)


def chance_of_lapse(days: Iterable[date], today: date, due: date) -> float | None:
    """Probability that nothing new appears until `due` has passed; None where no rhythm can be read."""
    shown = [day for day in days if day <= today]
    rhythm = rhythm_of(shown, today)
    if rhythm is None:
        return None
    newest = max(shown)
    return rhythm.survives((today - newest).days, (due - newest).days)


def chance_of_silence(days: Iterable[date], today: date, then: date, limit: int) -> float | None:
    """Probability that on the day `then` the newest update is more than `limit` days old; None as above."""
    shown = [day for day in days if day <= today]
    rhythm = rhythm_of(shown, today)
    return None if rhythm is None else rhythm.silence((today - max(shown)).days, (then - today).days, limit)
