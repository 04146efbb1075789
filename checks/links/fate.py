"""What an address is guilty of. Every address has one fate at most, so it is told under one rule only."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from enum import StrEnum

from portal import urls
from portal.profile import Profile
from portal.target import Probe, Target, Verdict

_DOTTED = re.compile(r"[.:]")
PERMANENT = frozenset({301, 308})


class Fate(StrEnum):
    DEAD = "dead"  # LNK001–004, LNK006
    SOFT = "soft"  # LNK005: answers, but not with what was linked
    UNSURE = "unsure"  # LNK007
    MOVED = "moved"  # LNK008: moved for good to another host
    PRIVATE = "private"  # LNK010: nobody outside can open it
    BARE_IP = "bare-ip"  # LNK010: a number in place of a domain
    READ = "read"  # no fault: an attachment whose text is judged


_BY_VERDICT = {
    Verdict.BROKEN: Fate.DEAD,
    Verdict.SOFT_404: Fate.SOFT,
    Verdict.REDIRECT_HOME: Fate.SOFT,
    Verdict.BLOCKED: Fate.UNSURE,
    Verdict.CANNOT_TELL: Fate.UNSURE,
    Verdict.TLS: Fate.UNSURE,
}


class Judge:
    """Gives targets their fate, knowing which hosts are the site's own and which networks are allowed."""

    def __init__(self, profile: Profile) -> None:
        named = [*profile.start, *(f"http://{host}/" for host in profile.hosts)]
        self._own = {urls.host(url) for url in named}
        self._networks = tuple(ipaddress.ip_network(n) for n in profile.crawl.allow_private)

    def fate(self, target: Target) -> Fate | None:
        """None: nothing to say, because it is fine, or because nobody asked."""
        probe = target.probe
        if probe is None:
            return None
        if probe.verdict is Verdict.PRIVATE:
            return Fate.PRIVATE if self._is_written(target.url, probe) else Fate.UNSURE
        host = urls.host(target.url)
        odd = (_may_be_number(host) or "." not in host) and host not in self._own
        if odd and (self._closed(host) or _is_deaf(host, probe)):
            return Fate.PRIVATE
        if fate := _BY_VERDICT.get(probe.verdict):
            return fate
        if odd and urls.address_of(host) and not self._let(host):
            return Fate.BARE_IP
        return Fate.MOVED if moved_to(target.url, probe) else None

    def _is_written(self, url: str, probe: Probe) -> bool:
        """Whether a private address stands in the link or where it redirects; a name may mean another one outside."""
        hosts = {urls.host(hop) for hop in (url, *probe.chain)}
        return any(urls.is_private(host) for host in hosts - self._own)

    def _closed(self, host: str) -> bool:
        """Whether a host is private, or a name without a dot, which only a private network knows."""
        return (urls.is_private(host) or not _DOTTED.search(host)) and not self._let(host)

    def _let(self, host: str) -> bool:
        address = urls.address_of(host)
        return address is not None and any(address in network for network in self._networks)


def moved_to(url: str, probe: Probe) -> str:
    """Where an address that opens has moved for good, "" unless that is another host (www. aside)."""
    if probe.verdict is not Verdict.OK or not probe.chain or not probe.statuses:
        return ""
    hops = zip(probe.chain, probe.statuses, strict=False)
    end = _last_permanent(hops)
    return end if end and _bare(urls.host(end)) != _bare(urls.host(url)) else ""


def _last_permanent(hops: Iterable[tuple[str, int]]) -> str:
    end = ""
    for address, status in hops:
        if status not in PERMANENT:
            break
        end = address
    return end


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def _is_deaf(host: str, probe: Probe) -> bool:
    """Whether a link leads to the reader's own machine where nothing answers: an editor's trial server."""
    ip = urls.address_of(host)
    return not probe.status and (host == "localhost" or (ip is not None and ip.is_loopback))


def _may_be_number(host: str) -> bool:
    """Cheap first look: hosts that can be an address, or a name of this machine."""
    return (
        host[-1:].isdigit() or ":" in host or host == "localhost" or host.endswith((".localhost", ".local"))
    )
