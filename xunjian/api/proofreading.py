"""The check before publication, for editors of other programs. Nothing is kept."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router

from portal.profile import Profile
from xunjian.api.access import only
from xunjian.api.answers import LineAnswer, Manuscript, Trouble
from xunjian.api.throttle import A_MINUTE, ByToken
from xunjian.jobs.profiles import profile_of_site
from xunjian.manuscript import NOBODYS, as_answer, check, typed
from xunjian.store import sight
from xunjian.web.access import Request
from xunjian.web.views.publication import WRITERS

router = Router(tags=["发布前审核"])


@router.post(
    "/proofread",
    response={200: list[LineAnswer], 400: Trouble, 403: Trouble, 404: Trouble, 429: Trouble},
    summary=f"检查一份文稿；只答有问题的行；每个令牌每分钟最多 {A_MINUTE} 次",
    throttle=ByToken(),
)
def proofread(request: Request, body: Manuscript) -> list[dict[str, Any]]:
    only(request, *WRITERS)
    judged = check(typed(body.text), _profile(request, body.site), body.at or timezone.localdate())
    return [as_answer(line) for line in judged if line.corrections or line.remarks]


def _profile(request: Request, site: int | None) -> Profile:
    if site is None:
        return NOBODYS
    return profile_of_site(get_object_or_404(sight.sites(request.user), pk=site))
