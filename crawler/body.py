"""Reads a body within bounds: no more than asked for after decompression, bombs stopped while they unpack."""

from __future__ import annotations

import re
import zlib

CODINGS = "gzip, deflate"  # what the crawler says it understands
BOMB_RATIO = 200  # HTML packs 5:1 to 20:1
BOMB_FLOOR = 1 << 20  # bytes; smaller than this nothing is a bomb
FOREIGN = "coding"  # why a body was not read
_UNASKED = re.compile(r"\b(?:br|zstd|compress)\b|,")  # a server that sends these was not asked to
_STEP = 1 << 18


class Body:
    """Collects a body of at most `limit` decoded bytes. `cut` says why it ended early, "" if it did not."""

    def __init__(self, coding: str, limit: int) -> None:
        self.cut = ""
        self.limit = limit
        named = (each.strip().lower() for each in coding.split(","))
        self._coding = ",".join(each for each in named if each not in {"", "identity"})
        self._unpack = _decompressor(self._coding)
        self._parts: list[bytes] = []
        self._size = 0
        self._received = 0

    @property
    def full(self) -> bool:
        return bool(self.cut)

    def feed(self, chunk: bytes) -> None:
        if not self._received and _UNASKED.search(self._coding) and not chunk.lstrip().startswith(b"<"):
            self.cut = FOREIGN
            return
        self._received += len(chunk)
        if self._unpack is None:
            self._keep(chunk)
            return
        try:
            while chunk and not self.cut:
                piece = self._unpack.decompress(chunk, min(_STEP, self.limit - self._size + 1))
                chunk = self._unpack.unconsumed_tail
                self._keep(piece)
        except zlib.error:
            self._damaged(chunk)

    def finish(self) -> bytes:
        return b"".join(self._parts)

    def _keep(self, piece: bytes) -> None:
        room = self.limit - self._size
        if len(piece) > room:
            piece, self.cut = piece[:room], "max-bytes"
        self._size += len(piece)
        self._parts.append(piece)
        if self._unpack and self._size > BOMB_FLOOR and self._size > BOMB_RATIO * self._consumed():
            self.cut = "bomb"

    def _consumed(self) -> int:
        return self._received - len(self._unpack.unconsumed_tail) if self._unpack else self._received

    def _damaged(self, chunk: bytes) -> None:
        """Headers sometimes lie: a body that never was compressed is taken as it is, raw deflate is tried."""
        if self._size:
            self.cut = "dropped"
        elif self._coding == "deflate" and isinstance(self._unpack, _Zlib):
            self._unpack = zlib.decompressobj(-zlib.MAX_WBITS)
            self._received -= len(chunk)
            self._coding = "raw"
            self.feed(chunk)
        else:
            self._unpack = None
            self._keep(chunk)


_Zlib = type(zlib.decompressobj())


def _decompressor(coding: str) -> zlib._Decompress | None:
    if coding in {"gzip", "x-gzip"}:
        return zlib.decompressobj(zlib.MAX_WBITS | 16)
    return zlib.decompressobj() if coding == "deflate" else None
