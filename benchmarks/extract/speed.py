"""CPU time of read_page on real pages; process time, so other work on the machine counts little."""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks.extract import corpus
from crawler.extract import read_page

_DOCUMENTATION = ("/usr/share/doc/python3.11/html", "/usr/share/doc/postgresql-doc-15/html", "/usr/share/doc")
_SMALLEST, _LARGEST = 8_000, 120_000  # bytes of a documentation page that is used


def government() -> tuple[float, float]:
    """Milliseconds and bytes per page of the corpus."""
    return _measure([(s.url, s.body) for s in corpus.samples()[::8]])


def documentation(folder: Path | None = None) -> tuple[float, float]:
    """Milliseconds and bytes per page of English manuals; (0, 0) where none are installed."""
    folders = [folder] if folder else [Path(place) for place in _DOCUMENTATION]
    files: list[Path] = []
    for place in folders:
        found = sorted(f for f in place.rglob("*.html") if _SMALLEST < f.stat().st_size < _LARGEST)
        files = files or found[:: max(1, len(found) // 100)]
    return _measure([(f"http://docs.example{f}", f.read_bytes()) for f in files])


def _measure(pages: list[tuple[str, bytes]]) -> tuple[float, float]:
    if not pages:
        return 0.0, 0.0
    for url, body in pages:  # warm caches
        read_page(url, body)
    start = time.process_time()
    for url, body in pages:
        read_page(url, body)
    spent = time.process_time() - start
    return spent / len(pages) * 1000, sum(len(body) for _, body in pages) / len(pages)
