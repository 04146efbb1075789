"""How often a program may ask for what costs processor time."""

from __future__ import annotations

import threading

from django.http import HttpRequest
from ninja.throttling import SimpleRateThrottle

from xunjian.store.models import ApiToken

A_MINUTE = 60  # requests of one token


class ByToken(threading.local, SimpleRateThrottle):
    """Each token has its own count. Per thread, for SimpleRateThrottle keeps the request it is on in itself; what is
    counted lies in the cache all threads share.
    """

    def __init__(self) -> None:
        super().__init__(f"{A_MINUTE}/m")

    def get_cache_key(self, request: HttpRequest) -> str:
        return f"throttle-{ApiToken.digest_of(request.headers.get('Authorization', ''))}"
