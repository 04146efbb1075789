"""Whose a host is: the site's own, the government's, a well-known service's, or a stranger's."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from portal import urls
from portal.profile import Profile

if TYPE_CHECKING:
    from tldextract import TLDExtract


class Hosts:
    """Knows the hosts of a site. Names of the same registered domain as the site's are its own."""

    def __init__(self, profile: Profile) -> None:
        named = [*profile.start, *(f"http://{host}/" for host in profile.hosts)]
        self._origins = {place(url) for url in named}
        self._domains = {domain for url in named if (domain := registered(urls.host(url)))}
        self._listed = tuple(host.lower() for host in profile.security.known_hosts)

    def is_own(self, url: str) -> bool:
        return place(url) in self._origins or registered(urls.host(url)) in self._domains

    def is_trusted(self, url: str) -> bool:
        """Own, the government's, or named by the office in its profile."""
        host = urls.host(url)
        return not host or self.is_own(url) or urls.is_government(host) or self._is_listed(url, host)

    def is_service(self, url: str) -> bool:
        """Trusted, or a well-known public service whose scripts and frames pages use."""
        return self.is_trusted(url) or _within(urls.host(url), "services")

    def is_vouched_for(self, url: str) -> bool:
        """Own, named by the office, or on our lists: what it shows is not doubted. Domains of authorities change hands too."""
        host = urls.host(url)
        return (
            self.is_own(url)
            or self._is_listed(url, host)
            or _within(host, "services")
            or _within(host, "media")
        )

    def is_known(self, url: str) -> bool:
        """A service, a news medium, a school or an academy."""
        host = urls.host(url)
        return (
            self.is_service(url) or _within(host, "media") or host.endswith((".edu.cn", ".ac.cn", ".mil.cn"))
        )

    def _is_listed(self, url: str, host: str) -> bool:
        here = place(url)
        return any(name in (here, host) or host.endswith("." + name) for name in self._listed)


@lru_cache(maxsize=4096)
def place(url: str) -> str:
    """Host as people name it, with its port where that is unusual: "www.x.cn", "127.0.0.1:8902"."""
    host, _, port = urls.origin(url).rpartition(":")
    return host if port in {"80", "443"} else f"{host}:{port}"


@lru_cache(maxsize=8192)
def registered(host: str) -> str:
    """The domain that was registered ("x.com.cn" of www.x.com.cn), "" of an IP address or a mere suffix."""
    return _split()(host).top_domain_under_public_suffix if urls.address_of(host) is None else ""


@cache
def _split() -> TLDExtract:
    """The bundled list, never the network. Customers of a hosting service (cloudfront.net) are strangers to each other."""
    from tldextract import TLDExtract  # noqa: PLC0415 - 7 MB of imports that proofreading does without

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def owner(url: str) -> str:
    """What a host is counted by: its registered domain, else the host itself with its port."""
    return registered(urls.host(url)) or place(url)


@lru_cache(maxsize=8192)
def _within(host: str, group: str) -> bool:
    labels = host.split(".")
    return any(".".join(labels[i:]) in _known(group) for i in range(len(labels)))


@cache
def _known(group: str) -> frozenset[str]:
    values = tomllib.loads((files("checks") / "data" / "known-hosts.toml").read_text(encoding="utf-8"))
    return frozenset(host for entry in values[group] for host in entry["hosts"])
