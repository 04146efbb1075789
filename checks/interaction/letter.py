"""A letter as the pages of the site show it, and several sights of one letter put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from checks.interaction.wording import State, plain

_RANK = (State.UNSAID, State.OPEN, State.VOID, State.DONE)


@dataclass(frozen=True, slots=True)
class Seen:
    """One sight. url: the letter's own page, else the list it stands in · asked, answered: only where the page says which
    date it is · shown: any date beside it · replied: a reply can be read · tells: an answer would be seen here · column: name
    of its column, "" unknown · list: the page it stands in a list of.
    """

    url: str
    title: str
    asked: date | None = None
    answered: date | None = None
    shown: date | None = None
    state: State = State.UNSAID
    unit: str = ""
    replied: bool = False
    tells: bool = True
    column: str = ""
    list: str = ""

    @property
    def is_answered(self) -> bool:
        return self.answered is not None or self.replied or self.state in {State.DONE, State.VOID}

    @property
    def newest(self) -> date | None:
        return max((day for day in (self.asked, self.answered, self.shown) if day), default=None)

    def with_(self, other: Seen) -> Seen:
        """What either shows; an answer seen once is an answer."""
        return replace(
            self,
            asked=self.asked or other.asked,
            answered=self.answered or other.answered,
            shown=self.shown or other.shown,
            state=max(self.state, other.state, key=_RANK.index),
            unit=self.unit or other.unit,
            replied=self.replied or other.replied,
            tells=self.tells or other.tells,
            column=self.column or other.column,
        )


def put_together(sights: Iterable[Seen]) -> tuple[Seen, ...]:
    """Letters by their own page; where they have none, by list, title and date."""
    found: dict[tuple[str, ...], Seen] = {}
    for seen in sights:
        own = seen.url != seen.list
        key = (seen.url,) if own else (seen.list, plain(seen.title), str(seen.asked or seen.shown))
        found[key] = found[key].with_(seen) if key in found else seen
    return tuple(found.values())
