"""A small portal on loopback, scanned whole, changed, and rechecked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from checks import Finding, Scan, judge
from crawler import gather
from portal.profile import Crawl, Profile
from portal.snapshot import Snapshot
from tests.crawler.helpers import HASTY, NOW
from tests.crawler.portal_server import HTML, PortalServer, Reply, Route
from xunjian.rechecking.answer import Rechecked
from xunjian.rechecking.conduct import Order, look_again
from xunjian.rechecking.shelf import new_folder


def html(body: str, title: str = "某区人民政府", status: int = 200) -> Reply:
    text = f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>"
    return Reply(status, text.encode(), {"Content-Type": HTML})


@dataclass
class Town:
    site: PortalServer
    output: Path
    profile: Profile
    scans: int = 0

    @classmethod
    def of(cls, site: PortalServer, output: Path, *, external: bool = False, **more: object) -> Town:
        crawl = Crawl.model_validate({"external": external, "timeout": 3.0, "allow_private": ["127.0.0.0/8"]})
        return cls(site, output, Profile.model_validate({"start": (f"{site.url}/",), "crawl": crawl, **more}))

    def scan(self) -> list[Finding]:
        """A whole scan, asked anew, and what it finds."""
        self.scans += 1
        gather(self.profile, self.whole, NOW, tuning=HASTY)
        snapshot = Snapshot.open(self.whole)
        found = judge(Scan(snapshot, self.profile)).findings
        snapshot.close()
        return list(found)

    @property
    def whole(self) -> Path:
        return self.output / "snapshots" / str(self.scans)

    def change(self, routes: Mapping[str, Route]) -> None:
        self.site.routes.update(routes)
        self.site.asked.clear()

    def recheck(self, *findings: Finding, profile: Profile | None = None) -> list[Rechecked]:
        folder = new_folder(self.output, NOW)
        return look_again(Order(profile or self.profile, self.whole, folder, NOW, tuning=HASTY), findings)

    def recheck_one(self, finding: Finding) -> Rechecked:
        (said,) = self.recheck(finding)
        return said


def only(findings: list[Finding], rule: str, at: str = "") -> Finding:
    found = [f for f in findings if f.rule == rule and (f.url.endswith(at) or f.target.endswith(at))]
    assert len(found) == 1, [(f.rule, f.url, f.target) for f in findings]
    return found[0]
