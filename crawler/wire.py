"""httpx over aiohttp's connections: a third of the time of httpx's own, addresses sent as written, hosts guarded."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import AsyncIterator

import aiohttp
import httpx
import yarl

from crawler.guard import Guard, GuardedResolver, PrivateAddressError

HEADER_BYTES = 65_536  # cookies and policies of portals outgrow aiohttp's 8 KB
_UNKNOWN_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
_CERTIFICATE = {  # OpenSSL verify codes
    9: "not-yet-valid",
    10: "expired",
    18: "self-signed",
    19: "self-signed",
    20: "incomplete-chain",
    21: "incomplete-chain",
    62: "hostname",
    64: "hostname",
}


class Unanswered(httpx.TransportError):
    """No usable answer; `reason` as in `Answer.reason`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Wire(httpx.AsyncBaseTransport):
    """Sends requests whose extensions carry `verbatim` (the URL as written) and `lenient` (certificates not checked)."""

    def __init__(
        self, guard: Guard, connections: int, timeout: float, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> None:
        self._guard = guard
        self._strict: ssl.SSLContext | None = None
        self._lenient: ssl.SSLContext | None = None
        connector = aiohttp.TCPConnector(
            resolver=GuardedResolver(guard),
            use_dns_cache=False,
            limit=connections,
            limit_per_host=0,
            family=family,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=timeout, sock_read=timeout),
            max_line_size=HEADER_BYTES,
            max_field_size=HEADER_BYTES,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Raises Unanswered."""
        url = str(request.extensions["verbatim"])
        if self._guard.refuses_literal(url):
            raise Unanswered("private")
        try:
            answer = await self._session.request(
                request.method,
                yarl.URL(url, encoded=True),
                headers=request.headers,
                data=await request.aread() or None,
                allow_redirects=False,
                ssl=self._tls(lenient=bool(request.extensions.get("lenient"))) if url[4] == "s" else True,
            )
        except (OSError, aiohttp.ClientError, ValueError) as error:
            raise Unanswered(_reason(error)) from error
        return httpx.Response(answer.status, headers=answer.raw_headers, stream=_Stream(answer))

    async def aclose(self) -> None:
        await self._session.close()

    def _tls(self, *, lenient: bool) -> ssl.SSLContext:
        if lenient:
            self._lenient = self._lenient or lenient_context()
            return self._lenient
        self._strict = self._strict or strict_context()
        return self._strict


class _Stream(httpx.AsyncByteStream):
    def __init__(self, answer: aiohttp.ClientResponse) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._answer.content.iter_any():
                yield chunk
        except (OSError, aiohttp.ClientError) as error:
            raise Unanswered(_reason(error)) from error

    async def aclose(self) -> None:
        """Gives the connection back when the body was read to its end, else drops it."""
        if self._answer.content.at_eof():
            self._answer.release()
        else:
            self._answer.close()


def strict_context() -> ssl.SSLContext:
    """Trusts whom a browser or this machine trusts."""
    context = httpx.create_ssl_context()
    context.load_default_certs()
    return context


def lenient_context() -> ssl.SSLContext:
    """Answers are wanted even from servers no browser would trust; nothing secret is ever sent."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
    return context


def _reason(error: Exception) -> str:
    cause = getattr(error, "os_error", None) or error.__cause__ or error
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        cause = error.certificate_error
    if isinstance(error, aiohttp.ClientResponseError):
        return "malformed"
    if isinstance(cause, ssl.SSLError):
        return tls_reason(cause)
    if isinstance(cause, socket.gaierror):
        return "dns" if cause.errno in _UNKNOWN_NAME else "dns-failure"
    if isinstance(error, ValueError) and not isinstance(error, OSError):
        return "bad-url"
    return connection_reason(cause)


def tls_reason(error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"tls:{_CERTIFICATE.get(error.verify_code, 'untrusted')}"
    return "tls:handshake"


def connection_reason(cause: BaseException) -> str:
    if isinstance(cause, PrivateAddressError):
        return "private"
    if isinstance(cause, TimeoutError):
        return "timeout"
    if isinstance(cause, ConnectionRefusedError) or getattr(cause, "errno", 0) == errno.ECONNREFUSED:
        return "refused"
    if getattr(cause, "errno", 0) in {errno.EHOSTUNREACH, errno.ENETUNREACH}:
        return "unreachable"
    return "reset"
