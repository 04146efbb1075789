"""Takes away what of a sealed snapshot nobody needs any more. Its manifest stays: the chain can be verified to its root.

A page that did not change is sealed once: later scans only note that it is as it was. What is needed of a snapshot is
therefore not for it alone to say (`holders`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path

from portal.snapshot import cleared, manifest, schema
from portal.snapshot.reader import Snapshot

Holding = Mapping[
    str, tuple[str, str]
]  # by address: digest of the body, and the snapshot that has it in full


def thin(folder: Path, keep: Collection[str], at: datetime, why: str) -> int:
    """Leave the sealed answers, where each lies, and all that was read of the pages in `keep`; returns bytes freed."""
    before, whole, kept = _size(folder), folder / schema.FILE, folder / schema.THINNED
    if whole.is_file():
        _write_thinned(whole, kept, keep)
        cleared.note(folder, at, why, [schema.FILE], [kept])
        whole.unlink()
    return before - _size(folder)


def remove(folder: Path, at: datetime, why: str) -> int:
    """Leave the manifest alone; returns bytes freed."""
    before = _size(folder)
    gone = [p for p in sorted(folder.iterdir()) if p.name not in {manifest.FILE, cleared.FILE}]
    if gone:
        cleared.note(folder, at, why, [path.name for path in gone])
        for path in gone:
            path.unlink()
    return before - _size(folder)


def holders(shelves: Iterable[Path], wanted: Mapping[str, Collection[str] | None]) -> frozenset[str]:
    """Names of the snapshots that hold in full what those in `wanted` hold, or note as unchanged: of all pages (None),
    or of some addresses. `shelves`: folders of snapshots that are built upon one another; names are theirs alone.
    """
    links = sorted(link for shelf in shelves for link in _links(shelf))
    followers = Counter(previous for _, _, previous in links)
    known: dict[str, Holding] = {}
    found: set[str] = set()
    for _, folder, previous in links:
        holding = _holding(folder, known.get(previous, {}))
        asked = wanted.get(folder.name, ())
        found.update(holding[url][1] for url in (holding if asked is None else asked) if url in holding)
        known[folder.name] = holding
        followers[previous] -= 1
        for done in (previous, folder.name):
            if followers[done] <= 0:
                known.pop(done, None)
    return frozenset(found)


def _links(shelf: Path) -> Iterator[tuple[str, Path, str]]:
    """When each sealed snapshot was finished, its folder and the name of the one it was built upon, "" for none."""
    for folder in shelf.glob("*/"):
        if (folder / manifest.FILE).is_file():
            told = manifest.load(folder)
            yield told["finished"], folder, (told.get("previous") or {}).get("folder", "")


def _holding(folder: Path, before: Holding) -> Holding:
    """One that was cleared away altogether had nothing of its own that is needed: what was before it stands."""
    if not schema.is_there(folder):
        return before
    with closing(Snapshot.open(folder, thinned=True)) as snapshot:
        return {
            url: earlier if (earlier := before.get(url)) and earlier[0] == digest else (digest, folder.name)
            for url, digest in snapshot.sealed()
        }


def _write_thinned(whole: Path, kept: Path, keep: Collection[str]) -> None:
    draft = kept.with_name(kept.name + ".part")
    draft.unlink(missing_ok=True)
    with closing(schema.create(draft)) as database:
        database.execute("ATTACH ? AS whole", (str(whole),))
        database.execute("CREATE TEMP TABLE kept (url TEXT PRIMARY KEY) WITHOUT ROWID")
        database.executemany("INSERT OR IGNORE INTO kept VALUES (?)", [(url,) for url in keep])
        database.executescript(
            """BEGIN;
            INSERT INTO fact SELECT * FROM whole.fact;
            INSERT INTO target SELECT * FROM whole.target
              WHERE id IN (SELECT id FROM whole.page) OR url IN (SELECT url FROM kept);
            INSERT INTO page SELECT id, published, iif(url IN (SELECT url FROM kept), content, x''),
              iif(url IN (SELECT url FROM kept), links, x''), digest, warc, offset FROM whole.page JOIN whole.target USING (id);
            COMMIT;"""
        )
        if database.execute("SELECT 1 FROM whole.sqlite_master WHERE name = 'attachment'").fetchone():
            database.executescript(
                """BEGIN;
                INSERT OR IGNORE INTO target SELECT * FROM whole.target WHERE id IN (SELECT id FROM whole.attachment);
                INSERT INTO attachment SELECT id, reading, x'', digest, warc, offset FROM whole.attachment;
                COMMIT;"""
            )
        database.execute("DETACH whole")
        database.execute("PRAGMA journal_mode = DELETE")
    draft.replace(kept)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
