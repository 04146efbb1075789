"""A page of one letter: fields beside their labels, whatever the page is built of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.interaction.letter import Seen
from checks.interaction.wording import Role, State, day_in, labels, plain, role_of, state_of
from portal.page import Page, Zone

Fields = dict[Role, str]
_NEEDED = {Role.ANSWERED, Role.STATE, Role.REPLY, Role.MATTER}


def letter_on(page: Page, pieces: Sequence[str]) -> Seen | None:
    """The letter a page shows; None for a list, or a page without the time of a letter. `pieces`: its texts in groups."""
    fields, times = _fields(pieces)
    asked = day_in(fields.get(Role.ASKED, ""))
    if asked is None or times != 1 or not fields.keys() & _NEEDED:
        return None
    reply = fields.get(Role.REPLY, "")
    waits = state_of(reply) is State.OPEN
    return Seen(
        page.url,
        fields.get(Role.TITLE) or _headline(page),
        asked,
        day_in(fields.get(Role.ANSWERED, "")),
        state=State.OPEN if waits else state_of(fields.get(Role.STATE, "")),
        unit=fields.get(Role.UNIT, ""),
        replied=bool(plain(reply)) and not waits and state_of(reply) is not State.VOID,
    )


def _fields(pieces: Sequence[str]) -> tuple[Fields, int]:
    """First value of each field, and how many times of asking there are."""
    found: Fields = {}
    times = 0
    for role, value in _pairs(pieces):
        times += role is Role.ASKED
        if not found.get(role):
            found[role] = value.strip()
    return found, times


def _pairs(pieces: Sequence[str]) -> Iterator[tuple[Role, str]]:
    """Labels with what stands behind them in the same piece, else in the next one of their group."""
    for number, text in enumerate(pieces):
        following = pieces[number + 1] if number + 1 < len(pieces) else ""
        if (role := role_of(text)) is not None:
            yield role, "" if _opens_field(following) else following
            continue
        marks = list(labels().finditer(text))
        for mark, after in zip(marks, [*marks[1:], None], strict=False):
            role = role_of(mark[1])
            value = text[mark.end() : after.start() if after else len(text)]
            if role is not None:
                at_end = after is None and not plain(value) and not _opens_field(following)
                yield role, following if at_end else value


def _opens_field(text: str) -> bool:
    return role_of(text) is not None or labels().match(text) is not None


def _headline(page: Page) -> str:
    titles = (block.text for block in page.blocks if block.zone is Zone.TITLE)
    return next(titles, "") or page.meta.get("articletitle", "") or page.title
