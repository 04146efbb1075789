"""An engine with a memory on disk: (engine version, sentence) → corrections, kept over pages and nights."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType

from msgspec import msgpack

from checks.proofreader import Correction, Proofreader
from portal.errors import XunjianError, why

MEMORY = "memory.sqlite"
KEPT = 60  # runs a sentence may be absent before it is forgotten, or up to NOTED fewer
NOTED = 10  # runs after which it is noted anew that a sentence is still there
_ASKED = 500  # keys a statement
_SCHEMA = """
CREATE TABLE IF NOT EXISTS engine (version TEXT NOT NULL, run INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS sentence (key BLOB PRIMARY KEY, found BLOB NOT NULL, run INTEGER NOT NULL) WITHOUT ROWID;
"""
_encoder = msgpack.Encoder()
_decoder = msgpack.Decoder(list[Correction])


class Remembered:
    """A Proofreader that asks the engine only about sentences it has not seen.

    A new engine version forgets everything. A damaged file is put aside and begun anew: it is only a memory.
    flawed: what was found in the sentences that `missing` was asked about or that were learned.
    """

    def __init__(self, engine: Proofreader, path: Path) -> None:
        self._engine = engine
        try:
            self._database = _open(path)
        except sqlite3.DatabaseError:
            path.replace(path.with_suffix(".damaged"))
            self._database = _open(path)
        self._run = self._begin(engine.version)
        self.flawed: dict[str, list[Correction]] = {}

    @property
    def version(self) -> str:
        return self._engine.version

    def check_batch(self, texts: Sequence[str]) -> list[list[Correction]]:
        keys = [_key(text) for text in texts]
        known = self._recall(keys)
        fresh = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if fresh:
            found = self._engine.check_batch(list(fresh.values()))
            self.learn(zip(fresh.values(), found, strict=True))
            known.update(zip(fresh, found, strict=True))
        return [known[key] for key in keys]

    def missing(self, texts: Iterable[str]) -> list[str]:
        """Those not remembered, each once."""
        by_key = {_key(text): text for text in texts}
        known = self._recall(list(by_key))
        self.flawed.update((by_key[key], found) for key, found in known.items() if found)
        return [text for key, text in by_key.items() if key not in known]

    def learn(self, answers: Iterable[tuple[str, list[Correction]]]) -> None:
        rows = []
        for text, found in answers:
            rows.append((_key(text), _encoder.encode(found) if found else b"", self._run))
            if found:
                self.flawed[text] = found
        self._database.executemany("INSERT OR REPLACE INTO sentence VALUES (?, ?, ?)", rows)

    def close(self) -> None:
        """Forget what has not been seen for long, and write everything down."""
        self._database.execute("DELETE FROM sentence WHERE run < ?", (self._run - KEPT,))
        self._database.commit()
        self._database.close()

    def __enter__(self) -> Remembered:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _begin(self, version: str) -> int:
        known = self._database.execute("SELECT version, run FROM engine").fetchone()
        if known and known[0] == version:
            run = int(known[1]) + 1
        else:
            run = 1
            self._database.execute("DELETE FROM sentence")
        self._database.execute("DELETE FROM engine")
        self._database.execute("INSERT INTO engine VALUES (?, ?)", (version, run))
        return run

    def _recall(self, keys: Sequence[bytes]) -> dict[bytes, list[Correction]]:
        known: dict[bytes, list[Correction]] = {}
        stale: list[tuple[int, bytes]] = []
        for start in range(0, len(keys), _ASKED):
            asked = keys[start : start + _ASKED]
            marks = ",".join("?" * len(asked))
            for key, found, run in self._database.execute(
                f"SELECT key, found, run FROM sentence WHERE key IN ({marks})", asked
            ):
                known[key] = _decoder.decode(found) if found else []
                if run <= self._run - NOTED:
                    stale.append((self._run, key))
        if stale:
            self._database.executemany("UPDATE sentence SET run = ? WHERE key = ?", stale)
        return known


def _open(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(path)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.executescript(_SCHEMA)
    except (OSError, sqlite3.OperationalError) as error:
        raise XunjianError(
            f"审读记录写不进去：{path}（{why(error)}）；请检查该文件夹能否写入、磁盘是否已满"
        ) from error
    return database


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).digest()
