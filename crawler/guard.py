"""The guard against being led into private networks (SSRF): names are resolved, checked, and connected to as checked."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from aiohttp.abc import AbstractResolver, ResolveResult

from portal import urls
from portal.profile import Profile

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

REMEMBERED = 300.0  # seconds a resolved name is used again
RESOLVERS = 16  # threads; a slow name server must not hold up the others
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class PrivateAddressError(OSError):
    """A name or literal leads to a private network that was not allowed."""


class Guard:
    """Decides which addresses may be contacted."""

    def __init__(self, origins: Iterable[str] = (), networks: Iterable[str] = ()) -> None:
        """origins: as urls.origin, allowed wherever they lead · networks: private ones that may be entered."""
        self._origins = frozenset(origins)
        self._networks: tuple[Network, ...] = tuple(map(ipaddress.ip_network, networks))

    @classmethod
    def of(cls, profile: Profile) -> Guard:
        return cls(_trusted(profile), profile.crawl.allow_private)

    def allows(self, address: Address, host: str, port: int) -> bool:
        return (
            is_public(address)
            or f"{host}:{port}" in self._origins
            or any(address.version == network.version and address in network for network in self._networks)
        )

    def refuses_literal(self, url: str) -> bool:
        """Whether the host is written as an address that may not be contacted."""
        host = urls.host(url)
        literal = urls.address_of(host)
        port = int(urls.origin(url).rpartition(":")[2])
        return literal is not None and not self.allows(literal, host, port)


class GuardedResolver(AbstractResolver):
    """Resolves for aiohttp and hands over only addresses the guard allows, so no second resolution can differ."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._pool = ThreadPoolExecutor(RESOLVERS, thread_name_prefix="dns")
        self._known: dict[str, tuple[float, list[str]]] = {}

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Raises PrivateAddressError, or socket.gaierror as the system resolver does."""
        found = await self._addresses(host)
        allowed = [a for a in found if self._guard.allows(ipaddress.ip_address(a), host, port)]
        if not allowed:
            raise PrivateAddressError(f"{host} → {', '.join(found)}")
        results = [_result(host, address, port) for address in allowed]
        wanted = [result for result in results if family in {socket.AF_UNSPEC, result["family"]}]
        if not wanted:
            raise socket.gaierror(socket.EAI_NONAME, f"{host} has no address of the family that is wanted")
        return wanted

    async def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _addresses(self, host: str) -> list[str]:
        until, found = self._known.get(host, (0.0, []))
        if until > time.monotonic():
            return found
        loop = asyncio.get_running_loop()
        answers = await loop.run_in_executor(
            self._pool, lambda: socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        )
        found = list(dict.fromkeys(str(answer[4][0]).partition("%")[0] for answer in answers))
        self._known[host] = (time.monotonic() + REMEMBERED, found)
        return found


def is_public(address: Address) -> bool:
    """Whether an address is on the open internet, looked at through the tunnels that can hide a private one."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address.teredo is not None:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _trusted(profile: Profile) -> Iterable[str]:
    """Origins the office named itself; a host without port stands for both web ports."""
    yield from (urls.origin(start) for start in profile.start)
    for host in profile.hosts:
        name, _, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
        if name and port.isdigit():
            yield f"{name.strip('[]').lower()}:{port}"
        else:
            yield from (f"{host.strip('[]').lower()}:{port}" for port in (80, 443))


def _result(host: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return ResolveResult(
        hostname=host,
        host=address,
        port=port,
        family=family,
        proto=socket.IPPROTO_TCP,
        flags=socket.AI_NUMERICHOST,
    )
