"""发布前审核: a text is checked before it goes out. Nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from portal.errors import XunjianError
from xunjian.manuscript import Counts, Line, Manuscript, Piece, check, counted, marked_page, pieces
from xunjian.store.models import Role
from xunjian.web.access import Request, seen_by
from xunjian.web.manuscript_form import ManuscriptForm

WRITERS = (Role.OFFICE, Role.UNIT, Role.LEADER)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the manuscript. number: counted from 1, as the reader counts"""

    number: int
    line: Line
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """text: to be sent again where the marked page is asked for."""

    name: str
    manuscript: Manuscript
    lines: list[Line]

    @property
    def rows(self) -> list[Row]:
        return [Row(number, line, tuple(pieces(line))) for number, line in enumerate(self.lines, 1)]

    @property
    def counts(self) -> Counts:
        return counted(self.lines)

    @property
    def text(self) -> str:
        return "\n".join(self.manuscript.lines)


@seen_by(*WRITERS)
def publication(request: Request) -> HttpResponse:
    form = ManuscriptForm(request)
    checked = _checked(form) if request.method == "POST" else None
    return render(request, "web/publication.html", {"form": form, "checked": checked})


@require_POST
@seen_by(*WRITERS)
def marked(request: Request) -> HttpResponse:
    """The marked page to keep: the text is sent once more and judged once more."""
    form = ManuscriptForm(request)
    checked = _checked(form)
    if checked is None:
        return render(request, "web/publication.html", {"form": form, "checked": None})
    page = marked_page(checked.name, checked.lines, checked.manuscript.unit)
    return HttpResponse(
        page, headers={"Content-Disposition": content_disposition_header(True, "审核结果.html") or ""}
    )


def _checked(form: ManuscriptForm) -> Checked | None:
    """None where the form says what is wrong."""
    if not form.is_valid():
        return None
    given = form.cleaned_data
    manuscript = given["manuscript"]
    try:
        return Checked(given["name"], manuscript, check(manuscript, given["profile"], given["day"]))
    except XunjianError as error:
        form.add_error(None, str(error))
        return None
