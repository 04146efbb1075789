"""Looked at once a scan, after the crawl: the certificate of the site's host, its way to https, its IPv6."""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from ipaddress import IPv6Address

from crawler.ask import Asker
from crawler.guard import Guard, GuardedResolver, PrivateAddressError
from crawler.politeness import Pace
from crawler.probe.follow import follow
from crawler.wire import connection_reason, lenient_context, strict_context, tls_reason
from portal import urls
from portal.access import Certificate, Ipv6, Level
from portal.profile import Profile

SAMPLE = 10  # pages of a level asked over IPv6
_ABROAD = "2001:500:2f::f"  # an address of the IPv6 internet; nothing is sent to it
_NAMES = ("首页", "二级页面", "三级页面")
_STUB = 2000  # bytes of a page that does nothing but send the browser on
_ONWARD = re.compile(
    rb"(?:http-equiv\s*=\s*[\"']?refresh[^>]{0,80}url\s*=\s*|location(?:\.href)?\s*=\s*|location\.replace\(\s*)[\"']?https://",
    re.I,
)
_NO_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


async def look_at_certificate(profile: Profile, asker: Asker, home: str) -> Certificate | None:
    """None where no secure address can be guessed: an http:// site on a port of its own, or an IP address."""
    secure, plain = doors(home)
    if not secure:
        return None
    host, _, port = urls.origin(secure).rpartition(":")
    found = await _connect(profile, host, int(port))
    if not found.secure or not plain:
        return found
    return replace(found, onward=await leads_on(asker, plain))


async def leads_on(asker: Asker, plain: str) -> bool | None:
    """Whether an http:// address leads to https://. None: nobody answered; where none listens, none gets in unsafely."""
    trail = await follow(asker, "GET", plain, keep=lambda _: _STUB + 1, may=lambda _: True)
    if any(hop.startswith("https://") for hop in trail.chain) or trail.answer.reason == "refused":
        return True
    if len(trail.answer.body) <= _STUB and _ONWARD.search(trail.answer.body):
        return True
    return False if trail.answer.status else None


def doors(home: str) -> tuple[str, str]:
    """The https:// and the http:// address of a front door; "" for what cannot be guessed."""
    host, _, port = urls.origin(home).rpartition(":")
    name = f"[{host}]" if ":" in host else host
    if home.startswith("https://"):
        return home, f"http://{name}/" if port == "443" else ""
    guessable = port == "80" and urls.address_of(host) is None
    return (f"https://{name}/", home) if guessable else ("", home)


async def _connect(profile: Profile, host: str, port: int) -> Certificate:
    """A browser's handshake; if it fails, one that puts up with everything, to tell what is the matter."""
    guard = Guard.of(profile)
    strict = strict_context()
    tried = [strict]
    try:
        address = await _address(guard, host, port)
        try:
            return await _shake(strict, address, host, port, profile.crawl.timeout)
        except ssl.SSLError as error:
            reason = tls_reason(error).removeprefix("tls:")
        if reason == "hostname":
            tried.append(_any_name())
        tried.append(lenient_context())
        for context in tried[1:]:
            try:
                found = await _shake(context, address, host, port, profile.crawl.timeout)
            except ssl.SSLError:
                continue
            return Certificate(
                host, True, "" if reason == "handshake" else reason, found.not_after, found.version
            )
        return Certificate(host, False, reason)
    except (OSError, TimeoutError) as error:
        return Certificate(host, False, _reason(error))


def _any_name() -> ssl.SSLContext:
    context = strict_context()
    context.check_hostname = False
    return context


async def _address(guard: Guard, host: str, port: int) -> str:
    """Where to connect, as the guard allows. Raises OSError."""
    literal = urls.address_of(host)
    if literal is not None:
        if not guard.allows(literal, host, port):
            raise PrivateAddressError(host)
        return host
    resolver = GuardedResolver(guard)
    try:
        found = await resolver.resolve(host, port)
    finally:
        await resolver.close()
    return min(found, key=lambda result: result["family"] == socket.AF_INET6)["host"]


async def _shake(context: ssl.SSLContext, address: str, host: str, port: int, timeout: float) -> Certificate:
    async with asyncio.timeout(timeout):
        _, writer = await asyncio.open_connection(address, port, ssl=context, server_hostname=host)
    session = writer.get_extra_info("ssl_object")
    writer.transport.abort()
    until = (session.getpeercert() or {}).get("notAfter", "")
    not_after = datetime.fromtimestamp(ssl.cert_time_to_seconds(until), UTC).isoformat() if until else ""
    return Certificate(host, True, "", not_after, session.version() or "")


def _reason(error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return "dns" if error.errno in _NO_NAME else "dns-failure"
    return connection_reason(error)


async def look_at_ipv6(
    profile: Profile, pace: Pace, home: str, levels: Sequence[Iterable[str]]
) -> Ipv6 | None:
    """`levels`: pages one and two clicks from the home page. None for a host that has no name."""
    host = urls.host(home)
    if urls.address_of(host) is not None:
        return None
    addresses = await _aaaa(host)
    if not addresses or not has_ipv6():
        return Ipv6(host, addresses)
    asker = Asker(profile, pace, socket.AF_INET6)
    try:
        front = await follow(asker, "GET", home, keep=lambda _: 0, may=lambda _: True)
        if front.answer.reason == "unreachable":  # our own network, not the site
            return Ipv6(host, addresses)
        found = [Level(_NAMES[0], 1, int(front.answer.good))]
        for name, level in zip(_NAMES[1:], levels, strict=True):
            if front.answer.good and (asked := list(level)[:SAMPLE]):
                found.append(await _level(asker, name, asked))
    finally:
        await asker.close()
    return Ipv6(host, addresses, tuple(found))


async def _aaaa(host: str) -> tuple[str, ...] | None:
    loop = asyncio.get_running_loop()
    try:
        answers = await loop.getaddrinfo(host, None, family=socket.AF_INET6, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        return () if error.errno in _NO_NAME else None
    found = dict.fromkeys(str(answer[4][0]).partition("%")[0] for answer in answers)
    return tuple(address for address in found if not IPv6Address(address).ipv4_mapped)


def has_ipv6() -> bool:
    """Whether this machine has a way to the IPv6 internet; a datagram socket that connects sends nothing."""
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as probe:
            probe.connect((_ABROAD, 53))
            own = IPv6Address(probe.getsockname()[0].partition("%")[0])
    except OSError:
        return False
    return own.is_global


async def _level(asker: Asker, name: str, pages: Sequence[str]) -> Level:
    reached = 0
    for url in pages:
        trail = await follow(asker, "GET", url, keep=lambda _: 0, may=lambda _: True)
        reached += trail.answer.good
    return Level(name, len(pages), reached)
