"""Addresses: joining as browsers do, hosts, private networks."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from urllib.parse import urlsplit

import ada_url

_USER = re.compile(r"(?<=://)[^/]*@")
WEB = ("http://", "https://")
TEMPLATE = re.compile(  # what a template should have replaced
    r"\$\{|\{\{|<%|\{\$|\[%|#\{|<!--#|%\}|@\{|\[!--|\{(?:dede|eyou|pboot|php|ecms|volist|foreach):|\[field:"
)
_GOVERNMENT = (
    ".gov.cn",
    ".gov",
    ".gov.hk",
    ".gov.mo",
    ".政务",
    ".政务.cn",
    ".xn--zfr164b",
    ".xn--zfr164b.cn",
)
_GOVERNMENT_ITSELF = frozenset({"gov.cn"})


def join(base: str, href: str) -> tuple[str, str]:
    """Absolute URL without fragment, and the fragment; ("", "") when it is no web address.

    WHATWG rules (ada): keeps `a//b`, repairs backslashes, percent-encodes spaces and Chinese. A user name and password
    are dropped: nobody's are sent or shown.
    """
    try:
        url = ada_url.join_url(base, href)
    except ValueError:
        return "", ""
    address, _, fragment = url.partition("#")
    if "@" in address:
        address = _USER.sub("", address, count=1)
    return (address, fragment) if address.startswith(WEB) and host(address) else ("", "")


def normalise(url: str) -> str:
    """The canonical spelling of an absolute web address, without fragment; "" if it is none."""
    return join(url, url)[0]


def host(url: str) -> str:
    """Host name or IP literal (no brackets), lower case; "" if there is none."""
    end = url.find("/", 8) if url.startswith(WEB) else -1
    return _host(url if end < 0 else url[:end])


@lru_cache(4096)
def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def origin(url: str) -> str:
    """host:port with the scheme's default port filled in: "www.x.gov.cn:443"."""
    end = url.find("/", 8)
    return _origin(url if end < 0 else url[:end])


@lru_cache(4096)
def _origin(url: str) -> str:
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = None
    return f"{parts.hostname or ''}:{port or (443 if parts.scheme == 'https' else 80)}"


@lru_cache(4096)
def party(netloc: str) -> str:
    """What tells a site from another in host[:port]: the host without www., of an IP address with its port."""
    name = netloc.rpartition("@")[2].lower()
    host_ = name.partition(":")[0]
    if name.startswith("[") or address_of(host_) is not None:
        return name
    return host_.removeprefix("www.")


def directory(url: str) -> str:
    """The URL up to and including the last slash of its path, without query."""
    address = url.partition("?")[0]
    return address[: address.rindex("/") + 1] if address.count("/") > 2 else address + "/"


def address_of(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The IP address a host literally is, or None for a name."""
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


def is_private(name: str) -> bool:
    """Whether a host literally names this machine or a private network; names are resolved elsewhere."""
    if name == "localhost" or name.endswith((".localhost", ".local")):
        return True
    ip = address_of(name)
    return ip is not None and not ip.is_global


def is_government(name: str) -> bool:
    """Whether a host name is one that only government bodies can register: .gov.cn, .政务, .政务.cn …"""
    return name.endswith(_GOVERNMENT) or name in _GOVERNMENT_ITSELF
