"""What the site calls itself: domain, 标识码 and name, from the profile, else from its home page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.identity.signs import Signs
from checks.identity.tags import is_none
from portal import urls

if TYPE_CHECKING:
    from checks.scan import Scan

CODE_FORM = re.compile(r"\d{10}|bm\d{8}|N\d{9}", re.I)
_BETWEEN = re.compile(r"[,，;；、\s]+")
_SCHEME = re.compile(r"^[a-z]+:/*", re.I)
_PLACE = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,10}?[区县市旗])(?:人民)?政府")
_TESTING = (".test", ".invalid", ".example", ".localhost", ".local", ".lan", ".internal", ".intranet")


@dataclass(frozen=True, slots=True)
class Own:
    """domains: hosts the tag SiteDomain may name, without www. · from_profile: whether `code` is the office's word."""

    domains: frozenset[str]
    code: str
    from_profile: bool
    region: str
    place: str


def own_of(scan: Scan, host: str, pages: Iterable[Signs]) -> Own:
    tags = _usual_tags(scan, pages)
    known = [scan.profile.domain, *scan.profile.hosts] if scan.profile.domain else list(scan.profile.hosts)
    known += filter(
        is_public, (host.rpartition(":")[0], urls.host(scan.home))
    )  # a part of it may name the whole
    domains = (
        frozenset(filter(None, map(bare, known)))
        if known
        else frozenset(domains_in(tags.get("SiteDomain", "")))
    )
    code = scan.profile.id_code or tags.get("SiteIDCode", "")
    return Own(
        domains=domains,
        code=code.upper() if CODE_FORM.fullmatch(code) else "",
        from_profile=bool(scan.profile.id_code),
        region=scan.profile.region_code[:6],
        place=place_of(scan.profile.name or tags.get("SiteName", "")),
    )


def is_public(host: str) -> bool:
    """Whether a host is a name of the open internet, not an address, a test name or one of an inner network."""
    literal = urls.address_of(host) is not None
    return not literal and "." in host and not urls.is_private(host) and not host.endswith(_TESTING)


def domains_in(value: str) -> list[str]:
    """Hosts a SiteDomain names, without scheme, port, path and www."""
    return [found for part in _BETWEEN.split(value.strip()) if (found := bare(part))]


def bare(domain: str) -> str:
    name = _SCHEME.sub("", domain.strip()).partition("/")[0].partition(":")[0].lower()
    return name.removeprefix("www.")


def place_of(name: str) -> str:
    """The district, county or city a government's name starts with; "" if it is no such name."""
    match = _PLACE.search(name)
    return match["place"] if match else ""


def _usual_tags(scan: Scan, pages: Iterable[Signs]) -> Mapping[str, str]:
    """Of each tag the value of the home page, else the one most pages have."""
    home, counts = scan.signs.home, dict[str, Counter[str]]()
    for signs in pages:
        for name in ("SiteName", "SiteDomain", "SiteIDCode"):
            if not is_none(value := signs.tags.get(name, "")):
                counts.setdefault(name, Counter())[value] += 1
    usual = {name: count.most_common(1)[0][0] for name, count in counts.items()}
    at_home = {name: value for name, value in (home.tags if home else {}).items() if not is_none(value)}
    return usual | at_home
