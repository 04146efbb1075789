"""Files made on demand, and what they are asked for with: `?period=`, `?kind=`."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from dateutil.relativedelta import relativedelta
from django.http import FileResponse, Http404
from django.utils import timezone

from xunjian.periodic.period import Period
from xunjian.web.access import Request

MONTHS, QUARTERS = 12, 4  # to choose from
TABLES, PAPERS = ("xlsx", "csv"), ("html", "docx", "pdf")


def periods() -> dict[str, Period]:
    """By the code the form sends, e.g. 2026-11 or 2026-Q4; this month first."""
    today = timezone.localdate().replace(day=1)
    months = [Period(today - relativedelta(months=back)) for back in range(MONTHS)]
    quarter = today.replace(month=today.month - (today.month - 1) % 3)
    quarters = [Period(quarter - relativedelta(months=3 * back), 3) for back in range(QUARTERS)]
    return {f"{m.first:%Y-%m}": m for m in months} | {
        f"{q.first.year}-Q{q.first.month // 3 + 1}": q for q in quarters
    }


def period_of(request: Request) -> Period:
    known = periods()
    try:
        return known[request.GET.get("period") or next(iter(known))]
    except KeyError as error:
        raise Http404 from error


def kind_of(request: Request, kinds: tuple[str, ...]) -> str:
    kind = request.GET.get("kind", kinds[0])
    if kind not in kinds:
        raise Http404
    return kind


def made(make: Callable[[Path], Path]) -> FileResponse:
    """A file made on demand; a page opens in the browser, the rest is saved."""
    with TemporaryDirectory(prefix="xunjian-") as folder:
        path = make(Path(folder))
        body = BytesIO(path.read_bytes())
    return FileResponse(body, as_attachment=path.suffix != ".html", filename=path.name)
