"""Where the labelled pages are: ../shared/gov-pages-dev.tar.xz unpacked once into a cache folder."""

from __future__ import annotations

import csv
import json
import os
import tarfile
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ARCHIVE = Path(__file__).resolve().parents[3] / "shared" / "gov-pages-dev.tar.xz"


@dataclass(frozen=True, slots=True)
class Sample:
    """One page of the corpus: its file name there, address ("" unknown), kind and bytes."""

    file: str
    url: str
    kind: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Article:
    file: str
    published: date
    blocks: tuple[int, int] | None  # first and last block of the main text; None: none or not in the page


def available() -> bool:
    return ARCHIVE.exists() or bool(os.environ.get("XUNJIAN_CORPUS"))


def root() -> Path:
    """The unpacked corpus; $XUNJIAN_CORPUS names one that is unpacked already."""
    if given := os.environ.get("XUNJIAN_CORPUS"):
        return Path(given)
    stat = ARCHIVE.stat()
    place = Path(tempfile.gettempdir()) / f"xunjian-corpus-{stat.st_size}-{int(stat.st_mtime)}"
    if not place.exists():
        with tempfile.TemporaryDirectory(dir=place.parent) as scratch, tarfile.open(ARCHIVE) as archive:
            archive.extractall(scratch, filter="data")
            os.replace(scratch, place)
            Path(scratch).mkdir()
    return place / "gov-pages-dev"


def samples() -> list[Sample]:
    """Every page of the manifest whose file is there."""
    with (root() / "manifest.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Sample(
            row["file"],
            _address(row["file"], row["url"]),
            row["page_type"],
            (root() / row["file"]).read_bytes(),
        )
        for row in rows
        if (root() / row["file"]).is_file()
    ]


def page(file: str) -> Sample:
    return Sample(file, _address(file, ""), "", (root() / file).read_bytes())


def articles() -> list[Article]:
    with (root() / "labels" / "article_dates.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return [Article(r["file"], date.fromisoformat(r["published"]), _range(r["body_blocks"])) for r in rows]


def lists() -> dict[str, list[tuple[str, str]]]:
    """File → (title, date) of every entry; the date is YYYY-MM-DD, or --MM-DD where no year is shown."""
    labels = json.loads((root() / "labels" / "list_entries.json").read_text(encoding="utf-8"))
    return {file: [(title, day) for title, day, _ in entries] for file, entries in labels.items()}


def _range(text: str) -> tuple[int, int] | None:
    first, _, last = text.strip().partition("-")
    return (int(first), int(last or first)) if first else None


def _address(file: str, url: str) -> str:
    """An address as the site's own: what the manifest gives, else one made of the path of the mirror."""
    if url.startswith(("http://", "https://")):
        return url
    _, _, path = file.partition("/")
    site, _, rest = path.partition("/")
    return f"http://{site.replace('_', '.')}/{rest}"
