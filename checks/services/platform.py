"""The service platform of the province, to which most portals hand over their guides."""

from __future__ import annotations

import re

from checks.inventory.survey import front_page
from checks.scan import Scan
from portal import urls
from portal.page import LinkKind

_HOST = re.compile(r"(?:^|[.-])\w{0,8}zwfw\w{0,4}\.|(?:^|\.)(?:banshi|wsbs|bsdt|yztb)\.")
_NAME = re.compile(r"政务服务(?:网|平台|大厅)?$|网上办事(?:大厅)?$|一网通办$|办事大厅$")


def platform_link(scan: Scan) -> str:
    """Where the home page leads for services on another host; "" if it leads nowhere else."""
    home = front_page(scan.snapshot, scan.home)
    for link in home.links if home else ():
        away = link.kind is LinkKind.ANCHOR and urls.host(link.url) not in {"", urls.host(scan.home)}
        if away and (_HOST.search(urls.host(link.url)) or _NAME.search(link.text.strip())):
            return link.url
    return ""
