"""Files are read in processes of their own: what one does to its reader, it does to that process."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process

from msgspec import DecodeError, msgpack

from portal.attachment import Reading
from portal.files.child import LENGTH
from portal.files.reading import Read

SECONDS = 40.0  # of wall clock for one file; the reader itself stops earlier
MOST = 4  # processes
_MODULE = "portal.files.child"
_read = msgpack.Decoder(Read)


class FileReader:
    """A few processes, started when there is something to read. `close` ends them."""

    def __init__(self, most: int = 0) -> None:
        self._free = asyncio.Semaphore(most or max(1, min(MOST, (os.cpu_count() or 1) - 1)))
        self._idle: list[Process] = []
        self._busy: set[Process] = set()

    async def read(self, body: bytes, name: str) -> Read:
        """Never raises for what is in a file."""
        async with self._free:
            try:
                process = self._idle.pop() if self._idle else await _start()
            except (OSError, NotImplementedError):  # no room for a process, or a loop that starts none
                return Read(Reading.FAILED)
            self._busy.add(process)
            try:
                found = await asyncio.wait_for(_exchange(process, name.encode(), body), SECONDS)
            except (TimeoutError, OSError, asyncio.IncompleteReadError, DecodeError):
                await _end(process)
                return Read(Reading.FAILED)
            finally:
                self._busy.discard(process)
            self._idle.append(process)
            return found

    async def close(self) -> None:
        for process in (*self._idle, *self._busy):
            await _end(process)
        self._idle.clear()


async def _start() -> Process:
    there = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", _MODULE, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=there
    )


async def _exchange(process: Process, name: bytes, body: bytes) -> Read:
    source, sink = process.stdout, process.stdin
    if source is None or sink is None:
        raise OSError("no pipes")
    for part in (name, body):
        sink.write(LENGTH.pack(len(part)) + part)
    await sink.drain()
    length = LENGTH.unpack(await source.readexactly(LENGTH.size))[0]
    return _read.decode(await source.readexactly(length))


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.kill()
    await process.wait()
