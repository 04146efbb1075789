"""isolated.sh python -m benchmarks.mirrors FOLDER [--output DIR] [--at TIME|SITE=TIME]… [--sites a,b] [--seed N]

Audit each mirror, print a Markdown table, and write sample.tsv with 50 findings drawn by a seed. Run it under
../shared/bench/isolated.sh: the mirrors link to thousands of real hosts. FOLDER holds the unpacked `sites/`;
results go to FOLDER/audits unless told otherwise. The time of inspection is derived from each mirror (reference.py)
where none is given.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from benchmarks.mirrors.reference import reference_of
from checks import Finding, Outcome
from crawler import Tuning
from portal.profile import default_profile
from portal.snapshot import Snapshot
from xunjian.clock import reference_time
from xunjian.pipeline import check, crawl

MINIMUM = 100  # pages; a mirror of a handful of pages says nothing of a site
SAMPLE = 50
QUICK = Tuning(spacing=0.2, breaker_pause=0.5)  # seconds; the server is our own


@dataclass(frozen=True, slots=True)
class Row:
    site: str
    at: datetime
    pages: int
    seconds: float
    cpu: float
    findings: tuple[Finding, ...]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--at", action="append", default=[], help="TIME for all, SITE=TIME for one")
    parser.add_argument("--sites", default="")
    parser.add_argument("--seed", type=int, default=20261124)
    given = parser.parse_args()
    wanted, times = set(filter(None, given.sites.split(","))), _times(given.at)
    output = given.output or given.folder / "audits"
    sites = [
        s
        for s in sorted((given.folder / "sites").iterdir())
        if (not wanted or s.name in wanted) and _large(s)
    ]
    rows = [_run(site, output / site.name, times.get(site.name) or times.get("")) for site in sites]
    _print(rows)
    _sample(rows, output / "sample.tsv", given.seed)


def _times(given: list[str]) -> dict[str, datetime]:
    """Times of inspection by site, "" for all others."""
    parts = (text.rpartition("=") for text in given)
    return {site: reference_time(when) for site, _, when in parts}


def _large(site: Path) -> bool:
    home = next((site / name for name in ("index.html", "index.htm") if (site / name).exists()), None)
    return home is not None and sum(1 for _ in site.rglob("*.htm*")) >= MINIMUM


def _run(site: Path, output: Path, at: datetime | None) -> Row:
    with serving(site) as url:
        home = url if (site / "index.html").exists() else url + "index.htm"
        profile = default_profile(home)
        started, before = time.perf_counter(), _cpu()
        folder = crawl(profile, output, at or reference_time(), fresh=True, tuning=QUICK)
        at = at or _reference(folder)
        done = check(folder, output, at=at)
        seconds, cpu = time.perf_counter() - started, _cpu() - before
    pages = done.pages
    print(f"{site.name}: {pages} pages, {len(done.judgement.findings)} findings", file=sys.stderr)
    return Row(site.name, at, pages, seconds, cpu, done.judgement.findings)


def _reference(folder: Path) -> datetime:
    snapshot = Snapshot.open(folder)
    try:
        return reference_of(snapshot.pages(), reference_time())
    finally:
        snapshot.close()


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _print(rows: list[Row]) -> None:
    counts = [
        Counter(f.rule for f in row.findings if f.outcome in {Outcome.FAIL, Outcome.REVIEW}) for row in rows
    ]
    codes = sorted(set().union(*counts))
    print("| site | at | pages | wall s | CPU s | " + " | ".join(codes) + " |")
    print("|---" * (5 + len(codes)) + "|")
    for row, count in zip(rows, counts, strict=True):
        cells = " | ".join(str(count[code] or "") for code in codes)
        print(
            f"| {row.site} | {row.at:%Y-%m-%d} | {row.pages} | {row.seconds:.0f} | {row.cpu:.1f} | {cells} |"
        )


def _sample(rows: list[Row], path: Path, seed: int) -> None:
    """Findings to be read by a person, spread over rules and, within a rule, over sites."""
    draw = random.Random(seed)
    pool = [(r.site, f) for r in rows for f in r.findings if f.outcome in {Outcome.FAIL, Outcome.REVIEW}]
    draw.shuffle(pool)
    turn: Counter[tuple[str, str]] = Counter()
    ranked = []
    for site, finding in pool:
        turn[site, finding.rule] += 1
        ranked.append((turn[site, finding.rule], site, finding))
    chosen = _by_turns(sorted(ranked, key=lambda item: item[0]))
    lines = (
        "\t".join((s, f.rule, f.outcome, f.severity, f.url, f.target, f.text, f.suggestion, f.message))
        for s, f in chosen[:SAMPLE]
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _by_turns(ranked: list[tuple[int, str, Finding]]) -> list[tuple[str, Finding]]:
    """One finding of each rule after the other, the order within a rule kept."""
    turn: Counter[str] = Counter()
    numbered = []
    for _, site, finding in ranked:
        turn[finding.rule] += 1
        numbered.append((turn[finding.rule], site, finding))
    return [(site, finding) for _, site, finding in sorted(numbered, key=lambda item: item[0])]


if __name__ == "__main__":
    main()
