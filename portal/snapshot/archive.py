"""The sealed evidence: WARC/1.1 files, one gzip member a record, readable by pywb and warcio."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from isal import isal_zlib
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from portal.errors import SnapshotError
from portal.snapshot.facts import Capture

LEVEL = 1  # HTML packs 5:1
ROLL = 1_000_000_000  # bytes; a new file after that
REVISIT = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_REWRITTEN = {"content-encoding", "transfer-encoding", "content-length"}  # the body is stored decoded


class Archive:
    """Appends captures to the WARC files of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = max((_number(path) for path in _files(folder)), default=1)
        self._file: IO[bytes] | None = None

    @property
    def position(self) -> tuple[str, int]:
        """File being written and its length in bytes; call `flush` before relying on it."""
        path = self._path()
        return path.name, self._file.tell() if self._file else path.stat().st_size if path.exists() else 0

    def rewind(self, name: str, length: int) -> None:
        """Cut away what a killed scan wrote after its last commit."""
        for path in _files(self._folder):
            if path.name > name:
                path.unlink()
            elif path.name == name:
                with path.open("r+b") as file:
                    file.truncate(length)
        self._number = _number(self._folder / name)

    def write(self, capture: Capture) -> tuple[str, int]:
        """Append one record; returns the file's name and the offset of the record."""
        file = self._open()
        offset = file.tell()
        file.write(_member(_record(capture)))
        return self._path().name, offset

    def flush(self) -> None:
        if self._file:
            self._file.flush()

    def close(self) -> None:
        if self._file:
            self._file.close()
            self._file = None

    def _open(self) -> IO[bytes]:
        if self._file and self._file.tell() > ROLL:
            self.close()
            self._number += 1
        if self._file is None:
            self._file = self._path().open("ab")
        return self._file

    def _path(self) -> Path:
        return self._folder / f"responses-{self._number:05}.warc.gz"


def read(folder: Path, name: str, offset: int) -> Capture:
    """The capture at an offset. A revisit comes back with an empty body and `unchanged` set."""
    try:
        with (folder / name).open("rb") as file:
            file.seek(offset)
            record = next(iter(ArchiveIterator(file)))
            body = record.content_stream().read()
    except (OSError, StopIteration, zlib.error) as error:
        raise SnapshotError(f"证据档案读不出：{folder / name}（偏移 {offset}）") from error
    return Capture(
        url=record.rec_headers.get_header("WARC-Target-URI"),
        status=int(record.http_headers.get_statuscode() or 0),
        headers=tuple(record.http_headers.headers),
        body=body,
        digest=(record.rec_headers.get_header("WARC-Payload-Digest") or "").removeprefix("sha256:"),
        unchanged=record.rec_type == "revisit",
        at=record.rec_headers.get_header("WARC-Date") or "",
    )


def _files(folder: Path) -> Iterator[Path]:
    return iter(sorted(folder.glob("responses-*.warc.gz")))


def _number(path: Path) -> int:
    return int(path.name.removeprefix("responses-").removesuffix(".warc.gz"))


def _record(capture: Capture) -> bytes:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=False, warc_version="1.1")
    kept = [(k, v) for k, v in capture.headers if k.lower() not in _REWRITTEN]
    http = StatusAndHeaders(
        f"{capture.status} ", [*kept, ("Content-Length", str(len(capture.body)))], "HTTP/1.1"
    )
    when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    headers = {"WARC-Payload-Digest": f"sha256:{capture.digest}", "WARC-Date": when}
    if capture.unchanged:
        headers["WARC-Profile"] = REVISIT
    writer.write_record(
        writer.create_warc_record(
            capture.url,
            "revisit" if capture.unchanged else "response",
            payload=io.BytesIO(b"" if capture.unchanged else capture.body),
            length=0 if capture.unchanged else len(capture.body),
            http_headers=http,
            warc_headers_dict=headers,
        )
    )
    return buffer.getvalue()


def _member(record: bytes) -> bytes:
    packer = isal_zlib.compressobj(LEVEL, isal_zlib.DEFLATED, isal_zlib.MAX_WBITS | 16)
    return packer.compress(record) + packer.flush()
