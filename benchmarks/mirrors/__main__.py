"""isolated.sh python -m benchmarks.mirrors FOLDER [--at TIME] [--sites a,b]: audit each mirror, print a table.

Run it under ../shared/bench/isolated.sh: the mirrors link to thousands of real hosts. FOLDER holds the unpacked
`sites/`; results go to FOLDER/audits. Prints Markdown, and writes sample.tsv with 50 findings drawn by a seed.
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
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from checks import Finding, Outcome
from crawler import Tuning
from portal.profile import default_profile
from xunjian.clock import reference_time
from xunjian.pipeline import audit

MINIMUM = 100  # pages; a mirror of a handful of pages says nothing of a site
SAMPLE = 50
QUICK = Tuning(spacing=0.2, breaker_pause=0.5)  # seconds; the server is our own


@dataclass(frozen=True, slots=True)
class Row:
    site: str
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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--at", default="")
    parser.add_argument("--sites", default="")
    given = parser.parse_args()
    wanted = set(filter(None, given.sites.split(",")))
    sites = [
        s
        for s in sorted((given.folder / "sites").iterdir())
        if (not wanted or s.name in wanted) and _large(s)
    ]
    rows = [_run(site, given.folder / "audits" / site.name, given.at) for site in sites]
    _print(rows)
    _sample(rows, given.folder / "audits" / "sample.tsv")


def _large(site: Path) -> bool:
    home = next((site / name for name in ("index.html", "index.htm") if (site / name).exists()), None)
    return home is not None and sum(1 for _ in site.rglob("*.htm*")) >= MINIMUM


def _run(site: Path, output: Path, at: str) -> Row:
    with serving(site) as url:
        home = url if (site / "index.html").exists() else url + "index.htm"
        started, before = time.perf_counter(), _cpu()
        done = audit(default_profile(home), output, reference_time(at), fresh=True, tuning=QUICK)
        seconds, cpu = time.perf_counter() - started, _cpu() - before
    pages = done.pages
    print(f"{site.name}: {pages} pages, {len(done.judgement.findings)} findings", file=sys.stderr)
    return Row(site.name, pages, seconds, cpu, done.judgement.findings)


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _print(rows: list[Row]) -> None:
    counts = [
        Counter(f.rule for f in row.findings if f.outcome in {Outcome.FAIL, Outcome.REVIEW}) for row in rows
    ]
    codes = sorted(set().union(*counts))
    print("| site | pages | wall s | CPU s | " + " | ".join(codes) + " |")
    print("|---" * (4 + len(codes)) + "|")
    for row, count in zip(rows, counts, strict=True):
        cells = " | ".join(str(count[code] or "") for code in codes)
        print(f"| {row.site} | {row.pages} | {row.seconds:.0f} | {row.cpu:.1f} | {cells} |")


def _sample(rows: list[Row], path: Path) -> None:
    """Findings to be read by a person, drawn by a fixed seed, spread over rules."""
    draw = random.Random(20261124)
    pool = [(r.site, f) for r in rows for f in r.findings if f.outcome in {Outcome.FAIL, Outcome.REVIEW}]
    draw.shuffle(pool)
    turn: Counter[str] = Counter()
    ranked = []
    for site, finding in pool:
        turn[finding.rule] += 1
        ranked.append((turn[finding.rule], site, finding))
    chosen = [(site, finding) for _, site, finding in sorted(ranked, key=lambda item: item[0])]
    lines = (
        "\t".join((s, f.rule, f.outcome, f.severity, f.url, f.target, f.text, f.suggestion, f.message))
        for s, f in chosen[:SAMPLE]
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
