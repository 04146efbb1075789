"""Text of an OFD document (GB/T 33190): pages in order, the texts of one line together."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from itertools import groupby

from lxml import etree

from portal.attachment import Line, Reading
from portal.files.bounds import DAMAGED, MOST_PAGES, FileError
from portal.files.zips import part, tree

_ROOT = "OFD.xml"


def ofd_lines(packed: zipfile.ZipFile) -> Iterator[Line]:
    root = part(packed, _ROOT)
    if not root:
        raise FileError(Reading.DAMAGED, DAMAGED)
    number = 0
    for document in tree(root).iter("{*}DocRoot"):
        path = _path("", document.text)
        for page in _pages(packed, path):
            number += 1
            if number > MOST_PAGES:
                raise FileError(Reading.FAILED)
            for _, objects in groupby(page.iter("{*}TextObject"), _height):
                yield Line(f"第{number}页", tuple(filter(None, map(_text, objects))))


def _pages(packed: zipfile.ZipFile, path: str) -> Iterator[etree._Element]:
    if not (data := part(packed, path)):
        return
    document = tree(data)
    for page in document.iter("{*}Page"):
        if content := part(packed, _path(posixpath.dirname(path), page.get("BaseLoc"))):
            yield tree(content)


def _path(folder: str, written: str | None) -> str:
    path = (written or "").strip().replace("\\", "/")
    return path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))


def _height(text: etree._Element) -> str:
    """How far down the page it stands, to the millimetre."""
    place = (text.get("Boundary") or "").split()
    return place[1].partition(".")[0] if len(place) > 1 else ""


def _text(text: etree._Element) -> str:
    return " ".join("".join(node.text or "" for node in text.iter("{*}TextCode")).split())
