"""python -m benchmarks.crawl DIR [--size small|full] [--only ours]: prints a Markdown table."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.crawl import tools
from benchmarks.crawl.site import Site, fails, open_site, plain
from benchmarks.crawl.tools import Result

HEADS = (
    "tool", "pages", "CPU-s", "wall s", "pages per CPU-s", "peak MB", "broken found", "in stylesheets", "false", "remark",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crawl", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", choices=("small", "full"), default="small")
    parser.add_argument("--only", choices=("ours", "all"), default="all")
    options = parser.parse_args()
    folder = options.folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    site = open_site(folder, options.size)
    print("| " + " | ".join(HEADS) + " |\n|" + "---|" * len(HEADS), flush=True)
    results = tools.ours(site, folder)
    for result in results:
        print(_row(result, site), flush=True)
    for peer in tools.PEERS if options.only == "all" else ():
        print(_row(peer(site, folder), site), flush=True)
    first, second = results[0].cost, results[1].cost
    if first and second:
        print(f"\nsecond scan / first scan: {second.cpu / first.cpu:.1%} of the CPU time")


def _row(result: Result, site: Site) -> str:
    cost = result.cost
    if cost is None:
        return f"| {result.name} |" + " |" * (len(HEADS) - 2) + " could not be installed |"
    known = site.broken | site.broken_styles
    found = frozenset(map(plain, result.broken))
    beyond = [url for url in result.broken if plain(url) not in known]
    false = sum(not fails(site, url) for url in beyond)
    remark = result.remark + (" — CUT, not finished" if cost.cut else "")
    cells = (
        result.name,
        f"{result.pages:,}",
        f"{cost.cpu:.1f}",
        f"{cost.wall:.1f}",
        f"{result.pages / cost.cpu:.0f}",
        f"{cost.peak_mb:.0f}",
        f"{len(found & site.broken):,}/{len(site.broken):,}",
        f"{len(found & site.broken_styles)}/{len(site.broken_styles)}",
        f"{false:,}" + (f" (+{len(beyond) - false} real, not in truth)" if len(beyond) > false else ""),
        remark,
    )
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
