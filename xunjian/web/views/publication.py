"""发布前审核: a text is checked before it goes out. Nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from checks.proofreader import Correction
from portal.errors import XunjianError
from xunjian.manuscript import Manuscript, Piece, check, marked_page, pieces
from xunjian.store.models import Role
from xunjian.web.access import Request, seen_by
from xunjian.web.manuscript_form import ManuscriptForm

WRITERS = (Role.OFFICE, Role.UNIT, Role.LEADER)


@dataclass(frozen=True, slots=True)
class Line:
    """number: counted from 1, as the reader counts"""

    number: int
    pieces: tuple[Piece, ...]

    @property
    def fixes(self) -> list[Correction]:
        return [piece.fix for piece in self.pieces if piece.fix]


@dataclass(frozen=True, slots=True)
class Checked:
    name: str
    manuscript: Manuscript
    found: list[list[Correction]]

    @property
    def lines(self) -> list[Line]:
        both = zip(self.manuscript.lines, self.found, strict=True)
        return [Line(n, tuple(pieces(text, fixes))) for n, (text, fixes) in enumerate(both, 1)]

    @property
    def text(self) -> str:
        """To be sent again where the marked page is asked for."""
        return "\n".join(self.manuscript.lines)

    @property
    def sure(self) -> int:
        return sum(fix.shown for fixes in self.found for fix in fixes)

    @property
    def doubtful(self) -> int:
        return sum(not fix.shown for fixes in self.found for fix in fixes)


@seen_by(*WRITERS)
def publication(request: Request) -> HttpResponse:
    form = ManuscriptForm()
    checked = None
    if request.method == "POST":
        form = ManuscriptForm(request.POST, request.FILES)
        checked = _checked(form)
    return render(request, "web/publication.html", {"form": form, "checked": checked})


@require_POST
@seen_by(*WRITERS)
def marked(request: Request) -> HttpResponse:
    """The marked page to keep: the text is sent once more and judged once more."""
    form = ManuscriptForm(request.POST)
    checked = _checked(form)
    if checked is None:
        return render(request, "web/publication.html", {"form": form, "checked": None})
    page = marked_page(checked.name, checked.manuscript.lines, checked.found)
    return HttpResponse(
        page, headers={"Content-Disposition": content_disposition_header(True, "审核结果.html") or ""}
    )


def _checked(form: ManuscriptForm) -> Checked | None:
    """None where the form says what is wrong."""
    if not form.is_valid():
        return None
    manuscript = form.cleaned_data["manuscript"]
    try:
        return Checked(form.cleaned_data["name"], manuscript, check(manuscript))
    except XunjianError as error:
        form.add_error(None, str(error))
        return None
