"""The process that reads files for another: a name and a body come in, what was read goes out, one after the other.

Frames on the pipes: 4 bytes of length (big endian), then so many bytes. It ends when its input does. Whatever goes wrong
beyond what `read` tells ends it, and the other side starts a new one.
"""

from __future__ import annotations

import logging
import struct
import sys
from typing import BinaryIO

from msgspec import msgpack

from portal.files.reading import read

MEMORY = 1_200_000_000  # bytes of address space
LENGTH = struct.Struct(">I")


def main() -> None:
    _confine()
    logging.disable()  # pypdf tells of every oddity
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while (name := _frame(source)) is not None and (body := _frame(source)) is not None:
        answer = msgpack.encode(read(body, name.decode()))
        sink.write(LENGTH.pack(len(answer)) + answer)
        sink.flush()


def _frame(source: BinaryIO) -> bytes | None:
    head = source.read(LENGTH.size)
    return source.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else None


def _confine() -> None:
    """No more memory than a large file needs, no files written. Systems without limits are left as they are."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
