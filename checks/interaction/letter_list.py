"""A list of letters: rows of tables, lists and cards, with their dates and states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.interaction.letter import Seen
from checks.interaction.wording import DAY, Role, State, days_in, labels, plain, role_of, state_of
from checks.pieces import pieces_of
from portal import urls

_CLIMB = 6  # levels from a date to its row
_LONGEST_ROW = 600  # characters
_SHORTEST_TITLE = 4
_HEADING = 2  # labels that make a heading
_TELLING = {Role.ANSWERED, Role.STATE, Role.REPLY}


@dataclass(frozen=True, slots=True)
class _Row:
    node: LexborNode
    heading: tuple[Role | None, ...]  # of its columns; () if there is none


def letters_in(tree: LexborHTMLParser, base: str) -> tuple[Seen, ...]:
    """Letters of a list page; rows without a state and without the name of their date tell nothing."""
    rows: dict[int, _Row] = {}
    for node in tree.root.traverse(include_text=True) if tree.root else ():
        if node.tag == "-text" and DAY.search(node.text_content or "") and (row := _row_of(node)):
            rows.setdefault(row.node.mem_id, row)
    outer = {id_ for row in rows.values() for id_ in _ancestors(row.node)}
    return tuple(
        seen for id_, row in rows.items() if id_ not in outer and (seen := _seen(row, base)) is not None
    )


def _ancestors(node: LexborNode) -> Iterator[int]:
    while (parent := node.parent) is not None:
        yield parent.mem_id
        node = parent


def _row_of(text: LexborNode) -> _Row | None:
    """The smallest element around a date with a title, and with a state, a label or a heading above it."""
    node = text.parent
    for _ in range(_CLIMB):
        if node is None or node.tag in {"body", "html", "table", "tbody", "ul"}:
            return None
        pieces = pieces_of(node)
        if sum(map(len, pieces)) > _LONGEST_ROW:
            return None
        if _title(node, pieces):
            heading = _heading(node)
            if heading or any(_says(piece) for piece in pieces):
                return _Row(node, heading)
        node = node.parent
    return None


def _says(piece: str) -> bool:
    if state_of(piece) is not State.UNSAID:
        return True
    roles = {role_of(mark[1]) for mark in labels().finditer(piece)} | {role_of(piece)}
    return bool(roles & {Role.ASKED, Role.ANSWERED, Role.STATE})


def _title(node: LexborNode, pieces: Sequence[str]) -> str:
    """The longest link, else the longest text that is no label, date, state or number."""
    linked = [
        text for link in _links(node) for text in (link.attributes.get("title"), *pieces_of(link)) if text
    ]
    for choice in (linked, pieces):
        titles = [text for text in map(_without_facts, choice) if len(plain(text)) >= _SHORTEST_TITLE]
        if titles:
            return max(titles, key=len)
    return ""


def _without_facts(text: str) -> str:
    if role_of(text) is not None or state_of(text) is not State.UNSAID or plain(text).isascii():
        return ""
    mark = labels().search(text)
    if mark and role_of(mark[1]) is Role.TITLE and mark.start() == 0:
        return text[mark.end() :]
    return DAY.sub("", text[: mark.start()] if mark else text).strip(" \t[【(（|·")


def _links(node: LexborNode) -> list[LexborNode]:
    return [node] if node.tag == "a" else node.css("a")


def _heading(node: LexborNode) -> tuple[Role | None, ...]:
    """Roles of the columns a row stands under: a row of labels that begins its list, or stands before it."""
    parent = node.parent
    around = [parent, parent.parent if parent else None]
    starts = [holder.first_child for holder in around if holder]
    for start in [*starts, *(holder.prev for holder in around if holder)]:
        first = _element(start)
        for heading in (first, _element(first.first_child) if first else None):
            if heading and heading.mem_id != node.mem_id:
                roles = tuple(role_of(cell) for cell in _cells(heading))
                if sum(role is not None for role in roles) >= _HEADING:
                    return roles
    return ()


def _element(node: LexborNode | None) -> LexborNode | None:
    """The node itself, or the next or (at the end) previous sibling that is an element."""
    forward = node
    while forward is not None and (forward.tag or "-").startswith("-"):
        forward = forward.next
    if forward is not None:
        return forward
    while node is not None and (node.tag or "-").startswith("-"):
        node = node.prev
    return node


def _cells(node: LexborNode) -> list[str]:
    """Texts of the parts a row is made of."""
    parts = list(node.iter())
    while len(filled := [part for part in parts if pieces_of(part)]) == 1 and list(filled[0].iter()):
        parts = list(filled[0].iter())
    return [" ".join(pieces_of(part)) for part in parts]


def _seen(row: _Row, base: str) -> Seen | None:
    pieces = pieces_of(row.node)
    title, cells = _title(row.node, pieces), _cells(row.node)
    fields = _labelled(pieces)
    if len(cells) == len(row.heading):
        fields |= {role: cell for role, cell in zip(row.heading, cells, strict=True) if role and cell}
    title = fields.get(Role.TITLE) or title
    state = state_of(fields.get(Role.STATE, "")) or _bare_state(pieces, title)
    asked, answered, shown = _dates(row, fields, pieces)
    asked = asked or (shown if state is State.OPEN else None)  # there is no other date of an open letter
    if asked is None and answered is None and not state:
        return None
    url = _address(row.node, base)
    unit, replied = fields.get(Role.UNIT, ""), bool(plain(fields.get(Role.REPLY, "")))
    if replied and state_of(fields[Role.REPLY]) is State.OPEN:
        state, replied = State.OPEN, False
    tells = bool({*fields, *row.heading} & _TELLING) or state is not State.UNSAID
    return Seen(url, title, asked, answered, shown, state, unit, replied, tells, list=base)


def _labelled(pieces: Sequence[str]) -> dict[Role, str]:
    """Fields with their label beside them: 来信时间：2026-11-01."""
    text = "\n".join(pieces)
    marks = list(labels().finditer(text))
    found: dict[Role, str] = {}
    for mark, after in zip(marks, [*marks[1:], None], strict=False):
        role = role_of(mark[1])
        value = text[mark.end() : after.start() if after else len(text)].strip()
        if role and value:
            found.setdefault(role, value.split("\n")[0])
    return found


def _bare_state(pieces: Sequence[str], title: str) -> State:
    """A state that stands alone, beside the title."""
    states = [state_of(piece) for piece in pieces if plain(piece) != plain(title)]
    return next((state for state in states if state), State.UNSAID)


def _dates(
    row: _Row, fields: dict[Role, str], pieces: Sequence[str]
) -> tuple[date | None, date | None, date | None]:
    """When asked, when answered, and a date of which it is not said what it is."""
    asked = next(days_in(fields.get(Role.ASKED, "")), None)
    answered = next(days_in(fields.get(Role.ANSWERED, "")), None)
    if asked or answered:
        return asked, answered, None
    days = list(dict.fromkeys(day for piece in pieces for day in days_in(piece)))
    named = [role for role in row.heading if role in {Role.ASKED, Role.ANSWERED}]
    if len(days) != 1 or len(named) != 1:
        return None, None, max(days, default=None)
    return (days[0], None, None) if named[0] is Role.ASKED else (None, days[0], None)


def _address(node: LexborNode, base: str) -> str:
    """Where the row leads; the list itself where it leads nowhere."""
    hrefs = [(link.attributes.get("href") or "").strip() for link in _links(node)]
    found = [urls.join(base, href)[0] for href in hrefs if href and not href.startswith(("#", "javascript:"))]
    return next((url for url in found if url), base)
