"""What belongs to the site, and what kind of target an address is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from portal import urls
from portal.page import LinkKind
from portal.profile import Profile
from portal.target import TargetKind

_FILES = (
    "pdf doc docx docm dot dotx xls xlsx xlsm xlt xltx et ett ppt pptx pps ppsx dps wps wpt ofd rtf txt csv "
    "odt ods odp zip rar 7z gz tgz tar bz2 xz iso exe msi apk dmg epub caj ceb ceb2 gd gw sep tif tiff dwg "
    "mp3 mp4 m4a m4v avi wmv wma flv mov mpg mpeg rm rmvb swf ogg oga ogv webm wav mid midi"
)
_PARTS = "png jpg jpeg jpe gif bmp ico svg svgz webp avif jfif css js mjs map woff woff2 ttf otf eot cur"
ATTACHMENTS = frozenset(_FILES.split())
RESOURCES = frozenset(_PARTS.split())
_LEADING_ON = frozenset({LinkKind.ANCHOR, LinkKind.FRAME})

_PATH_SESSION = re.compile(
    r";(?:jsessionid|phpsessid|sid|sessionid)=[^/?#;]*|/\((?:[A-Z]\([^()/]+\))+\)(?=/)", re.I
)
_QUERY_SESSION = re.compile(
    r"(?P<lead>[?&])(?:jsessionid|phpsessid|aspsessionid\w*|asp\.net_sessionid|sessionid|session_id|cfid|cftoken"
    r"|sid(?==[0-9a-zA-Z]{20,}))=[^&#]*&?",
    re.I,
)


class Scope:
    """The hosts of a site. http and https of the default ports, and with and without www., are one site."""

    def __init__(self, profile: Profile) -> None:
        self.homes: set[str] = set()
        self._origins: set[str] = set()
        for start in profile.start:
            self.include(start)
        for host in profile.hosts:
            self._add(f"http://{host}/")

    def include(self, url: str) -> None:
        """Count the host of an address as the site's, and the address as one of its home pages."""
        self._add(url)
        self.homes.add(url)

    def inside(self, url: str) -> bool:
        return urls.origin(url) in self._origins

    def has(self, origin: str) -> bool:
        return origin in self._origins

    def kind(self, url: str, link: LinkKind) -> TargetKind:
        if not self.inside(url):
            return TargetKind.EXTERNAL
        extension = extension_of(url)
        if extension in ATTACHMENTS:
            return TargetKind.ATTACHMENT
        if extension in RESOURCES or link not in _LEADING_ON:
            return TargetKind.RESOURCE
        return TargetKind.PAGE

    def is_home(self, url: str) -> bool:
        """Whether an address is a front door: a start address, or the root or index page of its host."""
        return url in self.homes or is_front(url)

    def _add(self, url: str) -> None:
        host, _, port = urls.origin(url).rpartition(":")
        if not host:
            return
        ports = {"80", "443"} if port in {"80", "443"} else {port}
        self._origins.update(f"{name}:{each}" for name in _variants(host) for each in ports)


def extension_of(url: str) -> str:
    """Extension of the last path segment, lower case, "" if none."""
    name = url.partition("?")[0].rpartition("/")[2].partition(";")[0]
    stem, dot, extension = name.rpartition(".")
    return extension.lower() if dot and stem else ""


def is_front(url: str) -> bool:
    """Whether an address is the root or the index page in the root of its host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.query:
        return False
    return re.fullmatch(r"/*(?:(?:index|default|main|home)\.[a-z]{2,5})?", parts.path, re.I) is not None


def without_session(url: str) -> str:
    """The address without session ids: the same page for every visitor, instead of a new one each time."""
    if ";" in url or "/(" in url:
        url = _PATH_SESSION.sub("", url)
    while "?" in url and (found := _QUERY_SESSION.search(url)):
        url = (url[: found.start()] + found["lead"] + url[found.end() :]).rstrip("?&")
    return url


def _variants(host: str) -> Iterable[str]:
    yield host
    if urls.address_of(host) is None and "." in host:
        yield host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
