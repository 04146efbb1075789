"""Packed files: parts unpacked within bounds, XML read without entities, networks or deep nesting."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from portal.attachment import Reading
from portal.files.bounds import (
    DAMAGED,
    MOST_PARTS,
    PART_LARGEST,
    RATIO,
    RATIO_FLOOR,
    TRUNCATED,
    WHOLE_LARGEST,
    FileError,
)

_ENCRYPTED = 0x1
_ENTRY = struct.Struct("<8xH16xH2x")  # of a local header: method and length of the name
_END = b"PK\x05\x06"


def opened(body: bytes) -> zipfile.ZipFile:
    """Raises FileError for one that is broken, too large unpacked, or made to be."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(body))
        parts = packed.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, struct.error) as error:
        cut = _END not in body and _begins_well(body)  # of others it is not sure that no program opens them
        raise FileError(Reading.DAMAGED if cut else Reading.FAILED, TRUNCATED if cut else "") from error
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > WHOLE_LARGEST or any(map(_is_bomb, parts)):
        raise FileError(Reading.FAILED)
    return packed


def _begins_well(body: bytes) -> bool:
    """Whether a first entry with a name stands there."""
    if len(body) < _ENTRY.size:
        return False
    method, length = _ENTRY.unpack_from(body)
    name = body[_ENTRY.size : _ENTRY.size + length]
    return (
        method in {0, 8}
        and 0 < length < 512
        and len(name) == length
        and name.decode("utf-8", "replace").isprintable()
    )


def part(packed: zipfile.ZipFile, name: str) -> bytes:
    """One part, b"" if there is none. What its entry says of its size is not believed."""
    try:
        entry = packed.getinfo(name)
    except KeyError:
        return b""
    if entry.flag_bits & _ENCRYPTED:
        raise FileError(Reading.LOCKED)
    try:
        with packed.open(entry) as stream:
            data = stream.read(PART_LARGEST + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise FileError(Reading.DAMAGED, DAMAGED) from error
    except (NotImplementedError, OSError, RuntimeError) as error:
        raise FileError(Reading.FAILED) from error
    if len(data) > PART_LARGEST:
        raise FileError(Reading.FAILED)
    return data


def tree(data: bytes) -> etree._Element:
    """The root of a part. Raises FileError: well packed XML that cannot be read is a matter of its maker, or of ours."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FileError(Reading.FAILED) from error


def elements(data: bytes, *tags: str) -> Iterator[etree._Element]:
    """Elements as they end, each forgotten after it was looked at. Raises FileError."""
    stream = etree.iterparse(
        io.BytesIO(data), tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        for _, element in stream:
            yield element
            element.clear()
            while element.getprevious() is not None and element.getparent() is not None:
                del element.getparent()[0]
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FileError(Reading.FAILED) from error


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > RATIO_FLOOR and entry.file_size > RATIO * max(1, entry.compress_size)
