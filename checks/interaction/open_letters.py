"""Letters with when they were asked and answered, from the back end's export and from the pages, as one list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from checks.interaction.letter import Seen
from checks.interaction.wording import State, masked, plain
from checks.scan import Scan
from checks.scheme import Clause


@dataclass(frozen=True, slots=True)
class Matter:
    """One letter. url: where it can be read · key: the same letter in the next scan · sure: that it is (not) answered is
    told in as many words · name: how a finding may call it.
    """

    url: str
    key: str
    name: str
    asked: date
    answered: date | None
    waits: bool
    sure: bool
    unit: str = ""
    column: str = ""


def matters(scan: Scan) -> tuple[Matter, ...]:
    """Every letter whose day is known; the export goes before what the pages show of the same letter."""
    exported = tuple(_exported(scan))
    known = {(plain(letter.title), letter.asked) for letter in scan.records.letters or ()}
    shown = [s for s in scan.affairs.letters if s.asked and (plain(s.title), s.asked) not in known]
    telling = _telling_columns(scan)
    return (*exported, *(m for s in shown if (m := _on_page(s, telling)) is not None))


def within(scan: Scan, clause: Clause) -> Iterator[Matter]:
    """Letters of the time a clause looks back."""
    since = scan.today - relativedelta(years=clause.years)
    return (matter for matter in matters(scan) if since <= matter.asked <= scan.today)


def _exported(scan: Scan) -> Iterator[Matter]:
    """A number that stands twice is one letter: answered, if one row says so."""
    rows = scan.records.letters or ()
    answers: dict[str, date] = {}
    for letter in rows:
        if letter.number and letter.answered:
            answers[letter.number] = min(letter.answered, answers.get(letter.number, letter.answered))
    seen: set[str] = set()
    for letter in rows:
        key = letter.number or f"{plain(letter.title)}/{letter.asked}"
        if key in seen:
            continue
        seen.add(key)
        answered = answers.get(letter.number, letter.answered)
        name = masked(letter.title) if letter.public else "未公开的留言"
        called = f"{name}（编号 {letter.number}）" if letter.number else name
        yield Matter(
            scan.home, f"letter:{key}", called, letter.asked, answered, answered is None, True, letter.unit
        )


def _telling_columns(scan: Scan) -> frozenset[str]:
    """Columns on whose pages answers can be seen: there, none seen means none given."""
    answered = Counter(
        s.column for s in scan.affairs.letters if s.answered or s.replied or s.state is State.DONE
    )
    return frozenset(answered)


def _on_page(seen: Seen, telling: frozenset[str]) -> Matter | None:
    """None where nobody can tell whether it was answered."""
    said = seen.state is State.OPEN
    if not (seen.is_answered or said or (seen.tells and seen.column in telling)):
        return None
    own = seen.url != seen.list
    key = seen.url if own else f"{seen.url}#{plain(seen.title)}"
    waits = not seen.is_answered
    asked = seen.asked or date.min
    return Matter(
        seen.url,
        key,
        masked(seen.title),
        asked,
        seen.answered,
        waits,
        said or not waits,
        seen.unit,
        seen.column,
    )
