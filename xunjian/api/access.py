"""Who calls: a token in the header, whose account then is the request's."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from xunjian.store.models import ApiToken, Role, User
from xunjian.web.access import Request


class Bearer(HttpBearer):
    """Authorization: Bearer … with a token the office has issued."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        found = ApiToken.objects.select_related("user").filter(digest=ApiToken.digest_of(token)).first()
        if found is None or not found.user.is_active:
            return None
        ApiToken.objects.filter(pk=found.pk).update(used_at=timezone.now())
        request.user = found.user
        return found.user


def only(request: Request, *roles: Role) -> None:
    """Raises PermissionDenied for an account of another role."""
    if request.user.role not in roles:
        raise PermissionDenied
