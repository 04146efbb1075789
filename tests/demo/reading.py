"""The sample portal read straight from its paths, without a server: quick enough for many variants of it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from urllib.parse import urlsplit

from checks.scan import Scan
from crawler.extract import read_page
from portal.calendar import CHINA
from portal.page import Page
from portal.profile import Profile
from portal.snapshot import Capture, SnapshotWriter, Validators
from portal.target import Probe, TargetKind, Verdict
from xunjian.demo.layout import Reply
from xunjian.demo.profile import sample_profile
from xunjian.demo.site import build

HOME = "http://www.shifan.gov.cn/"
AWAY = "http://www.shi.gov.cn/"
TODAY = date(2026, 11, 24)
HTML = "text/html"


def scan_of(
    change: Callable[[dict[str, Reply]], None] = lambda paths: None,
    profile: str = "",
    home: str = HOME,
    store: Callable[[SnapshotWriter], None] = lambda writer: None,
) -> Scan:
    """The portal with a change made to its paths; `profile` is TOML put before that of the sample; `home`: its address;
    `store` adds what a scan finds out beside the pages.
    """
    paths = dict(build(TODAY, AWAY, "http://dead.invalid/booking/"))
    change(paths)
    values = Profile.model_validate(tomllib.loads(profile + sample_profile(home, AWAY)))
    now = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=CHINA)
    writer = SnapshotWriter.memory(values, now)
    for path, reply in paths.items():
        _store(writer, home, path, reply, paths)
    store(writer)
    return Scan(writer.snapshot(), values)


def _store(writer: SnapshotWriter, home: str, path: str, reply: Reply, paths: Mapping[str, Reply]) -> None:
    url = home.rstrip("/") + path
    if not reply.type.startswith(HTML) or reply.status != 200:
        return
    page = _read(url, reply.body, reply.type)
    writer.add([(url, TargetKind.PAGE, 0)])
    capture = Capture(url, 200, (("Content-Type", reply.type),), reply.body, page.digest)
    writer.store_page(page, Probe(Verdict.OK, 200), Validators(), capture)
    for link in page.links:
        if link.url and not writer.knows(link.url):
            inside = link.url.startswith(home)
            writer.add([(link.url, TargetKind.PAGE if inside else TargetKind.EXTERNAL, 1)])
            there = not inside or urlsplit(link.url).path in paths
            writer.store_probe(link.url, Probe(Verdict.OK, 200) if there else Probe(Verdict.BROKEN, 404))


@cache
def _read(url: str, body: bytes, kind: str) -> Page:
    return read_page(url, body, kind)
