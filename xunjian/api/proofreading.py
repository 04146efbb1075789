"""The check before publication, for editors of other programs. Nothing is kept."""

from __future__ import annotations

from typing import Any

from ninja import Router

from xunjian.api.access import only
from xunjian.api.answers import LineAnswer, Text, Trouble
from xunjian.api.throttle import A_MINUTE, ByToken
from xunjian.manuscript import check, corrected, typed
from xunjian.web.access import Request
from xunjian.web.views.publication import WRITERS

router = Router(tags=["发布前审核"])


@router.post(
    "/proofread",
    response={200: list[LineAnswer], 400: Trouble, 403: Trouble, 429: Trouble},
    summary=f"检查一段文字的错别字；只答有问题的行；每个令牌每分钟最多 {A_MINUTE} 次",
    throttle=ByToken(),
)
def proofread(request: Request, body: Text) -> list[dict[str, Any]]:
    only(request, *WRITERS)
    manuscript = typed(body.text)
    both = zip(manuscript.lines, check(manuscript), strict=True)
    return [corrected(text, fixes) for text, fixes in both if fixes]
